"""One sheet of a workbook as rows of text, and what every kind of workbook has in common."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from dodomu.formats.errors import refusal
from dodomu.formats.limits import Limits

_NONE: frozenset[int] = frozenset()
SLACK = 1_000  # rows above the list and remarks below it


class SheetRow(NamedTuple):
    """One row that holds something: its own number, its cells, and which of them are formulas without a result.

    `received`: the cells as they came, where a wrong table had spoilt their letters.
    """

    number: int
    cells: list[str]
    is_hidden: bool = False
    formulas: frozenset[int] = frozenset()
    received: list[str] | None = None


@dataclass(slots=True)
class Sheet:
    """One sheet with its rows, as they come."""

    name: str
    is_hidden: bool = False
    rows: list[SheetRow] = field(default_factory=list)

    def add(self, number: int, cells: dict[int, str], formulas: set[int], *, is_hidden: bool, limits: Limits) -> None:
        """Adds a row unless it is empty; refused when the sheet grows beyond the limits."""
        last = max((place for place, cell in cells.items() if cell and not cell.isspace()), default=-1)
        last = max(last, *formulas) if formulas else last
        if last < 0:
            return
        if last >= limits.columns:
            raise refusal("too_many_columns", limit=limits.columns)
        if len(self.rows) >= limits.rows + SLACK:
            raise refusal("too_many_rows", limit=limits.rows)
        row = [cells.get(place, "") for place in range(last + 1)]
        self.rows.append(SheetRow(number, row, is_hidden, frozenset(formulas) if formulas else _NONE))


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook in their order."""

    sheets: list[Sheet]
    has_macros: bool = False
    is_1904: bool = False

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self.sheets)


def number_text(written: str) -> str:
    """A number as a person reads it: 5 and not 5.0.

    >>> number_text("5.0"), number_text("3012345678"), number_text("1.5"), number_text("3.2937E4"), number_text("x")
    ('5', '3012345678', '1.5', '32937', 'x')
    """
    if written.isascii() and written.isdigit():
        return written
    try:
        value = float(written)
    except ValueError:
        return written
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
