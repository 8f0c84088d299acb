"""A return stated by hand: nobody who is back is without a case, and a list keeps its own facts."""

from __future__ import annotations

from datetime import date

import pytest

from dodomu.errors import Refused
from dodomu.families.models import Call
from dodomu.flows import homecoming, register
from dodomu.people import actions as people
from dodomu.people import pairs
from dodomu.people.models import Fact, PersonNow
from dodomu.reintegration.models import Case
from tests import build, build_exchanges, build_homecoming, cast

pytestmark = pytest.mark.django_db

JULY = date(2024, 7, 16)


@pytest.fixture
def registrar(now):
    return build.account(cast.REGISTRAR, now=now)


@pytest.fixture
def hnatiuk(now):
    person = build_exchanges.captive("Гнатюк", now=now)
    build_homecoming.add_mother(person, phone="+38 000 555 0101", now=now)
    return person


def come_back(person, registrar, now, *, on=JULY, status="RETURNED_OTHER", standing="confirmed"):
    source = people.add_source("reception", dated_on=on)
    return register.state_fact(
        person, "status", status, true_from=on, source=source, standing=standing, by=registrar, now=now
    )


def test_a_confirmed_return_opens_the_case_and_releases_the_call(hnatiuk, registrar, now):
    come_back(hnatiuk, registrar, now)
    assert Case.objects.get(person=hnatiuk).state == "open"
    assert Call.objects.get(relative__person=hnatiuk).state == "released"


def test_a_reported_return_tells_nobody(hnatiuk, registrar, now):
    come_back(hnatiuk, registrar, now, standing="reported")
    assert (Case.objects.count(), Call.objects.count()) == (0, 0)


def test_a_return_of_years_ago_is_history(hnatiuk, registrar, now):
    come_back(hnatiuk, registrar, now, on=date(2022, 9, 21))
    assert (Case.objects.count(), Call.objects.count()) == (0, 0)


def test_a_withdrawn_return_takes_back_the_case_and_the_call(hnatiuk, registrar, now):
    fact = come_back(hnatiuk, registrar, now)
    source = people.add_source("decision", dated_on=JULY)
    register.withdraw_fact(fact, reason="інша людина", source=source, by=registrar, now=now)
    assert Case.objects.get(person=hnatiuk).state == "withdrawn"
    assert Call.objects.get(relative__person=hnatiuk).state == "withdrawn"
    assert PersonNow.objects.get(pk=hnatiuk.pk).status == "CAPTIVE_CONFIRMED"


def test_a_return_that_needs_a_second_person_is_welcomed_when_it_is_approved(registrar, now):
    second = build.account(cast.SECOND_REGISTRAR, now=now)
    person = build_exchanges.captive("Кучер", status="KILLED", now=now)
    with pytest.raises(Refused) as caught:
        come_back(person, registrar, now)
    assert caught.value.code == "unexpected"
    proposal = pairs.propose_status(
        person,
        status="RETURNED_OTHER",
        true_from=JULY,
        precision="day",
        standing="confirmed",
        source=people.add_source("reception", dated_on=JULY),
        reason="людина жива, впізнав побратим",
        by=registrar,
        now=now,
    )
    assert Case.objects.count() == 0
    register.approve_proposal(proposal, by=second, now=now)
    assert Case.objects.get(person=person).state == "open"


def test_who_is_awaited_on_a_list_is_returned_on_the_arrivals_board_alone(registrar, now):
    stage = build_homecoming.set_stage(now=now)
    build_homecoming.sign(stage, now=now)
    with pytest.raises(Refused, match="сторінці прибуття"):
        come_back(stage.people[0], registrar, now, on=date(2024, 7, 17), status="RETURNED_EXCHANGE")
    assert PersonNow.objects.get(pk=stage.people[0].pk).status == "HANDED_OVER"


def test_a_fact_of_a_list_is_taken_back_on_the_list_alone(registrar, now):
    stage = build_homecoming.set_stage(now=now)
    build_homecoming.sign(stage, now=now)
    homecoming.verify_arrival(stage.lines(), by=stage.officer, now=now)
    for value in ("HANDED_OVER", "RETURNED_EXCHANGE"):
        fact = Fact.objects.get(person=stage.people[0], value=value)
        source = people.add_source("decision", dated_on=JULY)
        with pytest.raises(Refused, match="підписом списку"):
            register.withdraw_fact(fact, reason="інша людина", source=source, by=registrar, now=now)
    assert Case.objects.filter(state="open").count() == 4
