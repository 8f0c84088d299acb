"""From the likeliest pairs of a line to links: a probability as on the desk, and what speaks for and against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dodomu.matching import calibration
from dodomu.matching.batch.settings import FIELDS, code_of, label_of, weight_key
from dodomu.matching.index import Index
from dodomu.matching.segment import Found
from dodomu.matching.words import Reading

Weights = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Link:
    """A line and a person, by number, with the levels that speak for and against."""

    line: int
    person: int
    probability: float
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


class Judge:
    """Makes links of what an engine found in one register."""

    def __init__(self, index: Index) -> None:
        self.segment, self.learnt = index._base, index.learnt
        self.codes = {column: code_of(column, self.learnt) for column in FIELDS}
        self.weights = [getattr(self.learnt, field) for field in FIELDS.values()]
        self._labels: dict[tuple[int, ...], tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def links(self, found: Any, readings: Mapping[int, Reading], *, threshold: float) -> Iterator[Link]:
        """The links over the threshold, line by line, best first."""
        by_line: dict[int, list[tuple[Any, ...]]] = {}
        columns = ("line", "person", "reading", "odds", *(f"mw_{column}" for column in FIELDS))
        for row in zip(*(found.column(name).to_pylist() for name in columns), strict=True):
            by_line.setdefault(row[0], []).append(row[1:])
        for line, rows in sorted(by_line.items()):
            people = self._people(rows, readings)
            for one, chance in zip(people, calibration.probability(people, self.learnt.calibration), strict=True):
                if chance >= threshold:
                    yield Link(line, one.key, round(chance, 6), *self._reasons(one.codes))

    def _people(self, rows: list[tuple[Any, ...]], readings: Mapping[int, Reading]) -> list[Found]:
        people: dict[int, Found] = {}
        weighed = sorted((self._weighed(*row, readings=readings) for row in rows), key=lambda one: one[0])
        for _, found in weighed:
            people.setdefault(found.key, found)
        return self.segment._refined(self.segment._spelt(list(people.values())))

    def _weighed(
        self, person: int, reading: int, odds: float, *said: Any, readings: Mapping[int, Reading]
    ) -> tuple[tuple[float, int, int], Found]:
        """One pair and its place in order: the engine does not know whether the surname on the line is anybody's."""
        codes: Any = tuple(self.codes[column][weight_key(one)] for column, one in zip(FIELDS, said, strict=True))
        written = readings[reading]
        is_surname = self.segment.is_surname(written.surname)
        surname, *others = (float(table[code]) for table, code in zip(self.weights, codes, strict=True))
        more = float(self.learnt.unlike[is_surname][codes[0]]) - surname
        weights: Any = (surname + more, *others)
        key = int(self.segment.keys[person])
        found = Found(key, odds + more, written, codes, weights, person, is_surname)
        return (-found.log_odds, person, reading), found

    def _reasons(self, codes: tuple[int, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        known = self._labels.get(codes)
        if known is None:
            said = [
                (float(table[code]), label_of(column, code))
                for column, table, code in zip(FIELDS, self.weights, codes, strict=True)
                if code
            ]
            speaks_for = tuple(label for weight, label in said if weight > 0)
            known = self._labels[codes] = speaks_for, tuple(label for weight, label in said if weight <= 0)
        return known
