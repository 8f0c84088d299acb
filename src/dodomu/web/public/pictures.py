"""Pictures for everybody: drawn on the server, the finding as their title, the numbers as a table and a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dodomu.access.policy import Act
from dodomu.clock import day
from dodomu.exchanges.models import Stage
from dodomu.figures.models import Correction
from dodomu.figures.models.vocabulary import LEAD
from dodomu.figures.queries import public as queries
from dodomu.figures.queries.totals import Round, Step, stated_totals, steps
from dodomu.figures.queries.vintages import Vintage, every_version, vintages
from dodomu.text import Text
from dodomu.web.charts import columns
from dodomu.web.doors import door
from dodomu.web.pages import csv_response
from dodomu.web.public import findings
from dodomu.web.public.caching import kept
from dodomu.web.public.charts import Drawing, Gap, Known, Split, differences, split_columns, step_line
from dodomu.web.public.exchanges import WITHHELD, number_of, points_of, stages
from dodomu.web.public.sentences import site
from dodomu.web.words import language, long_day, number, said, short_day

NOTHING = Text("", "")
UNKNOWN = Text("невідомо", "unknown")
DATE = Text("Дата", "Date")
NOT_FOLLOWING = Text("не сходиться з обмінами", "does not follow from the rounds")
OUTLIER = Text("випадає з ряду", "falls out of the row")


@dataclass(frozen=True, slots=True)
class Flagged:
    """A correction marked in a picture by its number."""

    number: int
    on: date
    text: Text
    url: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with everything around it. `legend` are pairs of a class and its word; `rows` the table."""

    title: Text
    drawings: list[Drawing]
    label: Text
    notes: Sequence[Text]
    header: Sequence[Text]
    rows: Sequence[Sequence[Any]]
    legend: Sequence[tuple[str, Text]] = ()
    flags: Sequence[Flagged] = field(default_factory=list)


class Off(int):
    """A difference: on the page with its sign, in the file a bare number."""


def _off(one: Step) -> Off | None:
    return None if one.difference is None else Off(one.difference)


def shown(value: Any) -> str:
    """One cell of the table in the language of the page; a number that nobody knows is a word, never zero."""
    if value is None:
        return said(UNKNOWN)
    if isinstance(value, date):
        return short_day(value)
    if isinstance(value, Off):
        return findings.signed(value, language())
    return number(value, language()) if isinstance(value, int) else said(value)


def _rounds(request: HttpRequest) -> list[Round]:
    return [
        Round(stage.on, stage.in_exchange if stage.in_exchange is not None else stage.announced)
        for stage in stages(request)
    ]


def _steps(request: HttpRequest) -> list[Step]:
    return steps(stated_totals(until=day(cast(Any, request).now)), _rounds(request))


def total(request: HttpRequest) -> Picture:
    """What officials said of everybody who is back; a number that falls out of the row is a mark beside the line."""
    found = _steps(request)
    known = [
        Known(
            one.statement.as_of,
            one.stated,
            "wrong" if one.is_outlier else "",
            is_unknown_before=one.expected is None,
            text=number(one.stated, language()),
            dot="hollow" if one.difference else "dt",
        )
        for one in found
    ]
    title = findings.total(found)
    kind = Text("Ступінчаста лінія: скільки людей повернулося разом", "Step line: how many people came home in all")
    gaps = sum(one.expected is None for one in found[1:])
    note = Text("Пунктир: між числами були обміни, числа яких не оприлюднено.", "Dashed: rounds between were withheld.")
    return Picture(
        title,
        step_line(known),
        _label(kind, title, [one.on for one in known], note if gaps else NOTHING),
        (
            Text(
                "Усі, хто повернувся: військові всіх служб і цивільні. Числа – зі слів посадовців; різні установи "
                "можуть рахувати різних людей.",
                "Everybody who is back: military of all services and civilians. The numbers are those of officials; "
                "different offices may count different people.",
            ),
        ),
        (DATE, Text("Названо разом", "Stated total"), Text("Джерело", "Source")),
        [(one.statement.as_of, one.stated, site(one.statement.source_url)) for one in found],
        [
            ("ln", Text("назване число", "stated number")),
            *([("hollow", NOT_FOLLOWING)] if any(one.difference and not one.is_outlier for one in found) else []),
            *([("wrong", OUTLIER)] if any(one.is_outlier for one in found) else []),
            *([("unk", Text("між ними є нерозкриті числа", "withheld numbers between"))] if gaps else []),
        ],
    )


def rounds(request: HttpRequest) -> Picture:
    """How many came home in each exchange."""
    points = points_of(stages(request))
    chart = columns(
        points, what=Text("люди, які повернулися в кожному обміні", "people who came home in each exchange")
    )
    withheld = sum(point.value is None for point in points)
    note = Text(
        f"Етапів без оприлюдненого числа: {withheld}. Це не нуль, тому стовпчика немає, а рядок у таблиці є.",
        f"Stages without a published number: {withheld}. That is not zero: there is no column, but a row in the table.",
    )
    return Picture(
        findings.rounds(points),
        cast(Any, chart.views),
        chart.description,
        [note] if withheld else [],
        (DATE, Text("Людей", "People"), Text("Джерело", "Source")),
        [(one.on, one.withheld if one.value is None else one.value, one.source) for one in points],
    )


def split_of(stage: Stage) -> Split | None:
    """The Guard and the rest of a round; the part is kept back where it, or what is left, would single out few.

    None where not even the whole is public.
    """
    whole, _why = number_of(stage)
    if whole is None:
        return None
    part = next((one.count for one in stage.parts.all() if one.code == "NGU" and one.parent_id is None), None)
    smallest = settings.SMALLEST_PUBLISHED
    if part is None or part > whole or 0 < part < smallest or 0 < whole - part < smallest:
        return Split(stage.on, None, whole)
    return Split(stage.on, part, whole)


def guard(request: HttpRequest) -> Picture:
    """How many of each round were of the National Guard, where that was published."""
    found = stages(request)
    prefetch_related_objects(found, "parts")
    splits = [one for one in map(split_of, found) if one is not None]
    title = findings.guard(splits)
    hidden = sum(one.part is None for one in splits)
    note = Text(
        f"Обмінів, де поділу не оприлюднено або число замале, щоб його показати: {hidden}.",
        f"Exchanges without a published split, or with a number too small to be shown: {hidden}.",
    )
    kind = Text("Стовпчики з двох частин: Національна гвардія й решта", "Columns in two parts: National Guard, others")
    rows = [
        (one.on, one.whole, UNKNOWN if one.part is None else one.part, UNKNOWN if one.part is None else _share(one))
        for one in splits
    ]
    return Picture(
        title,
        split_columns(splits),
        _label(kind, title, [one.on for one in splits], note if hidden else NOTHING),
        [note] if hidden else [],
        (DATE, Text("Усього", "All"), Text("Нацгвардія", "Guard"), Text("Частка", "Share")),
        rows,
        (
            ("part", Text("Національна гвардія", "National Guard")),
            ("rest", Text("решта", "others")),
            ("unk", Text("поділ невідомий", "split unknown")),
        ),
    )


def _share(one: Split) -> str:
    return f"{round(100 * (one.part or 0) / one.whole)} %" if one.whole else "–"


def arithmetic(request: HttpRequest) -> Picture:
    """Each stated total against the one before it plus the rounds between."""
    found = _steps(request)[1:]
    title = findings.arithmetic(found)
    gaps = [Gap(one.statement.as_of, one.difference) for one in found]
    unknown = sum(one.value is None for one in gaps)
    note = Text(
        f"Чисел, які не перевірити, бо між ними є обміни без числа: {unknown}.",
        f"Numbers that cannot be checked, because rounds between are without one: {unknown}.",
    )
    kind = Text("Стовпчики вгору і вниз від нуля: різниця", "Columns up and down from zero: the difference")
    return Picture(
        title,
        differences(gaps, write=lambda value: findings.signed(value, language())),
        _label(kind, title, [one.on for one in gaps], note if unknown else NOTHING),
        (
            Text(
                "Назване число порівняно з попереднім плюс обміни між ними. Різниця не каже, хто помилився: число "
                "могло рахувати інших людей.",
                "A stated number beside the one before it plus the exchanges between. A difference does not say who "
                "is wrong: the number may count other people.",
            ),
            *([note] if unknown else []),
        ),
        (DATE, Text("Названо", "Stated"), Text("За обмінами", "By the rounds"), Text("Різниця", "Difference")),
        [(one.statement.as_of, one.stated, one.expected, _off(one)) for one in found],
        (
            ("dt", Text("сходиться", "agrees")),
            ("off", Text("різниця", "difference")),
            ("hollow", Text("не перевірити", "cannot be checked")),
        ),
    )


def _label(kind: Text, title: Text, days: Sequence[date], note: Text) -> Text:
    return findings.described(kind, title, min(days, default=None), max(days, default=None), note)


def own(request: HttpRequest) -> list[Picture]:
    """Our own figures of those who are back, each a line with its corrections marked."""
    now = cast(Any, request).now
    corrections = list(queries.public_corrections(now=now))
    by_slug: dict[str, list[Vintage]] = {}
    for one in vintages(every_version(smallest=settings.SMALLEST_PUBLISHED, now=now), corrections):
        if (one.one.definition.what, one.one.definition.scope) == ("released", "cumulative"):
            by_slug.setdefault(one.figure.slug, []).append(one)
    return [_own(line, _flags(slug, corrections)) for slug, line in by_slug.items()]


def _flags(slug: str, corrections: Sequence[Correction]) -> list[Flagged]:
    """The corrections of a figure, or of texts that it puts right, in the order of days."""
    about = [
        (each.issued_on, each)
        for each in corrections
        if each.issued_on and slug in {one.slug for one in (each.figure, each.right_figure) if one is not None}
    ]
    about.sort(key=lambda pair: (pair[0], pair[1].pk))
    return [
        Flagged(n, on, LEAD[each.field], reverse("correction", args=[each.pk]))
        for n, (on, each) in enumerate(about, start=1)
    ]


def _own(line: Sequence[Vintage], flags: Sequence[Flagged]) -> Picture:
    known = [
        Known(one.figure.true_on, one.one.value, "wrong" if one.has_ended else "", text=said(one.one.amount))
        for one in line
        if one.one.value is not None
    ]
    current = queries.current_of([one.one for one in line])
    kind = Text("Ступінчаста лінія цифри за датами", "Step line of the figure by date")
    days = [one.on for one in known]
    return Picture(
        current.sentence,
        step_line(known, flags=[one.on for one in flags]),
        _label(kind, current.sentence, days, NOTHING),
        [current.definition.name],
        (Text("Станом на", "As of"), Text("Число", "Number"), Text("Стан", "State")),
        [(one.one.as_of, one.one.amount, one.figure.state_word) for one in line],
        flags=flags,
    )


Draw = Callable[[HttpRequest], Picture]
EVERY: dict[str, Draw] = {"total": total, "rounds": rounds, "guard": guard, "arithmetic": arithmetic}


@door(Act.READ_PUBLIC)
@kept
def pictures(request: HttpRequest) -> HttpResponse:
    """What each picture shows, in a sentence, with the way to it."""
    entries = [{"title": draw(request).title, "url": reverse(f"picture-{name}")} for name, draw in EVERY.items()]
    return render(request, "public/pictures.html", {"entries": entries, "section": "figures"})


@door(Act.READ_PUBLIC)
@kept
def picture(request: HttpRequest, which: str) -> HttpResponse:
    """One picture with its table."""
    one = EVERY[which](request)
    context = {
        "picture": one,
        "which": which,
        "rows": _cells(one),
        "own": [{"picture": each, "rows": _cells(each)} for each in own(request)] if which == "total" else [],
        "section": "figures",
        "csv_url": reverse("exchanges-public-csv") if which == "rounds" else reverse(f"picture-{which}-csv"),
        "today": long_day(day(cast(Any, request).now), language()),
    }
    return render(request, "public/picture.html", context)


def _cells(one: Picture) -> list[list[str]]:
    return [[shown(cell) for cell in row] for row in one.rows]


@door(Act.READ_PUBLIC)
@kept
def picture_csv(request: HttpRequest, which: str) -> HttpResponse:
    """The numbers of a picture; what is not known is an empty cell."""
    one = EVERY[which](request)
    rows = [["" if cell in (UNKNOWN, WITHHELD) else cell for cell in row] for row in one.rows]
    return csv_response(rows, [title.en for title in one.header], f"dodomu-{which}.csv")
