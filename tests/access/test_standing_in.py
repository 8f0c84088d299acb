"""A deputy works on the cases of a colleague who is away, on those days, and the ledger says for whom."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from dodomu.access import standing_in
from dodomu.access.actions import declare_conflict
from dodomu.access.models import Deputy, User
from dodomu.access.policy import Act, Subject, may, visible
from dodomu.clock import day
from dodomu.errors import Refused
from dodomu.ledger.models import Entry
from dodomu.people.models import Person
from dodomu.reintegration import actions
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db


@pytest.fixture
def absent(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def deputy(now):
    return build.account(cast.SECOND_SOCIAL, now=now, unit=build.unit("NGU"))


def sees(deputy, case, *, now):
    """Whether the deputy sees the person at an instant, as a request of that instant would tell."""
    account = User.objects.get(pk=deputy.pk)
    standing_in.begin(account, now=now)
    rows = visible(account, Act.WORK_CASE, Person.objects.filter(pk=case.person_id))
    is_seen = rows.exists()
    assert is_seen == may(account, Act.WORK_CASE, Subject(person=case.person_id))
    return is_seen


def name(absent, deputy, *, first, last, now, by=None):
    days = {"from_on": day(now) + timedelta(days=first), "until_on": day(now) + timedelta(days=last)}
    return actions.name_deputy(absent, deputy, **days, by=by or absent, now=now)


def test_the_deputy_sees_the_cases_from_the_first_day_to_the_last_and_not_a_minute_longer(absent, deputy, now):
    case = homecoming.case(now=now, officer=absent, unit=build.unit("NGU"))
    name(absent, deputy, first=1, last=2, now=now)
    midnight = now.replace(hour=0, minute=0)
    instants = [timedelta(days=1, minutes=-1), timedelta(days=1), timedelta(days=3, minutes=-1), timedelta(days=3)]
    assert [sees(deputy, case, now=midnight + after) for after in instants] == [False, True, True, False]


def test_a_deputy_gets_nothing_but_the_cases_and_no_person_close_to_them(absent, deputy, now):
    case = homecoming.case(now=now, officer=absent, unit=build.unit("NGU"))
    other = homecoming.case("Гнатюк", now=now, unit=build.unit("NGU"))  # nobody's
    name(absent, deputy, first=0, last=2, now=now)
    assert (sees(deputy, case, now=now), sees(deputy, other, now=now)) == (True, False)
    declare_conflict(deputy, person=case.person_id, why="relative", now=now)
    assert not sees(deputy, case, now=now)


def test_a_deputy_whose_time_is_ended_sees_nothing_from_the_next_request(absent, deputy, now):
    case = homecoming.case(now=now, officer=absent, unit=build.unit("NGU"))
    one = name(absent, deputy, first=0, last=5, now=now)
    assert sees(deputy, case, now=now)
    actions.end_deputy(one, by=absent, now=now)
    assert not sees(deputy, case, now=now)
    with pytest.raises(Refused):
        actions.end_deputy(one, by=absent, now=now)
    assert list(Entry.objects.order_by("seq").values_list("act", flat=True))[-2:] == ["name_deputy", "end_deputy"]


def test_the_ledger_says_for_whom_a_deputy_acts_and_not_on_the_deputys_own_cases(absent, deputy, now, client_for):
    long_ago = now - timedelta(hours=20)
    theirs = homecoming.case(now=now, officer=absent, unit=build.unit("NGU"), opened_at=long_ago)
    own = homecoming.case("Гнатюк", now=now, officer=deputy, unit=build.unit("NGU"))
    name(absent, deputy, first=0, last=5, now=now)
    client = client_for(deputy)
    for case in (theirs, own):
        response = client.post(
            f"/people/{case.person.number}/case/tasks/new", {"kind": "phone", "due_at": "20.07.2024 12:00"}
        )
        assert response.status_code == 302
    details = [json.loads(entry.detail) for entry in Entry.objects.filter(act="add_task").order_by("seq")]
    assert [detail.get("for") for detail in details] == [absent.pk, None]
    page = client.get("/today").content.decode()
    assert "Шевчук" in page and "Зараз ви заміняєте: Надія Іваницька." in page
    [read] = [json.loads(entry.detail) for entry in Entry.objects.filter(act="read_today", by=deputy)]
    assert read["for"] == absent.pk


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [(-1, 2, "from_on"), (3, 2, "until_on"), (0, 92, "until_on")],
    ids=["in the past", "ends before it begins", "longer than three months"],
)
def test_days_that_make_no_sense_are_refused(absent, deputy, now, first, last, field):
    with pytest.raises(Refused) as refusal:
        name(absent, deputy, first=first, last=last, now=now)
    assert refusal.value.field == field
    assert Deputy.objects.count() == 0


def test_of_one_officer_never_two_deputies_at_once_and_none_who_is_away_or_needed(absent, deputy, now):
    third = build.account(cast.Officer("social3", "Третя", "Third", "social"), now=now, unit=build.unit("NGU"))
    name(absent, deputy, first=2, last=5, now=now)
    for one, other in ((absent, third), (third, absent), (deputy, third), (third, third)):
        with pytest.raises(Refused):
            name(one, other, first=5, last=7, now=now)
    name(absent, third, first=6, last=7, now=now)
    registrar = build.account(cast.REGISTRAR, now=now)
    with pytest.raises(Refused):
        name(deputy, registrar, first=10, last=11, now=now)


def test_an_account_that_stands_in_for_nobody_costs_no_query(absent, now, counted_queries):
    assert counted_queries(lambda: standing_in.begin(absent, now=now)) == 0
