"""Social protection in the demo: rights accepted, applied for, paid, refused, declined, and one question by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from dodomu.access.models import User
from dodomu.clock import KYIV
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case, Issue
from dodomu.reintegration.queries import entitlements

OPENED = datetime(2024, 7, 2, 11, 0, tzinfo=KYIV)
APPLIED = date(2024, 7, 4)


def live(case: Case, place: int, users: Mapping[str, User]) -> None:
    """What an officer has done by now for somebody home since June; every third person stands elsewhere."""
    officer = users["suprovid"]
    proposed = {one.answer.key: one.row for one in entitlements.proposals(case, now=OPENED) if one.row is not None}
    if place % 3 == 2:
        note = "винаймає кімнату, шукаємо житло поруч із лікарнею"
        actions.open_issue(case, "housing", note=note, by=officer, now=OPENED)
        return
    chosen = [proposed[key] for key in ("pay", "payment_once", "payment_yearly") if key in proposed]
    for number, issue in enumerate(actions.accept_entitlements(case, chosen, by=officer, now=OPENED)):
        _walk(issue, place + number, officer)
    if row := proposed.get("discharge"):
        actions.decline_entitlement(case, row, reason="хоче служити далі", by=officer, now=OPENED)


def _walk(issue: Issue, step: int, officer: User) -> None:
    """One question as far as it has come."""
    at = OPENED + timedelta(days=2)
    papers = entitlements.rule_of(issue.entitlement).papers if issue.entitlement else ()
    actions.set_proof(issue, papers[0] if papers else "application", is_here=True, by=officer, now=at)
    if step % 4 == 3:
        return
    actions.move_issue(issue, "apply", on=APPLIED, by=officer, now=at)
    later = OPENED + timedelta(days=13)
    if step % 4 == 1:
        paid = 100_000 if issue.kind == "one_off" else None
        actions.move_issue(issue, "settle", on=later.date(), paid=paid, outcome="зараховано", by=officer, now=later)
    elif step % 4 == 2:
        why = "У витягу з реєстру немає дати звільнення."
        actions.move_issue(issue, "refuse", on=later.date(), outcome=why, by=officer, now=later)
