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


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome: how many entries were checked, the head, and the first broken entry if any."""

    entries: int
    head: str
    broken_at: int | None = None
    why: str = ""  # changed | missing


def verify(rows: Iterable[tuple[int, datetime, int | None, str, str, int | None, str, str, str]]) -> Verified:
    """Walks (seq, at, by, act, kind, key, detail, before, hash) in order of seq and names the first break.

    A cut-off tail cannot be seen from inside: compare `head` with one kept outside the system.
    """
    before, count = START, 0
    for seq, at, by, act, kind, key, detail, stated_before, stated in rows:
        if stated_before != before:
            return Verified(count, before, seq, "missing")
        if digest(before=before, at=at, by=by, act=act, kind=kind, key=key, detail=detail) != stated:
            return Verified(count, before, seq, "changed")
        before, count = stated, count + 1
    return Verified(count, before)
