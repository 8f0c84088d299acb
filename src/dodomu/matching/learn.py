"""Learning the weights: how often each level comes between a line and its person, and between a line and anybody else.

The weight of a level is the logarithm of the first share over the second. The calibration that follows is fitted on
other lines. Both come from invented people (`synthetic.crowd`), never from the register of the service.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dodomu.matching import births, levels
from dodomu.matching.learnt import FIELDS, KNOWN, NEW, Learnt, from_json
from dodomu.matching.segment import Asked, Segment
from dodomu.matching.surnames import heard_as
from dodomu.matching.words import Reading
from dodomu.names.readings import halves, plain

Counts = NDArray[np.float64]
LEAST, MOST = -9.0, 12.0


def guessed() -> Learnt:
    """Weights to begin with, good enough to choose the right reading of a line while the real ones are counted."""

    def of_name(level: str) -> float:
        if level.endswith(("short", "middling", "long")) and "slip" in level:
            return {"short": 4.5, "middling": 6.0, "long": 7.0}[level.split(", ")[1]] - 2.2 * float(level.split()[0])
        return {"none": 0.0, "same": 4.0, "sound": 6.0, "ambiguous": 3.0, "cut": 3.0, "cut short": 2.0, "initial": 1.8,
                "half": 5.0, "second half": 4.0, "half near": 2.0, "near known": -2.0}.get(level, -4.0)  # fmt: skip

    birth = dict.fromkeys(births.LEVELS, -4.0) | {
        "none": 0, "exact": 9, "1 January": 7, "swapped": 5, "year off by 1": 4, "year off by 2": 3,
        "year off by 10": 3, "day off by a few": 3, "month off by 1": 3, "another month": 1,
        "one digit": 3, "year only: same": 3.5, "month only: same": 6, "digits swapped": 1,
    }  # fmt: skip
    return from_json(
        {
            "surname": {name: of_name(name) for name in levels.LEVELS},
            "given": {name: of_name(name) for name in levels.LEVELS},
            "patronymic": {name: of_name(name) for name in levels.LEVELS},
            "birth": birth,
            "rank": {"same": 0.8, "near": -1.0, "other": -2.0},
            "unit": {"same": 3.0, "other": -1.5},
            "calibration": {},
            "origin": {},
        }
    )


@dataclass(frozen=True, slots=True)
class Example:
    """A line and the key of the person it is about."""

    asked: Asked
    key: int


def count(examples: Sequence[Example], segment: Segment, *, rounds: int = 2) -> dict[str, Any]:
    """The weights by field and level, from lines whose person is in the segment."""
    learnt = segment.learnt
    rows_of: dict[int, list[int]] = {}
    for row, key in enumerate(segment.keys.tolist()):
        rows_of.setdefault(key, []).append(row)
    found: dict[str, Any] = {}
    for _ in range(rounds):
        right = {name: np.zeros(len(names)) for name, names in FIELDS.items()}
        chance = {name: np.zeros(len(names)) for name, names in FIELDS.items()}
        beside = {known: (np.zeros(levels.COUNT), np.zeros(levels.COUNT)) for known in (True, False)}
        for n, example in enumerate(examples):
            codes, reading, _ = best_of(example, rows_of[example.key], segment, learnt)
            known = segment.is_surname(reading.surname)
            beside[known][0][codes[0]] += 1
            for name, code in zip(FIELDS, codes, strict=True):
                right[name][code] += 1
            if n % 4 == 0:
                before = chance["surname"].copy()
                _by_chance(example.asked, reading, segment, chance)
                beside[known][1][:] += chance["surname"] - before
        found = {name: _weights(name, right[name], chance[name]) for name in FIELDS}
        found["unlike"] = _unlike(beside)
        learnt = from_json({**found, "calibration": {}, "origin": {}})
    return found


def _unlike(beside: Mapping[bool, tuple[Counts, Counts]]) -> dict[str, dict[str, float]]:
    """The weights of surnames unlike the written one, where it is a surname of the register and where it is not."""
    in_all = [sum(float(counts[which].sum()) for counts in beside.values()) for which in (0, 1)]
    found: dict[str, dict[str, float]] = {}
    for known, (right, chance) in beside.items():
        found[KNOWN if known else NEW] = {
            levels.level_name(level): round(
                float(np.clip(np.log((right[level] + 0.5) / in_all[0] * in_all[1] / chance[level]), LEAST, MOST)), 3
            )
            for level in (levels.OTHER, levels.FAR)
            if chance[level]
        }
    return found


def best_of(example: Example, rows: Iterable[int], segment: Segment, learnt: Learnt) -> tuple[list[int], Reading, int]:
    """The levels between a line and its person under the reading that fits best; that reading, and the row."""
    line = example.asked
    extra = segment._rank_and_unit(line)
    best: tuple[float, list[int], Reading, int] | None = None
    for reading in line.readings:
        heard = heard_as(reading.surname)
        given = segment.givens.codes(reading.given)
        father = segment.fathers.codes(reading.patronymic)
        for row in rows:
            place = segment.skeleton[row : row + 1]
            surname = int(segment.surnames.levels_of(heard, place, plain(reading.surname))[0])
            if segment.is_half[row]:
                surname = _as_half(surname)
            for n, half in enumerate(halves(reading.surname)):
                found = _as_half(int(segment.surnames.levels_of(heard_as(half), place, plain(half))[0]))
                found = levels.SECOND_HALF if n and found == levels.HALF else found
                if learnt.surname[found] > learnt.surname[surname]:
                    surname = found
            codes = [surname, int(given[segment.given[row]]), int(father[segment.patronymic[row]]),
                     int(births.codes(line.born, segment.born[row : row + 1])[0]),
                     *segment._extra_of(extra, row)[::2]]  # fmt: skip
            total = sum(
                float(getattr(learnt, name)[code]) for name, code in zip(FIELDS, codes, strict=True)
            ) - reading.cost  # fmt: skip
            if best is None or total > best[0]:
                best = total, codes, reading, row
    assert best is not None
    return best[1:]


def _as_half(code: int) -> int:
    if code == levels.SOUND:
        return levels.HALF
    return levels.HALF_NEAR if levels.SLIPS <= code < levels.SLIPS + 12 else levels.FAR


def _by_chance(line: Asked, reading: Any, segment: Segment, chance: dict[str, Counts]) -> None:
    """Adds the shares of everybody in the register at each level of each field."""
    everywhere = np.arange(len(segment.skeletons))
    codes = segment.surnames.levels_of(heard_as(reading.surname), everywhere, plain(reading.surname))
    share = segment.share_of_skeleton
    chance["surname"] += np.bincount(codes, weights=share, minlength=levels.COUNT)
    if double := halves(reading.surname):
        both = [segment.surnames.levels_of(heard_as(half), everywhere, plain(half)) for half in double]
        hit = np.minimum.reduce([np.where(one == levels.SOUND, 0, 1) for one in both]) == 0
        near = np.maximum.reduce([(one >= levels.SLIPS) & (one < levels.SLIPS + 12) for one in both]) & ~hit
        chance["surname"][levels.HALF] += float(share[both[0] == levels.SOUND].sum())
        chance["surname"][levels.SECOND_HALF] += float(share[both[-1] == levels.SOUND].sum())
        chance["surname"][levels.HALF_NEAR] += float(share[near].sum())
    for name, vocabulary, shares, word in (
        ("given", segment.givens, segment.share_of_given, reading.given),
        ("patronymic", segment.fathers, segment.share_of_father, reading.patronymic),
    ):
        chance[name] += np.bincount(vocabulary.codes(word), weights=shares, minlength=levels.COUNT)
    sample = segment.born[:: max(1, len(segment.born) // 5_000)]
    chance["birth"] += np.bincount(births.codes(line.born, sample), minlength=len(births.LEVELS)) / len(sample)
    ranks, _, units, _ = segment._rank_and_unit(line) or (None, None, None, None)
    if ranks is not None:
        chance["rank"] += np.bincount(ranks[segment.rank[:3_000]], minlength=4) / min(3_000, len(segment.rank))
    if units is not None:
        chance["unit"] += np.bincount(units[segment.unit[:3_000]], minlength=3) / min(3_000, len(segment.unit))


def _weights(name: str, right: Counts, chance: Counts) -> dict[str, float]:
    """Log of the share among the right pairs over the share by chance; unseen levels follow their neighbours."""
    names = FIELDS[name]
    right, chance = right.copy(), chance.copy()
    right[0] = chance[0] = 0.0
    m = (right + 0.25) / (right.sum() + 0.25 * len(names))
    u = (chance + 1e-6 * chance.sum()) / chance.sum()
    out = np.clip(np.log(m / u), LEAST, MOST)
    out[0] = 0.0
    seen = (right >= 3) | (chance / chance.sum() > 1e-5)
    found = {level: float(weight) for level, weight in zip(names, out, strict=True)}
    if name in ("surname", "given", "patronymic"):
        _order_slips(found, {level: bool(one) for level, one in zip(names, seen, strict=True)})
    return {level: round(weight, 3) for level, weight in found.items() if level != "none"}


def _order_slips(found: dict[str, float], seen: dict[str, bool]) -> None:
    """More slips never weigh more, shorter words never more than longer ones; unseen levels follow the one before."""
    for size in ("short", "middling", "long"):
        before = found.get("sound", 5.0)
        for halves_ in range(1, levels.MOST_HALF_SLIPS + 1):
            level = f"{halves_ / 2:g} slip, {size}"
            if not seen[level]:
                found[level] = before - 1.5
            before = found[level] = max(LEAST, min(found[level], before))


def log_odds(probability: float) -> float:
    """The logarithm of the odds."""
    return math.log(probability / (1 - probability))
