"""Many writers at once: one chain, no fork, nothing lost, and nobody waits for ever."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection, transaction

from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.ledger.models import Entry
from dodomu.ledger.queries import verify_chain
from dodomu.units.models import Unit
from tests import build

pytestmark = pytest.mark.django_db(transaction=True)


def in_threads(*acts) -> list[object]:
    """Runs each act in a thread of its own; what each was ended by, None for a good end."""
    outcome: list[object] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def run(place: int) -> None:
        try:
            start.wait()
            acts[place]()
        except Exception as error:
            outcome[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcome


def test_eight_writers_make_one_chain(now):
    def write(number: int):
        def act() -> None:
            for turn in range(6):
                with transaction.atomic():
                    ledger.record("read_person", by=None, now=now, kind="person", key=number)
                    ledger.record_many(
                        [("state_fact", "person", number, {"fact": turn}), ("open_case", "case", turn, {})],
                        by=None,
                        now=now,
                    )

        return act

    assert in_threads(*(write(number) for number in range(8))) == [None] * 8
    found = verify_chain()
    assert (found.entries, found.broken_at) == (8 * 6 * 3, None)
    assert Entry.objects.values("before").distinct().count() == found.entries


def test_an_act_that_fails_leaves_no_entry_and_no_gap_in_the_chain(now):
    def fail() -> None:
        with transaction.atomic():
            ledger.record("state_fact", by=None, now=now, kind="person", key=1)
            raise Refused("no")

    outcome = in_threads(fail, lambda: ledger.record("read_person", by=None, now=now, kind="person", key=2), fail)
    assert [type(one) for one in outcome] == [Refused, type(None), Refused]
    assert list(Entry.objects.values_list("act", flat=True)) == ["read_person"]
    assert verify_chain().broken_at is None


def test_acts_written_together_stand_together_and_in_order(now):
    def story(number: int):
        def act() -> None:
            with transaction.atomic(), ledger.together():
                for turn in range(4):
                    ledger.record("step", by=None, now=now, kind="person", key=number, detail={"turn": turn})
                    time.sleep(0.002)

        return act

    assert in_threads(*(story(number) for number in range(4))) == [None] * 4
    entries = list(Entry.objects.order_by("seq").values_list("key", "detail"))
    for first in range(0, 16, 4):
        four = entries[first : first + 4]
        assert {key for key, _detail in four} == {four[0][0]}
        assert [detail for _key, detail in four] == [f'{{"turn":{turn}}}' for turn in range(4)]
    assert verify_chain().broken_at is None


def test_nothing_of_a_story_that_fails_is_written(now):
    with pytest.raises(Refused), transaction.atomic(), ledger.together():
        ledger.record("step", by=None, now=now, kind="person", key=1)
        raise Refused("no")
    assert Entry.objects.count() == 0
    ledger.record("step", by=None, now=now, kind="person", key=2)
    assert Entry.objects.get().key == 2


def test_a_story_within_a_story_is_written_with_the_outer_one(now):
    @transaction.atomic
    @ledger.together()
    def inner() -> None:
        ledger.record("inner", by=None, now=now, kind="person", key=1)

    with transaction.atomic(), ledger.together():
        inner()
        assert Entry.objects.count() == 0
        ledger.record("outer", by=None, now=now, kind="person", key=1)
    assert list(Entry.objects.order_by("seq").values_list("act", flat=True)) == ["inner", "outer"]


def test_a_story_that_changes_rows_after_its_first_entry_never_waits_for_ever(now):
    """Two who take the row and the chain in opposite orders would wait for each other; together they do not."""
    unit = build.unit("NGU")
    taken = threading.Event()

    def story() -> None:
        with transaction.atomic(), ledger.together():
            ledger.record("first", by=None, now=now, kind="unit", key=unit.pk)
            taken.set()
            time.sleep(0.2)
            Unit.objects.filter(pk=unit.pk).update(name_en="story")
            ledger.record("second", by=None, now=now, kind="unit", key=unit.pk)

    def other() -> None:
        taken.wait(10)
        with transaction.atomic():
            Unit.objects.filter(pk=unit.pk).update(name_en="other")
            time.sleep(0.3)
            ledger.record("other", by=None, now=now, kind="unit", key=unit.pk)

    assert in_threads(story, other) == [None, None]
    assert Entry.objects.count() == 3
    assert verify_chain().broken_at is None
