"""The checklist of documents: applied for, received, handed over with a signature, or blocked with a reason."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.clock import day
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.reintegration.actions import locks
from dodomu.reintegration.actions.moments import require_past
from dodomu.reintegration.actions.tasks import has_leave
from dodomu.reintegration.models import Case, Document, adaptation
from dodomu.reintegration.models.vocabulary import MATTERS
from dodomu.reintegration.states import DOCUMENT

HERE = ("received", "handed_over", "not_needed")
"""The states of a document for which nobody has to wait any more."""


@transaction.atomic
def move_document(
    document: Document,
    act: str,
    *,
    by: User,
    now: datetime,
    on: date | None = None,
    reason: str = "",
    signed_by: str = "",
    is_wanted: bool = False,
) -> Document:
    """Makes one move of the table of documents.

    `apply` waits for the document this one needs, and for the time to adapt when the person must be there; `hand_over`
    takes the name of who signed, and inside the time to adapt the person's own wish; `block` takes the reason.
    """
    if act not in DOCUMENT.moves:
        raise Refused(_("Виберіть дію зі списку."), "act")
    case = locks.hold_supported(document.case_id)
    on = on or day(now)
    require_past(on, now=now)
    document.refresh_from_db()
    DOCUMENT.check(document.state, act)
    values = _values(document, act, case=case, on=on, reason=reason, signed_by=signed_by, is_wanted=is_wanted, now=now)
    if act == "hand_over":
        values |= {"handed_at": now, "handed_by": by}
    locks.move(document, DOCUMENT, act, **values)
    ledger.record(
        f"document_{act}",
        by=by,
        now=now,
        kind="person",
        key=case.person_id,
        detail={"case": case.pk, "document": document.pk},
    )
    return document


def _values(
    document: Document, act: str, *, case: Case, on: date, reason: str, signed_by: str, is_wanted: bool, now: datetime
) -> dict[str, Any]:
    window = case.protection
    if act == "apply":
        other = document.waits_for
        if other is not None and other.state not in HERE:
            raise Refused(_("Ще не можна почати: спершу потрібен інший документ."), code="waits_for")
        if document.needs_person:
            leave = has_leave(case, "document", now=now)
            adaptation.require(MATTERS["document"].rule, window, starts_at=now, has_leave=leave)
        return {"applied_on": on}
    if act == "receive":
        return {"received_on": on}
    if act == "hand_over":
        adaptation.require(MATTERS["handing"].rule, window, starts_at=now, is_wanted=is_wanted, field="is_wanted")
        return {"signed_by": locks.words(signed_by, field="signed_by", most=120)}
    if act == "block":
        return {"blocked_because": locks.words(reason, field="reason", most=300)}
    if act in ("unblock", "need"):
        return {"blocked_because": ""}
    return {}


@transaction.atomic
def set_document_due(document: Document, *, due_at: datetime, by: User, now: datetime) -> Document:
    """Gives a document another due time; what needs the person cannot be due inside the time to adapt."""
    case = locks.hold_supported(document.case_id)
    document.due_at = adaptation.due_after(due_at, needs_person=document.needs_person, window=case.protection)
    document.save(update_fields=["due_at"])
    ledger.record(
        "document_due",
        by=by,
        now=now,
        kind="person",
        key=case.person_id,
        detail={"case": case.pk, "document": document.pk},
    )
    return document
