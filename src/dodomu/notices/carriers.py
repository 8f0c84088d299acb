"""The ways out: how a message leaves the house, each giving back a proof."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage


class Carrier(Protocol):
    """Sends one message and returns the proof; raises on failure. The key makes a repeat recognisable."""

    def carry(self, *, key: str, way: str, address: str, body: str) -> str: ...


class FileCarrier:
    """Writes each message into a file of the outbox folder, once per key: for the demo and for tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def carry(self, *, key: str, way: str, address: str, body: str) -> str:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{key.replace(':', '-').replace('/', '-')}.txt"
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(f"{way}: {address}\n\n{body}\n")
        except FileExistsError:
            pass  # sent before the last answer was lost: the same key is the same message
        return path.name


class EmailCarrier:
    """Sends by e-mail; the key travels as the message id, so that a receiving server drops a repeat."""

    def carry(self, *, key: str, way: str, address: str, body: str) -> str:
        message_id = f"<{key.replace(':', '.')}@dodomu>"
        EmailMessage(
            "Додому / Dodomu", body, settings.DEFAULT_FROM_EMAIL, [address], headers={"Message-ID": message_id}
        ).send()
        return message_id


def configured() -> Carrier:
    """The carrier chosen in the settings."""
    if settings.NOTICE_CARRIER == "email":
        return EmailCarrier()
    return FileCarrier(settings.DATA_DIR / "outbox")
