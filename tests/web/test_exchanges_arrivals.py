"""The arrivals board: verified one by one or many at once, and everything that can happen instead."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client

from dodomu.access import actions as access
from dodomu.exchanges import actions
from dodomu.exchanges.models import Line
from dodomu.families.models import Call
from dodomu.flows import homecoming
from dodomu.people.models import PersonNow
from dodomu.reintegration.models import Case
from tests import build, build_exchanges, build_homecoming, cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(now):
    made = build_homecoming.set_stage(now=now)
    build_homecoming.sign(made, now=now)
    return made


@pytest.fixture
def client(stage, client_for):
    return client_for(stage.officer)


@pytest.fixture
def board(stage):
    """The address of the board."""
    return f"/exchanges/{stage.round.pk}/arrivals"


def text(response) -> str:
    """What the answer says."""
    return str(response.content.decode())


def statuses(stage) -> list[str]:
    """The status of each of the four people."""
    found = dict(PersonNow.objects.values_list("pk", "status"))
    return [found[person.pk] for person in stage.people]


def test_doors_of_the_board(stage, board, client, client_for, now):
    assert client.get(board).status_code == 200
    assert Client().get(board).status_code == 302
    for reader in (cast.REGISTRAR, cast.PRESS, cast.SOCIAL, cast.FAMILY_LIAISON):
        page = client_for(build.account(reader, now=now))
        assert page.get(board).status_code == 404
        assert page.post(board, {"only": stage.line(1).pk}).status_code == 404
        assert page.post(f"{board}/{stage.line(1).pk}", {"what": "miss", "reason": "не було"}).status_code == 404
    assert statuses(stage) == ["HANDED_OVER"] * 4


def test_one_arrival_opens_the_case_and_releases_the_call(stage, board, client):
    response = client.post(board, {"only": stage.line(1).pk})
    said = text(client.get(response["Location"]))
    assert "Прибуття підтверджено: 1. Відкрито справ: 1. Родин, яким тепер телефонуємо: 1." in said
    assert statuses(stage) == ["RETURNED_EXCHANGE", "HANDED_OVER", "HANDED_OVER", "HANDED_OVER"]
    assert (Case.objects.filter(state="open").count(), Call.objects.filter(state="released").count()) == (1, 1)


def test_many_at_once_are_named_and_confirmed_first(stage, board, client):
    chosen = [stage.line(number).pk for number in (1, 2, 3)]
    page = text(client.post(board, {"lines": chosen}))
    assert "Підтвердити прибуття: людей 3" in page and "Гнатюк Олег П." in page
    assert statuses(stage) == ["HANDED_OVER"] * 4
    client.post(board, {"lines": chosen, "confirmed": "yes"})
    assert statuses(stage) == ["RETURNED_EXCHANGE"] * 3 + ["HANDED_OVER"]
    assert Call.objects.filter(state="released").count() == 3


def test_the_same_click_twice_verifies_once(stage, board, client):
    chosen = {"lines": [stage.line(1).pk, stage.line(2).pk], "confirmed": "yes"}
    answers = [client.post(board, chosen).status_code for _click in range(2)]
    assert answers == [302, 302]
    assert "Прибуття цих людей уже підтверджено." in text(client.get(board))
    assert (Case.objects.filter(state="open").count(), Call.objects.count()) == (2, 2)


@pytest.mark.parametrize("chosen", [{}, {"lines": ["x"]}, {"only": "999999"}, {"lines": ["9" * 30]}])
def test_nobody_chosen_is_said(stage, board, client, chosen):
    response = client.post(board, chosen)
    assert (response.status_code, "Позначте, хто прибув." in text(response)) == (422, True)
    assert statuses(stage) == ["HANDED_OVER"] * 4


def test_a_line_of_another_round_is_not_verified_here(stage, board, client, now):
    other = actions.open_round(ordinal=55, on=date(2024, 7, 18), announced=1, by=stage.officer, now=now)
    url = f"/exchanges/{other.pk}/arrivals"
    assert client.post(url, {"only": stage.line(1).pk}).status_code == 422
    assert client.get(f"{url}/{stage.line(1).pk}").status_code == 404
    assert statuses(stage) == ["HANDED_OVER"] * 4


def test_who_did_not_arrive_has_the_status_from_before_and_may_be_expected_again(stage, board, client):
    url = f"{board}/{stage.line(1).pk}"
    assert "Не прибув або не прибула" in text(client.get(url))
    response = client.post(url, {"what": "miss", "reason": "лишився в шпиталі"})
    assert "Записано: людина не прибула." in text(client.get(response["Location"]))
    assert statuses(stage)[0] == "CAPTIVE_CONFIRMED"
    assert "лишився в шпиталі" in text(client.get(f"{board}?show=not_arrived"))
    client.post(url, {"what": "expect", "reason": "їде наступним автобусом"})
    assert statuses(stage)[0] == "HANDED_OVER"


@pytest.mark.parametrize("kind", ["stranger", "namesake"])
def test_another_person_or_a_namesake_goes_back_to_the_list_with_the_reason(stage, board, client, kind):
    response = client.post(f"{board}/{stage.line(2).pk}", {"what": kind, "reason": "інша дата народження"})
    assert "Рядок повернуто на звірку" in text(client.get(response["Location"]))
    line = stage.line(2)
    assert (line.state, line.arrival, line.person_id, line.list.state) == ("open", "unsigned", None, "deciding")
    assert statuses(stage)[1] == "CAPTIVE_CONFIRMED"
    assert "Повернуто на звірку після прибуття: 1." in text(client.get(f"/exchanges/{stage.round.pk}"))


def test_a_verified_arrival_is_undone_with_a_reason(stage, board, client):
    client.post(board, {"only": stage.line(1).pk})
    url = f"{board}/{stage.line(1).pk}"
    assert "Скасувати підтверджене прибуття" in text(client.get(url))
    client.post(url, {"what": "undo", "reason": "сплутали двох людей"})
    assert statuses(stage)[0] == "HANDED_OVER"
    assert (Case.objects.get(person=stage.people[0]).state, Call.objects.get().state) == ("expected", "withdrawn")


@pytest.mark.parametrize(
    ("sent", "uk", "en"),
    [
        ({"what": "miss", "reason": ""}, "Напишіть причину одним реченням.", "Write the reason"),
        ({"reason": "лишився"}, "Виберіть: Що сталося.", "Choose: What happened."),
        (
            {"what": "undo", "reason": "сплутали"},
            "Виберіть зі списку, що сталося.",
            "Choose from the list what happened.",
        ),
    ],
)
def test_what_is_missing_is_said_in_both_languages_and_nothing_is_saved(stage, board, client, sent, uk, en):
    for prefix, sentence in (("", uk), ("/en", en)):
        response = client.post(f"{prefix}{board}/{stage.line(1).pk}", sent)
        assert (response.status_code, sentence in text(response)) == (422, True)
    assert Line.objects.filter(arrival="expected").count() == 4


def test_when_another_officer_was_faster_nothing_is_half_done(stage, board, client, now):
    url = f"{board}/{stage.line(1).pk}"
    client.get(url)
    homecoming.verify_arrival([stage.line(1)], by=stage.second, now=now)
    assert client.post(url, {"what": "miss", "reason": "не було в автобусі"}).status_code == 422
    assert statuses(stage)[0] == "RETURNED_EXCHANGE"


def test_nobody_verifies_a_relative(stage, board, client):
    access.declare_conflict(stage.officer, person=stage.people[0].pk, why="брат")
    response = client.post(board, {"only": stage.line(1).pk})
    assert (response.status_code, "близька вам людина" in text(response)) == (422, True)
    assert client.post(f"{board}/{stage.line(1).pk}", {"what": "miss", "reason": "не було"}).status_code == 422
    assert statuses(stage)[0] == "HANDED_OVER"


def test_the_board_counts_and_filters(stage, board, client):
    client.post(board, {"only": stage.line(1).pk})
    client.post(f"{board}/{stage.line(2).pk}", {"what": "miss", "reason": "лишився в шпиталі"})
    page = text(client.get(board))
    counts = dict(re.findall(r">([^<>]+) <span class=\"d-num\">(\d+)</span>", page))
    assert counts == {"Усі підписані": "4", "Очікуємо": "2", "Прибули": "1", "Не прибули": "1"}
    assert len(re.findall(r'name="lines"', text(client.get(f"{board}?show=expected")))) == 2
    assert text(client.get(f"{board}?show=nobody&list=x")).count('class="x-tick"') == 4


def test_before_the_signatures_nobody_is_expected(client_for, now):
    made = build_homecoming.set_stage(now=now)
    page = text(client_for(made.officer).get(f"/exchanges/{made.round.pk}/arrivals"))
    assert "Спершу список мають підписати двоє людей." in page and "Шевчук" not in page


def test_the_round_page_agrees_with_what_happened(stage, board, client):
    client.post(board, {"lines": [stage.line(1).pk, stage.line(2).pk], "confirmed": "yes"})
    page = text(client.get(f"/exchanges/{stage.round.pk}"))
    steps = re.findall(r'<b class="d-num">([^<]+)</b><span>([^<]+)</span>', page)
    assert steps == [
        ("4", "Оголошено"),
        ("4", "У списках"),
        ("4", "Вирішено рядків"),
        ("4", "Підписано двома людьми"),
        ("2", "Прибули, особу підтверджено"),
        ("0", "Родини повідомлено"),
    ]
    assert "Очікуємо: 2." in page and "Людей, чиї родини ще не все знають: 2." in page


def test_reading_the_board_writes_nothing_but_the_ledger(stage, board, client, readonly_get):
    for url in (board, f"{board}?show=expected", f"{board}/{stage.line(1).pk}"):
        assert readonly_get(client, url).status_code == 200


def test_the_board_costs_the_same_queries_at_one_person_and_at_fifty(client_for, counted_queries, now):
    officer, second = build.account(cast.EXCHANGE, now=now), build.account(cast.SECOND_EXCHANGE, now=now)
    client = client_for(officer)
    costs = []
    for ordinal, people in ((54, 1), (55, 50)):
        names = [
            (
                f"Особа{'абвгґдеєжз'[n % 10]}{'илмнопрстуфх'[n // 10]}",
                "Іван",
                "Петрович",
                date(1980, 1, 1) + timedelta(n),
            )
            for n in range(people)
        ]
        made = build_exchanges.captives(names, now=now)
        round = actions.open_round(ordinal=ordinal, on=date(2024, 7, 17), announced=people, by=officer, now=now)
        actions.assign_officers(round, [second], now=now)
        rows = "\n".join(f"{surname} Іван Петрович {born:%d.%m.%Y}" for surname, _given, _patronymic, born in names)
        name_list = build_exchanges.take(round, rows, by=officer, now=now)
        build_exchanges.decide_all(name_list, made, by=officer, second=second, now=now)
        for by in (officer, second):
            homecoming.sign_list(name_list, digest=actions.decisions_digest(name_list), by=by, now=now)
            name_list.refresh_from_db()
        url = f"/exchanges/{round.pk}/arrivals"
        client.get(url)
        costs.append(counted_queries(lambda url=url: client.get(url)))
    assert costs[0] == costs[1]
    lock = connection.vendor == "postgresql"  # there the ledger takes its turn by a query
    assert costs[0] <= 20 + lock
