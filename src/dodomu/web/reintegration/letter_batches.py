"""Letters for many people at once: asked for, made by the worker, taken as one ZIP or one PDF."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.errors import Refused
from dodomu.jobs import queries as jobs
from dodomu.letters.pdf import as_pdf
from dodomu.reintegration import actions
from dodomu.reintegration.actions.letter_batches import KIND
from dodomu.reintegration.models import Letter, LetterBatch
from dodomu.reintegration.models.vocabulary import DOCUMENTS
from dodomu.reintegration.queries import letter_batches as asked
from dodomu.reintegration.queries import letters
from dodomu.web.doors import door
from dodomu.web.exchanges.work import state_of
from dodomu.web.families.occasions import words_of
from dodomu.web.reintegration.frame import doer, now_of, user_of
from dodomu.web.reintegration.letter_forms import NewBatch
from dodomu.web.reintegration.letters import as_file
from dodomu.web.sending import done, posted
from dodomu.web.words import local_day

MOST_IN_ONE_PDF = 200
"""Sheets that are set anew as one file while the officer waits; more come as a ZIP of what was made."""


@door(Act.WORK_CASE, methods=("GET", "POST"))
def batches(request: HttpRequest) -> HttpResponse:
    """Asks for letters for everybody of one return, and lists those asked for before."""
    mine = asked.batches_of(user_of(request))
    known = asked.occasions(user_of(request))
    words = words_of([*(occasion for occasion, _n in known), *(one.occasion for one in mine)])
    choices = [
        (occasion, _("%(what)s · людей: %(n)s") % {"what": words[occasion], "n": count}) for occasion, count in known
    ]
    form = NewBatch(posted(request), occasions=choices, initial={"dated_on": local_day(now_of(request))})
    if done(form, lambda: actions.ask_for_letters(**form.cleaned_data, **doer(request))):
        messages.success(request, _("Листи замовлено. Сторінку можна закрити: робота триватиме."))
        return redirect("letters-batch", asked.batches_of(user_of(request))[0].pk)
    context = {
        "section": "today",
        "crumbs": [(_("Супровід"), reverse("cases")), (_("Листи для багатьох"), "")],
        "form": form,
        "has_people": bool(known),
        "rows": [{"row": one, "what": words[one.occasion], "kinds": _kinds(one)} for one in mine],
    }
    return render(request, "reintegration/letters.html", context, status=422 if form.is_bound else 200)


def _kinds(batch: LetterBatch) -> list[Any]:
    return [DOCUMENTS[kind].label for kind in batch.kinds.splitlines() if kind in DOCUMENTS]


@door(Act.WORK_CASE)
def batch(request: HttpRequest, key: int) -> HttpResponse:
    """How far the letters are; the line of progress alone when the page asks again."""
    found = asked.get_batch(user_of(request), key)
    job = jobs.last_job(KIND, found.pk)
    progress = state_of(request, job) | {"url": reverse("letters-batch", args=[key])} if job else None
    if request.headers.get("X-Polling") and progress:
        return render(request, "jobs/_progress.html", {"progress": progress})
    rows = asked.letters_in(found, user_of(request))
    what = words_of([found.occasion])[found.occasion]
    context = {
        "section": "today",
        "crumbs": [(_("Супровід"), reverse("cases")), (_("Листи для багатьох"), reverse("letters")), (what, "")],
        "batch": found,
        "job": job,
        "progress": progress,
        "what": what,
        "kinds": _kinds(found),
        "rows": [{"row": one, "what": DOCUMENTS[one.document.kind].label} for one in rows[:MOST_IN_ONE_PDF]],
        "count": len(rows),
        "fits": len(rows) <= MOST_IN_ONE_PDF,
    }
    return render(request, "reintegration/letters_batch.html", context)


def _opened(request: HttpRequest, key: int) -> list[Letter]:
    """The letters that this officer may open now; that they were opened is in the ledger, person by person."""
    rows = asked.letters_in(asked.get_batch(user_of(request), key), user_of(request))
    if not rows:
        raise Refused(_("Тут ще немає жодного листа."))
    actions.open_letters(rows, **doer(request))
    return rows


@door(Act.WORK_CASE)
def as_zip(request: HttpRequest, key: int) -> HttpResponse:
    """Every letter as it was made, in one ZIP; the names of the files hold numbers and no name of a person."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as into:
        for one, body in letters.pdfs_of(_opened(request, key)):
            at = zipfile.ZipInfo(f"{one.case.person.number}/{one.document.kind}-{one.pk}.pdf", _day(one))
            into.writestr(at, body)
    return as_file(kept.getvalue(), name=f"lysty-{key}.zip", media="application/zip", is_kept=True)


def _day(one: Letter) -> tuple[int, int, int, int, int, int]:
    return one.dated_on.year, one.dated_on.month, one.dated_on.day, 0, 0, 0


@door(Act.WORK_CASE)
def as_one(request: HttpRequest, key: int) -> HttpResponse:
    """All letters as one PDF for the printer, each on a sheet of its own."""
    count = len(asked.letters_in(asked.get_batch(user_of(request), key), user_of(request)))
    if count > MOST_IN_ONE_PDF:
        raise Refused(_("Для одного PDF листів забагато. Візьміть ZIP."))
    sheets = letters.sheets_of(_opened(request, key))
    return as_file(as_pdf(sheets, title=_("Листи"), at=now_of(request)), name=f"lysty-{key}.pdf")
