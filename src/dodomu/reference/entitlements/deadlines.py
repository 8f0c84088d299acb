"""By when something is due: the day, and every line of the count, so that nobody has to believe it.

Civil Code, Art. 253: a term begins on the day after the event. Art. 254(1), (3): years and months end on the same day
of the last month, or on its last day where it has no such day. Art. 254(5): a last day on which nobody works moves to
the first working day after it. Which days those are: `dodomu.reference.terms`.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from dodomu.reference import terms
from dodomu.reference.entitlements.words import EVENTS, counted
from dodomu.text import Text


@dataclass(frozen=True, slots=True)
class Term:
    """So many days, working days, months or years from an event."""

    length: int
    unit: str  # days | working_days | months | years
    event: str  # returned | opened | applied | appealed

    def said(self) -> Text:
        """The term in words.

        >>> print(Term(1, "months", "applied").said().en)
        1 month from the day after: day of the application
        """
        length, event = counted(self.length, self.unit), EVENTS[self.event]
        return Text(
            f"{length.uk} від наступного дня після події: {event.uk}", f"{length.en} from the day after: {event.en}"
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the count: what it is, and the day it leads to."""

    what: Text
    on: date


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day, and how it was found."""

    due_on: date
    lines: tuple[Line, ...]


ANSWER = Term(1, "months", "applied")
COMPLAINT = Term(1, "months", "appealed")
ANSWER_SOURCE = Text(
    "Закон «Про звернення громадян» № 393/96-ВР, ст. 20: не більше одного місяця від дня надходження "
    "(загальний строк, якщо для цього питання не названо іншого)",
    "Law on citizens’ appeals No. 393/96, Art. 20: one month at most from the day it was received "
    "(the general term, where none is named for this question)",
)


def count(term: Term, event_on: date) -> Deadline:
    """The last day of a term, with the lines of its count.

    >>> count(Term(1, "years", "returned"), date(2024, 7, 17)).due_on
    datetime.date(2025, 7, 17)
    >>> count(Term(1, "months", "applied"), date(2025, 1, 31)).due_on  # February has 28 days
    datetime.date(2025, 2, 28)
    >>> [line.on.isoformat() for line in count(Term(10, "days", "applied"), date(2024, 7, 18)).lines]
    ['2024-07-18', '2024-07-19', '2024-07-28', '2024-07-29']
    """
    begin = Line(EVENTS[term.event], event_on)
    first = Line(_FIRST, _next(event_on))
    if term.unit == "working_days":
        found = terms.count(event_on, term.length)
        skipped = tuple(Line(day.why, day.on) for day in found.remarks if day.why is not None)
        return Deadline(found.due_on, (begin, first, *skipped, Line(_LAST, found.due_on)))
    last = _last_day(term, event_on)
    lines = [begin, first, Line(_LAST, last)]
    due = last
    while (why := terms.why_free(due)) is not None:
        due = _next(due)
        lines.append(
            Line(
                Text(
                    f"{why.uk}: переходить на наступний день (ЦК, ст. 254, ч. 5)",
                    f"{why.en}: moves to the day after (Civil Code, Art. 254(5))",
                ),
                due,
            )
        )
    return Deadline(due, tuple(lines))


_FIRST = Text("перший день строку (ЦК, ст. 253)", "first day of the term (Civil Code, Art. 253)")
_LAST = Text("останній день строку", "last day of the term")


def _next(on: date) -> date:
    return on + timedelta(1)


def _last_day(term: Term, event_on: date) -> date:
    if term.unit == "days":
        return event_on + timedelta(term.length)
    return months_after(event_on, term.length * (12 if term.unit == "years" else 1))


def months_after(on: date, months: int) -> date:
    """The same day so many months on; the last of the month where it has no such day.

    >>> months_after(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    month += 1
    return date(year, month, min(on.day, calendar.monthrange(year, month)[1]))
