"""Nothing that was published ever disappears: corrected, revised or withdrawn it stays at its address, marked."""

from __future__ import annotations

import re

import pytest
from django.db.models import ProtectedError
from django.test import Client

from dodomu.figures import actions
from dodomu.figures.models import Correction, Figure, Request, Statement
from dodomu.flows import correction as flow
from dodomu.text import Text
from tests import build_figures as figures
from tests.house.tree import texts

pytestmark = pytest.mark.django_db

PAGES = ["/figures/returned/v/1", "/embed/returned/v/1"]
DRAWN = ["/embed/returned/v/1.svg", "/embed/returned/v/1/badge.svg"]
MARKS = {
    "corrected": ("виправлен", "corrected"),
    "revised": ("уточнен", "revised"),
    "withdrawn": ("відкликан", "withdrawn"),
}


def become(state, *, now):
    """A figure of 700 that was published and then corrected, revised or withdrawn."""
    first = figures.published(now=now, value=700)
    if state == "withdrawn":
        actions.withdraw(first, reason=Text("Хибне джерело", "A wrong source"), by=figures.press(now=now), now=now)
    if state == "corrected":
        flow.issue(figures.proposed_correction(first, now=now), by=figures.commander(now=now), now=now)
        figures.published(now=now, value=800, replaces=first, replaces_as="correction")
    if state == "revised":
        figures.published(now=now, value=800, replaces=first, replaces_as="revision")
    return Figure.objects.get(pk=first.pk)


@pytest.mark.parametrize("state", MARKS)
@pytest.mark.parametrize("language", ["uk", "en"])
def test_what_was_published_stays_at_its_address_with_its_mark(state, language, now):
    assert become(state, now=now).state == state
    mark = MARKS[state][language == "en"]
    visitor = Client()
    for address in [*PAGES, *DRAWN]:
        path = f"/en{address}" if language == "en" and address.startswith("/figures") else address
        answer = visitor.get(path, {"lang": language})
        assert answer.status_code == 200, address
        assert mark in answer.content.decode().lower(), address
        assert re.search("700", answer.content.decode()), address


@pytest.mark.parametrize("state", MARKS)
def test_programs_read_it_for_ever_with_what_became_of_it(state, now):
    become(state, now=now)
    visitor = Client()
    rows = visitor.get("/figures/returned.json?includeHistory=true").json()["versions"]
    assert [(one["value"], one["state"]) for one in rows if one["version"] == 1] == [(700, state)]
    claims = visitor.get("/figures/returned.jsonld").json()["hasPart"]
    assert [one["creativeWorkStatus"] for one in claims if one["url"].endswith("/v/1")] == [state]
    assert "v/1" in visitor.get("/figures.atom").content.decode()


def test_no_row_that_stands_in_public_can_be_deleted_beneath_another(now):
    figure = become("corrected", now=now)
    for row in (figure, figure.statement, figure.definition):
        with pytest.raises(ProtectedError):
            row.delete()
    assert (Figure.objects.count(), Statement.objects.count(), Correction.objects.count()) == (2, 2, 1)
    assert Request.objects.count() == 0


def test_no_act_of_the_room_deletes_anything():
    code = texts("src/dodomu/figures/*.py", "src/dodomu/web/figures/*.py", "src/dodomu/flows/correction.py")
    acts = {path: text for path, text in code.items() if "/migrations/" not in path}
    assert {path for path, text in acts.items() if ".delete(" in text} == set()
    assert {"src/dodomu/figures/actions/publishing.py", "src/dodomu/web/figures/office.py"} <= set(acts)
