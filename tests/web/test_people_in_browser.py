"""The pages of the register in a real browser: rules of accessibility, width, keys, and work without a script."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from dodomu.people import actions, pairs
from tests import build, build_people, cast

pytestmark = pytest.mark.django_db(transaction=True)

WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def registrar(now):
    return build.account(cast.REGISTRAR, now=now)


@pytest.fixture
def pages(registrar, now):
    """The addresses of every page, with something on each."""
    build.unit("NGU-1", parent=build.unit("NGU"))
    second = build.account(cast.SECOND_REGISTRAR, now=now)
    one = build_people.person("Шевчук Андрій Миколайович", unit="NGU-1", status="MISSING_SC", now=now)
    build_people.status(one, "HANDED_OVER", true_from=date(2024, 7, 17), learned_on=date(2024, 7, 17), now=now)
    build_people.status(one, "RETURNED_EXCHANGE", true_from=date(2024, 7, 17), now=now)
    twin = build_people.person("Shevchuk Andrii", born=None, now=now)
    other = build_people.person("Shevchuk Andrii", born=None, unit="NGU-1", now=now)
    build_people.joined(other, into=twin, by=registrar, second=second, now=now)
    pairs.propose_merge(twin, into=one, reason="збігається паспорт", by=registrar, now=now)
    fact = actions.state(
        one, "rank", "сержант", true_from=date(2023, 1, 1), source=build_people.source(), by=registrar, now=now
    )
    build_people.crowd(51, unit="NGU-1", now=now)
    base = f"/people/{one.number}"
    return [
        "/search",
        "/people?status=missing&unit=NGU",
        "/people",
        base,
        f"{base}?true_on=2024-07-17&known_on=2024-07-17",
        f"{base}/timeline",
        f"{base}/facts/new",
        f"{base}/facts/new?about=status",
        f"{base}/facts/new?about=birth_date",
        f"{base}/facts/{fact.pk}/replace",
        f"{base}/facts/{fact.pk}/withdraw",
        f"/people/{other.number}",
        f"/people/{other.number}/part",
        f"{base}/merge/{twin.number}",
        "/people/duplicates",
        "/people/proposals",
        "/people/counts",
        "/people/difference?true_on=2024-07-17&known_on=2024-07-17&then_true_on=2024-07-17&then_known_on=2024-07-18",
    ]


def violations(page):
    from axe_playwright_python.sync_playwright import Axe

    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
    return [f"{one['id']} {one['nodes'][0]['target']}" for one in result["violations"]]


# Every language, width and theme with each of the others: four turns instead of eight.
TURNS = [("", WIDE, "light"), ("/en", PHONE, "light"), ("/en", WIDE, "dark"), ("", PHONE, "dark")]


@pytest.mark.parametrize(("prefix", "size", "theme"), TURNS)
def test_no_page_breaks_a_rule_of_accessibility_or_is_wider_than_the_screen(
    as_user: Any, registrar: Any, pages: list[str], prefix: str, size: Any, theme: str
) -> None:
    page = as_user(registrar, viewport=size, color_scheme=theme)
    found = {}
    for path in pages:
        page.goto(prefix + path)
        page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })")
        wider = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        found[path] = violations(page) + ([f"{wider} px too wide"] if wider > 0 else [])
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_a_key_leads_to_the_box_and_enter_finds(as_user: Any, registrar: Any, pages: list[str]) -> None:
    page = as_user(registrar, viewport=WIDE)
    page.goto(pages[3])
    page.keyboard.press("/")
    page.wait_for_url("**/people")
    page.keyboard.press("/")
    page.locator("#id_text:focus").wait_for()
    page.keyboard.type("шевчук андрій")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?of=*")
    page.get_by_role("link", name="Шевчук Андрій Миколайович").wait_for()


def test_an_unusual_status_reaches_a_second_person_without_a_script(
    open_page: Any, registrar: Any, pages: list[str], live_server: Any, complaints: list[str]
) -> None:
    from django.conf import settings

    from tests.conftest import session_cookie

    page = open_page(java_script_enabled=False, viewport=PHONE)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_cookie(registrar), "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto(pages[7])
    page.get_by_label("Статус", exact=True).select_option("KILLED")
    page.get_by_label("Правда з якого дня").fill("18.07.2024")
    page.get_by_label("Джерело", exact=True).select_option("document")
    page.get_by_role("button", name="Додати запис").click()
    page.get_by_label("Чому це можливо").fill("висновок експертизи")
    page.get_by_role("button", name="Подати другій людині").click()
    page.get_by_text(re.compile("Запис набуде чинності, коли його підтвердить друга людина")).wait_for()
    assert "422" in complaints.pop()


def test_after_an_unusual_status_the_reason_has_the_focus(
    as_user: Any, registrar: Any, pages: list[str], complaints: list[str]
) -> None:
    page = as_user(registrar, viewport=WIDE)
    page.goto(pages[7])
    page.get_by_label("Статус", exact=True).select_option("KILLED")
    page.get_by_label("Правда з якого дня").fill("18.07.2024")
    page.get_by_label("Джерело", exact=True).select_option("document")
    page.get_by_role("button", name="Додати запис").click()
    page.locator("textarea[name=reason]:focus").wait_for()
    assert violations(page) == []
    assert "422" in complaints.pop()
