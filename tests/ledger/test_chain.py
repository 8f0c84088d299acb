"""Whoever changes an entry of the ledger is found: the first broken entry is named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from dodomu.clock import KYIV
from dodomu.ledger import actions as ledger
from dodomu.ledger import triggers
from dodomu.ledger.chain import START, digest
from dodomu.ledger.models import Entry
from dodomu.ledger.queries import about, head, verify_chain
from tests import build, cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(now) -> list[Entry]:
    """Seven entries of two acts."""
    officer = build.account(cast.REGISTRAR, now=now)
    ledger.record_many(
        [("read_person", "person", key, {"part": "overview", "їжак": "є"}) for key in (1, 2, 3)], by=officer, now=now
    )
    later = now + timedelta(microseconds=1)
    ledger.record_many([("take_in", "register", None, {"people": n}) for n in range(4)], by=None, now=later)
    return list(Entry.objects.order_by("seq"))


@pytest.fixture
def unlocked(db):
    """The triggers are off, as for somebody who has the database in his hands."""
    triggers.remove(connection, ("ledger_entry",))
    yield
    triggers.install(connection, ("ledger_entry",))


def test_an_untouched_chain_holds_and_names_its_head(chain):
    found = verify_chain()
    assert (found.entries, found.head, found.broken_at, found.why, found.has_head) == (
        7,
        chain[-1].hash,
        None,
        "",
        None,
    )
    assert head() == (chain[-1].seq, chain[-1].hash)


def test_a_new_ledger_holds_and_has_a_head_of_noughts(db):
    assert (verify_chain().entries, verify_chain().head, head()) == (0, START, (0, START))


def test_each_entry_is_bound_to_the_one_before(chain):
    assert [one.before for one in chain] == [START, *(one.hash for one in chain[:-1])]


def test_the_hash_covers_the_instant_wherever_it_is_told(chain):
    first = chain[0]
    fields = {"before": START, "by": first.by_id, "act": first.act, "kind": first.kind, "key": first.key}
    for at in (first.at.astimezone(UTC), first.at.astimezone(KYIV)):
        assert digest(at=at, detail=first.detail, **fields) == first.hash
    assert digest(at=first.at + timedelta(microseconds=1), detail=first.detail, **fields) != first.hash


def edit(**fields):
    return lambda chain: Entry.objects.filter(pk=chain[3].pk).update(**fields)


def delete(place: int):
    return lambda chain: Entry.objects.filter(pk=chain[place].pk).delete()


def swap(chain):
    first, second = chain[3], chain[4]
    for seq, entry in ((first.seq + 100, first), (first.seq, second), (second.seq, first)):
        Entry.objects.filter(hash=entry.hash).update(seq=seq)


def insert_at_end(chain):
    Entry.objects.create(at=chain[0].at, act="read_person", kind="person", key=9, before=chain[-1].hash, hash="f" * 64)


def insert_honestly_hashed(chain):
    """Somebody who knows how the hash is made puts an entry of his own in place of one that he takes out."""
    delete(3)(chain)
    fields = {"at": chain[3].at, "act": "read_person", "kind": "person", "key": 9, "detail": "{}"}
    Entry.objects.create(
        seq=chain[3].seq, before=chain[2].hash, hash=digest(before=chain[2].hash, by=None, **fields), **fields
    )


def copy_of_another(chain):
    """An entry is told twice, the second time with the hash of the first and one letter more."""
    one = chain[4]
    Entry.objects.filter(pk=one.pk).update(
        before=chain[3].before, act=chain[3].act, detail=chain[3].detail, key=chain[3].key
    )


# what was done, and at which place of the chain it is found, why
TAMPERING = {
    "another instant": (edit(at=datetime(2024, 7, 18, 11, tzinfo=KYIV)), 3, "changed"),
    "another account": (lambda chain: Entry.objects.filter(pk=chain[3].pk).update(by=chain[0].by), 3, "changed"),
    "another act": (edit(act="read_person"), 3, "changed"),
    "another kind": (edit(kind="person"), 3, "changed"),
    "another key": (edit(key=7), 3, "changed"),
    "another detail": (edit(detail='{"people":1000}'), 3, "changed"),
    "another hash before": (edit(before="0" * 64), 3, "changed"),
    "another hash": (edit(hash="0" * 64), 3, "changed"),
    "one taken out of the middle": (delete(3), 4, "missing"),
    "the first taken out": (delete(0), 1, "missing"),
    "two changed places": (swap, 3, "missing"),
    "one put at the end": (insert_at_end, 7, "changed"),
    "one put in place of another, rightly hashed": (insert_honestly_hashed, 4, "missing"),
    "one overwritten with another": (copy_of_another, 4, "changed"),
}


@pytest.mark.parametrize(("tamper", "place", "why"), TAMPERING.values(), ids=TAMPERING)
def test_tampering_is_named_at_the_first_broken_entry(chain, unlocked, tamper, place, why):
    tamper(chain)
    found = verify_chain()
    places = [*chain, Entry.objects.order_by("seq").last()]
    assert (found.broken_at, found.why) == (places[place].seq, why)
    good = Entry.objects.filter(seq__lt=found.broken_at).order_by("seq")
    assert (found.entries, found.head) == (good.count(), good.last().hash if good else START)


def test_a_tail_that_was_cut_off_is_found_by_the_head_kept_outside(chain, unlocked):
    kept = head()[1]
    assert verify_chain(kept_head=kept).has_head is True
    assert verify_chain(kept_head=chain[2].hash).has_head is True
    assert verify_chain(kept_head=START).has_head is True
    delete(6)(chain)
    found = verify_chain(kept_head=kept)
    assert (found.broken_at, found.has_head) == (None, False)


def test_entries_about_a_record_are_read_newest_first(chain, now):
    ledger.record("state_fact", by=None, now=now, kind="person", key=2)
    assert [one.act for one in about("person", 2)] == ["state_fact", "read_person"]


def test_nothing_is_recorded_of_nothing(db, now):
    assert ledger.record_many([], by=None, now=now) == []
    assert Entry.objects.count() == 0
