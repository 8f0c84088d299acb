"""One published statement as the replay sees it: its number, whom it counts, and what it may be compared with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dodomu.claims.consistency import Quantity
from dodomu.claims.populations import POPULATIONS
from dodomu.claims.statements import Stated
from dodomu.claims.wording import Text

_IN_ONE_YEAR = re.compile(r"\bin (20\d\d) only")
#: A total over a series of stages, told beside the running total.
_OF_A_SERIES = re.compile(r"\bover all \w+ stages|\bthree stages\b")


@dataclass(frozen=True)
class Said:
    """A statement in the order of the file; ``known_on`` is the day it could first be read."""

    id: str
    order: int
    value: int | None
    quantity: Quantity
    what: str
    population: str
    scope: str
    channel: str
    as_of: date
    stated_on: date
    known_on: date
    quotes: str | None
    is_copy: bool
    promotes_a_part: bool
    period_year: int | None
    is_of_a_period: bool
    is_by_the_other_side: bool

    @property
    def is_total(self) -> bool:
        """An exact number of all who came home by a day."""
        return self.what == "released" and self.scope == "cumulative" and self.quantity.is_exact and not self.is_copy

    @property
    def is_running_total(self) -> bool:
        """A number of all who came home since the start, in exchanges or at all."""
        return (
            self.what == "released"
            and self.scope == "cumulative"
            and self.channel != "outside"
            and self.population in ("all", "civilians")
            and self.value is not None
            and not self.is_copy
            and not self.is_of_a_period
            and self.period_year is None
        )

    @property
    def is_whole_round(self) -> bool:
        """The number of everybody in a round, or of civilians where only civilians came."""
        return (
            self.what == "released"
            and self.scope == "round"
            and self.population in ("all", "civilians")
            and not self.is_copy
        )

    @property
    def period_starts(self) -> date:
        """The first day of the year that a total of one year counts."""
        return date(self.period_year or self.as_of.year, 1, 1)

    @property
    def definition(self) -> tuple[object, ...]:
        """What is counted; two numbers for one definition and day contradict each other."""
        return (
            self.what,
            self.population,
            self.scope,
            self.channel,
            self.period_year,
            self.is_of_a_period,
            self.scope == "cumulative" and self.as_of,
        )

    @property
    def people(self) -> Text:
        """Whom it counts, in words."""
        group = POPULATIONS[self.population]
        return Text(group.uk.few, group.en[1])

    def compares_with(self, other: "Said") -> bool:
        """Whether a part and a whole may be measured by each other."""
        is_outside = "outside" in (self.channel, other.channel) and self.channel != other.channel
        is_partial = self.period_year or other.period_year or self.is_of_a_period or other.is_of_a_period
        counted = self.value is not None and other.value is not None
        return (self.what, self.scope) == (other.what, other.scope) and counted and not is_outside and not is_partial


def said_from(rows: Iterable[Stated]) -> list[Said]:
    """The statements that count people, in the order of the file."""
    kept = [row for row in rows if row.unit != "rounds" and row.what != "other"]
    population_of = {row.id: row.population for row in kept}
    found = []
    for order, row in enumerate(kept):
        stated, as_of = row.stated_on.first_day, row.as_of.first_day
        known = stated if row.stated_on.precision == "day" else max(stated, as_of)
        year = _IN_ONE_YEAR.search(row.note)
        source = population_of.get(row.quotes or "")
        found.append(
            Said(
                id=row.id,
                order=order,
                value=row.value,
                quantity=Quantity(row.value, row.qualifier, row.value_high),
                what=row.what,
                population=row.population,
                scope=row.scope,
                channel=row.channel,
                as_of=as_of,
                stated_on=stated if row.stated_on.precision == "day" else known,
                known_on=known,
                quotes=row.quotes,
                is_copy=row.quotes is not None,
                promotes_a_part=source is not None and source != row.population,
                period_year=int(year[1]) if year else None,
                is_of_a_period=_OF_A_SERIES.search(row.note) is not None,
                is_by_the_other_side="Russian" in row.speaker,
            )
        )
    return found
