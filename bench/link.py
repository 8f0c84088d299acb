"""Linking millions: `dodomu link` on DuckDB beside our own engine, line by line, on the same files in one run.

    .venv/bin/python bench/link.py --people 1000000 --lines 100000
    .venv/bin/python bench/link.py --people 20000 --lines 2000 --spark

People and lines are invented (`dodomu.synthetic`). One table: recall of the first candidate, recall and precision of
the links over 0.5, recall at a precision of 99 %, seconds on the clock and of the processors, memory. With `--spark` a
sample is linked on both engines, and every difference between them is counted.
"""

from __future__ import annotations

import argparse
import csv
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dodomu.commands.link import shared_out
from dodomu.matching.batch import engines
from dodomu.matching.batch.link import Linking, question, read_lines
from dodomu.matching.register import Register
from dodomu.synthetic.crowd import make_crowd
from dodomu.synthetic.mentions import make_mentions

if engines.missing("duckdb"):
    raise ImportError("pip install 'dodomu[link]'")

Links = dict[str, list[tuple[str, float, Any]]]  # of each line the candidates, best first


@dataclass(frozen=True, slots=True)
class Task:
    """The files, and whose each line is ("" for a stranger)."""

    register: Path
    lines: Path
    whose: dict[str, str]


def invented(people: int, lines: int, folder: Path, *, seed: int) -> Task:
    """Files of invented people and lines."""
    crowd = list(make_crowd(people, seed=seed))
    register, received = folder / "register.csv", folder / "lines.csv"
    with register.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["person_id", "surname", "given", "patronymic", "birth_date", "rank", "unit"])
        for one in crowd:
            writer.writerow([one.key, one.surname, one.given, one.patronymic, one.born_on, one.rank, one.unit])
    made = make_mentions(crowd, lines, seed=seed + 1)
    with received.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["line_id", "name", "birth_date", "rank", "unit"])
        for n, line in enumerate(made):
            writer.writerow([f"L{n}", line.name, line.birth_date, line.rank, line.unit])
    return Task(register, received, {f"L{n}": line.key for n, line in enumerate(made)})


@dataclass(frozen=True, slots=True)
class Ran:
    """What came out, in how many seconds on the clock and of all processors, and how much memory at most."""

    links: Links
    seconds: float
    of_processors: float
    megabytes: int


def timed(run: Any) -> Ran:
    """One run, watched."""
    begin, spent = time.perf_counter(), _spent()
    links = run()
    own, children = (
        resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return Ran(links, time.perf_counter() - begin, _spent() - spent, max(own, children))


def _spent() -> float:
    found = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        found += usage.ru_utime + usage.ru_stime
    return found


def linked(task: Task, engine: str, *, processes: int, threshold: float, most: int | None = None) -> Links:
    """What `dodomu link` finds, from file to links."""
    register = Register().load(task.register)
    linking = Linking(register.index, register._ids)
    found: Links = {}
    with (
        tempfile.TemporaryDirectory(prefix="dodomu-bench-") as work,
        shared_out(linking, processes) as shared,
    ):
        opened = engines.opened(engine, Path(work), memory="8g" if engine == "spark" else "8GB", cores=processes,
                                master=f"local[{processes}]")  # fmt: skip
        try:
            lines = islice(read_lines(task.lines), most)
            for part in linking.parts(lines, opened, threshold=threshold, shared=shared):
                for person, line, chance, speaks_for, against in part.rows:
                    found.setdefault(line, []).append((person, chance, (speaks_for, against)))
                print(f"{engine}: {part.lines} lines", file=sys.stderr, flush=True)
        finally:
            opened.close()
    return found


def splink_links(people: list[dict[str, str]], lines: list[dict[str, str]]) -> Iterator[tuple[str, str, float]]:
    """Line, person and probability of what Splink finds among such rows, in one process."""
    with tempfile.TemporaryDirectory(prefix="dodomu-bench-") as folder:
        task = Task(Path(folder) / "register.csv", Path(folder) / "lines.csv", {})
        for path, rows_ in ((task.register, people), (task.lines, lines)):
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows_[0]))
                writer.writeheader()
                writer.writerows(rows_)
        for line, found in linked(task, "duckdb", processes=1, threshold=0.0).items():
            yield from ((line, person, chance) for person, chance, _ in found)


def one_by_one(task: Task, *, threshold: float) -> Links:
    """What the engine of the desk finds, line by line in one process."""
    register = Register().load(task.register)
    found: Links = {}
    for line in read_lines(task.lines):
        for one in register.index.find(question(line), top=3):
            if one.probability >= threshold:
                found.setdefault(line[0], []).append((register._ids[one.key], one.probability, None))
    return found


def row(name: str, task: Task, ran: Ran) -> str:
    """One row of the table."""
    known = sum(bool(one) for one in task.whose.values())
    first = {line: candidates[0][:2] for line, candidates in ran.links.items()}
    right = sum(first.get(line, ("",))[0] == whose for line, whose in task.whose.items() if whose)
    made = [(line, person) for line, (person, chance) in first.items() if chance >= 0.5]
    true = sum(task.whose[line] == person for line, person in made)
    best, hits = 0.0, 0
    for number, (line, (person, _)) in enumerate(sorted(first.items(), key=lambda one: -one[1][1]), start=1):
        hits += task.whose[line] == person
        best = hits / known if hits / number >= 0.99 else best
    cells = (f"{100 * value:.2f} %" for value in (right / known, true / known, true / max(1, len(made)), best))
    return f"| {name} | {' | '.join(cells)} | {ran.seconds:.0f} | {ran.of_processors:.0f} | {ran.megabytes} |"


def compared(task: Task, *, processes: int) -> str:
    """Both engines on the same files: how many links, and how many differ in anything."""
    runs = [timed(lambda name=name: linked(task, name, processes=processes, threshold=0.1)) for name in engines.NEEDS]
    flat = [{(line, one[0]): one[1:] for line, some in ran.links.items() for one in some} for ran in runs]
    differing = sum(flat[0].get(pair) != flat[1].get(pair) for pair in {*flat[0], *flat[1]})
    return (
        f"DuckDB {len(flat[0])} links in {runs[0].seconds:.0f} s, Spark {len(flat[1])} in {runs[1].seconds:.0f} s; "
        f"{differing} differ in line, person, probability or reasons"
    )


def rows(task: Task, *, processes: int) -> Iterator[str]:
    """The table."""
    yield "| Engine | recall@1 | recall | precision | recall at 99 % | s | s of processors | MB |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    yield row("our own, line by line", task, timed(lambda: one_by_one(task, threshold=0.01)))
    yield row("Splink on DuckDB", task, timed(lambda: linked(task, "duckdb", processes=processes, threshold=0.01)))


def main() -> None:
    """Prints the table, or with `--spark` the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--lines", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=77)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--spark", action="store_true", help="a sample on both engines instead")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dodomu-bench-") as folder:
        task = invented(options.people, options.lines, Path(folder), seed=options.seed)
        if options.spark:
            print(compared(task, processes=options.processes))
            return
        for line in rows(task, processes=options.processes):
            print(line, flush=True)


if __name__ == "__main__":
    main()
