"""People of earlier exchanges, further on their way: papers in hand, decided, in the year of follow-up, ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from dodomu.access.models import User
from dodomu.commands.demo.cases import at
from dodomu.commands.demo.choices import is_missed
from dodomu.exchanges.models import Round
from dodomu.ledger import actions as ledger
from dodomu.people.models import Person
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case, Contact, Document, Facility, Task


@dataclass(frozen=True, slots=True)
class Way:
    """How far the people of one exchange have come: of so many, how many decided, went on to the year, ended it."""

    on: date
    people: int
    decided: int
    in_follow_up: int
    closed: int = 0


WAYS = (
    Way(date(2024, 1, 3), people=6, decided=6, in_follow_up=6, closed=2),
    Way(date(2024, 2, 8), people=5, decided=5, in_follow_up=3),
    Way(date(2024, 5, 31), people=6, decided=4, in_follow_up=2),
)
LEAFLET, LEAFLET_ON = "2024-05", date(2024, 5, 20)
"""The choice could be explained whole since the law of May 2024: those who came before were told then."""
UNTIL = date(2024, 7, 18)
HEARD = "Питали, як людині живеться; відповідь спокійна."
OPTIONS = ("service_same", "training", "discharge", "service_other", "medical_discharge", "service_noncombat")
WORDS = (
    "Хочу повернутися до своїх.",
    "Піду вчитися, хочу стати інструктором.",
    "Хочу бути з родиною.",
    "Служитиму далі, але ближче до дому.",
    "Лікарі радять відпочити, я згоден.",
    "Буду корисний у штабі.",
)


def lived(
    way: Way, people: Sequence[Person], *, users: Mapping[str, User], facility: Facility, officer: User
) -> list[Case]:
    """The people of one exchange as their officer brought them on, day by day."""
    evening = at(way.on, 21, 30)
    round = Round.objects.get(stages__on=way.on)
    with transaction.atomic(), ledger.together():
        cases = actions.open_cases(people, occasion=round.occasion, by=users["zvirka"], now=evening)
        for place, case in enumerate(cases):
            actions.admit(case, facility=facility, at=evening, by=users["likar"], now=evening)
            actions.assign_officer(case, officer, by=None, now=at(way.on + timedelta(days=1), 9))
            case.refresh_from_db()
            _live(case, place, way=way, officer=officer, doctor=users["likar"])
    return cases


def _live(case: Case, place: int, *, way: Way, officer: User, doctor: User) -> None:
    _papers(case, place, since=way.on, officer=officer)
    agreed = way.on + timedelta(days=5 + place)
    plan = actions.write_plan(
        case,
        content="Обстеження, відновлення сил, психолог за бажанням людини.",
        level=1 + place % 2,
        by=doctor,
        now=at(agreed - timedelta(days=1), 12),
    )
    actions.answer_plan(plan, is_agreed=True, on=agreed, by=doctor, now=at(agreed, 16))
    talked = max(way.on + timedelta(days=10), LEAFLET_ON) + timedelta(days=place)
    topics = ["service", "training", "discharge"]
    actions.inform(case, about=topics, on=talked, leaflet=LEAFLET, by=officer, now=at(talked, 14))
    for task in Task.objects.filter(case=case, state="open").order_by("due_at", "pk"):
        actions.finish_task(task, by=officer, now=task.due_at - timedelta(hours=3), is_wanted=True)
    if place < way.decided:
        decided = talked + timedelta(days=3 + place % 3)
        actions.decide(
            case,
            OPTIONS[place % len(OPTIONS)],
            words=WORDS[place % len(WORDS)],
            on=decided,
            by=officer,
            now=at(decided, 12),
            article_117_seen_by="майор юстиції С. Вовк (вигаданий)",
        )
    if place < way.in_follow_up:
        went = talked + timedelta(days=9)
        actions.leave(case, at=at(went, 11), by=officer, now=at(went, 11))
        actions.begin_follow_up(case, by=officer, now=at(went, 12))
        _follow(case, officer, place=place)
    if place < way.closed:
        ended = date(2024, 7, 8 + place)
        actions.close_case(case, reason="людина просила завершити супровід", by=officer, now=at(ended, 12))


def _follow(case: Case, officer: User, *, place: int) -> None:
    """Every contact of the year until now was held, on its day, but for one."""
    for contact in Contact.objects.filter(follow_up__case=case, due_on__lt=UNTIL).order_by("due_on"):
        if is_missed(contact, place=place):
            continue
        actions.hold_contact(
            contact, way="phone", on=contact.due_on, outcome=HEARD, by=officer, now=at(contact.due_on, 15)
        )


def _papers(case: Case, place: int, *, since: date, officer: User) -> None:
    """Every paper in hand, first those that others wait for, one after another."""
    papers = Document.objects.filter(case=case).order_by("due_at", "pk")
    for number, paper in enumerate(sorted(papers, key=lambda one: one.waits_for_id is not None)):
        paper.refresh_from_db()
        applied = since + timedelta(days=4 + number // 4)
        here = applied + timedelta(days=6 + (place + number) % 4)
        actions.move_document(paper, "apply", by=officer, now=at(applied, 10))
        actions.move_document(paper, "receive", by=officer, now=at(here, 10))
        actions.move_document(paper, "hand_over", signed_by="підпис людини є", by=officer, now=at(here, 15))
