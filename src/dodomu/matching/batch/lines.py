"""Lines as rows to be compared: one a reading that is likely, with everything it may mean in the words of a register.

The work of this module is what the engines cannot do: reading words in every order and spelling. Each distinct word is
looked up once; lines are shared out between processes by whoever calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np

from dodomu.formats.ranks import rank_of, rank_step
from dodomu.matching import levels
from dodomu.matching.asked import Asked
from dodomu.matching.batch import keys
from dodomu.matching.batch.columns import LEVELS_A_PLACE, Rows, empty
from dodomu.matching.batch.dates import days_meant, parts_of, turned, years_near
from dodomu.matching.births import EXACT, FIRST_OF_JANUARY, SWAPPED, codes
from dodomu.matching.likely import UNLIKE
from dodomu.matching.segment import Segment
from dodomu.matching.surnames import heard_as
from dodomu.matching.words import Reading, is_initial

READINGS_A_LINE = 16
MOST_ALONE = 4_000  # people of one surname that a line without another word is compared with
MOST_NAMES, MOST_PAIRS = 3, 600
FITS, SURNAME_FITS = 0.5, -0.5  # a level that weighs less is no reason to compare anybody


@dataclass(slots=True)
class Prepared:
    """Rows of some lines, the readings by row, and how usual each written word is (logarithm)."""

    rows: Rows = field(default_factory=empty)
    readings: dict[int, Reading] = field(default_factory=dict)
    usual: dict[str, dict[str, float]] = field(
        default_factory=lambda: {"surname": {}, "given": {}, "father": {}}
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A written word against all names of one kind: who is alike, and how much a stranger weighs."""

    places: Any
    codes: Any
    weights: Any
    otherwise: int
    usual: float

    @property
    def near(self) -> list[int]:
        """Place and level of each as one number."""
        near: list[int] = (self.places.astype(np.int64) * LEVELS_A_PLACE + self.codes).tolist()
        return near

    def fitting(self, least: float = FITS) -> Any:
        """The places that are a reason to compare, those that weigh most first."""
        fits = self.weights > least
        return self.places[fits][np.argsort(-self.weights[fits], kind="stable")]


class Lines:
    """Makes rows of lines for one register; the words of earlier lines are remembered."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.people_of = np.diff(segment.skeleton_starts)
        self.surname = lru_cache(maxsize=50_000)(self._surname)
        self.given = lru_cache(maxsize=50_000)(lambda word: self._word(word, of_fathers=False))
        self.father = lru_cache(maxsize=50_000)(lambda word: self._word(word, of_fathers=True))

    def prepared(self, asked: Sequence[tuple[int, Asked]]) -> Prepared:
        """The rows of these lines, each with its number."""
        out = Prepared()
        for number, line in asked:
            if line.readings:
                self._add(out, number, line)
        return out

    def _add(self, out: Prepared, number: int, line: Asked) -> None:
        chosen, usual = self.segment._likely(line)
        written = parts_of(line.born)
        rank = rank_of(line.rank) if line.rank else ""
        units = None
        if line.unit:
            units = np.flatnonzero(self.segment._unit_codes(line.unit) == 1).tolist()
        for n, reading in enumerate(chosen[:READINGS_A_LINE]):
            surname, given, father = self._words(reading)
            row = number * READINGS_A_LINE + n
            out.readings[row] = reading
            out.usual["surname"].setdefault(chosen[0].surname, surname.usual)
            out.usual["given"][reading.given] = given.usual
            out.usual["father"][reading.patronymic] = father.usual
            values: dict[str, Any] = {
                "unique_id": row,
                "line": number,
                "written_cost": reading.cost + usual - given.usual - father.usual,
                "keys": self._keys(line, reading, surname, given, father),
                "surname_text": next(iter(heard_as(reading.surname)), ""),
                "surname_written": chosen[0].surname,  # all readings are measured against the likeliest
                "surname_places": surname.places.tolist(),
                "surname_near": surname.near,
                "born": line.born or None,
                "born_turned": turned(line.born),
                "rank": rank or None,
                "rank_step": rank_step(rank) if rank else None,
                "unit_places": units,
            }
            for name, word, text in (("given", given, reading.given), ("father", father, reading.patronymic)):
                if text:
                    values |= {
                        f"{name}_written": text, f"{name}_else": levels.LEVELS[word.otherwise],
                        f"{name}_places": word.places.tolist(), f"{name}_near": word.near,
                    }  # fmt: skip
            values |= zip(("born_text", "born_kind", "born_on", "year", "month", "day"), written, strict=True)
            for column, cells in out.rows.items():
                cells.append(values.get(column))

    def _words(self, reading: Reading) -> tuple[Word, Word, Word]:
        return self.surname(reading.surname), self.given(reading.given), self.father(reading.patronymic)

    def _surname(self, word: str) -> Word:
        places, found = self.segment._alike(word, further=True)
        is_known = bool(np.isin(found, [levels.SOUND, levels.HALF, levels.SECOND_HALF]).any())
        usual = self.segment.reference.usual_of(word, further=not is_known)
        return Word(places, found, self.segment.learnt.surname[found], levels.OTHER, usual)

    def _word(self, word: str, *, of_fathers: bool) -> Word:
        segment = self.segment
        vocabulary = segment.fathers if of_fathers else segment.givens
        found = vocabulary._by_key(word)
        places = np.flatnonzero(~UNLIKE[found] & (found != levels.NONE) | (found == levels.NEAR_KNOWN))
        rest = set(np.unique(found).tolist()) & {levels.OTHER_KNOWN, levels.OTHER_INITIAL}
        weight = segment.learnt.patronymic if of_fathers else segment.learnt.given
        usual = segment._part(word, of_fathers=of_fathers)[2]
        near = found[places]
        return Word(places, near, weight[near], min(rest, default=levels.OTHER), usual)

    def _keys(self, line: Asked, reading: Reading, surname: Word, given: Word, father: Word) -> list[int]:
        """Everything under which the person may be found."""
        made: list[Any] = []
        likely = surname.fitting(SURNAME_FITS)
        named = given.fitting() if reading.given and not is_initial(reading.given) else likely[:0]
        if len(named):
            some = likely[: max(1, MOST_PAIRS // len(named))]
            made.append(keys.surname_given(some[:, None], named[None, :]).ravel())
        else:
            made.append(keys.surname_alone(likely[np.cumsum(self.people_of[likely]) <= MOST_ALONE]))
        years = np.array(years_near(line.born), dtype=np.int64)
        if len(years):
            made.append(keys.surname_year(likely[: MOST_PAIRS // len(years), None], years[None, :]).ravel())
        days = np.array(days_meant(line.born), dtype=np.int64)
        if len(days):
            how = codes(line.born, days.astype(np.int32))
            made.append(keys.day(days[np.isin(how, [EXACT, FIRST_OF_JANUARY, SWAPPED])]))
        if not (surname.codes == levels.SOUND).any():
            made += self._keys_without_surname(line, named[:MOST_NAMES], father, days)
        return [int(key) for key in np.unique(np.concatenate(made)).tolist()]

    def _keys_without_surname(self, line: Asked, named: Any, father: Word, days: Any) -> list[Any]:
        """The register has no such surname: the other words and the date must do."""
        made = [keys.given_day(named[:, None], days[None, :]).ravel()]
        fathers = father.fitting()[:MOST_NAMES]
        if not len(days):
            if line.born:
                year = np.array([line.born // 10_000], dtype=np.int64)
                made.append(keys.names_year(named[:, None, None], fathers[None, :, None], year[None, None, :]).ravel())
            else:
                made.append(keys.names(named[:, None], fathers[None, :]).ravel())
        return made
