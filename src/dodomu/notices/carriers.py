"""The ways out: how a message leaves the house, each giving back a proof."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage


class Carrier(Protocol):
    """Sends one message and returns the proof; raises on failure. The key makes a repeat recognisable."""

    def carry(self, *, key: str, way: str, address: str, body: str) -> str: ...


def file_name(key: str) -> str:
    """A name that a folder takes and that no other key has.

    >>> file_name("call:5"), file_name("call-5")
    ('call-5.39a4e46daf.txt', 'call-5.8281992512.txt')
    """
    readable = re.sub(r"[^\w.-]", "-", key)[:60]
    return f"{readable}.{hashlib.sha256(key.encode()).hexdigest()[:10]}.txt"


class FileCarrier:
    """Writes each message into a file of the outbox folder, once per key: for the demo and for tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def carry(self, *, key: str, way: str, address: str, body: str) -> str:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / file_name(key)
        # Written aside and then linked: a file that stands there is always a whole message.
        aside = path.with_suffix(f".{os.getpid()}.{os.urandom(4).hex()}")
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(f"{way}: {address}\n\n{body}\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(aside, path)
        except FileExistsError:
            pass  # sent before the last answer was lost: the same key is the same message
        finally:
            aside.unlink()
        return path.name


class EmailCarrier:
    """Sends by e-mail. The message id comes from the key, so that a repeat after a lost answer is known as one."""

    def carry(self, *, key: str, way: str, address: str, body: str) -> str:
        message_id = f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@dodomu>"
        EmailMessage(
            "Додому / Dodomu", body, settings.DEFAULT_FROM_EMAIL, [address], headers={"Message-ID": message_id}
        ).send()
        return message_id


def configured() -> Carrier:
    """The carrier chosen in the settings."""
    if settings.NOTICE_CARRIER == "email":
        return EmailCarrier()
    return FileCarrier(settings.DATA_DIR / "outbox")
