"""The facilities that take people in, as they are kept: their kind, level, places and unit."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.errors import NotVisible
from dodomu.reintegration import actions
from dodomu.reintegration.models.vocabulary import FACILITY_KINDS, LEVELS
from dodomu.reintegration.queries.places import every_facility, get_facility
from dodomu.web.doors import door
from dodomu.web.sending import form_page, posted
from dodomu.web.setup.forms import FacilityForm
from dodomu.web.setup.frame import doer, frame, pressed

ACTS = {"close": actions.close_facility, "reopen": actions.reopen_facility}
LIST = "setup-facilities"


def _above() -> tuple[Any, str]:
    return (_("Заклади"), LIST)


@door(Act.SEE_SETUP)
def facilities(request: HttpRequest) -> HttpResponse:
    """Every facility; how many places it has, and nobody who is there."""
    rows = [{"row": one, "kind": FACILITY_KINDS[one.kind], "level": LEVELS[one.level]} for one in every_facility()]
    context = frame(_("Заклади")) | {"rows": rows, "may_manage": policy.may(request.user, Act.MANAGE_UNITS)}
    return render(request, "setup/facilities.html", context)


@door(Act.MANAGE_UNITS, methods=("GET", "POST"))
def facility_new(request: HttpRequest) -> HttpResponse:
    """Adds a facility."""
    form = FacilityForm(posted(request), initial={"level": 1})

    def act() -> None:
        actions.add_facility(**form.chosen(), **doer(request))

    context = frame(_("Новий заклад"), _above()) | {"form": form, "button": _("Додати"), "back": LIST}
    return form_page(request, "setup/form.html", context, act, said_after=_("Заклад додано."), to=(LIST,))


@door(Act.MANAGE_UNITS, methods=("GET", "POST"))
def facility(request: HttpRequest, code: str) -> HttpResponse:
    """Mends what is said of a facility."""
    one = get_facility(code)
    known = {name: getattr(one, name) for name in ("kind", "level", "name_uk", "name_en", "places")}
    form = FacilityForm(posted(request), initial=known | {"unit": str(one.unit_id or "")}, kept=one.unit_id)
    del form.fields["code"]
    context = frame(one.code, _above()) | {"form": form, "back": LIST}
    return form_page(
        request,
        "setup/form.html",
        context,
        lambda: actions.change_facility(one, **form.chosen(), **doer(request)),
        said_after=_("Збережено."),
        to=(LIST,),
    )


@door(Act.MANAGE_UNITS, methods=("POST",))
def facility_state(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """Closes a facility that nobody is in any more, or opens it again."""
    if act not in ACTS:
        raise NotVisible
    one = get_facility(code)
    after = _("Заклад закрито: до нього більше не приймають.") if act == "close" else _("Знову відкрито.")
    return pressed(request, lambda: ACTS[act](one, **doer(request)), said_after=after, to=(LIST,))
