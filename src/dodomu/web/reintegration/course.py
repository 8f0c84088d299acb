"""The course of a case: unit at capture, unit now and officer as three dated facts, and what happened day by day."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.people import queries as register
from dodomu.people.models import Fact, PersonNow
from dodomu.reintegration.actions.cases import NOTE
from dodomu.reintegration.models import Case, Charge
from dodomu.reintegration.queries import record
from dodomu.reintegration.queries.course import course_of
from dodomu.reintegration.queries.officers import charges_of
from dodomu.web.doors import door
from dodomu.web.reintegration.frame import case_page, now_of
from dodomu.web.words import language, local_day, short_day


@door(Act.READ_CASE)
def course(request: HttpRequest, number: int) -> HttpResponse:
    """Three dated facts about who answers for the person, and the days of the case, the newest first."""
    context = case_page(request, number, part="case")
    one: Case = context["case"]
    person: PersonNow = context["person"]
    lang = language()
    charges = charges_of(one)
    context |= {
        "dated": [*_units(person, today=local_day(now_of(request))), _officer(charges)],
        "charges": [_charge(charge, one) for charge in charges],
        "events": [
            {"title": row.title, "at": row.at, "on": row.on, "by": row.by.shown_name(lang) if row.by else ""}
            for row in course_of(one, now=now_of(request))
        ],
    }
    return render(request, "reintegration/course.html", context)


def _units(person: PersonNow, *, today: Any) -> list[dict[str, Any]]:
    rows: list[Fact] = register.facts_of(person.pk)
    told = {one.about: one.facts[0] for one in register.as_of(rows, true_on=today, known_on=today)}
    named = (
        ("unit_at_capture", _("Підрозділ на час полонення"), person.unit_at_capture),
        ("unit", _("Підрозділ зараз"), person.unit),
    )
    return [
        {
            "label": label,
            "value": unit.name(language()) if unit else "",
            "since": short_day(told[about].true_from, told[about].precision) if about in told and unit else "",
        }
        for about, label, unit in named
    ]


def _officer(charges: list[Charge]) -> dict[str, Any]:
    present = next((one for one in charges if one.until_at is None), None)
    return {
        "label": _("Офіцер супроводу"),
        "value": present.officer.shown_name(language()) if present else "",
        "since": short_day(local_day(present.from_at)) if present else "",
    }


def _charge(one: Charge, case: Case) -> dict[str, Any]:
    return {
        "officer": one.officer,
        "from_at": one.from_at,
        "until_at": one.until_at,
        "note": record.opened(one.note, case=case, place=NOTE) if one.note else "",
    }
