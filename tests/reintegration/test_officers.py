"""The team of support: its load in numbers, cases handed over many at once, and who answered for a case since when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dodomu.errors import NotVisible, Refused, StaleView
from dodomu.reintegration import actions
from dodomu.reintegration.actions.cases import NOTE
from dodomu.reintegration.models import Case, Charge
from dodomu.reintegration.queries import record
from dodomu.reintegration.queries import today as day_of
from dodomu.reintegration.queries.officers import cases_led, loads, team_of
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def two(now):
    return build.account(cast.SECOND_SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def lead(now):
    return build.account(cast.SUPPORT_LEAD, now=now, unit=build.unit("NGU"))


def some_cases(officer, number, *, now):
    people = [homecoming.returned(f"Шевчук{letter}", now=now, unit=build.unit("NGU")) for letter in "абвгде"[:number]]
    return homecoming.cases(people, now=now, officer=officer, admitted_at=now - timedelta(hours=30))


def test_the_numbers_of_an_officer_are_those_of_the_officers_own_day(one, two, lead, now):
    some_cases(one, 3, now=now)
    by_officer = {load.officer: load for load in loads(lead, now)}
    assert set(by_officer) == {one, two}
    mine, shown = by_officer[one], day_of(one, now)
    assert (mine.cases, mine.adapting, mine.late, mine.today) == (3, 3, shown.late, shown.today)
    assert shown.late > 0
    nothing = by_officer[two]
    assert (nothing.cases, nothing.adapting, nothing.late, nothing.today) == (0, 0, 0, 0)


def test_the_team_costs_the_same_for_one_officer_with_cases_and_for_two(one, two, lead, now, counted_queries):
    some_cases(one, 2, now=now)
    loads(lead, now)  # from now on the account knows its roles
    before = counted_queries(lambda: loads(lead, now))
    person = homecoming.returned("Гнатюк", now=now, unit=build.unit("NGU"))
    homecoming.cases([person], now=now, officer=two, admitted_at=now - timedelta(hours=30))
    assert counted_queries(lambda: loads(lead, now)) == before


def test_a_head_of_another_unit_has_another_team(one, now):
    far = build.account(cast.Officer("far", "Далека", "Far", "support_lead"), unit=build.unit("AFU"), now=now)
    some_cases(one, 1, now=now)
    assert team_of(far) == []
    with pytest.raises(NotVisible):
        cases_led(far, one)


def test_an_officer_hands_over_own_cases_alone(one, two, now):
    cases = some_cases(one, 2, now=now)
    assert set(cases_led(one, one)) == set(cases)
    with pytest.raises(NotVisible):
        cases_led(two, one)


def test_many_cases_change_hands_at_once_with_a_sealed_note_and_three_dated_facts(one, two, lead, now):
    cases = some_cases(one, 3, now=now - timedelta(hours=1))
    actions.hand_over(cases[:2], two, before=one, by=lead, now=now, note="Дзвонити після обіду")
    assert [Case.objects.get(pk=case.pk).officer for case in cases] == [two, two, one]
    present, before = Charge.objects.filter(case=cases[0]).order_by("-from_at")
    assert (present.officer, present.until_at, present.given_by) == (two, None, lead)
    assert (before.officer, before.until_at) == (one, now)
    assert "обіду" not in present.note
    assert record.opened(present.note, case=cases[0], place=NOTE) == "Дзвонити після обіду"


def test_all_are_handed_over_or_none(one, two, lead, now):
    cases = some_cases(one, 2, now=now)
    actions.assign_officer(cases[1], two, by=None, now=now)
    with pytest.raises(StaleView):
        actions.hand_over(cases, two, before=one, by=lead, now=now)
    far = build.account(cast.Officer("far", "Далека", "Far", "social"), unit=build.unit("AFU"), now=now)
    for officer, chosen in ((far, cases[:1]), (one, cases[:1]), (two, [])):
        with pytest.raises(Refused):
            actions.hand_over(chosen, officer, before=one, by=lead, now=now)
    assert Case.objects.get(pk=cases[0].pk).officer == one


def test_a_case_that_loses_its_officer_has_nobody_in_charge(one, now):
    [case] = some_cases(one, 1, now=now)
    actions.release_cases(one, by=None, now=now)
    [charge] = Charge.objects.filter(case=case)
    assert charge.until_at == now
