"""A part of the register, and the weighing of one line against it."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dodomu.matching import births, letters, levels
from dodomu.matching.arrays import Columns, Floats, Ints
from dodomu.matching.asked import Asked, asked
from dodomu.matching.likely import UNLIKE, Likely
from dodomu.matching.spelling import distance
from dodomu.matching.surnames import LIKELIEST, heard_as
from dodomu.matching.words import Reading, is_initial
from dodomu.names.readings import halves, plain

__all__ = ["Asked", "Columns", "Found", "Segment", "asked"]

SURE = 5.0  # log-odds: with so much for one, nobody less alike is looked for
SPELT_WITHIN, MOST_SPELT = 7.0, 5  # behind the first, and how many: whose letters are looked at
TOO_FAR = 22.0  # behind the first, nobody is worth a word
PLAIN = 0.0  # the same, where names agree wholly
_AGREEING_BIRTHS = frozenset([births.NONE, births.EXACT, births.FIRST_OF_JANUARY, births.Y_SAME, births.M_SAME])
FURTHEST = 600  # people found by the date alone whose surnames are compared
KEPT = 10
MOST_REFINED, NEAR_ENOUGH, PER_SLIP, PER_GIVEN_SLIP = 8, 4.5, 1.0, 0.4


@dataclass(frozen=True, slots=True)
class Found:
    """One person with the weight of each field; `log_odds` counts the size of the register, not the others in it."""

    key: int
    log_odds: float
    reading: Reading
    codes: tuple[int, int, int, int, int, int]  # surname, given, patronymic, birth, rank, unit
    weights: tuple[float, float, float, float, float, float]
    row: int = -1
    is_surname: bool = False  # of somebody: the surname on the line, as it stands


Entry = tuple[float, int, int, int, Reading, float]
"""Log-odds, row, level of the surname, level of the birth, the reading, and the weight of the surname."""


class Segment(Likely):
    """People as arrays, and the question whom of them a line may mean."""

    def find(
        self, line: Asked, *, people: int, prior: float, but: frozenset[int] = frozenset(), most: int = KEPT
    ) -> list[Found]:
        """The people whom the line may be, best first, each as if alone; `people` is the size of the whole register."""
        if not len(self.keys) or not line.readings:
            return []
        chosen, usual = self._likely(line)
        extra = self._rank_and_unit(line)
        base = prior - math.log(max(people, 1)) - usual
        dated = self._exact_rows(line)
        best = self._weighed(line, chosen, dated, extra, base, further=False, most=most + len(but))
        if not self._is_plain({key: entry for key, entry in best.items() if key not in but} if but else best):
            best = self._weighed(line, chosen, dated, extra, base, further=True, most=most + len(but))
        order = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
        least = order[0][1][0] - TOO_FAR if order else 0.0
        kept = [self._found(key, entry, extra) for key, entry in order if key not in but and entry[0] > least][:most]
        return self._refined(self._spelt(kept))

    def _is_plain(self, best: dict[int, Entry]) -> bool:
        """Is somebody found whose names agree wholly, with nothing against? Then no slip is looked for."""
        top = max(best.values(), key=lambda entry: entry[0], default=None)
        if top is None or top[0] < PLAIN:
            return False
        odds, row, code, birth, reading, _ = top
        if odds >= SURE:
            return True
        if code != levels.SOUND or birth not in _AGREEING_BIRTHS:
            return False
        given = self._part(reading.given, of_fathers=False)[0][self.given[row]]
        father = self._part(reading.patronymic, of_fathers=True)[0][self.patronymic[row]]
        return given == levels.SAME and father in (levels.SAME, levels.NONE)

    def weigh(self, line: Asked, *, people: int, prior: float, keys: Collection[int] | None = None) -> list[Found]:
        """Everybody in the segment (or the few with these keys) against the line, best first, whoever they are."""
        rows = np.arange(len(self.keys), dtype=np.int32) if keys is None else self._rows_of_keys(keys)
        if not len(rows) or not line.readings:
            return []
        chosen, usual = self._likely(line)
        extra = self._rank_and_unit(line)
        base = prior - math.log(max(people, 1)) - usual
        best = self._weighed(line, chosen, rows, extra, base, further=False, most=10**9, is_chosen=True)
        order = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
        return self._refined(self._spelt([self._found(key, entry, extra) for key, entry in order]))

    def _weighed(
        self, line: Asked, chosen: list[Reading], dated: Ints, extra: Any, base: float, *, further: bool,
        most: int = KEPT, is_chosen: bool = False,
    ) -> dict[int, Entry]:  # fmt: skip
        """The best entry of every person under any of the readings; `is_chosen`: of the given rows and no others."""
        best: dict[int, Entry] = {}
        usual = 0.0
        for n, reading in enumerate(chosen):
            places, codes = self._alike(reading.surname, further=further)
            if n == 0:
                usual = self.reference.usual_of(reading.surname, further=further)
            self._weigh(line, reading, places, codes, dated, extra, base, usual, best, further=further, most=most,
                        is_chosen=is_chosen)  # fmt: skip
        return best

    def _found(self, key: int, entry: Entry, extra: Any) -> Found:
        odds, row, code, birth, reading, surname = entry
        given_codes, given, _, _ = self._part(reading.given, of_fathers=False)
        father_codes, father, _, _ = self._part(reading.patronymic, of_fathers=True)
        g, p = int(self.given[row]), int(self.patronymic[row])
        rank, rank_weight, unit, unit_weight = self._extra_of(extra, row)
        return Found(
            key, odds, reading, (code, int(given_codes[g]), int(father_codes[p]), birth, rank, unit),
            (surname, float(given[g]), float(father[p]), float(self.learnt.birth[birth]), rank_weight, unit_weight),
            row,
            self.is_surname(reading.surname),
        )  # fmt: skip

    def _spelt(self, found: list[Found]) -> list[Found]:
        """The first ones with what the letters of the surname say beside the number of slips."""
        if not found or (letters.group_of(found[0].codes[0]) < 0 and len(found) == 1):
            return found
        least = found[0].log_odds - SPELT_WITHIN
        near = [one for one in found[:MOST_SPELT] if one.log_odds > least]
        again = [*map(self._with_letters, near), *found[len(near) :]]
        return sorted(again, key=lambda one: (-one.log_odds, one.key))

    def _with_letters(self, one: Found) -> Found:
        group = letters.group_of(one.codes[0])
        if group < 0 or (self.is_half[one.row] and one.codes[0] != levels.HALF_NEAR):
            return one
        place, written = self.skeleton[one.row], one.reading.surname
        ours = self.skeletons[place], self.plain_spellings[place]
        dear = letters.dearness(one.codes[0], written, *ours, self.learnt.letters)
        more = float(self.learnt.spelt[group, letters.bin_of(dear)])
        return replace(one, log_odds=one.log_odds + more, weights=(one.weights[0] + more, *one.weights[1:]))

    def _refined(self, found: list[Found]) -> list[Found]:
        """The first few weighed again by how they are spelt, where more than one is near."""
        near = [one for one in found[:MOST_REFINED] if one.log_odds > found[0].log_odds - NEAR_ENOUGH]
        if len(near) < 2:
            return found
        again = []
        for one in near:
            slips = 0.0
            if one.codes[0] == levels.SOUND or one.codes[0] >= levels.SLIPS:
                ours = self.surname_spellings[int(self.surname[one.row])]
                slips += PER_SLIP * distance(one.reading.surname, ours, of_surname=True)
            elif one.codes[0] in (levels.CUT, levels.CUT_SHORT):
                ours = self.surname_spellings[int(self.surname[one.row])][: len(one.reading.surname)]
                slips += PER_SLIP * distance(one.reading.surname, ours, of_surname=True)
            if one.codes[1] in (levels.SAME, levels.SOUND) or levels.SLIPS <= one.codes[1] < levels.NEAR_KNOWN:
                ours = self.given_spellings[int(self.given[one.row])]
                slips += PER_GIVEN_SLIP * distance(one.reading.given, ours, of_surname=False)
            again.append((one, slips))
        least = min(slips for _, slips in again)
        again = [(replace(one, log_odds=one.log_odds - (slips - least)), slips) for one, slips in again]
        return sorted(
            [*(one for one, _ in again), *found[len(near) :]], key=lambda one: (-one.log_odds, one.key)
        )  # fmt: skip

    def _exact_rows(self, line: Asked) -> Ints:
        born = line.born
        if not born or born % 100 == 0:
            return np.zeros(0, np.int32)
        return self._rows_of_dates(np.array([born]))

    def _alike(self, surname: str, *, further: bool) -> tuple[NDArray[np.intp], NDArray[np.int8]]:
        """The places of the surnames like a written one, with their levels; only exact ones at first."""
        if self._alike_cache and self._alike_cache[0] == (surname, further):
            return self._alike_cache[1]  # type: ignore[no-any-return]
        heard, parts = heard_as(surname), halves(surname)
        if further:
            places, codes = self.surnames.near(heard, plain(surname))
        else:
            exact = self.surnames.exact(heard)
            places = np.array(exact, dtype=np.intp)
            codes = np.full(len(exact), levels.SOUND, dtype=np.int8)
        for n, half in enumerate(parts):
            level = levels.HALF if n == 0 else levels.SECOND_HALF
            found = [np.array(self.surnames.exact(heard_as(half)), dtype=np.intp)]
            marks = [np.full(len(found[0]), level, dtype=np.int8)]
            if further:
                near, near_codes = self.surnames.near(heard_as(half), plain(half))
                near = near[(near_codes >= levels.SLIPS) & (near_codes < levels.SLIPS + 12)]
                found.append(near)
                marks.append(np.full(len(near), levels.HALF_NEAR, dtype=np.int8))
            for more, mark in zip(found, marks, strict=True):
                new = ~np.isin(more, places)
                places, codes = np.concatenate([places, more[new]]), np.concatenate([codes, mark[new]])
        self._alike_cache = (surname, further), (places, codes)
        return places, codes

    def is_surname(self, written: str) -> bool:
        """Does anybody bear the surname as it is written?"""
        found = self._surname_cache.get(written)
        if found is None:
            if len(self._surname_cache) > 20_000:
                self._surname_cache.clear()
            found = any(one in self.reference.surnames.place for one in heard_as(written))
            self._surname_cache[written] = found
        return found

    def usual_of(self, surname: str, *, further: bool) -> float:
        """How much a surname as written weighs on average for a stranger (logarithm)."""
        known = self._usual_cache.get((surname, further))
        if known is not None:
            return known
        places, codes = self._alike(surname, further=further)
        usual = float(np.dot(self.share_of_skeleton[places], self.exp_of_surname[codes]))
        if len(self._usual_cache) > 20_000:
            self._usual_cache.clear()
        found = self._usual_cache[surname, further] = math.log(max(usual, self.unseen) + (0.0 if further else 0.15))
        return found

    def _weigh(
        self, line: Asked, reading: Reading, places: NDArray[np.intp], alike: NDArray[np.int8], dated: Ints, extra: Any,
        base: float, usual: float, best: dict[int, Entry], *, further: bool, most: int, is_chosen: bool,
    ) -> None:  # fmt: skip
        given = self._part(reading.given, of_fathers=False)[1]
        father = self._part(reading.patronymic, of_fathers=True)[1]
        code_of = self._code_of
        code_of[places] = alike
        found = [dated] if is_chosen else [self._rows_of_skeletons(places.tolist()), dated]
        if further:
            found.append(self._further_rows(line, reading, given, father))
        rows = np.concatenate(found) if len(found) > 1 else found[0]
        if len(rows):
            surname = self.learnt.unlike[self.is_surname(reading.surname)] + np.where(
                UNLIKE, np.float32(0.0), np.float32(-usual)
            )
            self._keep_best(line, reading, rows, extra, best, given, father, base - reading.cost, surname, most)
        code_of[places] = levels.OTHER

    def _further_rows(self, line: Asked, reading: Reading, given: Floats, father: Floats) -> Ints:
        """People whose surname is not alike: by a date nearly the same, by year and given name, or by both names."""
        born = line.born
        if born and born % 100:
            rows = self._rows_of_dates(births.variants(born)[0])
        elif born and born % 10_000:
            rows = self._rows_between(born, born + 99)
        elif born:
            rows = self._rows_between(born, born + 9_999)
        else:
            rows = np.zeros(0, np.int32)
        fits = 0.5
        if len(rows):
            kept = given[self.given[rows]] > fits if reading.given else np.ones(len(rows), bool)
            if reading.patronymic and len(rows) > 300:
                kept &= father[self.patronymic[rows]] > -1.0
            return np.asarray(rows[kept], dtype=np.int32)
        if not born and reading.given and reading.patronymic and not is_initial(reading.patronymic):
            givens, fathers = np.flatnonzero(given > fits), np.flatnonzero(father > fits)
            if len(givens) * len(fathers) <= 60:
                size = max(1, len(self.patronymic_spellings))
                pairs = np.sort((givens[:, None] * size + fathers[None, :]).ravel())
                begin, end = np.searchsorted(self.pair_sorted, pairs), np.searchsorted(self.pair_sorted, pairs, "right")
                slices = [self.by_pair[b:e] for b, e in zip(begin.tolist(), end.tolist(), strict=True) if e > b]
                return np.concatenate(slices) if slices else np.zeros(0, np.int32)
        return np.zeros(0, np.int32)

    def _keep_best(
        self,
        line: Asked,
        reading: Reading,
        rows: Ints,
        extra: Any,
        best: dict[int, Entry],
        given: Floats,
        father: Floats,
        base: float,
        surname: Floats,
        most: int,
    ) -> None:
        codes = self._code_of[self.skeleton[rows]]
        rest = given[self.given[rows]] + father[self.patronymic[rows]]
        birth = None
        if line.born:
            birth = births.codes(line.born, self.born[rows])
            rest += self.learnt.birth[birth]
        unknown = (codes == levels.OTHER).nonzero()[0]
        if len(unknown):
            if len(unknown) > FURTHEST:
                # of those found by the date alone, the ones whom everything else speaks for
                unknown = unknown[np.argpartition(-rest[unknown], FURTHEST)[:FURTHEST]]
            codes[unknown] = self.surnames.levels_of(
                heard_as(reading.surname)[:LIKELIEST], self.skeleton[rows[unknown]], plain(reading.surname)
            )
        half = self.is_half[rows]
        if half.any():
            half &= (codes != levels.OTHER) & (codes != levels.FAR)
            codes = np.where(half, np.where(codes == levels.SOUND, levels.HALF, levels.HALF_NEAR), codes)
        rest += surname[codes]
        if extra is not None:
            _, rank_weights, _, unit_weights = extra
            if rank_weights is not None:
                rest += rank_weights[self.rank[rows]]
            if unit_weights is not None:
                rest += unit_weights[self.unit[rows]]
        if len(rows) > most:
            top = np.argpartition(-rest, most - 1)[:most]
            rows, rest, codes = rows[top], rest[top], codes[top]
            birth = birth[top] if birth is not None else None
        dates = birth.tolist() if birth is not None else [0] * len(rows)
        keys = self.keys[rows].tolist()
        for key, row, odds, code, date_code in zip(
            keys, rows.tolist(), rest.tolist(), codes.tolist(), dates, strict=True
        ):
            before = best.get(key)
            if before is None or before[0] < base + odds:
                best[key] = base + odds, row, code, date_code, reading, float(surname[code])
