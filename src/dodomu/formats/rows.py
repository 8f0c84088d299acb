"""What a table is once it has been read."""

from dataclasses import dataclass, field
from typing import Literal

from dodomu.formats.errors import refusal
from dodomu.formats.limits import Limits
from dodomu.text import Text

Kind = Literal["csv", "xlsx", "ods", "paste"]
HEADER_AMONG = 10  # the header is among so many first records


@dataclass(frozen=True, slots=True)
class Warning:
    """Something a person should look at; `row` is None when it is about the whole file."""

    code: str
    row: int | None
    text: Text


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its number in the file as a person sees it, its cells, and the record exactly as received."""

    number: int
    cells: list[str]
    raw: str


@dataclass(frozen=True, slots=True)
class Table:
    """What was read: the header, if there is one, and the rows below it."""

    header: list[str] | None
    rows: list[Row]
    kind: Kind
    encoding: str = ""
    delimiter: str = ""
    warnings: list[Warning] = field(default_factory=list)


def checked(table: Table, limits: Limits) -> Table:
    """The table with rows of equal width, within the limits; refused when it has no row or is too large."""
    if not table.rows:
        raise refusal("no_rows")
    if len(table.rows) > limits.rows:
        raise refusal("too_many_rows", limit=limits.rows)
    if max(len(row.cells) for row in table.rows) > limits.columns or len(table.header or ()) > limits.columns:
        raise refusal("too_many_columns", limit=limits.columns)
    rows = []
    for row in table.rows:
        cells = row.cells
        while table.header and len(cells) > len(table.header) and not cells[-1]:
            cells = cells[:-1]
        if table.header and len(cells) > len(table.header):
            table.warnings.append(Warning("too_many_cells", row.number, _TOO_MANY_CELLS))
        if table.header and len(cells) < len(table.header):
            cells = cells + [""] * (len(table.header) - len(cells))
        if any(len(cell) > limits.cell for cell in cells):
            table.warnings.append(Warning("cell_too_long", row.number, _CELL_TOO_LONG))
            cells = [cell[: limits.cell] for cell in cells]
        rows.append(Row(row.number, cells, row.raw))
    return Table(table.header, rows, table.kind, table.encoding, table.delimiter, table.warnings)


_TOO_MANY_CELLS = Text(
    "У рядку більше клітинок, ніж у заголовку: можливо, зайвий роздільник.",
    "The row has more cells than the header: perhaps one separator too many.",
)
_CELL_TOO_LONG = Text("Клітинка задовга, її скорочено.", "A cell is too long, it was cut.")
