"""Days on which nobody works in Ukraine, as dated rows of the law.

Sources: Labour Code (КЗпП), Art. 67 (weekends; a holiday on a weekend moves to the next working day) and Art. 73 (list
of holidays; changed by law 3107-IX of 14 July 2023: Christmas on 25 December, Statehood on 15 July, Defenders on
1 October). Law 2136-IX of 15 March 2022, Art. 6(6): while martial law lasts, Art. 73 and the moving of days off do not
apply, so holidays are working days and only weekends are free. Martial law: decree 64/2022, since 24 February 2022.
To be checked by a lawyer before the rows are relied on in a dispute.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dodomu.text import Text


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday of the law: a fixed day of the year, or so many days after Easter, and while it is in force."""

    name: Text
    month: int = 0
    day: int = 0
    after_easter: int | None = None
    valid_from: date = date.min
    valid_to: date = date.max

    def in_year(self, year: int) -> date | None:
        """The day in a year; None where the law did not name it then."""
        found = easter(year) + timedelta(self.after_easter) if self.after_easter is not None else None
        on = found or date(year, self.month, self.day)
        return on if self.valid_from <= on < self.valid_to else None


def easter(year: int) -> date:
    """Easter of the Eastern rite (Meeus, Julian), as a date of the civil calendar.

    >>> easter(2022), easter(2024)
    (datetime.date(2022, 4, 24), datetime.date(2024, 5, 5))
    """
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(13)  # the two calendars are 13 days apart until 2099


NEW_LIST = date(2023, 7, 28)  # law 3107-IX in force
HOLIDAYS: tuple[Holiday, ...] = (
    Holiday(Text("Новий рік", "New Year"), 1, 1),
    Holiday(Text("Різдво Христове (7 січня)", "Christmas (7 January)"), 1, 7, valid_to=NEW_LIST),
    Holiday(Text("Міжнародний жіночий день", "International Women’s Day"), 3, 8),
    Holiday(Text("Пасха (Великдень)", "Easter"), after_easter=0),
    Holiday(Text("Трійця", "Trinity"), after_easter=49),
    Holiday(Text("День праці", "Labour Day"), 5, 1),
    Holiday(Text("День пам’яті та перемоги", "Day of Remembrance and Victory"), 5, 8, valid_from=date(2024, 1, 1)),
    Holiday(Text("День перемоги", "Victory Day"), 5, 9, valid_to=date(2024, 1, 1)),
    Holiday(Text("День Конституції України", "Constitution Day"), 6, 28),
    Holiday(Text("День Української Державності", "Day of Statehood"), 7, 15, valid_from=NEW_LIST),
    Holiday(
        Text("День Української Державності", "Day of Statehood"),
        7,
        28,
        valid_from=date(2022, 1, 1),
        valid_to=NEW_LIST,
    ),
    Holiday(Text("День незалежності України", "Independence Day"), 8, 24),
    Holiday(Text("День захисників і захисниць України", "Defenders’ Day"), 10, 1, valid_from=NEW_LIST),
    Holiday(Text("День захисників і захисниць України", "Defenders’ Day"), 10, 14, valid_to=NEW_LIST),
    Holiday(Text("Різдво Христове", "Christmas"), 12, 25),
)

MARTIAL_LAW: tuple[tuple[date, date | None], ...] = ((date(2022, 2, 24), None),)
"""While it lasts holidays are working days. Its end is entered here, with the act, on the day it is known."""


def is_martial_law(on: date) -> bool:
    """Whether martial law was in force on a day.

    >>> is_martial_law(date(2022, 2, 23)), is_martial_law(date(2024, 8, 24))
    (False, True)
    """
    return any(begin <= on and (end is None or on < end) for begin, end in MARTIAL_LAW)


def holidays(year: int) -> dict[date, Text]:
    """The holidays of a year, as the list of the law stood then.

    >>> holidays(2021)[date(2021, 10, 14)].en, date(2024, 10, 14) in holidays(2024)
    ('Defenders’ Day', False)
    """
    found = ((holiday.in_year(year), holiday.name) for holiday in HOLIDAYS)
    return {on: name for on, name in found if on is not None}
