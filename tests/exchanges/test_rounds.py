"""Rounds as they were announced."""

from __future__ import annotations

from datetime import date

import pytest

from dodomu.errors import Refused
from dodomu.exchanges import actions, queries
from dodomu.exchanges.models import Round, Stage, StagePart
from dodomu.reference.breakdown import read_breakdown
from dodomu.reference.rounds import read_rounds
from tests import build, cast

pytestmark = pytest.mark.django_db


def test_the_published_rounds_load_once_and_only_once(now):
    assert actions.load_rounds(read_rounds(), now=now) == (Round.objects.count(), 67)
    parts = StagePart.objects.count()
    assert actions.load_rounds(read_rounds(), now=now) == (0, 0)
    assert (Stage.objects.count(), StagePart.objects.count()) == (67, parts)


def test_the_round_of_17_july_2024_is_as_it_was_announced(now):
    actions.load_rounds(read_rounds(), now=now)
    stage = Round.objects.get(ordinal=54).stages.get()
    assert (stage.on, stage.announced, stage.running_total) == (date(2024, 7, 17), 95, 3405)
    assert {part.code: part.count for part in stage.parts.filter(parent=None)} == {
        "AFU": 49,
        "Navy": 10,
        "TDF": 7,
        "BorderGuard": 5,
        "SSTS": 2,
        "NGU": 21,
        "Volunteer": 1,
    }


def test_a_withheld_number_is_not_zero(now):
    actions.load_rounds(read_rounds(), now=now)
    june = Round.objects.get(ordinal=66)
    assert [(stage.announced, stage.is_withheld) for stage in june.stages.all()] == [(None, True)] * 4
    gap = queries.gap(june)
    assert (gap.announced, gap.is_withheld) == (None, True)


def test_parts_that_do_not_make_the_total_are_refused(now):
    officer = build.account(cast.EXCHANGE, now=now)
    with pytest.raises(Refused, match="94, а названо 95") as caught:
        actions.open_round(
            ordinal=54,
            on=date(2024, 7, 17),
            announced=95,
            parts=read_breakdown("AFU=73;NGU=21"),
            by=officer,
            now=now,
        )
    assert caught.value.field == "parts"
    assert Round.objects.count() == 0


def test_a_second_day_becomes_a_stage_of_the_same_round(now):
    officer = build.account(cast.EXCHANGE, now=now)
    opened = actions.open_round(ordinal=54, on=date(2024, 7, 16), announced=10, by=officer, now=now)
    actions.add_stage(opened, on=date(2024, 7, 17), announced=95, by=officer, now=now)
    assert (opened.began_on, opened.ended_on, queries.gap(opened).announced) == (
        date(2024, 7, 16),
        date(2024, 7, 17),
        105,
    )
    with pytest.raises(Refused, match="Такий день"):
        actions.add_stage(opened, on=date(2024, 7, 17), announced=95, by=officer, now=now)
