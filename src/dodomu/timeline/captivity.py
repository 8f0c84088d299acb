"""Captivity in episodes: a person can be captured twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dodomu.text import Text
from dodomu.timeline.facts import FOREVER, Fact, Segment
from dodomu.timeline.statuses import WITHHELD, group_of, is_expected, label


@dataclass(frozen=True, slots=True)
class Episode:
    """One captivity: from its first day to the first day out of it (None while it lasts)."""

    number: int
    since: date
    until: date | None
    ended_by: str | None


def episodes(course: Sequence[Segment]) -> list[Episode]:
    """The captivities of a person, in order, from the course of the status.

    Missing and «being checked» end nothing: the person is not known to be out.
    """
    found: list[Episode] = []
    since: date | None = None
    for segment in course:
        group = group_of(segment.fact.value)
        if group == "captive":
            since = since or segment.since
        elif since and group in {"returned", "dead", "other"} and segment.fact.value != WITHHELD:
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
    """What does not fit in the course of a status: two answers for one day, and moves that are not expected."""
    found: list[Contradiction] = []
    spoken = [segment.fact for segment in course]
    for winner in spoken:
        for other in facts:
            if (
                other.seq != winner.seq
                and other.true_from == winner.true_from
                and other.precision == winner.precision
                and other.value not in (winner.value, None)
            ):
                found.append(
                    Contradiction(
                        other,
                        winner,
                        Text(
                            f"На один день записано два різні статуси: «{label(other.value).uk}» "
                            f"і «{label(winner.value).uk}».",
                            f"Two different statuses are recorded for one day: “{label(other.value).en}” "
                            f"and “{label(winner.value).en}”.",
                        ),
                    )
                )
    for before, after in zip(spoken, spoken[1:], strict=False):
        if after.value and not is_expected(before.value, after.value):
            found.append(
                Contradiction(
                    before,
                    after,
                    Text(
                        f"Після «{label(before.value).uk}» зазвичай не буває «{label(after.value).uk}».",
                        f"“{label(after.value).en}” does not usually follow “{label(before.value).en}”.",
                    ),
                )
            )
    return found


def is_open(segment: Segment) -> bool:
    """Whether a segment lasts to this day as far as was known."""
    return segment.until == FOREVER
