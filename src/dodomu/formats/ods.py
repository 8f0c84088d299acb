"""ODS: the cells of each table as text. Nothing is run, no link is followed."""

from datetime import date

from dodomu.formats.archives import Archive
from dodomu.formats.errors import refusal
from dodomu.formats.limits import Deadline, Limits
from dodomu.formats.markup import local, parse
from dodomu.formats.sheets import Sheet, Workbook, number_text

_BLOCKS = ("p", "h")


def read_ods(archive: Archive, limits: Limits, deadline: Deadline) -> Workbook:
    """The tables of a document, hidden ones too, in their order."""
    reader = _Reader(limits)
    parse(
        archive.read("content.xml"),
        start=reader.start,
        end=reader.end,
        text=reader.text,
        limits=limits,
        deadline=deadline,
        broken="broken_workbook",
    )
    if not reader.is_spreadsheet:
        raise refusal("not_a_table")
    macros = any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in archive.names())
    return Workbook(reader.sheets, macros, reader.is_1904)


class _Reader:
    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sheets: list[Sheet] = []
        self.is_spreadsheet = self.is_1904 = False
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.number = 0
        self.row: dict[int, str] = {}
        self.formulas: set[int] = set()
        self.row_times = self.cell_times = 1
        self.is_hidden = False
        self.column = 0
        self.cell: dict[str, str] = {}
        self.parts: list[str] = []
        self.in_block = self.in_note = self.depth_of_tables = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        given = {local(key): value for key, value in attributes.items()}
        if tag == "table-cell" or tag == "covered-table-cell":
            self.cell, self.parts = given, []
            self.cell_times = _times(given.get("number-columns-repeated"))
        elif tag in _BLOCKS:
            if self.parts and not self.in_block and not self.in_note:
                self.parts.append("\n")
            self.in_block += 1
        elif tag == "table-row":
            self.row, self.formulas, self.column = {}, set(), 0
            self.row_times = _times(given.get("number-rows-repeated"))
            self.is_hidden = given.get("visibility", "visible") in ("collapse", "filter")
        elif tag == "annotation":
            self.in_note += 1
        elif tag == "s" and self._is_text():
            self.parts.append(" " * min(_times(given.get("c")), 1_000))
        elif tag in ("tab", "line-break") and self._is_text():
            self.parts.append("\t" if tag == "tab" else "\n")
        elif tag == "table":
            self.depth_of_tables += 1
            if self.depth_of_tables == 1:
                self.number = 0
                self.sheets.append(Sheet(given.get("name", ""), given.get("style-name", "") in self.hidden_styles))
        elif tag == "style":
            self.style = given.get("name", "")
        elif tag == "table-properties" and given.get("display") == "false":
            self.hidden_styles.add(self.style)
        elif tag == "spreadsheet":
            self.is_spreadsheet = True
        elif tag == "null-date":
            self.is_1904 = given.get("date-value", "").startswith("1904-01-01")

    def _is_text(self) -> bool:
        return bool(self.in_block) and not self.in_note

    def text(self, said: str) -> None:
        if self._is_text():
            self.parts.append(" ".join(said.split("\n")))

    def end(self, name: str) -> None:
        tag = local(name)
        if tag == "table-cell" or tag == "covered-table-cell":
            self._close_cell(is_covered=tag.startswith("covered"))
        elif tag in _BLOCKS:
            self.in_block -= 1
        elif tag == "table-row":
            self._close_row()
        elif tag == "annotation":
            self.in_note -= 1
        elif tag == "table":
            self.depth_of_tables -= 1

    def _close_cell(self, *, is_covered: bool) -> None:
        shown = "" if is_covered else _shown(self.cell, "".join(self.parts))
        is_empty = "formula" in self.cell and (
            (not shown and "value-type" not in self.cell) or shown.startswith(("Err:", "#"))
        )
        if shown.strip() or is_empty:
            last = min(self.column + self.cell_times, self.limits.columns + 1)
            for place in range(self.column, last):
                if shown:
                    self.row[place] = shown
                if is_empty:
                    self.formulas.add(place)
            if self.column >= self.limits.columns:
                self.row[self.column] = shown
        self.column += self.cell_times
        self.cell, self.parts = {}, []

    def _close_row(self) -> None:
        if not self.sheets:
            return
        if self.row or self.formulas:
            for repeated in range(min(self.row_times, self.limits.rows + 2_000)):
                self.sheets[-1].add(
                    self.number + repeated + 1, self.row, self.formulas, is_hidden=self.is_hidden, limits=self.limits
                )
        self.number += self.row_times


def _times(written: str | None) -> int:
    if written is None or not (written.isascii() and written.isdigit()):
        return 1
    return max(1, min(int(written[:10]), 10_000_000))


def _shown(cell: dict[str, str], text: str) -> str:
    """A cell as a person reads it: a date as ISO, a number without an empty fraction."""
    kind = cell.get("value-type", "")
    if kind == "date":
        written = cell.get("date-value", "") or text
        try:
            return date.fromisoformat(written[:10]).isoformat() if "T" in written else written
        except ValueError:
            return written
    if kind in ("float", "currency", "percentage"):
        return number_text(cell.get("value", "")) or text
    if kind == "boolean":
        return "1" if cell.get("boolean-value") == "true" else "0"
    return text or cell.get("string-value", "")
