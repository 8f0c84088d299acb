"""What the public may not know yet stands behind no door: no page, table, feed, picture, line or check tells it.

Every address that is open to everybody is tried, in both languages, with every record there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from dodomu.errors import Refused
from dodomu.figures import actions
from dodomu.figures.models import Correction, Figure, Outlet, Request, Statement
from dodomu.figures.queries.letter import Addresses
from dodomu.figures.queries.receipts import receipt_of
from dodomu.flows import correction as flow
from dodomu.flows.work import HANDLERS
from dodomu.jobs.actions import run_due
from dodomu.notices.models import Notice
from dodomu.text import Text
from tests import build, cast
from tests import build_figures as figures
from tests.journeys.addresses import is_public, named

pytestmark = pytest.mark.django_db

SECRET, WAY = 3417, "quiet-figure"
WRITTEN = ("3417", "3 417", "3\xa0417", "3\u202f417", "3,417", WAY)
ASKED = {
    "figure": ("", "?on=2024-07-18"),
    "figures-csv": ("", "?includeHistory=true", "?updatedAfter=2020-01-01&includeHistory=true"),
    "figure-csv": ("", "?includeHistory=true"),
    "figure-json": ("", "?includeHistory=true", "?asOf=2024-07-18"),
}


def addresses() -> list[str]:
    """Every address that everybody may open, with every figure, version and correction that there is."""
    return list(dict.fromkeys(_addresses()))


def _addresses() -> Iterator[str]:
    keys: dict[str, list[Any]] = {
        "slug": sorted(set(Figure.objects.values_list("slug", flat=True))),
        "number": [1, 2],
        "pk": list(Correction.objects.values_list("pk", flat=True)),
        "receipt": [receipt_of(one) for one in Request.objects.all()],
    }
    for name, view in named("GET").items():
        if not is_public(view):
            continue
        for language in ("uk", "en"):
            with override(language):
                for kwargs in combined(name, keys):
                    for query in ASKED.get(name, ("",)):
                        yield reverse(name, kwargs=kwargs) + query


def combined(name: str, keys: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """The records with which an address is made: by trying which of them it takes."""
    choices: list[dict[str, Any]] = [{}]
    choices += [{key: value} for key, values in keys.items() for value in values]
    choices += [{"slug": slug, "number": number} for slug in keys["slug"] for number in keys["number"]]
    return [one for one in choices if is_address(name, one)]


def is_address(name: str, kwargs: dict[str, Any]) -> bool:
    try:
        reverse(name, kwargs=kwargs)
    except Exception:
        return False
    return True


def telling(signs: tuple[str, ...] = WRITTEN) -> list[str]:
    """The addresses whose answer tells the number or the name; an answer that there is no such page tells nothing."""
    found, visitor = [], Client()
    for address in addresses():
        answer = visitor.get(address)
        assert answer.status_code in (200, 404), address
        text = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
        if answer.status_code == 200 and any(sign in text.decode() for sign in signs):
            found.append(address)
    said = f"З полону повернулися {SECRET} військовослужбовців Національної гвардії України."
    checked = visitor.post(reverse("check"), {"text": said}).content.decode()
    if f"figures/{WAY}" in checked and WAY in signs:
        found.append("check")
    return found


@pytest.fixture
def statement(now):
    actions.load_public_record(now=now)
    return Statement.objects.exclude(key__startswith="ours-").filter(what="released").order_by("pk").first()


@pytest.fixture
def later(now):
    return now + timedelta(hours=5)


def quiet(*, now, **said) -> Figure:
    return figures.published(slug=WAY, now=now, value=SECRET, **said)


def correction_telling(right: Figure, subject: Statement, *, now) -> Correction:
    officer = figures.press(now=now)
    mended = replace(figures.MENDED, correct_uk="Насправді 3 417", correct_en="It is 3,417")
    drafted = actions.draft_correction(subject, mended, by=officer, now=now, right_figure=right)
    return actions.propose_correction(drafted, by=officer, now=now)


def issue(correction: Correction, *, now) -> Correction:
    return flow.issue(correction, by=figures.commander(now=now), now=now)


def test_a_figure_that_everybody_may_read_is_found_by_the_sweep(statement, now):
    quiet(now=now)
    assert {"/figures", "/figures.csv", f"/en/figures/{WAY}", f"/embed/{WAY}.svg", "check"} <= set(telling())


def test_a_figure_under_embargo_is_behind_no_door(now, later):
    quiet(now=now, embargo_until=later)
    assert telling() == []


def test_a_number_of_people_held_is_behind_no_door(now):
    figures.published(figures.HELD, slug=WAY, now=now, value=SECRET)
    assert telling() == []


def test_a_suppressed_number_is_behind_no_door(now):
    quiet(now=now, is_suppressed=True)
    assert telling(WRITTEN[:-1]) == []
    told = Client().get(f"/figures/{WAY}.json?includeHistory=true").json()["versions"][0]
    assert (told["value"], told["comparator"], told["sentence_en"].count("3")) == (None, "suppressed", 0)


def test_a_correction_waits_while_the_right_figure_is_under_embargo(statement, now, later):
    correction = correction_telling(quiet(now=now, embargo_until=later), statement, now=now)
    with pytest.raises(Refused) as refusal:
        issue(correction, now=now)
    assert (refusal.value.code, "ембарго" in str(refusal.value.message)) == ("embargo", True)
    assert Correction.objects.get(pk=correction.pk).state == "proposed"
    assert (telling(), Request.objects.filter(correction=correction).count()) == ([], 0)
    assert issue(correction, now=later).state == "issued"


def test_a_correction_waits_until_the_number_of_people_held_is_approved(statement, now):
    right = figures.published(figures.HELD, slug=WAY, now=now, value=SECRET)
    correction = correction_telling(right, statement, now=now)
    with pytest.raises(Refused) as refusal:
        issue(correction, now=now)
    assert (refusal.value.code, telling()) == ("held", [])
    third = build.account(cast.Officer("commander2", "Ольга Ким", "Olha Kym", "commander"), now=now)
    actions.approve_held(right, by=third, now=now)
    assert issue(correction, now=now).state == "issued"


def test_a_correction_issued_before_this_rule_is_behind_no_door_until_the_embargo_is_past(statement, now, later):
    correction = correction_telling(quiet(now=now), statement, now=now)
    issue(correction, now=now)
    Figure.objects.filter(slug=WAY).update(embargo_until=later)
    assert telling() == []


@pytest.mark.parametrize("how", ["revision", "correction"])
def test_what_takes_the_place_of_a_figure_under_embargo_waits_for_the_same_hour(now, later, how):
    """The first never was public and stays so; the second appears when the first would have."""
    first = figures.published(slug=WAY, now=now, value=2222, embargo_until=later)
    if how == "correction":
        issue(figures.proposed_correction(first, now=now, was_uk="2222", was_en="2222"), now=now)
    second = quiet(now=now, replaces=first, replaces_as=how)
    assert (second.embargo_until, telling()) == (later, [])
    Figure.objects.update(embargo_until=now - timedelta(minutes=1))
    Figure.objects.update(published_at=now - timedelta(hours=1))
    Correction.objects.update(issued_at=now - timedelta(hours=1))
    visitor = Client()
    assert "3417" in visitor.get(f"/figures/{WAY}.csv?includeHistory=true").content.decode()
    assert visitor.get(f"/figures/{WAY}/v/1").status_code == 404
    for address in addresses():
        assert "2222" not in visitor.get(address).content.decode(), address


def test_a_figure_withdrawn_before_its_hour_was_never_public(now, later):
    figure = quiet(now=now, embargo_until=later)
    actions.withdraw(figure, reason=Text("Хибно", "Wrong"), by=figures.press(now=now), now=now)
    assert telling() == []
    Figure.objects.filter(slug=WAY).update(
        embargo_until=now - timedelta(minutes=1), withdrawn_at=now - timedelta(minutes=2)
    )
    assert telling() == []


def test_the_receipt_of_a_correction_that_is_not_public_opens_and_records_nothing(now):
    """The mistake was in a number of people held that nobody outside may read; a copy of it was told all the same."""
    figure = figures.published(figures.HELD, slug=WAY, now=now, value=SECRET)
    figures.quoted(figure.statement, "Видання", now=now)
    Outlet.objects.update(email="editors@example.org")
    correction = issue(figures.proposed_correction(figure, now=now), now=now)
    addresses_of = Addresses("https://a.example", "https://b.example", "https://c.example", "https://d.example")
    actions.queue_letters(correction, addresses=addresses_of, by=figures.press(now=now), now=now)
    run_due(HANDLERS, clock=lambda: now)
    [request] = Request.objects.all()
    path = reverse("correction-received", args=[receipt_of(request)])
    assert [Client().get(path).status_code, Client().post(path).status_code] == [404, 404]
    assert (Request.objects.get().state, Notice.objects.count(), telling()) == ("told", 1, [])
