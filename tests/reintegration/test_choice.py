"""What comes next: the leaflet that was given is kept for ever, an order follows a decision."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import date, timedelta

import pytest

from dodomu.errors import Refused
from dodomu.reintegration import actions
from dodomu.reintegration.models import Informed, Order
from dodomu.reintegration.models.leaflets import LEAFLETS
from dodomu.reintegration.models.vocabulary import INFORMED_ABOUT
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db
EVERYTHING = list(INFORMED_ABOUT)

HANDED_OUT = {
    "2024-05": "69f03c0252f4f415",
    "2026-02": "bf88311b8e36007c",
}
"""The texts as people hold them in their hands. A change here means that what somebody was given is lost: a new text
is a new version."""


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now)


@pytest.fixture
def settled(now, officer):
    return homecoming.case(now=now, officer=officer, admitted_at=now - timedelta(days=5))


def test_a_leaflet_that_was_handed_out_is_never_changed():
    prints = {
        version: hashlib.sha256(json.dumps(asdict(one), default=str, sort_keys=True).encode()).hexdigest()[:16]
        for version, one in LEAFLETS.items()
    }
    assert prints == HANDED_OUT


def test_every_leaflet_speaks_of_service_training_and_discharge_in_both_languages():
    for one in LEAFLETS.values():
        assert [chapter.about for chapter in one.chapters if chapter.about] == EVERYTHING
        lines = [line for chapter in one.chapters for line in (chapter.title, *chapter.lines)]
        assert [line for line in lines if not line.uk or not line.en] == []


def test_a_talk_names_the_leaflet_and_who_led_it(settled, officer, now):
    given = {"about": EVERYTHING, "on": now.date(), "by": officer, "now": now}
    actions.inform(settled, **given, leaflet="2024-05", told_by="юрист Савченко")
    talk = Informed.objects.get()
    assert (talk.leaflet, talk.told_by, talk.by) == ("2024-05", "юрист Савченко", officer)


@pytest.mark.parametrize("version", ["", "2024-06", "2026-02"])
def test_a_leaflet_that_did_not_exist_was_not_given(settled, officer, now, version):
    with pytest.raises(Refused) as refused:
        actions.inform(settled, about=EVERYTHING, on=now.date(), leaflet=version, by=officer, now=now)
    assert refused.value.field == "leaflet"
    assert Informed.objects.count() == 0


@pytest.fixture
def informed(settled, officer, now):
    actions.inform(settled, about=EVERYTHING, on=now.date(), leaflet="2024-05", by=officer, now=now)
    return settled


def test_an_order_carries_out_the_decision_that_stands(informed, officer, now):
    given = {"by": officer, "now": now}
    actions.decide(informed, "training", words="Хочу вчитися", on=now.date(), **given)
    actions.decide(informed, "discharge", words="Додому", on=now.date(), **given)
    actions.record_order(informed, number="117-ос", on=now.date(), **given)
    order = Order.objects.get()
    assert (order.number, order.decision.option) == ("117-ос", "discharge")


@pytest.mark.parametrize(
    ("option", "on", "field"),
    [
        ("", date(2024, 7, 18), None),
        ("undecided", date(2024, 7, 18), None),
        ("training", date(2024, 7, 19), "on"),
        ("training", date(2024, 7, 17), "on"),
    ],
)
def test_no_order_without_a_decision_nor_before_it_nor_from_the_future(informed, officer, now, option, on, field):
    if option:
        actions.decide(informed, option, words="Її слова", on=now.date(), by=officer, now=now)
    with pytest.raises(Refused) as refused:
        actions.record_order(informed, number="5", on=on, by=officer, now=now)
    assert (refused.value.field, Order.objects.count()) == (field, 0)
