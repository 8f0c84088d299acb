"""Dates as people and programs write them, read without guessing more than was written."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from dodomu.names.normalise import fold, tidy

Precision = Literal["day", "month", "year", ""]
EARLIEST_YEAR = 1900
LATEST_YEAR = 2100
TWO_DIGIT_TURN = 30  # 00 to 30 are of this century, unless the caller says what is latest
START_1900 = date(1899, 12, 30)
START_1904 = date(1904, 1, 1)
FALSE_LEAP_DAY = 60  # 29 February 1900, which the first spreadsheets had and the calendar has not


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date with how exactly it was written; `warning` is "bad_date", "ambiguous_date" or "".

    A month counts from its first day, a year from its first day. `raw` is what stood there.
    """

    on: date | None = None
    precision: Precision = ""
    warning: str = ""
    raw: str = ""

    @property
    def written(self) -> str:
        """The date as ISO at its own precision, "" when there is none."""
        length = {"day": 10, "month": 7, "year": 4, "": 0}[self.precision]
        return self.on.isoformat()[:length] if self.on else ""


_MONTHS = (
    "січ янв jan", "лют фев feb", "бер мар mar", "кві апр apr", "тра май мая may", "чер июн jun", "лип июл jul",
    "сер авг aug", "вер сен sep", "жов окт oct", "лис ноя nov", "гру дек dec",
)  # fmt: skip
_MONTH = {start: number for number, starts in enumerate(_MONTHS, start=1) for start in starts.split()}
_MONTH |= {"травень": 5, "травня": 5, "трав": 5}
_MONTH |= dict(zip("i ii iii iv v vi vii viii ix x xi xii".split(), range(1, 13), strict=True))
_ROMAN = str.maketrans("ІХіх", "IXix")
_TAIL = r"(?:\s*(?:року\s+народження|года\s+рождения|рік\s+народження|р\.?\s?н\.?|г\.?\s?р\.?|року?|рік|года?|р|г)\.?)?"
_HEAD = (
    r"(?:(?:нар(?:\.|одив\w*|одж\w*)?|род(?:\.|ил\w*)?|рожд\w*|д\.?\s?н\.?|д\.?\s?р\.?|born|dob|від|от)\s*[:.]?\s*)?"
)
_TIME = r"(?:[t ]\s?\d{1,2}:\d{2}.*)?"
_UNKNOWN = frozenset(["-", "--", "—", "–", "n/a", "na", "н/д", "none", "null"])

_QUOTES = re.compile('[«»“”„"]')
_ZONE = r"(?:z|[+-]\d{2}:\d{2})?"  # of a day in XML
_ISO = re.compile(rf"(\d{{4}})\s?[-./ ]\s?(\d{{1,2}})\s?[-./ ]\s?(\d{{1,2}})(?:{_TIME}|{_ZONE})")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})\s?([-./, ])\s?(\d{{1,2}})\s?[-./, ]\s?(\d{{4}}|\d{{2}}){_TIME}")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s?[-./]\s?(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[-./](\d{1,2})")
_WORDS = re.compile(
    r"(?:(\d{1,2})\s*(?:-?(?:го|е|th|st|nd|rd))?\s*[-./,]?\s*(?:of\s+)?)?([^\W\d_]+)\.?[\s,./-]*(?:(\d{1,2})(?:th|st|nd|rd)?,?\s+)?(\d{4}|\d{2})"
)
_YEAR_FIRST_WORDS = re.compile(r"(\d{4})[\s,./-]+(?:([^\W\d_]+)\.?[\s,./-]+(\d{1,2})|(\d{1,2})[\s./-]+([^\W\d_]+))\.?")
_EIGHT = re.compile(r"(19|20)(\d{2})(\d{2})(\d{2})")
_EIGHT_DAY_FIRST = re.compile(r"(\d{2})(\d{2})(19\d{2}|20\d{2})")
_LED = re.compile(
    r"(\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2})(?:\s*(?:р\.(?:\s?н\.)?|року народження))?"
    r"\s*(?:[,;(]\s*[^\W\d_]\D*|\(\d{1,2}\s*[^\W\d_]+)"
)  # a whole date, then the place or the age
_BLANKED = re.compile(r"(?<![\w.])[x_?х*]{1,2}(?=[./])|(?<=[\dx_?х*][./])[x_?х*]{1,2}(?=[./]\d)")  # ??.03.1990
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")


def read_date(text: str | date | datetime, *, latest: date | None = None, is_1904: bool = False) -> ReadDate:
    """The date in a cell; one that cannot be is kept as text with the warning `bad_date`.

    >>> [read_date(t).written for t in ("14.03.1991", "14/03/91", "14 марта 1991 г.", "1988 р.н.", "05.1990", "33059")]
    ['1991-03-14', '1991-03-14', '1991-03-14', '1988', '1990-05', '1990-07-05']
    >>> read_date("31.02.1990").warning, read_date("05/07/1990").warning
    ('bad_date', 'ambiguous_date')
    """
    if isinstance(text, datetime):
        text = text.date()
    if isinstance(text, date):
        return _checked(text.year, text.month, text.day, raw=text.isoformat(), latest=latest)
    return _read(text[:200], latest, is_1904)


def from_serial(number: float, *, is_1904: bool = False) -> date | None:
    """The day of a serial number of a spreadsheet, None for one that no calendar has.

    >>> from_serial(33059), from_serial(1), from_serial(60), from_serial(31597, is_1904=True)
    (datetime.date(1990, 7, 5), datetime.date(1900, 1, 1), None, datetime.date(1990, 7, 5))
    """
    days = int(number)
    try:
        if is_1904:
            return START_1904 + timedelta(days)
        if days < FALSE_LEAP_DAY:
            days += 1
        elif days == FALSE_LEAP_DAY:
            return None
        return START_1900 + timedelta(days)
    except OverflowError:
        return None


@lru_cache(maxsize=20_000)
def _read(raw: str, latest: date | None, is_1904: bool) -> ReadDate:
    text = _QUOTES.sub("", tidy(raw).lower()).strip(" ,;()'’")
    if not text or text in _UNKNOWN:
        return ReadDate(raw=raw)
    text = re.sub(rf"^{_HEAD}", "", text)
    text = re.sub(rf"(?<=\d){_TAIL}$", "", text).strip(" ,;.")
    text = _BLANKED.sub("00", text)

    def checked(year: int, month: int | None, day: int | None) -> ReadDate:
        return _checked(year, month, day, raw=raw, latest=latest)

    if found := _ISO.fullmatch(text):
        return checked(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(text):
        return _day_first(found, raw, latest)
    if found := _MONTH_YEAR.fullmatch(text):
        return checked(int(found[2]), int(found[1]), None)
    if found := _YEAR_MONTH.fullmatch(text):
        return checked(int(found[1]), int(found[2]), None)
    if found := _EIGHT.fullmatch(text):
        return checked(int(found[1] + found[2]), int(found[3]), int(found[4]))
    if found := _EIGHT_DAY_FIRST.fullmatch(text):
        return checked(int(found[3]), int(found[2]), int(found[1]))
    if (found := _WORDS.fullmatch(text)) and (month := _month(found[2])):
        day = found[1] or found[3]
        return checked(_year(found[4], latest), month, int(day) if day else None)
    if (found := _YEAR_FIRST_WORDS.fullmatch(text)) and (month := _month(found[2] or found[5])):
        return checked(int(found[1]), month, int(found[3] or found[4]))
    if re.fullmatch(r"\d{4}", text):
        return checked(int(text), None, None)
    if (found := _SERIAL.fullmatch(text)) and (on := from_serial(int(found[1]), is_1904=is_1904)):
        return checked(on.year, on.month, on.day)
    if found := _LED.fullmatch(text):
        return replace(_read(found[1], latest, is_1904), raw=raw)
    return ReadDate(warning="bad_date", raw=raw)


def _day_first(found: re.Match[str], raw: str, latest: date | None) -> ReadDate:
    """Day, month, year: the only order there is. Where the sign leaves the other one open, it is said."""
    day, sign, month, year = int(found[1]), found[2], int(found[3]), _year(found[4], latest)
    read = _checked(year, month, day, raw=raw, latest=latest)
    if read.on is None and len(found[4]) == 2 and latest and year == latest.year:
        read = _checked(year - 100, month, day, raw=raw, latest=latest)  # later this year: a century ago
    if sign in "/-" and 0 < day <= 12 and 0 < month <= 12 and day != month and not read.warning:
        return ReadDate(read.on, read.precision, "ambiguous_date", raw)
    return read


def _year(digits: str, latest: date | None) -> int:
    if len(digits) == 4:
        return int(digits)
    turn = latest.year % 100 if latest else TWO_DIGIT_TURN
    return int(digits) + (2000 if int(digits) <= turn else 1900)


def _month(word: str) -> int | None:
    if roman := _MONTH.get(word.translate(_ROMAN)):
        return roman
    word = fold(word)
    return _MONTH.get(word) or _MONTH.get(word[:3]) if len(word) >= 3 else None


def _checked(year: int, month: int | None, day: int | None, *, raw: str, latest: date | None) -> ReadDate:
    """Zeros stand for what is not known: 00.00.1990 is a year."""
    if not month:
        month = day = None
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return ReadDate(warning="bad_date", raw=raw)
    try:
        on = date(year, month or 1, day or 1)
    except ValueError:
        return ReadDate(warning="bad_date", raw=raw)
    if latest and on > latest:
        return ReadDate(warning="bad_date", raw=raw)
    return ReadDate(on, "day" if day else "month" if month else "year", "", raw)
