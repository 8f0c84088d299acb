"""The family of one person: who may be told what, who was told, what was said."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.models import User
from dodomu.access.policy import Act, Subject
from dodomu.errors import NotVisible
from dodomu.families import actions, queries
from dodomu.families.models import Call
from dodomu.people.models import PersonNow
from dodomu.people.queries import visible_records
from dodomu.web.doors import door
from dodomu.web.families.forms import NewRelative
from dodomu.web.families.names import in_script, log_in_script
from dodomu.web.families.occasions import words_of
from dodomu.web.people.record import page_of
from dodomu.web.sending import done, posted
from dodomu.web.words import language, said


def may_with(request: HttpRequest, act: Act, person: PersonNow) -> bool:
    """Whether the account may do an act with this person's family; asked of the policy once a request."""
    asked: dict[tuple[Act, int], bool] = request.__dict__.setdefault("_may_with", {})
    key = (act, person.pk)
    if key not in asked:
        asked[key] = bool(visible_records(request.user, act, [person.pk]))
    return asked[key]


def require_with(request: HttpRequest, act: Act, person: PersonNow) -> None:
    """NotVisible unless the account may do the act with this person's family."""
    if not may_with(request, act, person):
        raise NotVisible


def sees_whole(request: HttpRequest, person: PersonNow) -> bool:
    """Whether the account reads the family of this person with names and numbers, and not the summary alone."""
    subject = Subject(person=person.pk, unit_path=person.unit_path)
    return not policy.sees_summary_only(request.user, Act.READ_FAMILY, subject)


@door(Act.READ_FAMILY)
def family(request: HttpRequest, number: int) -> HttpResponse:
    """Shows the relatives of a person, the calls about the return and the log of contacts."""
    context = page_of(request, number, part="family")
    person: PersonNow = context["person"]
    require_with(request, Act.READ_FAMILY, person)
    sees_all = sees_whole(request, person)
    relatives = list(queries.relatives_of(person.pk))
    calls = list(queries.calls_of(person.pk))
    shown = in_script(queries.opened(relatives, parts=queries.PARTS if sees_all else ()))
    reads_log = may_with(request, Act.READ_CONTACT_LOG, person)
    occasions = words_of(call.telling.occasion for call in calls)
    context |= {
        "shown": shown,
        "sees_all": sees_all,
        "calls": [(occasions[call.telling.occasion], call) for call in calls],
        "told": told_of(shown, calls),
        "log": log_in_script(queries.log_of(person.pk)) if reads_log else [],
        "reads_log": reads_log,
        "may_add": may_with(request, Act.ADD_RELATIVE, person),
    }
    return render(request, "families/family.html", context)


def told_of(shown: list[queries.Shown], calls: list[Call]) -> list[dict[str, Any]]:
    """Each relative with what was told, for the card; of a relative without a call, only who it is."""
    by_relative: dict[int, Call] = {}
    for made in calls:
        if made.state != "withdrawn":
            by_relative.setdefault(made.relative_id, made)
    rows = []
    for one in shown:
        if one.row.state == "withdrawn":
            continue
        call = by_relative.get(one.row.pk)
        is_told = call is not None and call.state == "told"
        kin = said(one.row.kin_label)
        notes = ["" if call is None or is_told else said(call.state_label), said(one.row.may_be_told_label)]
        rows.append(
            {
                "label": f"{one.name}, {kin}" if one.name else kin,
                "url": reverse("relative", args=[one.row.pk]),
                "is_verified": one.row.state == "verified",
                "told_at": call.told_at if call is not None and is_told else None,
                "told_by": call.told_by.shown_name(language()) if call is not None and call.told_by else "",
                "note": " · ".join(note for note in notes if note),
            }
        )
    return rows


@door(Act.ADD_RELATIVE, methods=("GET", "POST"))
def relative_new(request: HttpRequest, number: int) -> HttpResponse:
    """Enters somebody who says to be a relative."""
    context = page_of(request, number, part="family")
    person: PersonNow = context["person"]
    require_with(request, Act.ADD_RELATIVE, person)
    form = NewRelative(posted(request), initial={"place": queries.relatives_of(person.pk).count() + 1})

    def add() -> None:
        given = form.cleaned_data
        actions.add_relative(
            person.person,
            name=given["name"],
            kin=given["kin"],
            contact=actions.Contact(given["phone"], given["email"], given["address"]),
            language=given["language"],
            note=given["note"],
            place=given["place"],
            is_told_apart=given["is_told_apart"],
            may_be_told=given["may_be_told"],
            by=cast(User, request.user),
            now=cast(Any, request).now,
        )

    if request.method == "POST" and done(form, add):
        messages.success(request, _("Родича записано. Поки особу не підтвердить друга людина, йому не телефонують."))
        return redirect("person-family", number)
    return render(request, "families/relative_new.html", context | {"form": form}, status=422 if form.is_bound else 200)
