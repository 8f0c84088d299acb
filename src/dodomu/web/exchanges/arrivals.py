"""The arrivals board: who of the signed lists has come, one by one or many at once, and who has not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dodomu.access.policy import Act
from dodomu.errors import NotVisible, Refused
from dodomu.exchanges import actions, queries
from dodomu.exchanges.models import Line, Round
from dodomu.exchanges.queries import desk, overview
from dodomu.families import queries as families
from dodomu.flows import homecoming
from dodomu.ledger import actions as ledger
from dodomu.reintegration import queries as cases
from dodomu.reintegration.models.reception import BELONGINGS
from dodomu.reintegration.queries import places
from dodomu.web.doors import door
from dodomu.web.exchanges import arrivals_taken
from dodomu.web.exchanges.forms import ArrivalForm
from dodomu.web.exchanges.frame import crumbs_to, days_of, list_title, now_of, officer, whole
from dodomu.web.exchanges.panel import birth, short_name, unit_name
from dodomu.web.pages import keyset
from dodomu.web.words import language, number

STATES: dict[str, Any] = {
    "all": gettext_lazy("Усі підписані"),
    "expected": gettext_lazy("Очікуємо"),
    "arrived": gettext_lazy("Прибули"),
    "not_arrived": gettext_lazy("Не прибули"),
}
A_PAGE = 100
POSSIBLE = {"expected": ("miss", "stranger", "namesake"), "arrived": ("undo",), "not_arrived": ("expect",)}
"""What else may be recorded in each state of an arrival, besides the plain one."""


def _round(request: HttpRequest, pk: int) -> Round:
    """A round whose arrivals the reader may verify; NotVisible otherwise."""
    round = overview.round_of(pk)
    if not overview.may_work(request.user, round, Act.VERIFY_ARRIVAL):
        raise NotVisible
    return round


@door(Act.VERIFY_ARRIVAL, methods=("GET", "POST"))
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody of the signed lists with what is known of the arrival; POST verifies the ticked ones."""
    round = _round(request, pk)
    if request.method == "POST":
        return _verify(request, round)
    return _board_page(request, round)


def _board_page(request: HttpRequest, round: Round, *, refusal: str = "", status: int = 200) -> HttpResponse:
    show = request.GET.get("show", "all")
    show = show if show in STATES else "all"
    list_number = whole(request.GET.get("list"))
    signed = queries.arrivals(round)
    numbers = signed.order_by().aggregate(
        all=Count("pk"), **{name: Count("pk", filter=Q(arrival=name)) for name in STATES if name != "all"}
    )
    lists = sorted(set(signed.order_by().values_list("list__number", flat=True)))
    rows = signed if show == "all" else signed.filter(arrival=show)
    if list_number in lists:
        rows = rows.filter(list__number=list_number)
    page = keyset(rows, request=request, order=("list__number", "number", "pk"), size=A_PAGE)
    ledger.record(
        "read_arrivals",
        by=officer(request),
        now=now_of(request),
        kind="round",
        key=round.pk,
        detail={"people": [line.person_id for line in page.rows]},
    )
    context = {
        "section": "exchanges",
        "round": round,
        "days": days_of(round),
        "crumbs": crumbs_to(round, None, _("Прибуття")),
        "chips": _chips(round, numbers, show, list_number),
        "list_chips": _list_chips(round, lists, show, list_number) if len(lists) > 1 else [],
        "page": page,
        "rows": _with_receptions(_rows(request, page.rows, round), round),
        "places": arrivals_taken.places(),
        "belongings": BELONGINGS.items(),
        "has_expected": any(line.arrival == "expected" for line in page.rows),
        "numbers": numbers,
        "refusal": refusal,
    }
    return render(request, "exchanges/arrivals.html", context, status=status)


def _address(round: Round, show: str, list_number: int) -> str:
    query = [f"show={show}"] if show != "all" else []
    query += [f"list={list_number}"] if list_number else []
    url = reverse("exchanges-arrivals", args=[round.pk])
    return f"{url}?{'&'.join(query)}" if query else url


def _chips(round: Round, numbers: dict[str, int], show: str, list_number: int) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "count": numbers[name],
            "url": _address(round, name, list_number),
            "is_current": name == show,
        }
        for name, label in STATES.items()
    ]


def _list_chips(round: Round, lists: Sequence[int], show: str, list_number: int) -> list[dict[str, Any]]:
    every = {"label": _("Усі списки"), "url": _address(round, show, 0), "is_current": not list_number}
    return [
        every,
        *(
            {
                "label": _("Список № %(number)s") % {"number": one},
                "url": _address(round, show, one),
                "is_current": one == list_number,
            }
            for one in lists
        ),
    ]


def _rows(request: HttpRequest, lines: Sequence[Line], round: Round) -> list[dict[str, Any]]:
    """Each line as the board shows it; of somebody close to the reader nothing out of the record."""
    close = desk.barred(request.user, [line.person_id for line in lines if line.person_id])
    return [_row(line, round, is_close=line.person_id in close) for line in lines]


def _with_receptions(rows: list[dict[str, Any]], round: Round) -> list[dict[str, Any]]:
    """The rows with where each is taken and with what; of somebody close to the reader nothing."""
    noted = places.receptions([row["line"].person_id for row in rows if row["person"]], round.occasion)
    for row in rows:
        found = noted.get(row["line"].person_id) if row["person"] else None
        row["taken"] = arrivals_taken.said_of(found) if found else ""
    return rows


def _row(line: Line, round: Round, *, is_close: bool) -> dict[str, Any]:
    person = line.person.now if line.person and not is_close else None
    return {
        "line": line,
        "person": person,
        "name": short_name(person) if person else _("близька вам людина") if is_close else "",
        "born": birth(person) if person else "",
        "unit": unit_name(person) if person else "",
        "word": overview.arrival_word(line.arrival),
        "by": line.arrival_by.shown_name(language()) if line.arrival_by else "",
        "is_expected": line.arrival == "expected",
        "url": reverse("exchanges-arrival", args=[round.pk, line.pk]),
    }


def _verify(request: HttpRequest, round: Round) -> HttpResponse:
    """Verifies the ticked people; more than one only after a page that names them all."""
    only = request.POST.get("only")
    asked = [only] if only else request.POST.getlist("lines")
    keys = {whole(key) for key in asked}
    lines = list(queries.arrivals(round).filter(pk__in=keys))
    waiting = [line for line in lines if line.arrival == "expected"]
    if not lines:
        return _board_page(request, round, refusal=_("Позначте, хто прибув."), status=422)
    if len(waiting) < len(lines) and all(line.arrival in ("expected", "arrived") for line in lines) and not waiting:
        messages.success(request, _("Прибуття цих людей уже підтверджено."))
        return redirect("exchanges-arrivals", round.pk)
    actions.check_none_close(waiting, by=officer(request))  # before the page that asks whether these are the people
    if len(waiting) > 1 and "confirmed" not in request.POST:
        context = {
            "section": "exchanges",
            "round": round,
            "crumbs": crumbs_to(round, None, _("Прибуття")),
            "rows": _rows(request, waiting, round),
            "already": len(lines) - len(waiting),
            "taken": arrivals_taken.read(request),
            "back_url": reverse("exchanges-arrivals", args=[round.pk]),
        }
        return render(request, "exchanges/arrivals_confirm.html", context)
    before = families.told(round.occasion)[1]
    taken = arrivals_taken.read(request)
    homecoming.verify_arrival(waiting, **taken, by=officer(request), now=now_of(request))
    arrivals_taken.warn(request, taken["bound_for"])
    after = families.told(round.occasion)[1]
    people = [line.person_id for line in waiting]
    opened = cases.cases_of(round.occasion).filter(person__in=people).exclude(state__in=["expected", "withdrawn"])
    messages.success(
        request,
        _("Прибуття підтверджено: %(people)s. Відкрито справ: %(cases)s. Родин, яким тепер телефонуємо: %(calls)s.")
        % {
            "people": number(len(waiting), language()),
            "cases": number(opened.count(), language()),
            "calls": number(after - before, language()),
        },
    )
    return redirect(request.get_full_path())


@door(Act.VERIFY_ARRIVAL, methods=("GET", "POST"))
def arrival(request: HttpRequest, pk: int, line_pk: int) -> HttpResponse:
    """Something else than a plain arrival: did not come, another person, a namesake; or taking one of these back."""
    round = _round(request, pk)
    line = queries.arrivals(round).filter(pk=line_pk).first()
    if line is None:
        raise NotVisible
    if line.person_id and desk.barred(request.user, [line.person_id]):
        raise Refused(_("Це близька вам людина. Її прибуття має підтвердити інша людина."))
    acts = POSSIBLE[line.arrival]
    form = ArrivalForm(request.POST, acts=acts) if request.method == "POST" else ArrivalForm(acts=acts)
    [row] = _rows(request, [line], round)
    if form.is_bound and form.is_valid():
        try:
            sentence = _happened(request, line, form.cleaned_data["what"], form.cleaned_data["reason"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, sentence)
            return redirect("exchanges-arrivals", round.pk)
    ledger.record(
        "read_person",
        by=officer(request),
        now=now_of(request),
        kind="person",
        key=line.person_id,
        detail={"part": "arrival", "round": round.pk},
    )
    context = {
        "section": "exchanges",
        "form": form,
        "round": round,
        "row": row,
        "list_title": list_title(line.list),
        "crumbs": [
            *crumbs_to(round, None, "")[:-1],
            (_("Прибуття"), reverse("exchanges-arrivals", args=[round.pk])),
            (_("Рядок %(number)s") % {"number": line.number}, ""),
        ],
        "back_url": reverse("exchanges-arrivals", args=[round.pk]),
    }
    return render(request, "exchanges/arrival.html", context, status=422 if form.is_bound else 200)


def _happened(request: HttpRequest, line: Line, what: str, reason: str) -> str:
    """Does what was chosen and says what it means."""
    options: dict[str, Any] = {"reason": reason, "by": officer(request), "now": now_of(request)}
    if what == "miss":
        homecoming.miss_arrival([line], **options)
        return _("Записано: людина не прибула. Діє статус, який був до списку.")
    if what == "undo":
        homecoming.undo_arrival([line], **options)
        return _("Прибуття скасовано: людину знову очікуємо, особу перевіряють.")
    if what == "expect":
        homecoming.expect_again([line], **options)
        return _("Людину знову очікуємо.")
    homecoming.find_another(line, kind=what, **options)
    return _("Рядок повернуто на звірку: його треба вирішити й підписати вдвох знову.")
