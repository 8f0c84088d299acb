"""What is kept back stays kept back: small groups behind differences, and figures before their hour, by every door."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import pytest

from dodomu.clock import KYIV
from dodomu.errors import Refused
from dodomu.figures import actions
from dodomu.figures.models import Figure
from dodomu.figures.queries import public
from dodomu.flows import correction as flow
from dodomu.text import Text
from tests import build, cast
from tests import build_figures as figures

pytestmark = pytest.mark.django_db

AZOV = figures.replace(figures.RETURNED, name_uk="Азов", name_en="Azov", population="azov", status="", unit_code="")
DOORS = ["/figures.atom", "/figures.json", "/figures.csv", "/figures/returned", "/figures/returned/v/{n}", "/figures/returned.csv", "/figures/returned.json",
         "/figures/returned.jsonld", "/figures", "/", "/en/figures/returned", "/data"]  # fmt: skip


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


def everything(client, number=1):
    """All that a stranger can read of the figures, in one text."""
    return "\n".join(client.get(door.format(n=number)).content.decode() for door in DOORS)


def test_a_revision_by_a_handful_is_refused_with_the_sum(now):
    first = figures.published(now=now, value=755)
    again = refusal(lambda: figures.published(now=now, value=757, replaces=first, replaces_as="revision"))
    assert (again.code, again.field) == ("small", "is_suppressed")
    assert "757 − 755 = 2" in str(again)
    first.refresh_from_db()
    assert first.state == "published"


def test_a_part_that_leaves_a_handful_of_the_whole_is_refused(now):
    figures.published(now=now, value=755)
    assert "755 − 751 = 4" in str(refusal(lambda: figures.published(AZOV, "azov", now=now, value=751)))
    assert figures.published(AZOV, "azov", now=now, value=700).state == "published"


def test_said_less_exactly_it_may_be_published(now):
    first = figures.published(now=now, value=755)
    said = {"value": 750, "comparator": "more_than", "replaces": first, "replaces_as": "revision"}
    assert figures.published(now=now, **said).state == "published"


def test_published_without_its_number_it_is_told_by_no_door(now, client):
    first = figures.published(now=now, value=755)
    said = {"value": 757, "replaces": first, "replaces_as": "revision", "is_suppressed": True}
    figure = figures.published(now=now, **said, explanation_uk="Насправді 757.", explanation_en="In fact 757.")
    page = everything(client, figure.number)
    assert "757" not in page
    assert "приховано" in page
    row = client.get("/figures/returned.json").json()["versions"][0]
    assert (row["version"], row["value"], row["comparator"]) == (2, None, "suppressed")
    judged = flow.check_text("З полону звільнено 757 нацгвардійців.", smallest=5, now=now).judged
    assert [one.verdict.kind for one in judged] != ["agrees"]


def test_a_number_of_people_held_is_weighed_when_it_is_approved(now):
    third = build.account(cast.Officer("press2", "Інна Гай", "Inna Hai", "press"), now=now)
    first = figures.published(figures.HELD, "held", now=now, value=100)
    actions.approve_held(first, by=third, now=now)
    azov = figures.replace(AZOV, what="in_captivity", scope="stock")
    second = figures.published(azov, "azov-held", now=now, value=98)
    assert refusal(lambda: actions.approve_held(second, by=third, now=now)).code == "small"
    assert list(public.public_figures(now=now)) == [first]


def test_before_its_hour_a_figure_is_behind_no_door(now, client, monkeypatch):
    until = now + timedelta(hours=3)
    figure = figures.published(now=now, value=777, embargo_until=until)
    assert (figure.state, figure.published_on) == ("published", until.date())
    assert "777" not in everything(client)
    assert client.get("/figures/returned").status_code == 404
    assert public.published(smallest=5, now=now) == []
    assert public.published(smallest=5, now=until - timedelta(seconds=1)) == []
    monkeypatch.setenv("DODOMU_NOW", until.isoformat())
    assert "777" in everything(client)
    assert [one.value for one in public.published(smallest=5, now=until)] == [777]


def test_what_was_withdrawn_before_its_hour_never_becomes_public(now):
    until = now + timedelta(hours=3)
    figure = figures.published(now=now, embargo_until=until)
    actions.withdraw(figure, reason=Text("Помилка", "A mistake"), by=figures.press(now=now), now=now)
    assert list(public.public_figures(now=until + timedelta(days=9))) == []


def test_an_hour_that_passed_before_the_signature_is_no_embargo(now):
    until = now + timedelta(hours=1)
    figure = actions.propose(figures.draft(now=now, value=0, embargo_until=until), by=figures.press(now=now), now=now)
    later = until + timedelta(days=1)
    signed = actions.publish(figure, by=figures.commander(now=now), now=later)
    assert (signed.published_on, signed.embargo_until) == (later.date(), None)


@pytest.mark.parametrize("until", [datetime(2024, 7, 18, 10, 0, tzinfo=KYIV), datetime(2024, 7, 1, tzinfo=KYIV)])
def test_an_hour_that_has_passed_is_refused(now, until):
    assert refusal(lambda: figures.draft(now=now, embargo_until=until)).field == "embargo_until"


def test_a_better_number_does_not_wait_for_an_hour(now):
    first = figures.published(now=now)
    said = {"replaces": first, "replaces_as": "revision", "embargo_until": now + timedelta(hours=1)}
    assert refusal(lambda: figures.draft(now=now, value=20, **said)).field == "embargo_until"


def test_a_correction_whose_words_would_tell_a_hidden_number_stays_inside(now):
    figure = figures.published(now=now, value=3)
    actions.sign_correction(figures.proposed_correction(figure, now=now), by=figures.commander(now=now), now=now)
    assert list(public.public_corrections(now=now)) == []


def test_a_figure_of_another_day_is_weighed_too(now):
    figures.published(now=now, value=755, as_of=date(2024, 7, 1))
    assert refusal(lambda: figures.published(now=now, value=758)).code == "small"
    assert Figure.objects.filter(state="published").count() == 1


def test_kept_back_says_so_and_is_never_zero(now, client):
    why = {"withheld_uk": "Це могло б їм зашкодити.", "withheld_en": "It could harm them."}
    figures.published(now=now, value=None, comparator="withheld", **why)
    page = client.get("/figures/returned").content.decode()
    assert "Це могло б їм зашкодити." in page
    assert "не оприлюднено" in page
    assert "It could harm them." in client.get("/en/figures/returned").content.decode()
    version = client.get("/figures/returned.json").json()["versions"][0]
    assert (version["value"], version["withheld_en"]) == (None, "It could harm them.")
    assert json.dumps(version).count('"value": 0') == 0


def test_provisional_and_revised_are_told_apart(now, client):
    first = figures.published(now=now, value=700, is_provisional=True)
    assert "попереднє: чекаємо кращого числа" in client.get("/figures/returned").content.decode()
    figures.published(now=now, value=755, replaces=first, replaces_as="revision")
    assert "уточнене: попереднє не було помилкою" in client.get("/figures/returned").content.decode()
    rows = client.get("/figures/returned.json?includeHistory=true").json()["versions"]
    assert {(row["version"], row["state"], row["replaces_as"], row["is_provisional"]) for row in rows} == {
        (1, "revised", "", True),
        (2, "published", "revision", False),
    }
