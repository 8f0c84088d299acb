"""Marks of the arrivals board that were made without a net: kept as numbers of lines, sent later, differences told."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from playwright.sync_api import expect

from dodomu.flows import homecoming
from dodomu.people.models import PersonNow
from dodomu.reintegration.models import Reception
from tests import build, build_homecoming, cast
from tests import build_reintegration as homecoming_places


@pytest.fixture
def stage(now, db):
    made = build_homecoming.set_stage(now=now)
    build_homecoming.sign(made, now=now)
    return made


def board_of(stage):
    return f"/exchanges/{stage.round.pk}/arrivals"


def arrivals(stage):
    found = []
    for number in (1, 2, 3, 4):
        line = stage.line(number)
        line.refresh_from_db()
        found.append(line.arrival)
    return found


@pytest.mark.django_db
def test_each_mark_stands_for_itself_and_what_changed_meanwhile_is_told_without_a_name(stage, now, client_for):
    homecoming.miss_arrival([stage.line(2)], reason="не було серед переданих", by=stage.officer, now=now)
    homecoming.verify_arrival([stage.line(3)], by=stage.officer, now=now)
    keys = [stage.line(number).pk for number in (1, 2, 3)]
    answer = client_for(stage.officer).post(f"{board_of(stage)}/marks", {"lines": [*keys, 999_999]})
    told = json.loads(answer.content)
    assert told == {
        "done": 1,
        "differs": [
            "Дехто з позначених уже не на дошці: рядок повернуто на звірку.",
            f"Рядок 2: уже записано „прибуття не відбулося“ (18.07.2024, 10:00, {stage.officer.name}).",
        ],
    }
    assert arrivals(stage) == ["arrived", "not_arrived", "arrived", "expected"]
    names = [now.surname for now in PersonNow.objects.filter(pk__in=[person.pk for person in stage.people])]
    assert all(name not in answer.content.decode() for name in names)


@pytest.mark.django_db
def test_marks_that_come_twice_do_nothing_the_second_time(stage, client_for):
    client, sent = client_for(stage.officer), {"lines": [stage.line(1).pk]}
    first, second = (json.loads(client.post(f"{board_of(stage)}/marks", sent).content) for _time in range(2))
    assert (first, second) == ({"done": 1, "differs": []}, {"done": 0, "differs": []})


@pytest.mark.django_db
def test_only_whoever_works_on_the_round_sends_marks(stage, now, client_for):
    sent = {"lines": [stage.line(1).pk]}
    assert Client().post(f"{board_of(stage)}/marks", sent).status_code == 302
    stranger = client_for(build.account(cast.SOCIAL, now=now))
    assert stranger.post(f"{board_of(stage)}/marks", sent).status_code == 404
    assert arrivals(stage) == ["expected"] * 4


@pytest.mark.django_db(transaction=True)
def test_the_net_drops_marks_wait_as_numbers_alone_and_go_when_it_is_back(stage, as_user, complaints, now):
    homecoming_places.facility(now=now)
    page = as_user(stage.officer)
    page.goto(board_of(stage))
    expect(page.locator("button[name=only]")).to_have_count(4)
    page.get_by_label("Куди їдуть ті, кого підтверджуєте").select_option("svitanok")
    page.context.set_offline(True)
    first, second = stage.line(1), stage.line(2)
    for line in (first, second):
        page.locator(f"button[name=only][value='{line.pk}']").click()
    expect(page.get_by_text("Надішлемо самі, щойно з’явиться")).to_contain_text("Не надіслано: 2")
    expect(page.get_by_role("button", name="ще не надіслано")).to_have_count(2)
    kept = json.loads(page.evaluate("() => JSON.stringify(Object.entries(localStorage))"))
    [(_key, value)] = kept
    marks = json.loads(value)
    assert [(set(mark), mark["noted"]) for mark in marks] == [({"line", "at", "noted"}, "bound_for=svitanok")] * 2
    assert arrivals(stage)[:2] == ["expected", "expected"]

    homecoming.miss_arrival([second], reason="не було серед переданих", by=stage.officer, now=now)
    page.context.set_offline(False)
    differs = page.get_by_role("alert")
    expect(differs).to_contain_text("Рядок 2: уже записано")
    assert arrivals(stage)[:2] == ["arrived", "not_arrived"]
    assert page.evaluate("() => localStorage.length") == 0
    assert Reception.objects.get(case__person=first.person_id).bound_for.code == "svitanok"
    page.get_by_role("link", name="Показати, як є зараз").click()
    expect(page.get_by_text("Прибуття підтверджено: 1.")).to_be_visible()
    complaints.clear()  # the browser says of each try that there was no net


@pytest.mark.django_db(transaction=True)
def test_without_a_script_one_is_verified_by_the_form_alone(stage, as_user):
    page = as_user(stage.officer, java_script_enabled=False)
    page.goto(board_of(stage))
    page.locator(f"button[name=only][value='{stage.line(1).pk}']").click()
    expect(page.get_by_text("Прибуття підтверджено: 1.")).to_be_visible()
    assert arrivals(stage)[0] == "arrived"


@pytest.mark.django_db
def test_where_they_are_taken_and_with_what_is_noted_and_too_many_for_a_place_are_warned_of(stage, now, client_for):
    homecoming_places.facility(places=1, now=now)
    client = client_for(stage.officer)
    keys = [stage.line(number).pk for number in (1, 2)]
    sent = {"lines": keys, "bound_for": "svitanok", "brought": ["phone", "unheard-of"]}
    asked = client.post(board_of(stage), sent).content.decode()
    assert 'name="bound_for" value="svitanok"' in asked and 'name="brought" value="phone"' in asked
    page = client.post(board_of(stage), sent | {"confirmed": "yes"}, follow=True).content.decode()
    assert "їде більше людей, ніж там місць: на 1." in page
    assert page.count("Центр «Svitanok» · телефон") == 2
    assert list(Reception.objects.values_list("brought", "bound_for__code")) == [("phone", "svitanok")] * 2
    refused = client.post(f"{board_of(stage)}/marks", {"lines": [stage.line(3).pk], "bound_for": "nowhere"})
    assert json.loads(refused.content) == {"done": 1, "differs": []}
    assert Reception.objects.count() == 2
