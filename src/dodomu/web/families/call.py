"""One call to one relative: what may be said, what was tried, and how it went."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.families import actions, queries
from dodomu.families.models import Call
from dodomu.families.models.kin import called
from dodomu.ledger import actions as ledger
from dodomu.names.script import romanise
from dodomu.web.doors import door
from dodomu.web.families.family import may_with, sees_whole
from dodomu.web.families.forms import Outcome
from dodomu.web.families.names import in_script
from dodomu.web.families.occasions import words_of
from dodomu.web.sending import done


def _read(request: HttpRequest, call: Call, part: str) -> None:
    detail = {"part": part, "call": call.pk}
    ledger.record(
        "read_person",
        by=cast(User, request.user),
        now=cast(Any, request).now,
        kind="person",
        key=call.telling.person_id,
        detail=detail,
    )


def _may_log(request: HttpRequest, call: Call) -> bool:
    return may_with(request, Act.LOG_CONTACT, call.telling.person.now)


@door(Act.READ_FAMILY)
def call(request: HttpRequest, key: int) -> HttpResponse:
    """Shows a call with its script and the form for how it went."""
    found = queries.get_call(request.user, key)
    _read(request, found, "call")
    return render(request, "families/call.html", _context(request, found, None))


def _context(request: HttpRequest, call: Call, form: Outcome | None) -> dict[str, Any]:
    now = cast(Any, request).now
    sees_all = sees_whole(request, call.telling.person.now)
    shown = queries.opened([call.relative], parts=queries.PARTS if sees_all else ())[0]
    log = queries.log_of_call(call) if may_with(request, Act.READ_CONTACT_LOG, call.telling.person.now) else []
    may_log = _may_log(request, call)
    may_call = may_log and queries.may_be_called(call)
    if may_call and form is None:
        form = Outcome(initial={"turns": call.turns}, now=now, is_mending=call.state == "mend")
    return {
        "section": "families",
        "call": call,
        "person": call.telling.person,
        "shown": in_script([shown])[0],
        "sees_all": sees_all,
        "scripts": scripts(request, call, shown) if sees_all and call.state != "told" else [],
        "occasion": words_of([call.telling.occasion])[call.telling.occasion],
        "log": log,
        "form": form if may_call else None,
        "undo_row": queries.may_undo(log, now) if may_log else None,
        "crumbs": [(_("Родини"), reverse("families")), (_("Дзвінок"), "")],
    }


def scripts(request: HttpRequest, call: Call, shown: queries.Shown) -> list[tuple[str, SafeString]]:
    """What to say, in the relative's language first and then in the other one."""
    first = shown.row.language
    officer = cast(User, request.user)
    person = call.telling.person.now
    parts = {
        "call": call,
        "relative": shown,
        "person": person,
        "called": called(shown.row.kin, person.sex),
        "may_tell": queries.may_tell(call),
        "has_message": bool(shown.phone or shown.email),
    }
    said = []
    for language in (first, "en" if first == "uk" else "uk"):
        names = {
            "officer_name": officer.shown_name(language),
            "relative_name": romanise(shown.name) if language == "en" else shown.name,
        }
        with override(language):
            said.append((language, SafeString(render_to_string("families/_script.html", parts | names))))
    return said


@door(Act.LOG_CONTACT, methods=("POST",))
def outcome(request: HttpRequest, key: int) -> HttpResponse:
    """Records how a call went."""
    found = queries.get_call(request.user, key, Act.LOG_CONTACT)
    now = cast(Any, request).now
    form = Outcome(request.POST, now=now, is_mending=found.state == "mend")

    def log() -> None:
        actions.log_outcome(
            found,
            form.cleaned_data["outcome"],
            note=form.cleaned_data["note"],
            call_again_at=form.cleaned_data["call_again_at"],
            seen=form.cleaned_data["turns"],
            by=cast(User, request.user),
            now=now,
        )

    if done(form, log):
        messages.success(request, _("Записано. Протягом 10 хвилин запис можна скасувати."))
        return redirect("families-call", key)
    _read(request, found, "call")
    return render(request, "families/call.html", _context(request, found, form), status=422)


@door(Act.LOG_CONTACT, methods=("POST",))
def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Takes the last entry of a call back, within minutes."""
    found = queries.get_call(request.user, key, Act.LOG_CONTACT)
    now = cast(Any, request).now
    row = queries.may_undo(queries.log_of_call(found), now)
    if row is None or str(row.pk) != request.POST.get("row"):
        messages.error(request, _("Скасувати вже не можна: минуло понад 10 хвилин або є новіший запис."))
        return redirect("families-call", key)
    actions.undo(row, by=cast(User, request.user), now=now)
    messages.success(request, _("Запис скасовано новим рядком журналу."))
    return redirect("families-call", key)


@door(Act.LOG_CONTACT)
def script(request: HttpRequest, key: int) -> HttpResponse:
    """The script of a call for the printer; the print is written to the ledger."""
    found = queries.get_call(request.user, key, Act.LOG_CONTACT)
    _read(request, found, "call_script")
    [shown] = queries.opened([found.relative])
    context = {
        "section": "families",
        "call": found,
        "person": found.telling.person,
        "shown": in_script([shown])[0],
        "scripts": scripts(request, found, shown),
        "crumbs": [(_("Дзвінок"), reverse("families-call", args=[key])), (_("Для друку"), "")],
    }
    return render(request, "families/script.html", context)
