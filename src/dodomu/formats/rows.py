"""What a table is once it has been read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from dodomu.formats.codes import said
from dodomu.formats.errors import refusal
from dodomu.formats.headers import trimmed, twice
from dodomu.formats.limits import Limits
from dodomu.text import Text

_HALVES = re.compile("[\ud800-\udfff]")
Kind = Literal["csv", "xlsx", "ods", "paste", "pfif", "json"]


@dataclass(frozen=True, slots=True)
class Warning:
    """Something a person should look at; `row` is None when it is about the whole file."""

    code: str
    row: int | None
    text: Text


def note(code: str, **values: object) -> Warning:
    """A warning about the whole file.

    >>> note("hidden_sheet", name="Чернетка").text.en
    'The sheet “Чернетка” is hidden; it was read.'
    """
    return Warning(code, None, said(code, **values))


class Row(NamedTuple):
    """One record: its number in the file as a person sees it, its cells, and the record exactly as received.

    `refused` is the code of damage that puts the cells in doubt, `codes` are warnings, `formulas` are the places of
    cells that hold a formula and no result, `sheet` is named where the workbook has several.
    """

    number: int
    cells: list[str]
    raw: str
    sheet: str = ""
    refused: str = ""
    codes: tuple[str, ...] = ()
    formulas: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """What was read: the header, if there is one, and the rows below it."""

    header: list[str] | None
    rows: list[Row]
    kind: Kind
    encoding: str = ""
    delimiter: str = ""
    warnings: list[Warning] = field(default_factory=list)
    is_1904: bool = False


def as_received(text: str) -> str:
    """A raw text that can be kept and shown: less NUL, and with a sign where bytes were none of its encoding.

    >>> as_received("Ко\\x00валь\\udcd0")
    'Коваль\\ufffd'
    """
    text = text.replace("\x00", "") if "\x00" in text else text
    return text if text.isascii() else _HALVES.sub("\ufffd", text)


def checked_header(header: Sequence[str], limits: Limits) -> list[str]:
    """The header without its empty end; refused when it is too wide or names two columns alike."""
    heads = trimmed(header)
    if len(heads) > limits.columns:
        raise refusal("too_many_columns", limit=limits.columns)
    if same := twice(heads):
        raise refusal("duplicate_header", name=same[:60])
    return heads


def checked_row(row: Row, width: int, limits: Limits, *, is_exact: bool, most: int = 0) -> Row:
    """The row with as many cells as the header; one that has more or fewer, or an endless cell, is in doubt.

    Only where separators part the cells does their number prove anything (`is_exact`): a workbook has no separators,
    there a cell too many is one warning more. `most`: the cells of a header that ends in empty ones.
    """
    cells, refused, codes = row.cells, row.refused, row.codes
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) > max(width, most) and not refused:
        if is_exact:
            refused = "too_many_cells"
        else:
            codes = (*codes, "too_many_cells")
    if len(cells) < width:
        refused = refused or ("truncated_row" if is_exact else "")
        cells = cells + [""] * (width - len(cells))
    if not refused and any(len(cell) > limits.cell for cell in cells):
        refused = "cell_too_long"
    if any(len(cell) > limits.cell for cell in cells):
        cells = [cell[: limits.cell] for cell in cells]
    if cells is row.cells and refused == row.refused and codes == row.codes:
        return row
    return Row(row.number, cells, row.raw, row.sheet, refused, codes, row.formulas)


def checked(table: Table, limits: Limits) -> Table:
    """The table within the limits; refused when it has no row, or rows without a header are too wide."""
    if not table.rows:
        raise refusal("no_rows")
    if len(table.rows) > limits.rows:
        raise refusal("too_many_rows", limit=limits.rows)
    if table.header is None and max(len(row.cells) for row in table.rows) > limits.columns:
        raise refusal("too_many_columns", limit=limits.columns)
    return table
