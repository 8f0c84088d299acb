"""Reading the long work."""

from __future__ import annotations

from dodomu.errors import NotVisible
from dodomu.jobs.models import Job
from dodomu.jobs.states import JOB
from dodomu.text import Text


def job_of(pk: int) -> Job:
    """One job; NotVisible when it is not there."""
    found = Job.objects.filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def last_job(kind: str, key: int) -> Job | None:
    """The latest job of a kind for a record."""
    return Job.objects.filter(kind=kind, key=key).order_by("-pk").first()


def state_word(job: Job) -> Text:
    """The words for the state of a job."""
    return JOB.label(job.state)


def allows(job: Job, act: str) -> bool:
    """Whether the state of a job leaves room for an act on it."""
    return act in JOB.allowed(job.state)
