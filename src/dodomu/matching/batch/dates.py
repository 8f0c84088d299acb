"""A date of birth in the columns that its levels are read from (`births.codes` says which level is which)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from dodomu.matching import births


@lru_cache(maxsize=100_000)
def parts_of(born: int) -> tuple[str | None, str | None, int | None, int | None, int | None, int | None]:
    """Eight digits, kind, day number, year, month and day; all None for no date.

    >>> parts_of(19900705)
    ('19900705', 'day', 726653, 1990, 7, 5)
    >>> parts_of(19900000)[1:]
    ('year', None, 1990, None, None)
    """
    if not born:
        return None, None, None, None, None, None
    year, month, day = born // 10_000, born // 100 % 100, born % 100
    if not month:
        return f"{born:08}", "year", None, year, None, None
    if not day:
        return f"{born:08}", "month", None, year, month, None
    try:
        on: int | None = date(year, month, day).toordinal()
    except ValueError:
        on = None
    return f"{born:08}", "day", on, year, month, day


@lru_cache(maxsize=20_000)
def turned(born: int) -> tuple[int, ...]:
    """The whole dates that two neighbouring digits in the other order give.

    >>> turned(19900705)
    (19090705, 19900750, 19907005)
    """
    if not born % 100:
        return ()
    text = f"{born:08}"
    return tuple(int(text[:at] + text[at + 1] + text[at] + text[at + 2 :]) for at in (2, 6, 4))


def years_near(born: int) -> tuple[int, ...]:
    """The years that are looked at beside the written one."""
    year = born // 10_000
    return tuple(year + off for off in (0, -1, 1, -2, 2, -10, 10)) if year else ()


def days_meant(born: int) -> list[int]:
    """The whole dates that a written one may have been meant as."""
    return [int(one) for one in births.variants(born)[0]] if born % 100 else []
