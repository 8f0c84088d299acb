"""Charts as numbers for SVG: pure functions from data to places in a box; the templates draw.

No library and no script. Time is a true axis, so that gaps are seen; counts begin at zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from dodomu.text import Text
from dodomu.web.marks import mark
from dodomu.web.words import MONTHS_OF, counted, long_day

# Knowledge bars: who knew what when


@dataclass(frozen=True, slots=True)
class Stretch:
    """A status (code or group) that was held true from a day, to a day or to no end."""

    status: str
    starts_on: date
    ends_on: date | None = None
    precision: str = "day"  # of the first day


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What was believed from the day something was learned: the source, the sentence, the stretches, who wrote it."""

    learned_on: date
    source: Any
    label: Any
    stretches: Sequence[Stretch]
    by: Any = ""


@dataclass(frozen=True, slots=True)
class Rect:
    """One rectangle; `colour` is the ending of its class."""

    colour: str
    x: float
    y: int
    width: float
    height: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the chart, with the words that say the same."""

    learned_on: date
    source: Any
    label: Any
    rects: list[Rect]
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One stretch in the table below the bars."""

    learned_on: date
    word: Text
    starts_on: date
    ends_on: date | None
    source: Any
    precision: str = "day"
    by: Any = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """A colour and its word."""

    colour: str
    word: Text


@dataclass(frozen=True, slots=True)
class Bars:
    """All that `components/knowledge_bars.html` draws."""

    width: int
    rows: list[Bar]
    axis: list[str]
    legend: list[Legend]
    table: list[TableRow]


GAP = 4.0  # between neighbours, because green beside blue has no contrast
NARROWEST = 8.0


def _apart(rects: Sequence[Rect], width: float) -> list[Rect]:
    """The rectangles of one bar moved apart: from the last to the first, each gives way to the one after it."""
    placed: list[Rect] = []
    limit = float(width)
    for place in reversed(range(len(rects))):
        rect = rects[place]
        first = place * (NARROWEST + GAP)  # room for those before it
        left = max(first, min(rect.x, limit - NARROWEST))
        right = min(rect.x + rect.width, limit)
        placed.append(Rect(rect.colour, round(left, 1), rect.y, round(max(right - left, NARROWEST), 1), rect.height))
        limit = left - GAP
    return placed[::-1]


def knowledge_bars(rows: Sequence[Knowledge], start: date, end: date, *, sex: str = "", width: int = 800) -> Bars:
    """One bar for each day something was learned, over true time from `start` to `end`.

    A stretch without an end reaches to the day it was learned: about later days nothing was known then.

    >>> may = Knowledge(date(2022, 6, 30), "NIB", "in captivity", [Stretch("captive", date(2022, 5, 17))])
    >>> knowledge_bars([may], date(2022, 5, 1), date(2022, 7, 1)).rows[0].rects
    [Rect(colour='cap', x=209.8, y=2, width=577.1, height=18)]
    """
    days = max((end - start).days, 1)

    def place(day: date) -> float:
        return round(min(max((day - start).days, 0), days) / days * width, 1)

    drawn: list[Bar] = []
    seen: dict[str, Legend] = {}
    for row in rows:
        rects: list[Rect] = []
        for stretch in sorted(row.stretches, key=lambda one: one.starts_on):
            one = mark(stretch.status, sex)
            group = mark(one.group, sex)
            said = one.word if one.group == "captive" else group.word
            if one.colour in seen and seen[one.colour].word != said:
                said = group.word  # «probably» and «confirmed» share a colour, and the legend must fit both
            seen[one.colour] = Legend(one.colour, said)
            left = place(stretch.starts_on)
            right = place(stretch.ends_on or max(row.learned_on, stretch.starts_on))
            rects.append(Rect(one.colour, left, 2, round(max(right - left, NARROWEST), 1), 18))
        rects = _apart(rects, width)
        drawn.append(Bar(row.learned_on, row.source, row.label, rects, is_now=row is rows[-1]))
    legend = [*seen.values(), Legend("base", Text("даних немає", "no data"))]
    table = [
        TableRow(
            row.learned_on, mark(one.status, sex).word, one.starts_on, one.ends_on, row.source, one.precision, row.by
        )
        for row in rows
        for one in sorted(row.stretches, key=lambda one: one.starts_on)
    ]
    axis = [(start + timedelta(days=round(days * n / 4))).strftime("%m.%Y") for n in range(5)]
    return Bars(width, drawn, axis, legend, table)


# Columns on a true time axis


@dataclass(frozen=True, slots=True)
class Point:
    """One event with its number; None is withheld or suppressed, and says why in `withheld`."""

    on: date
    value: int | None
    source: Any = ""
    is_estimate: bool = False
    withheld: Any = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    value_y: float
    value: int
    is_latest: bool
    is_estimate: bool
    shows_value: bool


@dataclass(frozen=True, slots=True)
class GridLine:
    """A horizontal line with its number."""

    value: int
    y: float
    text_y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A month on the axis."""

    x: float
    label: Text


@dataclass(frozen=True, slots=True)
class View:
    """One drawing: the wide one, or the narrow one for a phone."""

    css: str
    width: int
    height: int
    left: int
    right: int
    label_x: int
    base: float
    tick_y: float
    tick_text_y: float
    grid: list[GridLine]
    bars: list[Column]
    ticks: list[Tick]


@dataclass(frozen=True, slots=True)
class Columns:
    """All that `components/chart_columns.html` draws, and the sentences for those who do not see it."""

    views: list[View]
    points: list[Point]
    description: Text
    gaps: list[tuple[date, date]] = field(default_factory=list)


TOP, BASE, HEIGHT = 14.0, 234.0, 270
LONG_GAP_DAYS = 75
SHORT_MONTHS = (
    ["січ.", "лют.", "бер.", "квіт.", "трав.", "черв.", "лип.", "серп.", "вер.", "жовт.", "лист.", "груд."],
    [name[:3] for name in MONTHS_OF[1]],
)


def columns(points: Sequence[Point], *, what: Text) -> Columns:
    """Columns for dated numbers: zero base, true time axis, the latest one marked, values where there is room.

    `what` finishes the sentence «Стовпчики: …», for example what is counted and in how many events.

    >>> chart = columns([Point(date(2024, 1, 3), 230), Point(date(2024, 7, 17), 95)], what=Text("обміни", "exchanges"))
    >>> chart.description.en
    'Columns: exchanges, January 2024 – July 2024. Highest 230, on 3 January 2024; latest 95, on 17 July 2024. None between 3 January 2024 and 17 July 2024.'
    """  # noqa: E501 - the sentence is shown whole
    points = sorted(points, key=lambda point: point.on)
    known = [(point, point.value) for point in points if point.value is not None]
    gaps = [(one.on, two.on) for one, two in pairwise(points) if (two.on - one.on).days >= LONG_GAP_DAYS]
    views = [_view(points, css="lg-only", width=940), _view(points, css="sm", width=360)] if points else []
    return Columns(
        views, list(points), Text(_described(known, gaps, what, "uk"), _described(known, gaps, what, "en")), gaps
    )


def _described(known: list[tuple[Point, int]], gaps: list[tuple[date, date]], what: Text, lang: str) -> str:
    en = lang == "en"
    if not known:
        return f"Columns: {what.en}. No numbers yet." if en else f"Стовпчики: {what.uk}. Чисел ще немає."
    (first, _), (last, latest) = known[0], known[-1]
    top, highest = max(known, key=lambda one: one[1])
    begin, end = long_day(first.on, lang, "month"), long_day(last.on, lang, "month")
    if not en:
        begin = begin.removesuffix(" року")
    said = [f"Columns: {what.en}, {begin} – {end}." if en else f"Стовпчики: {what.uk}, {begin} – {end}."]
    if en:
        said.append(f"Highest {highest}, on {long_day(top.on, lang)}; latest {latest}, on {long_day(last.on, lang)}.")
    else:
        said.append(f"Найбільше {highest}: {long_day(top.on, lang)}; останнє {latest}: {long_day(last.on, lang)}.")
    if gaps:
        longest = max(gaps, key=lambda gap: gap[1] - gap[0])
        one, two = long_day(longest[0], lang), long_day(longest[1], lang)
        more = len(gaps) - 1
        if en:
            also = f", and {counted(more, lang, ('', '', ''), ('shorter gap', 'shorter gaps'))}" if more else ""
            said.append(f"None between {one} and {two}{also}.")
        else:
            also = f" і ще {counted(more, lang, ('коротша перерва', 'коротші перерви', 'коротших перерв'), ('', ''))}"
            said.append(f"Між {one} і {two} не було жодного{also if more else ''}.")
    return " ".join(said)


def grid_step(highest: int) -> int:
    """The distance of grid lines: 1, 2 or 5 times a power of ten, so that there are at most five of them."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if step * factor * 5 >= highest:
                return step * factor
        step *= 10


def _view(points: Sequence[Point], *, css: str, width: int) -> View:
    left, right, bar = 38, width - 8, 20.0 if width > 400 else 12.0
    highest = max((point.value or 0 for point in points), default=0) or 1
    step = grid_step(highest)
    top_value = step * -(-highest // step)
    first, last = points[0].on, points[-1].on
    days = max((last - first).days, 1)
    room = right - left - 2 * bar

    def x(day: date) -> float:
        return left + bar + (day - first).days / days * room

    def y(value: int) -> float:
        return round(BASE - value / top_value * (BASE - TOP), 1)

    grid = [GridLine(value, y(value), y(value) + 5) for value in range(0, top_value + 1, step)]
    shown = [point for point in points if point.value is not None]
    if len(shown) > 1:  # where rounds stand close, columns get slimmer rather than hide each other
        nearest = min((two.on - one.on).days for one, two in pairwise(shown)) / days * room
        bar = max(3.0, min(bar, round(nearest * 0.8, 1)))
    bars: list[Column] = []
    last_value_at = -100.0
    by_height = (
        {point.on for point in sorted(shown, key=lambda one: -(one.value or 0))[:1]} | {shown[-1].on}
        if shown
        else set()
    )
    for point in shown:
        middle = round(x(point.on), 1)
        value = point.value or 0
        is_latest = point is shown[-1]
        has_room = middle - last_value_at >= 24 and x(last) - middle >= 24
        shows = point.on in by_height or (width > 400 and has_room and not _is_crossed(point, shown, x, y, bar))
        if shows:
            last_value_at = middle
        bars.append(
            Column(
                x=round(middle - bar / 2, 1),
                y=y(value),
                width=bar,
                height=round(BASE - y(value), 1),
                middle=middle,
                value_y=round(y(value) - 5, 1),
                value=value,
                is_latest=is_latest,
                is_estimate=point.is_estimate,
                shows_value=shows,
            )
        )
    return View(
        css, width, HEIGHT, left, right, left - 6, BASE, BASE + 5, BASE + 20, grid, bars, ticks(first, last, x, width)
    )


VALUE_HALF, VALUE_HEIGHT = 15.0, 18.0


def _is_crossed(point: Point, shown: Sequence[Point], x: Any, y: Any, bar: float) -> bool:
    """Whether a higher column beside it would run through the value written above this one."""
    reach = VALUE_HALF + bar / 2
    middle, top = x(point.on), y(point.value) - VALUE_HEIGHT
    beside = (one for one in shown if one is not point and abs(x(one.on) - middle) < reach)
    return any(y(one.value) < top + VALUE_HEIGHT - 4 for one in beside)


def ticks(first: date, last: date, x: Any, width: int) -> list[Tick]:
    """Month names along the axis, as many as there is room for; the year where it begins and stands clear."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    most = 8 if width > 400 else 5
    every = next((n for n in (1, 2, 3, 6, 12, 24) if months / n <= most), 36)
    found: list[Tick] = []
    year, month = first.year, first.month
    labelled: int | None = None
    while (year, month) <= (last.year, last.month):
        if (month - 1) % every == 0 if every <= 12 else month == 1 and (year - first.year) % (every // 12) == 0:
            day = max(date(year, month, 1), first)
            names = (SHORT_MONTHS[0][month - 1], SHORT_MONTHS[1][month - 1])
            shown = f" {year}" if year != labelled else ""
            labelled = year
            if every >= 12:
                found.append(Tick(round(x(day), 1), Text(str(year), str(year))))
            else:
                found.append(Tick(round(x(day), 1), Text(names[0] + shown, names[1] + shown)))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return [*(_room_before(one, two) for one, two in pairwise(found)), *found[-1:]]


LETTER = 8.0  # the width of a letter of a label


def _room_before(one: Tick, two: Tick) -> Tick:
    """The label without its year where it would run into the next one."""
    letters = max(len(one.label.uk) + len(two.label.uk), len(one.label.en) + len(two.label.en)) / 2
    if two.x - one.x >= LETTER * letters or " " not in one.label.uk:
        return one
    return Tick(one.x, Text(one.label.uk.split(" ")[0], one.label.en.split(" ")[0]))
