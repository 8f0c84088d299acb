"""What the pages of this room share: who asks and when, the words for a round and a list, the way back."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.exchanges.models import NameList, Round
from dodomu.web.words import hour, language, local_day, long_day, short_day

Crumbs = list[tuple[Any, str]]


def officer(request: HttpRequest) -> User:
    """Who asks: behind a door there is always an account."""
    return cast(User, request.user)


def now_of(request: HttpRequest) -> datetime:
    """The instant of the request."""
    return cast(datetime, cast(Any, request).now)


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page, and not for the whole of it when going back in history."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-History-Restore-Request") != "true"


def whole(text: str | None, default: int = 0) -> int:
    """A whole number from an address or a form; anything else is the default.

    >>> whole("12"), whole("x"), whole(None, 1), whole("-3")
    (12, 0, 1, 0)
    """
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else default


def at_words(instant: datetime) -> str:
    """An instant in Kyiv time: «18.07.2024, 10:20»."""
    return f"{short_day(local_day(instant))}, {hour(instant)}"


def days_of(round: Round) -> str:
    """The day of a round in words, or its first and last day: «23–25 травня 2025 року»."""
    first, last = round.began_on, round.ended_on
    ends = long_day(last, language())
    if first == last:
        return ends
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{ends}"
    begins = long_day(first, language())
    return f"{begins} – {ends}" if first.year != last.year else f"{begins.rsplit(str(first.year))[0].strip()} – {ends}"


def round_title(round: Round) -> str:
    """«54-й обмін, 17 липня 2024 року», or without a number where the round is not counted."""
    if round.ordinal:
        return _("%(ordinal)s-й обмін, %(day)s") % {"ordinal": round.ordinal, "day": days_of(round)}
    return _("Обмін, %(day)s") % {"day": days_of(round)}


def list_title(name_list: NameList) -> str:
    """«Список № 1», with its own title where it has one."""
    number = _("Список № %(number)s") % {"number": name_list.number}
    return f"{number}, {name_list.title}" if name_list.title else number


def crumbs_to(round: Round | None = None, name_list: NameList | None = None, *last: str) -> Crumbs:
    """The way from all exchanges to this page; the last step is no link."""
    steps: Crumbs = [(_("Обміни"), reverse("exchanges"))]
    if round is not None:
        steps.append((days_of(round), reverse("exchanges-round", args=[round.pk])))
    if name_list is not None:
        steps.append((list_title(name_list), reverse("exchanges-match", args=[name_list.pk])))
    steps += [(step, "") for step in last]
    if steps[-1][1]:
        steps[-1] = (steps[-1][0], "")
    return steps
