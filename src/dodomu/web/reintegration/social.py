"""Questions of social protection, with the legal basis of each and its due time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case, Issue
from dodomu.reintegration.models.vocabulary import ISSUES
from dodomu.reintegration.queries import record, rows
from dodomu.reintegration.queries.words import moves_of
from dodomu.web.doors import door
from dodomu.web.reintegration.forms import NewIssue
from dodomu.web.reintegration.frame import case_for, case_page, form_page, now_of, user_of
from dodomu.web.reintegration.sentences import mark_of
from dodomu.web.sending import done, posted
from dodomu.web.words import said


@door(Act.READ_CASE)
def social(request: HttpRequest, number: int) -> HttpResponse:
    """The questions, open ones first."""
    context = case_page(request, number, part="social")
    now = now_of(request)
    context["rows"] = [_issue(timed, context["case"], now=now) for timed in record.issues(context["case"], now=now)]
    return render(request, "reintegration/social.html", context)


def _issue(timed: record.Timed, one: Case, *, now: Any) -> dict[str, Any]:
    kind, label = mark_of(timed, kind="issue", now=now)
    row: Issue = timed.row
    return {
        "row": row,
        "what": ISSUES[row.kind].label,
        "basis": row.basis or ISSUES[row.kind].basis,
        "note": record.opened(row.note, case=one, place="issue.note") or "",
        "kind": kind,
        "label": label,
        "is_open": row.state in ("open", "in_work"),
        "moves": [(act, capfirst(said(word))) for act, word in moves_of("issue", row.state)],
    }


@door(Act.WORK_CASE, methods=("GET", "POST"))
def issue_new(request: HttpRequest, number: int) -> HttpResponse:
    """Opens a question."""
    person, one = case_for(request, number, Act.WORK_CASE)
    form = NewIssue(posted(request))

    def act() -> None:
        actions.open_issue(one, **form.cleaned_data, by=user_of(request), now=now_of(request))

    if done(form, act):
        messages.success(request, _("Питання відкрито."))
        return redirect("person-social", person.number)
    context = case_page(request, number, part="social")
    back = reverse("person-social", args=[person.number])
    text = _("Якщо строку не назвати, питання отримає звичайний для свого виду. Відомі підстави ще перевіряє юрист.")
    return form_page(
        request, context, form, heading=_("Нове соціальне питання"), back=back, button=_("Відкрити"), text=text
    )


@door(Act.WORK_CASE, methods=("POST",))
def issue_move(request: HttpRequest, number: int, key: int, act: str) -> HttpResponse:
    """Makes one move of a question."""
    person, one = case_for(request, number, Act.WORK_CASE)
    row = rows.get_issue(one, key)
    actions.move_issue(row, act, by=user_of(request), now=now_of(request))
    messages.success(request, _("Збережено."))
    return redirect("person-social", person.number)
