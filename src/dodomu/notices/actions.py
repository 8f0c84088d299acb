"""Queueing messages within the transaction of their reason, and sending them afterwards, each once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from dodomu.access import vault
from dodomu.access.models import User
from dodomu.ledger import actions as ledger
from dodomu.notices.carriers import Carrier
from dodomu.notices.models import Notice
from dodomu.notices.states import NOTICE

LEASE = timedelta(minutes=2)
WAITS = (1, 5, 15, 60, 240, 720)  # minutes before the next try
SILENT = "Silent"
"""The error of a message whose sender fell silent each time."""
log = logging.getLogger(__name__)


@transaction.atomic
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


@transaction.atomic
def recall(notice: Notice, *, by: User | None, now: datetime) -> bool:
    """Takes back a message that has not left yet; False when it was too late."""
    recalled = bool(Notice.objects.filter(pk=notice.pk, state__in=NOTICE.sources("recall")).update(state="recalled"))
    if recalled:
        ledger.record("recall_notice", by=by, now=now, kind="notice", key=notice.pk)
    return recalled


@transaction.atomic
def retry(notice: Notice, *, now: datetime, by: User | None = None) -> bool:
    """Queues a message again that could not be delivered."""
    queued = bool(
        Notice.objects.filter(pk=notice.pk, state__in=NOTICE.sources("retry")).update(
            state="queued", next_try_at=now, attempts=0
        )
    )
    if queued:
        ledger.record("retry_notice", by=by, now=now, kind="notice", key=notice.pk)
    return queued


def _lease(*, now: datetime) -> Notice | None:
    silent = Q(state="leased", leased_until__lt=now)
    due = Q(state="queued", next_try_at__lte=now) | silent
    for notice in Notice.objects.filter(due).order_by("pk")[:20]:
        mine = Notice.objects.filter(due, pk=notice.pk, attempts=notice.attempts)
        if notice.attempts > len(WAITS):
            # It took down its sender at every try and would take down the next one too.
            mine.filter(silent).update(state="failed", error=SILENT)
        elif mine.update(state="leased", leased_until=now + LEASE, attempts=F("attempts") + 1):
            notice.refresh_from_db()
            return notice
    return None


def send_due(
    carrier: Carrier, *, clock: Callable[[], datetime], is_stopping: Callable[[], bool] = lambda: False
) -> int:
    """Sends what is due and returns how many went out. A failure is tried again, later each time.

    Between the carrier's answer and our note of it the process may die: the message is then carried again under
    the same key, by which the carrier knows it.
    """
    sent = 0
    while not is_stopping() and (notice := _lease(now=clock())):
        try:
            proof = carrier.carry(
                key=notice.idempotency_key,
                way=notice.way,
                address=vault.unseal(notice.address, owner=notice.owner, place="notice.address"),
                body=vault.unseal(notice.body, owner=notice.owner, place="notice.body"),
            )
        except vault.Sealed:
            _fail(notice, vault.Sealed.__name__, is_last=True, now=clock())  # its key is gone: no try can mend that
        except Exception as error:
            _fail(notice, type(error).__name__, is_last=notice.attempts > len(WAITS), now=clock())
        else:
            sent += _note_sent(notice, proof, now=clock())
    return sent


def _held(notice: Notice) -> Any:
    """The row of a message while this very lease of it holds."""
    return Notice.objects.filter(pk=notice.pk, state="leased", attempts=notice.attempts)


def _fail(notice: Notice, error: str, *, is_last: bool, now: datetime) -> None:
    log.warning("notice %s not sent: %s", notice.pk, error)
    wait = timedelta(minutes=WAITS[min(notice.attempts, len(WAITS)) - 1])
    _held(notice).update(state="failed" if is_last else "queued", next_try_at=now + wait, error=error)


@transaction.atomic
def _note_sent(notice: Notice, proof: str, *, now: datetime) -> int:
    noted: int = _held(notice).update(state="sent", sent_at=now, proof=proof[:200], error="", leased_until=None)
    if noted:
        ledger.record("send_notice", by=None, now=now, kind="notice", key=notice.pk, detail={"kind": notice.kind})
    return noted
