"""The list of people: filters from vocabularies in the address, the Ukrainian order, pages, and a table to take along."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.urls import reverse

from dodomu.access import actions as access
from dodomu.ledger.models import Entry
from dodomu.people.actions import Stated
from tests import build, build_people, cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(now, client_for):
    return client_for(build.account(cast.REGISTRAR, now=now))


@pytest.fixture
def shown(now):
    """Five people of different units, statuses and groups."""
    build.unit("NGU-1", parent=build.unit("NGU"))
    build.unit("AFU")
    build_people.azov()
    of_azov = build_people.record("Єва Анна", sex="f", unit="NGU-1")
    said = of_azov.facts[0].source
    of_azov.facts.append(Stated("group:azov", "member", date(2022, 5, 17), date(2022, 6, 30), said))
    build_people.people(
        build_people.record("Ґудзь Олег", unit="NGU", status="MISSING_SC"),
        build_people.record("Гай Іван", unit="AFU"),
        build_people.record("Їжак Петро", unit="NGU-1", status="RETURNED_OTHER"),
        build_people.record("Іваненко Іван", status=""),
        of_azov,
        now=now,
    )


def names(response):
    """The names of the list, in order."""
    return re.findall(r'<th scope="row"><a href="/(?:en/)?people/D-\d+">([^<]+)</a>', response.content.decode())


def words(response):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_people_stand_in_the_ukrainian_order(client, shown):
    assert names(client.get("/people")) == ["Гай Іван", "Ґудзь Олег", "Єва Анна", "Іваненко Іван", "Їжак Петро"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=captive", ["Гай Іван", "Єва Анна"]),
        ("status=missing", ["Ґудзь Олег"]),
        ("status=returned", ["Їжак Петро"]),
        ("status=being_checked", ["Іваненко Іван"]),
        ("unit=NGU", ["Ґудзь Олег", "Єва Анна", "Їжак Петро"]),
        ("unit=NGU-1", ["Єва Анна", "Їжак Петро"]),
        ("group=azov", ["Єва Анна"]),
        ("unit=NGU&status=captive&group=azov", ["Єва Анна"]),
        ("unit=AFU&group=azov", []),
        ("status=nonsense&unit=NOWHERE&group=x", ["Гай Іван", "Ґудзь Олег", "Єва Анна", "Іваненко Іван", "Їжак Петро"]),
    ],
)
def test_the_list_is_narrowed_by_words_of_the_address(query, found, client, shown):
    assert names(client.get(f"/people?{query}")) == found


def test_chips_count_each_group_under_the_other_filters(client, shown):
    page = client.get("/people?unit=NGU&status=captive").content.decode()
    chips = re.findall(r'<li><a href="([^"]+)"( aria-current="true")?>([^<]+) <span class="d-num">(\d+)</span>', page)
    assert [(html.unescape(url), bool(current), label, number) for url, current, label, number in chips] == [
        ("/people?unit=NGU", False, "Усі", "3"),
        ("/people?status=returned&unit=NGU", False, "повернулися", "1"),
        ("/people?status=captive&unit=NGU", True, "у полоні", "1"),
        ("/people?status=missing&unit=NGU", False, "зникли безвісти", "1"),
    ]


def test_each_filter_in_force_can_be_taken_away(client, shown):
    page = client.get("/people?unit=NGU-1&status=captive&group=azov").content.decode()
    active = re.findall(r'<li><a href="([^"]+)">([^<]+) <span aria-hidden="true">×', page)
    assert [(html.unescape(url), label) for url, label in active] == [
        ("/people?unit=NGU-1&group=azov", "у полоні"),
        ("/people?status=captive&group=azov", "Частина NGU-1"),
        ("/people?status=captive&unit=NGU-1", "азовці"),
    ]


def test_pages_follow_each_other_without_a_name_in_the_address(client, now):
    build_people.crowd(60, now=now)
    first = client.get("/people")
    following = html.unescape(re.search(r'rel="next" href="([^"]+)"', first.content.decode())[1])
    second = client.get(f"/people{following}")
    assert (len(names(first)), len(names(second))) == (50, 10)
    assert len({*names(first), *names(second)}) == 60
    back = html.unescape(re.search(r'rel="prev" href="([^"]+)"', second.content.decode())[1])
    assert names(client.get(f"/people{back}")) == names(first)


def test_one_row_and_fifty_cost_the_same_queries(client, now, counted_queries):
    build.unit("NGU")
    build_people.crowd(1, unit="NGU", now=now)
    client.get("/people")
    one = counted_queries(lambda: client.get("/people"))
    build_people.crowd(49, unit="NGU", now=now)
    assert counted_queries(lambda: client.get("/people")) == one <= 20


def test_an_empty_list_says_what_it_is_for(client, now):
    assert "Тут будуть люди, з якими ви працюєте. Знайти людину" in words(client.get("/people"))
    assert "The people you work with will be here. Find a person" in words(client.get("/en/people"))
    build.unit("AFU")
    assert "За цими фільтрами нікого немає. Показати всіх" in words(client.get("/people?unit=AFU"))


def test_whoever_may_not_read_the_status_neither_sees_nor_filters_by_it(now, shown, client_for):
    liaison = build.account(cast.LIAISON, now=now)
    people = build_people.people(build_people.record("Шевчук Андрій"), now=now)
    access.assign([liaison], kind="person", keys=[people[0].pk], why="enquiry:1", now=now)
    page = client_for(liaison).get("/people?status=missing")
    assert names(page) == ["Шевчук Андрій"]
    assert "полоні" not in words(page)


def test_the_table_holds_what_the_list_shows_and_the_ledger_knows(client, shown):
    taken = client.get(reverse("people-csv") + "?unit=NGU-1")
    rows = taken.content.decode("utf-8-sig").split("\r\n")
    assert rows[0] == "Номер,Прізвище,Ім’я,По батькові,Дата народження,Підрозділ,Статус,Від"
    assert [row.split(",")[1] for row in rows[1:-1]] == ["Єва", "Їжак"]
    assert rows[1].endswith('"у полоні, підтверджено",17.05.2022')
    entry = Entry.objects.get(act="export_people")
    assert entry.detail == '{"filter":{"unit":"NGU-1"},"people":2}'


def test_the_table_holds_only_people_of_one_s_unit(shown, now, client_for):
    bound = client_for(build.account(cast.SECOND_REGISTRAR, now=now, unit=build.unit("NGU-1")))
    rows = bound.get(reverse("people-csv")).content.decode("utf-8-sig").split("\r\n")
    assert [row.split(",")[1] for row in rows[1:-1]] == ["Єва", "Їжак"]


def test_what_waits_for_a_second_person_is_counted_in_the_menu(client, now, client_for):
    from dodomu.people import pairs

    one, other = build_people.person("Шевчук Андрій", now=now), build_people.person("Шевчук Андрій", now=now)
    by = build.account(cast.REGISTRAR, now=now)
    pairs.propose_merge(one, into=other, reason="той самий паспорт", by=by, now=now)
    second = client_for(build.account(cast.SECOND_REGISTRAR, now=now))
    assert "Люди чекають: 1" in words(second.get("/people"))
    assert "Люди чекають" not in words(client.get("/people"))
