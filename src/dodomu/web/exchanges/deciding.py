"""Deciding on the desk: one decision on one line, taken back, or found to be somebody else's already."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from dodomu.access.policy import Act
from dodomu.errors import Refused, StaleView
from dodomu.exchanges import actions, queries
from dodomu.exchanges.models import Line, NameList
from dodomu.exchanges.queries import desk, overview
from dodomu.people import queries as people
from dodomu.people.models import Person
from dodomu.web.doors import door
from dodomu.web.exchanges import panel as panels
from dodomu.web.exchanges.frame import at_words, is_part, now_of, officer, whole
from dodomu.web.exchanges.matching import (
    CHOOSE_FIRST,
    counts,
    desk_page,
    fresh_rows,
    line_url,
    open_panel,
    panel_context,
    record_reading,
    shown_filter,
)
from dodomu.web.words import language, said

ACTS: dict[str, tuple[Any, Any]] = {
    "confirm": (gettext_lazy("підтвердити"), gettext_lazy("підтверджено")),
    "agree": (gettext_lazy("погодитися"), gettext_lazy("підтверджено двома людьми")),
    "none": (gettext_lazy("жоден не підходить"), gettext_lazy("жоден не підходить")),
    "new": (gettext_lazy("новий запис"), gettext_lazy("новий запис, статус уточнюється")),
    "later": (gettext_lazy("відкласти"), gettext_lazy("відкладено")),
    "reopen": (gettext_lazy("скасувати рішення"), gettext_lazy("рішення скасовано")),
    "reject": (gettext_lazy("це не ця людина"), gettext_lazy("записано, що це не ця людина")),
    "take_back": (gettext_lazy("скасувати «не ця людина»"), gettext_lazy("«не ця людина» скасовано")),
}
"""What may be decided: the word of the act, and what is said when it is done."""
STAYING = ("reopen", "reject", "take_back")
"""After these the same line is shown: it still waits for a decision."""
OUTCOMES = {
    "confirm": {"confirmed", "second"},
    "agree": {"confirmed"},
    "none": {"none"},
    "new": {"new"},
    "later": {"later"},
    "reopen": {"open"},
    "reject": set(),
    "take_back": set(),
}


@door(Act.DECIDE_LINE, methods=("POST",))
def decide(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One decision on one line; the answer brings the next line."""
    found = queries.get_line(request.user, pk, number, Act.DECIDE_LINE)
    show = shown_filter(request)
    act = "take_back" if "take_back" in request.POST else request.POST.get("act", "")
    if act not in ACTS:
        raise Refused(_("Натисніть одну з кнопок рішення під рядком."))
    person = people.record_of(whole(request.POST.get("take_back" if act == "take_back" else "person")))
    version = whole(request.POST.get("version"))
    try:
        done = _decided(request, found, act, person=person, version=version)
    except StaleView as stale:
        fresh = queries.get_line(request.user, pk, number, Act.DECIDE_LINE)
        if not _is_same_click(fresh, act, person=person, version=version, by=officer(request).pk):
            return _conflict(request, fresh, stale, act=act, person=person, show=show)
        done = fresh
    except Refused as refusal:
        if is_part(request):
            raise
        return desk_page(request, found.list, number, show=show, status=422, refusal=said(refusal.message))
    message = _said(done, act)
    return _go_on(request, done, message=message, show=show, stays=act in STAYING)


def _decided(request: HttpRequest, found: Line, act: str, *, person: Person | None, version: int) -> Line:
    options: dict[str, Any] = {
        "by": officer(request),
        "now": now_of(request),
        "version": version,
        "how": "key" if request.POST.get("how") == "key" else "click",
    }
    if act == "confirm":
        if person is None or not found.candidates.filter(person=person).exists():
            raise Refused(CHOOSE_FIRST, "person")
        return actions.confirm(found, person, **options)
    if act in ("reject", "take_back"):
        if person is None:
            raise Refused(CHOOSE_FIRST, "person")
        return (actions.reject if act == "reject" else actions.take_back)(found, person, **options)
    act_of = {
        "agree": actions.agree,
        "none": actions.mark_none,
        "new": actions.add_new,
        "later": actions.leave_for_later,
        "reopen": actions.undo,
    }
    return act_of[act](found, **options)


def _is_same_click(fresh: Line, act: str, *, person: Person | None, version: int, by: int) -> bool:
    """Whether the line already stands as this very post wanted it: a button pressed twice decides nothing twice."""
    is_mine = fresh.seconded_by_id == by if act == "agree" else fresh.decided_by_id == by
    is_person = act != "confirm" or (person is not None and fresh.person_id == person.pk)
    return fresh.version == version + 1 and fresh.state in OUTCOMES[act] and is_mine and is_person


def _said(done: Line, act: str) -> str:
    word = ACTS[act][1]
    if done.state == "second":
        word = _("вибрано, тепер потрібна друга людина")
    return _("Рядок %(number)s: %(done)s.") % {"number": done.number, "done": word}


def _go_on(request: HttpRequest, done: Line, *, message: str, show: str, stays: bool = False) -> HttpResponse:
    """The next line to decide, or the same one; for htmx with the row, the counts and the message that changed."""
    name_list = done.list
    following = (
        done.number
        if stays
        else desk.next_line(name_list, after=done.number, show=show, by=officer(request), now=now_of(request))
    )
    url = line_url(name_list, following, show) if following else _finished_url(name_list, show)
    if not is_part(request):
        messages.success(request, message)
        return redirect(url)
    panel = None
    if following is not None:
        held = queries.get_line(request.user, name_list.pk, following, Act.DECIDE_LINE)
        actions.hold(held, by=officer(request), now=now_of(request))
        panel = open_panel(request, queries.get_line(request.user, name_list.pk, following))
        record_reading(request, panel)
    response = render(
        request,
        "exchanges/_answer.html",
        {
            **panel_context(request, panel, show),
            **counts(name_list, show),
            "rows": fresh_rows(name_list, [done]),
            "message": message,
            "waiting": desk.lines_waiting(officer(request), now_of(request)),
            "is_held": True,
        },
    )
    response["HX-Replace-Url"] = url
    return response


def _finished_url(name_list: NameList, show: str) -> str:
    base = reverse("exchanges-match", args=[name_list.pk])
    return f"{base}?show={'open' if show == 'all' else show}"


def _conflict(
    request: HttpRequest, fresh: Line, stale: StaleView, *, act: str, person: Person | None, show: str
) -> HttpResponse:
    """Somebody else was faster: what stands now and what was sent, side by side, over the line as it is."""
    both = {
        "message": said(stale.message),
        "theirs": _their_version(fresh, by=officer(request).pk),
        "yours": _your_version(act, person),
    }
    if not is_part(request):
        return desk_page(request, fresh.list, fresh.number, show=show, status=409, conflict=both)
    panel = replace(open_panel(request, fresh), conflict=both)
    record_reading(request, panel)
    context = {
        **panel_context(request, panel, show),
        **counts(fresh.list, show),
        "rows": fresh_rows(fresh.list, [fresh]),
        "message": "",  # the note over the line is an alert of its own
        "waiting": desk.lines_waiting(officer(request), now_of(request)),
        "is_held": True,  # not to be asked for at once: the answer would take the place of the alert
    }
    response = render(request, "exchanges/_answer.html", context, status=409)
    response["HX-Retarget"], response["HX-Reswap"] = "#line", "outerHTML settle:0ms"
    return response


def _their_version(fresh: Line, *, by: int) -> list[tuple[str, str]]:
    decided = fresh.decided_by
    person = fresh.person
    held = fresh.held_by if fresh.held_by_id not in (None, by) else None
    rows = [
        (_("Рішення"), said(overview.line_word(fresh.state))),
        (pgettext("версія", "Людина"), _person_words(person)),
        (pgettext("версія", "Хто"), decided.shown_name(language()) if decided else ""),
        (pgettext("версія", "Коли"), at_words(fresh.decided_at) if fresh.decided_at else ""),
        (_("Рядок дивиться"), held.shown_name(language()) if held else ""),
    ]
    return [(label, value) for label, value in rows if value]


def _your_version(act: str, person: Person | None) -> list[tuple[str, str]]:
    rows = [(_("Рішення"), said(ACTS[act][0]))]
    return [*rows, (pgettext("версія", "Людина"), _person_words(person))] if act == "confirm" and person else rows


def _person_words(person: Person | None) -> str:
    row = people.row_of(person.pk if person else None)
    return f"{panels.short_name(row)}, {row.number}" if row else ""


@door(Act.DECIDE_LINE, methods=("POST",))
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes back the last decision of this officer, and shows its line."""
    name_list = queries.get_list(request.user, pk, Act.DECIDE_LINE)
    how = "key" if request.POST.get("how") == "key" else "click"
    done = actions.undo_last(name_list, by=officer(request), now=now_of(request), how=how)
    if done is None:
        raise Refused(_("Немає що скасовувати."))
    done.list = name_list
    message = _("Рядок %(number)s: рішення скасовано.") % {"number": done.number}
    return _go_on(request, done, message=message, show=shown_filter(request), stays=True)
