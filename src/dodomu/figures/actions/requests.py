"""Who carries what was wrong: one request for each document, followed from «to be told» to «mended»."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.clock import day
from dodomu.errors import Refused, StaleView
from dodomu.figures.actions.moving import move_request
from dodomu.figures.models import Correction, Document, DocumentVersion, Outlet, Request, Statement
from dodomu.figures.queries.documents import open_requests as still_asked
from dodomu.figures.queries.quotations import documents_reached
from dodomu.figures.queries.wrong import READS, Wrong, repeated, wrong_of, wrong_statement
from dodomu.ledger import actions as ledger
from dodomu.notices import actions as notices

REMIND_AFTER = (timedelta(days=3), timedelta(days=7), timedelta(days=14))
"""When an outlet that has not mended its text is reminded: so long after the letter, and after each reminder."""

# One statement, however many documents: the rows come as one JSON value. Each database reads it its own way.
_COLUMNS = (
    "(correction_id, document_id, statement_id, via_id, distance, state, mended_on, proof_url, tries, reminders, note)"
)
_INSERT = {
    "sqlite": f"""
INSERT INTO figures_request {_COLUMNS}
SELECT %s, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
    json_extract(value, '$[3]'), json_extract(value, '$[4]'), json_extract(value, '$[5]'),
    json_extract(value, '$[6]'), 0, 0, ''
FROM json_each(%s) WHERE true
ON CONFLICT (correction_id, document_id) DO NOTHING""",
    "postgresql": f"""
INSERT INTO figures_request {_COLUMNS}
SELECT %s, (value->>0)::bigint, (value->>1)::bigint, (value->>2)::bigint, (value->>3)::smallint, value->>4,
    (value->>5)::date, value->>6, 0, 0, ''
FROM jsonb_array_elements(%s::jsonb)
ON CONFLICT (correction_id, document_id) DO NOTHING""",
}


@transaction.atomic
def open_requests(correction: Correction, *, by: User | None, now: datetime) -> int:
    """Opens one request for each document that carries the mistake, and says how many were new.

    All of them in one pass, however many there are: the document of the mistake itself (unless it is our own), and
    each that repeats it, directly or through others. A text that has put it right already is noted as mended. Called
    again, for instance after a further quoter was noted, it adds what is missing and doubles nothing.
    """
    wrong = wrong_statement(correction)
    if wrong is None:
        return 0
    rows: dict[int, list[object]] = {}
    if wrong.document_id is not None:
        rows[wrong.document_id] = [wrong.document_id, wrong.pk, None, 0, "to_tell", None, ""]
    for document, one in documents_reached(wrong.pk).items():
        rows.setdefault(document, [document, one.statement, one.via, one.steps, "to_tell", None, ""])
    for mended in wrong.corrected_by.exclude(document=None).order_by("-pk"):
        # It carried the mistake and has put it right on its own page, for all to see.
        pk = mended.document_id or 0
        at = rows.get(pk, [pk, mended.pk, wrong.pk, 1])[:4]
        rows[pk] = [*at, "mended", mended.stated_on.isoformat(), mended.source_url]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT[connection.vendor], [correction.pk, json.dumps(list(rows.values()))])
        fresh = int(cursor.rowcount)
    if fresh:
        detail = {"documents": fresh}
        ledger.record("open_requests", by=by, now=now, kind="correction", key=correction.pk, detail=detail)
        _close_mended(correction, by=by, now=now)
    return fresh


def _close_mended(correction: Correction, *, by: User | None, now: datetime) -> None:
    """Closes the requests of texts that were read a second time before the correction, and no longer say it."""
    wrong = wrong_of(correction)
    again = Document.objects.filter(requests__correction=correction, versions__number__gt=1).distinct()
    for request in correction.requests.filter(document__in=again).exclude(state="mended").select_related("document"):
        version = request.document.versions.order_by("-number").first()
        if version is not None and no_longer_says(version, wrong):
            _mend(request, version, by=by, now=now)


def no_longer_says(version: DocumentVersion, wrong: Wrong | None) -> bool:
    """Whether a text that was read again is free of the mistake.

    The program says it of numbers in the languages that it reads; of everything else a person does.
    """
    if wrong is None or version.document.language not in READS:
        return version.is_read_by_person
    return not repeated(version.mentions.exclude(state="rejected"), wrong, low="value")


@transaction.atomic
def tell(request: Request, *, address: str, body: str, language: str, by: User | None, now: datetime) -> Request:
    """Tells the editors of a document what was wrong and what is right: one message, whatever is clicked twice.

    The address is kept with the outlet, so that the next correction finds it.
    """
    address = address.strip()
    try:
        validate_email(address)
    except ValidationError as error:
        raise Refused(_("Введіть електронну адресу редакції, наприклад redaktsiia@example.org."), "address") from error
    outlet = request.statement.outlet
    Outlet.objects.filter(pk=outlet.pk).exclude(email=address[:200]).update(email=address[:200])
    notice = notices.queue(
        "correction_request",
        owner=f"outlet:{outlet.pk}",
        about=f"request:{request.pk}",
        way="email",
        address=address,
        body=body,
        language=language,
        idempotency_key=f"correction:{request.correction_id}:document:{request.document_id}:{request.tries + 1}",
        by=by,
        now=now,
    )
    remind_on = day(now) + REMIND_AFTER[0]
    tries = request.tries + 1
    move_request(request, "tell", notice=notice, told_by=by, told_at=now, tries=tries, reminders=0, remind_on=remind_on)
    ledger.record("tell_outlet", by=by, now=now, kind="request", key=request.pk, detail={"notice": notice.pk})
    return request


@transaction.atomic
def acknowledge(request: Request, *, note: str = "", by: User, now: datetime) -> Request:
    """They wrote that they received it."""
    move_request(request, "acknowledge", answered_on=day(now), note=note.strip()[:500])
    ledger.record("request_acknowledged", by=by, now=now, kind="request", key=request.pk)
    return request


@transaction.atomic
def receive(request: Request, *, now: datetime) -> bool:
    """The outlet itself said through the link of the letter that it has the correction; again it changes nothing."""
    try:
        move_request(request, "acknowledge", answered_on=day(now))
    except StaleView:
        return False
    ledger.record("request_acknowledged", by=None, now=now, kind="request", key=request.pk)
    return True


@transaction.atomic
def refuse(request: Request, *, note: str, by: User, now: datetime) -> Request:
    """They will not mend it; what they said is kept, and they are not reminded."""
    if not note.strip():
        raise Refused(_("Запишіть, що відповіли."), "note")
    move_request(request, "refuse", answered_on=day(now), note=note.strip()[:500], remind_on=None)
    ledger.record("request_refused", by=by, now=now, kind="request", key=request.pk)
    return request


@transaction.atomic
def give_up(request: Request, *, note: str, by: User | None, now: datetime) -> Request:
    """No way leads to the editors: no address, or none that takes a letter. Another address may be tried later."""
    if not note.strip():
        raise Refused(_("Запишіть, як шукали редакцію."), "note")
    move_request(request, "give_up", note=note.strip()[:500], remind_on=None)
    ledger.record("request_unreachable", by=by, now=now, kind="request", key=request.pk)
    return request


@transaction.atomic
def close_mended(version: DocumentVersion, *, by: User, now: datetime) -> list[Request]:
    """Closes each request whose mistake a new version of the text no longer says; returns those.

    This is the only way to «mended»: a promise to mend is an acknowledgement.
    """
    closed = []
    for request in still_asked(version.document):
        if no_longer_says(version, wrong_of(request.correction)):
            closed.append(_mend(request, version, by=by, now=now))
    return closed


@transaction.atomic
def reopen_returned(version: DocumentVersion, *, by: User | None, now: datetime) -> list[Request]:
    """Opens again each request of a text that had been mended and now says the mistake once more; returns those.

    The same request, with the mistake told anew: a document has one request for a correction for ever.
    """
    again = []
    mended = version.document.requests.filter(state="mended").select_related(
        "document", "proof", "correction__statement", "correction__figure__definition"
    )
    for request in mended.order_by("pk"):
        wrong = wrong_of(request.correction)
        if wrong is not None and _is_later(version, request) and not no_longer_says(version, wrong):
            again.append(_reopen(request, version, by=by, now=now))
    return again


def _is_later(version: DocumentVersion, request: Request) -> bool:
    """Whether a version was seen after the text was mended, rather than what it had said before."""
    if request.proof is not None:
        return version.number > request.proof.number
    return request.mended_on is None or version.seen_on > request.mended_on


def _reopen(request: Request, version: DocumentVersion, *, by: User | None, now: datetime) -> Request:
    move_request(request, "reopen", returned_on=version.seen_on, mended_on=None, proof=None, proof_url="")
    Statement.objects.filter(pk=request.statement_id, status="corrected", corrects=None).update(
        status="uncorrected_copy"
    )
    detail = {"version": version.number}
    ledger.record("request_reopened", by=by, now=now, kind="request", key=request.pk, detail=detail)
    return request


def _mend(request: Request, version: DocumentVersion, *, by: User | None, now: datetime) -> Request:
    url = request.document.url if request.document.is_web_page else ""
    move_request(request, "mend", mended_on=version.seen_on, proof=version, proof_url=url, remind_on=None)
    Statement.objects.filter(pk=request.statement_id, status="uncorrected_copy").update(status="corrected")
    ledger.record("request_mended", by=by, now=now, kind="request", key=request.pk, detail={"version": version.number})
    return request
