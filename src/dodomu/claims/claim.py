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
Value = int | list[int]

#: The words of published figures and of the statements file, and the coarser ones that a text is read with: the one
#: place where they meet. «More than» of a figure is «at least» of a claim.
COMPARATOR_OF: dict[str, Comparator] = {
    "exact": "exact",
    "at_least": "at_least",
    "more_than": "at_least",
    "about": "about",
    "almost": "about",
    "at_most": "at_most",
    "range": "range",
}
#: A claim tells the whole of a round from a part of it; a figure says «round» of both.
SCOPE_OF: dict[Scope, str] = {
    "exchange_total": "round",
    "exchange_part": "round",
    "cumulative": "cumulative",
    "stock": "stock",
    "other": "other",
}


@dataclass(frozen=True)
class Claim:
    """How many people, released or still held, whose, as of when, said by whom: as one text says it.

    ``value`` is a whole number, ``[low, high]`` for a range. ``date`` is ISO and may be partial (``2024-07``), ``a/b``
    for two days, None when the text states none. ``text[start:start + len(span)] == span`` always. A fact that is said
    again is one claim: ``again`` holds where else it stands, as start and end.
    """

    value: Value
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
    again: tuple[tuple[int, int], ...] = ()

    @property
    def places(self) -> list[tuple[int, int]]:
        """Everywhere that the text says it, as start and end."""
        return [(self.start, self.start + len(self.span)), *self.again]

    @property
    def low(self) -> int:
        """The number, of a range the lower one."""
        return self.value[0] if isinstance(self.value, list) else self.value

    @property
    def value_high(self) -> int | None:
        """The upper number of a range, None where there is one number."""
        return self.value[1] if isinstance(self.value, list) else None

    def as_dict(self) -> dict[str, object]:
        """Every field of one claim by its name, for JSON; where else it is said stands in ``places``."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "again"}


@dataclass(frozen=True)
class Published:
    """A figure as the service published it, in the version known on ``known_on``.

    ``value`` is None when the number is withheld. ``comparator`` takes the words of the figures room
    (exact, at_least, more_than, about, almost, at_most, range, withheld). ``scope`` is round, cumulative or stock;
    left out, it follows from ``what``: released and repatriated are cumulative, held and missing are a stock.
    ``is_ours`` is False of what others said in public: it is told as published, not as ours.
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
    is_ours: bool = True
