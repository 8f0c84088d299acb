"""Appointments as iCalendar (RFC 5545): times and an address to sign in at, and nothing about anybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

PRODUCT = "-//Dodomu//Calendar//UK"
ASKED_AGAIN = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Entry:
    """One appointment: `uid` stays the same when it is moved; `url` is where the one who signs in reads more."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    url: str


def calendar(entries: Iterable[Entry], *, name: str, language: str) -> bytes:
    """A calendar that a program reads again by itself.

    >>> at = datetime(2024, 7, 20, 9, 0, tzinfo=UTC)
    >>> one = Entry("a1@dodomu", "Зустріч", at, at + timedelta(hours=1), at, "https://example.org/appointments/1")
    >>> text = calendar([one], name="Додому", language="uk").decode()
    >>> [line for line in text.splitlines() if line.startswith(("DTSTART", "SUMMARY", "CLASS"))]
    ['SUMMARY:Зустріч', 'DTSTART:20240720T090000Z', 'CLASS:PRIVATE']
    """
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name, parameters={"LANGUAGE": language})
    made.add("refresh-interval", ASKED_AGAIN, parameters={"VALUE": "DURATION"})
    for one in entries:
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", one.changed_at.astimezone(UTC))
        event.add("dtstart", one.starts_at.astimezone(UTC))
        event.add("dtend", one.ends_at.astimezone(UTC))
        event.add("summary", one.title)
        event.add("url", one.url)
        event.add("class", "PRIVATE")
        made.add_component(event)
    return bytes(made.to_ical())
