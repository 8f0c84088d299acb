"""The words a service keeps itself: places of capture and detention, named groups with their definitions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.clock import day
from dodomu.errors import NotVisible
from dodomu.people import queries, vocabulary
from dodomu.people.models import Group, Place
from dodomu.web.doors import door
from dodomu.web.sending import form_page, posted
from dodomu.web.setup.forms import GroupForm, PlaceForm
from dodomu.web.setup.frame import doer, frame, pressed
from dodomu.web.words import language

ACTS: dict[str, Callable[..., None]] = {"close": vocabulary.close, "reopen": vocabulary.reopen}


def _places() -> tuple[Any, str]:
    return (_("Місця"), "setup-places")


def _groups() -> tuple[Any, str]:
    return (_("Групи з визначеннями"), "setup-groups")


@door(Act.SEE_SETUP)
def places(request: HttpRequest) -> HttpResponse:
    """Every place, by its name."""
    rows = sorted(queries.places(), key=lambda one: (one.closed_on is not None, one.name(language()), one.code))
    context = frame(_("Місця")) | {"rows": rows, "may_manage": policy.may(request.user, Act.MANAGE_VOCABULARY)}
    return render(request, "setup/places.html", context)


@door(Act.MANAGE_VOCABULARY, methods=("GET", "POST"))
def place_new(request: HttpRequest) -> HttpResponse:
    """Adds a place."""
    form = PlaceForm(posted(request))

    def act() -> None:
        vocabulary.add_place(**form.cleaned_data, **doer(request))

    context = frame(_("Нове місце"), _places()) | {"form": form, "button": _("Додати"), "back": "setup-places"}
    return form_page(request, "setup/form.html", context, act, said_after=_("Місце додано."), to=("setup-places",))


@door(Act.MANAGE_VOCABULARY, methods=("GET", "POST"))
def place(request: HttpRequest, code: str) -> HttpResponse:
    """Mends how a place is written."""
    one = vocabulary.get_place(code)
    form = PlaceForm(posted(request), initial={"name_uk": one.name_uk, "name_en": one.name_en})
    del form.fields["code"]
    context = frame(one.code, _places()) | {
        "form": form,
        "back": "setup-places",
        "lead": _("Виправляйте лише написання. Інше місце – новий код: інакше зміниться сказане про людей."),
    }
    return form_page(
        request,
        "setup/form.html",
        context,
        lambda: vocabulary.mend_place(one, **form.cleaned_data, **doer(request)),
        said_after=_("Збережено."),
        to=("setup-places",),
    )


@door(Act.MANAGE_VOCABULARY, methods=("POST",))
def place_state(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """Closes a place, or opens it again."""
    return _state(request, vocabulary.get_place(code), act, to="setup-places")


def _state(request: HttpRequest, word: Place | Group, act: str, *, to: str) -> HttpResponse:
    if act not in ACTS:
        raise NotVisible
    after = _("Закрито: для нових записів більше не пропонується.") if act == "close" else _("Знову відкрито.")
    return pressed(request, lambda: ACTS[act](word, **doer(request)), said_after=after, to=(to,))


@door(Act.SEE_SETUP)
def groups(request: HttpRequest) -> HttpResponse:
    """Every named group with what it means, who decided so, and how it was defined before."""
    rows = sorted(queries.groups(), key=lambda one: (one.closed_on is not None, one.name(language()), one.code))
    former = vocabulary.former_of(rows)
    context = frame(_("Групи з визначеннями")) | {
        "rows": [{"group": one, "former": former.get(one.pk, [])} for one in rows],
        "may_manage": policy.may(request.user, Act.MANAGE_VOCABULARY),
    }
    return render(request, "setup/groups.html", context)


@door(Act.MANAGE_VOCABULARY, methods=("GET", "POST"))
def group_new(request: HttpRequest) -> HttpResponse:
    """Adds a named group."""
    form = GroupForm(posted(request), initial={"defined_on": day(cast(Any, request).now)})

    def act() -> None:
        vocabulary.add_group(**form.cleaned_data, **doer(request))

    context = frame(_("Нова група"), _groups()) | {
        "form": form,
        "button": _("Додати"),
        "back": "setup-groups",
        "lead": _("Хто до неї належить, записують про кожну людину окремо: запис із джерелом і днями."),
    }
    return form_page(request, "setup/form.html", context, act, said_after=_("Групу додано."), to=("setup-groups",))


@door(Act.MANAGE_VOCABULARY, methods=("GET", "POST"))
def group(request: HttpRequest, code: str) -> HttpResponse:
    """Gives a group other words; those before stay beside them."""
    one = vocabulary.get_group(code)
    known = {name: getattr(one, name) for name in GroupForm.base_fields}
    form = GroupForm(posted(request), initial=known | {"defined_on": day(cast(Any, request).now)})
    del form.fields["code"]
    context = frame(one.code, _groups()) | {
        "form": form,
        "back": "setup-groups",
        "lead": _("Теперішнє визначення залишиться поруч із днем, до якого діяло. Склад групи від цього не зміниться."),
    }
    return form_page(
        request,
        "setup/form.html",
        context,
        lambda: vocabulary.mend_group(one, **form.cleaned_data, **doer(request)),
        said_after=_("Збережено."),
        to=("setup-groups",),
    )


@door(Act.MANAGE_VOCABULARY, methods=("POST",))
def group_state(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """Closes a group, or opens it again."""
    return _state(request, vocabulary.get_group(code), act, to="setup-groups")
