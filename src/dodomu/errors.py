"""What may be refused, and how a refusal reaches a person."""

from __future__ import annotations

from typing import Any


class Refused(Exception):  # noqa: N818 - the name is said to people, not to programmers
    """An act that cannot be done, with the sentence that tells why and what to do.

    `message` is shown as it is (already in the reader's language, or lazily translated);
    `field` names the form field it belongs to, `code` lets a caller tell refusals apart.
    """

    def __init__(self, message: Any, field: str | None = None, *, code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.code = code

    def __str__(self) -> str:
        return str(self.message)


class NotVisible(Exception):  # noqa: N818
    """The record is not there, or this reader may not know that it is: both look the same (404)."""


class StaleView(Refused):
    """Somebody else decided while the page lay open; `theirs` and `yours` are shown side by side (409)."""

    def __init__(self, message: Any, *, theirs: Any = None, yours: Any = None) -> None:
        super().__init__(message, code="stale")
        self.theirs = theirs
        self.yours = yours
