"""Sealed text: what could harm is stored encrypted, under a key of its owner that can be destroyed.

The envelope is `version:key:nonce:body` in URL-safe base64. Each owner (a person, a relative) has an own
key, kept wrapped by the master key. The text is bound to the place it stands in (`table.field`) and to its
owner: moved to another row of another owner, it does not open. AES-256-GCM with a random 96-bit nonce
(NIST SP 800-38D).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from dodomu.access.models import VaultKey

VERSION = "1"


class Sealed(Exception):  # noqa: N818
    """The text cannot be opened: its key was destroyed, or it does not belong here."""


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _master() -> bytes:
    if stated := os.environ.get("DODOMU_VAULT_KEY"):
        key = _bytes(stated)
        if len(key) != 32:
            raise SystemExit("DODOMU_VAULT_KEY takes 32 bytes in URL-safe base64.")
        return key
    path = settings.VAULT_KEY_FILE
    if not path.exists():
        _make_master(path)
    return bytes(path.read_bytes())


def _make_master(path: Path) -> None:
    """Makes the master key once: written aside and then linked, so that nobody ever reads half a key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(os.urandom(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)
    except FileExistsError:
        pass  # somebody else made it in the same moment
    finally:
        aside.unlink()


def _key_of(owner: str, *, is_made: bool = True) -> tuple[int, bytes]:
    """The number and key of an owner; one is made where there is none yet, unless only reading (`is_made` False)."""
    row = VaultKey.objects.filter(owner=owner).first()
    if row is None:
        if not is_made:
            raise Sealed(owner)
        key = os.urandom(32)
        nonce = os.urandom(12)
        wrapped = _b64(nonce + AESGCM(_master()).encrypt(nonce, key, owner.encode()))
        row, _ = VaultKey.objects.get_or_create(owner=owner, defaults={"wrapped": wrapped})
    return row.pk, _unwrapped(row)


def _unwrapped(row: VaultKey) -> bytes:
    """The key of an owner; Sealed when it was destroyed, or wrapped by another master key than ours."""
    if row.wrapped is None:
        raise Sealed(row.owner)
    raw = _bytes(row.wrapped)
    try:
        return AESGCM(_master()).decrypt(raw[:12], raw[12:], row.owner.encode())
    except InvalidTag as error:
        raise Sealed(row.owner) from error


def seal_many(texts: Sequence[str], *, owner: str, place: str) -> list[str]:
    """Encrypts texts for one owner (`person:12`) and place (`relative.phone`), reading the key once."""
    if not any(texts):
        return ["" for _text in texts]
    number, key = _key_of(owner)
    cipher, bound = AESGCM(key), f"{place}|{owner}".encode()
    sealed = []
    for text in texts:
        nonce = os.urandom(12)
        body = cipher.encrypt(nonce, text.encode(), bound)
        sealed.append(f"{VERSION}:{number}:{_b64(nonce)}:{_b64(body)}" if text else "")
    return sealed


def unseal_many(envelopes: Sequence[str], *, owner: str, place: str) -> list[str]:
    """Opens texts sealed for one owner and place; Sealed where one does not open."""
    if not any(envelopes):
        return ["" for _envelope in envelopes]
    key_number, key = _key_of(owner, is_made=False)
    cipher, bound = AESGCM(key), f"{place}|{owner}".encode()
    opened = []
    for envelope in envelopes:
        if not envelope:
            opened.append("")
            continue
        try:
            version, number, nonce, body = envelope.split(":")
            if (version, number) != (VERSION, str(key_number)):
                raise Sealed(owner)
            opened.append(cipher.decrypt(_bytes(nonce), _bytes(body), bound).decode())
        except (InvalidTag, ValueError) as error:
            raise Sealed(owner) from error
    return opened


def seal(text: str, *, owner: str, place: str) -> str:
    """Encrypts one text; empty stays empty."""
    return seal_many([text], owner=owner, place=place)[0]


def unseal(envelope: str, *, owner: str, place: str) -> str:
    """Opens one text; Sealed where it does not open."""
    return unseal_many([envelope], owner=owner, place=place)[0]


def seal_bytes(body: bytes, *, owner: str, place: str) -> bytes:
    """Encrypts a file for one owner and place; the envelope is `version:key:` and then the nonce and the body."""
    number, key = _key_of(owner)
    nonce = os.urandom(12)
    return f"{VERSION}:{number}:".encode() + nonce + AESGCM(key).encrypt(nonce, body, f"{place}|{owner}".encode())


def unseal_bytes(sealed: Sequence[tuple[bytes | memoryview, str, str]]) -> list[bytes | None]:
    """Opens files of many owners, each given as (envelope, owner, place), reading all keys in one query.

    What does not open any more, because its key was destroyed, comes back as None.
    """
    rows = VaultKey.objects.filter(owner__in={owner for _envelope, owner, _place in sealed})
    ciphers = {row.owner: (row.pk, AESGCM(_unwrapped(row))) for row in rows if row.wrapped is not None}
    opened: list[bytes | None] = []
    for envelope, owner, place in sealed:
        if owner not in ciphers:
            opened.append(None)
            continue
        known, cipher = ciphers[owner]
        try:
            version, number, rest = bytes(envelope).split(b":", 2)
            if (version.decode(), number.decode()) != (VERSION, str(known)):
                raise Sealed(owner)
            opened.append(cipher.decrypt(rest[:12], rest[12:], f"{place}|{owner}".encode()))
        except (InvalidTag, ValueError) as error:
            raise Sealed(owner) from error
    return opened


def destroy(owner: str, *, now: datetime) -> None:
    """Destroys an owner's key: everything sealed under it is gone for ever, and the ledger still verifies.

    Nothing can be sealed for this owner afterwards either, also where nothing was before.
    """
    VaultKey.objects.update_or_create(owner=owner, defaults={"wrapped": None, "destroyed_at": now})


def unseal_all(sealed: Sequence[tuple[str, str, str]]) -> list[str]:
    """Opens texts of many owners, each given as (envelope, owner, place), reading all keys in one query.

    For lists: what does not open any more, because its key was destroyed, comes back as an empty text.
    """
    rows = VaultKey.objects.filter(owner__in={owner for envelope, owner, _place in sealed if envelope})
    ciphers = {row.owner: AESGCM(_unwrapped(row)) for row in rows if row.wrapped is not None}
    opened = []
    for envelope, owner, place in sealed:
        if not envelope or owner not in ciphers:
            opened.append("")
            continue
        try:
            _version, _number, nonce, body = envelope.split(":")
            opened.append(ciphers[owner].decrypt(_bytes(nonce), _bytes(body), f"{place}|{owner}".encode()).decode())
        except (InvalidTag, ValueError) as error:
            raise Sealed(owner) from error
    return opened


def fingerprint(text: str) -> str:
    """The blind index of a text: the same for the same text, and telling nothing without the master key.

    For exact search in sealed columns (a telephone number), and for short codes that only we can make.
    """
    key = hmac.new(_master(), b"dodomu.access.vault.fingerprint", hashlib.sha256).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
