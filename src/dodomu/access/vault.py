"""Sealed text: what could harm is stored encrypted, under a key of its owner that can be destroyed.

The envelope is `version:key:nonce:body` in URL-safe base64. Each owner (a person, a relative) has an own
key, kept wrapped by the master key. The text is bound to the place it stands in (`table.field`) and to its
owner: moved to another row of another owner, it does not open. AES-256-GCM with a random 96-bit nonce
(NIST SP 800-38D).
"""

from __future__ import annotations

import base64
import os
from datetime import datetime

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
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(os.urandom(32))
        except FileExistsError:
            pass
    return bytes(path.read_bytes())


def _key_of(owner: str) -> tuple[int, bytes]:
    row = VaultKey.objects.filter(owner=owner).first()
    if row is None:
        key = os.urandom(32)
        nonce = os.urandom(12)
        wrapped = _b64(nonce + AESGCM(_master()).encrypt(nonce, key, owner.encode()))
        row, _ = VaultKey.objects.get_or_create(owner=owner, defaults={"wrapped": wrapped})
    if row.wrapped is None:
        raise Sealed(owner)
    raw = _bytes(row.wrapped)
    return row.pk, AESGCM(_master()).decrypt(raw[:12], raw[12:], owner.encode())


def seal(text: str, *, owner: str, place: str) -> str:
    """Encrypts a text for its owner (`person:12`) and place (`relative.phone`); empty stays empty."""
    if not text:
        return ""
    number, key = _key_of(owner)
    nonce = os.urandom(12)
    body = AESGCM(key).encrypt(nonce, text.encode(), f"{place}|{owner}".encode())
    return f"{VERSION}:{number}:{_b64(nonce)}:{_b64(body)}"


def unseal(envelope: str, *, owner: str, place: str) -> str:
    """Opens a text sealed for this owner and place; Sealed where it does not open."""
    if not envelope:
        return ""
    try:
        version, _, nonce, body = envelope.split(":")
        if version != VERSION:
            raise Sealed(owner)
        _, key = _key_of(owner)
        return AESGCM(key).decrypt(_bytes(nonce), _bytes(body), f"{place}|{owner}".encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise Sealed(owner) from error


def destroy(owner: str, *, now: datetime) -> None:
    """Destroys an owner's key: everything sealed under it is gone for ever, and the ledger still verifies."""
    VaultKey.objects.filter(owner=owner).update(wrapped=None, destroyed_at=now)
