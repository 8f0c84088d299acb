"""Counts as of one day and as known on another, by status, unit and group; and the difference, person by person."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dodomu.people import actions, counting, queries
from dodomu.people.counting import Question
from dodomu.people.models import PersonNow
from dodomu.people.queries import Filters
from dodomu.timeline.statuses import GROUP_LABELS
from tests import build, build_people, cast
from tests.build_people import JUNE, MAY, record, source

pytestmark = pytest.mark.django_db
JULY, EVE = date(2024, 7, 17), date(2024, 7, 16)


@pytest.fixture
def officer(now):
    return build.account(cast.REGISTRAR, now=now)


@pytest.fixture
def register(now, officer):
    """Two of the Guard (one returned on 17 July, learned a day later), one of the Army, one of no unit and status."""
    for code in ("NGU-1", "AFU-1"):
        build.unit(code, parent=build.unit(code.split("-")[0]))
    back, held, missing, unknown = build_people.people(
        record("Шевчук Андрій", unit="NGU-1"),
        record("Гнатюк Олег", unit="NGU-1", status="CAPTIVE_PROBABLE"),
        record("Їжак Іван", unit="AFU-1", status="MISSING_SC"),
        record("Коваль Петро", status=""),
        now=now,
    )
    build_people.status(back, "HANDED_OVER", true_from=JULY, learned_on=JULY, by=officer, now=now)
    build_people.status(back, "RETURNED_EXCHANGE", true_from=JULY, by=officer, now=now)
    return back, held, missing, unknown


def asked(status: str = "", *, true_on=JULY, known_on=date(2024, 7, 18), **more) -> Question:
    return Question(true_on=true_on, known_on=known_on, status=status, **more)


def test_the_count_of_the_returned_moves_with_what_is_known_and_not_with_what_is_true(register):
    assert [
        counting.count(asked("returned", true_on=JULY, known_on=known_on))
        for known_on in (EVE, JULY, date(2024, 7, 18), date(2030, 1, 1))
    ] == [0, 0, 1, 1]
    assert [counting.count(asked("returned", true_on=true_on)) for true_on in (EVE, JULY)] == [0, 1]


def test_all_statuses_at_once_and_in_groups(register):
    found = counting.count_by_status(asked())
    assert found.by_status == {"RETURNED_EXCHANGE": 1, "CAPTIVE_PROBABLE": 1, "MISSING_SC": 1, "": 1}
    assert found.by_group == {"returned": 1, "captive": 1, "missing": 1, "being_checked": 1}
    assert found.total == counting.count(asked()) == 4


def test_each_group_is_counted_as_it_is_listed_today(register, officer, now):
    back, held, _missing, _unknown = register
    build_people.status(back, "IN_SERVICE", true_from=now.date(), by=officer, now=now)
    actions.state(
        held, "status", "WITHHELD", true_from=now.date(), source=source(), by=officer, now=now, standing="reported"
    )
    listed = {group: queries.list_people(officer, Filters(status=group)).count() for group in GROUP_LABELS}
    counted = {group: counting.count(asked(group, true_on=now.date(), known_on=now.date())) for group in GROUP_LABELS}
    assert listed == counted
    assert counted == {"returned": 0, "captive": 0, "missing": 1, "being_checked": 1, "dead": 0, "other": 2}
    assert Counter(PersonNow.objects.values_list("status", flat=True)) == Counter(
        counting.count_by_status(asked(true_on=now.date(), known_on=now.date())).by_status
    )


def test_handed_over_is_being_checked(register):
    assert counting.count(asked("being_checked", known_on=JULY)) == 2


def test_a_single_status_and_an_unknown_word(register):
    assert counting.count(asked("CAPTIVE_PROBABLE")) == 1
    assert counting.count(asked("HOME")) == 0


def test_only_what_is_confirmed(register, officer, now):
    held = register[1]
    assert counting.count(asked("captive", is_confirmed_only=True)) == 1
    actions.state(held, "status", "CAPTIVE_CONFIRMED", true_from=JULY, source=source(), by=officer, now=now)
    assert counting.count(asked("captive")) == 1
    assert counting.count(asked("captive", is_confirmed_only=True)) == 0


def test_units_count_with_all_below_them_and_as_they_were_known(register, officer, now):
    guard, army = build.unit("NGU").path, build.unit("AFU").path
    assert counting.count(asked(unit_paths=[guard])) == 2
    assert counting.count(asked(unit_paths=[guard, army])) == 3
    assert counting.count(asked(unit_paths=[])) == 0
    assert counting.count(asked("returned", unit_paths=[guard])) == 1
    assert counting.count_by_unit(asked()) == {"NGU-1": 2, "AFU-1": 1, "": 1}
    # learned today that he was of the Guard, and this from the day it was written down: it is of his whole story
    unknown = register[3]
    actions.state(unknown, "unit_at_capture", "NGU-1", true_from=now.date(), source=source(), by=officer, now=now)
    assert counting.count(asked(unit_paths=[guard])) == 3
    assert counting.count(asked(unit_paths=[guard], known_on=JULY)) == 2


def test_a_count_goes_through_the_register_once_whatever_narrows_it(register):
    group = build_people.azov()
    narrowed = asked("returned", unit_paths=[build.unit("NGU").path], group=group.code, is_confirmed_only=True)
    with CaptureQueriesContext(connection) as sent:
        counting.count(narrowed)
        counting.count_by_status(narrowed)
        counting.count_by_unit(narrowed)
    assert [one["sql"].count('FROM "people_span"') for one in sent] == [1, 1, 1]


def test_groups_have_a_begin_and_an_end(register, officer, now):
    back, held, *_others = register
    group = build_people.azov()
    said = {"source": source(), "by": officer, "now": now}
    for one in (back, held):
        actions.state(one, "group:azov", "member", true_from=MAY, **said)
    actions.state(back, "group:azov", "left", true_from=JULY, **said)
    assert counting.count(asked(group=group.code, true_on=EVE)) == 2
    assert counting.count(asked(group=group.code)) == 1
    assert counting.count(asked(group=group.code, true_on=EVE, known_on=EVE)) == 0
    assert counting.count_by_named_group(asked(true_on=EVE)) == {"azov": 2}
    assert [row.pk for row in queries.list_people(officer, Filters(group="azov"))] == [held.pk]


def test_two_joined_records_count_once_from_the_day_it_was_known(register, officer, now):
    second = build.account(cast.SECOND_REGISTRAR, now=now)
    one, other = register[1], register[2]
    tomorrow = now + timedelta(days=1)
    build_people.joined(one, into=other, by=officer, second=second, now=tomorrow)
    assert counting.count(asked(known_on=now.date())) == 4
    assert counting.count(asked(known_on=tomorrow.date())) == 3


def test_the_difference_names_who_came_who_went_and_why(register):
    back = register[0]
    earlier, later = asked("returned", known_on=EVE), asked("returned")
    number, changes = counting.difference(earlier, later)
    assert number == 1
    (change,) = changes
    assert (change.person.pk, change.before, change.after) == (back.pk, None, "RETURNED_EXCHANGE")
    assert (change.because.value, change.because.learned_on) == ("RETURNED_EXCHANGE", date(2024, 7, 18))
    number, (change,) = counting.difference(asked("captive", true_on=EVE), asked("captive", true_on=JULY))
    assert (number, change.before, change.after) == (1, "CAPTIVE_CONFIRMED", None)
    assert counting.difference(later, later) == (0, [])


def test_the_difference_of_a_merge_names_the_merge(register, officer, now):
    second = build.account(cast.SECOND_REGISTRAR, now=now)
    missing, held = register[2], register[1]
    tomorrow = now + timedelta(days=1)
    build_people.joined(held, into=missing, by=officer, second=second, now=tomorrow)
    _number, changes = counting.difference(asked(known_on=now.date()), asked(known_on=tomorrow.date()))
    assert {change.person.pk: (change.before, change.after, change.because.about) for change in changes} == {
        held.pk: ("CAPTIVE_PROBABLE", None, "same_as"),
    }


def test_the_difference_is_cut_and_says_how_many_there_are(now, officer):
    crowd = build_people.crowd(7, now=now)
    number, changes = counting.difference(asked(true_on=MAY - timedelta(days=1)), asked(), limit=3)
    assert (number, len(changes)) == (len(crowd), 3)
    assert [change.person.sort_key for change in changes] == sorted(change.person.sort_key for change in changes)


def test_a_count_costs_one_query_and_a_difference_the_same_for_many(now, counted_queries):
    def cost():
        return counted_queries(lambda: counting.difference(asked(known_on=date(2022, 6, 1)), asked()))

    build_people.crowd(1, now=now)
    assert counted_queries(lambda: counting.count_by_status(asked())) == 1
    first = cost()
    build_people.crowd(49, now=now)
    assert cost() == first


def test_a_question_before_anything_was_known(register):
    assert counting.count_by_status(asked(known_on=JUNE - timedelta(days=1))).total == 0
    assert counting.count_by_unit(asked(known_on=JUNE - timedelta(days=1))) == {}
