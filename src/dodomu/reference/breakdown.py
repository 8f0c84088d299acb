"""How an announcement splits a round into parts: ``AFU=130(TDF=14,Navy=14);NGU=55``.

Parts are separated by ``;``, parts inside a part stand in brackets separated by ``,``. ``?`` means named but not
counted; ``Other=?`` means that the source counts only some parts. Nesting changes from one announcement to the next
(the Navy inside the Armed Forces one day, beside them another), so it is kept as it was said.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dodomu.text import Text

PART_NAMES: dict[str, Text] = {
    "AFU": Text("Збройні сили", "Armed Forces"),
    "NGU": Text("Національна гвардія", "National Guard"),
    "TDF": Text("Сили територіальної оборони", "Territorial Defence Forces"),
    "Navy": Text("Військово-Морські Сили", "Navy"),
    "AirForce": Text("Повітряні Сили", "Air Force"),
    "BorderGuard": Text("Державна прикордонна служба", "State Border Guard Service"),
    "SSTS": Text("Державна спеціальна служба транспорту", "State Special Transport Service"),
    "SES": Text("Державна служба з надзвичайних ситуацій", "State Emergency Service"),
    "SOF": Text("Сили спеціальних операцій", "Special Operations Forces"),
    "Police": Text("Національна поліція", "National Police"),
    "Volunteer": Text("добровольче формування територіальної громади", "volunteer formation of a community"),
    "Kraken": Text("підрозділ «Кракен»", "Kraken unit"),
    "InternationalLegion": Text("Міжнародний легіон", "International Legion"),
    "Azov": Text("«Азов»", "Azov"),
    "Civilians": Text("цивільні", "civilians"),
    "Military": Text("військовослужбовці", "service members"),
    "Other": Text("інші", "others"),
}

_PART = re.compile(r"\s*([A-Za-z]+)=(\d+|\?)\s*")


@dataclass(frozen=True)
class Part:
    """One part of a round; ``count`` is None where it was named but not counted."""

    code: str
    count: int | None
    parts: tuple["Part", ...] = ()

    @property
    def name(self) -> Text:
        return PART_NAMES[self.code]


@dataclass(frozen=True)
class Difference:
    """Parts that do not make their whole. ``code`` is None for the whole round.

    kind ``sum``: every part is counted and they make ``counted`` instead of ``stated``;
    kind ``exceeds``: the parts that are counted are already more than the whole.
    """

    kind: Literal["sum", "exceeds"]
    code: str | None
    stated: int
    counted: int

    @property
    def difference(self) -> int:
        return self.counted - self.stated


def read_breakdown(cell: str) -> tuple[Part, ...]:
    """The parts in the order of the announcement; a cell that does not follow the grammar raises ValueError.

    >>> read_breakdown("NGU=?(Azov=15)")
    (Part(code='NGU', count=None, parts=(Part(code='Azov', count=15, parts=()),)),)
    >>> read_breakdown("NGU=many")
    Traceback (most recent call last):
    ...
    ValueError: a part is CODE=NUMBER or CODE=?, not 'NGU=many'
    """
    if not cell.strip():
        return ()
    parts, end = _read_level(cell, 0, separator=";")
    if end != len(cell):
        raise ValueError(f"unexpected {cell[end:]!r} after {cell[:end]!r}")
    return parts


def _read_level(cell: str, start: int, *, separator: str) -> tuple[tuple[Part, ...], int]:
    parts: list[Part] = []
    while True:
        found = _PART.match(cell, start)
        if found is None:
            raise ValueError(f"a part is CODE=NUMBER or CODE=?, not {cell[start:]!r}")
        code, count = found.groups()
        if code not in PART_NAMES:
            raise ValueError(f"no part is called {code!r}")
        start = found.end()
        inner: tuple[Part, ...] = ()
        if cell[start : start + 1] == "(":
            if separator == ",":
                raise ValueError(f"parts nest one level deep, not {cell!r}")
            inner, start = _read_level(cell, start + 1, separator=",")
            if cell[start : start + 1] != ")":
                raise ValueError(f"a bracket is not closed in {cell!r}")
            start += 1
        parts.append(Part(code, None if count == "?" else int(count), inner))
        if cell[start : start + 1] != separator:
            return tuple(parts), start
        start += 1


def write_breakdown(parts: Sequence[Part], *, separator: str = ";") -> str:
    """The cell that ``read_breakdown`` reads back.

    >>> write_breakdown(read_breakdown("AFU=130(TDF=14,Navy=14);NGU=?"))
    'AFU=130(TDF=14,Navy=14);NGU=?'
    """
    return separator.join(
        f"{part.code}={'?' if part.count is None else part.count}"
        + (f"({write_breakdown(part.parts, separator=',')})" if part.parts else "")
        for part in parts
    )


def parts_add_up(parts: Sequence[Part], total: int | None) -> bool | None:
    """Whether the top-level parts make the total; None where a part or the total is not published.

    >>> parts_add_up(read_breakdown("AFU=28(TDF=1);NGU=38"), 66), parts_add_up(read_breakdown("NGU=38;Other=?"), 66)
    (True, None)
    """
    counts = [part.count for part in parts if part.count is not None]
    if not parts or total is None or len(counts) < len(parts):
        return None
    return sum(counts) == total


def differences(parts: Sequence[Part], total: int | None) -> list[Difference]:
    """Every place where parts contradict their whole, the round first; nested parts may be fewer, never more.

    >>> differences(read_breakdown("AFU=10(TDF=7,Navy=4);NGU=5"), 15)
    [Difference(kind='exceeds', code='AFU', stated=10, counted=11)]
    """
    found: list[Difference] = []
    if parts and total is not None:
        counted = sum(part.count or 0 for part in parts)
        if parts_add_up(parts, total) is False:
            found.append(Difference("sum", None, total, counted))
        elif counted > total:
            found.append(Difference("exceeds", None, total, counted))
    for part in parts:
        inner = sum(nested.count or 0 for nested in part.parts)
        if part.count is not None and inner > part.count:
            found.append(Difference("exceeds", part.code, part.count, inner))
    return found
