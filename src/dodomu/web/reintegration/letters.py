"""Letters to offices: a preview before anything is made, the words of a name by hand, the letter as PDF."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.errors import NotVisible, Refused
from dodomu.letters.kinds import KINDS
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case, Document
from dodomu.reintegration.models.vocabulary import DOCUMENTS
from dodomu.reintegration.queries import letters as asked
from dodomu.reintegration.queries import rows
from dodomu.web.doors import door
from dodomu.web.reintegration.frame import case_for, case_page, doer, now_of
from dodomu.web.reintegration.letter_forms import PART_WORDS, NewLetter, Words
from dodomu.web.sending import done, posted
from dodomu.web.words import local_day, said


def as_file(body: bytes, *, name: str, media: str = "application/pdf", is_kept: bool = False) -> HttpResponse:
    """A file that the browser shows, or offers to keep."""
    response = HttpResponse(body, content_type=media)
    response["Content-Disposition"] = f'{"attachment" if is_kept else "inline"}; filename="{name}"'
    return response


def _about(one: Case, found: asked.About) -> dict[str, Any]:
    """What is still to be checked of the words."""
    return {"unsure": [said(PART_WORDS[part]).lower() for part in found.who.unsure_parts]}


@door(Act.WORK_CASE, methods=("GET", "POST"))
def letter_new(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Shows the letter for a document as it would stand on paper, and makes it when told to."""
    person, one = case_for(request, number, Act.WORK_CASE)
    row: Document = rows.get_document(one, key)
    if row.kind not in KINDS:
        raise NotVisible
    today = local_day(now_of(request))
    form = NewLetter(posted(request), initial={"addressee": KINDS[row.kind].addressee, "dated_on": today})
    if done(form, lambda: actions.write_letter(row, **form.cleaned_data, **doer(request))):
        messages.success(request, _("Лист готовий. Він стоїть у переліку листів."))
        return redirect("person-documents", person.number)
    found = asked.about(one)
    head = asked.letterhead_for(asked.unit_of(one), asked.letterheads())
    context = case_page(request, number, part="letter") | _about(one, found)
    context |= {
        "form": form,
        "what": DOCUMENTS[row.kind].label,
        "sheet": asked.sheet(row.kind, found, head=head, executor=one.officer, dated_on=today),
        "has_head": head is not None,
        "words_url": reverse("person-letter-words", args=[person.number, row.pk]),
        "back_url": reverse("person-document", args=[person.number, row.pk]),
    }
    return render(request, "reintegration/letter.html", context, status=422 if form.is_bound else 200)


@door(Act.WORK_CASE, methods=("GET", "POST"))
def words(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """The words of the name, rank and post in every case; what is written here stays for all letters of the person."""
    person, one = case_for(request, number, Act.WORK_CASE)
    row = rows.get_document(one, key)
    found, known = asked.about(one), asked.words_by_hand(one.person_id)
    form = Words(posted(request), who=found.who, known=known)
    back = reverse("person-letter-new", args=[person.number, row.pk])
    if done(form, lambda: actions.keep_words(one, form.chosen(), **doer(request))):
        messages.success(request, _("Слова збережено."))
        return redirect(back)
    context = case_page(request, number, part="letter") | _about(one, found) | {"form": form, "back_url": back}
    return render(request, "reintegration/letter_words.html", context, status=422 if form.is_bound else 200)


@door(Act.WORK_CASE)
def letter(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """A letter as PDF; that it was opened stands in the ledger."""
    _person, one = case_for(request, number, Act.WORK_CASE)
    row = asked.get_letter(one, key)
    opened = asked.pdfs_of([row])
    if not opened:
        raise Refused(_("Ключ цієї людини знищено: листа вже не відкрити."))
    actions.open_letters([row], **doer(request))
    return as_file(opened[0][1], name=f"lyst-{row.pk}.pdf")
