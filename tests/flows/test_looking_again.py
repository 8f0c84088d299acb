"""An unresolved line finds its person later: somebody recorded, named, mended, joined, or opened from another line."""

from __future__ import annotations

from datetime import date

import pytest

from dodomu.exchanges import actions
from dodomu.flows import register
from dodomu.names.parts import PersonName
from dodomu.people import pairs
from dodomu.people.about import name_value
from tests import build, build_exchanges, build_people, cast

pytestmark = pytest.mark.django_db

BORN = date(1980, 5, 5)
TEXT = "Гнатюк Ян Орестович 05.05.1980"


@pytest.fixture
def officer(now):
    return build.account(cast.EXCHANGE, now=now)


@pytest.fixture
def registrar(now):
    return build.account(cast.REGISTRAR, now=now)


@pytest.fixture
def line(officer, now):
    """A line for which nobody was found."""
    july = build_exchanges.round_of_july(officer, now=now)
    found = build_exchanges.line(build_exchanges.take(july, TEXT, by=officer, now=now))
    assert (found.tag, found.candidates.count()) == ("none", 0)
    return found


def candidates(line) -> list[int]:
    line.refresh_from_db()
    return list(line.candidates.values_list("person", flat=True))


def named(person, name, *, registrar, now, replaces=None):
    register.state_fact(
        person,
        "name",
        name_value(PersonName(*name.split()), is_primary=True),
        true_from=build_people.JUNE,
        source=build_people.source(),
        replaces=replaces,
        reason="описка" if replaces else "",
        by=registrar,
        now=now,
    )


def test_a_record_opened_by_hand(line, registrar, now):
    person = register.open_record(
        PersonName("Гнатюк", "Ян", "Орестович"), source=build_people.source(), birth_on=BORN, by=registrar, now=now
    )
    assert candidates(line) == [person.pk]


def test_another_name_of_somebody(line, registrar, now):
    person = build_people.person("Мельник Ян Орестович", born=BORN, now=now)
    named(person, "Гнатюк Ян Орестович", registrar=registrar, now=now)
    assert candidates(line) == [person.pk]


def test_two_records_joined(line, registrar, now):
    first = build_people.person("Дзюба Остап Іванович", born=date(1970, 1, 1), now=now)
    second = build_people.person("Гнатюк Ян Орестович", born=BORN, now=now)
    assert candidates(line) == []
    proposal = pairs.propose_merge(second, into=first, reason="той самий паспорт", by=registrar, now=now)
    register.approve_proposal(proposal, by=build.account(cast.SECOND_REGISTRAR, now=now), now=now)
    assert candidates(line) == [first.pk]


def test_a_wrong_birth_withdrawn(line, registrar, now):
    person = build_people.person("Гнатюк Ян Орестович", born=date(1961, 12, 30), now=now)
    fact = person.facts.get(about="birth_date")
    register.withdraw_fact(fact, reason="чужа дата", source=build_people.source(), by=registrar, now=now)
    assert candidates(line) == [person.pk]


def test_a_record_opened_from_a_line_of_another_list(line, officer, now):
    other = build_exchanges.line(build_exchanges.take(line.list.round, f"1. {TEXT}, солдат", by=officer, now=now))
    person = actions.add_new(other, by=officer, now=now).person_id
    assert candidates(line) == [person]


def test_a_line_that_is_decided_is_left_as_it_is(line, officer, registrar, now):
    actions.mark_none(line, by=officer, now=now)
    register.open_record(
        PersonName("Гнатюк", "Ян", "Орестович"), source=build_people.source(), birth_on=BORN, by=registrar, now=now
    )
    assert candidates(line) == []
