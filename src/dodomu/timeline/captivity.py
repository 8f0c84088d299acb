"""Captivity in episodes: a person can be captured twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dodomu.text import Text
from dodomu.timeline.facts import FOREVER, Fact, Segment
from dodomu.timeline.statuses import WITHHELD, Status, group_of, is_expected, label

NOT_OUT = frozenset({WITHHELD, Status.DEATH_CLAIMED})
"""What is said of people of whom nobody knows that they are out: a one-sided claim of death, a status kept back."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One captivity: from its first day to the first day out of it (None while it lasts)."""

    number: int
    since: date
    until: date | None
    ended_by: str | None


def episodes(course: Sequence[Segment]) -> list[Episode]:
    """The captivities of a person, in order, from the course of the status.

    Missing, «being checked», a mere claim of death and a withheld status end nothing: the person is not known
    to be out.
    """
    found: list[Episode] = []
    since: date | None = None
    for segment in course:
        group = group_of(segment.fact.value)
        if group == "captive":
            since = since or segment.since
        elif since and group in {"returned", "dead", "other"} and segment.fact.value not in NOT_OUT:
            found.append(Episode(len(found) + 1, since, segment.since, segment.fact.value))
            since = None
    if since:
        found.append(Episode(len(found) + 1, since, None, None))
    return found


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two facts that do not go together, and why, in words."""

    first: Fact
    second: Fact
    text: Text


def contradictions(facts: Sequence[Fact], course: Sequence[Segment]) -> list[Contradiction]:
    """What does not fit in the course of a status: a step, between two facts that stand, that is not expected.

    Several statuses of one day are steps in the order of recording: handed over and then returned on the day of
    an exchange is how people come home, and no contradiction.
    """
    found: list[Contradiction] = []
    before: Fact | None = None
    for segment in course:
        for fact in _steps(facts, segment.fact):
            if before and fact.value and not is_expected(before.value, fact.value):
                found.append(Contradiction(before, fact, _why(before, fact)))
            before = fact
    return found


def _steps(facts: Sequence[Fact], winner: Fact) -> list[Fact]:
    """The facts that begin on the winner's day and are known as exactly, the winner last."""
    beside = [
        fact
        for fact in facts
        if fact.seq != winner.seq
        and fact.value is not None
        and (fact.true_from, fact.precision) == (winner.true_from, winner.precision)
    ]
    return [*sorted(beside, key=lambda fact: fact.weight), winner]


def _why(before: Fact, after: Fact) -> Text:
    first, second = label(before.value), label(after.value)
    if before.true_from == after.true_from:
        return Text(
            f"На один день записано два статуси, що не поєднуються: «{first.uk}» і «{second.uk}».",
            f"Two statuses that do not go together are recorded for one day: “{first.en}” and “{second.en}”.",
        )
    return Text(
        f"Після «{first.uk}» зазвичай не буває «{second.uk}».",
        f"“{second.en}” does not usually follow “{first.en}”.",
    )


def is_open(segment: Segment) -> bool:
    """Whether a segment lasts to this day as far as was known."""
    return segment.until == FOREVER
