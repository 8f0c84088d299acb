"""Roles given and ended, each with its entry in the ledger. Whoever does it sees accounts and no person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from dodomu.access import actions as access
from dodomu.access import policy
from dodomu.access.models import Membership, User
from dodomu.access.policy import Act, Reader
from dodomu.access.roles import ROLES
from dodomu.errors import NotVisible, Refused
from dodomu.ledger import actions as ledger
from dodomu.units.models import Unit

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
    return User.objects.prefetch_related(Prefetch("memberships", standing, to_attr="standing"))


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


def get_membership(reader: Reader, pk: int) -> Membership:
    """One role of one account."""
    require_administrator(reader)
    found = Membership.objects.filter(pk=pk).select_related("user").first()
    if found is None:
        raise NotVisible
    return found


@transaction.atomic
def give_role(account: User, role: str, *, unit: Unit | None, by: User, now: datetime) -> Membership:
    """Gives a role for a unit and what lies below it, or for the whole service. Nobody gives one to themselves."""
    _check_other(account, by)
    if role not in GIVEN_HERE:
        raise Refused(_("Виберіть роль зі списку."), "role")
    if account.memberships.filter(role=role, unit=unit, until_at=None).exists():
        raise Refused(_("Цю роль уже надано."), "role")
    given = access.give_role(account, role, unit=unit, now=now)
    detail = {"role": role, "unit": unit.pk if unit else None}
    ledger.record("give_role", by=by, now=now, kind="account", key=account.pk, detail=detail)
    return given


@transaction.atomic
def end_role(membership: Membership, *, by: User, now: datetime) -> None:
    """Ends a role; it acts from the next request on. The last administrator stays."""
    _check_other(membership.user, by)
    if membership.until_at is not None:
        raise Refused(_("Цю роль уже припинено."), code="state")
    others = Membership.objects.filter(role="admin", until_at=None, user__is_active=True).exclude(pk=membership.pk)
    if membership.role == "admin" and not others.exists():
        raise Refused(_("Це останній адміністратор: спершу призначте іншого."), code="last")
    access.end_role(membership, now=now)
    detail = {"role": membership.role, "unit": membership.unit_id}
    ledger.record("end_role", by=by, now=now, kind="account", key=membership.user_id, detail=detail)


def _check_other(account: User, by: User) -> None:
    if account.pk == by.pk:
        raise Refused(_("Свої ролі змінює інший адміністратор."), code="own")
