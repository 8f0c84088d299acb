"""Drawings of the public pictures as numbers for SVG: a step line, columns in two parts, differences around zero.

Pure: from data to places in a box, for a wide screen and for a phone; one template draws them all. Time is a true
axis, counts begin at zero, and what is unknown is drawn as unknown: dashed, hollow or a mark of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from dodomu.web.charts import BASE, HEIGHT, TOP, GridLine, Tick, grid_step, ticks

WIDE, NARROW = 940, 360


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle; `css` names its classes."""

    css: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A round mark."""

    css: str
    x: float
    y: float
    radius: float = 4.0


@dataclass(frozen=True, slots=True)
class Label:
    """A number written into the drawing."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Flag:
    """A moment marked by an upright line and its number in the list below."""

    x: float
    number: int
    top: float = TOP


@dataclass(frozen=True, slots=True)
class Drawing:
    """One view box with everything in it."""

    css: str
    width: int
    left: int
    right: int
    grid: list[GridLine]
    ticks: list[Tick]
    base: float = BASE
    height: int = HEIGHT
    shapes: list[Shape] = field(default_factory=list)
    lines: list[tuple[str, str]] = field(default_factory=list)  # css, path
    dots: list[Dot] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Box:
    """The axes: time from the first day to the last, numbers from the lowest to the highest line of the grid."""

    css: str
    width: int
    left: int
    right: int
    pad: float
    first: date
    last: date
    lowest: int
    highest: int
    step: int

    def x(self, on: date) -> float:
        """Where a day stands."""
        days = max((self.last - self.first).days, 1)
        room = self.right - self.left - 2 * self.pad
        return round(self.left + self.pad + (on - self.first).days / days * room, 1)

    def y(self, value: float) -> float:
        """Where a number stands."""
        return round(BASE - (value - self.lowest) / (self.highest - self.lowest) * (BASE - TOP), 1)

    def drawing(self, **parts: Sequence[object]) -> Drawing:
        """The drawing with its grid and its months."""
        grid = [
            GridLine(value, self.y(value), self.y(value) + 5)
            for value in range(self.lowest, self.highest + 1, self.step)
        ]
        months = ticks(self.first, self.last, self.x, self.width)
        drawing = Drawing(self.css, self.width, self.left, self.right, grid, months)
        for name, found in parts.items():
            getattr(drawing, name).extend(found)
        return drawing


def _boxes(days: Sequence[date], values: Sequence[int]) -> list[Box]:
    """The wide box and the narrow one; zero is always on the axis."""
    top, bottom = max([0, *values]), min([0, *values])
    step = grid_step(max(top - bottom, 1))
    highest, lowest = step * -(-max(top, 1) // step), step * (bottom // step)
    left = 16 + 9 * max(len(str(highest)), len(str(lowest)))
    return [
        Box(css, width, left, width - 8, pad, min(days), max(days), lowest, highest, step)
        for css, width, pad in (("lg-only", WIDE, 24.0), ("sm", NARROW, 14.0))
    ]


@dataclass(frozen=True, slots=True)
class Known:
    """A total from a day on. `is_unknown_before`: between it and the one before a number was kept back.

    `css` is "" for a number that stands, `wrong` for one that was corrected or falls out of the row. `dot` marks one
    that stands and still does not follow from what came before. `text` is what to write beside it, where the bare
    number would say more than is known.
    """

    on: date
    value: int
    css: str = ""
    is_unknown_before: bool = False
    text: str = ""
    dot: str = "dt"


def step_line(known: Sequence[Known], *, flags: Sequence[date] = (), until: date | None = None) -> list[Drawing]:
    """A line that keeps its height until the next number was said; numbers that were wrong are dots beside it.

    >>> [wide, _narrow] = step_line([Known(date(2023, 4, 27), 428), Known(date(2024, 7, 1), 755)])
    >>> wide.lines
    [('ln', 'M67.0 116.3H908.0V26.4')]
    """
    if not known:
        return []
    days = [one.on for one in known] + list(flags) + ([until] if until else [])
    stands = sorted((one for one in known if not one.css), key=lambda one: one.on)
    return [
        box.drawing(
            lines=[*_path(stands, box, until)],
            dots=[_dot(one, box) for one in known],
            labels=[_clear_of(flags, label, box) for label in _ends(stands, box)],
            flags=[Flag(box.x(on), number) for number, on in enumerate(flags, start=1)],
        )
        for box in _boxes(days, [one.value for one in known])
    ]


def _dot(one: Known, box: Box) -> Dot:
    css = one.css or one.dot
    return Dot(css, box.x(one.on), box.y(one.value), 3.0 if css == "dt" else 5.0)


FLAG_ROOM = 26.0  # an upright line, and its number to the left of it


def _clear_of(flags: Sequence[date], label: Label, box: Box) -> Label:
    """The label moved to the left of the marks at whose number it would stand."""
    near = [x for x in map(box.x, flags) if abs(x - label.x) < FLAG_ROOM]
    if label.y > TOP + 20 or not near:
        return label
    return Label(round(min(near) - FLAG_ROOM / 2, 1), label.y, label.text, "end")


def _path(stands: Sequence[Known], box: Box, until: date | None) -> list[tuple[str, str]]:
    found = []
    for one, two in pairwise(stands):
        css = "ln unk" if two.is_unknown_before else "ln"
        found.append((css, f"M{box.x(one.on)} {box.y(one.value)}H{box.x(two.on)}V{box.y(two.value)}"))
    if stands and until and until > stands[-1].on:
        found.append(("ln", f"M{box.x(stands[-1].on)} {box.y(stands[-1].value)}H{box.x(until)}"))
    return found


def _ends(stands: Sequence[Known], box: Box) -> list[Label]:
    """The first and the last number, where they do not meet."""
    is_apart = len(stands) > 1 and box.x(stands[-1].on) - box.x(stands[0].on) > 60
    shown = [*stands[:1], *(stands[-1:] if is_apart else [])]
    labels = []
    for one in shown:
        x = box.x(one.on)
        anchor = "start" if x < box.left + 30 else "end" if x > box.right - 30 else "middle"
        is_first = one is stands[0] and len(stands) > 1  # the line goes up from here: its number stands below
        y = box.y(one.value) + 18 if is_first and box.y(one.value) < BASE - 24 else box.y(one.value) - 9
        labels.append(Label(x, round(max(y, 12), 1), one.text or str(one.value), anchor))
    return labels


@dataclass(frozen=True, slots=True)
class Split:
    """A round in two parts; `part` None: how many of them is not published."""

    on: date
    part: int | None
    whole: int


def split_columns(rounds: Sequence[Split]) -> list[Drawing]:
    """Columns as high as the round, the part below in its own colour; without a published split hollow and dashed."""
    if not rounds:
        return []
    drawings = []
    for box in _boxes([one.on for one in rounds], [one.whole for one in rounds]):
        width = _width(rounds, box)
        shapes: list[object] = []
        for one in sorted(rounds, key=lambda one: -one.whole):  # where two stand close, the lower one in front
            x, top = round(box.x(one.on) - width / 2, 1), box.y(one.whole)
            if one.part is None:
                shapes.append(Shape("bar unk", x, top, width, round(BASE - top, 1)))
                continue
            middle = box.y(one.part)
            if one.whole > one.part:
                shapes.append(Shape("bar rest", x, top, width, round(middle - top, 1)))
            if one.part:
                shapes.append(Shape("bar part", x, middle, width, round(BASE - middle, 1)))
        drawings.append(box.drawing(shapes=shapes))
    return drawings


def _width(rounds: Sequence[Split], box: Box) -> float:
    widest, least = (16.0, 6.0) if box.width > 400 else (8.0, 3.5)
    places = sorted({box.x(one.on) for one in rounds})
    return max(least, min([widest, *(round((two - one) * 0.8, 1) for one, two in pairwise(places))]))


@dataclass(frozen=True, slots=True)
class Gap:
    """By how much a stated number is off what adds up; None: it cannot be told."""

    on: date
    value: int | None


def differences(gaps: Sequence[Gap], *, write: Callable[[int], str]) -> list[Drawing]:
    """Columns up and down from zero; a number that adds up is a dot on the line, one not to be told a hollow one.

    `write` puts a difference into signs, as the reader's language does it.
    """
    if not gaps:
        return []
    off = [one.value for one in gaps if one.value]
    return [_around_zero(gaps, box, write) for box in _boxes([one.on for one in gaps], [*off, 5, -5])]


def _around_zero(gaps: Sequence[Gap], box: Box, write: Callable[[int], str]) -> Drawing:
    width, zero = (10.0 if box.width > 400 else 6.0), box.y(0)
    shapes: list[object] = []
    dots: list[object] = []
    labels: list[object] = []
    largest = max((one for one in gaps if one.value), key=lambda one: abs(one.value or 0), default=None)
    for one in gaps:
        x = box.x(one.on)
        if not one.value:
            dots.append(Dot("hollow" if one.value is None else "dt", x, zero, 4.0))
            continue
        y = box.y(one.value)
        shapes.append(Shape("bar off", round(x - width / 2, 1), min(y, zero), width, round(max(abs(y - zero), 2.0), 1)))
        if one is largest or (box.width > 400 and abs(one.value) * 3 > abs(largest.value or 0 if largest else 0)):
            above = one.value > 0
            anchor = "end" if x > box.right - 36 else "middle"
            x += width / 2 if anchor == "end" else 0
            labels.append(Label(round(x, 1), round(y - 5 if above else y + 15, 1), write(one.value), anchor))
    return box.drawing(shapes=shapes, dots=dots, labels=labels)
