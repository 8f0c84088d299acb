"""A file of lines linked with a file of people, from end to end, in parts that fit in memory."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from dodomu.matching.asked import Asked, asked
from dodomu.matching.batch import people
from dodomu.matching.batch.columns import arrow_table, joined
from dodomu.matching.batch.engines import Engine
from dodomu.matching.batch.lines import Lines, Prepared
from dodomu.matching.batch.links import Judge, Link
from dodomu.matching.batch.settings import settings_of, usual_share
from dodomu.matching.index import EXPECTED_IN_REGISTER, FEWEST, Index
from dodomu.matching.register import UnfitError, _born, _opened

LINES_A_TURN = 20_000  # what an engine compares at once
LINES_A_SHARE = 1_000  # what a process reads at once
NAMED = ("name", "surname")  # a line has either its name as received, or the parts of it

Line = tuple[str, str, int, str, str]
"""Id, name, date of birth as a number, rank, unit."""
Shared = Callable[[Callable[[list[tuple[int, Line]]], Prepared], Iterable[list[tuple[int, Line]]]], Iterable[Prepared]]
"""How lines are shared out: `map`, or the same over several processes."""


@dataclass(frozen=True, slots=True)
class Part:
    """The links of some lines: `rows` as they are written, how many lines were read so far."""

    rows: list[tuple[str, str, float, tuple[str, ...], tuple[str, ...]]]
    lines: int


def read_lines(path: Path) -> Iterator[Line]:
    """The lines of a file with a header: line_id, name (or surname, given, patronymic), birth_date, rank, unit."""
    with _opened(path) as file:
        reader = csv.DictReader(file)
        header = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        reader.fieldnames = header
        if not set(NAMED) & set(header):
            raise UnfitError(f"{path.name}: name")
        id_column = "line_id" if "line_id" in header else "person_id" if "person_id" in header else ""
        for number, row in enumerate(reader, start=2):
            name = row.get("name") or " ".join(filter(None, (row.get(part) for part in PARTS)))
            yield (row.get(id_column) or str(number), name, _born(row.get("birth_date") or ""), row.get("rank") or "",
                   row.get("unit") or "")  # fmt: skip


PARTS = ("surname", "given", "patronymic")


def question(line: Line) -> Asked:
    """What a line asks of the register."""
    _, name, born, rank, unit = line
    return asked(name, born=born, rank=rank, unit=unit)


class Linking:
    """One register, ready for lines; `reader` is what a process makes rows of lines with."""

    def __init__(self, index: Index, ids: list[str]) -> None:
        self.index, self.ids = index, ids
        self.lines = Lines(index._base)
        odds = EXPECTED_IN_REGISTER / (1 - EXPECTED_IN_REGISTER) / max(index.people, FEWEST)
        self.settings = settings_of(index.learnt, prior=odds / (1 + odds))

    def read(self, lines: list[tuple[int, Line]]) -> Prepared:
        """The rows of some lines: the part of the work that several processes share."""
        return self.lines.prepared([(number, question(line)) for number, line in lines])

    def parts(self, lines: Iterable[Line], engine: Engine, *, threshold: float, shared: Shared = map) -> Iterator[Part]:
        """The links, so many lines at a time."""
        engine.take_people(people.tables(self.index._base))
        judge = Judge(self.index)
        names: dict[int, str] = {}
        seen = 0

        def numbered() -> Iterator[list[tuple[int, Line]]]:
            remaining = enumerate(lines)
            while share := list(islice(remaining, LINES_A_SHARE)):
                for number, line in share:
                    names[number] = line[0]
                yield share

        prepared = iter(shared(self.read, numbered()))
        while turn := list(islice(prepared, LINES_A_TURN // LINES_A_SHARE)):
            links = judge.links(self._found(engine, turn), _readings(turn), threshold=threshold)
            rows = [self._row(one, names) for one in links]
            seen = max((number for part in turn for number in part.rows["line"]), default=seen - 1) + 1
            yield Part(rows, seen)

    def _found(self, engine: Engine, turn: list[Prepared]) -> Any:
        rows = joined(part.rows for part in turn)
        usual: dict[str, dict[str, float]] = {"surname": {}, "given": {}, "father": {}}
        for part in turn:
            for column, words in part.usual.items():
                usual[column].update(words)
        shares = {
            column: {word: usual_share(found, column, self.index.learnt) for word, found in words.items() if word}
            for column, words in usual.items()
        }
        return engine.best(arrow_table(rows, len(rows["unique_id"])), self.settings, shares)

    def _row(self, link: Link, names: Mapping[int, str]) -> tuple[str, str, float, tuple[str, ...], tuple[str, ...]]:
        return self.ids[link.person], names[link.line], link.probability, link.speaks_for, link.speaks_against


def _readings(turn: list[Prepared]) -> dict[int, Any]:
    return {row: reading for part in turn for row, reading in part.readings.items()}
