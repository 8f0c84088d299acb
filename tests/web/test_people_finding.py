"""The one box on the page, and the new record that only a search leads to."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from dodomu.access import actions as access
from dodomu.ledger.models import Entry
from dodomu.people.models import Fact, Person, PersonNow, Source
from tests import build, build_families, build_people, cast

KEY_HELP = 6  # rows of the key help, which stands on every page

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar(now):
    return build.account(cast.REGISTRAR, now=now)


@pytest.fixture
def client(registrar, client_for):
    return client_for(registrar)


def words(response):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def search(client, text, prefix=""):
    return client.post(f"{prefix}/search", {"text": text}, follow=True)


def test_a_search_leaves_no_name_in_the_address(client, now):
    one = build_people.person("Шевчук Андрій", now=now)
    page = search(client, "Шевчук")
    [(address, status)] = page.redirect_chain
    assert re.fullmatch(r"/search\?of=[\w-]{12}", address)
    assert status == 302
    assert f"{one.number} Шевчук Андрій 14.03.1991" in words(page)
    assert client.get(address).content.decode().count(one.number) == page.content.decode().count(one.number)


def test_the_result_stays_with_the_session_that_asked(client, now, client_for):
    build_people.person("Шевчук Андрій", now=now)
    address = search(client, "Шевчук").redirect_chain[0][0]
    stranger = client_for(build.account(cast.SECOND_REGISTRAR, now=now)).get(address)
    assert (stranger.status_code, "Знайдено" in words(stranger)) == (200, False)


def test_the_search_is_written_to_the_ledger_without_its_words(client, now):
    one = build_people.person("Шевчук Андрій", now=now)
    search(client, "Шевчук")
    entry = Entry.objects.get(act="search")
    assert entry.detail == f'{{"found":1,"people":[{one.pk}]}}'


def test_nobody_found_says_what_was_tried_and_offers_it(client, now):
    build_people.person("Шевчук Андрій", now=now)
    page = search(client, "Шевчк")
    assert "За „Шевчк“ нікого немає. Шукали також: Шевчук ( 1 )" in words(page)
    assert '<button type="submit" name="text" value="Шевчук"' in page.content.decode()
    assert "Nobody for “ Шевчк ”. Also searched:" in words(search(client, "Шевчк", "/en"))


def test_the_number_of_a_relative_finds_the_person_for_whoever_talks_with_families(now, client_for):
    one = build_people.person("Шевчук Андрій", unit="NGU", now=now)
    build_families.relative(one, phone="067 111 22 33", now=now)
    liaison = client_for(build.account(cast.FAMILY_LIAISON, unit=build.unit("NGU"), now=now))
    found = words(search(liaison, "+38 067 111-22-33"))
    assert "Цей номер має родич людини Люди Номер" in found
    assert one.number in found
    assert "Нікого не знайдено" not in found
    elsewhere = client_for(build.account(cast.SECOND_REGISTRAR, unit=build.unit("AFU"), now=now))
    assert one.number not in words(search(elsewhere, "+38 067 111-22-33"))


def test_what_is_typed_is_never_markup(client):
    page = search(client, "<script>alert(1)</script>")
    assert "<script>alert" not in page.content.decode()


def test_too_many_are_cut_with_a_hint(client, now):
    build_people.crowd(51, now=now)
    page = search(client, "Коваленко")
    assert "Знайдено: перші 50 Схожих більше, ніж поміщається." in words(page)
    assert page.content.decode().count('<th scope="row">') == 50 + KEY_HELP


@pytest.mark.parametrize(
    ("text", "uk", "en"),
    [
        (
            "",
            "Введіть ім’я, номер, дату народження або код підрозділу.",
            "Enter a name, a number, a date of birth or the code of a unit.",
        ),
        ("я" * 201, "Запит задовгий: не більше 200 знаків.", "The query is too long: 200 characters at the most."),
    ],
)
def test_a_search_for_nothing_is_refused_in_both_languages(text, uk, en, client):
    for prefix, said in (("", uk), ("/en", en)):
        page = client.post(f"{prefix}/search", {"text": text})
        assert (page.status_code, said in words(page)) == (422, True)


def test_a_search_costs_the_same_for_one_and_for_fifty(client, now, counted_queries):
    build_people.crowd(1, now=now)
    address = search(client, "Коваленко").redirect_chain[0][0]
    client.get(address)
    one = counted_queries(lambda: client.get(address))
    build_people.crowd(49, now=now)
    assert counted_queries(lambda: client.get(address)) == one <= 20


def test_an_officer_who_opens_no_records_is_not_offered_one(now, client_for):
    page = search(client_for(build.account(cast.SOCIAL, now=now)), "Шевчук")
    assert "Відкрити новий запис" not in words(page)


# A new record

NEW = {"surname": "Шевчук", "given": "Андрій", "patronymic": "", "source_kind": "call", "sex": "m", "unit": ""}


def offered(client, text="Шевчук Андрій 14.03.1991"):
    """The address of a new record, as the page of a search offers it."""
    return html.unescape(re.search(r'href="(/people/new\?after=[^"]+)"', search(client, text).content.decode())[1])


def test_a_new_record_is_opened_only_after_a_search(client, now):
    refused = client.post("/people/new", NEW, follow=True)
    assert refused.redirect_chain == [("/search", 302)]
    assert "Спершу пошукайте цю людину: можливо, запис уже є." in words(refused)
    assert Person.objects.count() == 0


@pytest.mark.parametrize("change", [lambda token: token[:-2] + "xx", lambda token: "", lambda token: "WzEsIngiXQ:a:b"])
def test_a_forged_proof_of_a_search_is_none(change, client):
    address = offered(client)
    page, token = address.split("after=")
    assert client.get(f"{page}after={change(token)}").headers["Location"] == "/search"


def test_the_proof_of_somebody_else_is_none(client, now, client_for):
    second = client_for(build.account(cast.SECOND_REGISTRAR, now=now))
    assert second.get(offered(client)).headers["Location"] == "/search"


def test_what_was_searched_is_filled_in(client):
    page = client.get(offered(client)).content.decode()
    for part in ("Шевчук", "Андрій", "14", "3", "1991"):
        assert f'value="{part}"' in page


def test_a_year_that_was_searched_is_filled_in(client):
    assert 'value="1973"' in client.get(offered(client, "Шевчук Андрій 1973")).content.decode()


def test_a_new_record_counts_as_being_checked(client, registrar):
    build.unit("NGU")
    typed = {**NEW, "unit": "NGU", "birth_on_day": "14", "birth_on_month": "3", "birth_on_year": "1991"}
    sent = client.post(offered(client), typed, follow=True)
    now = PersonNow.objects.get()
    assert sent.redirect_chain == [(f"/people/{now.number}", 302)]
    assert (now.surname, now.given, now.birth_on, now.sex, now.unit_at_capture.code, now.status) == (
        "Шевчук",
        "Андрій",
        date(1991, 3, 14),
        "m",
        "NGU",
        "",
    )
    assert "Статус уточнюється" in words(sent)
    assert set(Fact.objects.values_list("by", "source__kind")) == {(registrar.pk, "call")}


def test_likely_records_are_shown_before_a_second_one_is_opened(client, now):
    one = build_people.person("Shevchuk Andrii Mykolaiovych", now=now)
    typed = {**NEW, "birth_on_day": "14", "birth_on_month": "3", "birth_on_year": "1991"}
    address = offered(client)
    page = client.post(address, typed)
    assert (page.status_code, Person.objects.count(), Source.objects.filter(kind="call").count()) == (200, 1, 0)
    said = words(page)
    assert "Можливо, запис уже є Нічого ще не записано. Порівняйте: Шевчук Андрій" in said
    assert one.number in said
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode()))
    assert hidden["is_new"] == "1"
    assert client.post(address, {**typed, "is_new": "1"}).status_code == 302
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "uk", "en"),
    [
        ({"surname": ""}, "Введіть прізвище.", "Enter the surname."),
        ({"source_kind": ""}, "Виберіть, звідки це відомо.", "Choose where this is known from."),
        (
            {"surname": "я" * 81},
            "Ця частина імені задовга: не більше 80 знаків.",
            "This part of the name is too long: 80 characters at the most.",
        ),
        (
            {"birth_on_day": "1", "birth_on_month": "1", "birth_on_year": "2031"},
            "Дата народження має бути між 1900 роком і сьогодні.",
            "The date of birth must lie between 1900 and today.",
        ),
        (
            {"birth_on_day": "31", "birth_on_month": "2", "birth_on_year": "1991"},
            "Такої дати немає в календарі.",
            "There is no such day in the calendar.",
        ),
    ],
)
def test_what_is_missing_is_asked_for_in_both_languages_and_nothing_is_kept(typed, uk, en, client):
    for prefix, said in (("", uk), ("/en", en)):
        page = client.post(prefix + offered(client), {**NEW, **typed})
        assert (page.status_code, said in words(page)) == (422, True), words(page)
    assert (Person.objects.count(), Source.objects.count()) == (0, 0)


def test_a_registrar_of_one_unit_opens_records_for_it_alone(now, client_for):
    build.unit("AFU")
    unit = build.unit("NGU")
    client = client_for(build.account(cast.SECOND_REGISTRAR, now=now, unit=unit))
    page = client.get(offered(client)).content.decode()
    assert ("Національна гвардія України" in page, "Збройні сили України" in page) == (True, False)
    address = offered(client)
    assert "Виберіть підрозділ: ви відкриваєте записи лише для свого." in words(client.post(address, NEW))
    assert client.post(address, {**NEW, "unit": "AFU"}).status_code == 422
    assert client.post(address, {**NEW, "unit": "NGU"}, follow=True).status_code == 200
    assert Person.objects.count() == 1


def test_whoever_works_by_assignment_keeps_sight_of_the_record_just_opened(now, client_for):
    client = client_for(build.account(cast.EXCHANGE, now=now))
    assert client.post(offered(client), NEW, follow=True).status_code == 200


def test_the_key_of_the_search_box_is_on_the_page(client):
    page = client.get(reverse("people")).content.decode()
    assert "data-search" in page


def test_a_stranger_searches_nothing(now):
    assert Client().post("/search", {"text": "Шевчук"}).headers["Location"] == "/login"


def test_a_relative_of_the_officer_is_not_among_the_likely(client, registrar, now):
    one = build_people.person("Шевчук Андрій", now=now)
    access.declare_conflict(registrar, person=one.pk, why="relative")
    assert client.post(offered(client), NEW).status_code == 302
