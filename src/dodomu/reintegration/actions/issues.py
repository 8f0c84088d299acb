"""Questions of social protection: opened with a due time and a legal basis, worked on, settled or refused."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.vault import seal
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.reintegration.actions import locks
from dodomu.reintegration.actions.templates import closing_of
from dodomu.reintegration.models import Case, Issue
from dodomu.reintegration.models.vocabulary import ISSUES
from dodomu.reintegration.states import ISSUE


def _record(act: str, case: Case, issue: Issue, *, by: User, now: datetime) -> None:
    detail = {"case": case.pk, "issue": issue.pk}
    ledger.record(act, by=by, now=now, kind="person", key=case.person_id, detail=detail)


@transaction.atomic
def open_issue(
    case: Case,
    kind: str,
    *,
    by: User,
    now: datetime,
    due_at: datetime | None = None,
    basis: str = "",
    note: str = "",
) -> Issue:
    """Opens a question; without a due time it gets the usual one of its kind."""
    if kind not in ISSUES:
        raise Refused(_("Виберіть значення зі списку."), "kind")
    note = locks.words(note, field="note", is_needed=kind == "other")
    basis = locks.words(basis, field="basis", most=300, is_needed=False)
    case = locks.hold_supported(case)
    if due_at is not None and due_at < now:
        raise Refused(_("Строк має бути попереду."), "due_at")
    issue = Issue.objects.create(
        case=case,
        kind=kind,
        due_at=due_at or closing_of(now, days=ISSUES[kind].days),
        basis=basis,
        note=seal(note, owner=locks.owner(case), place="issue.note"),
        opened_by=by,
        opened_at=now,
    )
    _record("open_issue", case, issue, by=by, now=now)
    return issue


@transaction.atomic
def move_issue(issue: Issue, act: str, *, by: User, now: datetime) -> Issue:
    """Makes one move of the table of issues."""
    if act not in ISSUE.moves:
        raise Refused(_("Виберіть дію зі списку."), "act")
    case = locks.hold_supported(issue.case_id)
    is_end = ISSUE.moves[act].target in ("settled", "refused", "dropped")
    locks.move(issue, ISSUE, act, ended_at=now if is_end else None)
    _record(f"issue_{act}", case, issue, by=by, now=now)
    return issue
