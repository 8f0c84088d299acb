"""Reading and verifying the ledger."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from dodomu.access.models import User
from dodomu.ledger.chain import START, Verified, verify
from dodomu.ledger.models import Entry


def verify_chain(*, kept_head: str = "") -> Verified:
    """Checks every entry against the one before it, and that a head kept outside is still part of the chain."""
    rows = Entry.objects.order_by("seq").values_list(
        "seq", "at", "by_id", "act", "kind", "key", "detail", "before", "hash"
    )
    return verify(rows.iterator(chunk_size=5000), kept_head=kept_head)


def entries(*, kind: str = "", act: str = "", by: int | None = None) -> QuerySet[Entry]:
    """The ledger, narrowed by what was touched, what was done and by which account."""
    wanted = {name: value for name, value in (("kind", kind), ("act", act), ("by", by)) if value}
    return Entry.objects.filter(**wanted).select_related("by")


def about(kind: str, key: int) -> QuerySet[Entry]:
    """What was done to or seen of one record, newest first."""
    return Entry.objects.filter(kind=kind, key=key).select_related("by").order_by("-seq")


def head() -> tuple[int, str]:
    """The number and the hash of the last entry: to be kept outside, so that a cut-off tail is noticed."""
    last = Entry.objects.order_by("-seq").values_list("seq", "hash").first()
    return last or (0, START)


def doers() -> list[User]:
    """Every account, closed ones too: whoever may stand in an entry, by name."""
    return list(User.objects.order_by("name", "pk"))


def accounts(keys: Iterable[int]) -> list[User]:
    """The accounts with some keys, closed ones too: those named in the details of entries."""
    return list(User.objects.filter(pk__in=list(keys)))
