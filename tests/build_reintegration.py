"""Building cases for tests: people who came home, a facility, an admission, through the actions that people use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from dodomu.access.models import User
from dodomu.names.parts import PersonName
from dodomu.people import actions as register
from dodomu.people.about import name_value
from dodomu.people.actions import Record, Stated
from dodomu.people.models import Person
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case, Facility, Letterhead
from dodomu.units.models import Unit

ROUND = "round:54"
JULY = date(2024, 7, 17)


def returned(surname: str, given: str = "Андрій", *, now: datetime, unit: Unit | None = None) -> Person:
    """A person of the register who came home on 17 July 2024."""
    source = register.add_source("reception", title="зустріч", dated_on=JULY)
    facts = [
        Stated("name", name_value(PersonName(surname, given), is_primary=True), JULY, JULY, source),
        Stated("status", "RETURNED_EXCHANGE", JULY, JULY, source, standing="confirmed"),
    ]
    if unit:
        facts.append(Stated("unit_at_capture", unit.code, JULY, JULY, source))
    return register.take_in([Record(facts)], by=None, now=now)[0]


def facility(code: str = "svitanok", *, places: int = 30, now: datetime, unit: Unit | None = None) -> Facility:
    """A rehabilitation facility, made at the first call."""
    if known := Facility.objects.filter(code=code).first():
        return known
    return actions.add_facility(
        code,
        kind="rehabilitation",
        level=1,
        name_uk=f"Центр «{code.capitalize()}»",
        name_en=f"{code.capitalize()} centre",
        places=places,
        by=None,
        now=now,
        unit=unit,
    )


def case(
    surname: str = "Шевчук",
    *,
    now: datetime,
    officer: User | None = None,
    unit: Unit | None = None,
    admitted_at: datetime | None = None,
    opened_at: datetime | None = None,
) -> Case:
    """The case of one person: open, with an officer and an admission where they are named."""
    person = returned(surname, now=now, unit=unit)
    return cases([person], now=now, officer=officer, admitted_at=admitted_at, opened_at=opened_at)[0]


def cases(
    people: Sequence[Person],
    *,
    now: datetime,
    officer: User | None = None,
    admitted_at: datetime | None = None,
    opened_at: datetime | None = None,
) -> list[Case]:
    """Open cases of several people."""
    found = actions.open_cases(people, occasion=ROUND, by=None, now=opened_at or admitted_at or now)
    for one in found:
        if officer is not None:
            actions.assign_officer(one, officer, by=None, now=now)
        if admitted_at is not None:
            actions.admit(one, facility=facility(places=200, now=now), at=admitted_at, by=officer, now=now)
    return [Case.objects.get(pk=one.pk) for one in found]


def letterhead(unit: Unit, *, now: datetime, **changes: str) -> Letterhead:
    """An invented letterhead of a unit."""
    given = {
        "names": "МІНІСТЕРСТВО (вигадане)\nСлужба супроводу",
        "address": "вул. Тиха, 1, м. Київ, 01001",
        "contacts": "тел. (044) 000-00-00, list@example.org",
        "code": "00000000",
        "index": "24/7",
        "signer_post": "Начальник служби супроводу",
        "signer_name": "Олена ГНАТЮК",
    }
    return actions.set_letterhead(unit, by=None, now=now, **(given | changes))
