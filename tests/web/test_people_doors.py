"""Who may come in to which page of the register, and that looking changes nothing."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from dodomu.access import actions as access
from dodomu.ledger.models import Entry
from dodomu.people import pairs
from dodomu.people.models import Fact
from tests import build, build_people, cast

pytestmark = pytest.mark.django_db

REGISTRAR, SOCIAL, AUDITOR, PRESS, STEWARD = cast.REGISTRAR, cast.SOCIAL, cast.AUDITOR, cast.PRESS, cast.STEWARD
EXCHANGE, MEDICAL = cast.EXCHANGE, cast.MEDICAL
FINDERS = {REGISTRAR, SOCIAL, EXCHANGE}
READERS = FINDERS | {AUDITOR, MEDICAL}
ALL = READERS | {PRESS, STEWARD}

# page: who meets it (social support, matching and medical care are assigned to the person; the others to nobody)
PAGES = {
    "search": FINDERS,
    "people": FINDERS,
    "people-csv": {REGISTRAR},
    "people-duplicates": {REGISTRAR},
    "people-proposals": {REGISTRAR},
    "people-counts": {REGISTRAR, PRESS},
    "people-difference": {REGISTRAR},
    "people-difference-csv": {REGISTRAR},
    "person": READERS,
    "person-timeline": {REGISTRAR, EXCHANGE},
    "person-fact-new": {REGISTRAR},
    "person-fact-replace": {REGISTRAR},
    "person-fact-withdraw": {REGISTRAR},
    "people-merge": {REGISTRAR},
    "person-part": {REGISTRAR},
}


@pytest.fixture
def shown(now):
    """A person, another who looks like him, and the address of every page about them."""
    build.unit("NGU")
    one = build_people.person("Шевчук Андрій", unit="NGU", now=now)
    other = build_people.person("Шевчук Андрій", unit="NGU", born=None, now=now)
    access.assign(
        [build.account(officer, now=now) for officer in (SOCIAL, EXCHANGE, MEDICAL)],
        kind="person",
        keys=[one.pk],
        why="case:1",
        now=now,
    )
    fact = Fact.objects.get(person=one, about="status")
    about = {"person", "person-timeline", "person-fact-new", "person-part"}
    args = {name: [one.number] for name in about}
    args |= {name: [one.number, fact.pk] for name in ("person-fact-replace", "person-fact-withdraw")}
    args["people-merge"] = [one.number, other.number]
    return {name: reverse(name, args=args.get(name)) for name in PAGES}


def words(response):
    """The text of a page, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize("officer", [one for one in cast.OFFICERS if one in ALL], ids=lambda one: one.login)
def test_each_role_meets_its_own_pages_and_no_others(officer, shown, now, client_for, readonly_get):
    client = client_for(build.account(officer, now=now))
    met = {name: readonly_get(client, url).status_code for name, url in shown.items()}
    assert met == {name: 200 if officer in may else 404 for name, may in PAGES.items()}


def test_a_stranger_is_sent_to_sign_in(shown):
    answers = {name: Client().get(url).headers["Location"].partition("?")[0] for name, url in shown.items()}
    assert answers == dict.fromkeys(PAGES, "/login")


def test_a_person_of_another_unit_looks_like_a_wrong_address(shown, now, client_for):
    bound = client_for(build.account(cast.SECOND_REGISTRAR, now=now, unit=build.unit("AFU")))
    missing = bound.get("/people/D-99999999")
    there = bound.get(shown["person"])
    assert (missing.status_code, there.status_code) == (404, 404)
    assert words(missing) == words(there)


def test_an_own_record_and_a_relative_s_stay_closed(shown, now, client_for):
    officer = build.account(REGISTRAR, now=now)
    access.declare_conflict(officer, person=Fact.objects.earliest("seq").person_id, why="self")
    client = client_for(officer)
    names = ("person", "person-timeline", "person-fact-new", "people-merge", "person-part")
    assert {client.get(shown[name]).status_code for name in names} == {404}


def test_every_page_is_there_in_english(shown, now, client_for):
    client = client_for(build.account(REGISTRAR, now=now))
    bodies = {name: client.get("/en" + url) for name, url in shown.items()}
    assert {name: page.status_code for name, page in bodies.items()} == dict.fromkeys(PAGES, 200)


def test_a_reading_is_written_to_the_ledger_with_ids_and_no_names(shown, now, client_for):
    client = client_for(build.account(REGISTRAR, now=now))
    for name in ("person", "people", "people-merge", "people-duplicates"):
        client.get(shown[name])
    acts = [(entry.act, entry.kind) for entry in Entry.objects.filter(by__login="registrar").order_by("seq")]
    assert acts == [
        ("read_person", "person"),
        ("list_people", "register"),
        ("read_person", "person"),
        ("read_person", "person"),
        ("read_duplicates", "register"),
    ]
    assert "Шевчук" not in "".join(Entry.objects.values_list("detail", flat=True))


def test_a_proposal_of_others_is_decided_only_by_those_who_may(shown, now, client_for):
    by = build.account(REGISTRAR, now=now)
    one = Fact.objects.earliest("seq").person
    proposal = pairs.propose_status(
        one,
        status="KILLED",
        true_from=date(2024, 7, 1),
        precision="day",
        standing="confirmed",
        source=build_people.source("document"),
        reason="висновок експертизи",
        by=by,
        now=now,
    )
    url = reverse("people-proposal", args=[proposal.pk])
    unbound = client_for(build.account(SOCIAL, now=now)).post(url, {"act": "approve"})
    bound = client_for(build.account(cast.SECOND_REGISTRAR, now=now, unit=build.unit("AFU"))).post(
        url, {"act": "approve"}
    )
    proposal.refresh_from_db()
    assert (unbound.status_code, bound.status_code, proposal.state) == (404, 404, "proposed")
