"""Queueing long work, and running what is due under a lease."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from dodomu.access.models import User
from dodomu.jobs.models import Job
from dodomu.jobs.states import JOB

LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 3
SILENT = "Silent"
"""The error of a job whose worker fell silent each time."""

log = logging.getLogger(__name__)


class Cancelled(Exception):  # noqa: N818
    """Somebody cancelled the job: what is done stays."""


class Stopping(Exception):  # noqa: N818
    """The worker is asked to stop: what is done stays, and the job goes back into the queue."""


def _never() -> bool:
    return False


class Progress:
    """Tells how far a job has come; each report renews the lease."""

    def __init__(self, job: Job, clock: Callable[[], datetime], is_stopping: Callable[[], bool] = _never) -> None:
        self.job = job
        self._clock = clock
        self._is_stopping = is_stopping

    def report(self, *, done: int, total: int, step: str = "", found: int = 0) -> None:
        """Notes the progress.

        Cancelled when the job was cancelled or taken over meanwhile, Stopping when the worker is to stop.
        """
        kept = _held(self.job).update(
            done=done, total=total, step=step, found=found, leased_until=self._clock() + LEASE
        )
        if not kept:
            raise Cancelled
        if self._is_stopping():
            raise Stopping


Work = Callable[[Job, Progress, datetime], None]


def _held(job: Job) -> Any:
    """The row of a job while this very lease of it holds: each lease has its own number of attempts."""
    return Job.objects.filter(pk=job.pk, state="running", attempts=job.attempts)


def queue(kind: str, *, key: int | None, by: User | None, now: datetime, payload: dict[str, Any] | None = None) -> Job:
    """Queues a job; one that is still open for the same record is returned instead of a second one."""
    open_one = Job.objects.filter(kind=kind, key=key, state__in=["queued", "running"])
    with transaction.atomic():
        if waiting := open_one.first():
            return waiting
        try:
            with transaction.atomic():
                return Job.objects.create(
                    kind=kind, key=key, payload=json.dumps(payload or {}), state=JOB.start, queued_by=by, queued_at=now
                )
        except IntegrityError:  # somebody else queued it in the same moment
            return Job.objects.filter(kind=kind, key=key).latest("pk")


def lease(*, now: datetime, only: int | None = None, kinds: Collection[str] | None = None) -> Job | None:
    """Takes up one job that waits, or whose worker has gone silent; None when nothing is due.

    A job whose worker went silent three times has failed: it would take down a fourth worker as well.
    """
    silent = Q(state="running", leased_until__lt=now)
    due = Q(state="queued") | silent
    jobs = Job.objects.filter(due)
    if only is not None:
        jobs = jobs.filter(pk=only)
    if kinds is not None:
        jobs = jobs.filter(kind__in=kinds)
    for job in jobs.order_by("pk")[:20]:
        mine = Job.objects.filter(due, pk=job.pk, attempts=job.attempts)
        if job.tries >= MOST_ATTEMPTS:
            mine.filter(silent).update(state="failed", error=SILENT, ended_at=now)
        elif mine.update(state="running", leased_until=now + LEASE, attempts=F("attempts") + 1, tries=F("tries") + 1):
            job.refresh_from_db()
            return job
    return None


def run_due(
    works: Mapping[str, Work],
    *,
    clock: Callable[[], datetime],
    only: int | None = None,
    is_stopping: Callable[[], bool] = _never,
) -> int:
    """Runs jobs until none is due and returns how many ran. One that fails is tried again, at most three times.

    Jobs of a kind that is not in `works` are left for a worker that knows them.
    """
    ran = 0
    while not is_stopping() and (job := lease(now=clock(), only=only, kinds=works.keys())):
        ran += 1
        try:
            works[job.kind](job, Progress(job, clock, is_stopping), clock())
        except Cancelled:
            continue
        except Stopping:
            _held(job).update(state="queued", tries=F("tries") - 1, leased_until=None)
        except Exception as error:
            log.exception("job %s failed", job.pk)
            state = "failed" if job.tries >= MOST_ATTEMPTS else "queued"
            _held(job).update(state=state, error=type(error).__name__, ended_at=clock() if state == "failed" else None)
        else:
            _held(job).update(state="done", ended_at=clock(), leased_until=None, error="")
    return ran


def cancel(job: Job, *, now: datetime) -> bool:
    """Cancels a job that has not ended; what it did stays."""
    return bool(Job.objects.filter(pk=job.pk, state__in=JOB.sources("cancel")).update(state="cancelled", ended_at=now))


def retry(job: Job) -> bool:
    """Queues a failed or cancelled job again, with three new tries; False when another one is open for its record.

    The attempts are counted on, so that a worker that still runs the cancelled one cannot report for the new one.
    """
    try:
        with transaction.atomic():
            return bool(
                Job.objects.filter(pk=job.pk, state__in=JOB.sources("retry")).update(
                    state="queued", ended_at=None, leased_until=None, tries=0
                )
            )
    except IntegrityError:
        return False
