"""Corrections for everybody: the list, and one of them with everyone who was told."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dodomu.access.policy import Act
from dodomu.figures.models.vocabulary import KIND_MEANS, WRONG
from dodomu.figures.queries import public as queries
from dodomu.web.doors import door
from dodomu.web.pages import keyset
from dodomu.web.public import linked
from dodomu.web.public.answers import json_response
from dodomu.web.public.caching import kept
from dodomu.web.public.figures import correction_card


@door(Act.READ_PUBLIC)
@kept
def corrections(request: HttpRequest) -> HttpResponse:
    """What was changed, the newest first: corrections, and revisions marked as what they are."""
    page = keyset(queries.public_corrections(), request=request, order=("-issued_on", "-pk"), size=20)
    context = {
        "page": page,
        "cards": [correction_card(each) for each in page.rows],
        "linked": linked.list_of_corrections(request, page.rows),
    }
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
        "linked": linked.claim_review(request, found),
        "right": found.right_figure if found.right_figure and found.right_figure.is_shown_in_public else None,
    }
    return render(request, "public/correction.html", context)


MARKS = {"to_tell": "todo", "told": "wait", "acknowledged": "wait", "mended": "done", "refuses": "late"}


@door(Act.READ_PUBLIC)
@kept
def correction_linked(request: HttpRequest, pk: int) -> HttpResponse:
    """The correction as a ClaimReview of schema.org."""
    return json_response(linked.claim_review(request, queries.get_correction(pk)), "application/ld+json")
