"""The shell in a real browser: nothing refused by the content policy, nothing wider than the screen, keys, focus, axe."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from dodomu.access.models import User
from tests import build, cast

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.web.gallery")]
AsUser = Callable[..., "Page"]

PAGES = ["/gallery/person", "/gallery/work", "/gallery/figure", "/gallery/form", "/settings/me"]
WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
LOOKS = [(WIDE, "light", ""), (WIDE, "dark", "/en"), (PHONE, "light", "/en"), (PHONE, "dark", "")]
if settings.PGHOST:  # what a page looks like is no matter of the database
    LOOKS = LOOKS[:1]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def officer(now: datetime) -> User:
    """A social-support officer."""
    return build.account(cast.SOCIAL, now=now)


@pytest.fixture
def expected(complaints: list[str]) -> Callable[[int], None]:
    """Takes the browser's own line about an answer that a test meant to get out of the complaints."""

    def take(status: int) -> None:
        assert re.search(rf"status of {status}\b", complaints.pop())

    return take


def violations(page: Page) -> list[str]:
    """What axe finds: rule and place."""
    from axe_playwright_python.sync_playwright import Axe

    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
    return [f"{one['id']} {one['nodes'][0]['target']}" for one in result["violations"]]


@pytest.mark.parametrize(("size", "theme", "prefix"), LOOKS)
def test_no_page_breaks_a_rule_of_accessibility(
    as_user: AsUser, officer: User, expected: Callable[[int], None], size: Any, theme: str, prefix: str
) -> None:
    page = as_user(officer, viewport=size, color_scheme=theme)
    found = {}
    for path in [*[f"{prefix}{path}" for path in PAGES], f"{prefix}/nowhere"]:
        page.goto(path)
        page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })")
        found[path] = violations(page)
    expected(404)
    assert {path: rules for path, rules in found.items() if rules} == {}


def test_a_form_full_of_errors_breaks_no_rule_and_takes_the_focus(
    as_user: AsUser, officer: User, expected: Callable[[int], None]
) -> None:
    page = as_user(officer, viewport=PHONE)
    page.goto("/gallery/form")
    page.get_by_role("button", name="Зберегти").click()
    page.wait_for_url("**/gallery/form")
    page.locator(".govuk-error-summary:focus").wait_for()
    expected(422)
    assert violations(page) == []
    page.get_by_role("link", name="Введіть дату народження, наприклад 14 03 1991.").click()
    page.locator("input[name=born_day]:focus").wait_for()


@pytest.mark.parametrize("width", [320, 390, 768, 1366])
def test_no_page_is_wider_than_the_screen(as_user: AsUser, officer: User, width: int) -> None:
    page = as_user(officer, viewport={"width": width, "height": 800})
    wide = {}
    for path in PAGES:
        page.goto(path)
        wide[path] = page.evaluate("() => document.documentElement.scrollWidth") - width
    assert {path: more for path, more in wide.items() if more > 0} == {}


def test_signing_in_and_out_works_without_a_script(open_page: AsUser, officer: User) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/login?next=/gallery/work")
    page.get_by_label("Логін").fill(cast.SOCIAL.login)
    page.get_by_label("Пароль").fill(cast.PASSWORD)
    page.get_by_role("button", name="Увійти").click()
    page.wait_for_url("**/gallery/work")
    page.get_by_role("button", name="Вийти").click()
    page.wait_for_url("**/signed-out")


def test_the_password_can_be_shown(page: Page) -> None:
    page.goto("/login")
    secret = page.get_by_label("Пароль")
    secret.fill("таємниця")
    page.get_by_role("button", name="Показати").click()
    assert (secret.get_attribute("type"), secret.input_value()) == ("text", "таємниця")
    page.get_by_role("button", name="Сховати").click()
    assert secret.get_attribute("type") == "password"


def test_the_key_help_opens_by_key_and_button_and_not_while_typing(as_user: AsUser, officer: User) -> None:
    page = as_user(officer)
    page.goto("/gallery/work")
    help_box = page.get_by_role("dialog", name="Клавіші")
    page.keyboard.press("Shift+Slash")
    help_box.wait_for()
    page.keyboard.press("Escape")
    help_box.wait_for(state="hidden")
    page.get_by_role("button", name="Клавіші").click()
    help_box.wait_for()
    page.keyboard.press("Escape")
    page.goto("/gallery/form")
    page.get_by_label("Прізвище").press("Shift+Slash")
    assert (help_box.is_visible(), page.get_by_label("Прізвище").input_value()) == (False, "?")


def test_keys_that_are_turned_off_do_nothing(as_user: AsUser, officer: User) -> None:
    User.objects.filter(pk=officer.pk).update(keys_on=False)
    page = as_user(officer)
    page.goto("/gallery/work")
    page.keyboard.press("Shift+Slash")
    assert not page.get_by_role("dialog", name="Клавіші").is_visible()


def test_ctrl_enter_sends_the_form(as_user: AsUser, officer: User, expected: Callable[[int], None]) -> None:
    page = as_user(officer)
    page.goto("/gallery/form")
    page.get_by_label("Прізвище").press("Control+Enter")
    page.locator(".govuk-error-summary").wait_for()
    expected(422)


def test_a_form_sent_without_a_connection_keeps_its_text(as_user: AsUser, officer: User) -> None:
    page = as_user(officer)
    page.goto("/gallery/form")
    page.get_by_label("Прізвище").fill("Щур’єв")
    page.context.set_offline(True)
    page.get_by_role("button", name="Зберегти").click()
    bar = page.locator("#offline")
    bar.wait_for()
    assert bar.inner_text().startswith("Немає зв’язку. Введене збережено в цій вкладці.")
    assert page.get_by_label("Прізвище").input_value() == "Щур’єв"
    page.context.set_offline(False)
    bar.wait_for(state="hidden")


def test_a_quotation_is_copied(as_user: AsUser, officer: User) -> None:
    page = as_user(officer, permissions=["clipboard-read", "clipboard-write"])
    page.goto("/gallery/figure")
    page.get_by_role("button", name="Копіювати для цитати").click()
    page.get_by_role("button", name="Скопійовано").wait_for()


def test_a_refusal_that_htmx_meets_is_shown_in_the_news(
    as_user: AsUser, officer: User, expected: Callable[[int], None], complaints: list[str]
) -> None:
    page = as_user(officer)
    page.goto("/gallery/htmx")
    page.get_by_role("button", name="Підписати").click()
    page.locator("#news").get_by_text("Спершу потрібен другий підпис.").wait_for()
    assert page.get_by_role("button", name="Підписати").is_visible()
    complaints[:] = [line for line in complaints if "status of 422" in line][:1]
    expected(422)


def test_progress_is_asked_for_until_the_work_is_done_and_then_no_more(as_user: AsUser, officer: User) -> None:
    page = as_user(officer)
    page.goto("/gallery/progress")
    assert page.locator("[data-poll]").inner_text() == "Прочитано 61 з 95"
    page.get_by_text("Прочитано 95 з 95").wait_for()
    assert (page.locator("[data-poll]").count(), page.locator("#news").inner_text()) == (0, "Готово.")


def test_two_minutes_before_the_end_the_page_asks_whether_somebody_is_there(as_user: AsUser, officer: User) -> None:
    page = as_user(officer)
    page.clock.install()
    page.goto("/gallery/work")
    page.clock.run_for(12 * 60_000)
    assert not page.locator("#idle").is_visible()
    page.clock.run_for(75_000)
    page.locator("#idle").get_by_role("button", name="Я тут, не виходити").click()
    page.locator("#idle").wait_for(state="hidden")


def test_typing_is_presence_and_a_form_left_half_typed_is_kept(as_user: AsUser, officer: User) -> None:
    page = as_user(officer)
    page.clock.install()
    page.goto("/settings/me")
    page.clock.run_for(12 * 60_000)
    with page.expect_response("**/stay"):
        page.locator("main input[type=checkbox]").first.click()
    page.clock.run_for(12 * 60_000)
    assert not page.locator("#idle").is_visible()
    page.clock.run_for(4 * 60_000)
    page.wait_for_url("**/signed-out")
    page.get_by_text("збережено на годину").wait_for()


def test_work_in_another_tab_is_presence_too(as_user: AsUser, officer: User) -> None:
    page = as_user(officer)
    page.clock.install()
    page.goto("/gallery/work")
    page.clock.run_for(13 * 60_000 + 15_000)
    page.locator("#idle").wait_for()
    page.context.new_page().goto(page.url)
    page.locator("#idle").wait_for(state="hidden")


def test_a_chosen_theme_wins_over_the_system(as_user: AsUser, officer: User) -> None:
    grounds = []
    for theme, system in (("dark", "light"), ("light", "dark"), ("auto", "dark")):
        User.objects.filter(pk=officer.pk).update(theme=theme)
        page = as_user(officer, color_scheme=system)
        page.goto("/gallery/work")
        grounds.append(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(18, 24, 29)", "rgb(255, 255, 255)", "rgb(18, 24, 29)"]


def test_a_print_has_the_stamp_and_no_buttons(as_user: AsUser, officer: User) -> None:
    page = as_user(officer)
    page.goto("/gallery/person")
    page.emulate_media(media="print")
    stamp = "Для службового користування · Надруковано: 18.07.2024, 10:00 · Надія Іваницька, соціальний супровід · версія запису 7"
    assert page.locator(".d-stamp").inner_text() == stamp
    seen = [
        name for name in (".d-head", ".d-nav", ".asof", ".p-act", ".d-demo") if page.locator(name).first.is_visible()
    ]
    assert seen == []
