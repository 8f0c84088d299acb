"""The chain of hashes: how an entry is bound to all entries before it, and how a break is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

START = "0" * 64


def digest(*, before: str, at: datetime, by: int | None, act: str, kind: str, key: int | None, detail: str) -> str:
    """SHA-256 over the entry and the hash before it; the instant counts in UTC to the microsecond."""
    parts = [before, at.astimezone(UTC).isoformat(timespec="microseconds"), by, act, kind, key, detail]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


Row = tuple[int, datetime, int | None, str, str, int | None, str, str, str]
"""An entry as it is stored: seq, at, by, act, kind, key, detail, before, hash."""


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome: how many entries hold, the head, and the first broken entry if any.

    `why` is `changed` (the entry is not what was written) or `missing` (the entry is as it was written, but not
    after the one that stands before it: something was taken out, put in or moved). `has_head` tells whether the
    head that was kept outside occurs in the chain; None when none was given.
    """

    entries: int
    head: str
    broken_at: int | None = None
    why: str = ""
    has_head: bool | None = None


def verify(rows: Iterable[Row], *, kept_head: str = "") -> Verified:
    """Walks the entries in order of seq and names the first break.

    A cut-off tail, or a chain written anew from some entry on, cannot be seen from inside: give the head that was
    kept outside the system.
    """
    before, count, found = START, 0, None if not kept_head else kept_head == START
    for seq, at, by, act, kind, key, detail, stated_before, stated in rows:
        if digest(before=stated_before, at=at, by=by, act=act, kind=kind, key=key, detail=detail) != stated:
            return Verified(count, before, seq, "changed", found)
        if stated_before != before:
            return Verified(count, before, seq, "missing", found)
        before, count = stated, count + 1
        found = found or stated == kept_head if kept_head else None
    return Verified(count, before, has_head=found)
