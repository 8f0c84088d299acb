"""Going for what the support after a return protects: the time to adapt, pictures, small numbers."""

from __future__ import annotations

import json
import struct
from datetime import timedelta

import pytest

from dodomu.errors import Refused
from dodomu.flows import homecoming
from dodomu.formats.scans import read_scan
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case, Consent
from dodomu.reintegration.queries.cohort import MILESTONES, hidden_of
from tests import build, build_homecoming, build_reintegration, cast

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


@pytest.fixture
def officer(now, db):
    return build.account(cast.SOCIAL, now=now)


def test_an_admission_dated_before_the_arrival_does_not_end_the_time_to_adapt(officer, now):
    case = build_reintegration.case(now=now, officer=officer)
    earlier = now - timedelta(days=5)
    actions.admit(case, facility=build_reintegration.facility(now=now), at=earlier, by=officer, now=now)
    case = Case.objects.get(pk=case.pk)
    assert (case.admitted_at, case.protected_from) == (earlier, now)
    at = now + HOUR
    with pytest.raises(Refused) as refused:
        actions.plan_appointment(case, "questioning", starts_at=at, ends_at=at + HOUR, by=officer, now=now)
    assert refused.value.code == "adaptation"


def test_a_yes_to_the_press_is_not_dated_back_into_the_time_to_adapt(officer, now):
    came = now - timedelta(days=6)
    case = build_reintegration.case(now=now, officer=officer, admitted_at=came)
    given = {"by": officer, "now": now}
    with pytest.raises(Refused) as refused:
        actions.answer_consent(case, "press", "meet", "given", on=(came + timedelta(days=1)).date(), **given)
    assert (refused.value.code, refused.value.field, Consent.objects.count()) == ("adaptation", "on", 0)
    actions.answer_consent(case, "press", "meet", "refused", on=(came + timedelta(days=1)).date(), **given)
    actions.answer_consent(case, "press", "meet", "given", on=(came + timedelta(days=4)).date(), **given)
    assert list(Consent.objects.order_by("pk").values_list("answer", flat=True)) == ["refused", "given"]


def test_a_second_picture_behind_the_first_does_not_bring_its_place_along():
    table = segment(0xC4, b"table")
    scans = segment(0xDA, b"ab") + b"pi\xff\x00x\xff\xd0els" + table + segment(0xDA, b"cd") + b"more\xff\xff\xd9"
    first = b"\xff\xd8" + segment(0xDB, b"q") + scans
    second = b"\xff\xd8" + segment(0xE1, b"Exif\0\0GPS 48.5, 35.0") + segment(0xDA, b"ef") + b"small\xff\xd9"
    body = read_scan(first + second).body
    assert (b"GPS" in body, body.endswith(b"more\xff\xff\xd9") or body.endswith(b"more\xff\xd9")) == (False, True)
    assert body.count(table) == 1


def test_a_comment_between_two_scans_is_not_kept():
    between = segment(0xFE, b"phone of Ivan")
    body = b"\xff\xd8" + segment(0xDA, b"ab") + b"one" + between + segment(0xDA, b"cd") + b"two\xff\xd9"
    assert read_scan(body).body == body.replace(between, b"")


def test_those_in_the_year_and_those_whose_support_ended_do_not_tell_of_the_few_others():
    numbers = dict.fromkeys(MILESTONES, 0) | {"arrived": 30, "decision": 30, "follow_up": 18, "closed": 10}
    assert hidden_of(numbers, smallest=5) == {"closed"}
    assert hidden_of(numbers | {"closed": 6}, smallest=5) == frozenset()
    assert hidden_of(numbers | {"closed": 12}, smallest=5) == frozenset()


def test_a_mark_made_before_an_arrival_was_taken_back_does_not_bring_it_back(now, client_for, db):
    stage = build_homecoming.set_stage(now=now)
    build_homecoming.sign(stage, now=now)
    homecoming.verify_arrival([stage.line(1)], by=stage.officer, now=now - 2 * MINUTE)
    homecoming.undo_arrival([stage.line(1)], reason="прибув хтось інший", by=stage.officer, now=now - MINUTE)
    client, board = client_for(stage.officer), f"/exchanges/{stage.round.pk}/arrivals/marks"
    sent = {"lines": [stage.line(1).pk, stage.line(2).pk], "ages": [str(5 * 60_000)] * 2}
    told = json.loads(client.post(board, sent).content)
    assert (told["done"], len(told["differs"]), told["differs"][0][:8]) == (1, 1, "Рядок 1:")
    assert [stage.line(number).arrival for number in (1, 2)] == ["expected", "arrived"]
    fresh = json.loads(client.post(board, {"lines": sent["lines"][:1], "ages": ["1000"]}).content)
    assert (fresh, stage.line(1).arrival) == ({"done": 1, "differs": []}, "arrived")
    for odd in ("-5", "x", "9" * 400):
        assert client.post(board, {"lines": sent["lines"][:1], "ages": [odd]}).status_code == 200
