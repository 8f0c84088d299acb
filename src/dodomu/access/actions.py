"""Opening accounts, giving and ending roles and assignments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from dodomu.access.models import AccountChange, Conflict, Grant, Membership, User
from dodomu.access.roles import ROLES
from dodomu.access.states import CHANGE
from dodomu.access.vault import seal
from dodomu.units.models import Unit


@transaction.atomic
def open_account(
    login: str,
    *,
    name: str,
    name_en: str = "",
    password: str | None,
    role: str = "",
    unit: Unit | None = None,
    now: datetime,
    one_time_until: datetime | None = None,
) -> User:
    """Opens an account, with one role where it is named; without a password nobody can sign in to it yet."""
    user = User.objects.open(login, name=name, password=password)
    if one_time_until:
        user.one_time_until = one_time_until
        user.save(update_fields=["one_time_until"])
    if name_en:
        user.name_en = name_en
        user.save(update_fields=["name_en"])
    if role:
        give_role(user, role, unit=unit, now=now)
    return user


def give_role(user: User, role: str, *, unit: Unit | None = None, now: datetime) -> Membership:
    """Gives a role for a unit and what lies below it."""
    if role not in ROLES:
        raise ValueError(role)
    return Membership.objects.create(user=user, role=role, unit=unit, from_at=now)


def end_role(membership: Membership, *, now: datetime) -> None:
    """Ends a role; it acts from the next request on."""
    Membership.objects.filter(pk=membership.pk, until_at=None).update(until_at=now)


def assign(users: Iterable[User], *, kind: str, keys: Iterable[int], why: str, now: datetime) -> None:
    """Lets each of the accounts work on each of the records; what is granted already stays as it is."""
    keys = list(keys)
    Grant.objects.bulk_create(
        [Grant(user=user, kind=kind, key=key, why=why, from_at=now) for user in users for key in keys],
        ignore_conflicts=True,
    )


def end_assignment(
    *,
    why: str,
    now: datetime,
    users: Iterable[User] | None = None,
    kind: str | None = None,
    keys: Iterable[int] | None = None,
) -> None:
    """Ends every open grant given for this reason (for these accounts, these records of a kind, or for all)."""
    grants = Grant.objects.filter(why=why, until_at=None)
    if users is not None:
        grants = grants.filter(user__in=list(users))
    if kind is not None and keys is not None:
        grants = grants.filter(kind=kind, key__in=list(keys))
    grants.update(until_at=now)


def declare_conflict(
    user: User, *, person: int, why: str, by: User | None = None, now: datetime | None = None
) -> tuple[Conflict, bool]:
    """Bars an account from its own record, or that of somebody close to it, for every personal class of data.

    Says whether it is new; it acts at once, in this request too.
    """
    made = Conflict.objects.get_or_create(
        user=user, person=person, defaults={"why": why, "declared_by": by, "declared_at": now}
    )
    vars(user).pop("_barred", None)
    return made


def end_conflict(conflict: Conflict, *, reason: str, by: User, now: datetime) -> bool:
    """Ends a conflict, with a reason that is kept sealed; whether it still stood."""
    kept = seal(reason, owner=f"person:{conflict.person}", place="conflict.end_reason")
    rows = Conflict.objects.filter(pk=conflict.pk)
    return bool(rows.update(ended_by=by, ended_at=now, end_reason=kept))


def share_conflicts(one: int, other: int) -> None:
    """Bars whoever is barred from one of two records from the other too: they turned out to be one person.

    It stays when the records are parted again: better one officer too many kept out than a relative let in.
    """
    barred = {
        person: list(Conflict.objects.filter(person=person).values_list("user_id", "why")) for person in (one, other)
    }
    Conflict.objects.bulk_create(
        [Conflict(user_id=user, person=other, why=why) for user, why in barred[one]]
        + [Conflict(user_id=user, person=one, why=why) for user, why in barred[other]],
        ignore_conflicts=True,
    )


def share_assignments(joined: int, *, into: int, now: datetime) -> None:
    """Lets whoever works on a joined record work on the one that speaks for it, for the same reason and as long."""
    held = Grant.objects.filter(kind="person", key=joined, until_at=None).values_list("user_id", "why")
    Grant.objects.bulk_create(
        [Grant(user_id=user, kind="person", key=into, why=why, from_at=now) for user, why in held],
        ignore_conflicts=True,
    )


def part_assignments(parted: int, *, speaker: int, shared_at: datetime, now: datetime) -> None:
    """Takes back what `share_assignments` gave at an instant, when the records turn out to be two people."""
    whys = Grant.objects.filter(kind="person", key=parted).values_list("user_id", "why")
    shared = Grant.objects.filter(kind="person", key=speaker, from_at=shared_at, until_at=None)
    for user, why in set(whys):
        shared.filter(user=user, why=why).update(until_at=now)


def set_password(user: User, password: str, *, one_time_until: datetime | None = None) -> None:
    """Keeps a password; with `one_time_until` it opens nothing but the page where it is changed, and only so long."""
    user.set_password(password)
    user.one_time_until = one_time_until
    user.save(update_fields=["password", "one_time_until"])


def set_active(user: User, is_active: bool) -> bool:
    """Closes an account or opens it again; whether that changed anything."""
    changed = User.objects.filter(pk=user.pk, is_active=not is_active).update(is_active=is_active)
    user.is_active = is_active
    return bool(changed)


def withdraw_changes(account: User, *, by: User, now: datetime) -> int:
    """Takes back all that waits for a second administrator about an account."""
    rows = AccountChange.objects.filter(account=account, state__in=CHANGE.sources("withdraw"))
    return rows.update(state=CHANGE.moves["withdraw"].target, decided_by=by, decided_at=now, half="")


def end_assignments_of(user: User, *, now: datetime) -> int:
    """Ends all that an account was assigned to; how many grants that were."""
    return Grant.objects.filter(user=user, until_at=None).update(until_at=now)


def set_preferences(user: User, *, language: str, theme: str, keys_on: bool) -> None:
    """Keeps how an account wants its pages: language after signing in, colours, single keys."""
    user.language, user.theme, user.keys_on = language, theme, keys_on
    user.save(update_fields=["language", "theme", "keys_on"])
