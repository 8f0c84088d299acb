"""Queueing messages within the transaction of their reason, and sending them afterwards, each once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import F, Q

from dodomu.access import vault
from dodomu.access.models import User
from dodomu.ledger import actions as ledger
from dodomu.notices.carriers import Carrier
from dodomu.notices.models import Notice
from dodomu.notices.states import NOTICE

LEASE = timedelta(minutes=2)
WAITS = (1, 5, 15, 60, 240, 720)  # minutes before the next try
log = logging.getLogger(__name__)


def queue(
    kind: str,
    *,
    owner: str,
    about: str,
    way: str,
    address: str,
    body: str,
    language: str,
    idempotency_key: str,
    by: User | None,
    now: datetime,
    not_before: datetime | None = None,
) -> Notice:
    """Queues one message. Called twice with one key, it gives the first message back.

    With `not_before` it waits until then, so that it can still be recalled after second thoughts.
    """
    notice, is_new = Notice.objects.get_or_create(
        idempotency_key=idempotency_key,
        defaults={
            "kind": kind,
            "owner": owner,
            "about": about,
            "way": way,
            "language": language,
            "address": vault.seal(address, owner=owner, place="notice.address"),
            "body": vault.seal(body, owner=owner, place="notice.body"),
            "state": NOTICE.start,
            "next_try_at": not_before or now,
            "queued_by": by,
            "queued_at": now,
        },
    )
    if is_new:
        ledger.record("queue_notice", by=by, now=now, kind="notice", key=notice.pk, detail={"kind": kind})
    return notice


def recall(notice: Notice, *, by: User | None, now: datetime) -> bool:
    """Takes back a message that has not left yet; False when it was too late."""
    recalled = bool(Notice.objects.filter(pk=notice.pk, state__in=NOTICE.sources("recall")).update(state="recalled"))
    if recalled:
        ledger.record("recall_notice", by=by, now=now, kind="notice", key=notice.pk)
    return recalled


def retry(notice: Notice, *, now: datetime) -> bool:
    """Queues a message again that could not be delivered."""
    return bool(
        Notice.objects.filter(pk=notice.pk, state__in=NOTICE.sources("retry")).update(
            state="queued", next_try_at=now, attempts=0
        )
    )


def _lease(*, now: datetime) -> Notice | None:
    due = Q(state="queued", next_try_at__lte=now) | Q(state="leased", leased_until__lt=now)
    for notice in Notice.objects.filter(due).order_by("pk")[:5]:
        if Notice.objects.filter(due, pk=notice.pk, attempts=notice.attempts).update(
            state="leased", leased_until=now + LEASE, attempts=F("attempts") + 1
        ):
            notice.refresh_from_db()
            return notice
    return None


def send_due(carrier: Carrier, *, clock: Callable[[], datetime]) -> int:
    """Sends what is due and returns how many went out. A failure is tried again, later each time."""
    sent = 0
    while notice := _lease(now=clock()):
        mine = Notice.objects.filter(pk=notice.pk, state="leased", attempts=notice.attempts)
        try:
            proof = carrier.carry(
                key=notice.idempotency_key,
                way=notice.way,
                address=vault.unseal(notice.address, owner=notice.owner, place="notice.address"),
                body=vault.unseal(notice.body, owner=notice.owner, place="notice.body"),
            )
        except Exception as error:
            log.warning("notice %s not sent: %s", notice.pk, type(error).__name__)
            is_last = notice.attempts > len(WAITS)
            wait = timedelta(minutes=WAITS[min(notice.attempts, len(WAITS)) - 1])
            mine.update(state="failed" if is_last else "queued", next_try_at=clock() + wait, error=type(error).__name__)
        else:
            sent += mine.update(state="sent", sent_at=clock(), proof=proof[:200], error="", leased_until=None)
    return sent
