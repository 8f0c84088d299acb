"""What became of the people of one exchange, as numbers: tiles, a chart with its table, and a table to take along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.errors import NotVisible
from dodomu.exchanges.models import Round
from dodomu.exchanges.queries.overview import rounds_by_key
from dodomu.ledger import actions as ledger
from dodomu.reintegration.queries.cohort import Cohort, Milestone, cohort_of, cohorts
from dodomu.text import Text
from dodomu.web.cards import Card
from dodomu.web.doors import door
from dodomu.web.exchanges.frame import days_of, round_title
from dodomu.web.pages import csv_response
from dodomu.web.reintegration.frame import now_of, user_of
from dodomu.web.words import counted, language, number

PREFIX = "round:"
TILES = ("adapting", "documents", "plan", "decision", "follow_up")
WIDTH, ROW, LEFT = 1120, 32, 300
NARROW_WIDTH, NARROW_ROW = 330, 50


def card(request: HttpRequest) -> Card | None:
    """The way to these numbers from the first page, for whoever may count."""
    if not policy.may(request.user, Act.READ_COHORT):
        return None
    return Card("today/_cohorts.html", {"url": reverse("cohorts")}, order=70)


@door(Act.READ_COHORT)
def all_cohorts(request: HttpRequest) -> HttpResponse:
    """The exchanges from which somebody came home whom the reader may count, the latest first."""
    known = {int(name.removeprefix(PREFIX)): people for name, people in cohorts(request.user) if _is_round(name)}
    rounds = sorted(rounds_by_key(known).values(), key=lambda one: (one.began_on, one.pk), reverse=True)
    rows = [{"round": one, "title": round_title(one), "people": known[one.pk]} for one in rounds]
    return render(request, "reintegration/cohorts.html", {"section": "today", "rows": rows})


def _is_round(occasion: str) -> bool:
    return occasion.startswith(PREFIX) and occasion.removeprefix(PREFIX).isdigit()


def _found(request: HttpRequest, pk: int, act: str) -> tuple[Round, Cohort]:
    """The exchange and its people in numbers; who asked is written down."""
    round = rounds_by_key([pk]).get(pk)
    if round is None:
        raise NotVisible
    found = cohort_of(request.user, round.occasion, now=now_of(request))
    detail = {"rough": found.is_rough}
    ledger.record(act, by=user_of(request), now=now_of(request), kind="round", key=pk, detail=detail)
    return round, found


@door(Act.READ_COHORT)
def cohort(request: HttpRequest, pk: int) -> HttpResponse:
    """One exchange: how many of those who arrived were admitted, adapt, have their papers, a plan, a decision."""
    round, found = _found(request, pk, "read_cohort")
    milestones = {one.name: one for one in found.milestones}
    arrived = milestones["arrived"].people
    context = {
        "section": "today",
        "heading": _("Після повернення: обмін %(days)s") % {"days": days_of(round)},
        "crumbs": [(_("Після повернення"), reverse("cohorts")), (days_of(round), "")],
        "sentence": _sentence(found, arrived),
        "tiles": [
            {"number": one.people, "label": one.label} for one in (milestones[name] for name in TILES) if one.people
        ],
        "views": [_drawn(found.milestones, arrived, is_narrow=is_narrow) for is_narrow in (False, True)]
        if arrived
        else [],
        "description": _description(found.milestones, arrived),
        "rows": [_row(one, arrived) for one in found.milestones],
        "is_rough": found.is_rough,
        "smallest": settings.SMALLEST_PUBLISHED,
        "csv_url": reverse("cohort-csv", args=[pk]),
    }
    return render(request, "reintegration/cohort.html", context)


def _sentence(found: Cohort, arrived: int | None) -> str:
    if arrived is None:
        return _("Прибуло дуже мало людей, тому чисел не показуємо.")
    people = counted(arrived, language(), ("людина", "людини", "людей"), ("person", "people"))
    if found.people and found.people > arrived:
        return _("Прибули %(people)s, ще чекаємо: %(rest)s.") % {"people": people, "rest": found.people - arrived}
    return _("Прибули %(people)s.") % {"people": people}


def _row(one: Milestone, arrived: int | None) -> dict[str, Any]:
    return {
        "label": one.label,
        "people": one.people,
        "share": f"{round(100 * one.people / arrived)} %" if one.people is not None and arrived else "",
        "days": "" if one.days is None else number(int(one.days + 0.5), language()),
    }


@dataclass(frozen=True, slots=True)
class Bar:
    """One milestone as a bar beside or below its words."""

    label: Text
    value: int | None
    label_y: int
    x: float
    y: int
    width: float
    value_x: float
    value_y: int


def _drawn(milestones: list[Milestone], arrived: int | None, *, is_narrow: bool) -> dict[str, Any]:
    """The bars from a common zero to all who arrived: words to the left, on a phone above."""
    width, row, left = (NARROW_WIDTH, NARROW_ROW, 0) if is_narrow else (WIDTH, ROW, LEFT)
    room = width - left - 50
    bars = []
    for place, one in enumerate(milestones):
        top = place * row + (22 if is_narrow else 7)
        length = round(room * (one.people or 0) / (arrived or 1), 1)
        words = top - 6 if is_narrow else top + 15
        bars.append(Bar(one.label, one.people, words, left, top, length, left + length + 6, top + 15))
    return {
        "css": "sm" if is_narrow else "lg-only",
        "width": width,
        "height": row * len(milestones) + 8,
        "left": left,
        "bars": bars,
    }


def _description(milestones: list[Milestone], arrived: int | None) -> Text:
    known = [one for one in milestones if one.people is not None and one.name != "arrived"]
    uk, en = ("; ".join(f"{one.label.in_language(lang)}: {one.people}" for one in known) for lang in ("uk", "en"))
    return Text(f"Смуги: із тих, хто прибув ({arrived}), {uk}.", f"Bars: of those who arrived ({arrived}), {en}.")


@door(Act.READ_COHORT)
def cohort_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The same numbers as a table to take along; who took it is written down."""
    round, found = _found(request, pk, "export_cohort")
    hidden = _("приховано") if found.is_rough else ""
    rows = [
        (one.label, hidden if one.people is None else one.people, "" if one.days is None else int(one.days + 0.5))
        for one in found.milestones
    ]
    header = (_("Етап"), _("Людей"), _("Медіана, днів"))
    return csv_response(rows, header, f"after-{round.began_on.isoformat()}.csv")
