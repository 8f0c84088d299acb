"""Copies of a document: added, listed, opened with a reason, withdrawn."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dodomu.access.policy import Act
from dodomu.formats.scans import ENDINGS, Scan
from dodomu.reintegration import actions
from dodomu.reintegration.models.vocabulary import DOCUMENTS
from dodomu.reintegration.queries import copies as asked
from dodomu.reintegration.queries import rows
from dodomu.web.doors import door
from dodomu.web.forms import Form, ReasonField
from dodomu.web.reintegration.frame import case_for, case_page, doer
from dodomu.web.sending import done, posted


class NewCopy(Form):
    """A scan to be kept."""

    file = forms.FileField(
        label=gettext_lazy("Скан або фото документа"), help_text=gettext_lazy("PDF, JPEG або PNG, до 8 МБ.")
    )


class Why(Form):
    """Why a copy is opened."""

    reason = ReasonField(label=gettext_lazy("Навіщо відкриваєте копію"))


@door(Act.WORK_CASE, methods=("GET", "POST"))
def copies(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """The copies of a document, and a form to add one."""
    person, one = case_for(request, number, Act.WORK_CASE)
    row = rows.get_document(one, key)
    form = NewCopy(posted(request), request.FILES or None)
    here = reverse("person-copies", args=[person.number, row.pk])
    if done(form, lambda: actions.add_copy(row, form.cleaned_data["file"].read(), **doer(request))):
        messages.success(request, _("Копію збережено запечатаною."))
        return redirect(here)
    context = case_page(request, number, part="copies") | {
        "form": form,
        "what": DOCUMENTS[row.kind].label,
        "rows": [{"row": copy, "media": ENDINGS.get(copy.media, "").upper()} for copy in asked.copies_of(row)],
        "back_url": reverse("person-document", args=[person.number, row.pk]),
    }
    return render(request, "reintegration/copies.html", context, status=422 if form.is_bound else 200)


@door(Act.WORK_CASE, methods=("GET", "POST"))
def copy(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Asks why, and then gives the copy as a file to keep; the opening is in the ledger first."""
    person, one = case_for(request, number, Act.WORK_CASE)
    row = asked.get_copy(one, key)
    form = Why(posted(request))
    found: list[Scan] = []
    if done(form, lambda: found.append(actions.open_copy(row, reason=form.cleaned_data["reason"], **doer(request)))):
        return _file(found[0], row.pk)
    context = case_page(request, number, part="copies") | {
        "form": form,
        "copy": row,
        "what": DOCUMENTS[row.document.kind].label,
        "openings": asked.openings_of(row, one),
        "back_url": reverse("person-copies", args=[person.number, row.document_id]),
    }
    return render(request, "reintegration/copy.html", context, status=422 if form.is_bound else 200)


def _file(scan: Scan, key: int) -> HttpResponse:
    """The copy as a file that no browser shows in a page of ours."""
    response = HttpResponse(scan.body, content_type=scan.media)
    response["Content-Disposition"] = f'attachment; filename="kopiia-{key}.{ENDINGS[scan.media]}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@door(Act.WORK_CASE, methods=("POST",))
def withdraw(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Withdraws a copy that was added in error."""
    person, one = case_for(request, number, Act.WORK_CASE)
    row = asked.get_copy(one, key)
    actions.withdraw_copy(row, **doer(request))
    messages.success(request, _("Копію відкликано: її більше не відкривають."))
    return redirect("person-copies", person.number, row.document_id)
