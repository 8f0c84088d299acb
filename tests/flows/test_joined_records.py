"""What is stated of a joined record happens to the person: the case and the call are those of the record that speaks."""

from __future__ import annotations

from datetime import date

import pytest

from dodomu.flows import register
from dodomu.people import actions as people
from dodomu.people.models import Fact
from dodomu.reintegration.models import Case
from tests import build, build_exchanges, build_people, cast

pytestmark = pytest.mark.django_db
ON = date(2024, 7, 16)


@pytest.fixture
def registrar(now):
    return build.account(cast.REGISTRAR, now=now)


@pytest.fixture
def two(now, registrar):
    """A missing person whose second record says captive; the second is joined to the first."""
    one = build_exchanges.captive("Гнатюк", status="MISSING_SC", now=now)
    other = build_exchanges.captive("Hnatiuk", status="CAPTIVE_CONFIRMED", now=now)
    second = build.account(cast.SECOND_REGISTRAR, now=now)
    build_people.joined(other, into=one, by=registrar, second=second, now=now)
    return one, other


def replace_by_return(of: Fact, *, person, by, now) -> Fact:
    return register.state_fact(
        person,
        "status",
        "RETURNED_OTHER",
        true_from=ON,
        source=people.add_source("reception", dated_on=ON),
        standing="confirmed",
        replaces=of,
        reason="насправді вдома",
        by=by,
        now=now,
    )


def test_a_return_in_place_of_a_fact_of_the_joined_record_opens_the_case_of_the_one_that_speaks(two, registrar, now):
    one, other = two
    fact = replace_by_return(Fact.objects.get(person=other, about="status"), person=one, by=registrar, now=now)
    assert fact.person == other
    assert [(case.person, case.state) for case in Case.objects.all()] == [(one, "open")]
    register.withdraw_fact(
        fact, reason="помилка частини", source=people.add_source("decision", dated_on=ON), by=registrar, now=now
    )
    assert [(case.person, case.state) for case in Case.objects.all()] == [(one, "withdrawn")]
