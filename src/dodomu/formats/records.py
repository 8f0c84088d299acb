"""Text with separators becomes records; a quotation mark left open costs its own record and no other."""

import re
from collections.abc import Iterator
from typing import NamedTuple

MOST_CELLS = 1_000  # of one record; what follows is one last cell, too many by far
_EMPTY = re.compile("\n+")
_ENDS = re.compile(r"\r+\n|\r")


class Record(NamedTuple):
    """The cells of one record, the text it was read from, and the code of what is wrong with it, if anything.

    `is_mended`: the letters of the cells were brought back from a wrong table; `raw` is as it came.
    """

    cells: list[str]
    raw: str
    fault: str = ""
    blanks: int = 0  # so many empty lines in the place of a record
    is_mended: bool = False


def with_plain_ends(text: str) -> str:
    """Every line end as one kind: CR, LF, CRLF, and the doubled CR of broken conversions.

    >>> with_plain_ends("a\\r\\nb\\rc\\r\\r\\nd")
    'a\\nb\\nc\\nd'
    """
    return _ENDS.sub("\n", text) if "\r" in text else text


def records(text: str, delimiter: str) -> Iterator[Record]:
    """The records of a text with plain line ends; without a delimiter a whole line is one cell.

    >>> [record.cells for record in records('a;"б;""в""\\nг"\\nд;е', ";")]
    [['a', 'б;"в"\\nг'], ['д', 'е']]
    >>> [(record.cells, record.fault) for record in records('"а;б\\nв;г', ";")]
    [(['"а', 'б'], 'unclosed_quote'), (['в', 'г'], '')]
    >>> [(record.cells, record.blanks) for record in records("а\\n\\n\\n\\nб", ";")]
    [(['а'], 0), ([], 3), (['б'], 0)]
    """
    position, length = 0, len(text)
    while position < length:
        end = text.find("\n", position)
        end = length if end < 0 else end
        line = text[position:end]
        if end == position:
            run = _EMPTY.match(text, position)
            position = run.end() if run else end + 1
            yield Record([], "", "", position - end)
            continue
        if '"' not in line:
            yield Record(_split(line, delimiter), line)
            position = end + 1
            continue
        cells, after = _quoted(text, position, delimiter)
        if after < 0:
            yield Record(_split(line, delimiter), line, "unclosed_quote")
            position = end + 1
        else:
            yield Record(cells, text[position:after].rstrip("\n"))
            position = after + 1


def _split(line: str, delimiter: str) -> list[str]:
    return line.split(delimiter, MOST_CELLS) if delimiter else [line]


def _quoted(text: str, position: int, delimiter: str) -> tuple[list[str], int]:
    """The cells of the record at `position` and where its line ends; -1 when a quotation mark is left open."""
    cells: list[str] = []
    length = len(text)
    while True:
        line_end = text.find("\n", position)
        line_end = length if line_end < 0 else line_end
        start = position
        while start < line_end and text[start] in " \u00a0\u200b\ufeff" and text[start] != delimiter:
            start += 1
        if start < line_end and text[start] == '"':
            cell, after = _closed(text, start, line_end, delimiter)
            if after < 0:
                return [], -1
            cells.append(cell)
        else:
            after = text.find(delimiter, position, line_end) if delimiter else -1
            after = line_end if after < 0 else after
            cells.append(text[position:after])
        if after >= length or text[after] == "\n":
            return cells, after
        if len(cells) >= MOST_CELLS:
            return [*cells, text[after + 1 : line_end]], max(line_end, after)
        position = after + 1


def _closed(text: str, start: int, line_end: int, delimiter: str) -> tuple[str, int]:
    """A cell that opens with a quotation mark, and where it ends: at a separator, a line end or the end."""
    length, at = len(text), start + 1
    while True:
        at = text.find('"', at)
        if at < 0:
            return "", -1
        if at + 1 < length and text[at + 1] == '"':
            at += 2
            continue
        after = at + 1
        while after < length and text[after] in " \u00a0" and text[after] != delimiter:
            after += 1
        if after >= length or text[after] == "\n" or (delimiter and text[after] == delimiter):
            return text[start + 1 : at].replace('""', '"'), after
        if at >= line_end:
            return "", -1  # the next mark belongs to another record
        end = text.find(delimiter, at, line_end) if delimiter else -1
        end = line_end if end < 0 else end
        cell = text[start:end]
        return (cell, end) if cell.count('"') % 2 == 0 else ("", -1)
