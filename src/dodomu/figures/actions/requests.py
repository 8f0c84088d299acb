"""Who quoted what was wrong: one request for each document, followed from «to be told» to «mended»."""

from __future__ import annotations

from collections import deque
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.clock import day
from dodomu.errors import Refused
from dodomu.figures.actions.moving import move_request
from dodomu.figures.models import Correction, Outlet, Request, Statement
from dodomu.ledger import actions as ledger
from dodomu.notices import actions as notices


def wrong_statement(correction: Correction) -> Statement | None:
    """The statement that a correction puts right: its own, or the one that its figure was said in."""
    if correction.statement is not None:
        return correction.statement
    return correction.figure.statement if correction.figure else None


def quoters(statement: Statement) -> list[tuple[Statement, Statement, int]]:
    """Every document that repeats a statement, directly or through another: (document, what it repeats, steps).

    Each document once, by its shortest way; a circle of quotations ends.
    """
    found: list[tuple[Statement, Statement, int]] = []
    seen = {statement.pk}
    edge = deque([(statement, 0)])
    while edge:
        via, steps = edge.popleft()
        for document in via.quoted_by.select_related("outlet").order_by("stated_on", "pk"):
            if document.pk not in seen:
                seen.add(document.pk)
                found.append((document, via, steps + 1))
                edge.append((document, steps + 1))
    return found


@transaction.atomic
def open_requests(correction: Correction, *, by: User | None, now: datetime) -> list[Request]:
    """Opens one request for each document to be told, and notes those that have mended their text already.

    Called again, for instance after a further quoter was noted, it adds what is missing and doubles nothing.
    """
    statement = wrong_statement(correction)
    if statement is None:
        return []
    wanted = {
        document.pk: Request(correction=correction, statement=document, via=via, distance=steps)
        for document, via, steps in quoters(statement)
    }
    for document in statement.corrected_by.exclude(outlet=statement.outlet).order_by("pk"):
        # It repeated the mistake and has put it right on its own page, for all to see.
        wanted[document.pk] = Request(
            correction=correction,
            statement=document,
            via=statement,
            state="mended",
            mended_on=document.stated_on,
            proof_url=document.source_url,
        )
    wanted.pop(correction.right_statement_id or 0, None)
    known = set(correction.requests.values_list("statement", flat=True))
    fresh = [request for document, request in wanted.items() if document not in known]
    made = Request.objects.bulk_create(fresh)
    ledger.record_many(
        [("open_request", "request", request.pk, {"correction": correction.pk}) for request in made], by=by, now=now
    )
    return list(correction.requests.order_by("pk"))


@transaction.atomic
def tell(request: Request, *, address: str, body: str, language: str, by: User, now: datetime) -> Request:
    """Tells the editors of a document what was wrong and what is right: one message, whatever is clicked twice.

    The address is kept with the outlet, so that the next correction finds it.
    """
    address = address.strip()
    try:
        validate_email(address)
    except ValidationError as error:
        raise Refused(_("Введіть електронну адресу редакції, наприклад redaktsiia@example.org."), "address") from error
    outlet = request.statement.outlet
    Outlet.objects.filter(pk=outlet.pk).update(email=address[:200])
    notice = notices.queue(
        "correction_request",
        owner=f"outlet:{outlet.pk}",
        about=f"request:{request.pk}",
        way="email",
        address=address,
        body=body,
        language=language,
        idempotency_key=f"correction:{request.correction_id}:document:{request.statement_id}",
        by=by,
        now=now,
    )
    move_request(request, "tell", notice=notice, told_by=by, told_at=now)
    ledger.record("tell_outlet", by=by, now=now, kind="request", key=request.pk, detail={"notice": notice.pk})
    return request


@transaction.atomic
def acknowledge(request: Request, *, note: str = "", by: User, now: datetime) -> Request:
    """They wrote that they received it."""
    move_request(request, "acknowledge", answered_on=day(now), note=note.strip()[:500])
    ledger.record("request_acknowledged", by=by, now=now, kind="request", key=request.pk)
    return request


@transaction.atomic
def refuse(request: Request, *, note: str, by: User, now: datetime) -> Request:
    """They will not mend it; what they said is kept."""
    if not note.strip():
        raise Refused(_("Запишіть, що відповіли."), "note")
    move_request(request, "refuse", answered_on=day(now), note=note.strip()[:500])
    ledger.record("request_refused", by=by, now=now, kind="request", key=request.pk)
    return request


@transaction.atomic
def mend(request: Request, *, mended_on: date, proof_url: str, note: str = "", by: User, now: datetime) -> Request:
    """The text is mended: proved by an address where a person has seen it."""
    if not proof_url.strip().startswith(("https://", "http://")):
        raise Refused(_("Вкажіть адресу, за якою видно виправлений текст."), "proof_url")
    if not request.statement.stated_on <= mended_on <= day(now):
        raise Refused(_("Виправити могли не раніше, ніж з’явився текст, і не пізніше за сьогодні."), "mended_on")
    move_request(request, "mend", mended_on=mended_on, proof_url=proof_url.strip()[:500], note=note.strip()[:500])
    if request.statement.status == "uncorrected_copy":
        Statement.objects.filter(pk=request.statement_id).update(status="corrected")
    ledger.record("request_mended", by=by, now=now, kind="request", key=request.pk)
    return request
