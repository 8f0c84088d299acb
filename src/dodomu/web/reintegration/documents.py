"""The checklist of documents, and one document on its way back to the person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.letters.kinds import KINDS
from dodomu.reintegration import actions
from dodomu.reintegration.models import Document
from dodomu.reintegration.models.checklists import CATEGORIES
from dodomu.reintegration.models.vocabulary import DOCUMENTS
from dodomu.reintegration.queries import letters as asked
from dodomu.reintegration.queries import record, rows
from dodomu.reintegration.queries.letter_batches import WRITABLE
from dodomu.reintegration.queries.words import moves_of
from dodomu.web.doors import door
from dodomu.web.reintegration.document_forms import Responsible
from dodomu.web.reintegration.forms import Applied, Blocked, HandedOver, NewTime
from dodomu.web.reintegration.frame import case_for, case_page, doer, now_of
from dodomu.web.reintegration.panels import document_task
from dodomu.web.reintegration.sentences import document_note, mark_of
from dodomu.web.sending import done, posted
from dodomu.web.words import local_day


@door(Act.READ_CASE)
def documents(request: HttpRequest, number: int) -> HttpResponse:
    """The whole checklist with its dates."""
    context = case_page(request, number, part="documents")
    now = now_of(request)
    found = record.documents(context["case"], now=now)
    restored, needed = record.restored(found)
    opener = context["person"] if context["may_work"] else None
    context |= {
        "rows": [
            document_task(timed, context["case"], opener, now=now)
            | {"row": timed.row, "note": document_note(timed, context["case"], with_due=False)}
            for timed in found
        ],
        "category": CATEGORIES[context["case"].category],
        "restored": restored,
        "needed": needed,
        "letters": [
            {"row": row, "what": DOCUMENTS[row.document.kind].label} for row in asked.letters_of(context["case"])
        ],
    }
    return render(request, "reintegration/documents.html", context)


def _letter_url(number: str, row: Document) -> str:
    """Where a letter for the document is written; nowhere once nobody need be asked for it."""
    asks = row.kind in KINDS and row.state in WRITABLE
    return reverse("person-letter-new", args=[number, row.pk]) if asks else ""


FORMS: dict[str, Any] = {"apply": Applied, "receive": Applied, "block": Blocked, "hand_over": HandedOver}
"""What is asked for a move; the others are buttons alone."""


@door(Act.WORK_CASE, methods=("GET", "POST"))
def document(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """One document: every move that is possible now, with what it asks for."""
    person, one = case_for(request, number, Act.WORK_CASE)
    row = rows.get_document(one, key)
    sent = posted(request)
    act = request.POST.get("act", "") if sent is not None else ""
    allowed = moves_of("document", row.state)
    today = local_day(now_of(request))
    forms = {
        name: FORMS[name](sent if name == act else None, initial={"on": today}, prefix=name)
        for name, _word in allowed
        if name in FORMS
    }
    times = NewTime(sent if act == "due" else None, initial={"due_at": row.due_at})
    able = record.officers(one)
    people = Responsible(
        sent if act == "responsible" else None, officers=able, initial={"responsible": row.responsible_id}
    )
    given = doer(request)
    is_done = False
    if act in forms:
        form = forms[act]
        is_done = done(form, lambda: actions.move_document(row, act, **form.cleaned_data, **given))
    elif act == "due":
        is_done = done(times, lambda: actions.set_document_due(row, due_at=times.cleaned_data["due_at"], **given))
    elif act == "responsible":
        is_done = done(people, lambda: actions.set_responsible(row, people.chosen(able), **given))
    elif act:
        is_done = bool(actions.move_document(row, act, **given))
    if is_done:
        messages.success(request, _("Збережено."))
        return redirect("person-documents", person.number)
    context = case_page(request, number, part="documents")
    timed = next(found for found in record.documents(one, now=now_of(request)) if found.row.pk == row.pk)
    kind, label = mark_of(timed, kind="document", now=now_of(request))
    context |= {
        "row": row,
        "what": DOCUMENTS[row.kind].label,
        "mark": {"kind": kind, "label": label},
        "note": document_note(timed, one),
        "moves": [{"act": name, "label": word, "form": forms.get(name)} for name, word in allowed],
        "times": times,
        "responsible": people,
        "copies_url": reverse("person-copies", args=[person.number, row.pk]),
        "letter_url": _letter_url(person.number, row),
        "refused": next((form for form in [*forms.values(), times, people] if form.is_bound), None),
        "back_url": reverse("person-documents", args=[person.number]),
    }
    return render(request, "reintegration/document.html", context, status=422 if sent is not None else 200)
