"""A case waits from the signature, opens at the arrival, is never doubled, and shows who answers for it."""

from __future__ import annotations

import pytest

from dodomu.access import actions as access
from dodomu.access.models import Grant
from dodomu.errors import Refused, StaleView
from dodomu.ledger.queries import about
from dodomu.reintegration import actions, queries
from dodomu.reintegration.models import Case, Document, Task
from dodomu.reintegration.models.vocabulary import ON_OPENING
from tests import build, cast
from tests import build_reintegration as homecoming
from tests.build_reintegration import ROUND

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(now):
    return [homecoming.returned(surname, now=now, unit=build.unit("NGU")) for surname in ("Бойко", "Ткаченко")]


def states():
    return [case.state for case in queries.cases_of(ROUND)]


def test_signing_and_arriving_again_and_again_makes_one_case_for_each(people, now):
    for _ in range(2):
        actions.expect_cases(people, occasion=ROUND, by=None, now=now)
    assert states() == ["expected", "expected"]
    for _ in range(2):
        opened = actions.open_cases(people, occasion=ROUND, by=None, now=now)
    assert states() == ["open", "open"]
    assert [case.person_id for case in opened] == [person.pk for person in people]
    assert Task.objects.count() == 2 * len(ON_OPENING)


def test_an_arrival_without_a_signed_list_makes_its_case(people, now):
    assert [case.state for case in actions.open_cases(people[:1], occasion=ROUND, by=None, now=now)] == ["open"]


def test_undo_keeps_the_case_and_signing_again_brings_the_same_one_back(people, now):
    first = actions.open_cases(people, occasion=ROUND, by=None, now=now)
    actions.withdraw_cases(people, occasion=ROUND, reason="тезка", by=None, now=now)
    assert states() == ["withdrawn", "withdrawn"]
    actions.expect_cases(people, occasion=ROUND, by=None, now=now)
    again = actions.open_cases(people, occasion=ROUND, by=None, now=now)
    assert [case.pk for case in again] == [case.pk for case in first]
    assert Document.objects.filter(case=again[0]).count() == len(set(Document.objects.values_list("kind")))
    assert states() == ["open", "open"]


def test_undo_frees_the_place_and_ends_what_people_could_see(people, now):
    officer = build.account(cast.SOCIAL, now=now)
    doctor = build.account(cast.MEDICAL, now=now)
    case = homecoming.cases(people[:1], now=now, officer=officer, admitted_at=now)[0]
    assert set(Grant.objects.filter(until_at=None).values_list("user", flat=True)) == {officer.pk, doctor.pk}
    actions.withdraw_cases(people[:1], occasion=ROUND, reason="тезка", by=None, now=now)
    assert Grant.objects.filter(until_at=None).count() == 0
    assert queries.facilities().get(code="svitanok").free == 200
    assert Case.objects.get(pk=case.pk).adaptation is None


def test_two_officers_take_one_case_and_the_second_hears_who_has_it(people, now):
    first, second = (
        build.account(cast.SOCIAL, now=now),
        build.account(cast.Officer("s2", "Інша", "", "social"), now=now),
    )
    case = homecoming.cases(people[:1], now=now)[0]
    actions.accept_case(case, by=first, now=now)
    with pytest.raises(StaleView) as refused:
        actions.accept_case(case, by=second, now=now)
    assert refused.value.theirs == first.name


def test_a_case_given_to_another_is_no_longer_seen_by_the_one_before(people, now):
    first, second = (
        build.account(cast.SOCIAL, now=now),
        build.account(cast.Officer("s2", "Інша", "", "social"), now=now),
    )
    case = homecoming.cases(people[:1], now=now, officer=first)[0]
    assert list(queries.visible_cases(first)) == [case]
    actions.assign_officer(case, second, by=first, now=now)
    assert list(queries.visible_cases(first)) == []
    assert list(queries.visible_cases(second)) == [case]


def test_a_case_is_not_given_to_a_relative_nor_to_somebody_without_the_role(people, now):
    case = homecoming.cases(people[:1], now=now)[0]
    relative, press = build.account(cast.SOCIAL, now=now), build.account(cast.PRESS, now=now)
    access.declare_conflict(relative, person=case.person_id, why="relative")
    for officer in (relative, press):
        with pytest.raises(Refused) as refused:
            actions.assign_officer(case, officer, by=None, now=now)
        assert refused.value.field == "officer"


def test_the_counter_shows_cases_without_an_officer_of_the_own_units_only(now):
    guard, army = build.unit("NGU"), build.unit("AFU")
    officer = build.account(cast.SOCIAL, now=now, unit=guard)
    ours, theirs = (
        homecoming.returned(name, now=now, unit=unit) for name, unit in (("Бойко", guard), ("Лисенко", army))
    )
    actions.open_cases([ours, theirs], occasion=ROUND, by=None, now=now)
    assert [case.person_id for case in queries.on_the_counter(officer)] == [ours.pk]
    assert list(queries.visible_cases(officer)) == []
    actions.accept_case(queries.on_the_counter(officer).get(), by=officer, now=now)
    assert list(queries.on_the_counter(officer)) == []


def test_the_follow_up_year_begins_with_a_decision(people, now):
    officer = build.account(cast.SOCIAL, now=now)
    case = homecoming.cases(people[:1], now=now, officer=officer)[0]
    with pytest.raises(Refused):
        actions.begin_follow_up(case, by=officer, now=now)
    assert states() == ["open"]


def test_every_act_stands_in_the_ledger_of_the_person(people, now):
    homecoming.cases(people[:1], now=now, admitted_at=now)
    assert [entry.act for entry in about("person", people[0].pk)][:2] == ["admit", "open_case"]


def test_opening_cases_costs_the_same_queries_for_one_and_for_many(now, counted_queries):
    few = [homecoming.returned("Бойко", now=now)]
    many = [homecoming.returned(f"Бойко{n}", now=now) for n in range(4)]
    actions.open_cases(few, occasion="round:1", by=None, now=now)
    one = counted_queries(lambda: actions.open_cases(few, occasion="round:2", by=None, now=now))
    four = counted_queries(lambda: actions.open_cases(many, occasion="round:2", by=None, now=now))
    assert one == four
