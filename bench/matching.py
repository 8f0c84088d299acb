"""Lines against a register: ours beside RapidFuzz's token set, on the same work in one run.

    .venv/bin/python bench/matching.py --people 100000 --lines 3000
    .venv/bin/python bench/matching.py --register register.csv.gz --lines-file lines.csv --truth truth.csv

Without files the register and the lines are invented (`dodomu.synthetic`). One table: recall of the first candidate,
recall at a precision of 99 %, strangers linked at that precision, time and memory.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from dodomu.formats.dates import read_date
from dodomu.matching.register import Register
from dodomu.matching.segment import Columns
from dodomu.names.latin import romanise
from dodomu.synthetic.crowd import make_crowd
from dodomu.synthetic.mentions import make_mentions

Line = dict[str, str]
Answers = list[tuple[str, float]]  # of each line the first candidate and its score


@dataclass(frozen=True, slots=True)
class Task:
    """A register, lines, and whose each line is ("" for a stranger)."""

    people: list[Line]
    lines: list[Line]
    truth: list[str]


def invented(people: int, lines: int, *, seed: int, hard: bool) -> Task:
    """A task made of invented people."""
    crowd = list(make_crowd(people, seed=seed))
    made = make_mentions(crowd, lines, seed=seed + 1, hard=hard)
    rows = [
        {"person_id": one.key, "surname": one.surname, "given": one.given, "patronymic": one.patronymic,
         "birth_date": one.born_on.isoformat(), "rank": one.rank, "unit": one.unit}
        for one in crowd
    ]  # fmt: skip
    asked = [
        {"line_id": str(n), "name": one.name, "birth_date": one.birth_date, "rank": one.rank, "unit": one.unit}
        for n, one in enumerate(made)
    ]
    return Task(rows, asked, [one.key for one in made])


def of_files(register: Path, lines: Path, truth: Path) -> Task:
    """A task out of files."""
    whose = {row["line_id"]: row["person_id"] for row in _rows(truth)}
    asked = _rows(lines)
    return Task(_rows(register), asked, [whose[row["line_id"]] for row in asked])


def _rows(path: Path) -> list[Line]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8", newline="") as file:  # type: ignore[operator]
        return list(csv.DictReader(file))


# --- those who answer -----------------------------------------------------------------------------------------


def ours(task: Task) -> tuple[float, Answers, float]:
    """This project."""
    begin = time.process_time()
    register = Register()
    register._ids = [row["person_id"] for row in task.people]
    register.index = _index(task.people)
    loaded = time.process_time() - begin
    begin = time.process_time()
    answers = [
        (candidates[0][0], candidates[0][1].probability) if candidates else ("", 0.0)
        for _, candidates in register.match(task.lines)
    ]
    return loaded, answers, time.process_time() - begin


def _index(people: list[Line]):  # noqa: ANN202 - an Index
    from dodomu.matching.index import Index

    columns = Columns(
        list(range(len(people))),
        [row["surname"] for row in people],
        [row["given"] for row in people],
        [row["patronymic"] for row in people],
        [int(row["birth_date"].replace("-", "") or 0) for row in people],
        [row["rank"] for row in people],
        [row["unit"] for row in people],
    )
    return Index.of_columns(columns)


def token_set(task: Task) -> tuple[float, Answers, float]:
    """RapidFuzz: token set ratio of romanised names, and a bonus for the date; over everybody, a block at a time."""
    begin = time.process_time()
    names = [romanise(f"{row['surname']} {row['given']} {row['patronymic']}").lower() for row in task.people]
    years = np.array([int(row["birth_date"][:4] or 0) for row in task.people])
    days = np.array([int(row["birth_date"].replace("-", "") or 0) for row in task.people])
    loaded = time.process_time() - begin
    begin = time.process_time()
    answers: Answers = []
    for start in range(0, len(task.lines), 50):
        block = task.lines[start : start + 50]
        asked = [romanise(_ukrainian(row["name"])).lower() for row in block]
        scores = process.cdist(asked, names, scorer=fuzz.token_set_ratio, dtype=np.float32)
        for row, line in zip(scores, block, strict=True):
            read = read_date(line["birth_date"])
            if read.on and read.precision == "day":
                row = row + 30 * (days == read.on.year * 10_000 + read.on.month * 100 + read.on.day)
            elif read.on:
                row = row + 10 * (years == read.on.year)
            best = int(row.argmax())
            answers.append((task.people[best]["person_id"], float(row[best]) / 130))
    return loaded, answers, time.process_time() - begin


def _ukrainian(name: str) -> str:
    return name.replace("ы", "и").replace("э", "е")


# --- the table ------------------------------------------------------------------------------------------------


def judged(task: Task, answers: Answers) -> tuple[float, float, int]:
    """Recall of the first candidate, recall at 99 % precision, strangers linked at the threshold that gives it."""
    known = sum(bool(one) for one in task.truth)
    right = sum(bool(whose) and person == whose for whose, (person, _) in zip(task.truth, answers, strict=True))
    best, linked = 0.0, 0
    tp = fp = strangers = 0
    for whose, (person, score) in sorted(zip(task.truth, answers, strict=True), key=lambda pair: -pair[1][1]):
        if score <= 0:
            break
        hit = bool(whose) and person == whose
        tp, fp, strangers = tp + hit, fp + (not hit), strangers + (not whose)
        if tp / (tp + fp) >= 0.99:
            best, linked = tp / known, strangers
    return right / known, best, linked


def rows(task: Task, matchers: dict[str, Callable[[Task], tuple[float, Answers, float]]]) -> Iterator[str]:
    """One row of the table for each matcher."""
    strangers = sum(not one for one in task.truth)
    yield "| Matcher | recall@1 | recall at 99 % | strangers linked | load s | ms a line | MB |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for name, matcher in matchers.items():
        loaded, answers, spent = matcher(task)
        first, at99, linked = judged(task, answers)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        yield (
            f"| {name} | {100 * first:.2f} % | {100 * at99:.2f} % | {linked} of {strangers} | {loaded:.2f} | "
            f"{1000 * spent / len(task.lines):.2f} | {memory} |"
        )


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--lines", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--hard", action="store_true", help="every line damaged, no date fully right")
    parser.add_argument("--register", type=Path)
    parser.add_argument("--lines-file", type=Path)
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--only-ours", action="store_true")
    options = parser.parse_args()
    if options.register:
        task = of_files(options.register, options.lines_file, options.truth)
    else:
        task = invented(options.people, options.lines, seed=options.seed, hard=options.hard)
    matchers: dict[str, Callable[[Task], tuple[float, Answers, float]]] = {"Dodomu": ours}
    if not options.only_ours:
        matchers["RapidFuzz token set + date"] = token_set
    for row in rows(task, matchers):
        print(row, flush=True)


if __name__ == "__main__":
    main()
    sys.exit(0)
