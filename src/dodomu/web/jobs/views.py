"""Long work: how far it is, running it now, cancelling it, going on after a failure."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dodomu import clock
from dodomu.access.policy import Act
from dodomu.errors import NotVisible, Refused
from dodomu.exchanges import queries as exchanges
from dodomu.flows.work import HANDLERS
from dodomu.jobs import actions, queries
from dodomu.jobs.models import Job
from dodomu.web.doors import door
from dodomu.web.exchanges.frame import days_of, is_part, list_title, now_of, officer
from dodomu.web.exchanges.work import STEPS, is_small, state_of, words_of


def job_seen(request: HttpRequest, pk: int, act: Act = Act.READ_LIST) -> Job:
    """A job of a list that the reader works on, or one that the reader queued himself.

    Whoever may only read the list sees how far its job is; to run, stop or go on is for those who decide its lines.
    """
    found = queries.job_of(pk)
    if found.kind == "match_list":
        exchanges.get_list(request.user, found.key or 0, act)
    elif found.queued_by_id != officer(request).pk:
        raise NotVisible
    return found


@door(Act.SEE_JOB)
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a job, or its progress line alone when the page asks again."""
    found = job_seen(request, pk)
    progress = state_of(request, found)
    if is_part(request):
        return render(request, "jobs/_progress.html", {"progress": progress})
    name_list = exchanges.get_list(request.user, found.key or 0) if found.kind == "match_list" else None
    context = {
        "section": "exchanges",
        "job": found,
        "progress": progress,
        "step": STEPS.get(found.step, found.step) if found.state == "running" else "",
        "name_list": name_list,
        "list_title": list_title(name_list) if name_list else "",
        "days": days_of(name_list.round) if name_list else "",
    }
    return render(request, "jobs/job.html", context)


def _back(request: HttpRequest, job: Job) -> HttpResponse:
    if request.POST.get("back") == "desk" and job.kind == "match_list":
        return redirect("exchanges-match", job.key)
    return redirect("job", job.pk)


@door(Act.SEE_JOB, methods=("POST",))
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Runs a small job at once, where no worker is at hand."""
    found = job_seen(request, pk, Act.DECIDE_LINE)
    if not is_small(found):
        raise Refused(_("Список завеликий, щоб шукати на цій сторінці. Пошук почне фоновий процес."))
    actions.run_due(HANDLERS, clock=clock.now, only=found.pk)
    return _back(request, found)


@door(Act.SEE_JOB, methods=("POST",))
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancels a job; what is done stays."""
    found = job_seen(request, pk, Act.DECIDE_LINE)
    if actions.cancel(found, now=now_of(request)):
        messages.success(request, _("Роботу зупинено. Зроблене залишилося: %(words)s.") % {"words": words_of(found)})
    return _back(request, found)


@door(Act.SEE_JOB, methods=("POST",))
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Queues a job again that failed or was cancelled."""
    found = job_seen(request, pk, Act.DECIDE_LINE)
    actions.retry(found)
    return _back(request, found)
