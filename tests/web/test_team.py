"""The pages of the team: numbers for the officer, names and hand-over for the head, deputies by days."""

from __future__ import annotations

from datetime import date

import pytest

from dodomu.access.models import Deputy
from dodomu.reintegration.models import Case
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db


def said(response):
    return response.content.decode()


@pytest.fixture
def one(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def two(now):
    return build.account(cast.SECOND_SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def lead(now):
    return build.account(cast.SUPPORT_LEAD, now=now, unit=build.unit("NGU"))


@pytest.fixture
def case(one, now):
    return homecoming.case("Кравець", now=now, officer=one, unit=build.unit("NGU"))


def test_the_head_hands_cases_over_and_the_officer_before_no_longer_sees_them(one, two, lead, case, client_for):
    leads = client_for(lead)
    assert "Кравець" not in said(leads.get("/team"))
    assert "Кравець" in said(leads.get(f"/team/{one.pk}/cases"))
    again = leads.post(f"/team/{one.pk}/cases", {"officer": two.pk, "note": ""})
    assert (again.status_code, "Позначте, які справи передати." in said(again)) == (422, True)
    sent = leads.post(f"/team/{one.pk}/cases", {"officer": two.pk, "cases": [case.pk], "note": "Дзвонити зранку"})
    assert (sent.status_code, Case.objects.get(pk=case.pk).officer) == (302, two)
    assert client_for(one).get(f"/people/{case.person.number}/case").status_code == 404
    assert client_for(two).get(f"/people/{case.person.number}/case").status_code == 200


def test_an_officer_opens_own_cases_of_the_team_and_nobody_elses(one, two, case, client_for):
    assert "Кравець" in said(client_for(one).get(f"/team/{one.pk}/cases"))
    assert client_for(two).get(f"/team/{one.pk}/cases").status_code == 404
    assert client_for(two).post(f"/team/{one.pk}/cases", {"officer": two.pk, "cases": [case.pk]}).status_code == 404
    assert Case.objects.get(pk=case.pk).officer == one


def test_an_officer_names_a_deputy_for_oneself_alone_and_ends_it(one, two, client_for):
    client = client_for(one)
    days = {"from_on": "20.07.2024", "until_on": "26.07.2024"}
    refused = client.post("/team/deputies/new", {"absent": two.pk, "deputy": one.pk, **days})
    assert refused.status_code == 422
    assert client.post("/team/deputies/new", {"absent": one.pk, "deputy": two.pk, **days}).status_code == 302
    [deputy] = Deputy.objects.all()
    assert (deputy.absent, deputy.deputy, deputy.until_on) == (one, two, date(2024, 7, 26))
    assert "20.07.2024 – 26.07.2024: заміняє Катерина Бондар" in said(client.get("/team"))
    assert client_for(two).post(f"/team/deputies/{deputy.pk}/end").status_code == 404
    assert client.post(f"/team/deputies/{deputy.pk}/end").status_code == 302
    assert "Замін не призначено." in said(client.get("/team"))


def test_whoever_does_not_work_in_support_finds_no_team(now, client_for):
    for officer in (cast.EXCHANGE, cast.PRESS, cast.MEDICAL):
        assert client_for(build.account(officer, now=now)).get("/team").status_code == 404


def test_a_head_of_support_reads_a_case_in_summary_and_works_on_none(lead, case, client_for):
    client = client_for(lead)
    page = said(client.get(f"/people/{case.person.number}/case"))
    assert "Ваша роль бачить супровід скорочено." in page
    for part in ("documents", "care", "social", "next", "case/tasks/new"):
        assert client.get(f"/people/{case.person.number}/{part}").status_code == 404
