"""Reading and verifying the ledger."""

from __future__ import annotations

from django.db.models import QuerySet

from dodomu.ledger.chain import Verified, verify
from dodomu.ledger.models import Entry


def verify_chain() -> Verified:
    """Checks every entry against the one before it."""
    rows = Entry.objects.order_by("seq").values_list(
        "seq", "at", "by_id", "act", "kind", "key", "detail", "before", "hash"
    )
    return verify(rows.iterator(chunk_size=5000))


def about(kind: str, key: int) -> QuerySet[Entry]:
    """What was done to or seen of one record, newest first."""
    return Entry.objects.filter(kind=kind, key=key).select_related("by").order_by("-seq")
