"""The list of cases, and taking one that nobody has."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.ledger import actions as ledger
from dodomu.reintegration import actions, queries
from dodomu.reintegration.models import Case
from dodomu.reintegration.queries import Filters
from dodomu.reintegration.queries.words import states_of
from dodomu.web.doors import door
from dodomu.web.pages import keyset
from dodomu.web.reintegration.forms import Why
from dodomu.web.reintegration.frame import now_of, user_of
from dodomu.web.reintegration.sentences import state_of, until_short
from dodomu.web.sending import done, posted
from dodomu.web.words import language


def filters_of(request: HttpRequest) -> Filters:
    """The filters of the address; a word that is none of the vocabulary counts as none."""
    state, officer = request.GET.get("state", ""), request.GET.get("officer", "")
    facility, adaptation = request.GET.get("facility", ""), request.GET.get("adaptation", "")
    return Filters(
        state=state if state in dict(states_of("case")) else "",
        officer=officer if officer in ("mine", "none") else "",
        facility=facility if facility.replace("-", "").isalnum() else "",
        adaptation="now" if adaptation == "now" else "",
    )


@door(Act.OPEN_CASE, methods=("GET", "POST"))
def reopen(request: HttpRequest, key: int) -> HttpResponse:
    """Opens a closed case again, with a reason; whoever does so becomes its officer and sees the person's name."""
    case = queries.reopenable_case(request.user, key)
    form = Why(posted(request))

    def act() -> None:
        actions.reopen_case(case, reason=form.cleaned_data["reason"], by=user_of(request), now=now_of(request))

    if form.is_bound and done(form, act):
        messages.success(request, _("Супровід відкрито знову, його ведете ви."))
        return redirect("person-case", case.person.number)
    context = {"section": "today", "form": form, "case": case}
    return render(request, "reintegration/reopen.html", context, status=422 if form.is_bound else 200)


@door(Act.READ_CASE)
def cases(request: HttpRequest) -> HttpResponse:
    """The cases a reader may see; the ones without an officer by number alone."""
    filters, now = filters_of(request), now_of(request)
    rows = queries.list_cases(request.user, filters, now=now)
    page = keyset(rows, request=request, order=("person__now__sort_key", "pk"))
    is_counter = filters.officer == "none"
    people = [case.person_id for case in page.rows]
    ledger.record(
        "list_cases", by=user_of(request), now=now, kind="register", detail={"people": people, "count": len(people)}
    )
    context = {
        "section": "today",
        "page": page,
        "rows": [_row(case, now=now) for case in page.rows],
        "is_counter": is_counter,
        "is_closed": is_counter and filters.state == "closed",
        "filters": filters,
        "chips": _chips(request, filters),
        "states": states_of("case"),
        "facilities": [(one.code, one.name(language())) for one in queries.facilities()],
        "may_accept": policy.may(request.user, Act.OPEN_CASE),
        "may_write_letters": policy.may(request.user, Act.WORK_CASE),
    }
    return render(request, "reintegration/cases.html", context)


def _row(case: Case, *, now: Any) -> dict[str, Any]:
    stay = next((one for one in case.stays.all() if one.left_at is None), None)
    window = case.adaptation
    runs = window is not None and window.covers(now)
    return {
        "case": case,
        "state": state_of(case),
        "facility": stay.facility.name(language()) if stay else "",
        "adaptation": until_short(window.ends_at) if window is not None and runs else "",
    }


def _chips(request: HttpRequest, filters: Filters) -> list[dict[str, Any]]:
    url = reverse("cases")
    offered: list[tuple[str, dict[str, str], bool]] = [
        (_("Усі, кого бачу"), {}, filters == Filters()),
        (_("Мої"), {"officer": "mine"}, filters.officer == "mine"),
        (_("Час на адаптацію"), {"adaptation": "now"}, filters.adaptation == "now"),
    ]
    if policy.may(request.user, Act.OPEN_CASE):
        is_closed = filters.state == "closed"
        offered.insert(2, (_("Без офіцера"), {"officer": "none"}, filters.officer == "none" and not is_closed))
        closed = {"officer": "none", "state": "closed"}
        offered.append((_("Завершені"), closed, filters.officer == "none" and is_closed))
    return [
        {"label": label, "url": f"{url}?{urlencode(query)}" if query else url, "is_current": is_current}
        for label, query, is_current in offered
    ]


@door(Act.OPEN_CASE, methods=("POST",))
def accept(request: HttpRequest, key: int) -> HttpResponse:
    """Takes a case that nobody has; from now on the officer sees who it is."""
    case = queries.takeable_case(request.user, key)
    actions.accept_case(case, by=user_of(request), now=now_of(request))
    messages.success(request, _("Ви прийняли супровід."))
    return redirect("person-case", case.person.number)
