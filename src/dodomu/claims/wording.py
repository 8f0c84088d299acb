"""One sentence in both languages from one record, with the grammar of Ukrainian numbers.

A number is never shown without its comparator, its group and its date; a withheld number is said to be withheld.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dodomu.claims.populations import POPULATIONS, Noun, population_code
from dodomu.text import Text

__all__ = [
    "Counted",
    "Record",
    "Text",
    "amount_text",
    "date_text",
    "number_en",
    "number_uk",
    "period_text",
    "plural_uk",
    "sentence",
]


class Counted(Protocol):
    """Whatever can be put in words: a published figure, a draft, a row of the statements."""

    @property
    def value(self) -> int | None: ...
    @property
    def value_high(self) -> int | None: ...
    @property
    def comparator(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def population(self) -> str: ...
    @property
    def as_of(self) -> date: ...
    @property
    def as_of_precision(self) -> str: ...


@dataclass(frozen=True)
class Record:
    """A plain ``Counted``. ``scope`` "round" speaks of what happened on that day, anything else of a state by then.

    With ``period_from`` it speaks of what happened from that day to ``as_of``.
    """

    value: int | None
    what: str
    population: str
    as_of: date
    as_of_precision: str = "day"
    comparator: str = "exact"
    value_high: int | None = None
    scope: str | None = None
    period_from: date | None = None


_MONTHS_UK = [
    "січень", "лютий", "березень", "квітень", "травень", "червень",
    "липень", "серпень", "вересень", "жовтень", "листопад", "грудень",
]  # fmt: skip
_MONTHS_UK_OF = [
    "січня", "лютого", "березня", "квітня", "травня", "червня",
    "липня", "серпня", "вересня", "жовтня", "листопада", "грудня",
]  # fmt: skip
_MONTHS_EN = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip

_COMPARATORS = {
    "at_least": ("щонайменше ", "at least "),
    "more_than": ("понад ", "more than "),
    "about": ("близько ", "about "),
    "almost": ("майже ", "almost "),
    "at_most": ("щонайбільше ", "at most "),
}


def plural_uk(number: int) -> str:
    """Which of the three Ukrainian forms a number takes: one (1, 21), few (2-4, 22), many (5-20, 0, 111).

    >>> [plural_uk(n) for n in (1, 3, 5, 11, 12, 21, 112, 755)]
    ['one', 'few', 'many', 'many', 'many', 'one', 'many', 'many']
    """
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14:
        return "few"
    return "many"


def number_uk(number: int) -> str:
    """A number as Ukrainian prints it: a no-break space between thousands from five digits on.

    >>> number_uk(3956), number_uk(15801)
    ('3956', '15\\xa0801')
    """
    return str(number) if number < 10_000 else f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def number_en(number: int) -> str:
    """A number as English prints it.

    >>> number_en(3956)
    '3,956'
    """
    return f"{number:,}"


def date_text(day: date, *, precision: str = "day") -> Text:
    """A date as far as it is known: a day, a month or a year. The Ukrainian form stands after «станом на».

    >>> date_text(date(2024, 7, 1), precision="month")
    Text(uk='липень 2024 року', en='July 2024')
    """
    if precision == "year":
        return Text(f"{day.year} рік", f"{day.year}")
    if precision == "month":
        return Text(f"{_MONTHS_UK[day.month - 1]} {day.year} року", f"{_MONTHS_EN[day.month - 1]} {day.year}")
    return Text(
        f"{day.day} {_MONTHS_UK_OF[day.month - 1]} {day.year} року", f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"
    )


def _when_uk(day: date, precision: str) -> str:
    if precision == "year":
        return f"У {day.year} році"
    if precision == "month":
        locative = {"лютого": "лютому", "листопада": "листопаді"}
        month = _MONTHS_UK_OF[day.month - 1]
        return f"У {locative.get(month, month[:-1] + 'і')} {day.year} року"
    return date_text(day).uk


def _is_whole(since: date, until: date, precision: str) -> bool:
    """Whether a period is one whole month or year, so that its name alone says it."""
    if precision == "year":
        return since == date(until.year, 1, 1)
    return precision == "month" and since == until.replace(day=1)


def period_text(since: date, until: date, *, precision: str = "day") -> Text:
    """A period: both of its days, or the name of a whole month or year.

    >>> period_text(date(2024, 1, 1), date(2024, 7, 17))
    Text(uk='від 1 січня до 17 липня 2024 року', en='1 January to 17 July 2024')
    >>> period_text(date(2024, 7, 1), date(2024, 7, 1), precision="month").uk
    'липень 2024 року'
    """
    if _is_whole(since, until, precision):
        return date_text(until, precision=precision)
    first, last = date_text(since), date_text(until, precision=precision)
    last_uk = last.uk
    if precision != "day":
        last_uk = f"кінця {_MONTHS_UK_OF[until.month - 1]} {until.year} року"
        last_uk = last_uk if precision == "month" else f"кінця {until.year} року"
    last_en = last.en if precision == "day" else f"the end of {last.en}"
    first_uk, first_en = first.uk, first.en
    if since.year == until.year:
        first_uk = first_uk.removesuffix(f" {since.year} року")
        first_en = first_en.removesuffix(f" {since.year}")
    return Text(f"від {first_uk} до {last_uk}", f"{first_en} to {last_en}")


def _period_starts(since: date, until: date, precision: str) -> tuple[str, str]:
    """How a sentence about a period begins."""
    period = period_text(since, until, precision=precision)
    if _is_whole(since, until, precision):
        return _when_uk(until, precision), f"In {period.en},"
    first, _to, last = period.en.partition(" to ")
    return period.uk[0].upper() + period.uk[1:], f"From {first} to {last},"


def amount_text(value: int | None, *, value_high: int | None = None, comparator: str = "exact") -> Text:
    """A number with its comparator, without a noun.

    >>> amount_text(900, comparator="more_than"), amount_text(None)
    (Text(uk='понад 900', en='more than 900'), Text(uk='не оприлюднено', en='withheld'))
    """
    if value is None or comparator == "withheld":
        return Text("не оприлюднено", "withheld")
    if value_high is not None:
        return Text(
            f"від {number_uk(value)} до {number_uk(value_high)}",
            f"between {number_en(value)} and {number_en(value_high)}",
        )
    uk, en = _COMPARATORS.get(comparator, ("", ""))
    return Text(uk + number_uk(value), en + number_en(value))


_BODY = Noun("тіло", "тіла", "тіл", "тіло", genitive="тіла", is_living=False)


def _form(record: Counted, noun: Noun, *, is_object: bool) -> str:
    """The noun after the number: «близько» takes the genitive, «понад» and «звільнено» the accusative."""
    if record.value_high is not None:
        return noun.many
    plural = plural_uk(record.value or 0)
    if record.comparator == "about":
        return noun.genitive_one if plural == "one" else noun.many
    if plural == "one":
        return noun.one_object if is_object or record.comparator == "more_than" else noun.one
    is_accusative = noun.is_living and (is_object or record.comparator == "more_than")
    return noun.few if plural == "few" and not is_accusative else noun.many


def sentence(record: Counted) -> Text:
    """One record as one sentence in both languages, without the full stop.

    >>> sentence(Record(755, "released", "ngu", date(2024, 7, 1), "month")).uk
    'Станом на липень 2024 року з полону звільнено 755 військовослужбовців Національної гвардії України'
    >>> sentence(Record(755, "released", "ngu", date(2024, 7, 1), "month")).en
    'As of July 2024, 755 service members of the National Guard of Ukraine had been released from captivity'
    >>> sentence(Record(None, "in_captivity", "ngu", date(2024, 12, 27))).en
    'As of 27 December 2024, the number of service members of the National Guard of Ukraine in captivity was withheld'
    """
    group = POPULATIONS.get(population_code(record.population), POPULATIONS["all"])
    period_from: date | None = getattr(record, "period_from", None)
    is_round = getattr(record, "scope", None) == "round" or period_from is not None
    day = date_text(record.as_of, precision=record.as_of_precision)
    if period_from is not None:
        uk_when, en_when = _period_starts(period_from, record.as_of, record.as_of_precision)
    elif is_round:
        uk_when = _when_uk(record.as_of, record.as_of_precision)
        en_when = f"{'On' if record.as_of_precision == 'day' else 'In'} {day.en},"
    else:
        uk_when, en_when = f"Станом на {day.uk}", f"As of {day.en},"
    if record.value is None or record.comparator == "withheld":
        uk, en = _withheld(record.what, group.uk.many, group.en[1])
        return Text(f"{uk_when} {uk}", f"{en_when} {en}")
    amount = amount_text(record.value, value_high=record.value_high, comparator=record.comparator)
    is_one = record.value == 1 and record.value_high is None
    people_en = f"{amount.en} {group.en[0] if is_one else group.en[1]}"
    had, was = ("was" if is_one else "were") if is_round else "had been", "was" if is_one else "were"
    is_few = plural_uk(record.value) == "few" and record.value_high is None
    agrees = is_few and record.comparator not in ("about", "more_than")
    subject = f"{amount.uk} {_form(record, group.uk, is_object=False)}"
    if record.what == "released":
        people = f"{amount.uk} {_form(record, group.uk, is_object=True)}"
        return Text(f"{uk_when} з полону звільнено {people}", f"{en_when} {people_en} {had} released from captivity")
    if record.what == "in_captivity":
        verb = "перебувають" if agrees else "перебуває"
        return Text(f"{uk_when} у полоні {verb} {subject}", f"{en_when} {people_en} {was} in captivity")
    if record.what == "missing":
        verb = "вважаються" if agrees else "вважається"
        return Text(f"{uk_when} зниклими безвісти {verb} {subject}", f"{en_when} {people_en} {was} missing")
    if record.what == "body_repatriated":
        is_all = group.code == "all"
        whose_uk = _fallen_uk(group.uk, is_all=is_all, is_one=is_one)
        whose_en = "the fallen" if is_all else f"fallen {group.en[1]}"
        if is_one:
            whose_en = "a fallen person" if is_all else f"a fallen {group.en[0]}"
        return Text(
            f"{uk_when} повернуто {amount.uk} {_form(record, _BODY, is_object=True)} {whose_uk}",
            f"{en_when} {amount.en} {'body' if is_one else 'bodies'} of {whose_en} {had} returned",
        )
    return Text(f"{uk_when} – {subject}", f"{en_when} {people_en}")


def _fallen_uk(group: Noun, *, is_all: bool, is_one: bool) -> str:
    """Whose bodies they are: of one, of several."""
    if is_all:
        return "загиблого" if is_one else "загиблих"
    if not is_one:
        return f"загиблих {group.many}"
    # A noun with a genitive of its own is feminine: жінка, особа.
    return f"{'загиблої' if group.genitive else 'загиблого'} {group.genitive_one}"


def _withheld(what: str, people_uk: str, people_en: str) -> tuple[str, str]:
    tails = {
        "released": (f"кількість звільнених з полону {people_uk}", f"{people_en} released from captivity"),
        "in_captivity": (f"кількість {people_uk} у полоні", f"{people_en} in captivity"),
        "missing": (f"кількість зниклих безвісти {people_uk}", f"missing {people_en}"),
        "body_repatriated": ("кількість повернутих тіл", "bodies returned"),
    }
    uk, en = tails.get(what, (f"кількість {people_uk}", people_en))
    return f"{uk} не оприлюднено", f"the number of {en} was withheld"
