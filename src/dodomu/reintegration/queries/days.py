"""The days that lie ahead of a person, as they are told to them: what can be predicted is easier to bear."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dodomu.clock import KYIV, day
from dodomu.reintegration.models import Appointment, Case
from dodomu.text import Text

PLAIN: dict[str, Text] = {
    "contact": Text("Близькі", "Somebody close"),
    "document": Text("Папери", "Papers"),
}
MEETING = Text("Зустріч", "Meeting")
"""On paper beside a bed nothing says more than this: no illness, no psychologist, no investigator."""


@dataclass(frozen=True, slots=True)
class Hour:
    """One thing that is planned."""

    starts_at: datetime
    ends_at: datetime
    title: Text
    place: str
    who: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day and what is planned for it."""

    on: date
    hours: list[Hour]


def plain_title(matter: str) -> Text:
    """What an appointment is called on a sheet that others may see.

    >>> plain_title("contact").en, plain_title("psychologist").en, plain_title("questioning").en
    ('Somebody close', 'Meeting', 'Meeting')
    """
    return PLAIN.get(matter, MEETING)


def days_of(case: Case, *, now: datetime, days: int = 2) -> list[Day]:
    """Today from now on, and tomorrow: the planned appointments of the person in their order."""
    begin = datetime.combine(day(now), time(0), tzinfo=KYIV)
    rows = Appointment.objects.filter(
        case__person=case.person_id, state="planned", ends_at__gt=now, starts_at__lt=begin + timedelta(days=days)
    ).order_by("starts_at", "pk")
    found = [Day(day(now) + timedelta(days=place), []) for place in range(days)]
    for row in rows:
        place = max((day(row.starts_at) - day(now)).days, 0)
        if place < days:
            hour = Hour(row.starts_at, row.ends_at, plain_title(row.matter), row.place, row.who)
            found[place].hours.append(hour)
    return found
