"""Social protection of one person: what the rules propose, which questions are open, and how each is opened."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.clock import day
from dodomu.reference.entitlements.rules import OUTCOMES
from dodomu.reference.entitlements.words import BODIES, PAPERS
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case, Issue
from dodomu.reintegration.queries import entitlements, record
from dodomu.reintegration.queries.issues import basis_of, outcome_of, paid_of, title_of
from dodomu.web.doors import door
from dodomu.web.reintegration.forms import NewIssue, Why
from dodomu.web.reintegration.frame import case_for, case_page, doer, form_page, now_of, user_of
from dodomu.web.reintegration.sentences import mark_of
from dodomu.web.sending import done, posted


@door(Act.READ_CASE)
def social(request: HttpRequest, number: int) -> HttpResponse:
    """What the rules propose today, then the questions, open ones first, then why the other rights are not there."""
    context = case_page(request, number, part="social")
    one, now = context["case"], now_of(request)
    said = entitlements.said_of(one, on=day(now))
    context |= {
        "proposed": [_proposal(each) for each in said if each.answer.outcome == "granted" and not each.is_taken],
        "others": [
            {"title": each.answer.rule.title, "rule": each.answer.rule, "outcome": OUTCOMES[each.answer.outcome]}
            for each in said
            if each.answer.rule is not None and each.answer.outcome != "granted"
        ],
        "judged_by": entitlements.facts_of(one),
        "rows": [_issue(timed, one, now=now) for timed in record.issues(one, now=now)],
        "is_known": bool(said),
        "on": day(now),
    }
    return render(request, "reintegration/social.html", context)


def _proposal(each: entitlements.Said) -> dict[str, Any]:
    rule = each.answer.rule
    assert rule is not None and each.row is not None
    return {
        "row": each.row,
        "rule": rule,
        "amount": each.amount,
        "body": BODIES[rule.body],
        "papers": [PAPERS[paper].label for paper in rule.papers],
    }


def _issue(timed: record.Timed, one: Case, *, now: Any) -> dict[str, Any]:
    kind, label = mark_of(timed, kind="issue", now=now)
    row: Issue = timed.row
    return {
        "row": row,
        "what": title_of(row),
        "basis": basis_of(row),
        "confirmed_by": row.entitlement.confirmed_by if row.entitlement else "",
        "note": record.opened(row.note, case=one, place="issue.note") or "",
        "kind": kind,
        "label": label,
        "is_late": timed.is_late,
        "is_open": row.ended_at is None,
        "outcome": outcome_of(row, one),
        "paid": paid_of(row, one),
    }


@door(Act.WORK_CASE, methods=("POST",))
def accept(request: HttpRequest, number: int) -> HttpResponse:
    """Opens a question for each of the rights that were ticked."""
    person, one = case_for(request, number, Act.WORK_CASE)
    ticked = {key for key in request.POST.getlist("rows") if key.isdecimal() and len(key) < 19}
    rows = [entitlements.get_entitlement(int(key)) for key in sorted(ticked, key=int)]
    made = actions.accept_entitlements(one, rows, **doer(request))
    messages.success(request, _("Відкрито питань: %(n)s.") % {"n": len(made)})
    return redirect("person-social", person.number)


@door(Act.WORK_CASE, methods=("GET", "POST"))
def decline(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """The right is not needed, with the reason; it can be taken up later."""
    person, one = case_for(request, number, Act.WORK_CASE)
    row = entitlements.get_entitlement(key)
    form = Why(posted(request))

    def act() -> None:
        actions.decline_entitlement(one, row, reason=form.cleaned_data["reason"], **doer(request))

    if done(form, act):
        messages.success(request, _("Записано: це право не потрібне. Повернутися до нього можна будь-коли."))
        return redirect("person-social", person.number)
    context = case_page(request, number, part="social")
    back = reverse("person-social", args=[person.number])
    return form_page(
        request, context, form, heading=entitlements.rule_of(row).title, back=back, button=_("Не потрібно")
    )


@door(Act.WORK_CASE, methods=("GET", "POST"))
def issue_new(request: HttpRequest, number: int) -> HttpResponse:
    """Opens a question by hand."""
    person, one = case_for(request, number, Act.WORK_CASE)
    form = NewIssue(posted(request))

    def act() -> None:
        actions.open_issue(one, **form.cleaned_data, by=user_of(request), now=now_of(request))

    if done(form, act):
        messages.success(request, _("Питання відкрито."))
        return redirect("person-social", person.number)
    context = case_page(request, number, part="social")
    back = reverse("person-social", args=[person.number])
    text = _("Для питань, на які немає правила. Якщо строку не назвати, питання отримає звичайний для свого виду.")
    return form_page(
        request, context, form, heading=_("Нове соціальне питання"), back=back, button=_("Відкрити"), text=text
    )
