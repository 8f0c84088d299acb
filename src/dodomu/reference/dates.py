"""Dates as far as they are known: 2024-07-25, 2024-07 or 2024."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year"]


@dataclass(frozen=True)
class PartialDate:
    """A date with the precision that its source gives; ``first_day`` is the first day that it may mean.

    >>> PartialDate.read("2024-07")
    PartialDate(first_day=datetime.date(2024, 7, 1), precision='month')
    >>> str(PartialDate.read("2024-07"))
    '2024-07'
    """

    first_day: date
    precision: Precision

    @classmethod
    def read(cls, iso: str) -> "PartialDate":
        parts = [int(part) for part in iso.split("-")]
        precision: Precision = "day" if len(parts) == 3 else "month" if len(parts) == 2 else "year"
        year, month, day = (*parts, 1, 1)[:3]
        return cls(date(year, month, day), precision)

    def __str__(self) -> str:
        return self.first_day.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]
