"""How many people came home in each exchange: a chart on a true time axis, its table, and the same for programs."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from dodomu.access.policy import Act
from dodomu.clock import day
from dodomu.exchanges import queries
from dodomu.exchanges.models import Stage
from dodomu.text import Text
from dodomu.web.charts import Point, columns
from dodomu.web.doors import door
from dodomu.web.pages import csv_response
from dodomu.web.public.caching import kept
from dodomu.web.public.findings import people
from dodomu.web.public.sentences import site
from dodomu.web.words import counted

WITHHELD = Text("не оприлюднено", "withheld")


def stages(request: HttpRequest) -> list[Stage]:
    """What has been announced up to today: the clock of a demo may stand before later rounds."""
    today = day(cast(Any, request).now)
    return [stage for stage in queries.published() if stage.on <= today]


def number_of(stage: Stage) -> tuple[int | None, Any]:
    """The number of a stage and, where there is none to show, why."""
    smallest = settings.SMALLEST_PUBLISHED
    if stage.announced is None:
        return None, WITHHELD
    if 0 < stage.announced < smallest:
        return None, Text(f"менше {smallest}", f"fewer than {smallest}")
    return stage.announced, ""


def points_of(found: list[Stage]) -> list[Point]:
    """The stages as dated numbers with their sources."""
    points = []
    for stage in found:
        value, why = number_of(stage)
        source = next(iter(stage.sources.all()), None)
        points.append(Point(stage.on, value, site(source.url) if source else "", withheld=why))
    return points


def _withheld(n: int) -> Text:
    uk = counted(n, "uk", ("етап", "етапи", "етапів"), ("", ""))
    return Text(
        f"{uk} без числа: його не оприлюднили.",
        f"{counted(n, 'en', ('', '', ''), ('stage', 'stages'))} without a number: it was withheld.",
    )


@door(Act.READ_PUBLIC)
@kept
def exchanges(request: HttpRequest) -> HttpResponse:
    """The chart: all defenders and civilians of each exchange, not to be added to figures of one service."""
    points = points_of(stages(request))
    known = [point for point in points if point.value is not None]
    withheld = sum(point.withheld is WITHHELD for point in points)
    context = {
        "chart": columns(
            points, what=Text("люди, які повернулися в кожному обміні", "people who came home in each exchange")
        ),
        "latest": known[-1] if known else None,
        "latest_people": people(known[-1].value or 0) if known else "",
        "withheld": _withheld(withheld) if withheld else "",
        "title": _("Повернулися в кожному обміні"),
        "section": "figures",
    }
    return render(request, "public/exchanges.html", context)


HEADER = ("date", "ordinal", "announced", "is_withheld", "in_exchange", "outside_exchange", "source_urls")


@door(Act.READ_PUBLIC)
@kept
def exchanges_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table; a withheld number is empty and says so in a column of its own, never zero."""
    rows = []
    for stage in stages(request):
        value, why = number_of(stage)
        is_small = value is None and why is not WITHHELD
        rows.append(
            [
                stage.on,
                stage.round.ordinal,
                f"<{settings.SMALLEST_PUBLISHED}" if is_small else value,
                why is WITHHELD,
                None if is_small else stage.in_exchange,
                None if is_small else stage.outside_exchange,
                " ".join(source.url for source in stage.sources.all()),
            ]
        )
    return csv_response(rows, HEADER, "dodomu-exchanges.csv")
