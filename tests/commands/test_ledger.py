"""`dodomu ledger verify` says whether the chain is whole, or names the first broken entry."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from dodomu.ledger import actions as ledger
from dodomu.ledger import triggers
from dodomu.ledger.models import Entry

pytestmark = pytest.mark.django_db


def run(*arguments: str, language: str = "en") -> tuple[int, str, str]:
    out, complaint = StringIO(), StringIO()
    try:
        call_command("ledger", *arguments, language=language, stdout=out, stderr=complaint)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue().strip(), complaint.getvalue().strip()
    return 0, out.getvalue().strip(), complaint.getvalue().strip()


@pytest.fixture
def entries(now):
    ledger.record_many([("read_person", "person", key, {}) for key in range(5)], by=None, now=now)
    return list(Entry.objects.order_by("seq"))


@pytest.fixture
def unlocked(entries):
    triggers.remove(connection, ("ledger_entry",))
    yield
    triggers.install(connection, ("ledger_entry",))


def test_a_whole_chain(entries):
    code, said, complaint = run("verify")
    assert (code, complaint) == (0, "")
    assert said.splitlines()[0] == f"Entries verified: 5. The chain is whole. Head: {entries[-1].hash}"
    assert run("verify", language="uk")[1].startswith("Записів перевірено: 5. Ланцюг цілий. Голова: ")


def test_the_head_to_be_kept_elsewhere_and_found_again(entries, now):
    code, said, _complaint = run("head")
    assert (code, said) == (0, f"{entries[-1].seq} {entries[-1].hash}")
    ledger.record("read_person", by=None, now=now, kind="person", key=9)
    for kept in (said, entries[-1].hash, entries[-1].hash.upper()):
        assert run("verify", "--kept-head", kept)[1].endswith("The head you kept is in its place.")


def test_an_empty_ledger_has_a_head_too(db):
    assert run("head")[1] == "0 " + "0" * 64
    assert run("verify")[0] == 0


def test_the_first_broken_entry_is_named(entries, unlocked):
    Entry.objects.filter(pk=entries[2].pk).update(key=77)
    assert run("verify") == (
        1,
        "",
        f"The chain breaks at entry {entries[2].seq}: the entry was changed. Whole entries before it: 2.",
    )
    assert run("verify", language="uk")[2].startswith(f"Ланцюг розірвано на записі {entries[2].seq}: запис змінено.")
    Entry.objects.filter(pk=entries[1].pk).delete()
    assert run("verify")[2].startswith(f"The chain breaks at entry {entries[2].seq}: the entry was changed.")
    Entry.objects.filter(pk=entries[2].pk).delete()
    assert run("verify")[2].startswith(f"The chain breaks at entry {entries[3].seq}: before it something is missing")


def test_a_cut_off_end_is_seen_by_the_kept_head_alone(entries, unlocked):
    kept = run("head")[1]
    Entry.objects.filter(pk=entries[-1].pk).delete()
    assert run("verify")[0] == 0
    code, said, complaint = run("verify", "--kept-head", kept)
    assert (code, said) == (1, "")
    assert complaint.startswith("Entries verified: 4, each whole, but the head you kept is not among them")
