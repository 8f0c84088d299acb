"""Pasted text: cells with tabs as copied from a sheet, or one person a line, numbered, bulleted or plain."""

import re
import unicodedata

from dodomu.formats.errors import refusal, too_big
from dodomu.formats.freetext import NUMBERING
from dodomu.formats.headers import HEADER_AMONG, header_among, is_header
from dodomu.formats.limits import NO_DEADLINE, Deadline, Limits
from dodomu.formats.records import MOST_CELLS
from dodomu.formats.rows import Row, Table, as_received, checked, checked_header, checked_row
from dodomu.formats.spoilt import way_back

_MARKED = re.compile(r"([*_~`]{1,3})\s*([^\W_].*[^\W_]|[^\W_])\s*\1")
_NONE: tuple[str, ...] = ()
_MENDED = ("mojibake_repaired",)
_ENDS = re.compile(r"\r\n|[\n\r\x0c\u2028\u2029]")


def read_paste(
    text: str,
    *,
    limits: Limits = Limits(),  # noqa: B008 - a frozen value
    deadline: Deadline = NO_DEADLINE,
    encoding: str = "",
) -> Table:
    """The table in pasted text; every line that is not blank is an item, counted from 1, but for a header.

    >>> [row.cells for row in read_paste("1. Коваль Іван, 1990\\n2) Бойко Петро").rows]
    [['Коваль Іван, 1990'], ['Бойко Петро']]
    """
    if len(text.encode("utf-8", "replace")) > limits.upload:
        raise too_big(limits.upload)
    received = [line for line in _ENDS.split(text.removeprefix("\ufeff")) if line.replace("\x00", "").strip()]
    if not received:
        raise refusal("empty_file")
    if len(received) > limits.rows + HEADER_AMONG:
        raise refusal("too_many_rows", limit=limits.rows)
    delimiter = _delimiter(received)
    opening = [_cells(line, delimiter) for line in received[:HEADER_AMONG]]
    if way := way_back(opening):
        opening = [way.row(cells) for cells in opening]
    at = header_among(opening)
    header = None if at is None else checked_header(opening[at], limits)
    rows: list[Row] = []
    for number, line in enumerate(received if at is None else received[at + 1 :], start=1):
        if number % 1000 == 0:
            deadline.check()
        refused = "bad_encoding" if re.search("[\udc80-\udcff]", line) else ""
        cells, codes = _cells(line, delimiter), _NONE
        if way and (mended := way.row(cells)) != cells:
            cells, codes = mended, _MENDED
        row = Row(number, cells, as_received(line), refused=refused, codes=codes)
        rows.append(checked_row(row, len(header) if header else len(row.cells), limits, is_exact=False))
    return checked(Table(header, rows, "paste", encoding, delimiter), limits)


def _cells(line: str, delimiter: str) -> list[str]:
    if not delimiter:
        return [_plain(line)]
    if delimiter == "|":
        line = line.strip().removeprefix("|").removesuffix("|")
    return [_unquoted(cell.strip(" \t\u00a0")) for cell in line.split(delimiter, MOST_CELLS)]


def _plain(line: str) -> str:
    """A line without what numbers or decorates its beginning, and without the marks of a chat for bold.

    >>> [_plain(line) for line in ("1) Коваль", "✅ 2. Коваль", "**Коваль Іван**", "+380 67 Коваль")]
    ['Коваль', 'Коваль', 'Коваль Іван', '+380 67 Коваль']
    """
    line = line.strip()
    for _time in range(3):
        before = line
        while (
            line
            and (line[0] in ">\ufe0f\u20e3" or unicodedata.category(line[0]) in ("So", "Co", "Sk", "No"))
            and line[0] != "`"
        ):
            line = line[1:].lstrip()
        if found := _MARKED.fullmatch(line):
            line = found[2]
        line = NUMBERING.sub("", line).strip()
        if line == before:
            break
    return line


def _unquoted(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def _delimiter(lines: list[str]) -> str:
    """A sign in most lines; a comma or semicolon only below a header that has it too: inside a line it parts fields."""
    sample = lines[:2_000]
    for sign in "\t|":
        if sum(sign in line for line in sample) * 2 > len(sample):
            return sign
    for sign in "\t|;,":
        if any(sign in line and is_header(line.split(sign, MOST_CELLS)) for line in lines[:HEADER_AMONG]):
            count = sum(sign in line for line in sample)
            if count * 2 > len(sample):
                return sign
    return ""
