"""How a surname was miswritten, letter by letter: a pen takes и for ш, a finger slips to the next key.

The cost of a written word is the negative logarithm of how often its slips come, learnt from lines with known truth.
Words equally many slips away are told apart by it: Шолохов is three letters from Соловйов, and nobody slips so.
"""

from __future__ import annotations

from collections.abc import Mapping

from dodomu.matching import levels
from dodomu.names.readings import halves, plain, readings

PLAIN, SOUND = "plain", "sound"
GROUPS = ("0.5", "1", "1.5", "2", "2.5", "3", "other", "far", "half")
EDGES = (3.5, 5.0, 6.5, 8.0, 10.0, 12.0, 14.0, 17.0, 21.0, 26.0)
DOUBLED, SWAPPED = "==", "~~"
Costs = Mapping[str, float]
"""Of each slip its cost: `иш` и written ш, `и-` left out, `-ш` put in; `*` for what was never seen."""

FIRST: Costs = {DOUBLED: 4.0, SWAPPED: 5.0, "**": 6.0, "*-": 5.0, "-*": 5.0}
"""Before anything is learnt."""


def cost(ours: str, written: str, costs: Costs) -> float:
    """What it costs to write one word as the other.

    >>> cost("коваль", "ковваль", FIRST), cost("коваль", "коваль", FIRST), cost("коваль", "кувлаь", FIRST)
    (4.0, 0.0, 11.0)
    """
    return walk(ours, written, costs)[-1][-1]


def walk(ours: str, written: str, costs: Costs) -> list[list[float]]:
    """The table of the cheapest ways from the beginnings of two words; what the words share is cut off."""
    ours, written = _unlike(ours, written)
    any_, out, put = costs["**"], costs["*-"], costs["-*"]
    get = costs.get
    doubled, swapped = costs[DOUBLED], costs[SWAPPED]
    row = [0.0]
    before = ""
    for letter in written:
        row.append(row[-1] + (doubled if letter == before else get("-" + letter, put)))
        before = letter
    table = [row]
    for n, one in enumerate(ours):
        above, left_out = row, get(one + "-", out)
        row = [above[0] + left_out]
        before = ""
        for m, two in enumerate(written):
            best = above[m] + (0.0 if one == two else get(one + two, any_))
            if (step := above[m + 1] + left_out) < best:
                best = step
            if (step := row[m] + (doubled if two == before else get("-" + two, put))) < best:
                best = step
            is_swap = n and m and one == before and two == ours[n - 1] and one != two
            if is_swap and (step := table[n - 1][m - 1] + swapped) < best:
                best = step
            row.append(best)
            before = two
        table.append(row)
    return table


def steps(ours: str, written: str, costs: Costs) -> list[str]:
    """The slips of the cheapest way, last first.

    >>> steps("коваль", "кувалдь", FIRST)
    ['-д', 'оу']
    """
    table = walk(ours, written, costs)
    ours, written = _unlike(ours, written)
    n, m = len(ours), len(written)
    found = []
    while n or m:
        here = table[n][m]
        one, two = ours[n - 1 : n], written[m - 1 : m]
        if (
            n
            and m
            and abs(table[n - 1][m - 1] + (0.0 if one == two else costs.get(one + two, costs["**"])) - here) < 1e-9
        ):
            if one != two:
                found.append(one + two)
            n, m = n - 1, m - 1
        elif n > 1 and m > 1 and one == written[m - 2] and two == ours[n - 2] and (
            abs(table[n - 2][m - 2] + costs[SWAPPED] - here) < 1e-9
        ):  # fmt: skip
            found.append(SWAPPED)
            n, m = n - 2, m - 2
        elif n and abs(table[n - 1][m] + costs.get(one + "-", costs["*-"]) - here) < 1e-9:
            found.append(one + "-")
            n -= 1
        else:
            found.append(DOUBLED if m > 1 and two == written[m - 2] else "-" + two)
            m -= 1
    return found


def _unlike(ours: str, written: str) -> tuple[str, str]:
    """The two words from the letter before the first difference to the one after the last."""
    least = min(len(ours), len(written))
    begin = 0
    while begin < least and ours[begin] == written[begin]:
        begin += 1
    end = 0
    while end < least - begin and ours[-1 - end] == written[-1 - end]:
        end += 1
    begin = max(0, begin - 1)
    return ours[begin : len(ours) - end], written[begin : len(written) - end]


def dearness(level: int, written: str, skeleton: str, ours: str, costs: Mapping[str, Costs]) -> float:
    """The cost of the cheapest way to have written a surname (or half of it) so, by its sounds or letter by letter."""
    words = (written, *halves(written)) if level == levels.HALF_NEAR else (written,)
    by_sound, by_letter = costs[SOUND], costs[PLAIN]
    least = min((cost(skeleton, heard, by_sound) for word in words for heard in readings(word)[:2]), default=99.0)
    if not ours:
        return least
    return min(least, *(cost(ours, plain(word), by_letter) if plain(word) else 99.0 for word in words))


def group_of(level: int) -> int:
    """Which row of the table a level belongs to; -1 where spelling says no more than the level does."""
    if levels.SLIPS <= level < levels.NEAR_KNOWN:
        return (level - levels.SLIPS) // 3
    return {levels.OTHER: 6, levels.FAR: 7, levels.HALF_NEAR: 8}.get(level, -1)


def bin_of(dear: float) -> int:
    """Which column of the table a cost belongs to.

    >>> bin_of(0.0), bin_of(99.0) == len(EDGES)
    (0, True)
    """
    return sum(dear >= edge for edge in EDGES)
