"""The reconciliation desk: the list on the left, one line beside its candidates on the right, one decision at a time.

Every decision is a plain form post. htmx sends the same post and gets back the next line with the parts that changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.errors import Refused, StaleView
from dodomu.exchanges import actions, queries
from dodomu.exchanges.models import Line, NameList
from dodomu.exchanges.queries import desk, overview
from dodomu.exchanges.queries.reading import read_lines
from dodomu.formats.columns import ListLine
from dodomu.jobs import queries as jobs
from dodomu.ledger import actions as ledger
from dodomu.people import queries as people
from dodomu.people.models import Person
from dodomu.web.doors import door
from dodomu.web.exchanges import panel as panels
from dodomu.web.exchanges.frame import at_words, crumbs_to, days_of, is_part, now_of, officer, whole
from dodomu.web.exchanges.panel import Panel, panel_of, row_of
from dodomu.web.exchanges.work import progress_of
from dodomu.web.words import language, said

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

ACTS: dict[str, tuple[Any, Any]] = {
    "confirm": (gettext_lazy("підтвердити"), gettext_lazy("підтверджено")),
    "agree": (gettext_lazy("погодитися"), gettext_lazy("підтверджено двома людьми")),
    "none": (gettext_lazy("жоден не підходить"), gettext_lazy("жоден не підходить")),
    "new": (gettext_lazy("новий запис"), gettext_lazy("новий запис, статус уточнюється")),
    "later": (gettext_lazy("відкласти"), gettext_lazy("відкладено")),
    "reopen": (gettext_lazy("скасувати рішення"), gettext_lazy("рішення скасовано")),
}
"""What may be decided: the word of the act, and what is said when it is done."""
OUTCOMES = {
    "confirm": {"confirmed", "second"},
    "agree": {"confirmed"},
    "none": {"none"},
    "new": {"new"},
    "later": {"later"},
    "reopen": {"open"},
}
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


# The page


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
    panel = _panel(request, found, start=start)
    if not _is_ahead(request, found):
        _record(request, panel)
    return render(request, "exchanges/_panel.html", _panel_context(request, panel, shown_filter(request)))


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
        panel = _panel(request, found, start=start, read=its_own)
        if conflict:
            panel = replace(panel, conflict=conflict)
        _record(request, panel)
    else:
        ledger.record("read_list", by=officer(request), now=now_of(request), kind="list", key=name_list.pk)
    context = {
        **_panel_context(request, panel, show),
        **_counts(name_list, show),
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


def _panel(request: HttpRequest, found: Line, *, start: int = 0, read: ListLine | None = None) -> Panel:
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


def _panel_context(request: HttpRequest, panel: Panel | None, show: str) -> dict[str, Any]:
    may_decide = policy.may(request.user, Act.DECIDE_LINE)
    return {"panel": panel, "show": show, "may_decide": may_decide, "keys_on": officer(request).keys_on}


def panel_answer(request: HttpRequest, name_list: NameList, number: int, *, start: int, show: str) -> HttpResponse:
    """The panel of one line, held and noted, as an answer to htmx."""
    found = queries.get_line(request.user, name_list.pk, number)
    actions.hold(found, by=officer(request), now=now_of(request))
    panel = _panel(request, queries.get_line(request.user, name_list.pk, number), start=start)
    _record(request, panel)
    return render(request, "exchanges/_panel.html", {**_panel_context(request, panel, show), "is_held": True})


def _counts(name_list: NameList, show: str) -> dict[str, Any]:
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


def _record(request: HttpRequest, panel: Panel) -> None:
    """Notes who saw the line and each person offered beside it."""
    where = {"part": "line", "list": panel.name_list.pk, "line": panel.line.number}
    people = {column.person.pk for column in panel.columns} | ({panel.person.pk} if panel.person else set())
    ledger.record_many(
        [
            ("read_line", "list", panel.name_list.pk, {"line": panel.line.number}),
            *(("read_person", "person", person, where) for person in sorted(people)),
        ],
        by=officer(request),
        now=now_of(request),
    )


# Deciding


@door(Act.DECIDE_LINE, methods=("POST",))
def decide(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One decision on one line; the answer brings the next line."""
    found = queries.get_line(request.user, pk, number, Act.DECIDE_LINE)
    act, show = request.POST.get("act", ""), shown_filter(request)
    if act not in ACTS:
        raise Refused(_("Натисніть одну з кнопок рішення під рядком."))
    person = people.record_of(whole(request.POST.get("person")))
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
    return _go_on(request, done, message=message, show=show, stays=act == "reopen")


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
        panel = _panel(request, queries.get_line(request.user, name_list.pk, following))
        _record(request, panel)
    response = render(
        request,
        "exchanges/_answer.html",
        {
            **_panel_context(request, panel, show),
            **_counts(name_list, show),
            "rows": _rows(name_list, [done]),
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


def _rows(name_list: NameList, lines: Sequence[Line]) -> list[panels.Row]:
    return [
        row_of(one, read, kind=name_list.kind) for one, read in zip(lines, read_lines(name_list, lines), strict=True)
    ]


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
    panel = replace(_panel(request, fresh), conflict=both)
    _record(request, panel)
    context = {
        **_panel_context(request, panel, show),
        **_counts(fresh.list, show),
        "rows": _rows(fresh.list, [fresh]),
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
    last = actions.last_decided(name_list, by=officer(request))
    if last is None:
        raise Refused(_("Немає що скасовувати."))
    how = "key" if request.POST.get("how") == "key" else "click"
    found = queries.get_line(request.user, pk, last.number, Act.DECIDE_LINE)
    done = actions.undo(found, by=officer(request), now=now_of(request), how=how)
    done.list = name_list
    message = _("Рядок %(number)s: рішення скасовано.") % {"number": done.number}
    return _go_on(request, done, message=message, show=shown_filter(request), stays=True)


@door(Act.DECIDE_LINE, methods=("POST",))
def hold(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Holds a line that is now on the screen; notes it, when it was fetched ahead. Answers only when it changed."""
    found = queries.get_line(request.user, pk, number, Act.DECIDE_LINE)
    is_free = desk.is_decided(found) or actions.hold(found, by=officer(request), now=now_of(request))
    is_fresh = whole(request.POST.get("version")) == found.version
    if request.POST.get("ahead") == "yes" or not (is_free and is_fresh):
        panel = _panel(request, queries.get_line(request.user, pk, number))
        _record(request, panel)
        if not (is_free and is_fresh):
            context = {**_panel_context(request, panel, shown_filter(request)), "is_held": True}
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
        **_counts(name_list, show),
        "rows": _rows(name_list, rows),
        "show": show,
        "progress": progress_of(request, job, ready=_ready(name_list), show=show)
        if name_list.state == "matching"
        else None,
    }
    return render(request, "exchanges/_progress.html", context)
