"""Exchanges in a real browser: the decision on one screen, by keys or without a script, and by two at once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from dodomu.access import actions as access
from dodomu.exchanges.models import Line
from dodomu.ledger.models import Entry
from tests import build, build_exchanges, build_homecoming, cast
from tests.build_desk import many
from tests.build_exchanges import captives

pytestmark = pytest.mark.django_db(transaction=True)
WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


@pytest.fixture
def officer(now):
    return build.account(cast.EXCHANGE, now=now)


@pytest.fixture
def second(now):
    return build.account(cast.SECOND_EXCHANGE, now=now)


@pytest.fixture
def long_list(officer, second, now):
    """A list of 95 lines with three candidates to each."""
    return many(build_exchanges.round_of_july(officer, second, now=now), officer, now, 95)


@pytest.mark.parametrize("language", ["", "/en"], ids=["uk", "en"])
def test_the_whole_decision_fits_on_one_screen(long_list, officer, as_user, language):
    page = as_user(officer, viewport=WIDE)
    page.goto(f"{language}/exchanges/lists/{long_list.pk}/match")
    assert page.locator("#line input[type=radio]").count() == 3
    box = page.locator("#line .r-act").bounding_box()
    assert box["y"] + box["height"] <= WIDE["height"]
    assert len({round(one.bounding_box()["y"]) // 12 for one in page.locator("#line .r-act .govuk-button").all()}) == 1
    assert page.evaluate("() => scrollY") == 0
    assert page.locator("#line .w1 li").last.bounding_box()["y"] < box["y"]


def test_the_first_visit_takes_six_requests_and_little_more_than_the_shared_files(long_list, officer, as_user):
    page = as_user(officer, viewport=WIDE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.method == "GET" else None)
    page.goto(f"/exchanges/lists/{long_list.pk}/match", wait_until="load")
    files = [url for url in asked if "/static/" in url and not url.endswith("icon.svg")]
    assert len(files) == 5  # and the page itself


def test_with_the_keys_off_a_key_does_nothing(long_list, officer, as_user):
    access.set_preferences(officer, language="uk", theme="auto", keys_on=False)
    page = as_user(officer, viewport=WIDE)
    page.goto(f"/exchanges/lists/{long_list.pk}/match")
    for key in ("ArrowDown", "1", "Enter", "0", "ArrowRight"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    expect(page.locator("#line")).to_have_attribute("data-n", "1")
    expect(page.locator("#line input:checked")).to_have_count(0)
    assert Line.objects.exclude(state="open").count() == 0


def test_keys_act_only_while_the_focus_is_at_the_desk(long_list, officer, as_user):
    page = as_user(officer, viewport=WIDE)
    page.goto(f"/exchanges/lists/{long_list.pk}/match")
    page.locator("#chips a").first.focus()
    page.keyboard.press("0")
    page.wait_for_timeout(300)
    assert Line.objects.exclude(state="open").count() == 0


def test_on_a_phone_the_chosen_candidate_stands_beside_the_line(long_list, officer, as_user):
    page = as_user(officer, viewport=PHONE)
    page.goto(f"/exchanges/lists/{long_list.pk}/match")
    expect(page.locator("#line tbody tr:first-child td:visible")).to_have_count(2)
    page.locator("#line input[type=radio]").nth(1).check()
    expect(page.locator("#line tbody tr:first-child td.c2")).to_be_visible()
    expect(page.locator("#line tbody tr:first-child td.c1")).to_be_hidden()
    expect(page.locator("#line .w2")).to_be_visible()


def test_the_page_has_no_more_than_1500_nodes(long_list, officer, as_user):
    page = as_user(officer, viewport=WIDE)
    page.goto(f"/exchanges/lists/{long_list.pk}/match")
    assert page.evaluate("() => document.querySelectorAll('*').length") <= 1500


def test_everything_works_without_a_script(officer, second, open_page, live_server, now):
    from django.conf import settings

    from tests.conftest import session_cookie

    [person] = captives([("Шевчук", "Андрій", "Миколайович", build_homecoming.NAMES[0][3])], now=now)
    july = build_exchanges.round_of_july(officer, second, announced=2, now=now)
    name_list = build_exchanges.take(
        july, "Шевчук Андрій Миколайович 14.03.1991\nНевідомий Устим 1990", by=officer, now=now
    )
    page = open_page(java_script_enabled=False, viewport=WIDE)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_cookie(officer), "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto(f"/exchanges/lists/{name_list.pk}/match")
    page.get_by_role("button", name="Підтвердити вибране").click()
    expect(page.locator("#lh")).to_contain_text("Рядок 2")
    page.get_by_role("link", name="Шукати").click()
    page.get_by_label("Прізвище, ім’я, дата народження або номер").fill("Shevchuk")
    page.get_by_role("button", name="Шукати").click()
    page.get_by_role("button", name="Порівняти").click()
    expect(page.locator("#line input[type=radio]")).to_have_count(1)
    page.get_by_role("button", name="Скасувати").click()
    expect(page.locator("#lh")).to_contain_text("Рядок 1")
    page.get_by_role("link", name="Невідомий Устим").click()
    page.get_by_role("button", name="Жоден не підходить").click()
    assert list(Line.objects.order_by("number").values_list("state", "person")) == [("open", None), ("none", None)]
    assert person.pk in Entry.objects.filter(act="read_person").values_list("key", flat=True)


def test_two_officers_on_one_line_see_each_other(officer, second, as_user, complaints, now):
    captives([("Шевчук", "Андрій", "Миколайович", build_homecoming.NAMES[0][3])], now=now)
    july = build_exchanges.round_of_july(officer, second, announced=2, now=now)
    name_list = build_exchanges.take(july, "Шевчук Андрій Миколайович 14.03.1991\nНевідомий Устим", by=officer, now=now)
    url = f"/exchanges/lists/{name_list.pk}/match/1"
    first, other = as_user(officer, viewport=WIDE), as_user(second, viewport=WIDE)
    with first.expect_response(re.compile("/hold$")):
        first.goto(url)
    other.goto(url)
    expect(other.locator("#line")).to_contain_text("Ірина Савчук дивиться цей рядок.")
    with first.expect_response(re.compile("/decide$")):
        first.keyboard.press("0")
    other.keyboard.press("1")
    other.keyboard.press("Enter")
    expect(other.locator("#line")).to_contain_text("Що записано тепер")
    expect(other.locator("#line")).to_contain_text("Ірина Савчук, 18.07.2024, 10:00")
    assert build_exchanges.line(name_list).state == "none"
    assert "409" in complaints.pop()


def test_who_decides_a_line_that_another_person_looks_at_reads_why_it_was_not_recorded(
    officer, second, as_user, complaints, now
):
    captives([("Шевчук", "Андрій", "Миколайович", build_homecoming.NAMES[0][3])], now=now)
    july = build_exchanges.round_of_july(officer, second, announced=2, now=now)
    name_list = build_exchanges.take(july, "Шевчук Андрій Миколайович 14.03.1991\nНевідомий Устим", by=officer, now=now)
    url = f"/exchanges/lists/{name_list.pk}/match/1"
    first, other = as_user(officer, viewport=WIDE), as_user(second, viewport=WIDE)
    with first.expect_response(re.compile("/hold$")):
        first.goto(url)
    other.goto(url)
    expect(other.locator("#line")).to_contain_text("Ірина Савчук дивиться цей рядок.")
    expect(other.locator("#line")).to_have_attribute("data-held", "yes")
    other.keyboard.press("0")
    expect(other.locator("#line")).to_contain_text("Ваше рішення не записано.")
    other.wait_for_timeout(800)  # long enough for an answer that would take the place of the alert
    expect(other.locator("#line")).to_contain_text("Ваше рішення не записано.")
    assert build_exchanges.line(name_list).state == "open"
    assert "409" in complaints.pop()


def test_the_number_in_the_menu_goes_down_with_each_decision(long_list, officer, as_user):
    page = as_user(officer, viewport=WIDE)
    page.goto(f"/exchanges/lists/{long_list.pk}/match")
    expect(page.locator("#waiting-exchanges")).to_contain_text("95")
    page.keyboard.press("0")
    expect(page.locator("#waiting-exchanges")).to_contain_text("94")


def test_a_link_opened_on_the_left_swaps_the_panel_holds_the_line_and_changes_the_address(long_list, officer, as_user):
    page = as_user(officer, viewport=WIDE)
    page.goto(f"/exchanges/lists/{long_list.pk}/match")
    with page.expect_response(re.compile("/match/7/hold$")):
        page.locator('#list a[data-n="7"]').click()
    expect(page.locator("#line")).to_have_attribute("data-n", "7")
    expect(page.locator('#list a[data-n="7"]')).to_have_attribute("aria-current", "true")
    assert page.url.endswith("/match/7")
    assert [line.number for line in Line.objects.filter(held_by=officer)] == [7]
    page.reload()
    expect(page.locator("#line")).to_have_attribute("data-n", "7")


def test_the_panel_of_a_waiting_line_fills_when_its_candidates_are_found(officer, second, as_user, now):
    from dodomu.flows.work import HANDLERS
    from dodomu.jobs.actions import run_due

    captives([("Шевчук", "Андрій", "Миколайович", build_homecoming.NAMES[0][3])], now=now)
    july = build_exchanges.round_of_july(officer, second, announced=1, now=now)
    name_list = build_exchanges.take(
        july, "Шевчук Андрій Миколайович 14.03.1991", by=officer, now=now, is_matched=False
    )
    page = as_user(officer, viewport=WIDE)
    page.goto(f"/exchanges/lists/{name_list.pk}/match")
    expect(page.locator("#line")).to_contain_text("Шукаємо кандидатів у реєстрі…")
    run_due(HANDLERS, clock=lambda: now)
    expect(page.locator("#line input[type=radio]")).to_have_count(1)
    expect(page.locator("#work-line")).to_have_count(0)
    expect(page.locator("#list .r-tag")).to_have_text("є кандидат")


def test_the_board_counts_the_ticks_and_can_tick_everybody(officer, as_user, now):
    stage = build_homecoming.set_stage(now=now)
    build_homecoming.sign(stage, now=now)
    page = as_user(officer, viewport=WIDE)
    page.goto(f"/exchanges/{stage.round.pk}/arrivals")
    page.get_by_role("button", name="Позначити всіх на цій сторінці").click()
    page.locator("input[name=lines]").first.uncheck(force=True)
    page.get_by_role("button", name="Підтвердити вибраних (3)").click()
    expect(page.get_by_role("button", name="Підтвердити прибуття: людей 3")).to_be_visible()


def test_what_was_ticked_stays_when_the_net_is_gone(officer, as_user, now):
    stage = build_homecoming.set_stage(now=now)
    build_homecoming.sign(stage, now=now)
    page = as_user(officer, viewport=WIDE)
    page.goto(f"/exchanges/{stage.round.pk}/arrivals/{stage.line(1).pk}")
    page.get_by_label("Причина").fill("лишився в шпиталі")
    page.get_by_label("Не прибув або не прибула").check()
    page.context.set_offline(True)
    page.get_by_role("button", name="Записати").click()
    expect(page.locator("#offline")).to_contain_text("Немає зв’язку.")
    expect(page.get_by_label("Причина")).to_have_value("лишився в шпиталі")
    page.context.set_offline(False)
    page.get_by_role("button", name="Записати").click()
    expect(page.locator("#news")).to_contain_text("людина не прибула")


def test_the_signing_sheet_prints_on_numbered_pages_without_the_menu(long_list, officer, as_user):
    page = as_user(officer, viewport=WIDE)
    page.goto(f"/exchanges/lists/{long_list.pk}/sheet")
    printed = page.pdf(format="A4")
    assert printed.count(b"/Type /Page\n") >= 3 or len(re.findall(rb"/Type\s*/Page\b", printed)) >= 3
    page.emulate_media(media="print")
    for hidden in (".d-head", ".d-nav", ".d-crumb"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".d-stamp")).to_be_visible()
