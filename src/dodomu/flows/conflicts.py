"""Conflicts of interest: nobody opens the record of somebody close to them, and whatever they led of it is let go.

Declared by oneself or by an administrator, it acts at once: pages, lists, searches and counts of the account go without
the person, and lines of lists in which the person may be meant are decided by others. An administrator ends it with a
reason, never for themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dodomu.access import actions as access
from dodomu.access import vault
from dodomu.access.models import Conflict, User
from dodomu.access.policy import Reader
from dodomu.errors import NotVisible, Refused
from dodomu.flows.accounts import require_administrator
from dodomu.ledger import actions as ledger
from dodomu.people.models import PersonNow
from dodomu.reintegration import actions as reintegration
from dodomu.text import Text

WHY: dict[str, Text] = {
    "self": Text("це я", "it is me"),
    "relative": Text("родич або родичка", "a relative"),
    "friend": Text("друг, близька людина", "a friend, somebody close"),
    "comrade": Text("побратим або посестра", "a comrade in arms"),
}
FIRST = 10000
"""What lies between the key of a record and the number by which people speak of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One conflict, standing or ended, with the opened reason of its end."""

    row: Conflict
    why: Text
    number: str
    reason: str


@transaction.atomic
def declare(account: User, *, person: int, why: str, by: User, now: datetime) -> list[Conflict]:
    """Bars an account from a record and from all that are joined with it; cases of the person go to somebody else."""
    if why not in WHY:
        raise Refused(_("Виберіть, ким вам є ця людина."), "why")
    made = []
    for key in _records(person):
        conflict, is_new = access.declare_conflict(account, person=key, why=why, by=by, now=now)
        reintegration.release_cases(account, by=by, now=now, person=key)
        if is_new:
            detail = {"account": account.pk, "why": why, "conflict": conflict.pk}
            ledger.record("declare_conflict", by=by, now=now, kind="person", key=key, detail=detail)
            made.append(conflict)
    if not made:
        raise Refused(_("Це вже оголошено."), "number", code="state")
    return made


def _records(person: int) -> list[int]:
    """A record, the one that speaks for it, and all that are joined to that one."""
    speaker = PersonNow.objects.filter(pk=person).values_list("joined_to", flat=True).first() or person
    return [speaker, *PersonNow.objects.filter(joined_to=speaker).order_by("pk").values_list("pk", flat=True)]


def declare_by_number(account: User, *, number: str, why: str, by: User, now: datetime) -> list[Conflict]:
    """The same by an administrator, who knows a number and sees nobody."""
    require_administrator(by)
    digits = number.strip().upper().removeprefix("D-")
    key = int(digits) - FIRST if digits.isascii() and digits.isdigit() and len(digits) < 12 else 0
    if key < 1 or not PersonNow.objects.filter(pk=key).exists():
        raise Refused(_("Запису з таким номером немає."), "number")
    return declare(account, person=key, why=why, by=by, now=now)


@transaction.atomic
def end(conflict: Conflict, *, reason: str, by: User, now: datetime) -> None:
    """Ends a conflict that was declared in error, with a reason; nobody ends their own."""
    require_administrator(by)
    if conflict.user_id == by.pk:
        raise Refused(_("Свій обліковий запис змінює інший адміністратор."), code="own")
    reason = " ".join(reason.split())
    if not 5 <= len(reason) <= 300:
        raise Refused(_("Назвіть причину кількома словами."), "reason")
    if not access.end_conflict(conflict, reason=reason, by=by, now=now):
        raise Refused(_("Це вже скасовано."), code="state")
    detail = {"account": conflict.user_id, "conflict": conflict.pk}
    ledger.record("end_conflict", by=by, now=now, kind="person", key=conflict.person, detail=detail)


def standing_of(account: User) -> list[Told]:
    """What bars an account now, by itself or by an administrator; the numbers alone."""
    return [_told(row, reason="") for row in Conflict.objects.filter(user=account).order_by("person")]


def of_account(reader: Reader, account: User) -> list[Told]:
    """Every conflict of an account for an administrator: the standing ones, then the ended with their reasons."""
    require_administrator(reader)
    rows: QuerySet[Conflict] = Conflict.every.filter(user=account).select_related("declared_by", "ended_by")
    kept = list(rows.order_by("-pk"))
    reasons = vault.unseal_all([(row.end_reason, f"person:{row.person}", "conflict.end_reason") for row in kept])
    told = [_told(row, reason=reason) for row, reason in zip(kept, reasons, strict=True)]
    return sorted(told, key=lambda one: one.row.ended_at is not None)


def get_conflict(reader: Reader, key: int) -> Conflict:
    """One standing conflict, for an administrator."""
    require_administrator(reader)
    found = Conflict.objects.filter(pk=key).select_related("user").first()
    if found is None:
        raise NotVisible
    return found


def _told(row: Conflict, *, reason: str) -> Told:
    return Told(row, WHY.get(row.why, Text(row.why, row.why)), f"D-{FIRST + row.person}", reason)
