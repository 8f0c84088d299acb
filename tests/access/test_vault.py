"""Sealed text opens where it belongs and nowhere else; a destroyed key is destroyed for ever."""

from __future__ import annotations

import base64
import threading

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dodomu.access import vault
from dodomu.access.models import VaultKey
from dodomu.access.vault import Sealed, destroy, fingerprint, seal, unseal, unseal_all
from dodomu.ledger import actions as ledger
from dodomu.ledger.queries import verify_chain

pytestmark = pytest.mark.django_db
PHONE = "+380 00 000 00 01, брат Їжак"
HERE = {"owner": "person:12", "place": "relative.phone"}


def test_a_text_comes_back_as_it_was():
    assert unseal(seal(PHONE, **HERE), **HERE) == PHONE
    assert seal("", **HERE) == unseal("", **HERE) == ""


def test_the_envelope_tells_nothing_and_is_never_the_same_twice():
    first, second = seal(PHONE, **HERE), seal(PHONE, **HERE)
    assert first != second
    version, number, nonce, body = first.split(":")
    assert (version, number) == ("1", str(VaultKey.objects.get(owner="person:12").pk))
    assert len(base64.urlsafe_b64decode(nonce + "==")) == 12
    assert "380" not in body
    assert PHONE not in VaultKey.objects.get().wrapped


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.text(max_size=200), st.integers(0, 10_000), st.characters(codec="ascii"))
def test_one_letter_changed_anywhere_does_not_open(db, text, place, letter):
    envelope = seal(text + "!", **HERE)
    at = place % len(envelope)
    changed = envelope[:at] + letter + envelope[at + 1 :]
    try:
        assert unseal(changed, **HERE) == text + "!"
        # Only the very last letter has bits that carry nothing.
        assert changed == envelope or at + 1 == len(envelope)
    except Sealed:
        assert changed != envelope


@pytest.mark.parametrize(
    "elsewhere",
    [{"owner": "person:13"}, {"place": "relative.note"}, {"owner": "person:1", "place": "2relative.phone"}],
)
def test_a_text_moved_elsewhere_does_not_open(elsewhere):
    envelope = seal(PHONE, **HERE)
    seal("щось", **(HERE | elsewhere))  # the other owner has a key too
    with pytest.raises(Sealed):
        unseal(envelope, **(HERE | elsewhere))


@pytest.mark.parametrize("broken", ["x", "1:2:3", "2:{rest}", "1:999:{nonce}:{body}", "::::", "1:1:їжак:ґ"])
def test_what_is_no_envelope_does_not_open(broken):
    version, number, nonce, body = seal(PHONE, **HERE).split(":")
    assert version == "1"
    with pytest.raises(Sealed):
        unseal(broken.format(rest=f"{number}:{nonce}:{body}", nonce=nonce, body=body), **HERE)


def test_reading_makes_no_key():
    envelope = seal(PHONE, **HERE)
    with pytest.raises(Sealed):
        unseal(envelope, owner="person:99", place="relative.phone")
    assert list(VaultKey.objects.values_list("owner", flat=True)) == ["person:12"]


def test_a_destroyed_key_is_gone_for_what_was_and_what_comes_and_the_ledger_holds(now):
    envelope, other = seal(PHONE, **HERE), seal(PHONE, owner="person:13", place="relative.phone")
    ledger.record("erase", by=None, now=now, kind="person", key=12)
    destroy("person:12", now=now)
    for act in (lambda: unseal(envelope, **HERE), lambda: seal("нове", **HERE)):
        with pytest.raises(Sealed):
            act()
    assert unseal(other, owner="person:13", place="relative.phone") == PHONE
    assert VaultKey.objects.get(owner="person:12").destroyed_at == now
    assert verify_chain().broken_at is None


def test_an_erased_person_gets_no_key_also_where_there_was_none(now):
    destroy("person:12", now=now)
    with pytest.raises(Sealed):
        seal(PHONE, **HERE)


def test_a_list_is_opened_with_one_query_and_what_is_gone_is_empty(now, counted_queries):
    owners = [f"person:{number}" for number in range(5)]
    sealed = [(seal(f"{PHONE} {owner}", owner=owner, place="a.b"), owner, "a.b") for owner in owners]
    destroy("person:3", now=now)
    opened = [f"{PHONE} {owner}" if owner != "person:3" else "" for owner in owners]
    assert unseal_all([*sealed, ("", "person:1", "a.b")]) == [*opened, ""]
    assert counted_queries(lambda: unseal_all(sealed)) == 1
    with pytest.raises(Sealed):
        unseal_all([(sealed[0][0], "person:1", "a.b")])


def test_another_master_key_opens_nothing(monkeypatch):
    envelope, blind = seal(PHONE, **HERE), fingerprint(PHONE)
    monkeypatch.setenv("DODOMU_VAULT_KEY", base64.urlsafe_b64encode(b"x" * 32).decode().rstrip("="))
    with pytest.raises(Sealed):
        unseal(envelope, **HERE)
    assert fingerprint(PHONE) != blind


def test_a_master_key_of_another_length_stops_the_start(monkeypatch):
    monkeypatch.setenv("DODOMU_VAULT_KEY", "c2hvcnQ")
    with pytest.raises(SystemExit, match="32 bytes"):
        seal(PHONE, **HERE)


def test_a_fingerprint_is_the_same_for_the_same_text_alone():
    assert fingerprint(PHONE) == fingerprint(PHONE) != fingerprint(PHONE + " ")
    assert len(fingerprint("")) == 64


def test_the_master_key_is_made_once_however_many_ask_at_once(tmp_path, monkeypatch, settings):
    monkeypatch.delenv("DODOMU_VAULT_KEY")
    settings.VAULT_KEY_FILE = tmp_path / "keys" / "vault_key"
    found: list[bytes] = []
    start = threading.Barrier(8)

    def ask() -> None:
        start.wait()
        found.append(vault._master())
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(found) == 8
    assert set(found) == {settings.VAULT_KEY_FILE.read_bytes()}
    assert len(found[0]) == 32
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["vault_key"]
    assert settings.VAULT_KEY_FILE.stat().st_mode & 0o777 == 0o600
