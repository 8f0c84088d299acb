"""What is printed for the person: the days ahead, and who saw the record and why."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.errors import NotVisible
from dodomu.flows.own_access import accesses
from dodomu.ledger import actions as ledger
from dodomu.reintegration.models.vocabulary import MATTERS, REASONS
from dodomu.reintegration.queries import record
from dodomu.reintegration.queries.cases import cases_of_person
from dodomu.reintegration.queries.days import days_of
from dodomu.reintegration.queries.words import state_word
from dodomu.web.audit.details_words import PARTS
from dodomu.web.audit.words import act
from dodomu.web.doors import door
from dodomu.web.reintegration.frame import case_for, now_of, subject_of, user_of
from dodomu.web.reintegration.sentences import until_long
from dodomu.web.words import language, weekday


@door(Act.WORK_CASE)
def days(request: HttpRequest, number: int) -> HttpResponse:
    """Today and tomorrow in large type, for the person's own table; printing it stands in the ledger."""
    person, one = case_for(request, number, Act.WORK_CASE)
    now = now_of(request)
    ledger.record("print_days", by=user_of(request), now=now, kind="person", key=person.pk)
    window = one.protection
    context = {
        "section": "cases",
        "person": person,
        "officer": one.officer,
        "days": [
            {"on": day.on, "weekday": weekday(day.on, language()), "hours": day.hours} for day in days_of(one, now=now)
        ],
        "until": until_long(window.ends_at) if window is not None and window.covers(now) else "",
        "back_url": reverse("person-case", args=[person.number]),
    }
    return render(request, "reintegration/days.html", context)


@door(Act.WORK_CASE)
def access(request: HttpRequest, number: int) -> HttpResponse:
    """Who saw or changed the record, by role, and every exception to the time to adapt; for the person to read."""
    person, _case = case_for(request, number, Act.WORK_CASE)
    if not policy.may(request.user, Act.READ_PERSON_LEDGER, subject_of(person)):
        raise NotVisible
    rows = accesses(person.pk)
    ledger.record("print_access", by=user_of(request), now=now_of(request), kind="person", key=person.pk)
    context = {
        "section": "cases",
        "person": person,
        "rows": [{"row": row, "act": act(row.act), "part": PARTS.get(row.part, row.part)} for row in rows],
        "exceptions": [
            {
                "row": row,
                "what": MATTERS[row.matter].label,
                "why": REASONS[row.reason_kind],
                "state": state_word("override", row.state),
            }
            for case in cases_of_person(person.pk)
            for row in record.overrides(case)
        ],
        "back_url": reverse("person-consents", args=[person.number]),
    }
    return render(request, "reintegration/own_access.html", context)
