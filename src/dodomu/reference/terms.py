"""When an answer or a deadline is due: days counted one by one, so that everybody can follow the count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dodomu.reference.holidays import holidays, is_martial_law
from dodomu.text import Text

WEEKEND = Text("вихідний", "weekend")
MOVED = Text("вихідний, перенесений зі свята", "day off moved from a holiday")
WORKED_HOLIDAY = Text(
    "свято, але під час воєнного стану це робочий день (закон 2136-IX, ст. 6)",
    "a holiday, but a working day under martial law (law 2136-IX, Art. 6)",
)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the count: its number among the working days, or 0 and the reason why it does not count."""

    on: date
    number: int
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A term and how it was counted."""

    asked_on: date
    working_days: int
    due_on: date
    days: tuple[Day, ...]

    @property
    def skipped(self) -> tuple[Day, ...]:
        """The days that do not count."""
        return tuple(day for day in self.days if not day.number)

    @property
    def remarks(self) -> tuple[Day, ...]:
        """The days about which something has to be said: not counted, or counted although a holiday."""
        return tuple(day for day in self.days if day.why is not None)


def why_free(on: date) -> Text | None:
    """Why nobody works on a day; None on a working day.

    >>> why_free(date(2024, 7, 20)).en, why_free(date(2024, 8, 26)), why_free(date(2021, 8, 24)).en
    ('weekend', None, 'Independence Day')
    """
    if on.weekday() >= 5:
        return WEEKEND
    if is_martial_law(on):
        return None
    if name := holidays(on.year).get(on):
        return name
    return MOVED if on in moved_days(on.year) else None


@cache
def moved_days(year: int) -> frozenset[date]:
    """The working days that are free because a holiday fell on a weekend; two such holidays free two days.

    >>> sorted(day.isoformat() for day in moved_days(2021))  # Easter and 1 May in one weekend
    ['2021-05-03', '2021-05-04', '2021-05-10', '2021-06-21', '2021-12-27']
    """
    named = holidays(year)
    moved: set[date] = set()
    for holiday in sorted(named):
        on = holiday
        while holiday.weekday() >= 5 and (on.weekday() >= 5 or on in named or on in moved):
            on += timedelta(1)
        if on != holiday:
            moved.add(on)
    return frozenset(moved)


def count(asked_on: date, working_days: int) -> Term:
    """Counts working days from the day after the enquiry was sent (Civil Code, Art. 253).

    >>> term = count(date(2024, 7, 18), 10)
    >>> term.due_on, [day.on.day for day in term.skipped]
    (datetime.date(2024, 8, 1), [20, 21, 27, 28])
    >>> count(date(2024, 8, 22), 1).due_on  # Independence Day is on a Saturday; under martial law nothing moves
    datetime.date(2024, 8, 23)
    >>> count(date(2021, 8, 20), 1).due_on, count(date(2021, 8, 20), 2).due_on  # 24 August 2021 was free
    (datetime.date(2021, 8, 23), datetime.date(2021, 8, 25))
    """
    days: list[Day] = []
    number, on = 0, asked_on
    while number < working_days:
        on += timedelta(1)
        why = why_free(on)
        if why is None:
            number += 1
            worked = is_martial_law(on) and on in holidays(on.year)
            days.append(Day(on, number, WORKED_HOLIDAY if worked else None))
        else:
            days.append(Day(on, 0, why))
    return Term(asked_on, working_days, on, tuple(days))
