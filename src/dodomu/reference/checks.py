"""Checks between published statements, with what each is known to give."""

import re
from dataclasses import dataclass
from typing import Literal

from dodomu.reference.table import read_table

Expected = Literal["holds", "fails", "unknown"]
_EXPECTED: dict[str, Expected] = {"holds": "holds", "fails": "fails", "unknown": "unknown"}
_RELATION = re.compile(r"(<=|<|>|=)")


@dataclass(frozen=True)
class Arithmetic:
    """What is compared: sums of terms, and the signs between them. None is a term that was not published.

    >>> read_arithmetic("428<=755<=936").relations
    ('<=', '<=')
    """

    sides: tuple[tuple[int | None, ...], ...]
    relations: tuple[str, ...]


@dataclass(frozen=True)
class CheckRow:
    """One check. kind: chain (totals, rounds), parts (whole = sum), subset (part <= whole), monotone, wrong_meaning."""

    id: str
    kind: str
    statements: tuple[str, ...]
    arithmetic: str
    expected: Expected
    note: str

    @property
    def terms(self) -> Arithmetic:
        return read_arithmetic(self.arithmetic)

    def cells(self) -> dict[str, str]:
        """The row of ``checks.csv`` that this check was read from."""
        return {
            "id": self.id,
            "kind": self.kind,
            "statements": " ".join(self.statements),
            "arithmetic": self.arithmetic,
            "expected": self.expected,
            "note": self.note,
        }


def read_arithmetic(printed: str) -> Arithmetic:
    """A printed comparison of sums, with ``?`` for what was not published.

    >>> read_arithmetic("3956-2598=1358")
    Arithmetic(sides=((3956, -2598), (1358,)), relations=('=',))
    >>> read_arithmetic("4+?=12").sides
    ((4, None), (12,))
    """
    pieces = _RELATION.split(printed)
    sides = tuple(
        tuple(None if "?" in term else int(term) for term in re.findall(r"[+-]?(?:\d+|\?)", side))
        for side in pieces[::2]
    )
    return Arithmetic(sides, tuple(pieces[1::2]))


def read_checks() -> list[CheckRow]:
    """Every check, in the order of the file.

    >>> sorted({row.expected for row in read_checks()})
    ['fails', 'holds', 'unknown']
    """
    return [
        CheckRow(
            id=row["id"],
            kind=row["kind"],
            statements=tuple(row["statements"].split()),
            arithmetic=row["arithmetic"],
            expected=_EXPECTED[row["expected"]],
            note=row["note"],
        )
        for row in read_table("checks.csv")
    ]
