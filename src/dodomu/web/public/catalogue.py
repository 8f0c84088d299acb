"""All figures in one table, for programs."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from dodomu.access.policy import Act
from dodomu.figures.queries import public as queries
from dodomu.figures.queries.vintages import every_version
from dodomu.web.doors import door
from dodomu.web.pages import csv_response
from dodomu.web.public import history
from dodomu.web.public.caching import kept
from dodomu.web.public.figures import HEADER, row


@door(Act.READ_PUBLIC)
@kept
@history.answers
def figures_csv(request: HttpRequest) -> HttpResponse:
    """Every figure, in its versions that stand, or in those asked for."""
    now = cast(Any, request).now
    found = every_version(smallest=settings.SMALLEST_PUBLISHED, now=now)
    shown = history.rows(request, found, queries.public_corrections(now=now), header=HEADER, row=row)
    return csv_response(shown, [*HEADER, *history.COLUMNS], "dodomu-figures.csv")
