"""The pages of the register in a real browser: keys, work without a script, and what a refusal does to the focus."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests import build, build_people, cast

pytestmark = pytest.mark.django_db(transaction=True)

WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def registrar(now):
    return build.account(cast.REGISTRAR, now=now)


@pytest.fixture
def address(now):
    """The page of a person who is missing."""
    build.unit("NGU-1", parent=build.unit("NGU"))
    one = build_people.person("Шевчук Андрій Миколайович", unit="NGU-1", status="MISSING_SC", now=now)
    return f"/people/{one.number}"


def violations(page):
    from axe_playwright_python.sync_playwright import Axe

    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
    return [f"{one['id']} {one['nodes'][0]['target']}" for one in result["violations"]]


def test_a_key_leads_to_the_box_and_enter_finds(as_user: Any, registrar: Any, address: str) -> None:
    page = as_user(registrar, viewport=WIDE)
    page.goto(address)
    page.keyboard.press("/")
    page.wait_for_url("**/people")
    page.keyboard.press("/")
    page.locator("#id_text:focus").wait_for()
    page.keyboard.type("шевчук андрій")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?of=*")
    page.get_by_role("link", name="Шевчук Андрій Миколайович").wait_for()


def test_an_unusual_status_reaches_a_second_person_without_a_script(
    open_page: Any, registrar: Any, address: str, live_server: Any, complaints: list[str]
) -> None:
    from django.conf import settings

    from tests.conftest import session_cookie

    page = open_page(java_script_enabled=False, viewport=PHONE)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_cookie(registrar), "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto(f"{address}/facts/new?about=status")
    page.get_by_label("Статус", exact=True).select_option("KILLED")
    page.get_by_label("Правда з якого дня").fill("18.07.2024")
    page.get_by_label("Джерело", exact=True).select_option("document")
    page.get_by_role("button", name="Додати запис").click()
    page.get_by_label("Чому це можливо").fill("висновок експертизи")
    page.get_by_role("button", name="Подати другій людині").click()
    page.get_by_text(re.compile("Запис набуде чинності, коли його підтвердить друга людина")).wait_for()
    assert "422" in complaints.pop()


def test_after_an_unusual_status_the_reason_has_the_focus(
    as_user: Any, registrar: Any, address: str, complaints: list[str]
) -> None:
    page = as_user(registrar, viewport=WIDE)
    page.goto(f"{address}/facts/new?about=status")
    page.get_by_label("Статус", exact=True).select_option("KILLED")
    page.get_by_label("Правда з якого дня").fill("18.07.2024")
    page.get_by_label("Джерело", exact=True).select_option("document")
    page.get_by_role("button", name="Додати запис").click()
    page.locator("textarea[name=reason]:focus").wait_for()
    assert violations(page) == []
    assert "422" in complaints.pop()
