"""Definitions: what is counted, and the next version of it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.claims.populations import POPULATIONS
from dodomu.errors import Refused
from dodomu.figures import actions
from dodomu.figures.models import Definition
from dodomu.figures.models.vocabulary import CHANNEL, COUNTING_RULE, SCOPE, SIDE, WHAT
from dodomu.figures.queries import office
from dodomu.text import Text
from dodomu.web.doors import door
from dodomu.web.figures.forms import DefinitionForm, definition_initial
from dodomu.web.figures.frame import frame


@door(Act.READ_DRAFT)
def definitions(request: HttpRequest) -> HttpResponse:
    """Every definition in its newest version."""
    rows = []
    found = office.definitions()
    for one in found:
        group = POPULATIONS[one.population]
        rows.append(
            {
                "definition": one,
                "what": WHAT[one.what],
                "population": Text(group.uk.many, group.en[1]),
                "channel": CHANNEL[one.channel],
                "scope": SCOPE[one.scope],
                "side": SIDE[one.side],
                "rule": COUNTING_RULE[one.counting_rule],
                "wholes": [each for each in found if each.slug in one.wholes],
            }
        )
    return render(request, "figures/definitions.html", frame(request, "figures-definitions") | {"rows": rows})


FRESH = {"is_counted": True, "is_confirmed_only": True, "side": "ukrainian", "unit": "people", "channel": "any"}


@door(Act.DRAFT_FIGURE, methods=("GET", "POST"))
def define(request: HttpRequest) -> HttpResponse:
    """A new definition."""
    if request.method == "GET":
        return _page(request, DefinitionForm(initial=FRESH))
    form = DefinitionForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    return _define(request, form, form.cleaned_data["slug"])


@door(Act.DRAFT_FIGURE, methods=("GET", "POST"))
def new_version(request: HttpRequest, slug: str) -> HttpResponse:
    """The next version of a definition; figures keep the version they were counted by."""
    last = office.get_definition(slug)
    if request.method == "GET":
        return _page(request, DefinitionForm(initial=definition_initial(last), is_new=False, own=slug), last=last)
    form = DefinitionForm(request.POST, is_new=False, own=slug)
    if not form.is_valid():
        return _page(request, form, last=last, status=422)
    return _define(request, form, slug, last=last)


def _define(request: HttpRequest, form: DefinitionForm, slug: str, last: Definition | None = None) -> HttpResponse:
    if last is None and office.is_taken(slug):
        form.add_error("slug", _("Визначення з таким словом уже є. Додайте йому нову версію."))
        return _page(request, form, status=422)
    try:
        made = actions.define(slug, form.meaning(), by=cast(User, request.user), now=cast(Any, request).now)
    except Refused as refusal:
        form.refuse(refusal)
        return _page(request, form, last=last, status=422)
    messages.success(request, _("Визначення записано, версія %(version)s.") % {"version": made.version})
    return redirect("figures-definitions")


def _page(
    request: HttpRequest, form: DefinitionForm, *, last: Definition | None = None, status: int = 200
) -> HttpResponse:
    context = frame(request, "figures-definitions") | {"form": form, "last": last}
    return render(request, "figures/define.html", context, status=status)
