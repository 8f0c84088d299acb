"""CSV and its relatives: the separator is told by what makes a header and rows of equal width."""

import re
from itertools import islice

from dodomu.formats.errors import refusal
from dodomu.formats.headers import HEADER_AMONG, field_of, header_among, is_second_header, joined, plain_head
from dodomu.formats.limits import Deadline, Limits
from dodomu.formats.records import Record, records, with_plain_ends
from dodomu.formats.rows import Row, Table, as_received, checked, checked_header, checked_row
from dodomu.formats.spoilt import WayBack, is_beyond_reading, way_back

DELIMITERS = (";", ",", "\t", "|")
_TOLD = re.compile(r'\s*"?sep=([^\n"])"?[ \t;,|]*(?:\n|$)', re.IGNORECASE)
_SAMPLE = 60_000
_LOOK_FOR_HEADER = 2_000_000  # letters; titles above a list are short


def read_separated(text: str, encoding: str, limits: Limits, deadline: Deadline, *, needs_header: bool) -> Table:
    """The table in a text; without a header it is refused where one is needed."""
    text = with_plain_ends(text.removeprefix("\ufeff")).lstrip("\n").rstrip("\x1a")  # with which old systems end a file
    told = _TOLD.match(text)
    if told:
        text = text[told.end() :]
    delimiter = told[1] if told else choose_delimiter(text)
    opening = _opening(text, delimiter)
    at = header_among(opening)
    if told and at is None:  # it names a separator that parts nothing here
        delimiter = choose_delimiter(text)
        opening = _opening(text, delimiter)
        at = header_among(opening)
    if way := way_back(opening):
        delimiter = told[1] if told else choose_delimiter(way.text(text[:_SAMPLE]))
        opening = [way.row(cells) for cells in _opening(text, delimiter)]
        at = header_among(opening)
    header: list[str] | None = None
    upper: list[str] | None = None  # the header as it stood, before a second storey was joined to it
    rows: list[Row] = []
    above: list[Row] = []
    number = most = 0
    for place, record in enumerate(records(text, delimiter)):
        if place % 1000 == 0:
            deadline.check()
        is_blank = not any(cell.strip() for cell in record.cells)
        if is_blank and header is None:
            continue
        number += record.blanks or 1
        if way:
            record = _brought_back(record, way)
        if header is None:
            if len(above) == at:
                header, upper, number = checked_header(record.cells, limits), record.cells, 1
                most = len(record.cells)
                above.clear()
            elif needs_header and len(above) >= HEADER_AMONG:
                break
            else:
                above.append(_row(number, record))
                if len(above) > limits.rows:
                    raise refusal("too_many_rows", limit=limits.rows)
            continue
        if is_blank:
            continue
        if upper is not None and not rows and is_second_header(upper, record.cells):
            header, upper = checked_header(joined(upper, record.cells), limits), None
        rows.append(checked_row(_row(number, record), len(header), limits, is_exact=True, most=most))
        if len(rows) > limits.rows:
            raise refusal("too_many_rows", limit=limits.rows)
    if header is None:
        if needs_header:
            if above and max(len(row.cells) for row in above) > limits.columns:
                raise refusal("too_many_columns", limit=limits.columns)
            raise refusal("encoding_unclear" if is_beyond_reading(opening) else "no_header")
        rows = [checked_row(row, len(row.cells), limits, is_exact=False) for row in above]
    return checked(Table(header, rows, "csv", encoding, delimiter), limits)


def _brought_back(record: Record, way: WayBack) -> Record:
    cells = way.row(record.cells)
    return record._replace(cells=cells, is_mended=cells != record.cells)


def _opening(text: str, delimiter: str) -> list[list[str]]:
    """The first records that are not empty, among which the header is; a damaged one heads nothing."""
    filled = (one for one in records(text[:_LOOK_FOR_HEADER], delimiter) if any(cell.strip() for cell in one.cells))
    return [[""] if one.fault else one.cells for one in islice(filled, HEADER_AMONG)]


def _row(number: int, record: Record) -> Row:
    refused = record.fault
    if not refused and not record.raw.isascii() and re.search("[\udc80-\udcff]", record.raw):
        refused = "bad_encoding"
    cells = [_forced(cell) for cell in record.cells] if '="' in record.raw else record.cells
    return Row(number, cells, as_received(record.raw), "", refused, ("mojibake_repaired",) if record.is_mended else ())


def _forced(cell: str) -> str:
    """The text in ="…", by which exports make a spreadsheet keep a cell as it is.

    >>> _forced('="Коваль Іван"')
    'Коваль Іван'
    """
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 3 and '"' not in cell[2:-1]:
        return cell[2:-1]
    return cell


def choose_delimiter(text: str) -> str:
    """The separator that makes a header with known heads and rows as wide; "" where each line is one cell.

    >>> [choose_delimiter(text) for text in ("ПІБ;Звання\\nКоваль, Іван;солдат", "Прізвище, ім'я\\nКоваль Іван")]
    [';', '']
    """
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    best, worth = "", 0.0
    for sign in (*DELIMITERS, ""):
        if sign and sign not in sample:
            continue
        value = _worth(sample, sign)
        if value > worth:
            best, worth = sign, value
    return best


def _worth(sample: str, sign: str) -> float:
    taken = [record for record in islice(records(sample, sign), 80) if any(cell.strip() for cell in record.cells)]
    at = header_among([record.cells for record in taken])
    if at is None:
        widths = [_width(record.cells) for record in taken]
        usual = max(set(widths), key=widths.count) if widths else 0
        return (widths.count(usual) / len(widths) + min(usual, 9) / 10) / 4 if usual > 1 else 0.05
    heads = taken[at].cells
    known = len({field_of(head) for head in heads if head.strip()} - {""})
    wide = len([head for head in heads if plain_head(head)])
    below = taken[at + 1 :]
    if not sign and _is_parted(heads[0], [record.raw for record in below]):
        return 0.05
    fit = sum(len(record.cells) == len(heads) or _width(record.cells) == wide for record in below)
    fits = fit / len(below) if below else 1.0
    return 1 + known + 3 * fits + (0.5 if sign else 0) * (known > 1)


def _is_parted(head: str, below: list[str]) -> bool:
    """Is a line the heads of several columns, as each line below has the separator at least as often?

    >>> _is_parted("ПІБ,Дата народження", ["Коваль, Іван,1990"]), _is_parted("Прізвище, ім'я", ["Коваль, Іван"])
    (True, False)
    """
    for sign in DELIMITERS:
        fields = {field_of(one) for one in head.split(sign)}
        if len(fields) > 1 and {"name", "surname"} & fields and {"birth_date", "rank", "unit", "number"} & fields:
            return all(one.count(sign) >= head.count(sign) for one in below)
    return False


def _width(cells: list[str]) -> int:
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return width
