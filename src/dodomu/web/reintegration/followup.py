"""The year after: when somebody asks how the person is, what came of it, and what was missed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.reintegration import actions
from dodomu.reintegration.actions.followup import OUTCOME
from dodomu.reintegration.models import Case, Contact
from dodomu.reintegration.models.followup import AGAIN, TO, WAYS
from dodomu.reintegration.queries import followup as queries
from dodomu.reintegration.queries import record
from dodomu.reintegration.queries.words import state_word
from dodomu.web.cards import Card
from dodomu.web.doors import door
from dodomu.web.reintegration.followup_forms import Held, Missed, OneMore
from dodomu.web.reintegration.frame import case_for, case_page, doer, form_page, now_of, user_of
from dodomu.web.sending import done, posted
from dodomu.web.templatetags.dodomu import person_name
from dodomu.web.words import language, local_day, overdue, short_day


@door(Act.READ_CASE)
def followup(request: HttpRequest, number: int) -> HttpResponse:
    """The contacts of the year in order, each with its day and what came of it."""
    context = case_page(request, number, part="followup")
    one: Case = context["case"]
    now = now_of(request)
    years = queries.years_of(one, now=now)
    context |= {
        "years": [
            {
                "row": year.row,
                "to": TO[year.row.to],
                "is_running": year.row.ended_at is None,
                "is_over": year.is_over,
                "held": year.held,
                "contacts": [_contact(contact, one, number, context["may_work"], now) for contact in year.contacts],
            }
            for year in years
        ],
        "is_running": any(year.row.ended_at is None for year in years),
        "may_close": any(year.row.ended_at is None and year.is_over and year.following is None for year in years),
    }
    return render(request, "reintegration/followup.html", context)


def _contact(row: Contact, one: Case, number: int, may_work: bool, now: Any) -> dict[str, Any]:
    is_late = queries.is_late(row, local_day(now))
    kind = {"held": "done", "dropped": "na"}.get(row.state, "late" if is_late else "todo")
    label = overdue(row.first_due_on, now, language()) if is_late else state_word("contact", row.state)
    return {
        "row": row,
        "kind": kind,
        "label": label,
        "way": WAYS[row.way] if row.way else "",
        "outcome": record.opened(row.outcome, case=one, place=OUTCOME) if row.outcome else "",
        "is_destroyed": row.state == "held" and record.opened(row.outcome, case=one, place=OUTCOME) is None,
        "url": reverse("person-followup-contact", args=[number, row.pk]) if may_work and row.state == "planned" else "",
    }


def before_its_end(one: Case, *, now: datetime) -> str:
    """What stands against ending the support now: the year still runs, or a contact of it was not made."""
    year = next((year for year in queries.years_of(one, now=now) if year.row.ended_at is None), None)
    if year is None or (year.is_over and year.following is None):
        return ""
    ends = {"when": short_day(year.row.ends_on), "left": sum(row.state == "planned" for row in year.contacts)}
    return (
        _(
            "Рік спостереження триває до %(when)s; контактів попереду: %(left)s. Якщо завершити зараз, їх не буде. "
            "Завершують раніше, коли про це просить сама людина."
        )
        % ends
    )


@door(Act.WORK_CASE, methods=("GET", "POST"))
def contact(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Records a contact, or a try that reached nobody."""
    person, one = case_for(request, number, Act.WORK_CASE)
    row = queries.get_contact(one, key)
    back = reverse("person-followup", args=[person.number])
    sent = posted(request)
    today = local_day(now_of(request))
    is_missed = sent is not None and request.POST.get("act") == "missed"
    form = Held(None if is_missed else sent, initial={"on": today})
    missed = Missed(sent if is_missed else None, initial={"again_on": today + AGAIN})
    if is_missed:
        is_done = done(missed, lambda: actions.miss_contact(row, **missed.cleaned_data, **doer(request)))
    else:
        is_done = done(form, lambda: actions.hold_contact(row, **form.cleaned_data, **doer(request)))
    if is_done:
        messages.success(request, _("Збережено."))
        return redirect(back)
    context = case_page(request, number, part="followup") | {
        "form": form,
        "missed": missed,
        "refused": missed if is_missed else form,
        "row": row,
        "is_last": row.first_due_on >= row.follow_up.ends_on,
        "back_url": back,
    }
    return render(request, "reintegration/contact.html", context, status=422 if sent is not None else 200)


@door(Act.WORK_CASE, methods=("GET", "POST"))
def contact_new(request: HttpRequest, number: int) -> HttpResponse:
    """Plans one more contact."""
    person, one = case_for(request, number, Act.WORK_CASE)
    form = OneMore(posted(request), initial={"on": local_day(now_of(request)) + timedelta(days=7)})
    back = reverse("person-followup", args=[person.number])
    if done(form, lambda: actions.add_contact(one, **form.cleaned_data, **doer(request))):
        messages.success(request, _("Контакт заплановано."))
        return redirect(back)
    context = case_page(request, number, part="followup")
    text = _("Зайвий контакт планують, коли про нього просить людина або їй важко.")
    return form_page(request, context, form, heading=_("Ще один контакт"), back=back, text=text)


def own_card(request: HttpRequest) -> Card | None:
    """The contacts that are due for the people of this officer, and the years that are over."""
    user, now = user_of(request), now_of(request)
    if not policy.may(user, Act.WORK_CASE):
        return None
    found = queries.to_do(user, now=now)
    if not found:
        return None
    people = tuple(sorted({one.case.person_id for one in found}))
    rows = [_ahead(one, now) for one in found]
    return Card("reintegration/_contacts.html", {"contacts": rows}, order=25, people=people)


def _ahead(one: queries.Ahead, now: Any) -> dict[str, Any]:
    person = one.case.person.now
    title = {"title": person_name(person, "table")}
    if one.is_over:
        url = reverse("person-followup", args=[person.number])
        return title | {"url": url, "kind": "wait", "label": _("рік минув: завершити")}
    is_late = queries.is_late(one.contact, local_day(now))
    return title | {
        "url": reverse("person-followup-contact", args=[person.number, one.contact.pk]),
        "kind": "late" if is_late else "todo",
        "label": overdue(one.contact.first_due_on, now, language()) or _("сьогодні"),
    }


def team_card(request: HttpRequest) -> Card | None:
    """What the team missed, for whoever leads it: which officer, since when; the person stays unnamed."""
    user, now = user_of(request), now_of(request)
    if not policy.may(user, Act.LEAD_TEAM):
        return None
    missed = queries.passed_up(user)
    rows = [
        {
            "officer": one.follow_up.case.officer,
            "due_on": short_day(one.first_due_on),
            "label": overdue(one.first_due_on, now, language()),
            "tries": one.tries,
        }
        for one in missed
    ]
    return Card("reintegration/_passed_up.html", {"missed": rows}, order=28) if rows else None
