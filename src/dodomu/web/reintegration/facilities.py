"""Facilities: free places, who is there, who is in the time to adapt, and admission."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.errors import NotVisible
from dodomu.ledger import actions as ledger
from dodomu.reintegration import actions, queries
from dodomu.reintegration.models import Case, Stay
from dodomu.reintegration.models.vocabulary import FACILITY_KINDS, LEVELS
from dodomu.web.doors import door
from dodomu.web.reintegration.forms import AdmitHere
from dodomu.web.reintegration.frame import now_of, user_of
from dodomu.web.reintegration.sentences import until_short
from dodomu.web.sending import done, posted
from dodomu.web.templatetags.dodomu import person_name
from dodomu.web.words import language

MOST = 200


@door(Act.READ_CASE)
def facilities(request: HttpRequest) -> HttpResponse:
    """Every facility with its free places; numbers only."""
    rows = [{"row": one, "kind": FACILITY_KINDS[one.kind], "level": LEVELS[one.level]} for one in queries.facilities()]
    return render(request, "reintegration/facilities.html", {"section": "today", "rows": rows})


@door(Act.READ_CASE, methods=("GET", "POST"))
def facility(request: HttpRequest, code: str) -> HttpResponse:
    """Who is there, as far as the reader may see; the people in their time to adapt; admitting somebody."""
    place = queries.facilities().filter(code=code).first()
    if place is None:
        raise NotVisible
    may_admit = policy.may(request.user, Act.ADMIT)
    if request.method == "POST" and not may_admit:
        raise NotVisible
    waiting = _waiting(request) if may_admit else {}
    form = AdmitHere(posted(request), people=[(key, label) for key, (_case, label) in waiting.items()])
    if not form.is_bound:
        form.initial["at"] = now_of(request)

    def act() -> None:
        case = waiting[form.cleaned_data["case"]][0]
        at = form.cleaned_data["at"]
        actions.admit(case, facility=place, at=at, by=user_of(request), now=now_of(request))

    if done(form, act):
        messages.success(request, _("Прийнято. Почався час на адаптацію."))
        return redirect("facility", code)
    now = now_of(request)
    stays = list(queries.staying(request.user, place)[:MOST])
    detail = {"facility": place.pk, "people": [stay.case.person_id for stay in stays]}
    ledger.record("list_facility", by=user_of(request), now=now, kind="facility", key=place.pk, detail=detail)
    rows = [_stay(stay, now=now) for stay in stays]
    context = {
        "section": "today",
        "place": place,
        "name": place.name(language()),
        "kind": FACILITY_KINDS[place.kind],
        "level": LEVELS[place.level],
        "rows": rows,
        "hidden": place.taken - len(rows),
        "adapting": [row["adaptation"] for row in rows if row["adaptation"]],
        "form": form if may_admit and waiting else None,
        "may_admit": may_admit,
    }
    return render(request, "reintegration/facility.html", context, status=422 if form.is_bound else 200)


def _waiting(request: HttpRequest) -> dict[str, tuple[Case, str]]:
    """Whom one may admit: by name where the reader sees the person, by number where not yet."""
    named = set(queries.visible_cases(request.user).values_list("pk", flat=True))
    return {
        str(case.pk): (
            case,
            f"{person_name(case.person.now, 'table')} · {case.person.number}"
            if case.pk in named
            else case.person.number,
        )
        for case in queries.awaiting_admission(request.user)[:MOST]
    }


def _stay(stay: Stay, *, now: Any) -> dict[str, Any]:
    case = stay.case
    window = case.adaptation
    runs = window is not None and window.covers(now)
    label = person_name(case.person.now, "table")
    return {
        "stay": stay,
        "case": case,
        "person": case.person.now,
        "adaptation": {"label": label, "number": case.person.number, "until": until_short(window.ends_at)}
        if window is not None and runs
        else None,
    }
