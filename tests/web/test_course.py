"""The course of a case: three dated facts and the days, for whoever reads the case whole, without what a plan says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dodomu.reintegration import actions
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db


def test_the_page_tells_the_days_the_officers_with_their_dates_and_the_note(now, client_for):
    unit = build.unit("NGU")
    one = build.account(cast.SOCIAL, now=now, unit=unit)
    two = build.account(cast.SECOND_SOCIAL, now=now, unit=unit)
    doctor = build.account(cast.MEDICAL, now=now, unit=unit)
    came = now - timedelta(days=6)
    case = homecoming.case("Кравець", now=now, unit=unit, admitted_at=came)
    actions.assign_officer(case, one, by=None, now=came)
    plan = actions.write_plan(case, content="таємні вправи", level=1, by=doctor, now=now - timedelta(days=2))
    actions.answer_plan(plan, is_agreed=True, on=(now - timedelta(days=1)).date(), by=doctor, now=now)
    actions.hand_over([case], two, before=one, by=one, now=now, note="Дзвонити зранку")
    page = client_for(two).get(f"/people/{case.person.number}/case/course").content.decode()
    for said in (
        "Підрозділ на час полонення",
        "від 17.07.2024",
        "прийнято: Центр «Svitanok»",
        "відповідь людини на план лікування",
        "12.07.2024 – 18.07.2024",
        "Дзвонити зранку",
        "веде: Катерина Бондар",
    ):
        assert said in page
    assert "таємні вправи" not in page
    assert client_for(one).get(f"/people/{case.person.number}/case/course").status_code == 404


def test_a_reader_of_summary_fields_and_a_stranger_find_no_course(now, client_for):
    unit = build.unit("NGU")
    case = homecoming.case(now=now, officer=build.account(cast.SOCIAL, now=now, unit=unit), unit=unit)
    for officer in (cast.SUPPORT_LEAD, cast.REGISTRAR, cast.EXCHANGE):
        reader = client_for(build.account(officer, now=now, unit=unit))
        assert reader.get(f"/people/{case.person.number}/case/course").status_code == 404
