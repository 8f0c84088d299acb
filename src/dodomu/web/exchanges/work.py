"""The search for candidates as long work: how far it is, in words, and what may be done about it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.exchanges import queries as exchanges
from dodomu.jobs import queries
from dodomu.jobs.models import Job
from dodomu.web.exchanges.frame import now_of
from dodomu.web.words import language, number, said

MOST_IN_A_REQUEST = 300
"""Lines that are matched while the officer waits for the page; a longer list needs the worker."""

SLOW_AFTER_SECONDS = 60
STEPS: dict[str, Any] = {
    "": gettext_lazy("Чекає на початок"),
    "read": gettext_lazy("Читаємо"),
    "normalise": gettext_lazy("Зводимо написання"),
    "compare": gettext_lazy("Порівнюємо з реєстром"),
}


def words_of(job: Job) -> str:
    """How far it is, in words and counts."""
    values = {name: number(getattr(job, name), language()) for name in ("done", "total", "found")}
    if not job.total:
        return said(STEPS[""])
    if job.kind == "write_letters":
        return _("Зроблено листів: %(done)s із %(total)s") % values
    return _("Опрацьовано %(done)s з %(total)s рядків · знайдено кандидатів для %(found)s") % values


def progress_of(request: HttpRequest, job: Job | None, *, ready: int, show: str = "all") -> dict[str, Any] | None:
    """What the progress line of the desk shows of the search for candidates; None when nothing runs."""
    if job is None:
        return None
    query = urlencode([("after", str(ready)), *([("show", show)] if show != "all" else [])])
    return state_of(request, job) | {"url": f"{reverse('exchanges-progress', args=[job.key])}?{query}"}


def state_of(request: HttpRequest, job: Job) -> dict[str, Any]:
    """What the progress line of a job shows, and what may be done about the job."""
    is_over = job.state in ("done", "failed", "cancelled")
    lasts = (now_of(request) - job.queued_at).total_seconds()
    quarter = job.done * 4 // job.total if job.total else 0
    works = job.kind != "match_list" or policy.may(request.user, Act.DECIDE_LINE)
    before = max(job.done - 10, 0) * 4 // job.total if job.total else 0
    return {
        "job": job,
        "url": reverse("job", args=[job.pk]),
        "value": job.done,
        "max": max(job.total, 1),
        "words": words_of(job),
        "is_done": is_over,
        "is_slow": lasts > SLOW_AFTER_SECONDS,
        "announce": words_of(job) if quarter != before and not is_over else "",
        "state": queries.state_word(job),
        "may_run": works and job.state == "queued" and is_small(job),
        "may_go_on": works and queries.allows(job, "retry"),
        "may_cancel": works and queries.allows(job, "cancel"),
        "error": job.error,
    }


def is_small(job: Job) -> bool:
    """Whether a job may be run while the officer waits."""
    return job.kind == "match_list" and exchanges.count_lines(job.key or 0) <= MOST_IN_A_REQUEST
