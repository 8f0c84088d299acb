"""When each version of a figure stood: the same numbers as they were known at an instant, and what changed after one.

`asOf`, `updatedAfter` and `includeHistory` mean here what they mean in the web services of SDMX. A version stands
from `known_from`, which is inside, to `known_to`, which is outside. Where only the day is known, its first moment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from dodomu.clock import KYIV, day
from dodomu.figures.models import Correction, Figure
from dodomu.figures.queries.public import Shown, public_figures, shown


@dataclass(frozen=True, slots=True)
class Vintage:
    """One version with the time in which it stood. `successor` is the version that took its place.

    `changes` are the instants at which something became known of it; `ended_as` is what it was when it stood no more.
    """

    one: Shown
    known_from: datetime
    known_to: datetime | None
    changes: tuple[datetime, ...]
    successor: Figure | None = None
    correction: Correction | None = None
    ended_as: str = ""

    @property
    def figure(self) -> Figure:
        """The version itself."""
        return self.one.figure

    @property
    def updated_at(self) -> datetime:
        """When something of it last became known."""
        return max(self.changes)

    @property
    def state(self) -> str:
        """Whether it stands, or what became of it."""
        return self.ended_as if self.has_ended else "published"

    @property
    def has_ended(self) -> bool:
        """Whether it was corrected, revised or withdrawn; a newer date alone ends nothing."""
        return self.known_to is not None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a program asks: the state of an instant, what changed after one, and whether replaced versions count too."""

    as_of: datetime | None = None
    updated_after: datetime | None = None
    includes_history: bool = False


def moment(on: date | None, at: datetime | None) -> datetime:
    """The instant of something of which the day counts: exact where it was recorded that day, else the day's first.

    >>> moment(date(2024, 7, 25), None).isoformat()
    '2024-07-25T00:00:00+03:00'
    """
    if at is not None and (on is None or day(at) == on):
        return at.astimezone(KYIV)
    assert on is not None
    return datetime.combine(on, time(), KYIV)


def vintages(found: Iterable[Shown], corrections: Iterable[Correction]) -> list[Vintage]:
    """The versions in their order, each with the time in which it stood."""
    of_figure: dict[int, list[Correction]] = defaultdict(list)
    for correction in corrections:
        if correction.figure_id is not None and correction.kind == "correction":
            of_figure[correction.figure_id].append(correction)
    return [_vintage(one, of_figure[one.figure.pk]) for one in found]


def _vintage(one: Shown, corrections: Sequence[Correction]) -> Vintage:
    figure, successor = one.figure, one.replaced_by
    begins = moment(figure.published_on, figure.published_at)
    if figure.held_approved_at is not None:
        # before the further approval nobody outside could read it
        begins = max(begins, figure.held_approved_at.astimezone(KYIV))
    if figure.embargo_until is not None:
        begins = max(begins, figure.embargo_until.astimezone(KYIV))
    first = min(corrections, key=lambda each: each.pk, default=None)
    told = [moment(each.issued_on, each.issued_at) for each in corrections]
    followed = [moment(successor.published_on, successor.published_at)] if successor else []
    ends = None
    if figure.state == "withdrawn":
        ends = moment(figure.withdrawn_on, figure.withdrawn_at)
    elif figure.state == "corrected" and first is not None:
        # what had been revised stood no more when its mistake was found
        ends = min([moment(first.issued_on, first.issued_at), *(followed if _was_revised(successor) else [])])
    elif figure.state != "published":
        ends = followed[0] if followed else begins
    ends = max(ends, begins) if ends else None
    changes = (begins, *([ends] if ends else []), *(max(each, begins) for each in [*told, *followed]))
    return Vintage(one, begins, ends, changes, successor, first, figure.state)


def _was_revised(successor: Figure | None) -> bool:
    return successor is not None and successor.replaces_as == "revision"


def chosen(found: Iterable[Vintage], asked: Asked) -> list[Vintage]:
    """The vintages that answer a question of a program.

    Without history a version that has a successor is left out; one that was withdrawn, or corrected and not yet
    replaced, stays as the last thing said, with its state. As of an instant, what came later is not known: neither
    the successor nor the end of a version.
    """
    answer = [one if asked.as_of is None else _as_known(one, asked.as_of) for one in found]
    known = [one for one in answer if one is not None]
    if not asked.includes_history:
        known = [one for one in known if one.successor is None]
    if asked.updated_after is not None:
        known = [one for one in known if one.updated_at > asked.updated_after]
    return known


def _as_known(one: Vintage, at: datetime) -> Vintage | None:
    """A vintage as it was known at an instant; None before it was published."""
    if one.known_from > at:
        return None
    successor = one.successor
    if successor is not None and moment(successor.published_on, successor.published_at) > at:
        successor = None
    changes = tuple(each for each in one.changes if each <= at)
    if one.known_to is not None and one.known_to > at:
        return replace(one, known_to=None, successor=None, correction=None, changes=changes)
    correction, ended_as = one.correction, one.ended_as
    if correction is not None and moment(correction.issued_on, correction.issued_at) > at:
        correction, ended_as = None, "revised"  # that it was wrong became known later
    return replace(one, successor=successor, changes=changes, correction=correction, ended_as=ended_as)


def every_version(*, smallest: int, now: datetime) -> list[Shown]:
    """All public versions of all figures, the latest date first."""
    return [shown(figure, smallest=smallest) for figure in public_figures(now=now)]
