"""Cases and Today in a real browser: no rule of accessibility broken, nothing wider than the screen, print, a day by keys."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dodomu.reintegration import actions
from dodomu.reintegration.models import Appointment, Document, Task
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db(transaction=True)
WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def officers(now):
    unit = build.unit("NGU")
    return build.account(cast.SOCIAL, now=now, unit=unit), build.account(cast.MEDICAL, now=now, unit=unit)


@pytest.fixture
def pages(now, officers):
    """People in every stage, and for each account the addresses it reads."""
    officer, doctor = officers
    unit = build.unit("NGU")
    adapting = homecoming.case(now=now, officer=officer, unit=unit, admitted_at=now - timedelta(hours=12))
    asked = actions.ask_override(
        adapting,
        "questioning",
        starts_at=now + timedelta(hours=3),
        ends_at=now + timedelta(hours=4),
        reason_kind="wish",
        reason="хоче розповісти зараз",
        approver=doctor,
        by=officer,
        now=now,
    )
    after = now + timedelta(days=4)
    meeting = actions.plan_appointment(
        adapting, "meeting", starts_at=after, ends_at=after + timedelta(hours=1), place="зал", by=officer, now=now
    )
    settled = homecoming.case("Кравець", now=now, officer=officer, unit=unit, admitted_at=now - timedelta(days=20))
    papers = {one.kind: one for one in Document.objects.filter(case=settled)}
    actions.move_document(papers["passport"], "apply", by=officer, now=now)
    actions.move_document(papers["tax_number"], "receive", by=officer, now=now)
    actions.move_document(papers["tax_number"], "hand_over", signed_by="Кравець Андрій", by=officer, now=now)
    actions.move_document(papers["property"], "block", reason="архів не відповідає", by=officer, now=now)
    plan = actions.write_plan(settled, content="Вправи\nПсихолог", level=1, by=doctor, now=now)
    actions.write_plan(settled, content="Вправи двічі на день", level=2, by=doctor, now=now)
    plan = settled.plans.order_by("-version")[0]
    actions.add_step(plan, content="Огляд", due_at=now + timedelta(hours=1), level=2, by=doctor, now=now)
    actions.answer_plan(plan, is_agreed=True, on=now.date(), by=doctor, now=now)
    actions.open_issue(settled, "pay", note="довідка з частини", by=officer, now=now)
    actions.open_issue(settled, "leave", by=officer, now=now)
    everything = ["service", "training", "discharge"]
    actions.inform(settled, about=everything, on=now.date(), leaflet="2024-05", by=officer, now=now)
    for option, seen in (("service_same", "майор Вовк, юрист"), ("training", "")):
        actions.decide(settled, option, words="Хочу так", on=now.date(), article_117_seen_by=seen, by=officer, now=now)
    homecoming.case("Гончар", now=now, unit=unit)
    task = Task.objects.get(case=settled, kind="options_talk")
    one, two = (f"/people/{case.person.number}" for case in (adapting, settled))
    return {
        officer: [
            "/today",
            f"{one}/case",
            f"{two}/documents",
            f"{two}/social",
            f"{two}/next",
            f"{two}/care",
            one,
            "/today/sheet",
            "/cases",
            "/cases?officer=none",
            "/facilities",
            "/facilities/svitanok",
            f"{two}/case",
            f"{one}/documents",
            f"{two}/case/tasks/{task.pk}",
            f"{two}/case/tasks/new",
            f"{one}/case/appointments/new",
            f"{one}/case/appointments/{meeting.pk}",
            f"{one}/case/override",
            f"{two}/documents/{papers['passport'].pk}",
            f"{two}/case/place",
            f"{two}/case/officer",
            f"{two}/next/talk",
            f"{two}/next/decision",
            f"{two}/social/new",
            f"/overrides/{asked.pk}",
        ],
        doctor: [
            "/today",
            f"{two}/care",
            f"{two}/care/plan",
            f"{one}/care",
            f"{two}/care/steps/new",
            f"/overrides/{asked.pk}",
        ],
        build.account(cast.REGISTRAR, now=now, unit=unit): ["/today", f"{two}/case"],
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


def test_the_day_on_paper_has_its_rows_a_stamp_and_no_menu(pages, as_user):
    page = as_user(next(iter(pages)))
    page.goto("/today/sheet")
    page.emulate_media(media="print")
    assert page.get_by_text("Надруковано:").is_visible()
    assert page.get_by_role("table").is_visible()
    assert not page.get_by_role("navigation", name="Головне меню").is_visible()


def test_an_appointment_is_refused_and_then_made_for_later_by_keyboard_alone(pages, as_user, complaints):
    officer, paths = next(iter(pages.items()))
    page = as_user(officer)
    page.goto(next(path for path in paths if path.endswith("/appointments/new")))
    page.get_by_label("Про що").select_option("interview")
    page.get_by_label("Початок").fill("19.07.2024 10:00")
    page.keyboard.press("Control+Enter")
    page.get_by_text("триває до 20.07.2024, 22:00").first.wait_for()
    assert page.get_by_role("main").get_by_role("link", name="Якщо зачекати неможливо", exact=True).count() == 2
    assert "422" in complaints.pop()
    page.get_by_label("Початок").fill("21.07.2024 10:00")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Зустріч призначено.").wait_for()
    assert Appointment.objects.filter(matter="interview").count() == 1
