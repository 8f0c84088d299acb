"""Files and pasted text become rows of cells, with the number of each row as a person sees it.

Nothing is run or followed: no formula, macro, link or entity. The codes are those of the list contract.
"""

import csv
import io
import re
from collections.abc import Iterator

from dodomu.formats.encoding import decoded
from dodomu.formats.errors import Unreadable, refusal
from dodomu.formats.headers import is_header
from dodomu.formats.limits import Limits
from dodomu.formats.rows import HEADER_AMONG, Row, Table, Warning, checked
from dodomu.formats.workbooks import read_workbook

__all__ = ["Limits", "Row", "Table", "Unreadable", "Warning", "read", "read_paste"]

DELIMITERS = ",;\t|"


def read(data: bytes, *, filename: str = "", limits: Limits = Limits()) -> Table:  # noqa: B008 - a frozen value
    """The table in a file, told by its content; Unreadable when there is none.

    >>> table = read("ПІБ;Дата народження\\nКоваль Іван;14.03.1991".encode("cp1251"))
    >>> table.encoding, table.header, table.rows[0].number, table.rows[0].cells
    ('cp1251', ['ПІБ', 'Дата народження'], 2, ['Коваль Іван', '14.03.1991'])
    """
    if not data.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        raise refusal("empty_file")
    if len(data) > limits.upload:
        raise refusal("too_big", limit=limits.upload // 1_000_000)
    ending = filename.lower().rpartition(".")[2] if "." in filename else ""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise refusal("encrypted_workbook" if "EncryptedPackage".encode("utf-16-le") in data else "old_xls")
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        if ending in ("csv", "txt", "tsv"):
            raise refusal("type_mismatch", name=filename[:80])
        return read_workbook(data, limits)
    if data[:5] in (b"%PDF-", b"\x89PNG\r", b"{\\rtf") or data[:3] in (b"\xff\xd8\xff", b"GIF"):
        raise refusal("not_a_table")
    if ending in ("xlsx", "ods", "xlsm"):
        raise refusal("type_mismatch", name=filename[:80])
    text, encoding = decoded(data)
    return _read_text(text, encoding, limits)


def read_paste(text: str, *, limits: Limits = Limits()) -> Table:  # noqa: B008 - a frozen value
    """The table in pasted text: cells with tabs as copied from a sheet, or one person a line, numbered or not.

    >>> [row.cells for row in read_paste("1. Коваль Іван, 1990\\n2) Бойко Петро").rows]
    [['Коваль Іван, 1990'], ['Бойко Петро']]
    """
    if len(text.encode("utf-8", "replace")) > limits.upload:
        raise refusal("too_big", limit=limits.upload // 1_000_000)
    received = [line for line in text.replace("\x00", "").splitlines() if line.strip()]
    if not received:
        raise refusal("empty_file")
    delimiter = _paste_delimiter(received)
    rows: list[Row] = []
    header: list[str] | None = None
    for line in received:
        cells = (
            [cell.strip().strip('"') for cell in line.split(delimiter)]
            if delimiter
            else [_NUMBERING.sub("", line).strip()]
        )
        if header is None and not rows and is_header(cells):
            header = cells
            continue
        if any(cells):
            rows.append(Row(len(rows) + 1, cells, line))
    return checked(Table(header, rows, "paste", "", delimiter, []), limits)


_NUMBERING = re.compile(r"^\s*(?:№\s*)?\d{1,6}\s*[.):](?!\d)\s*|^\s*\d{1,6}\s+(?=[^\W\d_])|^\s*[-•*–—·▪◦]\s*")


def _paste_delimiter(lines: list[str]) -> str:
    for delimiter in "\t|;":
        if sum(delimiter in line for line in lines) * 2 > len(lines):
            return delimiter
    return "," if is_header(lines[0].split(",")) and "," in lines[0] else ""


def _read_text(text: str, encoding: str, limits: Limits) -> Table:
    text = text.removeprefix("\ufeff")
    told = re.match(r"\s*sep=(.)\r?\n", text, re.IGNORECASE)
    delimiter = told[1] if told else _delimiter(text)
    if told:
        text = text[told.end() :]
    warnings: list[Warning] = []
    rows: list[Row] = []
    header: list[str] | None = None
    number = 0
    for cells, raw in _records(text, delimiter):
        blank = not any(cell.strip() for cell in cells)
        if blank and header is None:
            continue
        number += 1
        if header is None and len(rows) < HEADER_AMONG and is_header(cells):
            header, number = [cell.strip() for cell in cells], 1
            rows.clear()
            continue
        if blank:
            continue
        rows.append(Row(number, [cell.strip() for cell in cells], raw))
        if len(rows) > limits.rows:
            raise refusal("too_many_rows", limit=limits.rows)
    return checked(Table(header, rows, "csv", encoding, delimiter, warnings), limits)


def _records(text: str, delimiter: str) -> Iterator[tuple[list[str], str]]:
    """Records with the text each was read from; a quoted cell may run over several lines."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(text.replace("\x00", ""), newline=None):
            taken.append(line)
            yield line

    number = 0
    reader = csv.reader(lines(), delimiter=delimiter or ",", skipinitialspace=True)
    csv.field_size_limit(10_000_000)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        number += 1
        raw = "".join(taken).rstrip("\n")
        if len(taken) > 1 and raw.count('"') % 2:
            raise refusal("unclosed_quote", row=number)
        taken.clear()
        yield cells, raw


def _delimiter(text: str) -> str:
    """The sign that stands the same number of times in most of the first lines, outside quotation marks."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text[:50_000].splitlines() if line.strip()][:30]
    best, worth = ",", 0.0
    for sign in DELIMITERS:
        counts = [line.count(sign) for line in lines if line.count(sign)]
        if counts:
            usual = max(set(counts), key=counts.count)
            agree = counts.count(usual) / len(lines)
            value = (
                agree * 10
                + min(usual, 9) / 10
                + (2 if any(is_header(line.split(sign)) for line in lines[:HEADER_AMONG]) else 0)
            )
            if value > worth:
                best, worth = sign, value
    return best
