"""A figure can be counted over again for ever: what was learned later never changes it, and today's facts stand beside."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dodomu.clock import KYIV
from dodomu.figures.models import Figure
from dodomu.figures.queries.counting import drift, last_day, recount
from dodomu.people import actions as register
from tests import build
from tests import build_figures as figures

TODAY = date(2024, 7, 18)


def state_return(person, *, now, standing="confirmed", learned_on=None, dated_on=TODAY):
    """The return of somebody of whom so far nothing of the kind was known."""
    source = register.add_source("reception", title="зустріч", dated_on=dated_on)
    return register.state(
        person,
        "status",
        "RETURNED_EXCHANGE",
        true_from=figures.JULY,
        source=source,
        by=None,
        now=now,
        standing=standing,
        learned_on=learned_on,
        is_approved=True,
    )


@pytest.mark.django_db
def test_people_are_counted_by_status_unit_and_standing(now):
    figures.returned(3, now=now)
    figures.returned(2, now=now, standing="reported")
    figures.returned(4, now=now, status="CAPTIVE_CONFIRMED")
    figures.returned(5, now=now, unit=build.unit("AFU"))
    figures.returned(1, now=now, unit=build.unit("NGU-1", parent=build.unit("NGU")))
    assert figures.draft(now=now).computed == 4
    assert figures.draft(figures.HELD, "held", now=now).computed == 4


@pytest.mark.django_db
def test_without_a_question_nothing_is_counted(now):
    figures.returned(3, now=now)
    figure = figures.draft(figures.replace(figures.RETURNED, status="", unit_code=""), now=now)
    assert (figure.computed, recount(figure), drift(figure, today=TODAY)) == (None, None, None)


@pytest.mark.django_db
def test_facts_of_the_same_day_do_not_change_a_figure_but_stand_beside_it(now):
    captive = figures.returned(2, now=now, status="CAPTIVE_CONFIRMED")
    figures.returned(3, now=now)
    figure = figures.published(now=now)
    for person in captive:
        state_return(person, now=now + timedelta(hours=1))
    found = drift(figure, today=TODAY)
    assert (found.said, found.counted, found.recounted, found.today) == (6, 3, 3, 5)
    assert (found.is_reproduced, found.moved) == (True, 2)


@pytest.mark.django_db
def test_a_back_dated_fact_does_not_change_a_figure(now):
    captive = figures.returned(1, now=now, status="CAPTIVE_CONFIRMED")[0]
    figure = figures.draft(now=now)
    later = now + timedelta(days=5)
    state_return(captive, now=later, learned_on=date(2024, 7, 17), dated_on=date(2024, 7, 17))
    assert (recount(figure), drift(figure, today=later.date()).today) == (0, 1)


@pytest.mark.django_db
def test_a_return_withdrawn_later_stays_in_the_figure(now):
    person = figures.returned(2, now=now)[0]
    figure = figures.draft(now=now)
    fact = person.facts.get(about="status")
    register.withdraw(
        fact, reason="не та людина", source=register.add_source("decision"), by=None, now=now + timedelta(hours=2)
    )
    assert (recount(figure), drift(figure, today=TODAY).today) == (2, 1)


@pytest.mark.django_db
def test_a_unit_learned_later_moves_nobody_in_an_older_figure(now):
    figures.returned(1, now=now, unit=build.unit("AFU"))
    figure = figures.draft(now=now)
    person = figures.returned(1, now=now)[0]
    assert recount(figure) == 0
    register.state(
        person,
        "unit_at_capture",
        "AFU",
        true_from=figures.JULY,
        source=register.add_source("unit_report"),
        by=None,
        now=now,
    )
    assert (recount(figure), drift(figure, today=TODAY).today) == (0, 0)


def test_the_last_day_of_a_leap_february():
    assert last_day(date(2024, 2, 1), "month") == date(2024, 2, 29)


class AnyLaterHistory(TestCase):
    """Whatever is learned afterwards, a figure is counted to the same number."""

    @settings(max_examples=15)
    @given(
        acts=st.lists(
            st.tuples(
                st.integers(0, 4),
                st.sampled_from(["return", "captive", "withdraw", "unit", "reported"]),
                st.integers(0, 2),
            ),
            max_size=6,
        )
    )
    def test_recount_is_what_was_counted(self, acts):
        now = datetime(2024, 7, 18, 10, 0, tzinfo=KYIV)
        build.unit("AFU")
        people = figures.returned(3, now=now) + figures.returned(2, now=now, status="CAPTIVE_CONFIRMED")
        figure = figures.draft(now=now)
        for which, act, days in acts:
            now += timedelta(days=days, minutes=1)
            self.change(people[which], act, now=now)
            assert recount(Figure.objects.get(pk=figure.pk)) == 3

    def change(self, person, act, *, now):
        if act in ("return", "reported"):
            standing = "confirmed" if act == "return" else "reported"
            state_return(person, now=now, standing=standing, dated_on=now.date())
        elif act == "withdraw":
            standing = (
                person.facts.filter(about="status", replaced_by=None).exclude(value=None).order_by("-seq").first()
            )
            if standing:
                source = register.add_source("decision")
                register.withdraw(standing, reason="помилка", source=source, by=None, now=now)
        else:
            code, value = ("unit_at_capture", "AFU") if act == "unit" else ("status", "CAPTIVE_PROBABLE")
            source = register.add_source("unit_report", dated_on=now.date())
            register.state(
                person, code, value, true_from=figures.JULY, source=source, by=None, now=now, is_approved=True
            )
