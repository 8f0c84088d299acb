"""A person's page names the open lines of lists that may mean this person, for those who work on the list."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from dodomu.access import actions as access
from dodomu.people import index
from tests import build, build_desk, build_exchanges, cast
from tests.build_desk import LIST, decide, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(now):
    return build.account(cast.EXCHANGE, now=now)


@pytest.fixture
def people(now):
    return build_desk.four_captives(now=now)


@pytest.fixture
def name_list(officer, people, now):
    july = build_exchanges.round_of_july(officer, build.account(cast.SECOND_EXCHANGE, now=now), announced=4, now=now)
    return build_exchanges.take(july, LIST, by=officer, now=now)


def card(response) -> list[tuple[str, str]]:
    """Where the lines of the card lead, and what they are called."""
    page = text(response)
    assert response.status_code == 200
    found = re.search(r'aria-labelledby="lin">(.*?)</section>', page, re.DOTALL)
    return re.findall(r'<a href="([^"]+)">([^<]+)</a>', found[1]) if found else []


def page_of(person):
    return reverse("person", args=[person.number])


def test_an_open_line_stands_on_the_page_of_whom_it_may_mean(name_list, people, officer, client_for):
    client = client_for(officer)
    line = f"/exchanges/lists/{name_list.pk}/match"
    assert card(client.get(page_of(people[0]))) == [(f"{line}/1", "Список № 1, рядок 1")]
    assert card(client.get(f"/en{page_of(people[1])}")) == [(f"/en{line}/2", "List no. 1, line 2")]


def test_a_decided_line_stands_there_no_more(name_list, people, officer, client_for):
    client = client_for(officer)
    decide(client, f"/exchanges/lists/{name_list.pk}/match", 1, "confirm", person=people[0].pk)
    assert build_exchanges.line(name_list, 1).state == "confirmed"
    assert card(client.get(page_of(people[0]))) == []


def test_who_works_on_no_list_sees_no_line(name_list, people, now, client_for):
    registrar = build.account(cast.REGISTRAR, unit=build.unit("NGU"), now=now)
    assert card(client_for(registrar).get(page_of(people[0]))) == []
    stranger = access.open_account("exchange3", name="Третя", password=cast.PASSWORD, role="exchange", now=now)
    access.assign([stranger], kind="person", keys=[people[0].pk], why="test", now=now)
    assert card(client_for(stranger).get(page_of(people[0]))) == []


def test_the_card_costs_two_queries_at_most(name_list, people, officer, client_for, counted_queries, monkeypatch):
    from dodomu.web.exchanges import panels
    from dodomu.web.people import panels as shown

    client, url = client_for(officer), page_of(people[0])
    index.begin()
    client.get(url)
    monkeypatch.setattr(shown, "PANELS", [])
    without = counted_queries(lambda: client.get(url))
    monkeypatch.setattr(shown, "PANELS", [panels.lines])
    assert counted_queries(lambda: client.get(url)) <= without + 2
