"""Families and enquiries in a real browser: no rule of accessibility broken, nothing wider than the screen, print, a call by keys."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from dodomu.enquiries import actions as enquiries
from dodomu.families import actions
from dodomu.families.models import Call
from dodomu.notices.models import Notice
from tests import build, cast
from tests.build_enquiries import department, enquiry, liaison
from tests.build_exchanges import captive
from tests.build_families import officers, relative, released

pytestmark = pytest.mark.django_db(transaction=True)
WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def pages(now):
    """A household of stories, and for each account the addresses it reads."""
    first, second = officers(now)
    person = captive("Шевчук", unit=build.unit("NGU").code, now=now)
    relative(person, note="матері й дружині повідомляємо окремо", is_told_apart=True, now=now)
    relative(person, name="Шевчук Галина", kin="mother", language="en", is_told_apart=True, now=now)
    sister = relative(person, name="Шевчук Оксана", kin="sister", is_verified=False, now=now)
    told, waiting = released(person, now=now)
    actions.receive_proof(sister, kind="birth", hint="123456", seen_on=date(2024, 7, 1), by=first, now=now)
    actions.log_outcome(told, "told", note="чекає на дзвінок", by=first, now=now)
    actions.log_outcome(waiting, "no_answer", by=first, now=now)
    early = captive("Бондар", unit="NGU", now=now)
    relative(early, kin="father", now=now)
    [mended] = released(early, now=now)
    actions.log_outcome(mended, "told", by=first, now=now)
    actions.withdraw_calls([early], occasion="round:54", reason="тезка", by=None, now=now)
    released(captive("Кучер", unit="NGU", now=now), now=now)
    by = liaison(now)
    asked = enquiry(person, early, now=now - timedelta(days=30))
    enquiries.remind(asked, by=by, now=now)
    enquiries.extend(asked, working_days=3, reason="архів переїжджає", by=by, now=now)
    enquiries.answer(asked, dated_on=now.date(), text="Підтверджено.", by=by, now=now)
    late = enquiry(person, now=now - timedelta(days=30))
    department(now=now, code="tcc", email="")
    registrar = build.account(cast.REGISTRAR, unit=build.unit("NGU"), now=now)
    family = f"/people/{person.number}/family"
    return {
        first: [
            "/families",
            "/families?show=waiting",
            "/families?show=verify",
            "/families/code",
            f"/families/calls/{told.pk}",
            f"/families/calls/{waiting.pk}",
            f"/families/calls/{waiting.pk}/script",
            f"/families/calls/{mended.pk}",
            family,
            f"{family}/new",
            f"/relatives/{sister.pk}",
            f"/relatives/{sister.pk}/proof",
            f"/relatives/{sister.pk}/contact",
            f"/relatives/{sister.pk}/telling",
            f"/relatives/{sister.pk}/withdraw",
            f"/relatives/{sister.pk}/talk",
            "/outgoing",
            f"/outgoing/{Notice.objects.order_by('pk')[0].pk}",
        ],
        second: [f"/relatives/{sister.pk}/verify"],
        by: [
            "/enquiries",
            "/enquiries?overdue=1",
            "/enquiries/new",
            f"/enquiries/{asked.pk}",
            f"/enquiries/{asked.pk}/letter",
            f"/enquiries/{late.pk}",
            f"/enquiries/{late.pk}/remind",
            f"/enquiries/{late.pk}/extend",
            f"/enquiries/{late.pk}/answer",
            f"/enquiries/{late.pk}/withdraw",
            "/departments",
            "/departments/new",
            "/departments/tcc",
        ],
        registrar: [family, f"/people/{person.number}", f"/enquiries/{asked.pk}/fact"],
    }


def violations(page: Any) -> list[str]:
    """What axe finds: rule and place."""
    from axe_playwright_python.sync_playwright import Axe

    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
    return [f"{one['id']} {one['nodes'][0]['target']}" for one in result["violations"]]


@pytest.mark.parametrize("language", ["", "/en"], ids=["uk", "en"])
def test_no_page_breaks_a_rule_of_accessibility_or_is_wider_than_the_screen(pages, as_user, language):
    found = {}
    for officer, paths in pages.items():
        page = as_user(officer, viewport=WIDE)
        for path in paths:
            assert page.goto(language + path).status == 200
            page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })")
            for size, theme in ((WIDE, "light"), (PHONE, "dark")):
                page.set_viewport_size(size)
                page.emulate_media(color_scheme=theme)
                wider = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
                found[path, theme] = [*violations(page), *(["wider than the screen"] if wider > 0 else [])]
    assert {place: rules for place, rules in found.items() if rules} == {}


@pytest.mark.parametrize(("size", "theme"), [(WIDE, "dark"), (PHONE, "light")], ids=["wide-dark", "phone-light"])
def test_the_pages_with_the_most_on_them_hold_in_the_other_light_too(pages, as_user, size, theme):
    found = {}
    for officer, paths in pages.items():
        page = as_user(officer, viewport=size, color_scheme=theme)
        for path in paths[:7]:
            page.goto(path)
            found[path] = violations(page)
    assert {path: rules for path, rules in found.items() if rules} == {}


def test_in_print_there_is_the_script_without_forms_and_with_a_stamp(pages, as_user):
    officer, paths = next(iter(pages.items()))
    page = as_user(officer)
    page.goto(next(path for path in paths if path.endswith("/script")))
    page.emulate_media(media="print")
    assert page.get_by_text("Надруковано:").is_visible()
    assert page.get_by_text("Чого не кажемо").is_visible()
    assert not page.get_by_role("navigation", name="Головне меню").is_visible()


def test_a_call_is_told_and_taken_back_by_keyboard_alone(as_user, now):
    first, _second = officers(now)
    person = captive("Шевчук", now=now)
    relative(person, now=now)
    [call] = released(person, now=now)
    page = as_user(first)
    page.goto("/families")
    page.get_by_role("link", name="Почати дзвінок").focus()
    page.keyboard.press("Enter")
    page.get_by_label("повідомлено", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Що варто пам’ятати").fill("чекатиме")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Записано. Протягом 10 хвилин").wait_for()
    assert Call.objects.get(pk=call.pk).state == "told"
    page.get_by_role("button", name="Скасувати останній запис").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Запис скасовано новим рядком").wait_for()
    assert Call.objects.get(pk=call.pk).state == "released"
