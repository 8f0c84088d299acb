"""Queueing long work, and running what is due under a lease."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from dodomu.access.models import User
from dodomu.jobs.models import Job
from dodomu.jobs.states import JOB

LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 3

log = logging.getLogger(__name__)


class Cancelled(Exception):  # noqa: N818
    """Somebody cancelled the job: what is done stays."""


class Progress:
    """Tells how far a job has come; each report renews the lease."""

    def __init__(self, job: Job, clock: Callable[[], datetime]) -> None:
        self.job = job
        self._clock = clock

    def report(self, *, done: int, total: int, step: str = "", found: int = 0) -> None:
        """Notes the progress; Cancelled when the job was cancelled or taken over meanwhile."""
        kept = Job.objects.filter(pk=self.job.pk, state="running", attempts=self.job.attempts).update(
            done=done, total=total, step=step, found=found, leased_until=self._clock() + LEASE
        )
        if not kept:
            raise Cancelled


Work = Callable[[Job, Progress, datetime], None]


def queue(kind: str, *, key: int | None, by: User | None, now: datetime, payload: dict[str, Any] | None = None) -> Job:
    """Queues a job; one that is still open for the same record is returned instead of a second one."""
    with transaction.atomic():
        waiting = Job.objects.filter(kind=kind, key=key, state__in=["queued", "running"]).first()
        return waiting or Job.objects.create(
            kind=kind, key=key, payload=json.dumps(payload or {}), state=JOB.start, queued_by=by, queued_at=now
        )


def lease(*, now: datetime, only: int | None = None) -> Job | None:
    """Takes up one job that waits, or whose worker has gone silent; None when nothing is due."""
    due = Q(state="queued") | Q(state="running", leased_until__lt=now)
    jobs = Job.objects.filter(due)
    if only is not None:
        jobs = jobs.filter(pk=only)
    for job in jobs.order_by("pk")[:5]:
        taken = Job.objects.filter(due, pk=job.pk, attempts=job.attempts).update(
            state="running", leased_until=now + LEASE, attempts=F("attempts") + 1
        )
        if taken:
            job.refresh_from_db()
            return job
    return None


def run_due(works: Mapping[str, Work], *, clock: Callable[[], datetime], only: int | None = None) -> int:
    """Runs jobs until none is due and returns how many ran. One that fails is tried again, at most three times."""
    ran = 0
    while job := lease(now=clock(), only=only):
        ran += 1
        try:
            works[job.kind](job, Progress(job, clock), clock())
        except Cancelled:
            continue
        except Exception as error:
            log.exception("job %s failed", job.pk)
            state = "failed" if job.attempts >= MOST_ATTEMPTS else "queued"
            Job.objects.filter(pk=job.pk, state="running", attempts=job.attempts).update(
                state=state, error=type(error).__name__, ended_at=clock() if state == "failed" else None
            )
        else:
            Job.objects.filter(pk=job.pk, state="running", attempts=job.attempts).update(
                state="done", ended_at=clock(), leased_until=None, error=""
            )
    return ran


def cancel(job: Job, *, now: datetime) -> bool:
    """Cancels a job that has not ended; what it did stays."""
    return bool(Job.objects.filter(pk=job.pk, state__in=JOB.sources("cancel")).update(state="cancelled", ended_at=now))


def retry(job: Job) -> bool:
    """Queues a failed or cancelled job again."""
    return bool(
        Job.objects.filter(pk=job.pk, state__in=JOB.sources("retry")).update(
            state="queued", ended_at=None, leased_until=None
        )
    )
