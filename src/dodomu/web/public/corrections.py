"""Corrections for everybody: the list, one of them with everyone who was told, and the feed."""

from __future__ import annotations

from typing import Any, cast
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from dodomu.access.policy import Act
from dodomu.clock import KYIV
from dodomu.figures.models import Correction
from dodomu.figures.models.vocabulary import KIND_MEANS, LEAD, WRONG
from dodomu.figures.queries import public as queries
from dodomu.web.doors import door
from dodomu.web.pages import keyset
from dodomu.web.public import linked
from dodomu.web.public.caching import kept
from dodomu.web.public.figures import correction_card, json_response


@door(Act.READ_PUBLIC)
@kept
def corrections(request: HttpRequest) -> HttpResponse:
    """What was changed, the newest first: corrections, and revisions marked as what they are."""
    page = keyset(queries.public_corrections(), request=request, order=("-issued_on", "-pk"), size=20)
    context = {"page": page, "cards": [correction_card(each) for each in page.rows]}
    return render(request, "public/corrections.html", context)


@door(Act.READ_PUBLIC)
@kept
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """One correction: was, correct, why, since when, and each text that quoted it."""
    found = queries.get_correction(pk)
    rows = [
        {
            "statement": each.statement,
            "via": each.via,
            "is_direct": each.distance <= 1,
            "state": each.state_word,
            "mark": MARKS[each.state],
            "mended_on": each.mended_on,
            "told_at": each.told_at,
            "proof_url": each.proof_url if each.proof_url != each.statement.source_url else "",
        }
        for each in found.requests.all()
    ]
    context = correction_card(found) | {
        "section": "corrections",
        "rows": rows,
        "wrong": WRONG[found.field],
        "kind": KIND_MEANS[found.kind],
        "right": found.right_figure if found.right_figure and found.right_figure.is_shown_in_public else None,
    }
    return render(request, "public/correction.html", context)


MARKS = {"to_tell": "todo", "told": "wait", "acknowledged": "wait", "mended": "done", "refuses": "late"}


@door(Act.READ_PUBLIC)
@kept
def correction_linked(request: HttpRequest, pk: int) -> HttpResponse:
    """The correction as a ClaimReview of schema.org."""
    return json_response(linked.claim_review(request, queries.get_correction(pk)), "application/ld+json")


@door(Act.READ_PUBLIC)
@kept
def corrections_feed(request: HttpRequest) -> HttpResponse:
    """The corrections as an Atom feed (RFC 4287), in Ukrainian; with `lang=en` in English."""
    language = "en" if request.GET.get("lang") == "en" else "uk"
    rows = list(queries.public_corrections()[:50])
    with override(language):
        home, own = request.build_absolute_uri(reverse("corrections")), request.build_absolute_uri()
        entries = [_entry(request, each, language) for each in rows]
    title = "Dodomu: corrections of published figures" if language == "en" else "Додому: виправлення оприлюднених цифр"
    updated = _instant(rows[0]) if rows else "2022-02-24T00:00:00+02:00"
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">\n'
        f"<title>{escape(title)}</title>\n<id>{escape(home)}</id>\n<updated>{updated}</updated>\n"
        f'<link rel="self" href="{escape(own, QUOTE)}"/>\n<link href="{escape(home, QUOTE)}"/>\n'
        f"<author><name>{'Dodomu' if language == 'en' else 'Додому'}</name></author>\n" + "".join(entries) + "</feed>\n"
    )
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


QUOTE = {'"': "&quot;"}


def _entry(request: HttpRequest, one: Correction, language: str) -> str:
    url = request.build_absolute_uri(reverse("correction", args=[one.pk]))
    was, correct, why = (text.in_language(language) for text in (one.was, one.correct, one.why))
    lead = LEAD[one.field].in_language(language)
    summary = f"{lead} {WORDS['was', language]}: {was}. {WORDS['correct', language]}: {correct}. {why}"
    return (
        f"<entry><title>{escape(correct)}</title><id>{escape(url)}</id><updated>{_instant(one)}</updated>"
        f'<link href="{escape(url, QUOTE)}"/><summary>{escape(summary)}</summary></entry>\n'
    )


WORDS = {
    ("was", "uk"): "Було",
    ("was", "en"): "Was",
    ("correct", "uk"): "Правильно",
    ("correct", "en"): "Correct",
}


def _instant(one: Correction) -> str:
    at = cast(Any, one.issued_at).astimezone(KYIV)
    day = one.issued_on or at.date()
    return cast(str, at.replace(year=day.year, month=day.month, day=day.day).isoformat(timespec="seconds"))
