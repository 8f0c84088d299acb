"""The first page, and the pages that explain."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dodomu.access.policy import Act
from dodomu.figures.queries import public as queries
from dodomu.web.doors import door
from dodomu.web.public import explanations, linked
from dodomu.web.public.caching import kept
from dodomu.web.public.figures import card, correction_card


@door(Act.READ_PUBLIC)
@kept
def home(request: HttpRequest) -> HttpResponse:
    """What is published, the latest figure, the latest correction, and the way for families."""
    found = queries.current_figures(smallest=settings.SMALLEST_PUBLISHED, now=cast(Any, request).now)
    latest = queries.public_corrections(now=cast(Any, request).now).first()
    context = {
        "cards": [card(request, one) for one in found[:1]],
        "more": len(found) - 1,
        "correction": correction_card(latest) if latest else None,
    }
    return render(request, "public/home.html", context)


@door(Act.READ_PUBLIC)
@kept
def how_we_count(request: HttpRequest) -> HttpResponse:
    """How a number comes about, and what is done when one is wrong."""
    return _explain(request, "how-we-count")


@door(Act.READ_PUBLIC)
@kept
def open_data(request: HttpRequest) -> HttpResponse:
    """What programs can read, and on which terms."""
    return _explain(request, "data")


@door(Act.READ_PUBLIC)
@kept
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the pages can be used, and what is not tried yet."""
    return _explain(request, "accessibility")


@door(Act.READ_PUBLIC)
@kept
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of a visitor: nearly nothing."""
    return _explain(request, "privacy")


@door(Act.READ_PUBLIC)
@kept
def family_help(request: HttpRequest) -> HttpResponse:
    """For whoever looks for a relative: where to turn, and how to tell a swindler."""
    return _explain(request, "family")


def _explain(request: HttpRequest, which: str) -> HttpResponse:
    page = explanations.PAGES[which]
    context: dict[str, Any] = {
        "page": page,
        "definitions": [],
        "section": "how-we-count" if which == "how-we-count" else "-",
    }
    if which in ("how-we-count", "data"):
        found = queries.current_figures(smallest=settings.SMALLEST_PUBLISHED, now=cast(Any, request).now)
        context["definitions"] = [one.definition for one in found]
    if which == "data":
        context |= {"is_for_programs": True, "linked": linked.catalogue(request, [one.definition for one in found])}
    return render(request, "public/explained.html", context)
