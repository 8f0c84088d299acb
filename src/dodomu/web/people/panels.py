"""What other rooms show on a person's page: a care box, cards at the side, tabs, words in the identity bar.

A room adds a function to `PANELS` when its addresses are loaded:

    # web/reintegration/panels.py, imported by web/reintegration/urls.py
    from dodomu.web.people.panels import PANELS, Panel, Tab

    def case(request, person):
        if not policy.may(request.user, Act.READ_CASE, Subject(person=person.pk, unit_path=person.unit_path)):
            return None
        return Panel("reintegration/_case_card.html", {"case": …}, order=10,
                     tabs=[Tab(_("Документи"), reverse("case-documents", args=[person.number]))],
                     bar=[(_("Зараз"), facility.name(language()))])

    PANELS.append(case)

The function asks the policy itself and returns None (or an empty list) where there is nothing for this reader.
The template sees the request and the panel's own `context`. At most four queries a room: the whole page has thirty.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from dodomu.people.models import PersonNow


@dataclass(frozen=True, slots=True)
class Tab:
    """A further part of the record: the word and the address; `name` marks it as the current one."""

    label: Any
    url: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """What one room adds to the page of a person.

    `place` is `care` (the box above everything), `main` (below what was known) or `side`; smaller `order` comes
    first. `template` may stay empty where a room adds tabs or words for the bar alone. `bar` and `tabs` stand on
    every part of the record, `template` on the first one only.
    """

    template: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    place: str = "side"
    order: int = 50
    tabs: Sequence[Tab] = ()
    bar: Sequence[tuple[Any, Any]] = ()


Shown = Panel | Sequence[Panel] | None
PANELS: list[Callable[[HttpRequest, PersonNow], Shown]] = []


def panels_of(request: HttpRequest, person: PersonNow) -> list[Panel]:
    """What all rooms add for this reader, in order."""
    found: list[Panel] = []
    for room in PANELS:
        shown = room(request, person)
        found += [] if shown is None else [shown] if isinstance(shown, Panel) else list(shown)
    return sorted(found, key=lambda panel: panel.order)


def printed(request: HttpRequest, panels: Sequence[Panel], place: str) -> list[str]:
    """The panels of one place, each as it stands on the page."""
    return [
        render_to_string(panel.template, panel.context, request)
        for panel in panels
        if panel.place == place and panel.template
    ]
