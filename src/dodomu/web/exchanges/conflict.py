"""From the desk: one of the candidates is somebody close to the officer, and the line is decided by others."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dodomu.access.policy import Act
from dodomu.exchanges import queries
from dodomu.exchanges.models import Line
from dodomu.exchanges.queries import desk
from dodomu.flows import conflicts
from dodomu.web.conflicts import CloseOne
from dodomu.web.doors import door
from dodomu.web.exchanges.frame import crumbs_to, now_of, officer
from dodomu.web.exchanges.matching import line_url
from dodomu.web.exchanges.panel import birth, short_name
from dodomu.web.sending import done, posted


class Candidate(CloseOne):
    """Which of the candidates it is, and how close."""

    field_order = ("person", "why")

    person = forms.TypedChoiceField(label=gettext_lazy("Хто з кандидатів"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = people


@door(Act.DECIDE_LINE, methods=("GET", "POST"))
def conflict(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Declares a conflict of interest from a line; it acts at once, and the desk goes on with the next one."""
    line = queries.get_line(request.user, pk, number, Act.DECIDE_LINE)
    offered = _offered(request, line)
    form = Candidate(posted(request), people=offered)

    def act() -> None:
        asked = form.cleaned_data
        by, now = officer(request), now_of(request)
        conflicts.declare(by, person=asked["person"], why=asked["why"], by=by, now=now)

    if form.is_bound and done(form, act):
        messages.success(request, _("Записано. Цей рядок вирішить інша людина."))
        return redirect("exchanges-match", line.list.pk)
    context = {
        "section": "exchanges",
        "form": form if offered else None,
        "line": line,
        "crumbs": crumbs_to(line.list.round, line.list, _("Це близька мені людина")),
        "back_url": line_url(line.list, number, "all"),
    }
    return render(request, "exchanges/conflict.html", context, status=422 if form.is_bound else 200)


def _offered(request: HttpRequest, line: Line) -> list[tuple[int, str]]:
    """The candidates of a line by name, number and date of birth; without those the officer is barred from already."""
    keys = list(line.candidates.order_by("place", "pk").values_list("person", flat=True))
    people, barred = desk.people_beside(keys), desk.barred(request.user, keys)
    return [
        (key, f"{short_name(people[key])}, {people[key].number}, {birth(people[key])}")
        for key in keys
        if key in people and key not in barred
    ]
