"""Dates, hours, numbers and sentences as they are written in the reader's language."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import get_language

from dodomu.clock import KYIV
from dodomu.text import Text

THIN = "\u202f"  # narrow no-break space between thousands in Ukrainian
# fmt: off
MONTHS_OF = (
    ("січня", "лютого", "березня", "квітня", "травня", "червня",
     "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"),
    ("January", "February", "March", "April", "May", "June",
     "July", "August", "September", "October", "November", "December"),
)
MONTHS = (
    ("січень", "лютий", "березень", "квітень", "травень", "червень",
     "липень", "серпень", "вересень", "жовтень", "листопад", "грудень"),
    MONTHS_OF[1],
)
# fmt: on
WEEKDAYS = (
    ("понеділок", "вівторок", "середа", "четвер", "п’ятниця", "субота", "неділя"),
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)


def language() -> str:
    """The language of this page: `uk` or `en`."""
    return "en" if (get_language() or "uk").startswith("en") else "uk"


def said(message: Any) -> str:
    """A sentence in the language of this page, whether it is a Text, a lazy translation or plain."""
    return message.in_language(language()) if isinstance(message, Text) else str(message)


CYRILLIC = re.compile(r"[\u0400-\u04ff](?:[^A-Za-z\u0400-\u04ff]*[\u0400-\u04ff])*")


def written_in(text: str) -> str:
    """The language of what somebody wrote in Cyrillic letters; empty where there are none.

    >>> written_in("Шур’єв"), written_in("объявление"), written_in("Shur’iev")
    ('uk', 'ru', '')
    """
    if not CYRILLIC.search(text):
        return ""
    return "ru" if set("ыэъёЫЭЪЁ") & set(text) else "uk"


def local_day(value: date | datetime) -> date:
    """The calendar day of a date or an instant, in Kyiv."""
    return value.astimezone(KYIV).date() if isinstance(value, datetime) else value


def long_day(value: date, lang: str, precision: str = "day") -> str:
    """A day, month or year in words.

    >>> long_day(date(2024, 7, 17), "uk"), long_day(date(2024, 7, 17), "en")
    ('17 липня 2024 року', '17 July 2024')
    >>> long_day(date(2022, 5, 1), "uk", "month"), long_day(date(2022, 1, 1), "uk", "year")
    ('травень 2022 року', '2022 рік')
    """
    en = lang == "en"
    if precision == "year":
        return f"{value.year}" if en else f"{value.year} рік"
    if precision == "month":
        return f"{MONTHS[en][value.month - 1]} {value.year}" + ("" if en else " року")
    return f"{value.day} {MONTHS_OF[en][value.month - 1]} {value.year}" + ("" if en else " року")


def short_day(value: date, precision: str = "day") -> str:
    """A day, month or year in figures, for tables; the same in both languages.

    >>> short_day(date(2024, 7, 17)), short_day(date(2022, 5, 1), "month"), short_day(date(2022, 1, 1), "year")
    ('17.07.2024', '05.2022', '2022')
    """
    return value.strftime({"year": "%Y", "month": "%m.%Y"}.get(precision, "%d.%m.%Y"))


def weekday(value: date, lang: str) -> str:
    """The day of the week.

    >>> weekday(date(2024, 7, 18), "uk")
    'четвер'
    """
    return WEEKDAYS[lang == "en"][value.weekday()]


def hour(value: datetime) -> str:
    """Hours and minutes in Kyiv, 24 hours."""
    return value.astimezone(KYIV).strftime("%H:%M")


def counted(n: int, lang: str, uk: tuple[str, str, str], en: tuple[str, str]) -> str:
    """A number with its noun in the right form.

    >>> [counted(n, "uk", ("день", "дні", "днів"), ("day", "days")) for n in (1, 3, 11, 21, 25)]
    ['1 день', '3 дні', '11 днів', '21 день', '25 днів']
    >>> counted(1, "en", ("день", "дні", "днів"), ("day", "days"))
    '1 day'
    """
    if lang == "en":
        return f"{number(n, lang)} {en[n != 1]}"
    form = 0 if n % 10 == 1 and n % 100 != 11 else 1 if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else 2
    return f"{number(n, lang)} {uk[form]}"


def number(value: int, lang: str) -> str:
    """A number with its thousands set apart: by a thin space in Ukrainian, by a comma in English.

    >>> number(1024, "en"), number(1024, "uk") == "1\u202f024", number(755, "uk")
    ('1,024', True, '755')
    """
    text = f"{value:,}"
    return text if lang == "en" else text.replace(",", THIN)


def near(value: date | datetime, now: datetime, lang: str) -> str:
    """A date as it is said from today: «вчора», «2 дні тому», «до 12:00»; farther off, the date itself.

    An instant of today that lies ahead is a due hour. Within a week the distance is said.

    >>> now = datetime(2024, 7, 18, 10, 0, tzinfo=KYIV)
    >>> near(datetime(2024, 7, 18, 12, 0, tzinfo=KYIV), now, "uk"), near(date(2024, 7, 17), now, "uk")
    ('до 12:00', 'вчора')
    >>> near(date(2024, 7, 16), now, "uk"), near(date(2024, 7, 20), now, "en"), near(date(2024, 9, 1), now, "en")
    ('2 дні тому', 'in 2 days', '1 September')
    """
    en = lang == "en"
    day, today = local_day(value), local_day(now)
    apart = (day - today).days
    if apart == 0:
        if isinstance(value, datetime):
            if value > now:
                return f"by {hour(value)}" if en else f"до {hour(value)}"
            return f"today, {hour(value)}" if en else f"сьогодні, {hour(value)}"
        return "today" if en else "сьогодні"
    if apart in (-1, 1):
        return {(-1, 0): "вчора", (-1, 1): "yesterday", (1, 0): "завтра", (1, 1): "tomorrow"}[apart, en]
    if abs(apart) <= 7:
        days = counted(abs(apart), lang, ("день", "дні", "днів"), ("day", "days"))
        if apart < 0:
            return f"{days} ago" if en else f"{days} тому"
        return f"in {days}" if en else f"через {days}"
    if day.year == today.year:
        return long_day(day, lang).rsplit(" ", 1)[0] if en else f"{day.day} {MONTHS_OF[0][day.month - 1]}"
    return long_day(day, lang)


def overdue(due: date | datetime, now: datetime, lang: str) -> str:
    """How late something is: «прострочено 2 дні»; empty when it is not.

    >>> overdue(date(2024, 7, 16), datetime(2024, 7, 18, 10, 0, tzinfo=KYIV), "uk")
    'прострочено 2 дні'
    """
    late = isinstance(due, datetime) and due < now
    days = (local_day(now) - local_day(due)) // timedelta(days=1)
    if days < 1:
        return ("overdue" if lang == "en" else "прострочено") if late else ""
    said_days = counted(days, lang, ("день", "дні", "днів"), ("day", "days"))
    return f"{said_days} overdue" if lang == "en" else f"прострочено {said_days}"


def age(born: date, on: date) -> int:
    """Whole years between birth and a day.

    >>> age(date(1991, 3, 14), date(2024, 3, 13))
    32
    """
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def difference(was: str, correct: str) -> tuple[str, str, str, str]:
    """Two sentences as: what they begin with alike, what was, what is right, what they end with alike.

    >>> difference("755 залишаються в полоні", "755 звільнено з полону")
    ('755 ', 'залишаються в полоні', 'звільнено з полону', '')
    """
    old, new = was.split(" "), correct.split(" ")
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    before = " ".join(old[:head]) + (" " if head and head < max(len(old), len(new)) else "")
    after = (" " if tail else "") + " ".join(old[len(old) - tail :])
    return before, " ".join(old[head : len(old) - tail]), " ".join(new[head : len(new) - tail]), after
