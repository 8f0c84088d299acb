"""The list of people: narrowed by vocabularies, in the Ukrainian order, page by page, and as a table to take along."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.ledger import actions as ledger
from dodomu.people import queries
from dodomu.people.models import PersonNow
from dodomu.people.queries import Filters
from dodomu.timeline.statuses import GROUP_LABELS, group_of
from dodomu.units import queries as units
from dodomu.web.doors import door
from dodomu.web.marks import mark
from dodomu.web.pages import csv_response, keyset
from dodomu.web.people.forms import Narrow, Search
from dodomu.web.words import language, said, short_day

NARROWED_BY = ("status", "unit", "group")


@door(Act.FIND_PERSON)
def people(request: HttpRequest) -> HttpResponse:
    """Shows the people whom the reader may see."""
    shows_status = policy.may(request.user, Act.READ_STATUS)
    form = Narrow(request.GET)
    chosen = _chosen(form, shows_status=shows_status)
    rows = queries.list_people(request.user, _filters(chosen))
    page = keyset(rows, request=request)
    ledger.record(
        "list_people",
        by=cast(User, request.user),
        now=cast(Any, request).now,
        kind="register",
        detail={"filter": chosen, "people": [one.pk for one in page.rows]},
    )
    context = {
        "section": "people",
        "search": Search(),
        "form": form,
        "page": page,
        "shows_status": shows_status,
        "chips": _chips(request, chosen) if shows_status else [],
        "active": _active(request, form, chosen),
        "csv_url": _csv_url(request, chosen),
        "may_join": policy.may(request.user, Act.PROPOSE_MERGE),
        "may_count": policy.may(request.user, Act.COUNT_PEOPLE)
        and policy.unit_paths(request.user, Act.COUNT_PEOPLE) != [],
        "waiting": queries.open_proposals(request.user).count()
        if policy.may(request.user, Act.APPROVE_PROPOSAL)
        else 0,
    }
    return render(request, "people/list.html", context)


def _chosen(form: Narrow, *, shows_status: bool) -> dict[str, str]:
    """The filters of the address that are words of the vocabularies; the rest is as if it were not there."""
    form.is_valid()
    names = NARROWED_BY if shows_status else ("unit", "group")
    return {name: form.cleaned_data[name] for name in names if form.cleaned_data.get(name)}


def _filters(chosen: dict[str, str]) -> Filters:
    unit = units.by_code(chosen["unit"]) if "unit" in chosen else None
    return Filters(status=chosen.get("status", ""), unit_path=unit.path if unit else "", group=chosen.get("group", ""))


def _chips(request: HttpRequest, chosen: dict[str, str]) -> list[dict[str, Any]]:
    """A chip for each group of statuses, with its number of people under the other filters; all in one query."""
    others = {name: value for name, value in chosen.items() if name != "status"}
    counted: dict[str, int] = dict.fromkeys(GROUP_LABELS, 0)
    rows = queries.list_people(request.user, _filters(others)).order_by()
    for status, number in rows.values_list("status").annotate(n=Count("pk")):
        counted[group_of(status)] += number
    current = chosen.get("status", "")
    everybody = {
        "label": _("Усі"),
        "url": _address(others),
        "count": sum(counted.values()),
        "is_current": not current,
    }
    return [
        everybody,
        *(
            {
                "label": label,
                "url": _address({**others, "status": group}),
                "count": counted[group],
                "is_current": current == group,
            }
            for group, label in GROUP_LABELS.items()
            if counted[group] or group == current
        ),
    ]


def _address(chosen: dict[str, str], name: str = "people") -> str:
    query = QueryDict(mutable=True)
    query.update({key: chosen[key] for key in NARROWED_BY if key in chosen})
    return reverse(name) + (f"?{query.urlencode()}" if query else "")


def _active(request: HttpRequest, form: Narrow, chosen: dict[str, str]) -> list[dict[str, str]]:
    """The filters in force, each with the address without it."""
    words = {
        name: dict(cast(Any, form.fields[name]).choices).get(value, value).strip()
        for name, value in chosen.items()
        if name != "status"
    }
    if "status" in chosen:
        words["status"] = said(GROUP_LABELS[chosen["status"]])
    return [
        {"label": words[name], "url": _address({other: value for other, value in chosen.items() if other != name})}
        for name in chosen
    ]


def _csv_url(request: HttpRequest, chosen: dict[str, str]) -> str:
    return _address(chosen, "people-csv") if policy.may(request.user, Act.EXPORT_PEOPLE) else ""


@door(Act.EXPORT_PEOPLE)
def people_csv(request: HttpRequest) -> HttpResponse:
    """The list as it is narrowed, whole, as a table; the ledger keeps who took it, by what filter and how many."""
    chosen = _chosen(Narrow(request.GET), shows_status=policy.may(request.user, Act.READ_STATUS))
    rows: QuerySet[PersonNow] = queries.list_people(request.user, _filters(chosen)).order_by("sort_key", "pk")
    allowed = queries.visible_people(request.user, Act.EXPORT_PEOPLE).values("pk")
    taken = list(rows.filter(pk__in=allowed))
    ledger.record(
        "export_people",
        by=cast(User, request.user),
        now=cast(Any, request).now,
        kind="register",
        detail={"filter": chosen, "people": len(taken)},
    )
    header = [
        _("Номер"),
        _("Прізвище"),
        _("Ім’я"),
        _("По батькові"),
        _("Дата народження"),
        _("Підрозділ"),
        _("Статус"),
        _("Від"),
    ]
    return csv_response((_row(one) for one in taken), header, "people.csv")


def _row(one: PersonNow) -> list[Any]:
    unit = one.unit or one.unit_at_capture
    return [
        one.number,
        one.surname,
        one.given,
        one.patronymic,
        short_day(one.birth_on, one.birth_precision) if one.birth_on else "",
        unit.name(language()) if unit else "",
        mark(one.status, one.sex).word,
        short_day(one.status_since, one.status_precision) if one.status_since else "",
    ]
