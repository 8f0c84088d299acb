"""Two appointments of one person at the same time: a warning that names the other, and both where both are meant."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from dodomu.errors import Refused
from dodomu.ledger.queries import about
from dodomu.reintegration import actions
from dodomu.reintegration.models import Appointment
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now)


@pytest.fixture
def case(now, officer):
    """A man whose time to adapt is over."""
    return homecoming.case(now=now, officer=officer, admitted_at=now - timedelta(days=5))


@pytest.fixture
def first(case, officer, now):
    """From four to five hours from now."""
    return plan(case, "press", 4, 5, officer=officer, now=now)


def plan(case, matter, begin, end, *, officer, now, **more):
    times = {"starts_at": now + begin * HOUR, "ends_at": now + end * HOUR}
    return actions.plan_appointment(case, matter, **times, by=officer, now=now, **more)


@pytest.mark.parametrize(("begin", "end"), [(4, 5), (3, 4.5), (4.5, 6), (4.25, 4.75), (3, 6)])
def test_an_appointment_that_shares_time_with_another_is_warned_of(case, first, begin, end, officer, now):
    with pytest.raises(Refused) as warned:
        plan(case, "talk", begin, end, officer=officer, now=now)
    assert (warned.value.code, warned.value.field) == ("meanwhile", "starts_at")
    assert warned.value.message.en == (
        "At this time the person has already: press, 18.07.2024, 14:00–15:00. "
        "Choose another time, or say that both are meant."
    )
    assert list(Appointment.objects.all()) == [first]


@pytest.mark.parametrize(("begin", "end"), [(3, 4), (5, 6), (28, 29)])
def test_what_only_touches_another_appointment_or_is_on_another_day_is_made(case, first, begin, end, officer, now):
    assert plan(case, "talk", begin, end, officer=officer, now=now).state == "planned"


def test_both_are_made_where_somebody_says_that_both_are_meant_and_the_ledger_names_them(case, first, officer, now):
    second = plan(case, "talk", 4, 5, officer=officer, now=now, are_both_meant=True)
    third = plan(case, "document", 8, 9, officer=officer, now=now, are_both_meant=True)
    kept = [json.loads(row.detail) for row in about("person", case.person_id) if row.act == "plan_appointment"]
    assert [(one["appointment"], one.get("meanwhile")) for one in kept] == [
        (third.pk, None),
        (second.pk, [first.pk]),
        (first.pk, None),
    ]


def test_an_appointment_that_was_cancelled_or_took_place_is_no_other(case, first, officer, now):
    actions.cancel_appointment(first, by=officer, now=now)
    again = plan(case, "press", 4, 5, officer=officer, now=now)
    actions.finish_appointment(again, by=officer, now=now + 4 * HOUR)
    assert plan(case, "talk", 4.5, 5, officer=officer, now=now + 4 * HOUR - HOUR).state == "planned"


def test_moving_warns_too_but_not_of_the_appointment_itself(case, first, officer, now):
    second = plan(case, "talk", 6, 7, officer=officer, now=now)
    onto = {"starts_at": now + 4.5 * HOUR, "ends_at": now + 5.5 * HOUR, "by": officer, "now": now}
    with pytest.raises(Refused, match="преса"):
        actions.move_appointment(second, **onto)
    assert actions.move_appointment(first, **onto).starts_at == onto["starts_at"]
    assert actions.move_appointment(second, **onto, are_both_meant=True).starts_at == onto["starts_at"]


def test_two_people_may_be_appointed_to_the_same_hour(case, first, officer, now):
    other = homecoming.case("Кравець", now=now, officer=officer, admitted_at=now - timedelta(days=5))
    assert plan(other, "press", 4, 5, officer=officer, now=now).state == "planned"


def test_an_exception_at_the_hour_of_another_appointment_is_warned_of(now, officer):
    doctor = build.account(cast.MEDICAL, now=now)
    case = homecoming.case(now=now, officer=officer, admitted_at=now)
    plan(case, "psychologist", 4, 5, officer=officer, now=now)
    times = {"starts_at": now + 4 * HOUR, "ends_at": now + 5 * HOUR}
    asked = times | {"reason_kind": "wish", "reason": "хоче сама", "approver": doctor, "by": officer, "now": now}
    with pytest.raises(Refused, match="психолог"):
        actions.ask_override(case, "talk", **asked)
    assert actions.ask_override(case, "talk", **asked, are_both_meant=True).state == "asked"
