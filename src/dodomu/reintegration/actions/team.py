"""The care team of a person: who is on it may read health content, and nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access import actions as access
from dodomu.access.models import Conflict, Grant, User
from dodomu.access.policy import Act, people_with
from dodomu.access.vault import seal
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.reintegration.actions import locks
from dodomu.reintegration.models import CareMember, Case
from dodomu.reintegration.models.care_words import CARE_ROLES
from dodomu.reintegration.queries.care import has_team, is_on_team


def _record(act: str, member: CareMember, *, by: User | None, now: datetime) -> None:
    case = member.case
    detail = {"case": case.pk, "member": member.pk, "account": member.user_id}
    ledger.record(act, by=by, now=now, kind="person", key=case.person_id, detail=detail)


def _add(case: Case, *, user: User | None, name: str, role: str, by: User | None, now: datetime) -> CareMember:
    if role not in CARE_ROLES:
        raise Refused(_("Виберіть значення зі списку."), "role")
    owner = locks.owner(case)
    member = CareMember.objects.create(
        case=case,
        user=user,
        role=seal(role, owner=owner, place="care_member.role"),
        name=seal(name, owner=owner, place="care_member.name"),
        from_at=now,
        added_by=by,
    )
    if user is not None:
        access.assign([user], kind="person", keys=[case.person_id], why=f"care:{member.pk}", now=now)
    return member


@transaction.atomic
def join_team(case: Case, *, role: str, by: User, now: datetime) -> CareMember:
    """A medical officer of the facility in which the person stays takes up the care, by their own word.

    The ledger names them, and so does the team itself. Others are added by somebody who is on the team.
    """
    case = locks.hold_supported(case)
    if is_on_team(by, case):
        raise Refused(_("Ви вже в команді."))
    of_the_facility = Grant.objects.filter(
        user=by, kind="person", key=case.person_id, why__startswith="stay:", until_at=None
    )
    if not of_the_facility.exists():
        raise Refused(_("Додати вас до команди може лише той, хто вже в ній."))
    member = _add(case, user=by, name="", role=role, by=by, now=now)
    _record("join_care_team", member, by=by, now=now)
    return member


def enter_as_author(case: Case, *, by: User, now: datetime) -> None:
    """Whoever writes the first plan leads the team; a later one is written by somebody on it.

    The case is held, so of two who write the first plan at once only one does.
    """
    if has_team(case):
        if not people_with(Act.WRITE_PLAN).filter(pk=by.pk).exists() or is_on_team(by, case):
            return
        raise Refused(_("План уже пише команда, яка лікує людину. Спершу ввійдіть до неї."))
    if people_with(Act.WRITE_PLAN).filter(pk=by.pk).exists():
        _record("join_care_team", _add(case, user=by, name="", role="lead", by=by, now=now), by=by, now=now)


def candidates(case: Case) -> list[User]:
    """The accounts that can be added: medical officers who are not on the team and not barred from the person."""
    barred = Conflict.objects.filter(person=case.person_id).values("user")
    there = CareMember.objects.filter(case=case, until_at=None, user__isnull=False).values("user")
    return list(people_with(Act.WRITE_PLAN).exclude(pk__in=barred).exclude(pk__in=there).order_by("name"))


@transaction.atomic
def add_member(
    case: Case, *, role: str, by: User, now: datetime, user: User | None = None, name: str = ""
) -> CareMember:
    """Adds an account, which may then read health content, or a specialist by name, who has no account."""
    case = locks.hold_supported(case)
    if user is not None and name.strip():
        raise Refused(_("Виберіть працівника або впишіть ім’я фахівця, а не обидва разом."), "name")
    if user is None:
        name = locks.words(name, field="name", most=120)
    elif user.pk not in {one.pk for one in candidates(case)}:
        raise Refused(_("Цього працівника не можна додати до команди. Виберіть іншого."), "user")
    member = _add(case, user=user, name=name, role=role, by=by, now=now)
    _record("add_care_member", member, by=by, now=now)
    return member


@transaction.atomic
def end_member(member: CareMember, *, by: User, now: datetime) -> CareMember:
    """Somebody leaves the team; what they could read there is closed to them from the next page on.

    The last account stays while the person is in no facility, where others could take up the care: or nobody could.
    """
    case = locks.hold(member.case_id)
    if member.user_id is not None and not _can_go_on_without(member, case):
        raise Refused(_("Більше ніхто в команді не читає план. Спершу додайте того, хто лікуватиме далі."))
    if not CareMember.objects.filter(pk=member.pk, until_at=None).update(until_at=now):
        raise Refused(_("Ця людина вже не в команді."))
    member.refresh_from_db()
    access.end_assignment(why=f"care:{member.pk}", now=now)
    _record("end_care_member", member, by=by, now=now)
    return member


def _can_go_on_without(member: CareMember, case: Case) -> bool:
    others = CareMember.objects.filter(case=case, until_at=None, user__isnull=False).exclude(pk=member.pk)
    return others.exists() or case.stays.filter(left_at=None).exists()


def end_teams(cases: Iterable[int], *, now: datetime) -> None:
    """The care of these cases is over: nobody is on their teams any more."""
    rows = list(CareMember.objects.filter(case__in=list(cases), until_at=None).values_list("pk", flat=True))
    CareMember.objects.filter(pk__in=rows).update(until_at=now)
    for pk in rows:
        access.end_assignment(why=f"care:{pk}", now=now)


def end_memberships_of(user: User, *, now: datetime, person: int | None = None) -> None:
    """An account may treat nobody any more, or not this person: it leaves every team it is on."""
    rows = CareMember.objects.filter(user=user, until_at=None)
    rows = rows.filter(case__person=person) if person else rows
    for pk in list(rows.values_list("pk", flat=True)):
        CareMember.objects.filter(pk=pk).update(until_at=now)
        access.end_assignment(why=f"care:{pk}", now=now)
