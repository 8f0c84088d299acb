"""What became of the people of one exchange, in numbers: each milestone, the median, and what totals may not tell."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dodomu.clock import day
from dodomu.errors import NotVisible
from dodomu.reintegration import actions
from dodomu.reintegration.queries.cohort import cohort_of, cohorts
from tests import build, cast
from tests import build_reintegration as homecoming
from tests.build_reintegration import ROUND

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


def people_of(number, *, now):
    names = [f"Шевчук{letter}" for letter in "абвгдежзиклмнопрст"[:number]]
    return [homecoming.returned(name, now=now, unit=build.unit("NGU")) for name in names]


def numbers(found):
    return {one.name: one.people for one in found.milestones}


def hand_all(case, *, by, now):
    for paper in sorted(case.documents.all(), key=lambda one: one.waits_for_id is not None):
        paper.refresh_from_db()
        actions.move_document(paper, "apply", by=by, now=now)
        actions.move_document(paper, "receive", by=by, now=now)
        actions.move_document(paper, "hand_over", signed_by="Шевчук", by=by, now=now)


def decide(case, *, by, now):
    actions.inform(case, about=["service", "training", "discharge"], on=day(now), leaflet="2024-05", by=by, now=now)
    actions.decide(case, "training", words="вчитися", on=day(now), by=by, now=now)


def test_each_milestone_counts_the_people_who_reached_it(now, officer):
    doctor = build.account(cast.MEDICAL, now=now, unit=build.unit("NGU"))
    came = now - timedelta(days=20)
    people = people_of(5, now=now)
    cases = homecoming.cases(people[:4], now=now, officer=officer, admitted_at=came)
    actions.expect_cases(people[4:], occasion=ROUND, by=None, now=now)
    hand_all(cases[0], by=officer, now=came + timedelta(days=10))
    hand_all(cases[1], by=officer, now=came + timedelta(days=15))
    plan = actions.write_plan(cases[0], content="вправи", level=1, by=doctor, now=now)
    actions.answer_plan(plan, is_agreed=True, on=day(now), by=doctor, now=now)
    for case in cases[:2]:
        decide(case, by=officer, now=now)
    actions.begin_follow_up(cases[0], by=officer, now=now)
    found = cohort_of(officer, ROUND, now=now)
    assert numbers(found) == {
        "arrived": 4,
        "admitted": 4,
        "adapting": 0,
        "documents": 2,
        "plan": 1,
        "decision": 2,
        "follow_up": 1,
        "closed": 0,
    }
    days = {one.name: one.days for one in found.milestones if one.days is not None}
    assert days == {"documents": 12.5, "plan": 20, "decision": 20}
    early = numbers(cohort_of(officer, ROUND, now=came + timedelta(hours=71)))
    assert early["adapting"] == 4


def test_an_officer_counts_the_people_he_or_she_sees_and_no_others(now, officer):
    people = people_of(3, now=now)
    cases = homecoming.cases(people, now=now)
    actions.assign_officer(cases[0], officer, by=None, now=now)
    assert numbers(cohort_of(officer, ROUND, now=now))["arrived"] == 1
    assert cohorts(officer) == [(ROUND, 1)]
    other = build.account(cast.Officer("other", "Інша", "Other", "social"), unit=build.unit("AFU"), now=now)
    assert cohorts(other) == []
    with pytest.raises(NotVisible):
        cohort_of(other, ROUND, now=now)


def test_the_command_sees_totals_without_small_numbers_or_a_way_to_work_them_out(now, officer):
    commander = build.account(cast.COMMANDER, now=now, unit=build.unit("NGU"))
    came = now - timedelta(days=20)
    cases = homecoming.cases(people_of(12, now=now), now=now, officer=officer, admitted_at=came)
    for case in cases[:10]:
        hand_all(case, by=officer, now=now)  # all but two: the two would show
    for case in cases[:3]:
        decide(case, by=officer, now=now)  # three are few
    found = cohort_of(commander, ROUND, now=now)
    assert found.is_rough
    assert numbers(found) == {
        "arrived": 12,
        "admitted": 12,
        "adapting": 0,
        "documents": None,
        "plan": 0,
        "decision": None,
        "follow_up": 0,
        "closed": 0,
    }
    assert [one.days for one in found.milestones] == [None] * 8


def test_a_cohort_costs_one_query_more_or_less_whatever_its_size(now, officer, counted_queries):
    homecoming.cases(people_of(1, now=now), now=now, officer=officer)
    one = counted_queries(lambda: cohort_of(officer, ROUND, now=now))
    homecoming.cases(people_of(6, now=now)[1:], now=now, officer=officer)
    assert counted_queries(lambda: cohort_of(officer, ROUND, now=now)) == one


def test_nobody_is_counted_before_the_first_has_arrived_or_after_all_were_withdrawn(now, officer):
    people = people_of(2, now=now)
    commander = build.account(cast.COMMANDER, now=now)
    actions.expect_cases(people, occasion=ROUND, by=None, now=now)
    assert cohorts(commander) == []
    with pytest.raises(NotVisible):
        cohort_of(commander, ROUND, now=now)
    actions.open_cases(people, occasion=ROUND, by=None, now=now)
    assert cohorts(commander) == [(ROUND, None)]
    actions.withdraw_cases(people, occasion=ROUND, reason="тезки", by=officer, now=now)
    assert cohorts(commander) == []
