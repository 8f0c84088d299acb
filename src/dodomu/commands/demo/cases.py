"""People who are back: twelve of the round of 25 June in different stages, six who came two days ago and adapt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from dodomu.access.models import User
from dodomu.clock import KYIV, day
from dodomu.commands.demo import social
from dodomu.commands.demo.care import treated
from dodomu.exchanges.models import Round
from dodomu.flows.register import state_fact
from dodomu.people import actions as register
from dodomu.people.models import Person
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case, Document, Facility, Task

JUNE = date(2024, 6, 25)
TWO_DAYS_AGO = date(2024, 7, 16)

_FACILITIES = (
    ("svitanok", "centre", 1, "Центр «Світанок» (вигаданий)", "Svitanok Centre (invented)", 60),
    ("lisova", "hospital", 1, "Лікарня «Лісова» (вигадана)", "Lisova Hospital (invented)", 80),
    (
        "dnipro-2",
        "rehabilitation",
        2,
        "Реабілітаційний центр № 2 (вигаданий)",
        "Rehabilitation Centre 2 (invented)",
        40,
    ),
)


def at(on: date, hour: int, minute: int = 0) -> datetime:
    """An hour of a day in Kyiv."""
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=KYIV)


def add_facilities(*, by: User, now: datetime) -> dict[str, Facility]:
    """Three invented facilities."""
    return {
        code: actions.add_facility(code, kind=kind, level=level, name_uk=uk, name_en=en, places=places, by=by, now=now)
        for code, kind, level, uk, en, places in _FACILITIES
    }


def lived_since_june(
    people: Sequence[Person], *, users: Mapping[str, User], facility: Facility, june: Round, now: datetime
) -> list[Case]:
    """People of the round of 25 June: papers under way, plans agreed, some informed, some decided."""
    evening = at(JUNE, 21, 30)
    cases = actions.open_cases(people, occasion=june.occasion, by=users["zvirka"], now=evening)
    for place, case in enumerate(cases):
        actions.admit(case, facility=facility, at=evening, by=users["likar"], now=evening)
        case.refresh_from_db()
        actions.assign_officer(case, users["suprovid"], by=None, now=at(JUNE + timedelta(days=1), 9))
        _papers(case, place, users)
        treated(case, place, users)
        _next(case, place, users)
        _tasks(case, users, left=place % 4 == 1, day_of=date(2024, 7, 17))
        social.live(case, place, users)
    return cases


def _tasks(case: Case, users: Mapping[str, User], *, left: bool, day_of: date) -> None:
    """What was done by a day: everything that could be, but for one task where one is left over."""
    done_at = at(day_of, 17)
    due = Task.objects.filter(case=case, state="open", due_at__lte=done_at + timedelta(hours=4)).order_by(
        "due_at", "pk"
    )
    for task in list(due)[: -1 if left else None]:
        actions.finish_task(task, by=users["suprovid"], now=done_at, is_wanted=True)


def _papers(case: Case, place: int, users: Mapping[str, User]) -> None:
    """What was due by now is in the person’s hands, but for one paper of every third; later ones are applied for."""
    officer, begun = users["suprovid"], at(date(2024, 6, 29), 10)
    papers = sorted(
        Document.objects.filter(case=case), key=lambda paper: (paper.waits_for_id is not None, paper.due_at)
    )
    for number, paper in enumerate(papers):
        paper.refresh_from_db()
        waits_for = paper.waits_for
        if waits_for is not None and waits_for.state not in ("received", "handed_over"):
            continue
        is_due = paper.due_at <= at(date(2024, 7, 19), 18)
        applied = begun + timedelta(hours=number)
        actions.move_document(paper, "apply", by=officer, now=applied)
        if is_due and (place % 3 or number != place % 5):
            actions.move_document(paper, "receive", by=officer, now=applied + timedelta(days=5))
            actions.move_document(
                paper, "hand_over", by=officer, now=applied + timedelta(days=6), signed_by="підпис людини є"
            )


def _next(case: Case, place: int, users: Mapping[str, User]) -> None:
    if place % 3 == 2:
        return
    talked = date(2024, 7, 9)
    actions.inform(
        case,
        about=["service", "training", "discharge"],
        on=talked,
        leaflet="2024-05",
        by=users["suprovid"],
        now=at(talked, 14),
    )
    if place % 3 == 1:
        actions.decide(
            case,
            ("training", "undecided", "service_noncombat", "discharge")[place % 4],
            words="Хочу спершу долікуватися, а тоді вирішувати остаточно.",
            on=date(2024, 7, 12),
            by=users["suprovid"],
            now=at(date(2024, 7, 12), 12),
            article_117_seen_by="майор юстиції С. Вовк (вигаданий)",
        )


def back_two_days_ago(people: Sequence[Person], *, users: Mapping[str, User], facility: Facility) -> list[Case]:
    """People who came home by mediation on 16 July: admitted, in the time to adapt; two wait for an officer."""
    came = at(TWO_DAYS_AGO, 18)
    source = register.add_source("reception", title="запис прийому на кордоні", dated_on=day(came))
    for person in people:
        state_fact(
            person,
            "status",
            "RETURNED_OTHER",
            true_from=TWO_DAYS_AGO,
            source=source,
            standing="confirmed",
            by=users["reiestrator"],
            now=came,
        )
    cases = list(Case.objects.filter(person__in=people).order_by("pk"))
    for place, case in enumerate(cases):
        arrived = at(TWO_DAYS_AGO, 21, 40)
        actions.admit(case, facility=facility, at=arrived, by=users["likar"], now=arrived)
        if place < len(cases) - 2:
            case.refresh_from_db()
            actions.assign_officer(case, users["suprovid"], by=None, now=at(TWO_DAYS_AGO + timedelta(days=1), 9))
            _tasks(case, users, left=place == 0, day_of=TWO_DAYS_AGO + timedelta(days=1))
    return cases
