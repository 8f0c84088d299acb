"""Checklists: a service writes a new version, a case changes its category, somebody answers for a document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.reintegration.actions import locks
from dodomu.reintegration.actions.templates import add_documents
from dodomu.reintegration.models import Case, Checklist, ChecklistRow, Document
from dodomu.reintegration.models.checklists import CATEGORIES, MOST_DAYS, Row, in_rounds
from dodomu.reintegration.models.vocabulary import DOCUMENTS
from dodomu.reintegration.queries.record import officers


@transaction.atomic
def publish_checklist(category: str, rows: Sequence[Row], *, note: str, by: User, now: datetime) -> Checklist:
    """A new version of the checklist of a category: cases that open from now on follow it, the others keep theirs."""
    if category not in CATEGORIES:
        raise Refused(_("Виберіть значення зі списку."), "category")
    note = locks.words(note, field="note", most=300)
    kinds = [row.kind for row in rows]
    if not rows or len(set(kinds)) != len(kinds) or not set(kinds) <= set(DOCUMENTS):
        raise Refused(_("Позначте хоча б один документ."), "rows")
    if any(not 1 <= row.days <= MOST_DAYS for row in rows):
        raise Refused(_("Строк – від 1 до %(most)s днів.") % {"most": MOST_DAYS}, "rows")
    if any(row.waits_for and row.waits_for not in kinds for row in rows):
        raise Refused(_("Документ чекає на такий, якого в переліку немає."), "rows", code="absent")
    if in_rounds(rows) is None:
        raise Refused(_("Документи чекають один на одного по колу."), "rows", code="circle")
    last = Checklist.objects.filter(category=category).aggregate(last=Max("version"))["last"] or 0
    made = Checklist.objects.create(category=category, version=last + 1, note=note, made_by=by, made_at=now)
    ChecklistRow.objects.bulk_create(
        [
            ChecklistRow(
                checklist=made, kind=row.kind, days=row.days, needs_person=row.needs_person, waits_for=row.waits_for
            )
            for row in rows
        ]
    )
    detail = {"version": made.version, "rows": len(rows)}
    ledger.record("publish_checklist", by=by, now=now, kind="checklist", key=made.pk, detail=detail)
    return made


@transaction.atomic
def set_category(case: Case, category: str, *, by: User, now: datetime) -> int:
    """Says of what category the person is; documents that its checklist has besides are added. Returns how many.

    Nothing is taken off: what the new category does not ask for is marked «не потрібно» by hand.
    """
    if category not in CATEGORIES:
        raise Refused(_("Виберіть значення зі списку."), "category")
    case = locks.hold_supported(case)
    case.category = category
    case.save(update_fields=["category"])
    added = add_documents([case], now=now)
    detail = {"case": case.pk, "documents": added}
    ledger.record("set_category", by=by, now=now, kind="person", key=case.person_id, detail=detail)
    return added


@transaction.atomic
def set_responsible(document: Document, officer: User | None, *, by: User, now: datetime) -> Document:
    """Names who answers for a document; nobody named means whoever leads the case."""
    case = locks.hold_supported(document.case_id)
    if officer is not None and officer not in officers(case):
        raise Refused(_("Виберіть когось зі списку."), "responsible")
    document.responsible = officer
    document.save(update_fields=["responsible"])
    detail = {"case": case.pk, "document": document.pk, "officer": officer.pk if officer else None}
    ledger.record("document_responsible", by=by, now=now, kind="person", key=case.person_id, detail=detail)
    return document
