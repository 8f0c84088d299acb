"""Which readings of a line are likely whoever it is about, and what each of its words weighs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dodomu.matching import levels
from dodomu.matching.arrays import Arrays, Floats
from dodomu.matching.asked import SURNAME_ENDING, Asked, joined_readings
from dodomu.matching.surnames import heard_as
from dodomu.matching.words import Reading, is_initial
from dodomu.names import given

UNLIKE = np.isin(
    np.arange(levels.COUNT), [levels.OTHER, levels.OTHER_KNOWN, levels.OTHER_INITIAL, levels.FAR, levels.NEAR_KNOWN]
)
LEAST_USUAL = math.log(0.002)
NO_GIVEN, KNOWN_SURNAME, NEW_SURNAME, MOST_READINGS = 6.0, 8.0, 11.0, 4
UNLIKELY, SHORT = 19.0, 4


class Likely(Arrays):
    """Arrays that weigh words."""

    def _part(self, word: str, *, of_fathers: bool) -> tuple[Any, Floats, float, float]:
        """Levels and weights of every given name (or patronymic), and how much a stranger would weigh on average."""
        cache = self._father_cache if of_fathers else self._given_cache
        found = cache.get(word)
        if found is None:
            vocabulary, share = (
                (self.fathers, self.share_of_father) if of_fathers else (self.givens, self.share_of_given)
            )
            weight = self.learnt.patronymic if of_fathers else self.learnt.given
            codes = vocabulary.codes(word)
            weights = weight[codes]
            usual, rare = 0.0, 0.0
            if word and self.reference is not self:
                _, _, usual, rare = self.reference._part(word, of_fathers=of_fathers)
                rare = min(rare, _rarity(codes, of_fathers=of_fathers))
                weights = np.where(UNLIKE[codes], weights + np.float32(usual), weights)
            elif word:
                usual = float(np.dot(share, (self.exp_of_father if of_fathers else self.exp_of_given)[codes]))
                usual = max(math.log(max(usual, 1e-9)), LEAST_USUAL)
                rare = _rarity(codes, of_fathers=of_fathers)
                # a wrong name is as rare by mistake as in life: that it is rare speaks for nobody
                weights = np.where(UNLIKE[codes], weights + np.float32(usual), weights)
            if len(cache) > 20_000:
                cache.clear()
            found = cache[word] = codes, weights, usual, rare
        return found

    def _likely(self, line: Asked) -> tuple[list[Reading], float]:
        """The readings that are likely whoever the line is about, and how likely the best one is for a stranger.

        All readings are measured against that one, so that a reading which makes a word unlikely for everybody does not
        gain by it.
        """
        readings = line.readings
        plainly = readings[0] if len(readings) == 1 else self._plainest(readings)
        if plainly is not None:
            return [replace(plainly, cost=0.0)], self._part(plainly.given, of_fathers=False)[2] + (
                self._part(plainly.patronymic, of_fathers=True)[2]
            )
        found = self._worth(readings)
        if found[0][2] > UNLIKELY and readings[0].patronymic:
            first = readings[0]
            more = joined_readings((first.surname, first.given, first.patronymic))
            readings = (*readings, *more)
            found = self._worth(readings)
        least, _, least_cost, _ = found[0]
        chosen = [
            replace(readings[n], cost=cost - least_cost)
            for worth, n, cost, _ in found[:MOST_READINGS]
            if worth <= least + 9.0
        ]
        one = readings[found[0][1]]
        return chosen, self._part(one.given, of_fathers=False)[2] + self._part(one.patronymic, of_fathers=True)[2]

    def _plainest(self, readings: Sequence[Reading]) -> Reading | None:
        """A reading in a usual order whose every word is in its place beyond doubt: no other needs to be weighed."""
        for reading in readings:
            if reading.cost > 1.0 or not reading.given:
                continue
            surname = reading.surname
            if any(
                len(word) <= SHORT and not is_initial(word)
                for word in (surname, reading.given, reading.patronymic)
                if word
            ):
                continue  # perhaps cut short
            if given.known_keys(surname) or given.father_keys(surname):
                continue
            is_known = any(one in self.surnames.place for one in heard_as(surname))
            if not is_known and not SURNAME_ENDING.search(surname):
                continue
            father = self._part(reading.patronymic, of_fathers=True)[3] if reading.patronymic else 0.0
            # beside a patronymic that is certain, a given name may have a slip
            allowed = 5.6 if not reading.patronymic else 8.3 if father < 3.5 else 7.0
            if father > 8.5 or self._part(reading.given, of_fathers=False)[3] > allowed:
                continue
            return reading
        return None

    def _worth(self, readings: Sequence[Reading]) -> list[tuple[float, int, float, float]]:
        """How unlikely each reading is for whomever, best first: in all, its place, its cost, its usual weight."""
        found = []
        for n, reading in enumerate(readings):
            is_known = any(one in self.surnames.place for one in heard_as(reading.surname))
            cost = reading.cost + (KNOWN_SURNAME if is_known else NEW_SURNAME)
            usual = 0.0
            for word, of_fathers in ((reading.given, False), (reading.patronymic, True)):
                if word:
                    _, _, one, rare = self._part(word, of_fathers=of_fathers)
                    cost += rare
                    usual += one
            if not reading.given:
                cost += NO_GIVEN
            elif is_known:
                usual += KNOWN_SURNAME - NEW_SURNAME + 6.0
            found.append((cost - usual, n, cost, usual))
        found.sort()
        return found


def _rarity(codes: NDArray[np.int8], *, of_fathers: bool) -> float:
    """How rare a string as written is among all strings (less its usual weight), by the best level it has anywhere."""
    seen = set(np.bincount(codes, minlength=1).nonzero()[0].tolist())
    if seen & {levels.SAME, levels.SOUND}:
        return 3.3
    if levels.AMBIGUOUS in seen:
        return 7.0 if of_fathers else 3.8
    if levels.INITIAL in seen or levels.OTHER_INITIAL in seen:
        return 1.8
    if levels.OTHER_KNOWN in seen:
        return 4.0
    slips = [level for level in seen if levels.SLIPS <= level < levels.NEAR_KNOWN]
    cut = [5.0] if seen & {levels.CUT, levels.CUT_SHORT} else []
    return float(min([2.8 + 2.7 * ((level - levels.SLIPS) // 3 + 1) for level in slips] + cut + [13.0]))
