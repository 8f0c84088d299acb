"""How many people, on any day as known on any day; and who makes the difference between two such answers."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.errors import NotVisible
from dodomu.ledger import actions as ledger
from dodomu.people import counting, queries
from dodomu.people.counting import Change, Counts, Question
from dodomu.people.suppression import hidden
from dodomu.timeline.statuses import GROUP_LABELS, Status, group_of, label
from dodomu.units import queries as units
from dodomu.units.models import Unit
from dodomu.web.doors import door
from dodomu.web.pages import csv_response
from dodomu.web.people.forms import Count, CountFields, Difference
from dodomu.web.people.sayings import about_word, fact_word, source_line, status_word, vocabulary_of
from dodomu.web.words import language, local_day, long_day, said, short_day

DAYS = ("true_on", "known_on", "then_true_on", "then_known_on")
MOST_IN_TABLE = 5000


def _within(request: HttpRequest, act: Act) -> list[str] | None:
    """The units whose people the reader may count; NotVisible where there are none."""
    paths = policy.unit_paths(request.user, act)
    if paths == []:
        raise NotVisible
    return paths


def _section(request: HttpRequest) -> str:
    """The menu entry that led here: that of people, or of counts for whoever may see totals alone."""
    return "people" if policy.may(request.user, Act.FIND_PERSON) else "people-counts"


def _asked(request: HttpRequest, form: Any, today: date) -> dict[str, Any]:
    """What the address asks, in the form's own words; a day that is missing or no day is today."""
    asked: dict[str, Any] = {}
    for name in form.base_fields:
        value = request.GET.get(name, "")
        if name in DAYS:
            try:
                asked[name] = date.fromisoformat(value)
            except ValueError:
                asked[name] = today
        elif name == "is_confirmed_only":
            asked[name] = bool(value)
        else:
            asked[name] = value
    return asked


def _address(name: str, cleaned: dict[str, Any]) -> str:
    """The address of an answer: days and words of vocabularies, no names."""
    query = {key: value.isoformat() if isinstance(value, date) else value for key, value in cleaned.items()}
    query = {key: "1" if value is True else value for key, value in query.items() if value}
    return f"{reverse(name)}?{urlencode(query)}"


def _question(asked: dict[str, Any], *, prefix: str = "", within: list[str] | None) -> Question:
    unit = units.by_code(asked["unit"]) if asked["unit"] else None
    return Question(
        true_on=asked[f"{prefix}true_on"],
        known_on=asked[f"{prefix}known_on"],
        status=asked["status"],
        unit_paths=[unit.path] if unit else within,
        group=asked["group"],
        is_confirmed_only=asked["is_confirmed_only"],
    )


@door(Act.COUNT_PEOPLE, methods=("GET", "POST"))
def counts(request: HttpRequest) -> HttpResponse:
    """Counts people by status and by unit; whoever may see totals alone gets no small number and no way to find it."""
    within = _within(request, Act.COUNT_PEOPLE)
    today = local_day(cast(Any, request).now)
    if request.method == "POST":
        form = Count(request.POST, within=within)
        if form.is_valid():
            return redirect(_address("people-counts", form.cleaned_data))
        return render(request, "people/counts.html", {"form": form, "section": _section(request)}, status=422)
    shown, asked = _filled(request, Count, within, today)
    question = _question(asked, within=within)
    answer = counting.count_by_status(question)
    by_unit = counting.count_by_unit(question)
    is_rough = policy.is_aggregate_only(request.user, Act.COUNT_PEOPLE)
    ledger.record(
        "count_people",
        by=cast(User, request.user),
        now=cast(Any, request).now,
        kind="register",
        detail={"asked": {key: str(value) for key, value in asked.items() if value}, "rough": is_rough},
    )
    smallest = settings.SMALLEST_PUBLISHED
    is_small = is_rough and 0 < answer.total < smallest
    context = {
        "section": _section(request),
        "form": shown,
        "sentence": sentence(asked),
        "total": answer.total,
        "is_small": is_small,
        "is_rough": is_rough,
        "smallest": smallest,
        "groups": [] if is_small else _by_group(answer, smallest if is_rough else 0),
        "units": [] if is_small else _by_unit(by_unit, smallest if is_rough else 0),
        "may_difference": policy.may(request.user, Act.SEE_DIFFERENCE),
        "difference_url": _address(
            "people-difference", {**asked, "then_true_on": asked["true_on"], "then_known_on": today}
        ),
    }
    return render(request, "people/counts.html", context)


def _filled(
    request: HttpRequest, form: type[CountFields], within: list[str] | None, today: date
) -> tuple[CountFields, dict[str, Any]]:
    """The form as the address fills it, and what it asks; a word that no vocabulary knows is left out."""
    asked = _asked(request, form, today)
    filled = form(within=within)
    for name in ("status", "unit", "group"):
        if asked[name] not in dict(cast(Any, filled.fields[name]).choices):
            asked[name] = ""
    filled.initial = asked
    return filled, asked


def sentence(asked: dict[str, Any], *, prefix: str = "") -> str:
    """What is counted and as of when, in one sentence."""
    lang = language()
    what = said(GROUP_LABELS[asked["status"]]) if asked["status"] else _("усі статуси")
    parts = [_("Статус: %(what)s") % {"what": what}]
    if asked["unit"] and (unit := units.by_code(asked["unit"])):
        parts.append(_("підрозділ на час полонення: %(unit)s") % {"unit": unit.name(lang)})
    if asked["group"] and (group := next(iter(queries.groups([asked["group"]])), None)):
        parts.append(
            _("група: %(name)s (%(definition)s)") % {"name": group.name(lang), "definition": group.definition(lang)}
        )
    if asked["is_confirmed_only"]:
        parts.append(_("лише підтверджене"))
    days = {"true": long_day(asked[f"{prefix}true_on"], lang), "known": long_day(asked[f"{prefix}known_on"], lang)}
    return "; ".join(parts) + ". " + _("Станом на %(true)s, за відомостями на %(known)s.") % days


def _by_group(answer: Counts, smallest: int) -> list[dict[str, Any]]:
    """The groups of statuses, each with its statuses; groups alone, and small ones hidden, where `smallest` is set."""
    out = hidden(answer.by_group, smallest=smallest) if smallest else frozenset()
    order = list(Status)
    rows: list[dict[str, Any]] = []
    for group, word in GROUP_LABELS.items():
        if not answer.by_group.get(group):
            continue
        rows.append(
            {
                "label": word,
                "number": answer.by_group[group],
                "is_hidden": group in out,
                "is_group": True,
                "mark": group,
            }
        )
        if smallest:
            continue
        own = [status for status in answer.by_status if group_of(status) == group]
        if len(own) == 1 and own[0] in ("", "HANDED_OVER"):
            continue
        own.sort(key=lambda status: order.index(Status(status)) if status in Status.__members__ else -1)
        rows += [
            {
                "label": label(status) if status else _("запис без статусу"),
                "number": answer.by_status[status],
                "is_hidden": False,
                "is_group": False,
            }
            for status in own
        ]
    return rows


def _by_unit(by_unit: dict[str, int], smallest: int) -> list[dict[str, Any]]:
    """The tree of units with the people of each and of all below; services alone where `smallest` is set."""
    lang = language()
    tree: list[tuple[int, Unit]] = units.tree()
    cells: dict[str, int] = {}
    for _depth, unit in tree:
        below = sum(by_unit.get(other.code, 0) for _d, other in tree if other.path.startswith(unit.path))
        if below:
            cells[unit.code] = below
    services = {unit.code: cells[unit.code] for depth, unit in tree if depth == 0 and unit.code in cells}
    unknown = {"": by_unit[""]} if by_unit.get("") else {}
    out = hidden({**services, **unknown}, smallest=smallest) if smallest else frozenset()
    rows = [
        {
            "label": unit.name(lang),
            "number": cells[unit.code],
            "depth": depth,
            "indent": "\u2003" * depth,
            "is_hidden": unit.code in out,
        }
        for depth, unit in tree
        if unit.code in cells and (not smallest or depth == 0)
    ]
    if unknown:
        rows.append(
            {"label": _("підрозділ невідомий"), "number": by_unit[""], "depth": 0, "indent": "", "is_hidden": "" in out}
        )
    return rows


@door(Act.SEE_DIFFERENCE, methods=("GET", "POST"))
def difference(request: HttpRequest) -> HttpResponse:
    """Shows, person by person, why two answers differ."""
    within = _within(request, Act.SEE_DIFFERENCE)
    today = local_day(cast(Any, request).now)
    if request.method == "POST":
        form = Difference(request.POST, within=within)
        if form.is_valid():
            return redirect(_address("people-difference", form.cleaned_data))
        return render(request, "people/difference.html", {"form": form, "section": _section(request)}, status=422)
    filled, asked = _filled(request, Difference, within, today)
    if not request.GET:
        return render(request, "people/difference.html", {"form": filled, "section": _section(request)})
    first, second = (_question(asked, prefix=prefix, within=within) for prefix in ("", "then_"))
    number, changes = _seen(request, first, second, limit=500)
    context = {
        "section": _section(request),
        "form": filled,
        "is_asked": True,
        "first": {"sentence": sentence(asked), "number": counting.count(first)},
        "second": {"sentence": sentence(asked, prefix="then_"), "number": counting.count(second)},
        "number": number,
        "changes": _rows(changes),
        "is_cut": number > len(changes),
        "csv_url": _address("people-difference-csv", asked),
    }
    return render(request, "people/difference.html", context)


def _seen(request: HttpRequest, first: Question, second: Question, *, limit: int) -> tuple[int, list[Change]]:
    """How many answers differ, and those of them whose person the reader may open; the reading goes to the ledger."""
    number, changes = counting.difference(first, second, limit=limit)
    allowed = queries.visible_records(request.user, Act.READ_PERSON, [change.person.pk for change in changes])
    shown = [change for change in changes if change.person.pk in allowed]
    ledger.record(
        "see_difference",
        by=cast(User, request.user),
        now=cast(Any, request).now,
        kind="register",
        detail={"number": number, "people": [change.person.pk for change in shown]},
    )
    return number, shown


def _rows(changes: list[Change]) -> list[dict[str, Any]]:
    known = vocabulary_of(change.because for change in changes if change.because)
    rows: list[dict[str, Any]] = []
    for change in changes:
        fact = change.because
        sex = change.person.sex
        row = {"person": change.person, "before": _answer(change.before, sex), "after": _answer(change.after, sex)}
        because: dict[str, Any] = {"because": "", "learned_on": None, "source": ""}
        if fact:
            word = fact_word(fact, known, sex=sex)
            because = {
                "because": f"{about_word(fact.about, known)}: {word}",
                "learned_on": fact.learned_on,
                "source": source_line(fact.source),
            }
        rows.append(row | because)
    return rows


def _answer(status: str | None, sex: str) -> str:
    """The status of a person in one answer; None is not counted there at all."""
    return _("не пораховано") if status is None else status_word(status, sex)


@door(Act.SEE_DIFFERENCE)
def difference_csv(request: HttpRequest) -> HttpResponse:
    """The difference as a table; taken along, it is an export of people."""
    policy.require(request.user, Act.EXPORT_PEOPLE)
    within = _within(request, Act.SEE_DIFFERENCE)
    _form, asked = _filled(request, Difference, within, local_day(cast(Any, request).now))
    first, second = (_question(asked, prefix=prefix, within=within) for prefix in ("", "then_"))
    number, changes = _seen(request, first, second, limit=MOST_IN_TABLE)
    ledger.record(
        "export_people",
        by=cast(User, request.user),
        now=cast(Any, request).now,
        kind="register",
        detail={"what": "difference", "people": number},
    )
    header = [_("Номер"), _("Прізвище та ім’я"), _("Було"), _("Стало"), _("Через що"), _("Дізналися"), _("Джерело")]
    table = (
        [
            row["person"].number,
            str(row["person"]),
            row["before"],
            row["after"],
            row["because"],
            short_day(row["learned_on"]) if row["learned_on"] else "",
            row["source"],
        ]
        for row in _rows(changes)
    )
    return csv_response(table, header, "difference.csv")
