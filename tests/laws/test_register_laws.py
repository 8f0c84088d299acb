"""Laws of the register: facts, SQL, spans and projections never disagree, whatever people do and in whatever order."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dodomu.access.models import User
from dodomu.clock import KYIV
from dodomu.people import counting, projection, queries
from dodomu.people.counting import Question
from dodomu.people.models import Fact, Group, Person
from tests import build, cast
from tests.laws.register import UNITS, Register, all_answers, asked, folded, now_by_status, projected, steps
from tests.timeline.histories import asked_days

NOW = datetime(2022, 5, 17, 10, 0, tzinfo=KYIV)
OPENED = [("open", "NGU-1"), ("open", "AFU-1"), ("open", "")]
ASKED = asked_days()
by_chance = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@pytest.fixture
def officers(db) -> tuple[User, User]:
    for code in UNITS:
        build.unit(code, parent=build.unit(code.split("-")[0]))
    Group.objects.create(
        code="azov", name_uk="азовці", name_en="Azovites", definition_uk="…", definition_en="…", defined_by="…"
    )
    return build.account(cast.REGISTRAR, now=NOW), build.account(cast.SECOND_REGISTRAR, now=NOW)


@settings(by_chance, max_examples=500)
@given(steps, st.randoms(use_true_random=False))
def test_the_fold_is_the_sql_is_the_spans_is_the_projection(officers, taken, chance):
    with transaction.atomic():
        register = Register(*officers)
        for step in [*OPENED, *taken]:
            register.do(step)
        rows, days = list(Fact.objects.order_by("seq")), asked(register.today)
        answers = all_answers(days)
        for about in ("status", "group:azov"):
            for true_on, known_on in [(chance.choice(days), chance.choice(days)) for _ in range(5)]:
                by_fold = folded(about, true_on=true_on, known_on=known_on, rows=rows)
                assert queries.as_of_by_sql(about, true_on=true_on, known_on=known_on) == by_fold
                spans = queries.spans_at(about, true_on=true_on, known_on=known_on)
                by_span = {span.person_id: (span.value, span.standing) for span in spans if span.value}
                assert by_span == by_fold
        for true_on in days:
            for known_on in days:
                by_fold = folded("status", true_on=true_on, known_on=known_on, rows=rows)
                by_span = {p: v for (p, t, k), v in answers.items() if (t, k) == (true_on, known_on) and v}
                assert by_span == {person: value for person, (value, _standing) in by_fold.items()}
        today = Question(true_on=register.today, known_on=register.today)
        assert counting.count_by_status(today).by_status == now_by_status()
        assert sum(counting.count_by_unit(today).values()) == counting.count(today) == now_by_status().total()
        assert list(projection.differences()) == []
        transaction.set_rollback(True)


@settings(by_chance, max_examples=60)
@given(steps)
def test_each_step_keeps_the_projection_right_and_what_was_known_before_as_it_was(officers, taken):
    with transaction.atomic():
        register = Register(*officers)
        for step in OPENED:
            register.do(step)
        for step in taken:
            before = all_answers(ASKED)
            learned_on = register.do(step)
            earlier = {key: value for key, value in all_answers(ASKED).items() if key[2] < learned_on}
            assert earlier == {key: value for key, value in before.items() if key[2] < learned_on}
            assert list(projection.differences()) == []
        rows = projected()
        projection.rebuild(Person.objects.values_list("pk", flat=True))
        assert projected() == rows
        transaction.set_rollback(True)


@settings(by_chance, max_examples=60)
@given(steps, st.sampled_from(["returned", "captive", "missing", "being_checked", "dead", "other"]))
def test_the_difference_of_two_counts_is_the_people_it_names(officers, taken, group):
    with transaction.atomic():
        register = Register(*officers)
        for step in [*OPENED, *taken]:
            register.do(step)
        days = asked(register.today)
        earlier = Question(true_on=days[0], known_on=days[len(days) // 2], status=group)
        later = Question(true_on=days[-1], known_on=days[-1], status=group)
        number, changes = counting.difference(earlier, later)
        assert number == len(changes)
        came = Counter(change.before is None for change in changes)[True]
        went = Counter(change.after is None for change in changes)[True]
        assert counting.count(later) - counting.count(earlier) == came - went
        transaction.set_rollback(True)
