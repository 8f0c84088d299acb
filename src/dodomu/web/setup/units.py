"""The tree of services and units: shown, added to, renamed, moved while nobody is named by it, closed."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.clock import day
from dodomu.errors import NotVisible
from dodomu.flows import tree as flow
from dodomu.units import queries
from dodomu.units.models import KINDS, Unit
from dodomu.web.doors import door
from dodomu.web.pages import csv_response
from dodomu.web.sending import form_page, posted
from dodomu.web.setup.forms import Closing, Moving, Renaming, UnitForm
from dodomu.web.setup.frame import doer, frame, pressed

UNITS = ("setup-units",)
MOST_SHOWN = 300


def _above() -> tuple[Any, str]:
    return (_("Служби й підрозділи"), "setup-units")


def _found(key: int) -> Unit:
    unit = queries.by_key(key)
    if unit is None:
        raise NotVisible
    return unit


@door(Act.SEE_SETUP)
def units(request: HttpRequest) -> HttpResponse:
    """The whole tree; one service alone where `under` names it; as a table that `dodomu load-units` takes in."""
    under = queries.by_code(request.GET.get("under", "")) if request.GET.get("under") else None
    rows = [(depth, one) for depth, one in queries.tree() if under is None or one.path.startswith(under.path)]
    if request.GET.get("form") == "csv":
        header = ["code", "parent", "kind", "name_uk", "name_en", "valid_from"]
        codes = {one.pk: one.code for _depth, one in queries.tree()}
        table = [
            [one.code, codes.get(one.parent_id or 0, ""), one.kind, one.name_uk, one.name_en, one.valid_from]
            for _depth, one in rows
            if one.valid_to is None
        ]
        return csv_response(table, header, "units.csv")
    context = frame(_("Служби й підрозділи")) | {
        "rows": [{"unit": one, "kind": KINDS[one.kind], "depth": range(depth)} for depth, one in rows[:MOST_SHOWN]],
        "hidden": max(0, len(rows) - MOST_SHOWN),
        "under": under,
        "chips": _chips(under),
        "may_manage": policy.may(request.user, Act.MANAGE_UNITS),
    }
    return render(request, "setup/units.html", context)


def _chips(under: Unit | None) -> list[dict[str, Any]]:
    url = reverse("setup-units")
    everything = {"label": _("Усі"), "url": url, "is_current": under is None}
    services = [
        {"label": one.code, "url": f"{url}?{urlencode({'under': one.code})}", "is_current": one == under}
        for one in queries.services()
    ]
    return [everything, *services]


@door(Act.MANAGE_UNITS, methods=("GET", "POST"))
def unit_new(request: HttpRequest) -> HttpResponse:
    """Adds a service, or a unit under the one that the address names."""
    under = queries.by_key(int(request.GET["under"])) if request.GET.get("under", "").isdecimal() else None
    first = {"parent": str(under.pk), "kind": "unit"} if under else {"kind": "service"}
    form = UnitForm(posted(request), initial=first)

    def act() -> None:
        asked = form.cleaned_data
        names = {name: asked[name] for name in ("code", "kind", "name_uk", "name_en", "valid_from")}
        flow.add_unit(names.pop("code"), parent=form.above(), **names, **doer(request))

    context = frame(_("Новий підрозділ"), _above()) | {"form": form, "button": _("Додати"), "back": "setup-units"}
    return form_page(request, "setup/form.html", context, act, said_after=_("Підрозділ додано."), to=UNITS)


@door(Act.SEE_SETUP, methods=("GET", "POST"))
def unit(request: HttpRequest, key: int) -> HttpResponse:
    """One unit: what belongs to it, how it was called before; its name is changed here."""
    one = _found(key)
    may_manage = policy.may(request.user, Act.MANAGE_UNITS)
    if request.method == "POST" and not may_manage:
        raise NotVisible
    now = {"kind": one.kind, "name_uk": one.name_uk, "name_en": one.name_en, "on": day(cast(Any, request).now)}
    form = Renaming(posted(request), initial=now, is_service=one.parent_id is None)
    there = flow.belonging(one)
    context = frame(one.code, _above()) | {
        "form": form if may_manage else None,
        "unit": one,
        "kind": KINDS[one.kind],
        "chain": queries.chain(one),
        "former": queries.former_names(one),
        "there": there,
        "people": _("є") if there.people else _("немає"),  # how many is not for those who keep the tree
        "may_manage": may_manage,
        "may_move": may_manage and one.parent_id is not None,
    }

    if not may_manage:
        return render(request, "setup/unit.html", context)

    def act() -> None:
        flow.rename_unit(one, **form.cleaned_data, **doer(request))

    return form_page(request, "setup/unit.html", context, act, said_after=_("Збережено."), to=("setup-unit", key))


@door(Act.MANAGE_UNITS, methods=("GET", "POST"))
def move(request: HttpRequest, key: int) -> HttpResponse:
    """Puts a unit under another one, for a tree that was entered wrongly."""
    one = _found(key)
    form = Moving(posted(request), initial={"parent": str(one.parent_id)})
    context = frame(_("Перемістити: %(code)s") % {"code": one.code}, _above()) | {
        "form": form,
        "button": _("Перемістити"),
        "back": "setup-unit",
        "back_key": key,
        "lead": _(
            "Переміщують лише помилково внесене: доки підрозділ не названо в жодному записі, ролі чи визначенні."
        ),
    }
    return form_page(
        request,
        "setup/form.html",
        context,
        lambda: flow.move_unit(one, form.above(), **doer(request)),
        said_after=_("Підрозділ переміщено."),
        to=("setup-unit", key),
    )


@door(Act.MANAGE_UNITS, methods=("GET", "POST"))
def close(request: HttpRequest, key: int) -> HttpResponse:
    """Closes a unit that nobody belongs to; the page says beforehand what would be in the way."""
    one = _found(key)
    form = Closing(posted(request), initial={"on": day(cast(Any, request).now)})
    context = frame(_("Закрити: %(code)s") % {"code": one.code}, _above()) | {
        "form": form,
        "button": _("Закрити підрозділ"),
        "back": "setup-unit",
        "back_key": key,
        "lead": _(
            "Закритий підрозділ не пропонують для нових записів. Усе, що про нього записано, і підрахунки за минулі "
            "дні залишаються. Його можна відкрити знову."
        ),
    }
    return form_page(
        request,
        "setup/form.html",
        context,
        lambda: flow.close_unit(one, **form.cleaned_data, **doer(request)),
        said_after=_("Підрозділ закрито."),
        to=("setup-unit", key),
    )


@door(Act.MANAGE_UNITS, methods=("POST",))
def reopen(request: HttpRequest, key: int) -> HttpResponse:
    """Opens a closed unit again."""
    one = _found(key)
    return pressed(
        request,
        lambda: flow.reopen_unit(one, **doer(request)),
        said_after=_("Підрозділ знову відкрито."),
        to=("setup-unit", key),
    )
