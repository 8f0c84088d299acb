"""Dates in a text, as far as the text and the day of publication tell them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_EN_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_UK_MONTHS = ["січ", "лют", "бер", "кві", "тра", "чер", "лип", "сер", "вер", "жов", "лис", "гру"]
_MONTH_WORD = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|січ(?:ень|ня|ні)|лют(?:ий|ого|ому)|берез(?:ень|ня|ні)|квіт(?:ень|ня|ні)"
    r"|трав(?:ень|ня|ні)|черв(?:ень|ня|ні)|лип(?:ень|ня|ні)|серп(?:ень|ня|ні)|верес(?:ень|ня|ні)|жовт(?:ень|ня|ні)"
    r"|листопад[аі]?|груд(?:ень|ня|ні))"
)
_MONTH = rf"(?P<month>{_MONTH_WORD})\.?(?!\w)"
_YEAR = r"(?:,?\s+(?P<year>20\d\d)(?!\d)(?:-го)?(?:\s+(?:року|рік|р\.))?)?"
_FIRST = r"(?P<day>\d{1,2})"
_SECOND = r"(?P<day2>\d{1,2})"
_IN_YEAR = "|".join(
    rf"(?<=(?<!\w){word} )" for word in ("in", "of", "for", "since", "у", "в", "за", "year", "протягом")
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<year>20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)",
        r"(?<![\d./])(?P<day>\d{1,2})[./](?P<number>\d\d)[./](?P<year>20\d\d)(?!\d)",
        rf"(?<![\d.,]){_FIRST}(?:\s*(?:та|і|й|and|-)\s*{_SECOND})?(?:st|nd|rd|th|-го)?\s+(?:of\s+)?{_MONTH}{_YEAR}",
        rf"(?<!\w){_MONTH}\s+{_FIRST}(?:\s*(?:and|-)\s*{_SECOND})?(?:st|nd|rd|th)?(?!\d|,\d|\s?тис){_YEAR}",
        rf"(?<!\w)(?P<last>last\s+|минулого\s+)?{_MONTH}{_YEAR}",
        r"(?<![\w.,])(?P<year>20[12]\d)-(?:го|му)(?!\w)",
        r"(?<![\w.,])(?P<year>20[12]\d)(?!\d)(?:-го)?\s+(?:року|рік|році|р\.)",
        rf"(?:{_IN_YEAR})(?P<year>20[12]\d)(?![\d-])(?!\s+(?:людей|осіб|people|ukrainian|українц|українськ|військов|soldiers))",
    )
)
_ORDINAL_DAY = re.compile(r"(?<![\w.,-])(\d{1,2})-(?:го|те)(?!\w)(?! (?:обмін|раунд|етап|раз))")
_NOW = re.compile(
    r"(?<!\w)(?:today|сьогодні(?:шн\w+)?|currently|at present|at the moment|now|зараз|наразі|нині"
    r"|на даний момент|на цей момент"
    r"|yesterday|вчора|учора)(?!\w)"
)
_YEAR_AGO = re.compile(r"(?<!\w)(?:торік|минулого року|(?:за )?(?:минулий|попередній) рік|last year)(?!\w)")
_LAST_MONTH = re.compile(r"(?<!\w)(?:минулого місяця|last month)(?!\w)")
#: «Це п'ятий обмін цього року»: the year counts exchanges.
_ORDINAL_BEFORE = re.compile(
    r"(?:-[йяе]|[иі]й|ою|first|second|third|\d(?:st|nd|rd|th)) (?:(?:обмін|раз"
    r"|exchange|swap)\w*\s+)?(?:of )?$"
)
_THIS_YEAR = re.compile(r"(?<!\w)(?:цього року|цьогоріч|у цьому році|this year)(?!\w)(?!'s)")
#: «The third exchange last year»: the year counts exchanges.
_OF_EXCHANGES = re.compile(r"(?:exchanges?|swaps?|обмін\w*)\s+(?:of\s+|in\s+|held\s+|за\s+)?$")
_WEEKDAYS = (
    ("monday", "понеділ"),
    ("tuesday", "вівтор"),
    ("wednesday", "серед[уи]"),
    ("thursday", "четвер"),
    ("friday", "п'ятниц"),
    ("saturday", "субот"),
    ("sunday", "неділ"),
)
_ON_WEEKDAY = tuple(
    re.compile(
        rf"(?<!\w)(?:(?<!next )(?<!every )(?<!by )(?<!until )(?<!each ){en}\b"
        rf"|[ву]\s+{uk}\w*)(?!,?\s+(?:\d{{1,2}}\s+)?{_MONTH_WORD})"
    )
    for en, uk in _WEEKDAYS
)
_SINCE = re.compile(
    r"(?:since|began (?:on |in )?|beginning (?:on|in)|from|after|invasion (?:on|in)"
    r"|(?<!\w)(?:з|із|від|після|починаючи з|(?<!на )початку))\s*(?:friday,?|the)?\s*$"
)
#: «No exchange since August, when 22 came home»: the month is also that of what follows.
_WHEN = re.compile(r",\s*(?:when|коли)\b")
_STARTED = re.compile(r"began on (?:\w+, )?$")
_AS_OF = re.compile(
    r"(?:as of|станом на|(?<!\w)(?<!ніч )на)\s+(?:(?:the\s+)?(?:end|beginning|start|middle) of\s+|mid-"
    r"|середину\s+|кінець\s+|початок\s+)?$"
)


@dataclass(frozen=True)
class Moment:
    """A date in its place. ``is_since`` begins a period, a number is as of ``is_as_of``, ``is_now`` is "today"."""

    start: int
    end: int
    iso: str | None
    is_since: bool = False
    is_as_of: bool = False
    is_now: bool = False
    is_this_year: bool = False  # tells of totals only: «цього року це другий обмін»


def moments(folded: str, *, published: date | None, today: str | None = None) -> list[Moment]:
    """Every date of a folded text. Without a year the latest such day up to publication is meant; unknown gives None.

    ``today`` is what "today" is called where the day of publication is known only in part (``2024-12``).

    >>> told = moments("станом на 3 лютого 2025 року; у травні", published=date(2025, 6, 1))
    >>> [(each.iso, each.is_as_of) for each in told]
    [('2025-02-03', True), ('2025-05', False)]
    >>> [each.iso for each in moments("on july 17", published=None)]
    [None]
    """
    found: list[Moment] = []
    taken = bytearray(len(folded))
    for each in (*_written(folded, published), *_relative(folded, published, today)):
        if not any(taken[each.start : each.end]):
            taken[each.start : each.end] = b"\1" * (each.end - each.start)
            found.append(each)
    found.sort(key=lambda each: each.start)
    return sorted((*found, *_of_the_same_month(folded, found)), key=lambda each: each.start)


def _written(folded: str, published: date | None) -> Iterator[Moment]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            groups = match.groupdict()
            before = folded[max(0, match.start() - 40) : match.start()]
            is_as_of = _AS_OF.search(before) is not None
            if groups.get("month") == "may" and not _is_may(groups, before):
                continue
            month = int(groups["number"]) if groups.get("number") else _month(groups.get("month"))
            iso = _iso(groups, month, published, is_as_of=is_as_of)
            is_since = _SINCE.search(before) is not None and _STARTED.search(before) is None
            is_since = is_since and _WHEN.match(folded, match.end()) is None
            yield Moment(match.start(), match.end(), iso, is_since and not is_as_of, is_as_of)


def _of_the_same_month(folded: str, found: list[Moment]) -> Iterator[Moment]:
    """«23 травня – 390, 24-го – 307»: a day without its month is of the month named before."""
    for match in _ORDINAL_DAY.finditer(folded):
        told = [each for each in found if each.start < match.start() and len(each.iso or "") == 10]
        if told and not any(each.start <= match.start() < each.end for each in found):
            year, month = (told[-1].iso or "").split("-")[:2]
            if (iso := _day(int(year), int(month), int(match[1]))) is not None:
                yield Moment(match.start(), match.end(), iso)


def _is_may(groups: dict[str, str | None], before: str) -> bool:
    return bool(groups.get("day") or groups.get("year") or re.search(r"\b(?:in|of|since|last|by)\s+$", before))


def _month(word: str | None) -> int | None:
    if word is None:
        return None
    start = word[:3]
    return (_EN_MONTHS if start in _EN_MONTHS else _UK_MONTHS).index(start) + 1


def _iso(groups: dict[str, str | None], month: int | None, published: date | None, *, is_as_of: bool) -> str | None:
    year_word, day_word, second = groups.get("year"), groups.get("day"), groups.get("day2")
    if month is None:
        return year_word
    if not 1 <= month <= 12:
        return None
    day = int(day_word) if day_word else None
    if year_word:
        year = int(year_word)
    elif published is None:
        return None
    else:
        is_later = (month, day or 1) > (published.month, published.day)
        if is_later and is_as_of:
            return None  # "as of 24 February" printed on 5 February means "since"
        year = published.year - is_later - (bool(groups.get("last")) and month == published.month)
    if day is None:
        return f"{year:04}-{month:02}"
    days = [_day(year, month, int(each)) for each in (day_word, second) if each]
    return None if None in days else "/".join(each for each in days if each)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _relative(folded: str, published: date | None, today: str | None) -> Iterator[Moment]:
    for match in _NOW.finditer(folded):
        back = 1 if match.group() in ("yesterday", "вчора", "учора") else 0
        iso = today
        if published and today is None:
            iso = (published - timedelta(days=back)).isoformat()
        yield Moment(match.start(), match.end(), iso, is_now=True)
    for match in _YEAR_AGO.finditer(folded):
        if published and not _OF_EXCHANGES.search(folded, max(0, match.start() - 25), match.start()):
            yield Moment(match.start(), match.end(), f"{published.year - 1:04}")
    for match in _LAST_MONTH.finditer(folded):
        if published:
            month = published.replace(day=1) - timedelta(days=1)
            yield Moment(match.start(), match.end(), f"{month.year:04}-{month.month:02}")
    for match in _THIS_YEAR.finditer(folded):
        if published and not _ORDINAL_BEFORE.search(folded, max(0, match.start() - 30), match.start()):
            yield Moment(match.start(), match.end(), f"{published.year:04}", is_this_year=True)
    for weekday, pattern in enumerate(_ON_WEEKDAY):
        for match in pattern.finditer(folded):
            if published is not None and today is None:
                back = (published.weekday() - weekday) % 7
                yield Moment(match.start(), match.end(), (published - timedelta(days=back)).isoformat())
