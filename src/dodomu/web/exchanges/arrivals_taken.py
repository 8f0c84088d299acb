"""Where the people of the board are taken and with what: read, told on the row, warned of when too many."""

from __future__ import annotations

from typing import Any, TypedDict

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from dodomu.reintegration import queries as cases
from dodomu.reintegration.models import Reception
from dodomu.reintegration.models.reception import BELONGINGS
from dodomu.reintegration.queries.places import overfull
from dodomu.web.words import language, said


class Taken(TypedDict):
    """What the form says of those whose arrival is verified."""

    bound_for: str
    brought: list[str]


def read(request: HttpRequest) -> Taken:
    """The codes of the form; a word that is none of the vocabulary is left out."""
    codes = {one.code for one in cases.facilities()} if request.POST.get("bound_for") else set()
    asked = request.POST.get("bound_for", "")
    brought = [code for code in BELONGINGS if code in request.POST.getlist("brought")]
    return {"bound_for": asked if asked in codes else "", "brought": brought}


def places() -> list[dict[str, Any]]:
    """The facilities that take people in, with their free places."""
    free = _("вільно: %(n)s")
    return [
        {"code": one.code, "label": f"{one.name(language())} · {free % {'n': one.free}}"} for one in cases.facilities()
    ]


def said_of(noted: Reception) -> str:
    """Where somebody is taken and with what, in one line."""
    place = noted.bound_for.name(language()) if noted.bound_for else ""
    things = ", ".join(said(word) for word in noted.belongings)
    return " · ".join(filter(None, (place, things)))


def warn(request: HttpRequest, code: str) -> None:
    """Says when more people are bound for a facility than it has free places."""
    found = overfull(code) if code else None
    if found is not None:
        place, over = found
        what = {"name": place.name(language()), "n": over}
        messages.warning(request, _("До закладу „%(name)s“ їде більше людей, ніж там місць: на %(n)s.") % what)
