"""What gives an account more than it has waits for a second administrator: a role, a closed account, a password.

The permission matrix marks it `kA2m` (settings): author and approver differ, and neither is the account itself. What
takes rights away (a role ended, an account closed) acts at once and by one, because a stolen account cannot wait.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dodomu.access import actions as access
from dodomu.access import policy, vault
from dodomu.access.models import AccountChange, User
from dodomu.access.passwords import ONE_TIME_LASTS, make_half
from dodomu.access.policy import Act, Reader
from dodomu.access.sessions import end_sessions
from dodomu.access.states import CHANGE
from dodomu.errors import NotVisible, Refused, StaleView
from dodomu.flows.accounts import GIVEN_HERE, require_administrator
from dodomu.ledger import actions as ledger
from dodomu.units.models import Unit

PLACE = "account_change.half"


def waiting_changes(reader: Reader) -> QuerySet[AccountChange]:
    """Everything that waits for a second administrator, the oldest first."""
    require_administrator(reader)
    rows = AccountChange.objects.filter(state=CHANGE.start)
    return rows.select_related("account", "unit", "proposed_by").order_by("pk")


def changes_of(account: User) -> list[AccountChange]:
    """What waits for a second administrator about one account."""
    rows = AccountChange.objects.filter(account=account, state=CHANGE.start)
    return list(rows.select_related("account", "unit", "proposed_by").order_by("pk"))


def count_waiting(user: User) -> int:
    """How many changes wait for this administrator to decide."""
    if not policy.may(user, Act.MANAGE_ACCOUNTS):
        return 0
    rows = AccountChange.objects.filter(state=CHANGE.start)
    return rows.exclude(proposed_by=user).exclude(account=user).count()


def get_change(reader: Reader, pk: int) -> AccountChange:
    """One change, decided or not."""
    require_administrator(reader)
    found = AccountChange.objects.filter(pk=pk).select_related("account", "unit", "proposed_by").first()
    if found is None:
        raise NotVisible
    return found


def _propose(
    account: User, kind: str, *, role: str = "", unit: Unit | None = None, half: str = "", by: User, now: datetime
) -> AccountChange:
    _check_other(account, by)
    # Of two who propose at once the second finds the first one's: the row of the account is held.
    account = User.objects.select_for_update().get(pk=account.pk)
    rows = AccountChange.objects.filter(account=account, kind=kind, role=role, unit=unit, state=CHANGE.start)
    if rows.exists():
        raise Refused(_("Це вже подано. Чекає на другого адміністратора."), "role" if role else None, code="waits")
    change = AccountChange.objects.create(
        account=account, kind=kind, role=role, unit=unit, half=half, proposed_by=by, proposed_at=now
    )
    detail = {"change": change.pk, "role": role, "unit": unit.pk if unit else None}
    ledger.record(f"propose_{kind}", by=by, now=now, kind="account", key=account.pk, detail=detail)
    return change


def _check_other(account: User, by: User) -> None:
    if account.pk == by.pk:
        raise Refused(_("Свій обліковий запис змінює інший адміністратор."), code="own")


@transaction.atomic
def propose_role(account: User, role: str, *, unit: Unit | None, by: User, now: datetime) -> AccountChange:
    """Proposes a role for a unit and what lies below it, or for the whole service."""
    if role not in GIVEN_HERE:
        raise Refused(_("Виберіть роль зі списку."), "role")
    if unit is not None and unit.valid_to is not None:
        raise Refused(_("Цей підрозділ закрито."), "unit")
    _check_not_given(account, role, unit)
    return _propose(account, "role", role=role, unit=unit, by=by, now=now)


def _check_not_given(account: User, role: str, unit: Unit | None) -> None:
    if account.memberships.filter(role=role, unit=unit, until_at=None).exists():
        raise Refused(_("Цю роль уже надано."), "role")


@transaction.atomic
def propose_reopening(account: User, *, by: User, now: datetime) -> AccountChange:
    """Proposes to open a closed account again, with the roles it had."""
    if account.is_active:
        raise Refused(_("Цей обліковий запис не закрито."), code="state")
    return _propose(account, "reopen", by=by, now=now)


@transaction.atomic
def propose_password(account: User, *, by: User, now: datetime) -> tuple[AccountChange, str]:
    """Proposes a one-time password, and makes its first half, which is told to the person and shown only now."""
    half = make_half()
    sealed = vault.seal(half, owner=f"account:{account.pk}", place=PLACE)
    return _propose(account, "password", half=sealed, by=by, now=now), half


@transaction.atomic
def approve(change: AccountChange, *, by: User, now: datetime) -> str:
    """A second administrator agrees, and it is done in the same step; a password gives its second half."""
    if change.proposed_by_id == by.pk:
        raise Refused(_("Схвалити має інша людина, не та, що подала."), code="same_person")
    _check_other(change.account, by)
    _move(change, "approve", by=by, now=now)
    account, second = change.account, ""
    if change.kind == "role":
        _check_not_given(account, change.role, change.unit)
        access.give_role(account, change.role, unit=change.unit, now=now)
    elif change.kind == "reopen":
        access.set_active(account, True)
    else:
        second = make_half()
        first = vault.unseal(change.half, owner=f"account:{account.pk}", place=PLACE)
        access.set_password(account, f"{first}-{second}", one_time_until=now + ONE_TIME_LASTS)
        end_sessions(account)
    act = {"role": "give_role", "reopen": "reopen_account", "password": "set_one_time_password"}[change.kind]
    unit = change.unit_id
    detail = {"role": change.role, "unit": unit, "change": change.pk, "proposed_by": change.proposed_by_id}
    ledger.record(act, by=by, now=now, kind="account", key=account.pk, detail=detail)
    return second


@transaction.atomic
def refuse(change: AccountChange, *, by: User, now: datetime) -> str:
    """A second administrator refuses, or the one who proposed it takes it back; which of the two it was."""
    act = "withdraw" if change.proposed_by_id == by.pk else "refuse"
    if act == "refuse":
        _check_other(change.account, by)
    _move(change, act, by=by, now=now)
    detail = {"change": change.pk, "kind": change.kind}
    ledger.record(f"{act}_change", by=by, now=now, kind="account", key=change.account_id, detail=detail)
    return act


def _move(change: AccountChange, act: str, *, by: User, now: datetime) -> None:
    """Checks and moves in one statement, so that of two who decide at once exactly one does. The half is gone then."""
    sealed = change.half
    rows = AccountChange.objects.filter(pk=change.pk, state__in=CHANGE.sources(act))
    moved = rows.update(state=CHANGE.moves[act].target, decided_by=by, decided_at=now, half="")
    if not moved:
        change.refresh_from_db()
        theirs = CHANGE.label(change.state)
        raise StaleView(_("Це вже розглянув інший адміністратор."), theirs=theirs, yours=CHANGE.moves[act].label)
    change.refresh_from_db()
    change.half = sealed
