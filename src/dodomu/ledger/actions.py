"""Writing the ledger, in the same transaction as the act itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from dodomu.access import standing_in
from dodomu.access.models import User
from dodomu.ledger.chain import START, digest
from dodomu.ledger.models import Entry

LOCK = 0x444F444F  # one number for the advisory lock of the chain

_kept_back: ContextVar[list[Entry] | None] = ContextVar("kept_back", default=None)


def record(
    act: str, *, by: User | None, now: datetime, kind: str, key: int | None = None, detail: dict[str, Any] | None = None
) -> Entry:
    """Adds one entry. `detail` holds ids, counts and states, never names."""
    return record_many([(act, kind, key, detail or {})], by=by, now=now)[0]


def record_many(
    acts: Iterable[tuple[str, str, int | None, dict[str, Any]]], *, by: User | None, now: datetime
) -> list[Entry]:
    """Adds entries (act, kind, key, detail) in order, under one lock, so that the chain never forks.

    What somebody does in place of a colleague says for whom: `for`, the account of the colleague.
    """
    acts = list(acts)
    instead = _instead_of(acts, by)
    entries = [
        Entry(
            at=now,
            by_id=by.pk if by else None,
            act=act,
            kind=kind,
            key=key,
            detail=json.dumps(
                detail | _for(instead, kind, key, detail), ensure_ascii=False, sort_keys=True, separators=(",", ":")
            ),
        )
        for act, kind, key, detail in acts
    ]
    waiting = _kept_back.get()
    if waiting is None:
        return _append(entries)
    waiting += entries
    return entries


def _people_of(kind: str, key: int | None, detail: dict[str, Any]) -> list[int]:
    """The people whom an entry is about."""
    if kind == "person" and key is not None:
        return [key]
    listed = detail.get("people")
    return [one for one in listed if isinstance(one, int)] if isinstance(listed, list) else []


def _instead_of(acts: list[tuple[str, str, int | None, dict[str, Any]]], by: User | None) -> dict[int, int]:
    if by is None or not standing_in.stands_in_for(by):
        return {}
    people = {person for _act, kind, key, detail in acts for person in _people_of(kind, key, detail)}
    return standing_in.for_whom(by, people)


def _for(instead: dict[int, int], kind: str, key: int | None, detail: dict[str, Any]) -> dict[str, Any]:
    found = sorted({instead[person] for person in _people_of(kind, key, detail) if person in instead})
    return {"for": found[0] if len(found) == 1 else found} if found else {}


@contextmanager
def together() -> Iterator[None]:
    """Writes the entries of several acts at the end, in order: for a story of many acts in one transaction.

    On PostgreSQL the chain is locked from the first entry to the commit. A story that went on to change rows
    after it could wait for somebody who holds such a row and waits for the chain: neither would ever go on. Use it
    inside the transaction, `with transaction.atomic(), ledger.together():`, or as a decorator below `atomic`.
    Until the end the entries have no number and no hash. What fails leaves none, so let it fail as a whole: an
    act that is undone inside, by a savepoint of its own, would still be entered.
    """
    if _kept_back.get() is not None:  # the outer one writes them all
        yield
        return
    entries: list[Entry] = []
    token = _kept_back.set(entries)
    try:
        yield
    finally:
        _kept_back.reset(token)
    _append(entries)


@transaction.atomic
def _append(entries: list[Entry]) -> list[Entry]:
    if not entries:
        return []
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    before = Entry.objects.order_by("-seq").values_list("hash", flat=True).first() or START
    for entry in entries:
        entry.before = before
        entry.hash = before = digest(
            before=before,
            at=entry.at,
            by=entry.by_id,
            act=entry.act,
            kind=entry.kind,
            key=entry.key,
            detail=entry.detail,
        )
    return Entry.objects.bulk_create(entries)
