"""The reconciliation desk: the list on the left, one line beside its candidates on the right, one decision at a time.

Every decision is a plain form post. htmx sends the same post and gets back the next line with the parts that changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.exchanges import actions, queries
from dodomu.exchanges.models import Line, NameList
from dodomu.exchanges.queries import desk, overview
from dodomu.exchanges.queries.reading import read_lines
from dodomu.formats.columns import ListLine
from dodomu.jobs import queries as jobs
from dodomu.ledger import actions as ledger
from dodomu.web.doors import door
from dodomu.web.exchanges import panel as panels
from dodomu.web.exchanges.frame import crumbs_to, days_of, is_part, now_of, officer, whole
from dodomu.web.exchanges.panel import Panel, panel_of, row_of
from dodomu.web.exchanges.work import progress_of

SHOWS: dict[str, Any] = {
    "all": gettext_lazy("Усі"),
    "open": gettext_lazy("Потребують рішення"),
    "several": gettext_lazy("Кілька схожих людей"),
    "weak": gettext_lazy("Слабкі докази"),
    "none": gettext_lazy("Немає в реєстрі"),
    "conflict": gettext_lazy("Суперечать реєстру"),
    "second": gettext_lazy("Друга людина"),
    "confirmed": gettext_lazy("Підтверджені"),
}
"""The filter chips, by their names in the address."""
CHOOSE_FIRST = gettext_lazy("Спершу виберіть кандидата: 1, 2 або 3.")


def shown_filter(request: HttpRequest) -> str:
    """The filter that the page shows, as its address or its form says."""
    asked = request.POST.get("show", "") if request.method == "POST" else request.GET.get("show", "")
    return asked if asked in SHOWS else "all"


def line_url(name_list: NameList, number: int, show: str, start: int = 0) -> str:
    """The address of one line of the desk, under a filter."""
    url = reverse("exchanges-line", args=[name_list.pk, number])
    query = [f"show={show}"] if show != "all" else []
    query += [f"from={start + 1}"] if start else []
    return f"{url}?{'&'.join(query)}" if query else url


@door(Act.READ_LIST)
def match(request: HttpRequest, pk: int) -> HttpResponse:
    """The desk with the first line that needs a decision."""
    name_list = queries.get_list(request.user, pk)
    show = shown_filter(request)
    first = desk.next_line(name_list, after=0, show=show, by=officer(request), now=now_of(request))
    if first is None and show != "open":
        first = desk.shown(name_list, show).values_list("number", flat=True).first()
    return desk_page(request, name_list, first, show=show)


@door(Act.READ_LIST)
def line(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One line: the whole page, or its panel alone when htmx asks."""
    found = queries.get_line(request.user, pk, number)
    start = max(whole(request.GET.get("from"), 1) - 1, 0)
    if not is_part(request):
        return desk_page(request, found.list, number, show=shown_filter(request), start=start, found=found)
    panel = open_panel(request, found, start=start)
    if not _is_ahead(request, found):
        record_reading(request, panel)
    return render(request, "exchanges/_panel.html", panel_context(request, panel, shown_filter(request)))


def _is_ahead(request: HttpRequest, found: Line) -> bool:
    """Whether nobody sees this answer yet: the line fetched ahead is noted when it is shown, and one that still
    waits for candidates shows nothing new."""
    if "X-Polling" in request.headers and not found.tag:
        return True
    return "X-Prefetch" in request.headers and desk.may_fetch_ahead(
        found.list, found.number, by=officer(request), now=now_of(request)
    )


def desk_page(
    request: HttpRequest,
    name_list: NameList,
    number: int | None,
    *,
    show: str,
    start: int = 0,
    status: int = 200,
    refusal: str = "",
    conflict: dict[str, Any] | None = None,
    found: Line | None = None,
) -> HttpResponse:
    """The whole desk; `number` None says that everything in this filter is decided."""
    rows = list(desk.shown(name_list, show))
    if number is not None and number not in {row.number for row in rows}:
        rows = sorted([*rows, name_list.lines.get(number=number)], key=lambda row: row.number)
    read = read_lines(name_list, rows)
    panel = None
    if number is not None:
        found = found or queries.get_line(request.user, name_list.pk, number)
        its_own = next(one for row, one in zip(rows, read, strict=True) if row.number == number)
        panel = open_panel(request, found, start=start, read=its_own)
        if conflict:
            panel = replace(panel, conflict=conflict)
        record_reading(request, panel)
    else:
        ledger.record("read_list", by=officer(request), now=now_of(request), kind="list", key=name_list.pk)
    context = {
        **panel_context(request, panel, show),
        **counts(name_list, show),
        "section": "exchanges",
        "list": name_list,
        "heading": _("Звірка списку: обмін %(days)s") % {"days": days_of(name_list.round)},
        "crumbs": crumbs_to(name_list.round, name_list),
        "rows": [row_of(row, one, kind=name_list.kind) for row, one in zip(rows, read, strict=True)],
        "current": number,
        "refusal": refusal,
        "progress": progress_of(request, jobs.last_job("match_list", name_list.pk), ready=_ready(name_list))
        if name_list.state == "matching"
        else None,
        "state": overview.list_word(name_list.state),
        "choose_first": CHOOSE_FIRST,
        "more_keys": KEYS,
    }
    return render(request, "exchanges/match.html", context, status=status)


KEYS = (
    ("↑ ↓", gettext_lazy("звірка: попередній і наступний рядок (також K і J на будь-якій розкладці)")),
    ("1 2 3", gettext_lazy("звірка: вибрати кандидата")),
    ("Enter", gettext_lazy("звірка: підтвердити вибраного")),
    ("0", gettext_lazy("звірка: жоден не підходить")),
    ("→", gettext_lazy("звірка: відкласти")),
    ("⌫", gettext_lazy("звірка: скасувати останнє рішення")),
)


def _ready(name_list: NameList) -> int:
    """The last line whose candidates were found: the page asks again for what became ready after it."""
    ready = name_list.lines.exclude(tag="").order_by("-number").values_list("number", flat=True)
    return ready.first() or 0


def open_panel(request: HttpRequest, found: Line, *, start: int = 0, read: ListLine | None = None) -> Panel:
    """A line as the panel shows it, with its place among all lines and the candidates from `start` on."""
    numbers = list(found.list.lines.order_by("number").values_list("number", flat=True))
    return panel_of(
        found,
        read or read_lines(found.list, [found])[0],
        position=numbers.index(found.number) + 1,
        total=len(numbers),
        by=officer(request),
        now=now_of(request),
        start=start,
    )


def panel_context(request: HttpRequest, panel: Panel | None, show: str) -> dict[str, Any]:
    """What the panel of a line is printed with."""
    may_decide = policy.may(request.user, Act.DECIDE_LINE)
    return {"panel": panel, "show": show, "may_decide": may_decide, "keys_on": officer(request).keys_on}


def panel_answer(request: HttpRequest, name_list: NameList, number: int, *, start: int, show: str) -> HttpResponse:
    """The panel of one line, held and noted, as an answer to htmx."""
    found = queries.get_line(request.user, name_list.pk, number)
    actions.hold(found, by=officer(request), now=now_of(request))
    panel = open_panel(request, queries.get_line(request.user, name_list.pk, number), start=start)
    record_reading(request, panel)
    return render(request, "exchanges/_panel.html", {**panel_context(request, panel, show), "is_held": True})


def counts(name_list: NameList, show: str) -> dict[str, Any]:
    """The progress and the filter chips, which change with each decision."""
    progress = queries.progress(name_list)
    numbers = {
        "all": progress.total,
        "open": progress.open,
        "several": progress.several,
        "weak": progress.weak,
        "none": progress.not_found,
        "conflict": progress.conflict,
        "second": progress.second,
        "confirmed": progress.confirmed,
    }
    base = reverse("exchanges-match", args=[name_list.pk])
    chips = [
        {
            "label": label,
            "count": numbers[name],
            "url": base if name == "all" else f"{base}?show={name}",
            "is_current": name == show,
        }
        for name, label in SHOWS.items()
    ]
    return {"list": name_list, "counts": progress, "chips": chips}


def record_reading(request: HttpRequest, panel: Panel) -> None:
    """Notes who saw the line and each person offered beside it."""
    where = {"part": "line", "list": panel.name_list.pk, "line": panel.line.number}
    people = {column.person.pk for column in panel.columns} | {one.person.pk for one in panel.refused}
    people |= {panel.person.pk} if panel.person else set()
    ledger.record_many(
        [
            ("read_line", "list", panel.name_list.pk, {"line": panel.line.number}),
            *(("read_person", "person", person, where) for person in sorted(people)),
        ],
        by=officer(request),
        now=now_of(request),
    )


@door(Act.DECIDE_LINE, methods=("POST",))
def hold(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Holds a line that is now on the screen; notes it, when it was fetched ahead. Answers only when it changed."""
    found = queries.get_line(request.user, pk, number, Act.DECIDE_LINE)
    is_free = desk.is_decided(found) or actions.hold(found, by=officer(request), now=now_of(request))
    is_fresh = whole(request.POST.get("version")) == found.version
    if request.POST.get("ahead") == "yes" or not (is_free and is_fresh):
        panel = open_panel(request, queries.get_line(request.user, pk, number))
        record_reading(request, panel)
        if not (is_free and is_fresh):
            context = {**panel_context(request, panel, shown_filter(request)), "is_held": True}
            return render(request, "exchanges/_panel.html", context)
    return HttpResponse(status=204)


@door(Act.READ_LIST)
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the search for candidates has come, with the rows that became ready since the page asked last."""
    name_list = queries.get_list(request.user, pk)
    after = whole(request.GET.get("after"))
    show = shown_filter(request)
    rows = list(desk.shown(name_list, show).filter(number__gt=after).exclude(tag="")) if show == "all" else []
    job = jobs.last_job("match_list", name_list.pk)
    context = {
        **counts(name_list, show),
        "rows": fresh_rows(name_list, rows),
        "show": show,
        "progress": progress_of(request, job, ready=_ready(name_list), show=show)
        if name_list.state == "matching"
        else None,
    }
    return render(request, "exchanges/_progress.html", context)


def fresh_rows(name_list: NameList, lines: Sequence[Line]) -> list[panels.Row]:
    """These lines as the rows of the list on the left."""
    return [
        row_of(one, read, kind=name_list.kind) for one, read in zip(lines, read_lines(name_list, lines), strict=True)
    ]
