"""One claim with a number, and what was published that it can be judged against."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dodomu.claims.wording import Text

What = Literal["released", "in_captivity", "missing", "body_repatriated", "other"]
Comparator = Literal["exact", "at_least", "about", "at_most", "range"]
Side = Literal["ukrainian", "russian", "other"]
Scope = Literal["exchange_total", "exchange_part", "cumulative", "stock", "other"]
Status = Literal["asserted", "retracted", "disputed"]

#: A published figure knows finer words; a text is read with these five.
COARSE_COMPARATOR: dict[str, Comparator] = {
    "exact": "exact",
    "at_least": "at_least",
    "more_than": "at_least",
    "about": "about",
    "almost": "about",
    "at_most": "at_most",
    "range": "range",
}


@dataclass(frozen=True)
class Claim:
    """How many people, released or still held, whose, as of when, said by whom: as one text says it.

    ``date`` is ISO and may be partial (``2024-07``), ``a/b`` for two days, None when the text states none.
    ``text[start:start + len(span)] == span`` always.
    """

    value: int
    value_high: int | None
    comparator: Comparator
    what: What
    population: str
    side: Side
    date: str | None
    scope: Scope
    status: Status
    speaker: str | None
    span: str
    start: int


@dataclass(frozen=True)
class Published:
    """A figure as the service published it, in the version known on ``known_on``.

    ``value`` is None when the number is withheld. ``comparator`` takes the words of the figures room
    (exact, at_least, more_than, about, almost, at_most, range, withheld). ``scope`` is round, cumulative or stock;
    left out, it follows from ``what``: released and repatriated are cumulative, held and missing are a stock.
    """

    key: str
    value: int | None
    value_high: int | None
    comparator: str
    what: str
    population: str
    as_of: date
    as_of_precision: str
    known_on: date
    is_current: bool
    superseded_by: str | None
    sentence: Text
    scope: str | None = None
    side: str = "ukrainian"
