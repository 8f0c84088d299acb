"""Cases and Today in a real browser: print, and an appointment by keys."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dodomu.reintegration.models import Appointment
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def adapting(officer, now):
    """A case twelve hours into the time to adapt."""
    return homecoming.case(now=now, officer=officer, unit=build.unit("NGU"), admitted_at=now - timedelta(hours=12))


def test_the_day_on_paper_has_its_rows_a_stamp_and_no_menu(adapting, officer, as_user):
    page = as_user(officer)
    page.goto("/today/sheet")
    page.emulate_media(media="print")
    assert page.get_by_text("Надруковано:").is_visible()
    assert page.get_by_role("table").is_visible()
    assert not page.get_by_role("navigation", name="Головне меню").is_visible()


def test_an_appointment_is_refused_and_then_made_for_later_by_keyboard_alone(adapting, officer, as_user, complaints):
    page = as_user(officer)
    page.goto(f"/people/{adapting.person.number}/case/appointments/new")
    page.get_by_label("Про що").select_option("interview")
    page.get_by_label("Початок").fill("19.07.2024 10:00")
    page.keyboard.press("Control+Enter")
    page.get_by_text("триває до 20.07.2024, 22:00").first.wait_for()
    assert page.get_by_role("main").get_by_role("link", name="Попросити про виняток на цей час").count() == 1
    assert "422" in complaints.pop()
    page.get_by_label("Початок").fill("21.07.2024 10:00")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Зустріч призначено.").wait_for()
    assert Appointment.objects.filter(matter="interview").count() == 1
