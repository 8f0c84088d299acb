"""Questions of social protection: opened by hand or by a rule, applied for, complained of, settled or refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.vault import seal
from dodomu.clock import day
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.reference.entitlements.rules import is_for
from dodomu.reintegration.actions import locks
from dodomu.reintegration.actions.moments import check_moment, require_past
from dodomu.reintegration.actions.templates import closing_at, closing_of
from dodomu.reintegration.models import Case, Entitlement, Issue, adaptation
from dodomu.reintegration.models.vocabulary import ISSUES
from dodomu.reintegration.queries.deadlines import due_on
from dodomu.reintegration.queries.entitlements import facts_of, newer, rule_of, said_of
from dodomu.reintegration.states import ISSUE, NOT_APPLIED, ONGOING

ENDS = ("settled", "refused", "dropped")
MOST_PAID = 100_000_000


def _record(act: str, case: Case, issue: Issue, *, by: User, now: datetime, **more: Any) -> None:
    detail = {"case": case.pk, "issue": issue.pk, **more}
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
    """Opens a question by hand; without a due time it gets the usual one of its kind."""
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
def accept_entitlements(case: Case, rows: Sequence[Entitlement], *, by: User, now: datetime) -> list[Issue]:
    """Opens a question for each of these rights: the rules proposed them, the officer accepts.

    The version of the rule stays with the question. What needs the person is due after the time to adapt.
    """
    if not rows:
        raise Refused(_("Позначте хоча б одне право."), "rows")
    case = locks.hold_supported(case)
    return [_accept(case, row, by=by, now=now) for row in _open_to(case, rows, now=now)]


def _open_to(case: Case, rows: Sequence[Entitlement], *, now: datetime) -> list[Entitlement]:
    """The versions, once it is sure that each is in force today, is for this person and was not taken yet."""
    said = {one.row.pk: one for one in said_of(case, on=day(now)) if one.row is not None}
    for row in rows:
        found = said.get(row.pk)
        if found is None or found.answer.outcome != "granted":
            raise Refused(_("Сьогодні це правило вже не чинне або не для цієї людини. Перечитайте перелік."), "rows")
        if found.is_taken:
            raise Refused(_("Це право вже в роботі або його вже відхилено."), "rows")
    return list(rows)


def _accept(case: Case, row: Entitlement, *, by: User, now: datetime) -> Issue:
    issue = Issue(
        case=case,
        kind=row.kind,
        entitlement=row,
        needs_person=rule_of(row).needs_person,
        opened_by=by,
        opened_at=now,
    )
    counted = due_on(issue, case)
    assert counted is not None  # our own term stands beside any other
    issue.due_at = adaptation.due_after(closing_at(counted), needs_person=issue.needs_person, window=case.protection)
    issue.save()
    _record("open_issue", case, issue, by=by, now=now, rule=row.key, version=row.number)
    return issue


@transaction.atomic
def decline_entitlement(case: Case, row: Entitlement, *, reason: str, by: User, now: datetime) -> Issue:
    """The person does not need this right, or does not want it: it is proposed no more, and may be taken up later."""
    reason = locks.words(reason, field="reason", most=300)
    case = locks.hold_supported(case)
    issue = _accept(case, *_open_to(case, [row], now=now), by=by, now=now)
    kept = seal(reason, owner=locks.owner(case), place="issue.outcome")
    locks.move(issue, ISSUE, "drop", ended_at=now, outcome=kept)
    _record("issue_drop", case, issue, by=by, now=now)
    return issue


@transaction.atomic
def renew_issue(issue: Issue, *, by: User, now: datetime) -> Issue:
    """The law has changed: the question rests on the version in force today. Both versions stay to be read."""
    case = locks.hold_supported(issue.case_id)
    issue.refresh_from_db()
    row = newer(issue, on=day(now)) if issue.state in (*ONGOING, "refused") else None
    if row is None or not is_for(rule_of(row), facts_of(case)):
        raise Refused(_("Новішої редакції, чинної сьогодні для цієї людини, немає."), code="renew")
    before = issue.entitlement
    assert before is not None
    issue.entitlement = row
    issue.needs_person = rule_of(row).needs_person
    counted = due_on(issue, case)
    if counted is not None:
        needs = issue.needs_person and issue.state in NOT_APPLIED
        issue.due_at = adaptation.due_after(closing_at(counted), needs_person=needs, window=case.protection)
    issue.save(update_fields=["entitlement", "needs_person", "due_at"])
    _record("issue_renew", case, issue, by=by, now=now, rule=row.key, version=row.number, before=before.number)
    return issue


@transaction.atomic
def move_issue(
    issue: Issue,
    act: str,
    *,
    by: User,
    now: datetime,
    on: date | None = None,
    outcome: str = "",
    paid: int | None = None,
) -> Issue:
    """Makes one move of the table of issues; what was decided and paid is kept sealed.

    `apply` waits for the time to adapt when the person must be there. `appeal` is open once a refusal was recorded or
    the day of the answer has passed. Applying and complaining set the next due day by the rule.
    """
    if act not in ISSUE.moves:
        raise Refused(_("Виберіть дію зі списку."), "act")
    case = locks.hold_supported(issue.case_id)
    issue.refresh_from_db()
    ISSUE.check(issue.state, act)
    on = on or day(now)
    _check_day(issue, act, on=on, now=now)
    if paid is not None and not 0 <= paid <= MOST_PAID:
        raise Refused(_("Сума – ціле число гривень, не більше %(most)s.") % {"most": MOST_PAID}, "paid")
    values = _values(issue, act, case=case, on=on, outcome=outcome, paid=paid, now=now)
    locks.move(issue, ISSUE, act, **values)
    if act in ("apply", "appeal"):
        counted = due_on(issue, case)
        assert counted is not None
        issue.due_at = closing_at(counted)
        issue.save(update_fields=["due_at"])
    _record(f"issue_{act}", case, issue, by=by, now=now)
    return issue


def _check_day(issue: Issue, act: str, *, on: date, now: datetime) -> None:
    require_past(on, now=now)
    before = issue.applied_on if act in ("appeal", "settle", "refuse") else None
    if before is not None and on < before:
        raise Refused(_("Цей день раніше за день подання заяви."), "on")
    if act == "appeal" and issue.state == "applied" and issue.due_at >= now:
        raise Refused(_("Строк відповіді ще не минув. Скаргу подають після нього або після відмови."), code="early")


def _values(
    issue: Issue, act: str, *, case: Case, on: date, outcome: str, paid: int | None, now: datetime
) -> dict[str, Any]:
    """What a move writes beside the state."""
    owner = locks.owner(case)
    if act == "apply":
        if issue.needs_person:
            check_moment(case, "document", on=on, now=now)
        return {"applied_on": on, "appealed_on": None, "answered_on": None}
    if act == "appeal":
        return {"appealed_on": on, "ended_at": None}
    if act == "resume":
        return {"ended_at": None, "due_at": closing_of(now, days=ISSUES[issue.kind].days)}
    if ISSUE.moves[act].target not in ENDS:
        return {}
    words = locks.words(outcome, field="outcome", most=1000, is_needed=act == "refuse")
    return {
        "ended_at": now,
        "answered_on": on,
        "outcome": seal(words, owner=owner, place="issue.outcome"),
        "paid": seal(str(paid), owner=owner, place="issue.paid") if paid is not None else "",
    }
