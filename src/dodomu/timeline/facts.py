"""The one reader of facts: what was true on one day, as it was known on another.

A fact has two times: `true_from`, when it began to be true in the world, and `learned_on`, when we learned it.
Facts are never changed. One that turns out wrong is replaced by another; a withdrawal (value None) takes a
fact out without putting another in its place, and an earlier fact speaks again.

The rules, in order:
1. A fact counts when it was learned by the day asked.
2. A fact replaced by another that counts is out, and stays out even if the replacing one is withdrawn in turn.
3. Among what is left and had begun by the day asked, the latest `true_from` wins; a date known to the day beats
   one known to the month or year that begins on the same day; then the one recorded last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol

FOREVER = date.max

PRECISION = {"year": 0, "month": 1, "day": 2}
"""How exactly `true_from` is known; it counts from the first day of its month or year."""


def first_day(day: date, precision: str) -> date:
    """The day from which a date counts: itself, or the first day of the month or year it is known to.

    >>> first_day(date(2022, 5, 17), "month"), first_day(date(2022, 5, 17), "year")
    (datetime.date(2022, 5, 1), datetime.date(2022, 1, 1))
    """
    if precision == "day":
        return day
    return day.replace(day=1) if precision == "month" else day.replace(month=1, day=1)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing we learned about one person."""

    seq: int
    person: int
    about: str
    value: str | None
    true_from: date
    learned_on: date
    precision: str = "day"
    standing: str = "reported"
    replaces: int | None = None

    @property
    def weight(self) -> tuple[date, int, int]:
        """What decides between facts that compete: begin, precision, position in the log."""
        return (self.true_from, PRECISION[self.precision], self.seq)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of time in the world during which one fact is the answer; `until` is not included."""

    fact: Fact
    since: date
    until: date = FOREVER


@dataclass(frozen=True, slots=True)
class Span:
    """A segment together with the days on which it was believed; both ends of `until` are not included."""

    fact: Fact
    true_from: date
    true_to: date
    known_from: date
    known_to: date


def standing_facts(facts: Iterable[Fact], *, known_on: date) -> list[Fact]:
    """The facts that speak on a day: learned, not replaced, not withdrawals; in order of weight.

    >>> d = date
    >>> missing = Fact(1, 7, "status", "MISSING_SC", d(2022, 5, 16), d(2022, 5, 21))
    >>> held = Fact(2, 7, "status", "CAPTIVE_CONFIRMED", d(2022, 5, 17), d(2022, 6, 30))
    >>> [f.seq for f in standing_facts([held, missing], known_on=d(2022, 6, 1))]
    [1]
    """
    learned = [fact for fact in facts if fact.learned_on <= known_on]
    out = {fact.replaces for fact in learned if fact.replaces is not None}
    return sorted(
        (fact for fact in learned if fact.seq not in out and fact.value is not None), key=lambda fact: fact.weight
    )


def as_of(facts: Iterable[Fact], *, true_on: date, known_on: date) -> Fact | None:
    """The fact that answers «what was true on `true_on`, as known on `known_on`»; None when nothing was known.

    All facts given are about one thing (one `about`) of one person.

    >>> d = date
    >>> held = Fact(1, 7, "status", "CAPTIVE_CONFIRMED", d(2022, 5, 17), d(2022, 6, 30))
    >>> back = Fact(2, 7, "status", "RETURNED_EXCHANGE", d(2024, 7, 17), d(2024, 7, 18))
    >>> as_of([held, back], true_on=d(2024, 7, 17), known_on=d(2024, 7, 17)).value
    'CAPTIVE_CONFIRMED'
    >>> as_of([held, back], true_on=d(2024, 7, 17), known_on=d(2024, 7, 18)).value
    'RETURNED_EXCHANGE'
    """
    begun = [fact for fact in standing_facts(facts, known_on=known_on) if fact.true_from <= true_on]
    return begun[-1] if begun else None


def timeline_of(facts: Iterable[Fact], *, known_on: date) -> list[Segment]:
    """The whole course of one thing as it was known on a day: segments without gaps, the last one open."""
    winners: dict[date, Fact] = {}
    for fact in standing_facts(facts, known_on=known_on):
        winners[fact.true_from] = fact  # in order of weight, so the weightiest of a day stays
    days = sorted(winners)
    return [Segment(winners[day], day, until) for day, until in pairwise([*days, FOREVER])]


class Reading(Protocol):
    """How the course of one thing is read from its facts, as known on a day: `timeline_of`, or a variant of it."""

    def __call__(self, facts: Iterable[Fact], /, *, known_on: date) -> list[Segment]: ...


def spans(facts: Sequence[Fact], *, reading: Reading = timeline_of) -> list[Span]:
    """Every answer that was ever right, as rectangles of true time × known time.

    For any two days exactly one rectangle (or none) holds them, and its fact is what `as_of` gives.
    """
    days = sorted({fact.learned_on for fact in facts})
    return join_spans((day, reading(facts, known_on=day)) for day in days)


def join_spans(steps: Iterable[tuple[date, Sequence[Segment]]]) -> list[Span]:
    """Turns «from this day on the course was believed to be …» into rectangles, joining what did not change."""
    closed: list[Span] = []
    opened: dict[tuple[int, str | None, date, date], tuple[Segment, date]] = {}
    for day, course in steps:
        # One rectangle goes on while fact, value (of mere presence: none), since and until are the same.
        now = {(one.fact.seq, one.fact.value, one.since, one.until): one for one in course}
        for key in opened.keys() - now.keys():
            segment, since = opened.pop(key)
            closed.append(Span(segment.fact, segment.since, segment.until, since, day))
        for key, segment in now.items():
            opened.setdefault(key, (segment, day))
    closed += [Span(segment.fact, segment.since, segment.until, since, FOREVER) for segment, since in opened.values()]
    return sorted(closed, key=lambda span: (span.known_from, span.true_from, span.fact.seq))


def knowledge(facts: Sequence[Fact]) -> list[tuple[date, list[Fact], list[Segment]]]:
    """For each day on which something was learned: what was learned, and the course believed from then on."""
    days = sorted({fact.learned_on for fact in facts})
    return [(day, [fact for fact in facts if fact.learned_on == day], timeline_of(facts, known_on=day)) for day in days]
