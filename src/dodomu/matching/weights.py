"""The weight of each kind of agreement and disagreement: natural logarithms of the change of the odds.

First values, reasoned from how often each happens in lists (misspelling, wrong patronymic, day and month swapped) and
by chance.
"""

import math
from datetime import date

from dodomu.formats.dates import ReadDate
from dodomu.formats.ranks import rank_of, rank_step
from dodomu.names.compare import Alike
from dodomu.text import Text

# How much of the full weight a surname or given name keeps when it is only similar.
_KEPT = ((0.96, 1.0), (0.92, 0.72), (0.87, 0.6), (0.8, 0.42), (0.75, 0.25), (0.72, 0.12))

DATE_SAME = 9.2
DATE_FIRST_OF_JANUARY = 7.0
DATE_SWAPPED = 5.8
DATE_YEAR_OFF = 4.2
DATE_ONE_DIGIT = 3.2
DATE_DIFFERS = -4.8
YEAR_SAME_ONLY = -0.8
MONTH_SAME = 6.0
YEAR_SAME = 3.6
YEAR_NEXT = -0.6
UNIT_SAME, UNIT_DIFFERS = 3.0, -0.6
RANK_SAME, RANK_NEAR, RANK_FAR = 1.0, 0.0, -0.6
PLACE_SAME = 1.5
SEX_DIFFERS = -3.0
INITIAL_SAME = 1.4


def part_weight(alike: Alike, share: float, *, kept_if_same: float, differs: float) -> float:
    """The weight of a name part: agreement on a rare one says more; disagreement says the same for all.

    >>> from dodomu.names.compare import compare_surname
    >>> same = compare_surname("Коваль", "Коваль")
    >>> [round(part_weight(same, share, kept_if_same=0.85, differs=-5)) for share in (0.0001, 0.01)]
    [9, 4]
    """
    if alike.mark == "nodata":
        return 0.0
    full = math.log(kept_if_same / share)
    for least, kept in _KEPT:
        if alike.score >= least and alike.mark != "differs":
            return full * kept
    return differs * (1.0 if alike.score < 0.5 else 0.8 if alike.score < 0.62 else 0.6)


def date_weight(line: ReadDate, on: date | None, precision: str) -> tuple[float, str, Text]:
    """Weight, mark and sentence of two dates of birth, each at its own precision.

    >>> from dodomu.formats.dates import read_date
    >>> date_weight(read_date("07.05.1990"), date(1990, 7, 5), "day")[2].en
    'day and month of birth are swapped'
    """
    if line.on is None or on is None:
        return 0.0, "nodata", Text("дати народження немає", "no date of birth")
    if line.precision == "year" or precision == "year":
        return _years(line.on.year, on.year)
    if line.precision == "month" or precision == "month":
        if (line.on.year, line.on.month) == (on.year, on.month):
            return MONTH_SAME, "same", Text("збігаються місяць і рік народження", "same month and year of birth")
        if line.on.year == on.year:
            return -1.0, "similar", Text("збігається лише рік народження", "only the year of birth agrees")
        near = line.on.month == on.month and abs(line.on.year - on.year) <= 2
        return (-1.5 if near else DATE_DIFFERS), "differs", Text("інша дата народження", "another date of birth")
    return _days(line.on, on)


def _years(one: int, two: int) -> tuple[float, str, Text]:
    if one == two:
        return YEAR_SAME, "same", Text("збігається рік народження", "same year of birth")
    if abs(one - two) == 1:
        return YEAR_NEXT, "similar", Text("рік народження інший на один", "the year of birth is one off")
    if sorted(str(one)) == sorted(str(two)):
        return -1.5, "similar", Text("цифри року народження переставлено", "digits of the year of birth are swapped")
    return DATE_DIFFERS, "differs", Text("інший рік народження", "another year of birth")


def _days(one: date, two: date) -> tuple[float, str, Text]:
    if one == two:
        if (one.month, one.day) == (1, 1):
            return (
                DATE_FIRST_OF_JANUARY,
                "same",
                Text(
                    "збігається дата, але 1 січня часто пишуть, коли знають лише рік",
                    "same date, but 1 January is often written when only the year is known",
                ),
            )
        return DATE_SAME, "same", Text("збігається дата народження", "same date of birth")
    if (one.year, one.month, one.day) == (two.year, two.day, two.month):
        return (
            DATE_SWAPPED,
            "similar",
            Text("день і місяць народження переставлено", "day and month of birth are swapped"),
        )
    if (one.month, one.day) == (two.month, two.day) and abs(one.year - two.year) <= 2:
        return (
            DATE_YEAR_OFF,
            "similar",
            Text(
                "день і місяць народження збігаються, рік трохи інший",
                "day and month of birth agree, the year is slightly off",
            ),
        )
    a, b = f"{one:%d%m%Y}", f"{two:%d%m%Y}"
    if sum(x != y for x, y in zip(a, b, strict=True)) == 1:
        return (
            DATE_ONE_DIGIT,
            "similar",
            Text("у даті народження інша одна цифра", "one digit of the date of birth differs"),
        )
    if one.year == two.year:
        return YEAR_SAME_ONLY, "differs", Text("збігається лише рік народження", "only the year of birth agrees")
    if (one.month, one.day) == (two.month, two.day) and sorted(a) == sorted(b):
        return (
            DATE_ONE_DIGIT,
            "similar",
            Text("цифри року народження переставлено", "digits of the year of birth are swapped"),
        )
    return DATE_DIFFERS, "differs", Text("інша дата народження", "another date of birth")


def rank_weight(received: str, ours: str) -> tuple[float, str, Text]:
    """Ranks: the same speaks for, one far away against; people are promoted in their absence."""
    one, two = rank_of(received), rank_of(ours)
    if not one or not two:
        return 0.0, "nodata", Text("звання невідоме", "rank not known")
    if one == two:
        return RANK_SAME, "same", Text("те саме звання", "same rank")
    near = abs(rank_step(one) - rank_step(two)) <= 4
    if near:
        return RANK_NEAR, "similar", Text("близьке звання", "a near rank")
    return RANK_FAR, "differs", Text("інше звання", "another rank")
