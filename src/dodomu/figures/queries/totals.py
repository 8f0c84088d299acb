"""The running total of everybody who came home, as officials stated it, and what the rounds between two totals make.

Only the public record that the service ships with: what the office notes of texts is not shown as a series here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from dodomu.claims.replay import RECORD_SINCE
from dodomu.claims.said import said_from
from dodomu.figures.models import Statement
from dodomu.reference.statements import read_statements


@cache
def _running_totals() -> frozenset[str]:
    """The statements that give the exact number of all who came home since the invasion began, and copy nobody."""
    return frozenset(
        one.id
        for one in said_from(read_statements())
        if one.is_running_total and one.population == "all" and one.quantity.is_exact
    )


def stated_totals(*, until: date) -> list[Statement]:
    """Every such total published by a day, in the order of the days it holds for."""
    rows = Statement.objects.filter(key__in=_running_totals(), noted_by=None, status="asserted", value__isnull=False)
    rows = rows.filter(stated_on__lte=until, as_of__gte=RECORD_SINCE, as_of__lte=until).select_related("outlet")
    return sorted(rows, key=lambda one: (one.as_of, one.stated_on, one.pk))


@dataclass(frozen=True, slots=True)
class Round:
    """One day of a round for the sum: how many count to the running total; None where the number was kept back."""

    on: date
    number: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """A stated total beside the one before it plus the rounds between; `expected` None: it cannot be told.

    `is_outlier`: it fits neither the total before it nor the one after it, while those two fit each other.
    """

    statement: Statement
    expected: int | None
    is_outlier: bool = False

    @property
    def stated(self) -> int:
        """What was said."""
        return self.statement.value or 0

    @property
    def difference(self) -> int | None:
        """By how many people the stated total is above (or below) the sum."""
        return None if self.expected is None else self.stated - self.expected


def steps(totals: Sequence[Statement], rounds: Sequence[Round]) -> list[Step]:
    """Each total with what the total before it and the rounds between make together.

    A total that alone falls out of the row is no base for the next one: 3,935 between 3,767 and 3,956 is the mistake,
    and not both it and its neighbour.
    """
    found: list[Step] = []
    before: Statement | None = None
    for place, total in enumerate(totals):
        expected = _sum(before, total, rounds)
        after = totals[place + 1] if place + 1 < len(totals) else None
        is_off = expected is not None and expected != total.value
        is_outlier = is_off and after is not None and _sum(before, after, rounds) == after.value
        found.append(Step(total, expected, is_outlier))
        before = before if is_outlier else total
    return found


def _sum(before: Statement | None, total: Statement, rounds: Sequence[Round]) -> int | None:
    """A total plus the rounds up to another one; None before the first, and where a round is without a number."""
    if before is None or before.value is None:
        return None
    between = [one.number for one in rounds if before.as_of < one.on <= total.as_of]
    return None if None in between else before.value + sum(number or 0 for number in between)
