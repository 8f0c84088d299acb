"""The story of one person says on any two days what the counts say, also when records were joined and parted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dodomu.people import counting, pairs
from dodomu.people.counting import Question
from dodomu.people.models import Person
from dodomu.people.story import story_of
from tests import build, build_people, cast

pytestmark = pytest.mark.django_db

DAYS = [date(2022, 5, 1), date(2022, 6, 15), date(2022, 7, 1), date(2024, 7, 17), date(2024, 7, 18), date(2024, 7, 20)]


@pytest.fixture
def two(now):
    """Two records, joined on 18 July 2024 and parted the day after: somebody missing, and somebody held."""
    by, second = build.account(cast.REGISTRAR, now=now), build.account(cast.SECOND_REGISTRAR, now=now)
    one = build_people.person("Шевчук Андрій", status="MISSING_SC", learned=date(2022, 6, 1), now=now)
    other = build_people.person("Shevchuk Andrii", now=now)
    build_people.joined(other, into=one, by=by, second=second, now=now)
    tomorrow = now + timedelta(days=1)
    pairs.approve(pairs.propose_part(other, reason="дві різні людини", by=by, now=tomorrow), by=second, now=tomorrow)
    return one, other


@pytest.mark.parametrize("known_on", DAYS)
@pytest.mark.parametrize("true_on", DAYS)
def test_the_page_of_a_person_agrees_with_the_counts_on_any_two_days(true_on, known_on, two):
    spans = dict(counting.people(Question(true_on=true_on, known_on=known_on)).values_list("person", "status"))
    for one in two:
        told = {told.about: told.facts[0].value for told in story_of(one.pk).as_of(true_on=true_on, known_on=known_on)}
        assert told.get("status") == (spans.get(one.pk) or None)


def test_what_was_believed_changes_on_the_days_of_joining_and_parting(two):
    one, other = two
    steps = [
        (step.learned_on.isoformat(), [segment.fact.value for segment in step.course])
        for step in story_of(one.pk).course().knowledge
    ]
    assert steps == [
        ("2022-06-01", ["MISSING_SC"]),
        ("2024-07-18", ["CAPTIVE_CONFIRMED"]),
        ("2024-07-19", ["MISSING_SC"]),
    ]
    assert [len(step.course) for step in story_of(other.pk).course().knowledge] == [1, 0, 1]


def test_a_person_of_one_record_costs_two_queries(now, counted_queries):
    one = build_people.person("Шевчук Андрій", now=now)
    assert counted_queries(lambda: story_of(one.pk)) == 2
    assert [row.person_id for row in story_of(one.pk).known()] == [one.pk] * 4


def test_the_unit_at_capture_belongs_to_the_whole_story(now):
    build.unit("NGU")
    one = build_people.person("Шевчук Андрій", unit="NGU", now=now)
    told = story_of(one.pk).as_of(true_on=date(2021, 1, 1), known_on=date(2024, 7, 18))
    assert [(one.about, one.facts[0].value) for one in told] == [
        ("birth_date", "1991-03-14"),
        ("unit_at_capture", "NGU"),
    ]
    assert (
        counting.count(
            Question(true_on=date(2022, 6, 1), known_on=date(2024, 7, 18), unit_paths=[build.unit("NGU").path])
        )
        == Person.objects.count()
    )
