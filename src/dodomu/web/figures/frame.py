"""What every page of the press office has around it: its parts, with what waits in each."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.figures.queries import office
from dodomu.text import Text
from dodomu.web.words import said

PARTS: list[tuple[str, Text]] = [
    ("figures-manage", Text("Цифри", "Figures")),
    ("figures-definitions", Text("Визначення", "Definitions")),
    ("figures-corrections", Text("Виправлення", "Corrections")),
    ("figures-requests", Text("Кого повідомити", "Whom to tell")),
    ("figures-documents", Text("Документи", "Documents")),
    ("figures-statements", Text("Твердження", "Statements")),
    ("figures-checks", Text("Перевірки", "Checks")),
]


def frame(request: HttpRequest, part: str) -> dict[str, Any]:
    """The tabs of the room with counts of what waits, and what this account may do here."""
    waits = office.waiting()
    counts = {
        "figures-manage": waits.to_sign + waits.to_approve,
        "figures-corrections": waits.corrections,
        "figures-requests": waits.to_tell,
    }
    tabs = []
    for name, label in PARTS:
        number = counts.get(name, 0)
        shown = f"{said(label)} ({number})" if number else label
        tabs.append({"label": shown, "url": reverse(name), "is_current": name == part})
    return {
        "section": "figures-manage",
        "tabs": tabs,
        "waits": waits,
        "may_draft": policy.may(request.user, Act.DRAFT_FIGURE),
        "may_sign": policy.may(request.user, Act.PUBLISH_FIGURE),
        "may_correct": policy.may(request.user, Act.CORRECT_FIGURE),
    }
