"""Writing the ledger, in the same transaction as the act itself."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from dodomu.access.models import User
from dodomu.ledger.chain import START, digest
from dodomu.ledger.models import Entry

LOCK = 0x444F444F  # one number for the advisory lock of the chain


def record(
    act: str, *, by: User | None, now: datetime, kind: str, key: int | None = None, detail: dict[str, Any] | None = None
) -> Entry:
    """Adds one entry. `detail` holds ids, counts and states, never names."""
    return record_many([(act, kind, key, detail or {})], by=by, now=now)[0]


@transaction.atomic
def record_many(
    acts: Iterable[tuple[str, str, int | None, dict[str, Any]]], *, by: User | None, now: datetime
) -> list[Entry]:
    """Adds entries (act, kind, key, detail) in order, under one lock, so that the chain never forks."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    before = Entry.objects.order_by("-seq").values_list("hash", flat=True).first() or START
    by_key = by.pk if by else None
    entries = []
    for act, kind, key, detail in acts:
        text = json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        value = digest(before=before, at=now, by=by_key, act=act, kind=kind, key=key, detail=text)
        entries.append(Entry(at=now, by_id=by_key, act=act, kind=kind, key=key, detail=text, before=before, hash=value))
        before = value
    return Entry.objects.bulk_create(entries)
