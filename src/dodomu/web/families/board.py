"""The families at work: calls to make, who is not told yet, who waits to be verified; and whether a code is ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.families import queries
from dodomu.families.models import Call, Relative, Telling
from dodomu.ledger import actions as ledger
from dodomu.web.doors import door
from dodomu.web.families.forms import Code
from dodomu.web.families.names import in_script
from dodomu.web.families.occasions import words_of
from dodomu.web.pages import keyset
from dodomu.web.sending import posted
from dodomu.web.templatetags.dodomu import person_name
from dodomu.web.words import counted, language, said

VIEWS = ("calls", "waiting", "verify")


@door(Act.READ_FAMILY)
def families(request: HttpRequest) -> HttpResponse:
    """Shows one of three lists, the most pressing first."""
    user, now = cast(User, request.user), cast(Any, request).now
    may_call = policy.may(user, Act.LOG_CONTACT)
    shown = request.GET.get("show", "")
    if shown not in VIEWS or (shown == "calls" and not may_call):
        shown = "calls" if may_call else "waiting"
    context: dict[str, Any] = {"section": "families", "show": shown}
    lists: dict[str, Any] = {
        "waiting": (queries.not_told_yet(user), ("opened_at", "pk")),
        "verify": (queries.to_verify(user), ("entered_at", "pk")),
    }
    if may_call:
        lists = {"calls": (queries.calls_to_make(user), ("due_at", "pk"))} | lists
    occasion = request.GET.get("occasion", "")
    if occasion and shown != "verify":
        rows, order = lists[shown]
        lookup = "telling__occasion" if shown == "calls" else "occasion"
        lists[shown] = (rows.filter(**{lookup: occasion}), order)
    rows, order = lists[shown]
    page = keyset(rows, request=request, order=order)
    known = queries.occasions(user)
    words = words_of([*known, *(row.occasion for row in page.rows if shown == "waiting")])
    show_rows: dict[str, Callable[[], list[dict[str, Any]]]] = {
        "calls": lambda: _calls(page.rows),
        "waiting": lambda: _waiting(page.rows, words),
        "verify": lambda: _to_verify(request, page.rows),
    }
    context |= {
        "page": page,
        "rows": show_rows[shown](),
        "chips": _chips(shown, {name: found.order_by().count() for name, (found, _order) in lists.items()}),
        "occasions": [(text, words[text]) for text in known],
        "may_check_code": may_call,
        "occasion": occasion,
    }
    people = sorted({_person_of(row) for row in page.rows})
    detail = {"list": shown, "people": people}
    ledger.record("list_families", by=user, now=now, kind="register", detail=detail)
    return render(request, "families/board.html", context)


def _chips(shown: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    words = {
        "calls": _("Зателефонувати"),
        "waiting": _("Ще не повідомлено"),
        "verify": _("Перевірити родинний зв’язок"),
    }
    url = reverse("families")
    return [
        {"label": words[name], "url": f"{url}?show={name}", "count": counts[name], "is_current": name == shown}
        for name in VIEWS
        if name in counts
    ]


def _person_of(row: Any) -> int:
    return int(row.telling.person_id if isinstance(row, Call) else row.person_id)


def call_title(call: Call) -> str:
    """What there is to do, and whom to talk with: «Зателефонувати: мати»."""
    title = _("Пояснити передчасну новину: %(kin)s") if call.state == "mend" else _("Зателефонувати: %(kin)s")
    return title % {"kin": said(call.relative.kin_label)}


def _calls(calls: Sequence[Call]) -> list[dict[str, Any]]:
    opened = in_script(queries.opened([call.relative for call in calls], parts=("name",)))
    names = {shown.row.pk: shown.name for shown in opened}
    rows = []
    for call in calls:
        tries = _("спроб: %(n)s") % {"n": call.tries} if call.tries else ""
        parts = [names[call.relative_id], tries, _("номер не той") if call.is_number_wrong else ""]
        url = reverse("families-call", args=[call.pk])
        rows.append(
            {
                "due": call.due_at,
                "title": call_title(call),
                "note": " · ".join(part for part in parts if part),
                "whom": person_name(call.telling.person, "table"),
                "whom_url": reverse("person-family", args=[call.telling.person.number]),
                "do_url": url,
                "do": _("Почати дзвінок"),
            }
        )
    return rows


def _waiting(tellings: Sequence[Telling], words: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "telling": one,
            "person": one.person,
            "occasion": words[one.occasion],
            "nobody": not queries.has_calls(one),
            "calls": counted(
                queries.open_calls(one), language(), ("дзвінок", "дзвінки", "дзвінків"), ("call", "calls")
            ),
        }
        for one in tellings
    ]


def _to_verify(request: HttpRequest, relatives: Sequence[Relative]) -> list[dict[str, Any]]:
    sees_names = not policy.sees_summary_only(request.user, Act.READ_FAMILY)
    opened = in_script(queries.opened(relatives, parts=("name",) if sees_names else ()))
    return [{"shown": shown, "relative": shown.row, "person": shown.row.person} for shown in opened]


@door(Act.LOG_CONTACT, methods=("GET", "POST"))
def code(request: HttpRequest) -> HttpResponse:
    """Tells whether a code that somebody reads out is of a message of ours."""
    form = Code(posted(request))
    answer = None
    if request.method == "POST" and form.is_valid():
        user = cast(User, request.user)
        is_ours, call = queries.call_by_code(user, form.cleaned_data["code"])
        answer = {"is_ours": is_ours, "call": call}
        ledger.record("check_code", by=user, now=cast(Any, request).now, kind="register", detail={"is_ours": is_ours})
    status = 422 if request.method == "POST" and answer is None else 200
    return render(request, "families/code.html", {"section": "families", "form": form, "answer": answer}, status=status)
