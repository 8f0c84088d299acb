"""Standing in for a colleague who is away: on those days the deputy works on the colleague's cases, and on no others.

Nothing is granted and nothing has to be taken back: the days themselves are asked, at the beginning of a request. What
the deputy may do follows from the deputy's own role and conflicts of interest; the ledger says for whom it was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from dodomu.access.models import Deputy, Grant, User
from dodomu.clock import day
from dodomu.errors import NotVisible, Refused

CASES = "case:"
"""The reasons of grants that a deputy shares: those of the cases. What else a colleague was let in to stays theirs."""
LONGEST_DAYS = 92


def begin(user: User, *, now: datetime) -> None:
    """Reads once, at the beginning of a request, for whom the account stands in today."""
    vars(user)["_stands_in_for"] = tuple(absent_of(user, now=now))


def absent_of(user: User, *, now: datetime) -> list[int]:
    """The accounts for which this one stands in on the day of an instant; asks nothing for those who never do."""
    today = day(now)
    if user.stands_in_until is None or user.stands_in_until < today:
        return []
    rows = Deputy.objects.filter(deputy=user, ended_at=None, from_on__lte=today, until_on__gte=today)
    return list(rows.order_by("pk").values_list("absent", flat=True))


def stands_in_for(user: User) -> tuple[int, ...]:
    """For whom the account stands in, as read at the beginning of the request."""
    found: tuple[int, ...] = vars(user).get("_stands_in_for", ())
    return found


def colleagues_of(user: User) -> list[User]:
    """The colleagues for whom the account stands in now, by name."""
    absent = stands_in_for(user)
    return list(User.objects.filter(pk__in=absent).order_by("name")) if absent else []


def get_deputy(pk: int) -> Deputy:
    """One time of standing in, with both colleagues; NotVisible where there is none."""
    found = Deputy.objects.filter(pk=pk).select_related("absent", "deputy").first()
    if found is None:
        raise NotVisible
    return found


def grants_of(user: User) -> Q:
    """The grants an account works by: its own, and those of the cases of a colleague it stands in for."""
    absent = stands_in_for(user)
    return Q(user=user) | Q(user__in=absent, why__startswith=CASES) if absent else Q(user=user)


def for_whom(user: User, people: Iterable[int]) -> dict[int, int]:
    """Of these people those on whom the account works in place of a colleague alone, with that colleague."""
    absent = stands_in_for(user)
    keys = list(people)
    if not absent or not keys:
        return {}
    held = Grant.objects.filter(grants_of(user), kind="person", key__in=keys, until_at=None)
    rows = list(held.order_by("-pk").values_list("key", "user"))
    own = {person for person, officer in rows if officer == user.pk}
    return {person: officer for person, officer in rows if person not in own}


def deputies_of(users: Sequence[User], *, now: datetime) -> list[Deputy]:
    """Who stands in for these accounts now or later, the earliest first."""
    rows = Deputy.objects.filter(absent__in=users, ended_at=None, until_on__gte=day(now))
    return list(rows.select_related("absent", "deputy").order_by("from_on", "pk"))


@transaction.atomic
def name_deputy(absent: User, deputy: User, *, from_on: date, until_on: date, by: User, now: datetime) -> Deputy:
    """Names who stands in for an account, from a day to a day.

    Of one account never two at once; and nobody who is away in those days themselves.
    """
    today = day(now)
    if from_on < today:
        raise Refused(_("Цей день уже минув."), "from_on")
    if until_on < from_on:
        raise Refused(_("Кінець має бути не раніше за початок."), "until_on")
    if (until_on - from_on).days >= LONGEST_DAYS:
        raise Refused(_("Заміна задовга: не більше трьох місяців. На довше передайте справи."), "until_on")
    if absent.pk == deputy.pk:
        raise Refused(_("Людина не може заміняти саму себе. Виберіть іншу."), "deputy")
    list(User.objects.select_for_update().filter(pk__in=[absent.pk, deputy.pk]).order_by("pk"))
    in_days = Deputy.objects.filter(ended_at=None, from_on__lte=until_on, until_on__gte=from_on)
    if in_days.filter(absent=absent).exists():
        raise Refused(_("На ці дні заміну вже призначено. Спершу завершіть її."), "from_on", code="twice")
    if in_days.filter(absent=deputy).exists():
        raise Refused(_("Ця людина тоді сама відсутня. Виберіть іншу."), "deputy", code="away")
    if in_days.filter(deputy=absent).exists():
        raise Refused(
            _("У ці дні людина сама заміняє іншу. Спершу призначте тій іншу заміну."), "from_on", code="needed"
        )
    one = Deputy.objects.create(
        absent=absent, deputy=deputy, from_on=from_on, until_on=until_on, named_by=by, named_at=now
    )
    _keep_last_day(deputy)
    return one


@transaction.atomic
def end_deputy(one: Deputy, *, by: User, now: datetime) -> bool:
    """Ends it before its last day; it acts from the next request on. Whether it still stood."""
    ended = Deputy.objects.filter(pk=one.pk, ended_at=None, until_on__gte=day(now)).update(ended_at=now, ended_by=by)
    _keep_last_day(one.deputy)
    return bool(ended)


def _keep_last_day(deputy: User) -> None:
    last = Deputy.objects.filter(deputy=deputy, ended_at=None).aggregate(last=Max("until_on"))["last"]
    User.objects.filter(pk=deputy.pk).update(stands_in_until=last)
    deputy.stands_in_until = last
