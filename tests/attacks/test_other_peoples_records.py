"""Going for what another role, another unit or another record would show."""

from __future__ import annotations

import re

import pytest

from dodomu.access import actions as access
from dodomu.access import policy
from dodomu.access.policy import Act, Subject
from dodomu.exchanges.models import Candidate
from dodomu.jobs.models import Job
from dodomu.people.models import PersonNow
from tests import build, build_exchanges, build_families, build_homecoming, build_reintegration, cast

pytestmark = pytest.mark.django_db

CLOSE = "близька вам людина"


def text(response):
    return response.content.decode()


# Reading is not doing


def test_who_may_only_read_a_list_neither_stops_nor_runs_its_search(client_for, now):
    officer, registrar = build.account(cast.EXCHANGE, now=now), build.account(cast.REGISTRAR, now=now)
    july = build_exchanges.round_of_july(officer, now=now)
    name_list = build_exchanges.take(july, "Шевчук Андрій", by=officer, now=now, is_matched=False)
    client, job = client_for(registrar), Job.objects.get(key=name_list.pk)
    page = client.get(f"/jobs/{job.pk}")
    assert (page.status_code, "<form" in text(page).split("<main")[1].split("</main>")[0]) == (200, False)
    assert "Почати пошук зараз" not in text(client.get(f"/exchanges/lists/{name_list.pk}/match"))
    for act in ("run", "cancel", "go-on"):
        assert client.post(f"/jobs/{job.pk}/{act}").status_code == 404
    job.refresh_from_db()
    assert job.state == "queued"


# Somebody close


@pytest.fixture
def stage(now):
    found = build_homecoming.set_stage(now=now)
    access.declare_conflict(found.officer, person=found.people[0].pk, why="relative")
    return found


def told_apart(page, stage):
    """Of the four people of the list, whose number the page shows."""
    return [person.number in page for person in PersonNow.objects.filter(pk__in=[p.pk for p in stage.people])]


@pytest.mark.parametrize("part", ["review", "sheet"])
def test_the_record_of_a_relative_does_not_stand_among_the_signed(stage, client_for, part):
    page = text(client_for(stage.officer).get(f"/exchanges/lists/{stage.list.pk}/{part}"))
    assert told_apart(page, stage) == [False, True, True, True]
    assert CLOSE in page
    page = text(client_for(stage.second).get(f"/exchanges/lists/{stage.list.pk}/{part}"))
    assert (told_apart(page, stage), CLOSE in page) == ([True] * 4, False)


def test_the_record_of_a_relative_is_not_taken_along(stage, client_for):
    table = text(client_for(stage.officer).post(f"/exchanges/lists/{stage.list.pk}/export"))
    assert told_apart(table, stage) == [False, True, True, True]


def test_the_record_of_a_relative_does_not_stand_on_the_board(stage, client_for, now):
    third = build.account(cast.Officer("exchange3", "Леся Дуб", "Lesia Dub", "exchange"), now=now)
    build_homecoming.sign(stage, now=now, first=third)
    client, board = client_for(stage.officer), f"/exchanges/{stage.round.pk}/arrivals"
    assert told_apart(text(client.get(board)), stage) == [False, True, True, True]
    assert client.get(f"{board}/{stage.line(1).pk}").status_code == 422
    both = client.post(board, {"lines": [stage.line(1).pk, stage.line(2).pk]})
    assert told_apart(text(both), stage)[0] is False


def test_a_relative_is_not_offered_by_a_number_put_into_the_form(client_for, now):
    officer = build.account(cast.EXCHANGE, now=now)
    july = build_exchanges.round_of_july(officer, now=now)
    name_list = build_exchanges.take(july, "Rybak Taras 01.01.2002", by=officer, now=now)
    brother = build_exchanges.captive("Шевчук", now=now)
    access.declare_conflict(officer, person=brother.pk, why="relative")
    answer = client_for(officer).post(f"/exchanges/lists/{name_list.pk}/match/1/offer", {"person": brother.pk})
    assert (answer.status_code, Candidate.objects.count()) == (422, 0)


# Two roles in one hand


@pytest.fixture
def both_roles(now):
    """A registrar of the whole service who also supports one person: of the others only the summary."""
    user = build.account(cast.REGISTRAR, now=now)
    access.give_role(user, "social", now=now)
    return user


def test_a_second_role_opens_its_own_people_and_nobody_else(both_roles, client_for, now):
    own = build_reintegration.case("Шевчук", officer=both_roles, now=now)
    other = build_reintegration.case("Гнатюк", now=now)
    client = client_for(both_roles)
    for part in ("documents", "social", "care", "next"):
        answers = [client.get(f"/people/D-{10000 + one.person_id}/{part}").status_code for one in (own, other)]
        assert answers == [200, 404]
    pages = [text(client.get(f"/people/D-{10000 + one.person_id}/case")) for one in (own, other)]
    assert [
        f"/people/D-{10000 + one.person_id}/documents" in page for one, page in zip((own, other), pages, strict=True)
    ] == [
        True,
        False,
    ]


def test_a_second_role_shows_no_telephone_of_other_families(client_for, now):
    people = [build_exchanges.captive(surname, now=now) for surname in ("Шевчук", "Гнатюк")]
    relatives = [
        build_families.relative(one, name=f"Марія {n}", phone=f"+38067123450{n}", now=now)
        for n, one in enumerate(people)
    ]
    calls = build_families.released(*people, now=now)
    registrar = build.account(cast.REGISTRAR, now=now)
    access.give_role(registrar, "family_liaison", now=now)
    access.assign([registrar], kind="person", keys=[people[0].pk], why="test:1", now=now)
    client = client_for(registrar)
    for addresses in (
        [f"/people/D-{10000 + one.pk}/family" for one in people],
        [f"/relatives/{one.pk}" for one in relatives],
        [f"/families/calls/{call.pk}" for call in calls],
    ):
        pages = [re.sub(r"[\s\u00a0]", "", text(client.get(url))) for url in addresses]
        assert ["Марія0" in pages[0], "Марія1" in pages[1]] == [True, False]
        assert "671234501" not in pages[1]


def test_where_no_subject_is_named_two_roles_see_the_summary(both_roles, now):
    one = build_reintegration.case("Шевчук", officer=both_roles, now=now)
    assert policy.sees_summary_only(both_roles, Act.READ_CASE) is True
    assert policy.sees_summary_only(both_roles, Act.READ_CASE, Subject(person=one.person_id)) is False
    assert policy.sees_summary_only(both_roles, Act.READ_CASE, Subject(person=one.person_id + 1)) is True


# Another unit


def test_a_registrar_of_one_service_finds_nobody_of_another_by_any_address(client_for, now):
    guard, army = build.unit("NGU"), build.unit("AFU")
    theirs = build_exchanges.captive("Шевчук", unit=guard.code, now=now)
    build_exchanges.captive("Гнатюк", unit=army.code, now=now)
    number = f"D-{10000 + theirs.pk}"
    registrar = build.account(cast.REGISTRAR, unit=army, now=now)
    client = client_for(registrar)
    for part in ("", "/timeline", "/facts/new", "/case", "/family", "/part"):
        assert client.get(f"/people/{number}{part}").status_code == 404
    for url in (
        "/people",
        "/people.csv",
        "/people/duplicates",
        "/people/difference?true_on=2022-01-01",
        "/people/counts",
    ):
        page = text(client.get(url))
        assert (number in page, "Шевчук" in page) == (False, False)
    assert "Шевчук" not in re.sub(r"value=\"[^\"]*\"", "", text(client.post("/search", {"q": "Шевчук Іван"})))
    answer = client.post("/enquiries/new", {"people": number, "department": "x", "subject": "с", "text": "т"})
    assert answer.status_code == 422
