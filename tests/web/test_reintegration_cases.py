"""Who leads a case and where the person stays: hand-over, the lists of cases, admission, and what the lists cost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dodomu.reintegration.models import Case
from tests import build, cast
from tests import build_reintegration as homecoming
from tests.web.test_reintegration import said, typed, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def doctor(now):
    return build.account(cast.MEDICAL, now=now, unit=build.unit("NGU"))


def test_a_case_is_handed_over_and_the_one_before_sees_it_no_more(settled, officer, client_for, now):
    second = build.account(cast.Officer("s2", "Інша", "", "social"), now=now, unit=build.unit("NGU"))
    assert client_for(officer).post(url(settled, "case/officer"), {"officer": str(second.pk)}).status_code == 302
    assert client_for(officer).get(url(settled, "case")).status_code == 404
    assert client_for(second).get(url(settled, "case")).status_code == 200


def test_cases_without_an_officer_are_offered_by_number_and_opened_by_accepting(now, officer, client_for):
    case = homecoming.case("Гончар", now=now, unit=build.unit("NGU"))
    client = client_for(officer)
    page = said(client.get("/cases?officer=none"))
    assert case.person.number in page
    assert "Гончар" not in page
    accepted = client.post(f"/cases/{case.pk}/accept")
    assert accepted.headers["Location"] == url(case, "case")
    assert "Гончар" in said(client.get("/cases?officer=mine"))
    second = build.account(cast.Officer("s2", "Інша", "", "social"), now=now, unit=build.unit("NGU"))
    late = client_for(second).post(f"/cases/{case.pk}/accept")
    assert late.status_code == 409
    assert "Надія Іваницька" in said(late)


def test_an_officer_of_another_unit_cannot_take_the_case(now, client_for):
    case = homecoming.case("Гончар", now=now, unit=build.unit("NGU"))
    other = build.account(cast.SOCIAL, now=now, unit=build.unit("AFU"))
    assert client_for(other).post(f"/cases/{case.pk}/accept").status_code == 404
    assert case.person.number not in said(client_for(other).get("/cases?officer=none"))


def test_the_list_narrows_by_state_facility_and_adaptation_and_ignores_other_words(
    adapting, settled, officer, client_for
):
    client = client_for(officer)
    everybody = ["Кравець", "Шевчук"]

    def shown(query):
        page = said(client.get(f"/cases{query}"))
        return [name for name in everybody if name in page]

    assert shown("") == everybody
    assert shown("?adaptation=now") == ["Шевчук"]
    assert shown("?facility=svitanok") == everybody
    assert shown("?facility=none-such") == []
    assert shown("?state=closed") == []
    assert shown("?state=nonsense&officer=all&page=forged") == everybody


def test_a_person_is_admitted_at_the_facility_and_the_time_to_adapt_begins(now, officer, client_for):
    case = homecoming.case(now=now, officer=officer, unit=build.unit("NGU"))
    place = homecoming.facility(places=1, now=now)
    client = client_for(officer)
    page = said(client.get(f"/facilities/{place.code}"))
    assert f"Шевчук Андрій · {case.person.number}" in page
    form = {"case": str(case.pk), "at": typed(now - timedelta(hours=1))}
    assert client.post(f"/facilities/{place.code}", form).status_code == 302
    assert "до нд 21.07, 10:00" in said(client.get(f"/facilities/{place.code}"))  # from the verified arrival


def test_a_full_facility_refuses_and_names_one_with_room(adapting, now, officer, client_for):
    other = homecoming.case("Цимбал", now=now, officer=officer, unit=build.unit("NGU"))
    full = homecoming.facility("full", places=0, now=now)
    form = {"case": str(other.pk), "at": typed(now)}
    refused = client_for(officer).post(f"/facilities/{full.code}", form)
    assert refused.status_code == 422
    assert "немає вільних місць. Вільні місця є тут: «Центр «Svitanok»»" in said(refused)


def test_transfer_and_leaving_do_not_move_the_end_of_the_time_to_adapt(adapting, now, officer, client_for):
    homecoming.facility("lisova", now=now)
    client = client_for(officer)
    before = adapting.adaptation
    form = {"facility": "lisova", "at": typed(now - timedelta(hours=2))}
    assert client.post(url(adapting, "case/place"), form).status_code == 302
    assert client.post(url(adapting, "case/leave"), {"at": typed(now - timedelta(hours=1))}).status_code == 302
    assert Case.objects.get(pk=adapting.pk).adaptation == before


def test_every_list_costs_the_same_for_one_and_for_fifty(now, officer, client_for, counted_queries):
    client = client_for(officer)
    addresses = ("/cases", "/cases?officer=none", "/facilities/svitanok", "/facilities")

    def costs():
        return [counted_queries(lambda address=address: client.get(address)) for address in addresses]

    def come_home(names):
        people = [homecoming.returned(name, now=now, unit=build.unit("NGU")) for name in names]
        homecoming.cases(people[::2], now=now, officer=officer, admitted_at=now - timedelta(hours=5))
        homecoming.cases(people[1::2], now=now)

    come_home(["Бойко", "Бойчук"])
    client.get("/cases")  # the first page of a session writes the session
    one = costs()
    come_home([f"Бойко{n}" for n in range(98)])
    assert costs() == one
    assert max(one) <= 20
