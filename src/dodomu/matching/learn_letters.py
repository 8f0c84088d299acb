"""Learning how letters are miswritten: which slips come between a surname and what a clerk made of it, and how dear
the slips of the right person are beside those of anybody else as many slips away.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dodomu.matching import letters, levels
from dodomu.matching.learn import Example, best_of
from dodomu.matching.segment import Segment
from dodomu.matching.surnames import heard_as
from dodomu.names.readings import halves, plain

ROUNDS, OF_EACH_GROUP, LEAST_SEEN, FEWEST = 3, 6, 3, 5
LEAST, MOST = -4.0, 3.0


def learn(examples: Sequence[Example], segment: Segment) -> dict[str, Any]:
    """`letters` (cost of each slip, by letter and by sound) and `spelt` (weight by number of slips and cost)."""
    rows_of: dict[int, list[int]] = {}
    for row, key in enumerate(segment.keys.tolist()):
        rows_of.setdefault(key, []).append(row)
    right = []
    for example in examples:
        codes, reading, row = best_of(example, rows_of[example.key], segment, segment.learnt)
        level = codes[0]
        if letters.group_of(level) >= 0 and (level == levels.HALF_NEAR or not segment.is_half[row]):
            right.append((level, reading.surname, int(segment.skeleton[row])))
    whole = [one for one in right if one[0] != levels.HALF_NEAR]
    costs = {
        letters.PLAIN: _costs(
            [(segment.plain_spellings[place], plain(word)) for _, word, place in whole if plain(word)]
        ),
        letters.SOUND: _costs(
            [(segment.skeletons[place], heard_as(word)[0]) for _, word, place in whole if heard_as(word)]
        ),
    }
    return {"letters": costs, "spelt": _spelt(examples, segment, right, costs)}


def _costs(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """The negative logarithm of how often each slip comes for each letter."""
    costs = dict(letters.FIRST)
    shown = Counter(letter for ours, _ in pairs for letter in ours)
    size = max(1, len(shown))
    in_all = max(1, sum(shown.values()))
    for _ in range(ROUNDS):
        slips = Counter(step for ours, written in pairs for step in letters.steps(ours, written, costs)[:5])
        rare = Counter({step: count for step, count in slips.items() if count < LEAST_SEEN or _kind(step) == step})
        found = {}
        for kind in (letters.DOUBLED, letters.SWAPPED, "**", "*-", "-*"):
            count = 0.5 + sum(count for step, count in rare.items() if _kind(step) == kind)
            found[kind] = -math.log(count / in_all / (1 if kind in (letters.DOUBLED, letters.SWAPPED) else size))
        for step, count in slips.items():
            if count >= LEAST_SEEN and _kind(step) != step:
                among = in_all / size if step[0] == "-" else shown[step[0]]
                found[step] = min(found[_kind(step)], -math.log(count / max(among, 200)))
        costs = {**letters.FIRST, **found}
    return {step: round(one, 2) for step, one in sorted(costs.items())}


def _kind(step: str) -> str:
    if step in (letters.DOUBLED, letters.SWAPPED):
        return step
    return "-*" if step[0] == "-" else "*-" if step[1] == "-" else "**"


def _spelt(
    examples: Sequence[Example], segment: Segment, right: Sequence[tuple[int, str, int]], costs: dict[str, Any]
) -> dict[str, list[float]]:
    chance = random.Random(1)
    shape = len(letters.GROUPS), len(letters.EDGES) + 1
    ours, others = np.zeros(shape), np.zeros(shape)

    def count(table: NDArray[Any], level: int, word: str, place: int, weight: float) -> None:
        own = segment.skeletons[place], segment.plain_spellings[place]
        dear = letters.dearness(level, word, *own, costs)
        table[letters.group_of(level), letters.bin_of(dear)] += weight

    for level, word, place in right:
        count(ours, level, word, place, 1.0)
    everywhere = np.arange(len(segment.skeletons))
    groups = np.array([letters.group_of(level) for level in range(levels.COUNT)])
    for level, word, _ in right[::2]:
        parts = halves(word) if level == levels.HALF_NEAR else ()
        for part in parts or (word,):
            codes = segment.surnames.levels_of(heard_as(part), everywhere, plain(part))
            near = (codes >= levels.SLIPS) & (codes < levels.SLIPS + 12)
            alike = np.flatnonzero(near if level == levels.HALF_NEAR else groups[codes] == letters.group_of(level))
            share = segment.share_of_skeleton[alike]
            drawn = chance.choices(alike.tolist(), share.tolist(), k=OF_EACH_GROUP) if share.sum() else []
            for place in drawn:
                count(others, level, word, place, float(share.sum()) / OF_EACH_GROUP)
    out = {}
    for group, name in enumerate(letters.GROUPS):
        if ours[group].sum() < FEWEST or not others[group].sum():
            out[name] = [0.0] * shape[1]
            continue
        m = (ours[group] + 0.3) / (ours[group].sum() + 0.3 * shape[1])
        even = others[group] / others[group].sum()
        u = (even + 0.002) / (1 + 0.002 * shape[1])
        weights = _falling(np.clip(np.log(m / u), LEAST, MOST), m + u)
        out[name] = [round(float(one), 3) for one in weights]
    return out


def _falling(values: NDArray[Any], sizes: NDArray[Any]) -> list[float]:
    """The nearest values that never rise: neighbours out of order share their mean."""
    blocks: list[tuple[float, float, int]] = []
    for value, size in zip(values.tolist(), sizes.tolist(), strict=True):
        blocks.append((value, size, 1))
        while len(blocks) > 1 and blocks[-2][0] < blocks[-1][0]:
            (a, p, n), (b, q, m) = blocks[-2:]
            blocks[-2:] = [((a * p + b * q) / (p + q), p + q, n + m)]
    return [value for value, _, count in blocks for _ in range(count)]
