"""Lines against a register: ours beside RapidFuzz's token set and Splink, on the same work in one run.

    .venv/bin/python bench/matching.py --people 100000 --lines 3000
    .venv/bin/python bench/matching.py --register register.csv.gz --lines-file lines.csv --truth truth.csv
    .venv/bin/python bench/matching.py --people 100000 --figures

With `--figures` the lines are names of people in public life as the press of two dozen languages writes them, four
times with dates as they come on lists; one figure in eight is left out of the register and so a stranger to it.
Without files the register and the lines are invented (`dodomu.synthetic`). First a table of recall of the first
candidate (also on the clear lines, which fit one person only), recall at a precision of 99 %, strangers linked at the
threshold of the best F1, error of probabilities, time and memory; then the first candidate by spelling, noise and date.
Splink needs the extra `[link]`; without it a line says so.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from dodomu.formats.dates import read_date
from dodomu.matching import quality
from dodomu.matching.index import Index
from dodomu.matching.register import Register
from dodomu.matching.segment import Columns
from dodomu.names.latin import romanise
from dodomu.synthetic.crowd import Somebody, make_crowd
from dodomu.synthetic.mentions import DATES, make_mentions, written_date

Line = dict[str, str]
Answers = list[tuple[str, float]]  # of each line the first candidate and its score


@dataclass(frozen=True, slots=True)
class Task:
    """A register, lines, and whose each line is ("" for a stranger)."""

    people: list[Line]
    lines: list[Line]
    truth: list[str]
    clear: list[bool]
    kinds: dict[str, list[str]]  # spelling, noise, date: the class of each line


def invented(people: int, lines: int, *, seed: int, hard: bool) -> Task:
    """A task made of invented people."""
    crowd = list(make_crowd(people, seed=seed))
    made = make_mentions(crowd, lines, seed=seed + 1, hard=hard)
    rows = [_row(one) for one in crowd]
    asked = [
        {"line_id": str(n), "name": one.name, "birth_date": one.birth_date, "rank": one.rank, "unit": one.unit}
        for n, one in enumerate(made)
    ]
    alike = quality.bearers(crowd)
    clear = [bool(one.key) and quality.is_clear(one, crowd, alike) for one in made]
    kinds = {
        "spelling": [one.orth for one in made],
        "noise": [one.noise for one in made],
        "date": [one.date_class for one in made],
    }
    return Task(rows, asked, [one.key for one in made], clear, kinds)


FIGURES = Path(__file__).resolve().parents[1] / "tests" / "matching" / "data" / "public_figures.txt"
TIMES, ONE_LEFT_OUT = 4, 8


def figures(people: int, *, seed: int) -> Task:
    """Real spellings of public figures among invented people; strangers are figures who are not in the register."""
    chance = random.Random(seed)
    rows = [_row(one) for one in make_crowd(people, seed=seed)]
    asked: list[Line] = []
    told: list[Line] = []
    texts = [text for text in FIGURES.read_text("utf-8").splitlines() if not text.startswith("#")]
    left_out = set(chance.sample(range(len(texts)), len(texts) // ONE_LEFT_OUT))
    for n, text in enumerate(texts):
        surname, given, patronymic, born, spellings = text.split("|")
        key = "" if n in left_out else f"F{n}"
        if key:
            row = dict(zip(_NAMES, (key, surname, given, patronymic, born), strict=True))
            rows.append(row | {"rank": "", "unit": ""})
        for spelling in [f"uk={given} {surname}", *spellings.split(";")] * TIMES:
            language, _, name = spelling.strip().partition("=")
            kind = chance.choices([name for name, _ in DATES], [share for _, share in DATES])[0]
            day = written_date(date.fromisoformat(born), kind, chance)
            asked.append({"line_id": str(len(asked)), "name": name, "birth_date": day, "rank": "", "unit": ""})
            told.append({"person_id": key, "keep_patr": "", "date_class": kind, "orth": language, "noise": "none"})
    kinds = {name: [row[column] for row in told] for name, column in _COLUMNS.items()}
    return Task(rows, asked, [row["person_id"] for row in told], [one == 1 for one in _fits(rows, told)], kinds)


_NAMES = ("person_id", "surname", "given", "patronymic", "birth_date")


def _row(one: Somebody) -> Line:
    return {"person_id": one.key, "surname": one.surname, "given": one.given, "patronymic": one.patronymic,
            "birth_date": one.born_on.isoformat(), "rank": one.rank, "unit": one.unit}  # fmt: skip


def of_files(register: Path, lines: Path, truth: Path) -> Task:
    """A task out of files."""
    people, asked = _rows(register), _rows(lines)
    known = {row["line_id"]: row for row in _rows(truth)}
    told = [known[row["line_id"]] for row in asked]
    fits = _fits(people, told)
    kinds = {name: [row[column] for row in told] for name, column in _COLUMNS.items()}
    return Task(people, asked, [row["person_id"] for row in told], [one == 1 for one in fits], kinds)


_COLUMNS = {"spelling": "orth", "noise": "noise", "date": "date_class"}


def _fits(people: list[Line], told: list[Line]) -> list[int]:
    """How many people agree with all that each line was given, before any fault."""
    by_id = {row["person_id"]: row for row in people}
    by_name: dict[tuple[str, str], list[Line]] = {}
    for row in people:
        by_name.setdefault((row["surname"], row["given"]), []).append(row)
    found = []
    for row in told:
        if not row["person_id"]:
            found.append(0)
            continue
        own = by_id[row["person_id"]]
        same = by_name[own["surname"], own["given"]]
        if row["keep_patr"] == "1":
            same = [one for one in same if one["patronymic"] == own["patronymic"]]
        size = {"missing": 0, "year": 4, "month_year": 7}.get(row["date_class"], 10)
        found.append(sum(one["birth_date"][:size] == own["birth_date"][:size] for one in same))
    return found


def _rows(path: Path) -> list[Line]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8", newline="") as file:
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


def _index(people: list[Line]) -> Index:
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one matcher did."""

    first: float
    first_clear: float
    at99: float
    strangers: int
    error: float | None
    hits: list[bool]


def judged(task: Task, answers: Answers) -> Verdict:
    """Recall of the first candidate, recall at 99 % precision, strangers linked at the best F1, error of the scores."""
    known = sum(bool(one) for one in task.truth)
    hits = [bool(whose) and person == whose for whose, (person, _) in zip(task.truth, answers, strict=True)]
    order = sorted((n for n, (_, score) in enumerate(answers) if score > 0), key=lambda n: -answers[n][1])
    at99, best, linked, right, strangers = 0.0, 0.0, 0, 0, 0
    for made, n in enumerate(order, start=1):
        right, strangers = right + hits[n], strangers + (not task.truth[n])
        if made < len(order) and answers[order[made]][1] == answers[n][1]:
            continue
        at99 = right / known if right / made >= 0.99 else at99
        if 2 * right / (made + known) > best:
            best, linked = 2 * right / (made + known), strangers
    clear = [hit for hit, is_clear in zip(hits, task.clear, strict=True) if is_clear]
    return Verdict(sum(hits) / known, sum(clear) / len(clear), at99, linked, _error(answers, hits), hits)


def _error(answers: Answers, hits: list[bool]) -> float:
    """How far said and true differ over ten bins of probability."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for (_, score), hit in zip(answers, hits, strict=True):
        if score > 0:
            bins.setdefault(min(9, int(score * 10)), []).append((score, hit))
    lines = sum(map(len, bins.values()))
    return sum(abs(sum(s for s, _ in one) - sum(h for _, h in one)) for one in bins.values()) / max(lines, 1)


def rows(task: Task, matchers: dict[str, Callable[[Task], tuple[float, Answers, float]]]) -> Iterator[str]:
    """One row of the table for each matcher, then a table for each way to part the lines."""
    strangers = sum(not one for one in task.truth)
    yield "| Matcher | first | first, clear | at 99 % | strangers linked | error | load s | ms a line | MB |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    verdicts = {}
    for name, matcher in matchers.items():
        loaded, answers, spent = matcher(task)
        one = verdicts[name] = judged(task, answers)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        yield (
            f"| {name} | {100 * one.first:.2f} % | {100 * one.first_clear:.2f} % | {100 * one.at99:.2f} % | "
            f"{one.strangers} of {strangers} | {one.error:.3f} | {loaded:.2f} | "
            f"{1000 * spent / len(task.lines):.2f} | {memory} |"
        )
    for kind, classes in task.kinds.items():
        yield ""
        yield f"| First candidate by {kind} | lines | " + " | ".join(verdicts) + " |"
        yield "|---|---:|" + "---:|" * len(verdicts)
        for name in sorted(set(classes)):
            of_it = [n for n, one in enumerate(classes) if one == name and task.truth[n]]
            if of_it:
                cells = [f"{100 * sum(v.hits[n] for n in of_it) / len(of_it):.1f} %" for v in verdicts.values()]
                yield f"| {name} | {len(of_it)} | " + " | ".join(cells) + " |"


def splink() -> Callable[[Task], tuple[float, Answers, float]] | None:
    """Splink on DuckDB, as `dodomu link` uses it; None where the extra is not installed."""
    try:
        from bench.link import splink_links
    except ImportError:
        return None

    def matcher(task: Task) -> tuple[float, Answers, float]:
        begin = time.process_time()
        best: dict[str, tuple[str, float]] = {}
        for line, person, probability in splink_links(task.people, task.lines):
            if probability > best.get(line, ("", 0.0))[1]:
                best[line] = person, probability
        return 0.0, [best.get(row["line_id"], ("", 0.0)) for row in task.lines], time.process_time() - begin

    return matcher


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--lines", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--hard", action="store_true", help="every line damaged, no date fully right")
    parser.add_argument("--figures", action="store_true", help="real spellings of people in public life")
    parser.add_argument("--register", type=Path)
    parser.add_argument("--lines-file", type=Path)
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--only-ours", action="store_true")
    options = parser.parse_args()
    if options.register:
        task = of_files(options.register, options.lines_file, options.truth)
    elif options.figures:
        task = figures(options.people, seed=options.seed)
    else:
        task = invented(options.people, options.lines, seed=options.seed, hard=options.hard)
    matchers: dict[str, Callable[[Task], tuple[float, Answers, float]]] = {"Dodomu": ours}
    if not options.only_ours:
        matchers["RapidFuzz token set + date"] = token_set
        if beside := splink():
            matchers["Splink"] = beside
        else:
            print("Splink: not installed; `pip install 'dodomu[link]'` sets it beside the others.\n")
    for row in rows(task, matchers):
        print(row, flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    main()
    sys.exit(0)
