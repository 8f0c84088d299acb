"""The work of support by officer: cases led, work late and due, who is away and who stands in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from dodomu.access import standing_in
from dodomu.access.models import Deputy, User
from dodomu.access.policy import Act, Reader, held, people_with, visible
from dodomu.errors import NotVisible
from dodomu.reintegration.models import Case, Charge
from dodomu.reintegration.queries.places import in_adaptation
from dodomu.reintegration.queries.today import end_of_day, not_waiting, open_work
from dodomu.reintegration.states import SUPPORTED


@dataclass(frozen=True, slots=True)
class Load:
    """What one officer has to do, in numbers; `away` says who stands in for them, now or soon."""

    officer: User
    cases: int
    adapting: int
    late: int
    today: int
    away: list[Deputy]


def team_of(reader: Reader, act: Act = Act.SEE_TEAM) -> list[User]:
    """The support officers of the units whose team the reader may see (`LEAD_TEAM`: lead), by name."""
    paths = [one.unit_path for one in held(reader, act)]
    able = people_with(Act.WORK_CASE).prefetch_related("memberships__unit").order_by("name", "pk")
    return [officer for officer in able if _belongs(officer, paths)]


def _belongs(officer: User, paths: list[str]) -> bool:
    """Whether the officer works for one of these units, or for one above or below it."""
    own = [
        one.unit.path if one.unit else ""
        for one in officer.memberships.all()
        if one.until_at is None and one.role == "social"
    ]
    return any(path.startswith(mine) or mine.startswith(path) for mine in own for path in paths)


def member_of(reader: Reader, pk: int, act: Act = Act.SEE_TEAM) -> User:
    """An officer of the reader's team; NotVisible otherwise."""
    found = next((one for one in team_of(reader, act) if one.pk == pk), None)
    if found is None:
        raise NotVisible
    return found


def loads(reader: Reader, now: datetime) -> list[Load]:
    """The work of each officer of the team in numbers, with as many queries for one officer as for thirty."""
    team = team_of(reader)
    keys = [one.pk for one in team]
    led = Case.objects.filter(officer__in=keys, state__in=SUPPORTED)
    cases = _by_officer(led.values_list("officer").annotate(n=Count("pk")))
    adapting = _by_officer(led.filter(in_adaptation(now)).values_list("officer").annotate(n=Count("pk")))
    late, today = late_and_today(Q(officer__in=keys, state__in=SUPPORTED), now=now)
    away: dict[int, list[Deputy]] = {}
    for one in standing_in.deputies_of(team, now=now):
        away.setdefault(one.absent_id, []).append(one)
    return [
        Load(
            one,
            cases.get(one.pk, 0),
            adapting.get(one.pk, 0),
            late.get(one.pk, 0),
            today.get(one.pk, 0),
            away.get(one.pk, []),
        )
        for one in team
    ]


def _by_officer(rows: Iterable[Any]) -> dict[int, int]:
    return dict(rows)


def late_and_today(cases: Q, *, now: datetime) -> tuple[dict[int, int], dict[int, int]]:
    """How much work of each officer is late, and how much is due before the day ends; what waits is neither."""
    late: dict[int, int] = {}
    today: dict[int, int] = {}
    for rows in open_work(cases, before=end_of_day(now)):
        counted = rows.filter(not_waiting(now)).order_by().values_list("officer")
        for officer, is_late, is_due in counted.annotate(
            late=Count("pk", filter=Q(at__lt=now)), due=Count("pk", filter=Q(at__gte=now))
        ):
            late[officer] = late.get(officer, 0) + is_late
            today[officer] = today.get(officer, 0) + is_due
    return late, today


def cases_led(reader: Reader, officer: User) -> QuerySet[Case]:
    """The cases of one officer that the reader may hand over: one's own, or those of the team one leads."""
    cases = Case.objects.filter(officer=officer, state__in=SUPPORTED)
    is_own = isinstance(reader, User) and reader.pk == officer.pk
    act = Act.WORK_CASE if is_own else Act.READ_CASE
    if not is_own:
        member_of(reader, officer.pk, Act.LEAD_TEAM)
    rows = visible(reader, act, cases, person="person", unit="person__now__unit_path")
    return rows.select_related("person__now", "unit").order_by("person__now__sort_key", "pk")


def charges_of(case: Case) -> list[Charge]:
    """Who answered for the case, the present officer first."""
    return list(Charge.objects.filter(case=case).select_related("officer", "given_by").order_by("-from_at", "-pk"))
