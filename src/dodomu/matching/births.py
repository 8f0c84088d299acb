"""Dates of birth as numbers, and how a written one stands to each: exact, swapped, a digit or a year off, or another.

A date is kept as yyyymmdd; a month as yyyymm00, a year as yyyy0000, nothing as 0.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

NONE, EXACT, FIRST_OF_JANUARY, SWAPPED, YEAR_ONE, YEAR_TWO, YEAR_TEN, DIGIT, MONTH_YEAR, YEAR, OTHER = range(11)
(
    Y_SAME,
    Y_ONE,
    Y_DIGIT,
    Y_OTHER,
    M_SAME,
    M_YEAR,
    M_NEAR,
    M_OTHER,
    SWAPPED_YEAR,
    TRANSPOSED,
    DAY_NEAR,
    MONTH_NEAR,
    OTHER_MONTH,
) = range(11, 24)
LEVELS = (
    "none", "exact", "1 January", "swapped", "year off by 1", "year off by 2", "year off by 10", "one digit",
    "month and year",
    "year", "other", "year only: same", "year only: off by 1", "year only: one digit", "year only: other",
    "month only: same",
    "month only: year", "month only: near", "month only: other", "swapped, year off", "digits swapped",
    "day off by a few",
    "month off by 1", "another month",
)  # fmt: skip

Born = NDArray[np.int32]
Codes = NDArray[np.int8]


def number_of(on: date | None, precision: str) -> int:
    """A date as the index keeps it.

    >>> number_of(date(1990, 7, 5), "day"), number_of(date(1990, 7, 1), "month"), number_of(None, "")
    (19900705, 19900700, 0)
    """
    if on is None:
        return 0
    whole = on.year * 10_000 + on.month * 100 + on.day
    return whole if precision == "day" else whole // 100 * 100 if precision == "month" else whole // 10_000 * 10_000


@lru_cache(maxsize=20_000)
def variants(born: int) -> tuple[Born, Codes]:
    """The whole dates that a written one may have been meant as, in order, with how each differs."""
    year, month, day = born // 10_000, born // 100 % 100, born % 100
    found: dict[int, int] = {}
    text = f"{born:08}"
    for unit in (100_000, 10_000, 1_000, 100, 10, 1):  # the century is never mistaken
        first = born - born // unit % 10 * unit
        for other in range(first, first + 10 * unit, unit):
            if other % 10_000 in _DAYS and 1900 <= other // 10_000 <= 2030 and other != born:
                found[other] = DIGIT
    for one in (2, 6, 4):  # neighbours in year, day, month
        _keep(found, int(text[:one] + text[one + 1] + text[one] + text[one + 2 :]), TRANSPOSED)
    for other in range(1, 13):
        if other != month:
            _keep(found, year * 10_000 + other * 100 + day, MONTH_NEAR if abs(other - month) == 1 else OTHER_MONTH)
    for off in (-3, -2, -1, 1, 2, 3):
        near = _shifted(born, off)
        if near:
            found[near] = DAY_NEAR
    for off, level in ((1, YEAR_ONE), (2, YEAR_TWO), (10, YEAR_TEN)):
        for sign in (-1, 1):
            found[(year + sign * off) * 10_000 + month * 100 + day] = level
            if day <= 12 and day != month:
                _keep(found, (year + sign * off) * 10_000 + day * 100 + month, SWAPPED_YEAR)
    if day <= 12 and day != month:
        found[year * 10_000 + day * 100 + month] = SWAPPED
    found[born] = FIRST_OF_JANUARY if (month, day) == (1, 1) else EXACT
    order = sorted(found)
    return np.array(order, dtype=np.int32), np.array([found[one] for one in order], dtype=np.int8)


def _shifted(born: int, days: int) -> int:
    try:
        on = date(born // 10_000, born // 100 % 100, born % 100) + timedelta(days=days)
    except ValueError:
        return 0
    return number_of(on, "day")


_DAYS = frozenset(month * 100 + day for month in range(1, 13) for day in range(1, 32))


def _keep(found: dict[int, int], other: int, level: int) -> None:
    if other % 10_000 in _DAYS and 1900 <= other // 10_000 <= 2030:
        found.setdefault(other, level)


def codes(written: int, born: Born) -> Codes:
    """The level of each date against a written one, both at their own precision.

    >>> rows = np.array([19900705, 19900507, 19910705, 19670101, 0], dtype=np.int32)
    >>> [LEVELS[code] for code in codes(19900705, rows)]
    ['exact', 'swapped', 'year off by 1', 'other', 'none']
    >>> [LEVELS[code] for code in codes(19900000, rows)]
    ['year only: same', 'year only: same', 'year only: off by 1', 'year only: other', 'none']
    """
    if not written:
        return np.zeros(len(born), dtype=np.int8)
    if written % 10_000 == 0:
        return _by_year(written // 10_000, born)
    if written % 100 == 0:
        return _by_month(written // 100, born)
    known, level = variants(written)
    at = np.minimum(np.searchsorted(known, born), len(known) - 1)
    month = born // 100
    out = np.where(month == written // 100, MONTH_YEAR, np.where(born // 10_000 == written // 10_000, YEAR, OTHER))
    out = np.where(known[at] == born, level[at], out).astype(np.int8)
    coarse = born % 100 == 0
    if coarse.any():
        by_year = _by_year(written // 10_000, born)
        out = np.where(born % 10_000 == 0, by_year, np.where(coarse, _by_month(written // 100, born), out))
        out = out.astype(np.int8)
    return out


def _by_year(year: int, born: Born) -> Codes:
    years = born // 10_000
    off = np.abs(years - year)
    one_digit = (off % 10 == 0) & (off < 100) | (years // 10 == year // 10)
    out = np.where(off == 0, Y_SAME, np.where(off == 1, Y_ONE, np.where(one_digit, Y_DIGIT, Y_OTHER)))
    return np.where(born == 0, NONE, out).astype(np.int8)


def _by_month(month: int, born: Born) -> Codes:
    months = born // 100
    year_off = np.abs(months // 100 - month // 100)
    near = (months % 100 == month % 100) & ((year_off <= 2) | (year_off == 10))
    out = np.where(
        months == month, M_SAME, np.where(near, M_NEAR, np.where(year_off == 0, M_YEAR, M_OTHER))
    )  # fmt: skip
    out = np.where(born % 10_000 == 0, _by_year(month // 100, born), out)
    return np.where(born == 0, NONE, out).astype(np.int8)
