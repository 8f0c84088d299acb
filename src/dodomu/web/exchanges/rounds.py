"""Rounds: the list with its chart, a new one, one more day, and the page of one with its way in numbers."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.errors import NotVisible, Refused
from dodomu.exchanges import actions
from dodomu.exchanges.models import NameList, Round, Stage
from dodomu.exchanges.queries import overview
from dodomu.families import queries as families
from dodomu.ledger import actions as ledger
from dodomu.text import Text
from dodomu.web.charts import Columns, Point, columns
from dodomu.web.doors import door
from dodomu.web.exchanges import sentences
from dodomu.web.exchanges.at_work import work_of
from dodomu.web.exchanges.forms import OfficerForm, PartRows, PartSet, RoundForm, StageForm
from dodomu.web.exchanges.frame import (
    crumbs_to,
    days_of,
    list_title,
    now_of,
    officer,
    round_title,
    whole,
)
from dodomu.web.pages import keyset
from dodomu.web.words import counted, language, long_day, number

CYRILLIC = re.compile("[а-яіїєґ]", re.IGNORECASE)


@door(Act.READ_ROUND)
def rounds(request: HttpRequest) -> HttpResponse:
    """All exchanges, the latest first, with the chart of returns day by day."""
    years = overview.years()
    year = whole(request.GET.get("year")) or None
    year = year if year in years else None
    page = keyset(overview.rounds_of(year), request=request, order=("-began_on", "-pk"))
    lists = overview.lists_of(request.user, page.rows)
    stages = overview.stages_of(year)
    sees_lists = policy.may(request.user, Act.READ_LIST)
    base = reverse("exchanges")
    chips: list[dict[str, Any]] = [{"label": _("Усі роки"), "url": base, "is_current": year is None}]
    chips += [{"label": str(one), "url": f"{base}?year={one}", "is_current": one == year} for one in years]
    context = {
        "section": "exchanges",
        "actions": [(_("Додати обмін"), reverse("exchanges-new"))] if policy.may(request.user, Act.OPEN_ROUND) else [],
        "chips": chips if years else [],
        "page": page,
        "rows": [_row(round, lists[round.pk]) for round in page.rows],
        "chart": _chart(stages) if stages else None,
        "chart_title": _chart_title(stages),
        "sees_lists": sees_lists,
        "at_work": work_of(request),
    }
    return render(request, "exchanges/rounds.html", context)


def _row(round: Round, lists: list[NameList]) -> dict[str, Any]:
    stages = list(round.stages.all())
    announced = overview.announced(round)
    standing = [one for one in lists if one.state != "withdrawn"]
    lines = sum(one.total for one in standing)  # type: ignore[attr-defined]
    return {
        "round": round,
        "days": days_of(round),
        "announced": sentences.announced_word(announced, is_withheld=any(one.is_withheld for one in stages)),
        "lists": [_list_row(one) for one in lists],
        "missing": announced - lines if announced is not None and standing and lines < announced else 0,
        "extra": lines - announced if announced is not None and standing and lines > announced else 0,
    }


def _list_row(name_list: NameList) -> dict[str, Any]:
    total, decided = name_list.total, name_list.decided  # type: ignore[attr-defined]
    state = overview.list_word(name_list.state)
    is_open = name_list.state in ("matching", "deciding")
    return {
        "list": name_list,
        "title": list_title(name_list),
        "url": reverse("exchanges-match", args=[name_list.pk]),
        "state": state,
        "progress": _("%(decided)s з %(total)s вирішено") % {"decided": decided, "total": total} if is_open else "",
        "total": total,
        "is_open": is_open,
    }


def _chart(stages: list[Stage]) -> Columns:
    points = [
        Point(
            stage.on,
            stage.announced,
            source=next((urlsplit(source.url).netloc.removeprefix("www.") for source in stage.sources.all()), ""),
            withheld=sentences.announced_word(None, is_withheld=stage.is_withheld),
        )
        for stage in stages
    ]
    n = len(points)
    what = Text(
        f"скільки людей повернулося за оголошенням, {counted(n, 'uk', ('день', 'дні', 'днів'), ('', ''))} обмінів",
        f"how many people came back as announced, {counted(n, 'en', ('', '', ''), ('day', 'days'))} of exchanges",
    )
    return columns(points, what=what)


def _chart_title(stages: list[Stage]) -> str:
    known = [(stage.announced, stage.on) for stage in stages if stage.announced is not None]
    if not known:
        return _("Оголошених чисел за цей час немає")
    most, on = max(known, key=lambda one: one[0])
    return _("Найбільше за один день: %(most)s, %(day)s") % {
        "most": number(most, language()),
        "day": long_day(on, language()),
    }


@door(Act.OPEN_ROUND, methods=("GET", "POST"))
def new_round(request: HttpRequest) -> HttpResponse:
    """A new exchange, as it was announced."""
    form, parts = RoundForm(request.POST or None), PartRows(request.POST or None, prefix="parts")
    if request.method == "POST" and form.is_valid() and parts.is_valid() and "sum" not in request.POST:
        said = form.cleaned_data
        try:
            round = actions.open_round(
                ordinal=said["ordinal"],
                on=said["on"],
                announced=said["announced"],
                is_withheld=said["told"] == "withheld",
                mediator=said["mediator"],
                source_url=said["source_url"],
                parts=parts.parts(),
                note=said["note"],
                by=officer(request),
                now=now_of(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Обмін додано. Тепер додайте список."))
            return redirect("exchanges-round", round.pk)
    return _announcement_page(
        request, form, parts, heading=_("Новий обмін"), crumbs=crumbs_to(None, None, _("Новий обмін"))
    )


@door(Act.OPEN_ROUND, methods=("GET", "POST"))
def new_stage(request: HttpRequest, pk: int) -> HttpResponse:
    """One more day of an exchange."""
    round = _round_to_change(request, pk)
    form, parts = StageForm(request.POST or None), PartRows(request.POST or None, prefix="parts")
    if request.method == "POST" and form.is_valid() and parts.is_valid() and "sum" not in request.POST:
        said = form.cleaned_data
        try:
            actions.add_stage(
                round,
                on=said["on"],
                announced=said["announced"],
                is_withheld=said["told"] == "withheld",
                parts=parts.parts(),
                note=said["note"],
                source_url=said["source_url"],
                by=officer(request),
                now=now_of(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Етап додано."))
            return redirect("exchanges-round", round.pk)
    crumbs = crumbs_to(round, None, _("Новий етап"))
    return _announcement_page(request, form, parts, heading=_("Новий етап обміну"), crumbs=crumbs)


def _announcement_page(
    request: HttpRequest, form: StageForm, parts: PartSet, *, heading: str, crumbs: Any
) -> HttpResponse:
    is_asked = form.is_bound and "sum" in request.POST
    total = parts.total() if form.is_bound and parts.is_valid() else None
    announced = form.cleaned_data.get("announced") if form.is_bound and hasattr(form, "cleaned_data") else None
    context = {
        "section": "exchanges",
        "form": form,
        "parts": parts,
        "total": total,
        "announced": announced,
        "is_equal": total is not None and total == announced,
        "heading": heading,
        "crumbs": crumbs,
        "is_wrong": form.is_bound and not is_asked,
    }
    status = 422 if context["is_wrong"] else 200
    return render(request, "exchanges/announcement.html", context, status=status)


def _round_to_change(request: HttpRequest, pk: int) -> Round:
    """A round that the reader works on; NotVisible otherwise."""
    round = overview.round_of(pk)
    if not overview.may_work(request.user, round, Act.OPEN_ROUND):
        raise NotVisible
    return round


@door(Act.READ_ROUND)
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One exchange: what was announced, what became of it, who works on it."""
    return _round_page(request, overview.round_of(pk))


def _round_page(request: HttpRequest, round: Round, *, form: OfficerForm | None = None) -> HttpResponse:
    works = overview.may_work(request.user, round, Act.OPEN_ROUND)
    officers = overview.officers_of(round)
    way = overview.way_of(request.user, round, families.told(round.occasion))
    lists = overview.lists_of(request.user, [round])[round.pk]
    checks = {check.on: check for check in overview.running_checks()}
    able = policy.people_with(Act.DECIDE_LINE).exclude(pk__in=[one.pk for one in officers])
    if way.sight.open_lists:
        ledger.record(
            "read_round",
            by=officer(request),
            now=now_of(request),
            kind="round",
            key=round.pk,
            detail={"lists": len(lists)},
        )
    context = {
        "section": "exchanges",
        "round": round,
        "heading": round_title(round),
        "crumbs": crumbs_to(round),
        "actions": _actions(round, works=works, has_signed=way.gap.signed > 0),
        "stages": [_stage(stage, checks) for stage in round.stages.all()],
        "steps": sentences.steps(way),
        "sees_lists": way.sight.open_lists,
        "lists": [_list_row(one) for one in lists],
        "list_new_url": reverse("exchanges-list-new", args=[round.pk]) if works else "",
        "officers": officers,
        "officer_form": form or (OfficerForm(able=able) if works and able else None),
        "may_take_up": not officers and policy.may(request.user, Act.OPEN_ROUND),
    }
    return render(request, "exchanges/round.html", context, status=422 if form else 200)


def _actions(round: Round, *, works: bool, has_signed: bool) -> list[tuple[str, str]]:
    if not works:
        return []
    found = [(_("Прибуття"), reverse("exchanges-arrivals", args=[round.pk]))] if has_signed else []
    return [
        *found,
        (_("Додати список"), reverse("exchanges-list-new", args=[round.pk])),
        (_("Додати етап"), reverse("exchanges-stage-new", args=[round.pk])),
    ]


def _stage(stage: Stage, checks: dict[Any, Any]) -> dict[str, Any]:
    parts = overview.parts_of(stage)
    check = checks.get(stage.on) if stage.running_total is not None else None
    return {
        "stage": stage,
        "note_lang": "uk" if CYRILLIC.search(stage.note) else "en",
        "announced": sentences.announced_word(stage.announced, is_withheld=stage.is_withheld),
        "breakdown": sentences.breakdown(parts),
        "sum": sentences.sum_words(stage, parts),
        "differences": sentences.difference_words(overview.differences_of(stage)),
        "total": sentences.total_words(check) if check else "",
        "total_holds": check.holds if check else True,
        "sources": [(source.url, urlsplit(source.url).netloc.removeprefix("www.")) for source in stage.sources.all()],
    }


@door(Act.OPEN_ROUND, methods=("POST",))
def let_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Assigns one more account to a round; a round that nobody works on may be taken up by whoever is able to."""
    round = overview.round_of(pk)
    officers = overview.officers_of(round)
    if not officers:
        actions.let_in(round, officer(request), by=officer(request), now=now_of(request))
        messages.success(request, _("Тепер ви працюєте з цим обміном."))
        return redirect("exchanges-round", round.pk)
    round = _round_to_change(request, pk)
    able = policy.people_with(Act.DECIDE_LINE).exclude(pk__in=[one.pk for one in officers])
    form = OfficerForm(request.POST, able=able)
    if not form.is_valid():
        return _round_page(request, round, form=form)
    actions.let_in(round, form.cleaned_data["user"], by=officer(request), now=now_of(request))
    messages.success(request, _("Доступ до обміну надано."))
    return redirect("exchanges-round", round.pk)
