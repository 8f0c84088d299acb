"""What nobody should type into a search box, and somebody does: a page or a sentence that says no, and never everybody.

The 57 strings stand in `tests/names/search_strings.json`; they are those of the contract of lists.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.journeys.addresses import VISITS
from tests.journeys.stage import Stage
from tests.journeys.standing import standing
from tests.journeys.visits import Visit

pytestmark = pytest.mark.django_db

KEPT = json.loads((Path(__file__).parents[1] / "names" / "search_strings.json").read_text("utf-8"))
STRINGS = [one if isinstance(one, str) else one["repeat"] * one["times"] for one in KEPT]
SOURCES = Path(__file__).parents[2] / "src" / "dodomu" / "web"
ALLOWED = (200, 302, 400, 404, 422)
ROW = r'name="person" value="(\d+)"'  # somebody found beside a line
HARD = (
    "",
    "%",
    "\x00",
    "😀",
    "99999999999999999999",
    "-1",
    "\u0663",
    "\u00b2",
    "к" * 100_000,
)  # on every page, the others on a third
WILD = ("%", "%%%%", "_", "*", "a*b*", "' OR 1=1--", "(", "--", "[[[[")

PARAMETERS = {
    "people": ("status", "unit", "group", "page", "per"),
    "people-csv": ("status", "unit", "group"),
    "people-duplicates": ("page",),
    "people-counts": ("by", "unit", "group", "true_on", "known_on"),
    "person": ("true_on", "known_on"),
    "person-fact-new": ("about",),
    "search": ("of",),
    "people-new": ("after",),
    "exchanges": ("year",),
    "exchanges-arrivals": ("show", "list"),
    "exchanges-match": ("show", "from"),
    "exchanges-progress": ("after",),
    "today": ("topic",),
    "cases": ("state", "officer", "facility", "adaptation", "page"),
    "families": ("show", "occasion", "page"),
    "outgoing": ("state", "page"),
    "enquiries": ("department", "state", "overdue", "page"),
    "enquiry-new": ("person",),
    "figures-manage": ("state",),
    "figures-requests": ("state",),
    "figures-statements": ("outlet", "state", "outcome"),
    "figures-corrections": ("state",),
    "audit": ("kind", "key", "act", "account", "on_day", "page"),
    "setup-units": ("under", "form", "page"),
    "setup-unit-new": ("under",),
    "quality-pair": ("n",),
    "login": ("next",),
    "figure": ("on",),
    "corrections-feed": ("lang",),
}


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """Everything true at once, built a single time."""
    with standing(django_db_blocker) as built:
        yield built


@pytest.fixture(scope="module")
def client_of(stage: Stage) -> Callable[[str], Client]:
    """A client for each account, signed in before the tests; what fails comes back as an answer, as in service."""
    clients = {"": Client(raise_request_exception=False)}
    for login, user in stage.users.items():
        clients[login] = Client(raise_request_exception=False)
        clients[login].force_login(user)
    return clients.__getitem__


def visit_of(name: str) -> Visit:
    return VISITS[name][0]


def test_there_are_57_of_them():
    assert len(STRINGS) == 57


def test_every_word_that_a_view_reads_from_an_address_is_tried():
    read = set()
    for file in SOURCES.rglob("*.py"):
        read |= set(re.findall(r"GET(?:\.get\(|\[)\"(\w+)\"", file.read_text("utf-8")))
    tried = {word for words in PARAMETERS.values() for word in words}
    assert read - tried <= {"as"}  # how a figure is shown; it stands beside `of`


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_page_survives_them_in_every_word_of_its_address(name, stage, client_of):
    visit = visit_of(name)
    address, client = visit.url(name, stage).partition("?")[0], client_of(visit.by)
    assert client.get(address).status_code == (302 if visit.goes_to else 200)
    failed = [
        (words, string[:40], status)
        for string in [*HARD, *STRINGS[list(PARAMETERS).index(name) % 3 :: 3]]
        for words in [PARAMETERS[name]]
        if (status := client.get(address, dict.fromkeys(words, string)).status_code) not in ALLOWED
    ]
    assert failed == []


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_box_of_the_register_survives_them_and_finds_not_everybody(language, stage, client_of):
    client = client_of("reiestrator")
    everybody = number_of_people(client.get(f"{language}/people"))
    assert everybody > 10
    for string in STRINGS:
        page = client.post(f"{language}/search", {"text": string}, follow=True)
        assert (string[:40], page.status_code in ALLOWED) == (string[:40], True)
        if string in WILD:
            assert (string, number_of_people(page)) == (string, 0)


def number_of_people(page: Any) -> int:
    return len(set(re.findall(r"/people/(D-\d+)", page.content.decode())))


def test_the_box_beside_a_line_survives_them_and_finds_not_everybody(stage, client_of):
    visit = visit_of("exchanges-search")
    address, client = visit.url("exchanges-search", stage), client_of(visit.by)
    assert len(set(re.findall(ROW, client.post(address, {"q": "Шевчук"}).content.decode()))) > 1
    for string in STRINGS:
        page = client.post(address, {"q": string})
        assert (string[:40], page.status_code in ALLOWED) == (string[:40], True)
        if string in WILD:
            assert (string, len(set(re.findall(ROW, page.content.decode())))) == (string, 0)


def test_no_line_is_written_by_hand_with_what_names_nobody(stage, client_of):
    visit = visit_of("exchanges-write")
    address, client = visit.url("exchanges-write", stage), client_of(visit.by)
    for string in STRINGS:
        if not any(letter.isalpha() for letter in string):
            assert (string, client.post(address, {"q": string}).status_code) == (string, 422)


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_check_of_a_text_survives_them(language, client_of):
    for string in STRINGS:
        cache.clear()  # an address may check only so many texts an hour
        page = client_of("").post(f"{language}{reverse('check')}", {"text": string})
        assert (string[:40], page.status_code in ALLOWED) == (string[:40], True)


@pytest.mark.parametrize("address", ["/families?occasion=%00", "/figures?on=a%00b", "/en/people?%00=1&unit=%00"])
def test_a_sign_that_no_address_has_is_a_bad_request(address, client_of):
    assert client_of("rodyny").get(address).status_code == 400
