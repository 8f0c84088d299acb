"""The pages of what became of one exchange: numbers for whoever may count, and a table to take along."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from dodomu.exchanges.models import Round
from dodomu.ledger.models import Entry
from dodomu.reintegration import actions
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db


@pytest.fixture
def round(now):
    """A round of six people, five days ago, all of them admitted and in the care of one officer."""
    one = Round.objects.create(began_on=date(2024, 7, 13), ended_on=date(2024, 7, 13))
    unit = build.unit("NGU")
    officer = build.account(cast.SOCIAL, now=now, unit=unit)
    came = now - timedelta(days=5)
    people = [homecoming.returned(f"Шевчук{letter}", now=now, unit=unit) for letter in "абвгде"]
    for case in actions.open_cases(people, occasion=one.occasion, by=None, now=came):
        actions.assign_officer(case, officer, by=None, now=came)
        actions.admit(case, facility=homecoming.facility(now=now), at=came, by=officer, now=came)
    return one, officer


def said(response):
    return response.content.decode()


def test_the_command_opens_the_numbers_and_takes_them_along_and_both_stand_in_the_ledger(round, now, client_for):
    one, _officer = round
    commander = client_for(build.account(cast.COMMANDER, now=now))
    assert f"/after/{one.pk}" in said(commander.get("/after"))
    page = said(commander.get(f"/after/{one.pk}"))
    assert "Прибули 6 людей." in page
    assert "Ви бачите лише підсумки." in page
    table = commander.get(f"/after/{one.pk}/csv")
    assert table.content.decode("utf-8-sig").splitlines()[:3] == [
        'Етап,Людей,"Медіана, днів"',
        "прибули,6,",
        "прийняті до закладу,6,",
    ]
    entries = Entry.objects.filter(act__in=("read_cohort", "export_cohort"), key=one.pk).order_by("seq")
    assert [(entry.act, json.loads(entry.detail)) for entry in entries] == [
        ("read_cohort", {"rough": True}),
        ("export_cohort", {"rough": True}),
    ]


def test_an_officer_of_another_unit_and_a_stranger_to_casework_find_nothing(round, now, client_for):
    one, officer = round
    assert client_for(officer).get(f"/after/{one.pk}").status_code == 200
    other = build.account(cast.Officer("other", "Інша", "Other", "social"), unit=build.unit("AFU"), now=now)
    assert client_for(other).get(f"/after/{one.pk}").status_code == 404
    assert client_for(build.account(cast.EXCHANGE, now=now)).get(f"/after/{one.pk}").status_code == 404
