"""Contradictions between published numbers: all of them, and one with its arithmetic and its explanations."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.errors import Refused
from dodomu.figures import actions
from dodomu.figures.queries import findings as queries
from dodomu.figures.queries.findings import Found
from dodomu.reference.rounds import read_rounds, running_totals
from dodomu.web.doors import door
from dodomu.web.figures.forms import ExplainForm
from dodomu.web.figures.frame import frame
from dodomu.web.figures.rows import OUTCOMES, finding_row, shown


@door(Act.READ_DRAFT)
def findings(request: HttpRequest) -> HttpResponse:
    """Every contradiction, those without an explanation first; and the running totals of the rounds."""
    chosen = request.GET.get("outcome", "open")
    chosen = chosen if chosen in OUTCOMES else "open"
    found = queries.findings()
    chips = [
        {
            "label": label,
            "url": f"{reverse('figures-checks')}?outcome={outcome}",
            "count": sum(one.is_open == (outcome == "open") for one in found),
            "is_current": outcome == chosen,
        }
        for outcome, (label, _mark) in OUTCOMES.items()
    ]
    totals = running_totals(read_rounds())
    context = frame(request, "figures-checks") | {
        "chips": chips,
        "rows": [finding_row(one) for one in found if one.is_open == (chosen == "open")],
        "totals": totals,
        "holding": sum(total.holds for total in totals),
        "failing": [total for total in totals if not total.holds],
    }
    return render(request, "figures/checks.html", context)


@door(Act.READ_DRAFT)
def finding(request: HttpRequest, key: str) -> HttpResponse:
    """One contradiction: its arithmetic, the statements in it, and who explained it how."""
    return _page(request, queries.get_finding(key), ExplainForm())


@door(Act.DRAFT_FIGURE, methods=("POST",))
def explain(request: HttpRequest, key: str) -> HttpResponse:
    """Explains a contradiction in both languages."""
    found = queries.get_finding(key)
    form = ExplainForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        actions.explain(found, form.why(), by=cast(User, request.user), now=cast(Any, request).now)
    except Refused as refusal:
        form.refuse(refusal)
        return _page(request, found, form, status=422)
    messages.success(request, _("Пояснення записано."))
    return redirect("figures-finding", key)


def _page(request: HttpRequest, found: Found, form: ExplainForm, *, status: int = 200) -> HttpResponse:
    context = frame(request, "figures-checks") | finding_row(found)
    context |= {
        "statements": [shown(one) for one in queries.statements_in(found)],
        "history": queries.history(found.key),
        "form": form,
    }
    return render(request, "figures/finding.html", context, status=status)
