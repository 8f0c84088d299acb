"""Counting for a figure: the question to the register, the frozen answer for ever, and what today's facts say."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dodomu.figures.models import Definition, Figure
from dodomu.people import counting
from dodomu.people.counting import Question
from dodomu.people.models import Fact
from dodomu.people.projection import joined_records, value_fact
from dodomu.timeline import facts as timeline
from dodomu.timeline.joins import roots
from dodomu.timeline.readings import course_since_ever
from dodomu.timeline.statuses import members
from dodomu.units.queries import by_code


def last_day(as_of: date, precision: str) -> date:
    """The last day that an «as of» can mean.

    >>> last_day(date(2024, 7, 1), "month"), last_day(date(2024, 1, 1), "year").isoformat()
    (datetime.date(2024, 7, 31), '2024-12-31')
    """
    if precision == "year":
        return as_of.replace(month=12, day=31)
    if precision == "month":
        return as_of.replace(day=calendar.monthrange(as_of.year, as_of.month)[1])
    return as_of


def question(definition: Definition, *, true_on: date, known_on: date) -> Question | None:
    """The definition as a question to the register; None where it cannot be counted here."""
    if not definition.status:
        return None
    unit = by_code(definition.unit_code) if definition.unit_code else None
    return Question(
        true_on=true_on,
        known_on=known_on,
        status=definition.status,
        unit_paths=[unit.path] if unit else [] if definition.unit_code else None,
        group=definition.group,
        is_confirmed_only=definition.is_confirmed_only,
    )


def count(definition: Definition, *, true_on: date, known_on: date, since: date | None = None) -> int | None:
    """How many the register counts; with `since` by how many that number grew from that day on.

    None where it cannot be counted here, and where it shrank: then no number of people answers.
    """
    asked = question(definition, true_on=true_on, known_on=known_on)
    if asked is None:
        return None
    number = counting.count(asked)
    return number if since is None else _growth(counting.count(_before(asked, since)), number)


def _before(asked: Question, since: date) -> Question:
    """The same question about the evening before a period began."""
    return replace(asked, true_on=since - timedelta(days=1))


def _growth(before: int, after: int) -> int | None:
    return after - before if after >= before else None


def last_seq() -> int:
    """The place in the log of facts that has been reached."""
    return Fact.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def recount(figure: Figure) -> int | None:
    """The count of a figure over again, from the facts it was counted from: for ever the same number.

    Facts recorded later count as not there, also those that were back-dated or learned later the same day. Only the
    people of such facts are folded anew; for all others the spans of the register answer.
    """
    asked = question(figure.definition, true_on=figure.true_on, known_on=figure.known_on)
    if asked is None:
        return None
    number = _recount(asked, figure)
    if figure.period_from is None:
        return number
    return _growth(_recount(_before(asked, figure.period_from), figure), number)


def _recount(asked: Question, figure: Figure) -> int:
    abouts = ["status", "unit_at_capture", "same_as", *([f"group:{asked.group}"] if asked.group else [])]
    late = Fact.objects.filter(seq__gt=figure.last_seq, learned_on__lte=figure.known_on)
    late_people = set(late.filter(about__in=abouts).values_list("person", flat=True))
    if not late_people:
        return counting.count(asked)
    together, joins = joined_records(late_people)
    records = set().union(*together.values())
    counted_now = counting.people(asked).filter(person__in=records).count()
    return counting.count(asked) - counted_now + _counted_then(asked, records, joins, last=figure.last_seq)


def _counted_then(asked: Question, records: set[int], joins: list[timeline.Fact], *, last: int) -> int:
    """How many of these records answered the question when the log ended at `last`."""
    speaks = roots([join for join in joins if join.seq <= last], known_on=asked.known_on)
    facts: dict[tuple[int, str], list[timeline.Fact]] = {}
    for row in Fact.objects.filter(person__in=records, seq__lte=last):
        fact = value_fact(row)
        facts.setdefault((speaks.get(fact.person, fact.person), fact.about), []).append(fact)
    return sum(_answers(asked, person, facts) for person in {person for person, _about in facts})


def _answers(asked: Question, person: int, facts: dict[tuple[int, str], list[timeline.Fact]]) -> bool:
    status = timeline.as_of(facts.get((person, "status"), []), true_on=asked.true_on, known_on=asked.known_on)
    if status is None or status.value not in members(asked.status):
        return False
    if asked.is_confirmed_only and status.standing != "confirmed":
        return False
    if asked.unit_paths is not None:
        course = course_since_ever(facts.get((person, "unit_at_capture"), []), known_on=asked.known_on)
        unit = next((one.fact.value for one in course if one.since <= asked.true_on < one.until), None)
        if unit is None or not _is_within(unit, asked.unit_paths):
            return False
    if asked.group:
        own = facts.get((person, f"group:{asked.group}"), [])
        membership = timeline.as_of(own, true_on=asked.true_on, known_on=asked.known_on)
        return membership is not None and membership.value == "member"
    return True


def _is_within(code: str, paths: Sequence[str]) -> bool:
    unit = by_code(code)
    return unit is not None and any(unit.path.startswith(path) for path in paths)


@dataclass(frozen=True, slots=True)
class Drift:
    """A figure beside the register: what was said, counted then, counted over again, and what today's facts say."""

    said: int | None
    counted: int | None
    recounted: int | None
    today: int | None

    @property
    def is_reproduced(self) -> bool:
        """Whether counting over again gives the number that was counted."""
        return self.counted == self.recounted

    @property
    def moved(self) -> int:
        """By how many people today's facts differ from the count of then."""
        return (self.today or 0) - (self.counted or 0)


def drift(figure: Figure, *, today: date) -> Drift | None:
    """«755 as known then; today's facts say …»; None where the register cannot count it."""
    if figure.computed is None:
        return None
    as_known_today = count(
        figure.definition,
        true_on=figure.true_on,
        known_on=max(today, figure.known_on),
        since=figure.period_from,
    )
    return Drift(figure.value, figure.computed, recount(figure), as_known_today)
