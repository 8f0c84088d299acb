"""What a department answers becomes a fact of a person, as if a registrar had stated it by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dodomu.clock import day
from dodomu.enquiries import actions, queries
from dodomu.errors import Refused
from dodomu.flows.answers import learn_from_answer
from dodomu.people.models import Fact, Proposal, Source
from tests import build, cast
from tests.build_enquiries import enquiry, liaison
from tests.build_exchanges import captive, captives

pytestmark = pytest.mark.django_db
BORN = date(1990, 5, 1)


def refusal_of(act):
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.field or refusal.value.code


def two(now):
    return captives([("Шевчук", "Іван", "", BORN), ("Бондар", "Олег", "", BORN)], now=now)


def test_an_answer_becomes_a_fact_dated_by_the_answer(now):
    person = captive("Шевчук", status="CAPTIVE_PROBABLE", now=now)
    asked = enquiry(person, now=now)
    registrar = build.account(cast.REGISTRAR, now=now)
    later = now + timedelta(days=3)
    actions.answer(
        asked, dated_on=date(2024, 7, 19), reference="12/345", text="Підтверджено.", by=liaison(now), now=later
    )
    fact = learn_from_answer(
        asked, person, "status", "CAPTIVE_CONFIRMED", true_from=date(2022, 6, 1), by=registrar, now=later
    )
    source = fact.source
    assert (fact.value, fact.standing, fact.learned_on) == ("CAPTIVE_CONFIRMED", "confirmed", day(later))
    assert (source.kind, source.dated_on, source.reference) == (
        "answer",
        date(2024, 7, 19),
        f"{asked.number}, 12/345",
    )
    [(answer, text)] = queries.answers_of(asked)
    assert (text, [learned.fact for learned in answer.learned.all()]) == ("Підтверджено.", [fact])


def test_a_status_that_does_not_follow_waits_for_a_second_person(now):
    person = captive("Шевчук", now=now)
    asked = enquiry(person, now=now)
    registrar = build.account(cast.REGISTRAR, now=now)
    actions.answer(asked, dated_on=day(now), text="На службі.", by=liaison(now), now=now)

    def state(reason):
        return learn_from_answer(
            asked, person, "status", "IN_SERVICE", true_from=day(now), reason=reason, by=registrar, now=now
        )

    before, sources = Fact.objects.count(), Source.objects.count()
    assert refusal_of(lambda: state("")) == "value"
    assert Source.objects.count() == sources
    proposal = state("відомство наполягає")
    assert isinstance(proposal, Proposal)
    assert (proposal.state, Fact.objects.count()) == ("proposed", before)


def test_an_answer_speaks_only_of_those_asked_about(now):
    one, other = two(now)
    asked = enquiry(one, now=now)
    registrar = build.account(cast.REGISTRAR, now=now)

    def state(person):
        return learn_from_answer(
            asked, person, "status", "CAPTIVE_CONFIRMED", true_from=day(now), by=registrar, now=now
        )

    assert refusal_of(lambda: state(one)) == ""
    actions.answer(asked, dated_on=day(now), text="Підтверджено.", by=liaison(now), now=now)
    assert refusal_of(lambda: state(other)) == "person"
