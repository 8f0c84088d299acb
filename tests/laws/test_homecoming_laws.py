"""Whatever is signed, verified, missed, sent back and undone, in whatever order: the laws of the way home hold."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dodomu.clock import KYIV
from dodomu.errors import Refused
from dodomu.exchanges import actions as exchanges
from dodomu.families.models import Call
from dodomu.flows import homecoming
from dodomu.ledger.queries import verify_chain
from dodomu.people import counting, projection
from dodomu.people.models import PersonNow
from dodomu.reintegration.models import Case
from tests import build_homecoming

NOW = datetime(2024, 7, 18, 10, 0, tzinfo=KYIV)
EXPECTED_STATUS = {
    "unsigned": "CAPTIVE_CONFIRMED",
    "not_arrived": "CAPTIVE_CONFIRMED",
    "expected": "HANDED_OVER",
    "arrived": "RETURNED_EXCHANGE",
}
WHY = "так сталося в автобусі"

steps = st.lists(
    st.tuples(
        st.sampled_from(["sign", "verify", "miss", "again", "stranger", "undo_arrival", "undo", "decide", "drop"]),
        st.integers(1, 4),
        st.integers(1, 4),
    ),
    min_size=3,
    max_size=14,
)


class Story:
    """Does one step after another; a step that is refused leaves everything as it was."""

    def __init__(self) -> None:
        self.stage = build_homecoming.set_stage(now=NOW)

    def do(self, act: str, first: int, last: int) -> None:
        self.stage.list.refresh_from_db()
        lines = [line for line in self.stage.lines() if min(first, last) <= line.number <= max(first, last)]
        by = self.stage.officer
        doings: dict[str, Any] = {
            "sign": lambda: build_homecoming.sign(self.stage, now=NOW),
            "verify": lambda: homecoming.verify_arrival(lines, by=by, now=NOW),
            "miss": lambda: homecoming.miss_arrival(lines, reason=WHY, by=by, now=NOW),
            "again": lambda: homecoming.expect_again(lines, reason=WHY, by=by, now=NOW),
            "stranger": lambda: homecoming.find_another(lines[0], kind="stranger", reason=WHY, by=by, now=NOW),
            "undo_arrival": lambda: homecoming.undo_arrival(lines, reason=WHY, by=by, now=NOW),
            "undo": lambda: homecoming.undo_signing(self.stage.list, reason=WHY, by=by, now=NOW),
            "decide": lambda: exchanges.confirm(lines[0], self.stage.people[lines[0].number - 1], by=by, now=NOW),
            "drop": lambda: exchanges.undo(lines[0], by=by, now=NOW),
        }
        try:
            with transaction.atomic():
                doings[act]()
        except Refused:
            pass

    def check(self) -> None:
        lines = self.stage.lines()
        arrived = 0
        for line, person in zip(lines, self.stage.people, strict=True):
            assert PersonNow.objects.get(pk=person.pk).status == EXPECTED_STATUS[line.arrival]
            arrived += line.arrival == "arrived"
            cases = list(Case.objects.filter(person=person))
            calls = list(Call.objects.filter(relative__person=person))
            assert len(cases) <= 1 and len(calls) <= 1
            assert [case.state for case in cases if case.state != "withdrawn"] == (
                {"expected": ["expected"], "arrived": ["open"]}.get(line.arrival, [])
            )
            assert [call.state for call in calls if call.state != "withdrawn"] == (
                ["released"] if line.arrival == "arrived" else []
            )
        today, yesterday = date(2024, 7, 18), date(2024, 7, 17)
        july = counting.Question(true_on=yesterday, known_on=today, status="returned")
        assert counting.count(july) == arrived
        before = counting.Question(true_on=yesterday, known_on=yesterday, status="returned")
        assert counting.count(before) == 0
        assert list(projection.differences()) == []
        assert verify_chain().broken_at is None


@pytest.mark.django_db(transaction=False)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=steps)
def test_no_order_of_steps_leaves_a_double_case_a_double_call_or_a_status_that_does_not_follow(steps):
    with transaction.atomic():
        story = Story()
        for act, first, last in steps:
            story.do(act, first, last)
            story.check()
        transaction.set_rollback(True)
