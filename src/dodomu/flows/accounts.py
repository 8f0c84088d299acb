"""Accounts opened and closed, roles ended, own passwords and sessions, each with its entry in the ledger.

Whoever keeps accounts sees no person. What gives an account more than it has, lies in `flows.changes`.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext as _

from dodomu.access import actions as access
from dodomu.access import policy
from dodomu.access.models import Grant, Membership, User
from dodomu.access.policy import Act, Reader
from dodomu.access.roles import ROLES
from dodomu.access.sessions import end_sessions
from dodomu.errors import NotVisible, Refused
from dodomu.ledger import actions as ledger
from dodomu.ledger import queries as ledger_queries
from dodomu.ledger.models import Entry
from dodomu.reintegration import actions as reintegration_actions
from dodomu.reintegration import queries as reintegration

LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{1,58})[A-Za-z0-9]")
LONGEST_NAME = 120

GIVEN_HERE = tuple(role for role in ROLES if role not in ("returnee", "relative", "api"))
"""The roles of the service. Returned people, relatives and programs get theirs on other ways."""


def require_administrator(reader: Reader) -> None:
    """NotVisible for all but administrators: data stewards change vocabularies by the same right, and no account."""
    if not policy.may(reader, Act.MANAGE_ACCOUNTS) or "admin" not in policy.roles(reader):
        raise NotVisible


def list_accounts(reader: Reader) -> QuerySet[User]:
    """Every account with its open roles."""
    require_administrator(reader)
    standing = Membership.objects.filter(until_at=None).select_related("unit").order_by("from_at", "pk")
    rows = User.objects.annotate(last_in=Subquery(_sign_ins(OuterRef("pk")).values("at")[:1]))
    return rows.prefetch_related(Prefetch("memberships", standing, to_attr="standing"))


def _sign_ins(user: Any) -> QuerySet[Entry]:
    return Entry.objects.filter(act="sign_in", by=user).order_by("-seq")


def last_sign_in(account: User) -> datetime | None:
    """When somebody last signed in to an account; None when never."""
    return _sign_ins(account).values_list("at", flat=True).first()


def count_administrators() -> int:
    """How many accounts may decide about others: two at the least, for one proposes and another approves."""
    rows = Membership.objects.filter(role="admin", until_at=None, user__is_active=True)
    return rows.values("user").distinct().count()


def get_account(reader: Reader, pk: int) -> User:
    """One account with all its roles, the open ones first."""
    require_administrator(reader)
    found = User.objects.filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def roles_of(account: User) -> list[Membership]:
    """Every role an account holds or held: the open ones, then the ended, the last first."""
    rows = list(account.memberships.select_related("unit").order_by("-from_at", "-pk"))
    return [one for one in rows if one.until_at is None] + [one for one in rows if one.until_at is not None]


@dataclass(frozen=True, slots=True)
class Work:
    """What an account was assigned to, in numbers: whoever keeps accounts learns about nobody from them."""

    cases: int = 0
    rounds: int = 0
    people: int = 0

    def __bool__(self) -> bool:
        return bool(self.cases or self.rounds or self.people)


def work_of(account: User) -> Work:
    """What somebody else would have to go on with, were the account closed now."""
    grants = Grant.objects.filter(user=account, until_at=None)
    return Work(
        cases=reintegration.count_led_by(account),
        rounds=grants.filter(kind="round").values("key").distinct().count(),
        people=grants.filter(kind="person").values("key").distinct().count(),
    )


def handed_over(account: User) -> Work:
    """What was let go of when the account was last closed."""
    rows = ledger_queries.about("account", account.pk).filter(act="close_account")
    detail = rows.values_list("detail", flat=True).first()
    known = json.loads(detail) if detail else {}
    return Work(**{name: known.get(name, 0) for name in ("cases", "rounds", "people")})


def get_membership(reader: Reader, pk: int) -> Membership:
    """One role of one account."""
    require_administrator(reader)
    found = Membership.objects.filter(pk=pk).select_related("user").first()
    if found is None:
        raise NotVisible
    return found


@transaction.atomic
def open_account(login: str, *, name: str, name_en: str, by: User, now: datetime) -> User:
    """Opens an account without a role and without a password: both wait for a second administrator."""
    login, name, name_en = login.strip(), " ".join(name.split()), " ".join(name_en.split())
    if not LOGIN.fullmatch(login):
        raise Refused(_("Логін – від 3 до 60 латинських літер, цифр, крапок і дефісів."), "login")
    if User.objects.filter(login__iexact=login).exists():
        raise Refused(_("Такий логін уже зайнято."), "login")
    if not name or len(name) > LONGEST_NAME or len(name_en) > LONGEST_NAME:
        raise Refused(_("Ім’я має від 1 до %(most)s знаків.") % {"most": LONGEST_NAME}, "name")
    account = access.open_account(login, name=name, name_en=name_en, password=None, now=now)
    ledger.record("open_account", by=by, now=now, kind="account", key=account.pk)
    return account


@transaction.atomic
def close_account(account: User, *, by: User, now: datetime) -> Work:
    """Closes an account at once: its sessions end, what it led goes back to those who may take it.

    Roles stay written down and act again when two administrators open the account; assignments do not come back.
    """
    _check_other(account, by)
    account = User.objects.select_for_update().get(pk=account.pk)
    if "admin" in policy.roles(account):
        _check_not_last(account)
    work = work_of(account)
    if not access.set_active(account, False):
        raise Refused(_("Цей обліковий запис уже закрито."), code="state")
    end_sessions(account)
    access.withdraw_changes(account, by=by, now=now)
    reintegration_actions.release_cases(account, by=by, now=now)
    access.end_assignments_of(account, now=now)
    ledger.record("close_account", by=by, now=now, kind="account", key=account.pk, detail=asdict(work))
    return work


@transaction.atomic
def change_own_password(user: User, *, old: str, new: str, session: str | None, now: datetime) -> None:
    """Gives one's own account another password; every session ends but the one with this key."""
    if not user.check_password(old):
        raise Refused(_("Теперішній пароль інший. Спробуйте ще раз."), "old", code="wrong")
    if old == new:
        raise Refused(_("Новий пароль такий самий, як теперішній."), "new")
    access.set_password(user, new)
    ended = end_sessions(user, but=session)
    ledger.record("change_password", by=user, now=now, kind="account", key=user.pk, detail={"ended": ended})


@transaction.atomic
def end_own_sessions(user: User, *, now: datetime, but: str | None, mark: str = "") -> int:
    """Ends other sessions of one's own account: the one with a mark, or all. How many there were."""
    ended = end_sessions(user, but=but, mark=mark)
    if ended:
        ledger.record("end_sessions", by=user, now=now, kind="account", key=user.pk, detail={"ended": ended})
    return ended


@transaction.atomic
def end_role(membership: Membership, *, by: User, now: datetime) -> None:
    """Ends a role; it acts from the next request on. The last administrator stays."""
    _check_other(membership.user, by)
    if membership.until_at is not None:
        raise Refused(_("Цю роль уже припинено."), code="state")
    if membership.role == "admin":
        _check_not_last(membership.user)
    access.end_role(membership, now=now)
    detail = {"role": membership.role, "unit": membership.unit_id}
    ledger.record("end_role", by=by, now=now, kind="account", key=membership.user_id, detail=detail)


def _check_other(account: User, by: User) -> None:
    if account.pk == by.pk:
        raise Refused(_("Свій обліковий запис змінює інший адміністратор."), code="own")


def _check_not_last(account: User) -> None:
    """Refused where nobody else would be left; of two who end each other's right at once the second is refused."""
    held = Membership.objects.select_for_update().filter(role="admin", until_at=None).order_by("pk")
    keys = [one.user_id for one in held if one.user_id != account.pk]
    if not User.objects.filter(pk__in=keys, is_active=True).exists():
        raise Refused(_("Це останній адміністратор: спершу призначте іншого."), code="last")
