"""The cards of rooms that put none here themselves: calls to families, answers of departments."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.enquiries import queries as enquiries
from dodomu.families import queries as families
from dodomu.web.cards import CARDS, Card
from dodomu.web.families.board import call_title
from dodomu.web.templatetags.dodomu import person_name
from dodomu.web.words import language, local_day, overdue, short_day

MOST = 10
WITHIN = timedelta(hours=12)


def calls(request: HttpRequest) -> Card | None:
    """The calls to families that are due, for whoever may make them."""
    user, now = cast(User, request.user), cast(Any, request).now
    if not policy.may(user, Act.LOG_CONTACT):
        return None
    found = list(families.calls_to_make(user).filter(due_at__lte=now + WITHIN).order_by("due_at", "pk")[: MOST * 2])
    rows = [
        {
            "due": call.due_at,
            "title": call_title(call),
            "whom": person_name(call.telling.person, "table"),
            "whom_url": reverse("person-family", args=[call.telling.person.number]),
            "do": _("Почати дзвінок"),
            "do_url": reverse("families-call", args=[call.pk]),
        }
        for call in found
    ]
    people = tuple(sorted({call.telling.person_id for call in found}))
    return Card("today/_calls.html", {"calls": rows}, place="main", order=20, people=people)


def answers(request: HttpRequest) -> Card | None:
    """What departments owe us an answer to."""
    user, now = cast(User, request.user), cast(Any, request).now
    if not policy.may(user, Act.READ_ENQUIRY):
        return None
    today, lang = local_day(now), language()
    found = enquiries.awaited(user).select_related("department")[:MOST]
    tasks = [
        {
            "title": one.department.name(lang),
            "url": reverse("enquiry", args=[one.pk]),
            "kind": "late" if one.due_on < today else "wait",
            "label": overdue(one.due_on, now, lang) or _("до %(when)s") % {"when": short_day(one.due_on)},
        }
        for one in found
    ]
    return Card("today/_answers.html", {"tasks": tasks}, order=30)


CARDS.extend(card for card in (calls, answers) if card not in CARDS)
