"""The work of a team: many cases handed over at once with a note, and deputies for those who are away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access import standing_in
from dodomu.access.models import Deputy, User
from dodomu.access.policy import Act, may
from dodomu.errors import Refused, StaleView
from dodomu.ledger import actions as ledger
from dodomu.reintegration.actions.cases import assign_officer
from dodomu.reintegration.models import Case


@transaction.atomic
def hand_over(
    cases: Sequence[Case], officer: User, *, before: User, by: User, now: datetime, note: str = ""
) -> list[Case]:
    """Gives cases of one officer to another, all of them or none, with one note for the new officer."""
    if not cases:
        raise Refused(_("Позначте, які справи передати."), "cases")
    if officer.pk == before.pk:
        raise Refused(_("Ці справи вже веде ця людина. Виберіть іншу."), "officer")
    keys = [case.pk for case in cases]
    held = list(Case.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    if any(case.officer_id != before.pk for case in held):
        raise StaleView(_("Дехто з цих людей тим часом має іншого офіцера. Оновіть сторінку."))
    far = [case for case in held if not covers(officer, case)]
    if far:
        numbers = ", ".join(case.person.number for case in far[:5])
        raise Refused(_("Цей офіцер не працює з підрозділом цих людей: %(numbers)s.") % {"numbers": numbers}, "officer")
    return [assign_officer(case, officer, by=by, now=now, note=note) for case in held]


def covers(officer: User, case: Case) -> bool:
    """Whether an officer works for the unit of the case, or for one above it."""
    path = case.unit.path if case.unit else ""
    roles = officer.memberships.filter(role="social", until_at=None).select_related("unit")
    return any(one.unit is None or path.startswith(one.unit.path) for one in roles)


@transaction.atomic
def name_deputy(absent: User, deputy: User, *, from_on: date, until_on: date, by: User, now: datetime) -> Deputy:
    """Names a support officer who works on the cases of another from a day to a day."""
    if not deputy.is_active or not may(deputy, Act.WORK_CASE):
        raise Refused(_("Заміняти може лише офіцер соціального супроводу. Виберіть іншого."), "deputy")
    one = standing_in.name_deputy(absent, deputy, from_on=from_on, until_on=until_on, by=by, now=now)
    detail = {"deputy": deputy.pk, "from_on": from_on.isoformat(), "until_on": until_on.isoformat()}
    ledger.record("name_deputy", by=by, now=now, kind="account", key=absent.pk, detail=detail)
    return one


@transaction.atomic
def end_deputy(one: Deputy, *, by: User, now: datetime) -> None:
    """Ends a deputy's time before its last day."""
    if not standing_in.end_deputy(one, by=by, now=now):
        raise Refused(_("Цю заміну вже завершено."), code="state")
    ledger.record("end_deputy", by=by, now=now, kind="account", key=one.absent_id, detail={"deputy": one.deputy_id})
