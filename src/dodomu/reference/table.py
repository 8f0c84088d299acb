"""Reading one of the data files that lie in this package."""

import csv
from importlib.resources import files


def read_table(name: str) -> list[dict[str, str]]:
    """Every row of a data file as column -> cell, exactly as it stands."""
    text = (files("dodomu.reference") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(keepends=True)))


def int_or_none(cell: str) -> int | None:
    """A number, or None where the cell is empty: not published, which is never zero.

    >>> int_or_none("0"), int_or_none("")
    (0, None)
    """
    return int(cell) if cell else None


def cell_of(number: int | None) -> str:
    """The cell that ``int_or_none`` reads back."""
    return "" if number is None else str(number)
