"""What exchanges show on a person's page: the open lines of lists that may mean this person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.exchanges.models import Candidate
from dodomu.exchanges.queries import desk
from dodomu.people.models import PersonNow
from dodomu.web.exchanges.frame import days_of, list_title
from dodomu.web.exchanges.panel import STRENGTHS
from dodomu.web.people.panels import Panel


def lines(request: HttpRequest, person: PersonNow) -> Panel | None:
    """The card of lines, for those who read lists."""
    if not policy.held(request.user, Act.READ_LIST):
        return None
    return Panel(
        "exchanges/_lines_card.html", {"lines_card": SimpleLazyObject(lambda: _rows(request, person))}, order=15
    )


def _rows(request: HttpRequest, person: PersonNow) -> list[dict[str, Any]]:
    return [_row(one) for one in desk.lines_that_may_mean(request.user, person.pk)]


def _row(one: Candidate) -> dict[str, Any]:
    name_list = one.line.list
    return {
        "title": _("%(list)s, рядок %(n)s") % {"list": list_title(name_list), "n": one.line.number},
        "url": reverse("exchanges-line", args=[name_list.pk, one.line.number]),
        "days": days_of(name_list.round),
        "strength": STRENGTHS[one.strength],
    }
