"""Counts on any two days, small numbers kept from those who see totals alone, and the difference person by person."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from dodomu.ledger.models import Entry
from dodomu.people.actions import Stated
from dodomu.web.people.counts import sentence
from tests import build, build_people, cast

pytestmark = pytest.mark.django_db

JULY = date(2024, 7, 17)


@pytest.fixture
def registrar(now):
    return build.account(cast.REGISTRAR, now=now)


@pytest.fixture
def client(registrar, client_for):
    return client_for(registrar)


@pytest.fixture
def shown(now):
    """Twelve held (eight of the Guard, four of the Forces), two missing, one returned yesterday and known today."""
    build.unit("NGU-1", parent=build.unit("NGU"))
    build.unit("AFU")
    build_people.azov()
    names = [f"Коваленко {first}ван" for first in "АБВГДЕЖЗИКЛМ"]
    people = build_people.people(
        *(build_people.record(name, unit="NGU-1" if n < 8 else "AFU") for n, name in enumerate(names)),
        build_people.record("Гай Іван", unit="NGU", status="MISSING_SC"),
        build_people.record("Гай Петро", status="MISSING_SC"),
        now=now,
    )
    build_people.status(people[0], "HANDED_OVER", true_from=JULY, learned_on=JULY, now=now)
    build_people.status(people[0], "RETURNED_EXCHANGE", true_from=JULY, now=now)
    return people


def words(response):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def table(response, caption):
    """The rows of a table of the page: word and number."""
    part = re.search(rf"<h2[^>]*>{caption}</h2>(.*?)</table>", response.content.decode(), re.S)
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td class="n">(.*?)</td>', part[1], re.S) if part else []
    return [tuple(html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row) for row in rows]


def test_people_are_counted_by_status_and_by_unit(client, shown):
    page = client.get("/people/counts")
    assert "Статус: усі статуси. Станом на 18 липня 2024 року, за відомостями на 18 липня 2024 року. 14" in words(page)
    assert table(page, "За статусом") == [
        ("повернулися", "1"),
        ("повернувся під час обміну", "1"),
        ("у полоні", "11"),
        ("у полоні, підтверджено", "11"),
        ("зникли безвісти", "2"),
        ("зниклий безвісти за особливих обставин", "2"),
    ]
    assert table(page, "За підрозділом на час полонення") == [
        ("Національна гвардія України", "9"),
        ("Частина NGU-1", "8"),
        ("Збройні сили України", "4"),
        ("підрозділ невідомий", "1"),
    ]


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("true_on=2024-07-17&known_on=2024-07-17&status=returned", 0),
        ("true_on=2024-07-17&known_on=2024-07-18&status=returned", 1),
        ("true_on=2024-07-17&known_on=2024-07-17&status=being_checked", 1),
        ("true_on=2022-07-01&known_on=2022-07-01&status=captive&unit=NGU", 8),
        ("status=captive&unit=AFU", 4),
        ("status=nonsense&unit=NOWHERE", 14),
        ("true_on=junk&known_on=2022-01-01", 0),
        ("group=azov", 0),
        ("status=missing&is_confirmed_only=1", 2),
    ],
)
def test_a_count_is_asked_by_days_and_words_of_the_address(query, total, client, shown):
    page = client.get(f"/people/counts?{query}").content.decode()
    assert re.search(r'<p class="d-h1 d-num">(\d+)</p>', page)[1] == str(total)


def test_the_form_leads_to_an_address_without_names(client, shown):
    sent = client.post(
        "/people/counts",
        {"true_on": "17.07.2024", "known_on": "18.07.2024", "status": "returned", "unit": "NGU", "group": ""},
    )
    assert sent.headers["Location"] == "/people/counts?true_on=2024-07-17&known_on=2024-07-18&status=returned&unit=NGU"


@pytest.mark.parametrize("address", ["/people/counts", "/people/difference"])
@pytest.mark.parametrize(
    ("prefix", "said"),
    [("", "Введіть дату, наприклад 14.03.1991."), ("/en", "Enter the date, for example 14.03.1991.")],
)
def test_a_day_that_cannot_be_read_is_refused(prefix, said, address, client):
    typed = {"true_on": "колись", "known_on": "18.07.2024", "then_true_on": "18.07.2024", "then_known_on": "18.07.2024"}
    page = client.post(prefix + address, typed)
    assert (page.status_code, said in words(page)) == (422, True)


def test_what_is_counted_stands_in_one_sentence_in_both_languages(client, shown):
    asked = {
        "status": "captive",
        "unit": "NGU",
        "group": "azov",
        "is_confirmed_only": True,
        "true_on": date(2024, 7, 17),
        "known_on": date(2024, 7, 18),
    }
    assert sentence(asked) == (
        "Статус: у полоні; підрозділ на час полонення: Національна гвардія України; група: азовці (люди полку «Азов»); "
        "лише підтверджене. Станом на 17 липня 2024 року, за відомостями на 18 липня 2024 року."
    )
    query = "status=captive&unit=NGU&group=azov&is_confirmed_only=1&true_on=2024-07-17&known_on=2024-07-18"
    assert (
        "Status: in captivity; unit at capture: National Guard of Ukraine; group: Azovites (people of the Azov "
        "regiment); confirmed only. As of 17 July 2024, as known on 18 July 2024."
    ) in words(client.get(f"/en/people/counts?{query}"))


@pytest.mark.parametrize("officer", [cast.PRESS, cast.COMMANDER])
def test_those_who_see_totals_alone_get_no_small_number(officer, shown, now, client_for):
    page = client_for(build.account(officer, now=now)).get("/people/counts")
    assert table(page, "За статусом") == [
        ("повернулися", "приховано"),
        ("у полоні", "приховано"),
        ("зникли безвісти", "приховано"),
    ]
    assert table(page, "За підрозділом на час полонення") == [
        ("Національна гвардія України", "9"),
        ("Збройні сили України", "приховано"),
        ("підрозділ невідомий", "приховано"),
    ]
    assert "Числа, менші за 5, і ті, з яких їх можна вивести, приховано." in words(page)
    assert "Коваленко" not in words(page)


def test_a_small_total_is_only_called_small(shown, now, client_for):
    page = client_for(build.account(cast.PRESS, now=now)).get("/people/counts?status=missing")
    assert "менше 5" in words(page)
    assert (table(page, "За статусом"), table(page, "За підрозділом на час полонення")) == ([], [])


def test_those_who_see_totals_alone_find_them_in_the_menu(shown, now, client_for):
    page = client_for(build.account(cast.PRESS, now=now)).get("/people/counts").content.decode()
    assert re.search(r'<a href="/people/counts" data-go="people-counts" aria-current="page">Підрахунки', page)


def test_a_registrar_of_one_unit_counts_its_people_alone(shown, now, client_for):
    client = client_for(build.account(cast.SECOND_REGISTRAR, now=now, unit=build.unit("AFU")))
    page = client.get("/people/counts")
    assert re.search(r'<p class="d-h1 d-num">(\d+)</p>', page.content.decode())[1] == "4"
    other = client.get("/people/counts?unit=NGU")
    assert re.search(r'<p class="d-h1 d-num">(\d+)</p>', other.content.decode())[1] == "4"


def test_a_count_is_written_to_the_ledger(client, shown):
    client.get("/people/counts?status=captive")
    entry = Entry.objects.get(act="count_people")
    assert entry.detail == (
        '{"asked":{"known_on":"2024-07-18","status":"captive","true_on":"2024-07-18"},"rough":false}'
    )


def test_counts_cost_the_same_for_few_and_for_many(client, shown, now, counted_queries):
    client.get("/people/counts")
    few = counted_queries(lambda: client.get("/people/counts"))
    build_people.crowd(60, unit="AFU", now=now)
    assert counted_queries(lambda: client.get("/people/counts")) == few <= 20


# The difference

TWO = "true_on=2024-07-17&known_on=2024-07-17&then_true_on=2024-07-17&then_known_on=2024-07-18"


def test_the_difference_names_who_changed_and_why(client, shown):
    page = client.get(f"/people/difference?{TWO}&status=returned")
    said = words(page)
    assert "Інакше пораховано: 1" in said
    assert (
        f"Коваленко Аван {shown[0].number} не пораховано повернувся Статус: повернувся запис прийому, 17.07.2024 "
        "18.07.2024"
    ) in said


def test_the_form_of_the_difference_leads_to_its_address(client):
    days = {"true_on": "17.07.2024", "known_on": "17.07.2024", "then_true_on": "17.07.2024"}
    sent = client.post("/people/difference", {**days, "then_known_on": "18.07.2024", "status": "returned"})
    assert sent.headers["Location"] == f"/people/difference?{TWO}&status=returned"


def test_two_equal_answers_have_no_difference(client, shown):
    same = TWO.replace("then_known_on=2024-07-18", "then_known_on=2024-07-17")
    assert "Обидві відповіді рахують тих самих людей однаково." in words(client.get(f"/people/difference?{same}"))


def test_the_difference_can_be_taken_along(client, shown):
    taken = client.get(f"/people/difference.csv?{TWO}&status=returned").content.decode("utf-8-sig").split("\r\n")
    assert taken == [
        "Номер,Прізвище та ім’я,Було,Стало,Через що,Дізналися,Джерело",
        f"{shown[0].number},Коваленко Аван,не пораховано,повернувся,Статус: повернувся,18.07.2024,"
        '"запис прийому, 17.07.2024"',
        "",
    ]
    assert set(Entry.objects.values_list("act", flat=True)) >= {"see_difference", "export_people"}


def test_the_difference_shows_only_people_one_may_open(shown, now, client_for):
    said = build_people.source()
    stray = build_people.record("Шевчук Андрій", unit="AFU", status="MISSING_SC")
    stray.facts.append(Stated("unit", "NGU", date(2022, 5, 17), date(2022, 6, 30), said))
    [one] = build_people.people(stray, now=now)
    build_people.status(one, "HANDED_OVER", true_from=JULY, now=now)
    bound = client_for(build.account(cast.SECOND_REGISTRAR, now=now, unit=build.unit("AFU")))
    page = bound.get(f"/people/difference?{TWO}")
    assert ("Інакше пораховано: 1" in words(page), "Шевчук" in words(page)) == (True, False)


def test_the_difference_costs_the_same_for_few_and_for_many(client, shown, now, counted_queries):
    client.get(f"/people/difference?{TWO}")
    few = counted_queries(lambda: client.get(f"/people/difference?{TWO}"))
    for one in shown[1:8]:
        build_people.status(one, "HANDED_OVER", true_from=JULY, now=now)
    assert counted_queries(lambda: client.get(f"/people/difference?{TWO}")) == few <= 20
