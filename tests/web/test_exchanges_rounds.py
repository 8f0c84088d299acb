"""Rounds on screen: who sees which numbers, a new one with its sum, one more day, officers, and the public rounds loaded."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client

from dodomu.access.models import Grant
from dodomu.exchanges import actions
from dodomu.exchanges.models import NameList, Round, StagePart
from dodomu.flows import homecoming
from dodomu.ledger.models import Entry
from dodomu.reference.breakdown import read_breakdown
from dodomu.reference.rounds import read_rounds
from tests import build, build_exchanges, build_homecoming, cast

pytestmark = pytest.mark.django_db

NEW = {
    "on": "17.07.2024",
    "ordinal": "54",
    "told": "number",
    "announced": "95",
    "mediator": "ОАЕ",
    "source_url": "https://example.org/news/1",
    "note": "",
    "parts-TOTAL_FORMS": "3",
    "parts-INITIAL_FORMS": "0",
    "parts-0-code": "AFU",
    "parts-0-count": "60",
    "parts-1-code": "Navy",
    "parts-1-count": "14",
    "parts-1-inside": "AFU",
    "parts-2-code": "NGU",
    "parts-2-count": "35",
}


@pytest.fixture
def officer(now):
    return build.account(cast.EXCHANGE, now=now)


@pytest.fixture
def client(officer, client_for):
    return client_for(officer)


def test_a_stranger_is_sent_to_sign_in(officer, now):
    july = build_exchanges.round_of_july(officer, now=now)
    for url in ("/exchanges", f"/exchanges/{july.pk}", "/exchanges/new"):
        response = Client().get(url)
        assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/login")


def test_the_lists_at_work_stand_above_all_exchanges(client, officer, client_for, now):
    july = build_exchanges.round_of_july(officer, announced=1, now=now)
    assert "Списки в роботі" not in client.get("/exchanges").content.decode()
    build_exchanges.take(july, "Шевчук Андрій Миколайович 14.03.1991", by=officer, now=now)
    page = client.get("/exchanges").content.decode()
    assert "17 липня 2024 року · 0 з 1 вирішено" in page
    assert page.index("Списки в роботі") < page.index("Обміни, починаючи з останнього")
    assert "Списки в роботі" not in client_for(build.account(cast.PRESS, now=now)).get("/exchanges").content.decode()


def test_what_waits_stands_on_the_first_page_until_everybody_has_arrived(client_for, now):
    stage = build_homecoming.set_stage(now=now)
    client = client_for(stage.officer)
    assert f'href="/exchanges/lists/{stage.list.pk}/' in client.get("/today").content.decode()
    build_homecoming.sign(stage, now=now)
    page = client.get("/today").content.decode()
    assert f'href="/exchanges/{stage.round.pk}/arrivals?show=expected"' in page
    homecoming.verify_arrival(stage.lines(), by=stage.officer, now=now)
    assert "Жоден список не чекає на вас." in client.get("/today").content.decode()


def test_who_reads_totals_sees_the_round_and_no_list(officer, client_for, now):
    stage = build_homecoming.set_stage(now=now)
    page = client_for(build.account(cast.PRESS, now=now))
    text = page.get(f"/exchanges/{stage.round.pk}").content.decode()
    assert "Оголошено" in text
    assert ("Вирішено рядків" in text, "Список № 1" in text, "/lists/" in text) == (False, False, False)
    assert page.get(f"/exchanges/lists/{stage.list.pk}/match").status_code == 404
    assert page.get("/exchanges/new").status_code == 404


def test_an_officer_of_another_round_sees_no_list_and_may_not_add_one(client, now):
    second = build.account(cast.SECOND_EXCHANGE, now=now)
    july = build_exchanges.round_of_july(second, now=now)
    name_list = build_exchanges.take(july, "Шевчук Андрій 14.03.1991", by=second, now=now)
    text = client.get(f"/exchanges/{july.pk}").content.decode()
    assert "Список № 1" not in text
    assert client.get(f"/exchanges/{july.pk}/lists/new").status_code == 404
    assert client.get(f"/exchanges/{july.pk}/arrivals").status_code == 404
    assert client.get(f"/exchanges/lists/{name_list.pk}/review").status_code == 404
    assert client.post(f"/exchanges/{july.pk}/officers").status_code == 404


def test_small_numbers_are_not_told_to_a_reader_of_totals(client_for, now):
    stage = build_homecoming.set_stage(now=now)
    build_homecoming.sign(stage, now=now)
    text = client_for(build.account(cast.COMMANDER, now=now)).get(f"/exchanges/{stage.round.pk}").content.decode()
    assert '<b class="d-num">менше 5</b><span>Підписано двома людьми</span>' in text


def test_a_new_round_keeps_its_nested_breakdown(client):
    response = client.post("/exchanges/new", NEW)
    july = Round.objects.get()
    assert response["Location"] == f"/exchanges/{july.pk}"
    assert list(StagePart.objects.order_by("pk").values_list("code", "count", "parent__code")) == [
        ("AFU", 60, None),
        ("Navy", 14, "AFU"),
        ("NGU", 35, None),
    ]
    text = client.get(f"/exchanges/{july.pk}").content.decode()
    assert "54-й обмін, 17 липня 2024 року" in text
    assert "Збройні сили 60 (з них Військово-Морські Сили 14), Національна гвардія 35." in text
    assert "Сума частин збігається: 95 з 95." in text


def test_the_sum_of_the_parts_is_shown_before_saving(client):
    text = client.post("/exchanges/new", {**NEW, "parts-2-count": "30", "sum": "yes"}).content.decode()
    assert "Сума частин: 90, а оголошено 95." in text
    assert Round.objects.count() == 0


def test_parts_that_do_not_make_the_number_are_refused_and_nothing_is_saved(client):
    response = client.post("/exchanges/new", {**NEW, "parts-2-count": "30"})
    assert response.status_code == 422
    assert "Частини дають 90, а названо 95." in response.content.decode()
    assert Round.objects.count() == 0


@pytest.mark.parametrize(
    ("changed", "uk", "en"),
    [
        ({"on": "31.02.2024"}, "Такої дати немає в календарі", "calendar"),
        ({"on": ""}, "Введіть дату, наприклад 14.03.1991.", "Enter the date, for example 14.03.1991."),
        ({"announced": "багато"}, "Введіть число цифрами, наприклад 95.", "Enter the number in digits"),
        ({"announced": ""}, "Введіть, скільки людей оголошено", "Enter how many people were announced"),
        ({"source_url": "javascript:alert(1)"}, "Введіть адресу повністю", "Enter the whole address"),
        ({"parts-1-inside": "SSTS"}, "додайте окремим рядком те, до чого це входить", "as a row of its own"),
        ({"parts-2-code": "AFU"}, "«Збройні сили» названо двічі.", "“Armed Forces” is named twice."),
        ({"parts-0-code": "", "parts-1-inside": ""}, "Виберіть, кого стосується це число.", "Choose whom this number"),
    ],
)
def test_each_wrong_field_says_what_to_do_in_both_languages(client, changed, uk, en):
    for prefix, sentence in (("", uk), ("/en", en)):
        response = client.post(f"{prefix}/exchanges/new", {**NEW, **changed})
        assert response.status_code == 422
        assert sentence in response.content.decode()
    assert Round.objects.count() == 0


def test_a_withheld_number_is_a_word_and_never_zero(client):
    client.post("/exchanges/new", {**NEW, "told": "withheld", "announced": "", "parts-TOTAL_FORMS": "0"})
    assert Round.objects.get().stages.get().announced is None
    assert ">не розголошують<" in client.get("/exchanges").content.decode()
    assert ">withheld<" in client.get("/en/exchanges").content.decode()


def test_a_second_day_belongs_to_the_same_round(client, officer, now):
    july = build_exchanges.round_of_july(officer, now=now)
    response = client.post(f"/exchanges/{july.pk}/stages/new", {**NEW, "on": "19.07.2024"})
    assert response.status_code == 302
    july.refresh_from_db()
    assert (july.stages.count(), july.ended_on) == (2, date(2024, 7, 19))
    assert "17–19 липня 2024 року" in client.get("/exchanges").content.decode()
    again = client.post(f"/exchanges/{july.pk}/stages/new", {**NEW, "on": "19.07.2024"})
    assert "Такий день у цьому обміні вже є." in again.content.decode()


def test_the_same_ordinal_twice_is_refused(client, officer, now):
    build_exchanges.round_of_july(officer, now=now)
    response = client.post("/exchanges/new", NEW)
    assert (response.status_code, Round.objects.count()) == (422, 1)
    assert "Обмін з таким порядковим номером уже є." in response.content.decode()


def test_a_round_that_nobody_works_on_is_taken_up_and_others_are_let_in(client, officer, now):
    second = build.account(cast.SECOND_EXCHANGE, now=now)
    actions.load_rounds([row for row in read_rounds() if row.ordinal == 54], now=now)
    july = Round.objects.get()
    assert "Взяти в роботу" in client.get(f"/exchanges/{july.pk}").content.decode()
    client.post(f"/exchanges/{july.pk}/officers")
    assert set(Grant.objects.filter(kind="round").values_list("user", flat=True)) == {officer.pk}
    client.post(f"/exchanges/{july.pk}/officers", {"user": second.pk})
    assert set(Grant.objects.filter(kind="round").values_list("user", flat=True)) == {officer.pk, second.pk}
    assert Entry.objects.filter(act="assign_officer").count() == 2


def test_whoever_is_let_in_later_may_open_the_people_of_the_lists(officer, now):
    person = build_exchanges.captive("Шевчук", now=now)
    july = build_exchanges.round_of_july(officer, now=now)
    build_exchanges.take(july, "Шевчук Іван Петрович 14.03.1991", by=officer, now=now)
    second = build.account(cast.SECOND_EXCHANGE, now=now)
    actions.let_in(july, second, by=officer, now=now)
    assert list(Grant.objects.filter(user=second, kind="person").values_list("key", flat=True)) == [person.pk]


def test_an_account_that_cannot_decide_is_not_let_in(client, officer, now):
    july = build_exchanges.round_of_july(officer, now=now)
    press = build.account(cast.PRESS, now=now)
    build.account(cast.SECOND_EXCHANGE, now=now)
    response = client.post(f"/exchanges/{july.pk}/officers", {"user": press.pk})
    assert response.status_code == 422
    assert list(Grant.objects.filter(user=press)) == []


def test_the_way_in_numbers_names_each_gap(client_for, now):
    stage = build_homecoming.set_stage(now=now)
    actions.undo(stage.line(4), by=stage.officer, now=now)
    text = client_for(stage.officer).get(f"/exchanges/{stage.round.pk}").content.decode()
    for sentence in ("Стільки ж, скільки оголошено.", "Ще не вирішено рядків: 1.", "не підписано двома людьми: 3."):
        assert sentence in text


def test_the_list_of_rounds_costs_the_same_queries_at_one_and_at_fifty(client, officer, counted_queries, now):
    july = build_exchanges.round_of_july(officer, now=now)
    build_exchanges.take(july, "Шевчук Андрій 14.03.1991", by=officer, now=now)
    client.get("/exchanges")
    one = counted_queries(lambda: client.get("/exchanges"))
    for day in range(1, 50):
        round = actions.open_round(
            ordinal=100 + day, on=date(2023, 1 + day // 28, 1 + day % 28), announced=5, by=officer, now=now
        )
        build_exchanges.take(round, f"Шевчук Андрій {day}.03.1991", by=officer, now=now, is_matched=False)
    assert NameList.objects.count() == 50
    assert counted_queries(lambda: client.get("/exchanges")) == one
    assert one <= 20


def test_rounds_are_shown_by_year_and_in_pages(client, now):
    actions.load_rounds(read_rounds(), now=now)
    text = client.get("/exchanges?year=2024").content.decode()
    assert ("17 липня 2024 року" in text, "25 травня 2025 року" in text) == (True, False)
    first = client.get("/exchanges").content.decode()
    cursor = first.partition("?page=")[2].partition('"')[0]
    second = client.get(f"/exchanges?page={cursor}").content.decode()
    assert "1 березня 2022 року" in second.partition("<tbody>")[2].rpartition("x-rounds")[2]


@pytest.mark.parametrize("year", ["1999", "abc", "-1", "9" * 40])
def test_a_year_without_rounds_shows_all_of_them(client, now, year):
    actions.load_rounds([row for row in read_rounds() if row.ordinal == 54], now=now)
    response = client.get(f"/exchanges?year={year}")
    assert (response.status_code, "17 липня 2024 року" in response.content.decode()) == (200, True)


def test_the_page_of_a_round_names_a_running_total_that_does_not_follow(client, now):
    actions.load_rounds(read_rounds(), now=now)
    january = Round.objects.get(began_on=date(2024, 1, 3))
    text = client.get(f"/exchanges/{january.pk}").content.decode()
    assert "Загальне число 2\u202f828 на 6 більше, ніж виходить від 25.05.2023 (2\u202f822)." in text
    november = Round.objects.get(began_on=date(2025, 11, 22))
    english = client.get(f"/en/exchanges/{november.pk}").content.decode()
    assert (
        "is 220 more than follows from 25.05.2025 (6,046): in between there are days whose numbers are withheld"
        in english
    )


def test_loading_the_public_rounds_twice_changes_nothing(now, capsys):
    call_command("load_rounds")
    said = capsys.readouterr().out
    assert "загальні числа: 11 з 13 випливають з попереднього" in said
    assert "2024-01-03: stated 2828, expected 2822 (+6)" in said
    assert "2025-11-22: stated 6266, expected 6046 (+220)" in said
    before = (Round.objects.count(), StagePart.objects.count(), Entry.objects.count())
    call_command("load_rounds")
    assert "обміни: 61, нових 0; етапи: нових 0" in capsys.readouterr().out
    assert (Round.objects.count(), StagePart.objects.count(), Entry.objects.count()) == before


def test_the_check_of_the_pages_agrees_with_the_check_of_the_file(now):
    from dodomu.exchanges.queries.overview import running_checks
    from dodomu.reference.rounds import running_totals

    rows = read_rounds()
    actions.load_rounds(rows, now=now)
    said = [(check.on, check.stated, check.expected) for check in running_totals(rows)]
    assert [(check.on, check.stated, check.expected) for check in running_checks()] == said


def test_a_part_larger_than_its_whole_is_named(client, officer, now):
    july = build_exchanges.round_of_july(officer, announced=None, now=now)
    stage = july.stages.get()
    for part in read_breakdown("AFU=10(TDF=7,Navy=4)"):
        whole = StagePart.objects.create(stage=stage, code=part.code, count=part.count)
        for one in part.parts:
            StagePart.objects.create(stage=stage, parent=whole, code=one.code, count=one.count)
    text = client.get(f"/exchanges/{july.pk}").content.decode()
    assert "«Збройні сили»: вказано 10, а всередині разом 11." in text


def test_reading_a_round_writes_nothing_but_the_ledger(client, officer, readonly_get, now):
    july = build_exchanges.round_of_july(officer, now=now)
    for url in ("/exchanges", f"/exchanges/{july.pk}", "/exchanges/new", f"/exchanges/{july.pk}/stages/new"):
        assert readonly_get(client, url).status_code == 200


def test_the_menu_counts_the_lines_that_wait_for_this_officer(client, client_for, officer, now):
    july = build_exchanges.round_of_july(officer, now=now)
    build_exchanges.take(july, "Шевчук Андрій 14.03.1991\nКоваль Петро 1990\nВсього: 2", by=officer, now=now)
    waiting = '<span class="d-vh">чекають: </span>2</span>'
    assert waiting in client.get("/exchanges").content.decode()
    other = client_for(build.account(cast.SECOND_EXCHANGE, now=now))
    assert "чекають:" not in other.get("/exchanges").content.decode()
