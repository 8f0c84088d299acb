"""Building relatives and calls for tests, through the actions that people use."""

from __future__ import annotations

from datetime import date, datetime

from dodomu.access.models import User
from dodomu.families import actions
from dodomu.families.actions import Contact, relatives
from dodomu.families.models import Call, Relative
from dodomu.people import actions as people
from dodomu.people.actions import Stated
from dodomu.people.models import Person
from dodomu.units.models import Unit
from tests import build, cast

OCCASION = "round:54"


def officers(now: datetime, *, unit: Unit | None = None) -> tuple[User, User]:
    """The two family liaison officers: one enters, the other verifies."""
    return (
        build.account(cast.FAMILY_LIAISON, now=now, unit=unit),
        build.account(cast.SECOND_FAMILY_LIAISON, now=now, unit=unit),
    )


def relative(
    person: Person,
    *,
    now: datetime,
    name: str = "Шевчук Ірина",
    kin: str = "wife",
    phone: str = "",
    email: str = "",
    language: str = "uk",
    place: int | None = None,
    is_told_apart: bool = False,
    may_be_told: str = "news",
    note: str = "",
    is_verified: bool = True,
) -> Relative:
    """A relative with a document seen, verified by the second officer unless said otherwise."""
    first, second = officers(now)
    number = phone or f"+38067{Relative.objects.count():07d}"
    entered = relatives.add_relative(
        person,
        name=name,
        kin=kin,
        contact=Contact(phone=number, email=email),
        language=language,
        place=place,
        is_told_apart=is_told_apart,
        may_be_told=may_be_told,
        note=note,
        by=first,
        now=now,
    )
    if is_verified:
        relatives.receive_proof(entered, kind="marriage", seen_on=date(2023, 2, 1), by=first, now=now)
        relatives.verify(entered, by=second, now=now)
    return entered


def bring_home(*persons: Person, now: datetime, on: date = date(2024, 7, 17)) -> None:
    """States that these people are back, their identity verified."""
    source = people.add_source("reception", dated_on=on)
    facts = [(one, Stated("status", "RETURNED_EXCHANGE", on, on, source, standing="confirmed")) for one in persons]
    people.state_many(facts, by=None, now=now, act="verify_arrival")


def released(*persons: Person, now: datetime, occasion: str = OCCASION) -> list[Call]:
    """The people are back and their families' calls are released."""
    bring_home(*persons, now=now)
    return actions.release_calls(persons, occasion=occasion, by=None, now=now)
