"""A line for which nobody was found finds its person later, once somebody is recorded or named who fits it."""

from __future__ import annotations

from datetime import date

import pytest

from dodomu.exchanges import actions as exchanges
from dodomu.flows import register
from dodomu.names.parts import PersonName
from dodomu.people import actions as people
from dodomu.people.about import name_value
from tests import build, build_exchanges, build_people, cast

pytestmark = pytest.mark.django_db

BORN = date(1991, 3, 14)


@pytest.fixture
def registrar(now):
    return build.account(cast.REGISTRAR, now=now)


@pytest.fixture
def officer(now):
    return build.account(cast.EXCHANGE, now=now)


@pytest.fixture
def name_list(officer, now):
    round = build_exchanges.round_of_july(officer, now=now)
    return build_exchanges.take(round, "DZENZERSKYI OREST 14.03.1991\nКоваль Петро 01.02.1980", by=officer, now=now)


def tags(name_list):
    return list(name_list.lines.order_by("number").values_list("tag", "chosen"))


def test_a_new_record_is_offered_to_the_line_that_waited(name_list, registrar, now):
    assert tags(name_list) == [("none", None), ("none", None)]
    person = register.open_record(
        PersonName("Дзензерський", "Орест", "Петрович"),
        source=build_people.source(),
        birth_on=BORN,
        by=registrar,
        now=now,
    )
    assert tags(name_list) == [("one", person.pk), ("none", None)]


def test_a_new_name_is_offered_too(name_list, registrar, now):
    person = build_people.person("Мороз Орест Петрович", born=BORN, now=now)
    value = name_value(PersonName("Дзензерський", "Орест", "Петрович"))
    source = people.add_source("document", dated_on=date(2024, 7, 1))
    register.state_fact(person, "name", value, true_from=date(2024, 7, 1), source=source, by=registrar, now=now)
    assert tags(name_list)[0] == ("one", person.pk)


def test_a_decided_line_stays_as_it_is(name_list, officer, registrar, now):
    exchanges.mark_none(build_exchanges.line(name_list), by=officer, now=now)
    register.open_record(
        PersonName("Дзензерський", "Орест", "Петрович"),
        source=build_people.source(),
        birth_on=BORN,
        by=registrar,
        now=now,
    )
    line = build_exchanges.line(name_list)
    assert (line.state, line.chosen_id) == ("none", None)
