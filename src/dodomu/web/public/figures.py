"""Figures for everybody: the list, one figure, a frozen version of it, and the same for programs."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.errors import NotVisible
from dodomu.figures.models import Correction
from dodomu.figures.models.vocabulary import COUNTING_RULE, LEAD
from dodomu.figures.queries import public as queries
from dodomu.figures.queries.definitions import relatives, versions_of
from dodomu.figures.queries.public import Shown
from dodomu.text import Text
from dodomu.web.doors import door
from dodomu.web.fields import read_day
from dodomu.web.pages import csv_response
from dodomu.web.public import history, linked, sentences
from dodomu.web.public.answers import json_response
from dodomu.web.public.caching import kept

PROVISIONAL = Text("попереднє: чекаємо кращого числа", "provisional: a better number is expected")
REVISED = Text("уточнене: попереднє не було помилкою", "revised: the earlier number was no mistake")


def card(request: HttpRequest, one: Shown) -> dict[str, Any]:
    """What a figure card prints of one version."""
    figure = one.figure
    permanent = reverse("figure-version", args=[figure.slug, figure.number])
    return {
        "one": one,
        "figure": figure,
        "definition": figure.definition,
        "number": one.amount,
        "sentence": one.sentence,
        "source": sentences.stopped(sentences.source(figure)),
        "url": reverse("figure", args=[figure.slug]),
        "permanent": permanent,
        "quote": sentences.quote(one, request.build_absolute_uri(permanent)),
        "is_withdrawn": figure.state == "withdrawn",
        "marks": [text for is_so, text in ((one.is_provisional, PROVISIONAL), (one.is_revision, REVISED)) if is_so],
    }


def correction_card(correction: Correction) -> dict[str, Any]:
    """What a correction card prints."""
    return {
        "correction": correction,
        "was": correction.was,
        "correct": correction.correct,
        "why": correction.why,
        "lead": LEAD[correction.field],
        "told": sentences.told(correction),
        "url": reverse("correction", args=[correction.pk]),
        "quoted_url": reverse("correction", args=[correction.pk]) + "#quoted",
        "corrected_on": correction.issued_on,
    }


@door(Act.READ_PUBLIC)
@kept
def figures(request: HttpRequest) -> HttpResponse:
    """Every figure that is public, each in its version of the latest date."""
    found = queries.current_figures(smallest=settings.SMALLEST_PUBLISHED, now=cast(Any, request).now)
    return render(request, "public/figures.html", {"cards": [card(request, one) for one in found]})


@door(Act.READ_PUBLIC)
@kept
def figure(request: HttpRequest, slug: str) -> HttpResponse:
    """One figure in its version of the latest date, or of the day asked for."""
    found = queries.versions(slug, smallest=settings.SMALLEST_PUBLISHED, now=cast(Any, request).now)
    typed = request.GET.get("on", "")
    on, error = _day_asked(typed, today=cast(Any, request).now.date())
    one = queries.as_of_version(found, on) if on else queries.current_of(found)
    if one is None:
        one, error = queries.current_of(found), _("На цю дату цифри ще немає. Показуємо найновішу.")
    return _page(request, found, one, asked_on=on, typed=typed if error else "", error=error)


def _day_asked(typed: str, *, today: date) -> tuple[date | None, str]:
    if not typed:
        return None, ""
    try:
        return min(read_day(typed).day, today), ""
    except ValidationError as error:
        return None, str(error.messages[0])


@door(Act.READ_PUBLIC)
@kept
def figure_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A version frozen for ever, with a banner when it is not the one that stands."""
    found = queries.versions(slug, smallest=settings.SMALLEST_PUBLISHED, now=cast(Any, request).now)
    one = next((one for one in found if one.figure.number == number), None)
    if one is None:
        raise NotVisible
    return _page(request, found, one, is_frozen=True)


def _page(
    request: HttpRequest,
    found: list[Shown],
    one: Shown,
    *,
    is_frozen: bool = False,
    asked_on: date | None = None,
    typed: str = "",
    error: str = "",
) -> HttpResponse:
    figure = one.figure
    shown_card = card(request, one)
    corrections = queries.corrections_of(figure.slug, now=cast(Any, request).now)
    known = set(queries.public_figures(now=cast(Any, request).now).order_by().values_list("slug", flat=True))
    wholes, parts = relatives(figure.definition, known)
    context = shown_card | {
        "card": shown_card,
        "section": "figures",
        "corrections": [correction_card(correction) for correction in corrections],
        "versions": [{"one": each, "is_shown": each.figure.pk == figure.pk} for each in found],
        "current": queries.current_of(found),
        "is_frozen": is_frozen,
        "asked_on": asked_on,
        "typed": typed,
        "error": error,
        "today": cast(Any, request).now,
        "wholes": wholes,
        "parts": parts,
        "rule": COUNTING_RULE[figure.definition.counting_rule],
        "linked": linked.figure(request, found, corrections),
    }
    return render(request, "public/figure.html", context)


@door(Act.READ_PUBLIC)
@kept
def figure_definition(request: HttpRequest, slug: str) -> HttpResponse:
    """What a figure counts, in every version of its definition, with what changed from one to the next."""
    found = queries.versions(slug, smallest=settings.SMALLEST_PUBLISHED, now=cast(Any, request).now)
    newest = max(one.definition.version for one in found)
    shown = [one for one in versions_of(slug) if one.definition.version <= newest]
    context = {"section": "figures", "versions": shown, "definition": shown[0].definition, "rules": COUNTING_RULE}
    return render(request, "public/definition.html", context)


HEADER = (
    "figure", "version", "state", "as_of", "as_of_precision", "value", "value_high", "comparator", "what", "population",
    "channel", "scope", "definition_version", "sentence_uk", "sentence_en", "speaker", "office", "outlet", "source_url",
    "stated_on", "published_on", "period_from", "is_provisional", "replaces", "replaces_as",
    "withheld_uk", "withheld_en",
)  # fmt: skip


def row(one: Shown) -> list[Any]:
    """One version as the cells of a table, in the order of `HEADER`."""
    figure, definition = one.figure, one.definition
    return [
        figure.slug,
        figure.number,
        figure.state,
        figure.as_of,
        figure.as_of_precision,
        one.value,
        one.value_high,
        "suppressed" if one.is_suppressed else one.comparator,
        definition.what,
        definition.population,
        definition.channel,
        definition.scope,
        definition.version,
        one.sentence.uk,
        one.sentence.en,
        figure.speaker_en,
        figure.office_en,
        figure.outlet,
        figure.source_url,
        figure.stated_on,
        figure.published_on,
        figure.period_from,
        figure.is_provisional,
        figure.replaces.number if figure.replaces else None,
        figure.replaces_as,
        figure.withheld_uk,
        figure.withheld_en,
    ]


@door(Act.READ_PUBLIC)
@kept
@history.answers
def figure_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The versions of a figure as a table: those that stand, or those asked for."""
    found = queries.versions(slug, smallest=settings.SMALLEST_PUBLISHED, now=cast(Any, request).now)
    shown = history.rows(
        request, found, queries.corrections_of(slug, now=cast(Any, request).now), header=HEADER, row=row
    )
    return csv_response(shown, [*HEADER, *history.COLUMNS], f"{slug}.csv")


@door(Act.READ_PUBLIC)
@kept
@history.answers
def figure_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The versions of a figure that stand, or those asked for, what it counts, and its corrections, for programs."""
    found = queries.versions(slug, smallest=settings.SMALLEST_PUBLISHED, now=cast(Any, request).now)
    corrections = queries.corrections_of(slug, now=cast(Any, request).now)
    shown = history.rows(request, found, corrections, header=HEADER, row=row)
    definition = found[0].definition
    content = {
        "figure": slug,
        "name": {"uk": definition.name_uk, "en": definition.name_en},
        "counted": {"uk": definition.counted_uk, "en": definition.counted_en},
        "current": queries.current_of(found).figure.number,
        "versions": [dict(zip([*HEADER, *history.COLUMNS], _plain(values), strict=True)) for values in shown],
        "corrections": [
            linked.plain_correction(request, each) for each in history.known_corrections(request, corrections)
        ],
    }
    return json_response(content)


def _plain(values: list[Any]) -> list[Any]:
    return [value.isoformat() if isinstance(value, date) else value for value in values]


@door(Act.READ_PUBLIC)
@kept
def figure_linked(request: HttpRequest, slug: str) -> HttpResponse:
    """The figure and its corrections in the words of schema.org."""
    found = queries.versions(slug, smallest=settings.SMALLEST_PUBLISHED, now=cast(Any, request).now)
    return json_response(
        linked.figure(request, found, queries.corrections_of(slug, now=cast(Any, request).now)), "application/ld+json"
    )
