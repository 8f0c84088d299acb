"""The pages for the person: consents, the days ahead, and who saw the record and why."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dodomu.families.models import Relative
from dodomu.flows.own_access import accesses
from dodomu.ledger.queries import about
from dodomu.reintegration import actions
from dodomu.reintegration.models import Consent, HandOver
from tests import build, build_homecoming, cast

pytestmark = pytest.mark.django_db
PARTS = ("consents", "consents/hand-over", "consents/new", "consents/sheet", "days", "access", "followup")


def said(response):
    return response.content.decode()


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def doctor(now):
    return build.account(cast.MEDICAL, now=now, unit=build.unit("NGU"))


def url(case, part):
    return f"/people/{case.person.number}/{part}"


@pytest.mark.parametrize("part", PARTS)
def test_whoever_does_not_lead_the_case_finds_no_page_for_the_person(settled, part, client_for, client, now):
    assert client.get(url(settled, part)).status_code == 302
    colleague = build.account(cast.Officer("s2", "Інша", "", "social"), now=now, unit=build.unit("NGU"))
    for other in (colleague, build.account(cast.AUDITOR, now=now), build.account(cast.PRESS, now=now)):
        assert client_for(other).get(url(settled, part)).status_code == 404


def test_a_medical_officer_reads_the_consents_with_kinship_alone_and_prints_nothing(settled, doctor, client_for, now):
    build_homecoming.add_mother(settled.person, phone="+38 000 555 0001", now=now)
    client = client_for(doctor)
    page = said(client.get(url(settled, "consents")))
    assert ("Марія" in page, ">мати<" in page) == (False, True)
    assert {client.get(url(settled, part)).status_code for part in PARTS if part not in ("consents", "followup")} == {
        404
    }


def test_what_is_known_is_shown_for_confirmation_and_the_hand_over_is_recorded(settled, officer, client_for, now):
    mother = build_homecoming.add_mother(settled.person, phone="+38 000 555 0001", now=now)
    client = client_for(officer)
    assert "обрала родина: лише новину про повернення" in said(client.get(url(settled, "consents")))
    form = said(client.get(url(settled, "consents/hand-over")))
    assert "Марія (мати), мати" in form
    assert '<option value="news" selected>' in form
    assert client.post(url(settled, "consents/hand-over"), {f"level_{mother.pk}": "contact"}).status_code == 302
    assert HandOver.objects.get().by == officer
    page = said(client.get(url(settled, "consents")))
    assert "Людина вирішує сама з 18.07.2024, 10:00" in page
    sheet = said(client.get(url(settled, "consents/sheet")))
    assert "новину та як зв’язатися" in sheet
    change = client.post(url(settled, f"consents/relatives/{mother.pk}"), {"level": "nothing", "on": "18.07.2024"})
    assert change.status_code == 302
    assert Relative.objects.get(pk=mother.pk).may_be_told == "nothing"
    assert [one.answer for one in Consent.objects.order_by("pk")] == [
        *("given", "given", "refused"),
        *("withdrawn", "withdrawn"),
    ]


def test_a_yes_to_the_press_inside_the_time_to_adapt_is_refused_on_the_page(adapting, officer, client_for):
    client = client_for(officer)
    form = {"about": "press:meet", "answer": "given", "on": "18.07.2024"}
    refused = client.post(url(adapting, "consents/new"), form)
    assert (refused.status_code, "триває до 20.07.2024, 22:00" in said(refused)) == (422, True)
    assert client.post(url(adapting, "consents/new"), {**form, "answer": "refused"}).status_code == 302


def plan(case, matter, *, starts_at, officer, now, **more):
    hour = timedelta(hours=1)
    return actions.plan_appointment(
        case, matter, starts_at=starts_at, ends_at=starts_at + hour, by=officer, now=now, **more
    )


def test_the_days_on_paper_tell_hours_places_and_names_and_nothing_that_others_should_not_read(
    settled, officer, client_for, now
):
    given = {"officer": officer, "now": now}
    plan(settled, "psychologist", starts_at=now + timedelta(hours=2), place="кабінет 12", who="Олена Савчук", **given)
    plan(settled, "questioning", starts_at=now + timedelta(days=1), **given)
    plan(settled, "contact", starts_at=now + timedelta(days=1, hours=3), is_wanted=True, **given)
    plan(settled, "document", starts_at=now + timedelta(days=2), **given)
    page = said(client_for(officer).get(url(settled, "days")))
    main = page[page.index("<article") : page.index("</article>")]
    assert ("12:00 – 13:00" in main, "кабінет 12" in main, "Олена Савчук" in main) == (True, True, True)
    assert [main.count(word) for word in ("Зустріч<", "Близькі", "Папери")] == [2, 1, 0]
    assert [word for word in ("психолог", "слідч", "опитув", "лікар", "Кравець") if word in main] == []
    assert next(entry.act for entry in about("person", settled.person_id)) == "print_days"


def test_the_days_of_somebody_who_adapts_say_until_when_the_time_is_theirs(adapting, officer, client_for):
    page = said(client_for(officer).get(url(adapting, "days")))
    assert "До суботи, 20 липня, 22:00 – ваш час." in page
    assert page.count("Нічого не заплановано. Цей день ваш.") == 2


def test_who_saw_the_record_stands_by_role_with_the_reason_and_no_name(adapting, officer, doctor, client_for, now):
    client = client_for(officer)
    client_for(doctor).get(url(adapting, "care"))
    client.get("/today")
    override = actions.ask_override(
        adapting,
        "talk",
        starts_at=now + timedelta(hours=2),
        ends_at=now + timedelta(hours=3),
        reason_kind="wish",
        reason="хоче поговорити про навчання",
        approver=doctor,
        by=officer,
        now=now,
    )
    actions.approve_override(override, by=doctor, now=now)
    page = said(client.get(url(adapting, "access")))
    main = page[page.index("<article") : page.index("</article>")]
    assert [name for name in (officer.name, doctor.name, "поговорити про навчання") if name in main] == []
    assert "розмова про службу, навчання, звільнення" in main
    assert "людина сама цього хоче" in main
    rows = {(row.who.en, row.why.en, row.act, row.part): row.times for row in accesses(adapting.person_id)}
    assert rows[("medical care", "the facility where you stayed", "read_person", "care")] == 1
    assert rows[("social support", "leads your case", "read_today", "")] == 1
    assert rows[("social support", "leads your case", "print_access", "")] == 1


def test_a_role_that_has_ended_still_stands_for_what_was_done_in_it(adapting, officer, client_for, now):
    client_for(officer).get(url(adapting, "case"))
    officer.memberships.update(until_at=now + timedelta(hours=1))
    assert {row.who.en for row in accesses(adapting.person_id) if row.act == "read_person"} == {"social support"}
