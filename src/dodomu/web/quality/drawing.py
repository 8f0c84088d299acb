"""The curve of what was said and what was true, and the waterfall of one pair, as places in a box; templates draw."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dodomu.matching.measure import PARTS, Pair

LEFT, RIGHT, TOP, BASE = 56.0, 406.0, 16.0, 316.0
WIDTH, HEIGHT = 420, 366
SMALLEST, LARGEST = 3.0, 9.0
BAR_WIDTH, BAR_LEAST = 260.0, 2.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A tenth of probability: what was said on average, what was true, and how many lines (by the size)."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid and its number."""

    value: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Curve:
    """All that the chart draws."""

    dots: list[Dot]
    path: str
    ticks: list[Tick]


def curve_of(bins: Sequence[tuple[int, float, float]]) -> Curve:
    """Said against true; on the diagonal every probability can be believed.

    >>> curve_of([(10, 0.0, 0.0), (30, 1.0, 1.0)]).path
    '56.0,316.0 406.0,16.0'
    """
    most = max((count for count, _said, _true in bins), default=1)
    dots = [
        Dot(_x(said), _y(true), round(SMALLEST + (LARGEST - SMALLEST) * math.sqrt(count / most), 1))
        for count, said, true in bins
    ]
    ticks = [Tick(value / 5, _x(value / 5), _y(value / 5)) for value in range(6)]
    return Curve(dots, " ".join(f"{dot.x},{dot.y}" for dot in dots), ticks)


def _x(share: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * share, 1)


def _y(share: float) -> float:
    return round(BASE - (BASE - TOP) * share, 1)


@dataclass(frozen=True, slots=True)
class Step:
    """One field of the waterfall: what the line says, what the register says, the bar from the sum so far."""

    part: str  # of PARTS; "start" and "end" for the two sums
    received: str
    ours: str
    weight: float
    x: float
    width: float
    css: str  # ret for, con against


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The steps from the start to the end, and where nothing speaks for or against (the middle of the odds)."""

    steps: list[Step]
    zero: float


def waterfall_of(pair: Pair) -> Waterfall:
    """The bars of a pair: each begins where the one before it ended.

    >>> pair = Pair("", "", True, ("a",) * 6, ("b",) * 6, (6.0, 0.0, 0.0, 4.0, -1.0, 0.0), -5.0, 4.0, 0.98)
    >>> [(step.part, step.css) for step in waterfall_of(pair).steps]
    [('start', 'con'), ('surname', 'ret'), ('birth_date', 'ret'), ('rank', 'con'), ('end', 'ret')]
    """
    sums = [0.0, pair.start]
    for weight in pair.weights:
        sums.append(sums[-1] + weight)
    low, high = min(sums), max(sums)
    scale = BAR_WIDTH / max(high - low, 1e-9)

    def step(part: str, received: str, ours: str, begin: float, end: float) -> Step:
        width = max(abs(end - begin) * scale, BAR_LEAST)
        x = min((min(begin, end) - low) * scale, BAR_WIDTH - width)
        return Step(part, received, ours, end - begin, round(x, 1), round(width, 1), "ret" if end >= begin else "con")

    steps = [step("start", "", "", 0.0, pair.start)]
    for n, part in enumerate(PARTS):
        if pair.weights[n] or (part in ("surname", "given", "birth_date") and pair.received[n]):
            steps.append(step(part, pair.received[n], pair.ours[n], sums[n + 1], sums[n + 2]))
    steps.append(step("end", "", "", 0.0, sums[-1]))
    return Waterfall([one for one in steps if one.part in ("start", "end") or one.weight], round(-low * scale, 1))
