"""Feeds of figures and of corrections: Atom and JSON Feed, in Ukrainian, and with `lang=en` in English.

An entry of a figure is one version. Its id stays; once the version is corrected, revised or withdrawn, the entry says
so and comes up again as changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override

from dodomu.access.policy import Act
from dodomu.clock import KYIV
from dodomu.figures.models import Correction
from dodomu.figures.models.vocabulary import LEAD
from dodomu.figures.queries import public as queries
from dodomu.figures.queries.vintages import Vintage, every_version, moment, vintages
from dodomu.formats.feeds import ATOM_TYPE, JSON_TYPE, Entry, Feed, atom, instant, json_feed, tag_uri
from dodomu.text import Text
from dodomu.web.doors import door
from dodomu.web.public import linked, sentences
from dodomu.web.public.answers import for_everybody
from dodomu.web.public.caching import kept
from dodomu.web.words import short_day

BEGAN = date(2022, 2, 24)
"""Since when we speak; ids of entries carry it, and it never changes."""
MOST = 50
NAME = Text("Додому", "Dodomu")
FIGURES = Text("Додому: цифри", "Dodomu: figures")
FIGURES_TOLD = Text(
    "Оприлюднені цифри. Коли цифру виправлено, уточнено чи відкликано, її запис змінюється.",
    "Published figures. When a figure is corrected, revised or withdrawn, its entry changes.",
)
CORRECTIONS = Text("Додому: виправлення оприлюднених цифр", "Dodomu: corrections of published figures")
CORRECTIONS_TOLD = Text(
    "Що було неправильно, що правильно і чому.", "What was wrong, what is correct, and why."
)  # fmt: skip


def tongue(request: HttpRequest) -> str:
    """The language asked for by `lang`, Ukrainian unless English."""
    return "en" if request.GET.get("lang") == "en" else "uk"


@door(Act.READ_PUBLIC)
@kept
def figures_atom(request: HttpRequest) -> HttpResponse:
    """The figures as Atom."""
    return _as_atom(_figures(request))


@door(Act.READ_PUBLIC)
@kept
def figures_json(request: HttpRequest) -> HttpResponse:
    """The figures as JSON Feed."""
    return _as_json(_figures(request))


@door(Act.READ_PUBLIC)
@kept
def corrections_atom(request: HttpRequest) -> HttpResponse:
    """The corrections as Atom."""
    return _as_atom(_corrections(request))


@door(Act.READ_PUBLIC)
@kept
def corrections_json(request: HttpRequest) -> HttpResponse:
    """The corrections as JSON Feed."""
    return _as_json(_corrections(request))


def _as_atom(feed: Feed) -> HttpResponse:
    return for_everybody(HttpResponse(atom(feed), content_type=ATOM_TYPE))


def _as_json(feed: Feed) -> HttpResponse:
    text = json.dumps(json_feed(feed), ensure_ascii=False, indent=1)
    return for_everybody(HttpResponse(text, content_type=JSON_TYPE))


def _figures(request: HttpRequest) -> Feed:
    now = cast(Any, request).now
    every = every_version(smallest=settings.SMALLEST_PUBLISHED, now=now)
    found = vintages(every, queries.public_corrections(now=now))
    return _feed(request, "figures", FIGURES, FIGURES_TOLD, found, _figure_entry)


def _corrections(request: HttpRequest) -> Feed:
    found = list(queries.public_corrections(now=cast(Any, request).now)[:MOST])
    return _feed(request, "corrections", CORRECTIONS, CORRECTIONS_TOLD, found, _correction_entry)


def _feed(
    request: HttpRequest,
    name: str,
    title: Text,
    told: Text,
    found: Sequence[Any],
    entry: Callable[[HttpRequest, Any, str], Entry],
) -> Feed:
    language = tongue(request)
    with override(language):
        home = request.build_absolute_uri(reverse(name))
        entries = sorted((entry(request, one, language) for one in found), key=lambda one: one.id)
    entries = sorted(entries, key=lambda one: one.updated_at, reverse=True)[:MOST]
    return Feed(
        id=_id(request, name, language),
        url=request.build_absolute_uri(),
        home=home,
        title=title.in_language(language),
        subtitle=told.in_language(language),
        language=language,
        author=NAME.in_language(language),
        updated_at=entries[0].updated_at if entries else datetime(BEGAN.year, BEGAN.month, BEGAN.day, tzinfo=KYIV),
        entries=entries,
    )


def _id(request: HttpRequest, *parts: str | int) -> str:
    return tag_uri(request.get_host(), BEGAN, *parts)


def _figure_entry(request: HttpRequest, one: Vintage, language: str) -> Entry:
    figure = one.figure
    sentence = one.one.sentence.in_language(language)
    what_became = became(one).in_language(language)
    source = sentences.source(figure).in_language(language)
    counted = figure.definition.counted.in_language(language)
    said = {"uk": f"Джерело: {source}.", "en": f"Source: {source}."}[language]
    return Entry(
        id=_id(request, "figures", figure.slug, figure.number or 0, language),
        url=request.build_absolute_uri(reverse("figure-version", args=[figure.slug, figure.number])),
        title=f"{what_became} {sentence}".strip(),
        text="\n\n".join(part for part in (what_became, f"{sentence}.", said, counted) if part),
        published_at=one.known_from,
        updated_at=one.updated_at,
        tags=(figure.slug, figure.state),
        more={
            "figure": figure.slug,
            "version": figure.number,
            "state": figure.state,
            "as_of": figure.as_of.isoformat(),
            "as_of_precision": figure.as_of_precision,
            "value": one.one.value,
            "value_high": one.one.value_high,
            "comparator": one.one.comparator,
            "known_from": instant(one.known_from),
            "known_to": instant(one.known_to) if one.known_to else None,
            "replaced_by": one.successor.number if one.successor else None,
        },
    )


def became(one: Vintage) -> Text:
    """What became of a version that stands no more, with the day, and the right words where there are any."""
    if one.known_to is None:
        return Text("", "")
    on = short_day(one.known_to.date())
    if one.figure.state == "withdrawn":
        return Text(f"Відкликано {on}: {one.figure.reason_uk}", f"Withdrawn on {on}: {one.figure.reason_en}")
    if one.correction is not None:
        right, on = one.correction.correct, short_day(one.correction.issued_on or one.known_to.date())
        return Text(f"Виправлено {on}. Правильно: {right.uk}. Було:", f"Corrected on {on}. Correct: {right.en}. Was:")
    return Text(f"Уточнено {on}. Було:", f"Revised on {on}. Was:")


def _correction_entry(request: HttpRequest, one: Correction, language: str) -> Entry:
    was, correct, why = (text.in_language(language) for text in (one.was, one.correct, one.why))
    lead, words = LEAD[one.field].in_language(language), WORDS[language]
    at = moment(one.issued_on, one.issued_at)
    return Entry(
        id=_id(request, "corrections", one.pk, language),
        url=request.build_absolute_uri(reverse("correction", args=[one.pk])),
        title=correct,
        text=f"{lead} {words[0]}: {was}. {words[1]}: {correct}. {why}",
        published_at=at,
        updated_at=at,
        tags=(one.kind, one.field),
        more=linked.plain_correction(request, one),
    )


WORDS = {"uk": ("Було", "Правильно"), "en": ("Was", "Correct")}
