"""Looking for somebody by hand from a line of a list; whom the officer takes becomes a candidate like the others."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.errors import Refused
from dodomu.exchanges import queries
from dodomu.exchanges.actions import finding
from dodomu.exchanges.actions.candidates import offer_by_hand
from dodomu.exchanges.actions.mending import write_by_hand
from dodomu.exchanges.models import Line
from dodomu.exchanges.queries import desk
from dodomu.exchanges.queries.reading import read_lines
from dodomu.formats.codes import CODES
from dodomu.formats.columns import ListLine
from dodomu.web.doors import door
from dodomu.web.exchanges.forms import SearchForm, WriteForm
from dodomu.web.exchanges.frame import crumbs_to, is_part, now_of, officer, whole
from dodomu.web.exchanges.matching import line_url, panel_answer, shown_filter
from dodomu.web.exchanges.panel import AT_ONCE, birth, short_name, unit_name


def _open_line(request: HttpRequest, pk: int, number: int) -> Line:
    """A line that may still be decided; Refused otherwise."""
    found = queries.get_line(request.user, pk, number, Act.DECIDE_LINE)
    if found.list.state not in ("matching", "deciding") or not found.is_undecided:
        raise Refused(_("Рядок уже вирішено. Спершу скасуйте рішення."))
    if not found.tag:
        raise Refused(_("Кандидатів ще шукаємо. Зачекайте кілька секунд."))
    return found


@door(Act.DECIDE_LINE, methods=("GET", "POST"))
def search(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The search box, and who was found; what is typed never stands in an address."""
    line = _open_line(request, pk, number)
    read = read_lines(line.list, [line])[0]
    form = SearchForm(request.POST) if request.method == "POST" else SearchForm(initial={"q": read.name.full})
    found: list[dict[str, Any]] | None = None
    is_cut = False
    if form.is_bound and form.is_valid():
        try:
            keys = finding.find_by_hand(line, form.cleaned_data["q"], by=officer(request), now=now_of(request))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            found = _found(line, keys, by=request)
            is_cut = len(keys) == finding.MOST_FOUND
    context = {
        "section": "exchanges",
        "form": form,
        "line": line,
        "list": line.list,
        "read": read,
        "found": found,
        "is_cut": is_cut,
        "asked": form.cleaned_data["q"] if found is not None else "",
        "show": shown_filter(request),
        "crumbs": crumbs_to(line.list.round, line.list, _("Пошук")),
        "back_url": line_url(line.list, number, shown_filter(request)),
    }
    template = "exchanges/_search.html" if is_part(request) else "exchanges/search.html"
    is_wrong = form.is_bound and found is None
    # htmx shows no answer of 422 in place: the form with its sentence is the answer all the same.
    return render(request, template, context, status=422 if is_wrong and not is_part(request) else 200)


@door(Act.DECIDE_LINE, methods=("GET", "POST"))
def write(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """States by hand who is meant by a line; what was received stands beside it and stays."""
    line = _open_line(request, pk, number)
    read = read_lines(line.list, [line])[0]
    form = WriteForm(request.POST) if request.method == "POST" else WriteForm(initial={"q": _as_read(read)})
    if form.is_bound and form.is_valid():
        try:
            write_by_hand(line, form.cleaned_data["q"], by=officer(request), now=now_of(request))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Рядок вписано вручну, кандидатів знайдено знову."))
            return redirect(line_url(line.list, number, shown_filter(request)))
    context = {
        "section": "exchanges",
        "form": form,
        "number": number,
        "read": read,
        "why": CODES[read.refused].text if read.refused else "",
        "crumbs": crumbs_to(line.list.round, line.list, _("Вписати вручну")),
        "back_url": line_url(line.list, number, shown_filter(request)),
    }
    return render(request, "exchanges/write.html", context, status=422 if form.is_bound else 200)


def _as_read(read: ListLine) -> str:
    return " ".join(filter(None, (read.written or read.name.full, read.birth.written)))


def _found(line: Line, keys: list[int], *, by: HttpRequest) -> list[dict[str, Any]]:
    people = desk.people_beside(keys)
    barred = desk.barred(by.user, keys)
    here = set(line.candidates.values_list("person", flat=True))
    return [
        {
            "person": people[key],
            "name": short_name(people[key]),
            "born": birth(people[key]),
            "unit": unit_name(people[key]),
            "is_here": key in here,
        }
        for key in keys
        if key in people and key not in barred
    ]


@door(Act.DECIDE_LINE, methods=("POST",))
def offer(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Adds somebody who was found to the candidates of the line. Nothing is decided yet."""
    line = _open_line(request, pk, number)
    person = whole(request.POST.get("person"))
    if desk.barred(request.user, [person]):  # the search does not show them either
        raise Refused(_("Такого запису немає. Пошукайте ще раз."))
    offer_by_hand(line, [person], by=officer(request), now=now_of(request))
    places = list(line.candidates.order_by("place", "pk").values_list("person", flat=True))
    if person not in places:
        raise Refused(_("Такого запису немає. Пошукайте ще раз."))
    return _shown_from(request, line, places.index(person))


@door(Act.DECIDE_LINE, methods=("POST",))
def more(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Adds the next few candidates, weaker than those shown."""
    line = _open_line(request, pk, number)
    kept = line.candidates.count()
    rows = finding.offer_more(line, by=officer(request), now=now_of(request))
    if not rows:
        raise Refused(_("Більше нікого схожого в реєстрі немає."))
    return _shown_from(request, line, kept)


def _shown_from(request: HttpRequest, line: Line, place: int) -> HttpResponse:
    start = place - place % AT_ONCE
    show = shown_filter(request)
    if not is_part(request):
        return redirect(line_url(line.list, line.number, show, start))
    return panel_answer(request, line.list, line.number, start=start, show=show)
