"""Building what the desk shows, and deciding as its form does."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from dodomu.access.models import User
from dodomu.exchanges.models import NameList, Round
from dodomu.people.models import Person
from tests import build, build_exchanges

HTMX = {"HX-Request": "true"}
LIST = """ШЕВЧУК АНДРЕЙ НИКОЛАЕВИЧ 14.03.1991
Кучер Іван Петрович 20.11.1983
Rybak Taras 01.01.2002
Гнатюк Олег 1985 р.н.
Всього: 4"""
CAPTIVES = [
    ("Шевчук", "Андрій", "Миколайович", date(1991, 3, 14)),
    ("Кучер", "Іван", "Петрович", date(1983, 11, 20)),
    ("Кучер", "Іван", "Петрович", date(1983, 11, 20)),
    ("Гнатюк", "Олег", "Петрович", date(1988, 5, 5)),
]


def four_captives(*, now: datetime) -> list[Person]:
    """A captive, two namesakes, and one whose date differs from the line."""
    return build_exchanges.captives(CAPTIVES, unit=build.unit("NGU").code, now=now)


def decide(
    client: Client, desk: str, number: int, act: str, *, version: int = 0, htmx: bool = False, **more: Any
) -> Any:
    """One decision, as the form sends it."""
    headers = HTMX if htmx else {}
    return client.post(f"{desk}/{number}/decide", {"act": act, "version": version, **more}, headers=headers)


def text(response: HttpResponse) -> str:
    """What the answer says."""
    return str(response.content.decode())


def many(round: Round, officer: User, now: datetime, lines: int) -> NameList:
    """A list as long as asked for, with three candidates to most lines."""
    names = [("Левченко", "Іван", "Петрович", date(1980, 1, 1) + timedelta(days=n)) for n in range(30)]
    build_exchanges.captives(names, unit=build.unit("NGU").code, now=now)
    rows = [f"Левченко Іван Петрович {names[n % 30][3]:%d.%m.%Y}, рядок {n}" for n in range(lines)]
    return build_exchanges.take(round, "\n".join(rows), by=officer, now=now)
