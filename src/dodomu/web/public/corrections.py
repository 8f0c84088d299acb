"""Corrections for everybody: the list, and one of them with everyone who was told."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dodomu.access.policy import Act
from dodomu.figures import actions
from dodomu.figures.models.vocabulary import KIND_MEANS, WRONG
from dodomu.figures.queries import public as queries
from dodomu.figures.queries.receipts import request_of
from dodomu.web import errors
from dodomu.web.doors import door
from dodomu.web.outlets import REQUEST_MARKS
from dodomu.web.pages import keyset
from dodomu.web.public import linked
from dodomu.web.public.answers import json_response
from dodomu.web.public.caching import kept
from dodomu.web.public.figures import correction_card
from dodomu.web.public.limits import minutes_to_wait


@door(Act.READ_PUBLIC)
@kept
def corrections(request: HttpRequest) -> HttpResponse:
    """What was changed, the newest first: corrections, and revisions marked as what they are."""
    page = keyset(
        queries.public_corrections(now=cast(Any, request).now), request=request, order=("-issued_on", "-pk"), size=20
    )
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
    found = queries.get_correction(pk, now=cast(Any, request).now)
    page = keyset(queries.requests_of(found), request=request, order=("pk",))
    rows = [
        {
            "statement": each.statement,
            "via": each.via,
            "distance": each.distance,
            "state": each.state_word,
            "mark": REQUEST_MARKS[each.state],
            "mended_on": each.mended_on,
            "told_at": each.told_at,
            "proof_url": each.proof_url if each.proof_url != each.statement.source_url else "",
        }
        for each in page.rows
    ]
    context = correction_card(found) | {
        "section": "corrections",
        "rows": rows,
        "page": page,
        "wrong": WRONG[found.field],
        "kind": KIND_MEANS[found.kind],
        "linked": linked.claim_review(request, found),
        "right": found.right_figure if found.right_figure and found.right_figure.is_shown_in_public else None,
    }
    return render(request, "public/correction.html", context)


@door(Act.READ_PUBLIC, methods=("GET", "POST"))
def received(request: HttpRequest, receipt: str) -> HttpResponse:
    """The link of a letter: its correction and nothing else; one button says that the outlet has received it.

    Looking records nothing, because programs look into letters too; the button twice is once.
    """
    if minutes := minutes_to_wait(request.META.get("REMOTE_ADDR", ""), of="receipt"):
        return errors.wait(request, minutes=minutes)
    found = request_of(receipt)
    now = cast(Any, request).now
    correction = queries.get_correction(found.correction_id, now=now)
    if request.method == "POST":
        actions.receive(found, now=now)
    is_received = "acknowledge" not in found.allowed
    context = correction_card(correction) | {"section": "corrections", "is_received": is_received, "told": None}
    response = render(request, "public/received.html", context)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"  # the address is told to nobody; a form needs its origin
    return response


@door(Act.READ_PUBLIC)
@kept
def correction_linked(request: HttpRequest, pk: int) -> HttpResponse:
    """The correction as a ClaimReview of schema.org."""
    return json_response(
        linked.claim_review(request, queries.get_correction(pk, now=cast(Any, request).now)), "application/ld+json"
    )
