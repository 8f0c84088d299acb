"""A whole stage for the story of a list: a round, people known to be captive, their mothers, four officers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dodomu.access.models import User
from dodomu.exchanges import actions as exchanges
from dodomu.exchanges.models import Line, NameList, Round
from dodomu.families.actions import Contact, add_relative, receive_proof, verify
from dodomu.families.models import Relative
from dodomu.flows import homecoming
from dodomu.people.models import Person
from tests import build, build_exchanges, cast

NAMES = (
    ("Шевчук", "Андрій", "Миколайович", date(1991, 3, 14)),
    ("Гнатюк", "Олег", "Петрович", date(1988, 11, 2)),
    ("Яремчук", "Богдан", "Іванович", date(1996, 4, 21)),
    ("Цимбал", "Роман", "Васильович", date(1979, 9, 30)),
)
LATIN = (
    "Shevchuk Andrii 14.03.1991",
    "Hnatiuk Oleh 02.11.1988",
    "Yaremchuk Bohdan 21.04.1996",
    "Tsymbal Roman 30.09.1979",
)


@dataclass
class Stage:
    """What the story needs, by name."""

    officer: User
    second: User
    people: list[Person]
    round: Round
    list: NameList

    def line(self, number: int) -> Line:
        """A line as it is now."""
        return build_exchanges.line(self.list, number)

    def lines(self) -> Sequence[Line]:
        """All lines as they are now."""
        return list(self.list.lines.select_related("list__round", "list__stage", "person").order_by("number"))


def set_stage(*, now: datetime, is_decided: bool = True) -> Stage:
    """Four captives with a verified mother each, a list of them in Latin letters, decided or not."""
    officer = build.account(cast.EXCHANGE, now=now)
    second = build.account(cast.SECOND_EXCHANGE, now=now)
    build.account(cast.FAMILY_LIAISON, now=now)
    people = build_exchanges.captives(NAMES, now=now)
    for number, person in enumerate(people):
        add_mother(person, phone=f"+38 000 555 00 {number:02d}", now=now)
    july = build_exchanges.round_of_july(officer, second, announced=4, now=now)
    name_list = build_exchanges.take(july, "\n".join(LATIN), by=officer, now=now)
    stage = Stage(officer, second, people, july, name_list)
    if is_decided:
        build_exchanges.decide_all(name_list, people, by=officer, second=second, now=now)
    return stage


def add_mother(person: Person, *, phone: str, now: datetime) -> Relative:
    """A mother, entered by one officer and verified by another."""
    first = build.account(cast.FAMILY_LIAISON, now=now)
    other = build.account(cast.SECOND_FAMILY_LIAISON, now=now)
    relative = add_relative(person, name="Марія (мати)", kin="mother", contact=Contact(phone=phone), by=first, now=now)
    receive_proof(relative, kind="birth", seen_on=date(2023, 1, 10), by=first, now=now)
    relative.refresh_from_db()
    verify(relative, by=other, now=now)
    return relative


def sign(stage: Stage, *, now: datetime, first: User | None = None) -> None:
    """Both signatures, the first by the officer of the stage unless another is named."""
    for by in (first or stage.officer, stage.second):
        stage.list.refresh_from_db()
        homecoming.sign_list(stage.list, digest=exchanges.decisions_digest(stage.list), by=by, now=now)
    stage.list.refresh_from_db()
