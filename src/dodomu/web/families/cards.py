"""What families show on the first page besides the calls: relatives who wait for a second person."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse

from dodomu.access import policy
from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.families import queries
from dodomu.web.cards import Card
from dodomu.web.families.names import in_script
from dodomu.web.words import said

MOST = 8


def to_verify(request: HttpRequest) -> Card | None:
    """The relatives whom this account may verify or whose document is missing."""
    if not policy.may(request.user, Act.VERIFY_RELATIVE):
        return None
    rows = list(queries.to_verify(cast(User, request.user)).order_by("entered_at", "pk")[: MOST + 1])
    if not rows:
        return None
    tasks: list[dict[str, Any]] = [
        {
            "title": f"{shown.name}, {said(shown.row.kin_label)}",
            "url": reverse("relative", args=[shown.row.pk]),
            "kind": "wait",
            "label": shown.row.state_label,
        }
        for shown in in_script(queries.opened(rows[:MOST], parts=("name",)))
    ]
    url = f"{reverse('families')}?show=verify" if len(rows) > MOST else ""
    people = tuple(sorted({row.person_id for row in rows[:MOST]}))
    return Card("families/_to_verify.html", {"tasks": tasks, "more_url": url}, order=25, people=people)
