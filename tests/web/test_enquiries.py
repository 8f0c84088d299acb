"""The pages of enquiries: due first and late marked, the count shown, reminded, answered, learned from."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dodomu.enquiries import actions
from dodomu.enquiries.models import Department, Enquiry
from dodomu.families.models import Call
from dodomu.people.models import Fact, Proposal
from tests import build, cast
from tests.build_enquiries import department, enquiry, liaison
from tests.build_exchanges import captive, captives
from tests.build_families import relative

pytestmark = pytest.mark.django_db
BORN = date(1990, 5, 1)


def said(response):
    return response.content.decode()


def test_the_list_marks_the_late_and_narrows(now, client_for, monkeypatch):
    person = captive("Шевчук", now=now)
    asked = enquiry(person, now=now)
    department(now=now, code="tcc")
    client = client_for(liaison(now))
    assert "прострочено" not in said(client.get("/enquiries"))
    monkeypatch.setenv("DODOMU_NOW", (now + timedelta(days=20)).isoformat())
    page = said(client.get("/enquiries?overdue=1"))
    assert ("прострочено" in page, f"/enquiries/{asked.pk}" in page, "Шевчук Іван" in page) == (True, True, True)
    assert f"/enquiries/{asked.pk}" not in said(client.get("/enquiries?department=tcc"))
    assert f"/enquiries/{asked.pk}" not in said(client.get("/enquiries?state=closed"))
    assert client.get("/enquiries?state=weather&department=none&page=x").status_code == 200


def test_the_table_to_take_along_holds_no_name(now, client_for):
    asked = enquiry(captive("Шевчук", now=now), now=now)
    response = client_for(liaison(now)).get("/enquiries.csv")
    text = said(response)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert ("Шевчук" in text, asked.number in text, "2024-08-01" in text) == (False, True, True)


def test_an_enquiry_about_two_people_is_written_sent_and_counted(now, client_for):
    ours = build.unit("NGU")
    one = captive("Шевчук", unit="NGU", now=now)
    other = captive("Бондар", unit="NGU", now=now)
    department(now=now)
    officer = build.account(cast.LIAISON, unit=ours, now=now)
    registrar = client_for(build.account(cast.REGISTRAR, unit=ours, now=now))
    sent = {
        "department": "nib",
        "subject": "captivity",
        "people": f"{one.number}, {other.number}",
        "text": "Чи є підтвердження?",
        "working_days": "",
    }
    response = registrar.post("/enquiries/new", sent)
    made = Enquiry.objects.get()
    assert (response.status_code, response.url) == (302, f"/enquiries/{made.pk}")
    client = client_for(officer)
    client.post(f"/enquiries/{made.pk}/send", {"sent_on": "18.07.2024", "reference": "77/15"})
    page = said(client.get(f"/enquiries/{made.pk}"))
    assert [word in page for word in ("77/15", "01.08.2024", "субота", "Шевчук Іван", "Бондар Іван")] == [True] * 5


def test_what_is_wrong_with_an_enquiry_stands_beside_the_field(now, client_for):
    person = captive("Шевчук", unit=build.unit("NGU").code, now=now)
    stranger = captive("Бондар", unit=build.unit("AFU").code, now=now)
    department(now=now)
    client = client_for(build.account(cast.REGISTRAR, unit=build.unit("NGU"), now=now))
    good = {"department": "nib", "subject": "pay", "people": person.number, "text": "Коли виплата?"}
    pages = {}
    for name, changes in {
        "nobody": {"people": ""},
        "no number": {"people": "Шевчук"},
        "nobody there": {"people": "D-99999"},
        "not mine": {"people": stranger.number},
        "no department": {"department": "none"},
        "no text": {"text": " "},
        "no days": {"working_days": "0"},
    }.items():
        response = client.post("/enquiries/new", good | changes)
        pages[name] = (response.status_code, "govuk-error-message" in said(response))
    assert set(pages.values()) == {(422, True)}
    assert Enquiry.objects.count() == 0
    same = [
        said(client.post("/enquiries/new", good | {"people": number})).replace(number, "№")
        for number in ("D-99999", stranger.number)
    ]
    assert [text.count("Немає людей із номерами") for text in same] == [2, 2]


def test_reminded_extended_answered_and_closed_by_the_forms(now, client_for):
    asked = enquiry(captive("Шевчук", now=now), now=now)
    client = client_for(liaison(now))
    url = f"/enquiries/{asked.pk}"
    assert "Імен у ньому немає" in said(client.get(f"{url}/remind"))
    client.post(f"{url}/remind", {"note": ""})
    client.post(f"{url}/extend", {"working_days": "5", "reason": "архів переїжджає"})
    assert client.post(f"{url}/extend", {"working_days": "5", "reason": ""}).status_code == 422
    client.post(f"{url}/answer", {"dated_on": "18.07.2024", "reference": "12", "text": "Підтверджено"})
    page = said(client.get(url))
    assert [word in page for word in ("архів переїжджає", "08.08.2024", "Підтверджено", "№ 1")] == [True] * 4
    assert client.post(f"{url}/close").url == "/enquiries"
    asked.refresh_from_db()
    assert (asked.state, asked.reminders_sent) == ("closed", 1)


def test_a_wrong_move_is_said_and_nothing_happens(now, client_for):
    asked = enquiry(captive("Шевчук", now=now), is_sent=False, now=now)
    client = client_for(liaison(now))
    response = client.post(f"/enquiries/{asked.pk}/close")
    assert response.status_code == 422
    assert client.post(f"/enquiries/{asked.pk}/remind", {"note": ""}).status_code == 422
    asked.refresh_from_db()
    assert asked.state == "draft"


def test_the_registrar_makes_a_fact_of_the_answer(now, client_for):
    ours = build.unit("NGU")
    person = captive("Шевчук", unit="NGU", status="CAPTIVE_PROBABLE", now=now)
    asked = enquiry(person, now=now)
    actions.answer(asked, dated_on=now.date(), text="Підтверджено.", by=liaison(now), now=now)
    client = client_for(build.account(cast.REGISTRAR, unit=ours, now=now))
    url = f"/enquiries/{asked.pk}/fact"
    assert client_for(liaison(now)).get(url).status_code == 404
    assert client.get(url).status_code == 200
    good = {
        "person": person.pk,
        "about": "status",
        "status": "CAPTIVE_CONFIRMED",
        "true_from": "06.2022",
        "standing": "confirmed",
    }
    for wrong in (
        {"status": ""},
        {"status": "WEATHER"},
        {"true_from": "учора"},
        {"true_from": "2030"},
        {"person": 999},
    ):
        response = client.post(url, good | wrong)
        assert (response.status_code, "govuk-error-message" in said(response)) == (422, True)
    client.post(url, good)
    fact = Fact.objects.order_by("-seq").first()
    assert (fact.value, fact.precision, fact.source.kind) == ("CAPTIVE_CONFIRMED", "month", "answer")
    assert "Стало записом:" in said(client.get(f"/enquiries/{asked.pk}"))
    client.post(url, good | {"about": "confirmation", "confirmed_by": "icrc"})
    assert Fact.objects.order_by("-seq").first().about == "confirmation"


def test_an_unusual_status_from_an_answer_asks_for_a_reason_and_then_waits(now, client_for):
    person = captive("Шевчук", unit=build.unit("NGU").code, now=now)
    asked = enquiry(person, now=now)
    actions.answer(asked, dated_on=now.date(), text="На службі.", by=liaison(now), now=now)
    client = client_for(build.account(cast.REGISTRAR, unit=build.unit("NGU"), now=now))
    url = f"/enquiries/{asked.pk}/fact"
    unusual = {
        "person": person.pk,
        "about": "status",
        "status": "IN_SERVICE",
        "true_from": "17.07.2024",
        "standing": "reported",
    }
    assert "Назвіть причину" in said(client.post(url, unusual))
    assert "чекає на другу людину" in said(client.post(url, unusual | {"reason": "так пишуть"}, follow=True))
    assert Proposal.objects.get().state == "proposed"


def test_who_may_not_know_everybody_reads_neither_the_text_nor_the_letter(now, client_for):
    mine = captive("Шевчук", unit=build.unit("NGU").code, now=now)
    theirs = captive("Бондар", unit=build.unit("AFU").code, now=now)
    asked = enquiry(mine, theirs, text="Питання про обох", now=now)
    client = client_for(build.account(cast.REGISTRAR, unit=build.unit("NGU"), now=now))
    page = said(client.get(f"/enquiries/{asked.pk}"))
    assert ["Питання про обох" in page, "Бондар" in page, "Шевчук" in page] == [False, False, True]
    assert client.get(f"/enquiries/{asked.pk}/letter").status_code == 404
    whole = said(client_for(liaison(now)).get(f"/enquiries/{asked.pk}/letter"))
    assert ["Питання про обох" in whole, "Бондар" in whole, "01.08.2024" in whole or "1 серпня" in whole] == [True] * 3


def test_three_at_every_door(now, client_for):
    person = captive("Шевчук", unit=build.unit("NGU").code, now=now)
    asked = enquiry(person, now=now)
    works = client_for(liaison(now))
    reads = client_for(build.account(cast.REGISTRAR, unit=build.unit("NGU"), now=now))
    stranger = client_for(build.account(cast.SECOND_REGISTRAR, unit=build.unit("AFU"), now=now))
    url = f"/enquiries/{asked.pk}"
    pages = ["", "/letter", "/remind", "/extend", "/answer", "/withdraw"]
    assert [works.get(url + page).status_code for page in pages] == [200] * 6
    assert [reads.get(url + page).status_code for page in pages] == [200, 200, 404, 404, 404, 404]
    assert [stranger.get(url + page).status_code for page in pages] == [404] * 6


def test_departments_are_added_and_changed_by_the_liaison_alone(now, client_for):
    client = client_for(liaison(now))
    fields = {
        "code": "dms",
        "name_uk": "Державна міграційна служба",
        "name_en": "State Migration Service",
        "kind": "migration",
        "email": "",
        "address": "",
        "working_days": "20",
        "term_source": "",
    }
    assert client.post("/departments/new", fields | {"code": "ДМС"}).status_code == 422
    assert client.post("/departments/new", fields | {"email": "немає"}).status_code == 422
    client.post("/departments/new", fields)
    assert client.post("/departments/new", fields).status_code == 422
    del fields["code"]
    client.post("/departments/dms", fields | {"working_days": "15"})
    found = Department.objects.get()
    assert (found.working_days, found.is_asked) == (15, False)
    assert "не звертаємося" in said(client.get("/departments"))
    reader = client_for(build.account(cast.SOCIAL, now=now))
    assert [reader.get(url).status_code for url in ("/departments", "/departments/new", "/departments/dms")] == [
        200,
        404,
        404,
    ]


def test_the_card_on_a_persons_page_shows_what_was_asked(now, client_for):
    person = captive("Шевчук", unit=build.unit("NGU").code, now=now)
    asked = enquiry(person, now=now)
    client = client_for(build.account(cast.REGISTRAR, unit=build.unit("NGU"), now=now))
    page = said(client.get(f"/people/{person.number}"))
    assert (asked.number in page, f"/enquiries/new?person={person.number}" in page) == (True, True)
    assert person.number in said(client.get(f"/enquiries/new?person={person.number}"))


def test_a_list_of_fifty_costs_what_a_list_of_one_costs(now, client_for, counted_queries):
    client = client_for(liaison(now))
    costs = []
    for size in (1, 49):
        for person in captives([(f"Ш{size}{n}", "Іван", "", BORN) for n in range(size)], now=now):
            enquiry(person, now=now)
        client.get("/enquiries")
        costs.append(counted_queries(lambda: client.get("/enquiries")))
    assert costs[0] == costs[1]
    assert costs[0] <= 20


def test_pages_only_read(now, client_for, readonly_get):
    asked = enquiry(captive("Шевчук", now=now), now=now)
    client = client_for(liaison(now))
    for url in (
        "/enquiries",
        f"/enquiries/{asked.pk}",
        f"/enquiries/{asked.pk}/letter",
        "/departments",
        "/enquiries.csv",
    ):
        assert readonly_get(client, url).status_code == 200


def test_the_same_pages_in_english(now, client_for):
    asked = enquiry(captive("Шевчук", now=now), now=now)
    client = client_for(liaison(now))
    page = said(client.get(f"/en/enquiries/{asked.pk}"))
    assert [word in page for word in ("How the due day was counted", "confirmation of captivity", "Saturday")] == [
        True
    ] * 3
    assert "Enquiries to departments" in said(client.get("/en/enquiries"))


def test_a_return_learned_from_an_answer_releases_the_call_to_the_family(now, client_for):
    person = captive("Шевчук", unit=build.unit("NGU").code, now=now)
    relative(person, now=now)
    asked = enquiry(person, now=now)
    actions.answer(asked, dated_on=now.date(), text="Повернувся 16 липня.", by=liaison(now), now=now)
    client = client_for(build.account(cast.REGISTRAR, unit=build.unit("NGU"), now=now))
    client.post(
        f"/enquiries/{asked.pk}/fact",
        {
            "person": person.pk,
            "about": "status",
            "status": "RETURNED_OTHER",
            "true_from": "16.07.2024",
            "standing": "confirmed",
        },
    )
    assert [call.state for call in Call.objects.all()] == ["released"]
