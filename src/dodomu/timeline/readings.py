"""Two courses as they are counted: where the plain course would lose people from a total."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dodomu.timeline.facts import Fact, Segment, timeline_of

NOTHING_KNOWN = ""
"""The value of a fact of presence: the person is in the register, and that is all."""


def presence(seq: int, person: int, *, learned_on: date) -> Fact:
    """The fact that a record is there since a day, whatever else is known of it."""
    return Fact(seq, person, "status", NOTHING_KNOWN, learned_on, learned_on)


def status_course(facts: Iterable[Fact], *, known_on: date) -> list[Segment]:
    """The course of a status; a record of which no status stands is «being checked» since the day we heard of it.

    `facts` holds, besides those about the status, one fact of presence for each record.

    >>> there = presence(1, 7, learned_on=date(2024, 7, 18))
    >>> [(s.fact.value, s.since.isoformat()) for s in status_course([there], known_on=date(2024, 7, 19))]
    [('', '2024-07-18')]
    """
    facts = list(facts)
    if course := timeline_of((fact for fact in facts if fact.value != NOTHING_KNOWN), known_on=known_on):
        return course
    there = [fact for fact in facts if fact.value == NOTHING_KNOWN and fact.learned_on <= known_on]
    if not there:
        return []
    first = min(there, key=lambda fact: (fact.learned_on, fact.seq))
    return [Segment(first, first.true_from)]


def course_since_ever(facts: Iterable[Fact], *, known_on: date) -> list[Segment]:
    """A course whose first answer also speaks for all days before it.

    For the unit at capture: it belongs to the person's story, so somebody missing since May counts for the unit
    that we learned only from the exchange list of July.

    >>> d = date(2024, 7, 17)
    >>> [s.since.year for s in course_since_ever([Fact(1, 7, "unit_at_capture", "NGU-1", d, d)], known_on=d)]
    [1]
    """
    course = timeline_of(facts, known_on=known_on)
    return [replace(course[0], since=date.min), *course[1:]] if course else []
