"""Measuring how good the matching is: on invented people and lines, as long work, kept with its day."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import transaction

from dodomu.access.models import User
from dodomu.exchanges.models import Measurement
from dodomu.jobs import actions as jobs
from dodomu.jobs.actions import Progress
from dodomu.jobs.models import Job
from dodomu.ledger import actions as ledger
from dodomu.matching import measure

KIND = "measure_matching"
ONE = 0
"""The key of the job: one measurement is made at a time."""


@transaction.atomic
def ask_to_measure(*, people: int = measure.PEOPLE, lines: int = measure.LINES, by: User | None, now: datetime) -> Job:
    """Queues a measurement; while one is waiting or running, that one is meant."""
    job = jobs.queue(KIND, key=ONE, by=by, now=now, payload={"people": people, "lines": lines})
    ledger.record("measure_matching", by=by, now=now, kind="matching")
    return job


def measure_matching(job: Job, progress: Progress, now: datetime) -> None:
    """The job: ordinary lines, then hard ones; the numbers are those of `dodomu match-quality`."""
    asked = json.loads(job.payload)
    people, lines = int(asked["people"]), int(asked["lines"])
    progress.report(done=0, total=2 * lines)
    ordinary = measure.measure(
        people=people, lines=lines, report=lambda done: progress.report(done=done, total=2 * lines, step="compare")
    )
    hard = measure.measure(
        people=people,
        lines=lines,
        is_hard=True,
        report=lambda done: progress.report(done=lines + done, total=2 * lines, step="compare"),
    )
    progress.report(done=2 * lines, total=2 * lines, step="compare")
    content = json.dumps([measure.to_json(ordinary), measure.to_json(hard)], ensure_ascii=False)
    Measurement.objects.create(at=now, by=job.queued_by, weights=measure.fingerprint(), content=content)
