"""XLSX and ODS: the people of all sheets that have a header, as one table."""

from dodomu.formats.archives import Archive
from dodomu.formats.errors import refusal
from dodomu.formats.headers import HEADER_AMONG, field_of, header_among, is_second_header, joined, plain_head
from dodomu.formats.limits import Deadline, Limits
from dodomu.formats.ods import read_ods
from dodomu.formats.rows import Kind, Row, Table, Warning, as_received, checked, checked_header, checked_row, note
from dodomu.formats.sheets import Sheet, SheetRow, Workbook
from dodomu.formats.spoilt import WayBack, is_beyond_reading, way_back
from dodomu.formats.xlsx import read_xlsx

_OTHER_OFFICE = ("word/", "ppt/", "visio/")


def kind_of(archive: Archive) -> str:
    """What an archive is: xlsx, ods, encrypted, document (of another program), or "" for none of them."""
    names = archive.names()
    if archive.is_encrypted:
        return "encrypted"
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        return "encrypted"
    if any(name.lower() == "xl/workbook.xml" for name in names):
        return "xlsx"
    kind = archive.opening("mimetype", 100) if "mimetype" in archive else b""
    if "content.xml" in archive and (b"spreadsheet" in kind or not kind):
        return "ods"
    if b"opendocument" in kind or any(name.startswith(_OTHER_OFFICE) for name in names) or "xl/workbook.bin" in archive:
        return "document"
    return ""


def read_workbook(
    archive: Archive, kind: Kind, limits: Limits, deadline: Deadline, *, is_macro_named: bool, needs_header: bool
) -> Table:
    """The people of a workbook; `is_macro_named` says that its name does not hide that it may have macros."""
    if kind == "xlsx":
        declared = archive.opening("[Content_Types].xml", 200_000)
        if b"macroEnabled" in declared and not is_macro_named:
            raise refusal("macros_not_allowed")
        book = read_xlsx(archive, limits, deadline)
    else:
        book = read_ods(archive, limits, deadline)
    return _joined(book, kind, limits, needs_header=needs_header)


def _joined(book: Workbook, kind: Kind, limits: Limits, *, needs_header: bool) -> Table:
    warnings = [note("macros_ignored")] if book.has_macros else []
    is_many = len(book.sheets) > 1
    parts: list[tuple[Sheet, list[str], list[SheetRow]]] = []
    skipped: list[Sheet] = []
    for sheet in book:
        if sheet.is_hidden:
            warnings.append(note("hidden_sheet", name=sheet.name[:60]))
        found = _below_header(sheet, limits)
        if found:
            parts.append((sheet, *found))
        elif sheet.rows:
            skipped.append(sheet)
    if not parts and not skipped:
        raise refusal("empty_file")
    if not parts and needs_header:
        is_beyond = all(is_beyond_reading([row.cells for row in sheet.rows]) for sheet in skipped)
        raise refusal("encoding_unclear" if is_beyond else "no_header")
    if not parts:
        first = skipped.pop(0)
        rows = [_row(row, first.name if is_many else "") for row in first.rows]
        return checked(Table(None, rows, kind, "", "", warnings + _skipped(skipped), book.is_1904), limits)
    header = list(parts[0][1])
    rows = []
    for sheet, heads, below in parts:
        places = _places(header, heads)
        for one in below:
            row = _row(one, sheet.name if is_many else "")
            rows.append(checked_row(_moved(row, places, heads), len(header), limits, is_exact=False))
    if len(header) > len(parts[0][1]):
        rows = [checked_row(row, len(header), limits, is_exact=False) for row in rows]
    return checked(Table(header, rows, kind, "", "", warnings + _skipped(skipped), book.is_1904), limits)


def _skipped(sheets: list[Sheet]) -> list[Warning]:
    return [note("sheet_skipped", name=sheet.name[:60]) for sheet in sheets]


def _below_header(sheet: Sheet, limits: Limits) -> tuple[list[str], list[SheetRow]] | None:
    opening = [row.cells for row in sheet.rows[:HEADER_AMONG]]
    if way := way_back(opening):
        sheet.rows = [_brought_back(row, way) for row in sheet.rows]
        opening = [row.cells for row in sheet.rows[:HEADER_AMONG]]
    at = header_among(opening)
    if at is None:
        return None
    heads, below = sheet.rows[at].cells, sheet.rows[at + 1 :]
    if below and is_second_header(heads, below[0].cells):
        heads = joined(heads, below[0].cells)
    return checked_header(heads, limits), below


def _brought_back(row: SheetRow, way: WayBack) -> SheetRow:
    cells = way.row(row.cells)
    return row if cells == row.cells else row._replace(cells=cells, received=row.cells)


def _places(header: list[str], heads: list[str]) -> list[int]:
    """Where each column of a sheet stands in the table; heads that are new there are added to `header`."""
    if heads == header[: len(heads)]:
        return list(range(len(heads)))
    places, taken = [], set()
    for head in heads:
        known = field_of(head)
        at = next(
            (
                n
                for n, one in enumerate(header)
                if n not in taken and (plain_head(one) == plain_head(head) or (known and field_of(one) == known))
            ),
            len(header),
        )
        if at == len(header):
            header.append(head)
        taken.add(at)
        places.append(at)
    return places


def _moved(row: Row, places: list[int], heads: list[str]) -> Row:
    if places == list(range(len(heads))):
        return row
    width = max(places) + 1
    cells = [""] * width
    for place, cell in zip(places, row.cells, strict=False):
        cells[place] = cell
    extra = [cell for cell in row.cells[len(heads) :] if cell.strip()]
    formulas = frozenset(places[n] for n in row.formulas if n < len(places))
    codes = ("too_many_cells", *row.codes) if extra else row.codes
    return Row(row.number, cells, row.raw, row.sheet, row.refused, codes, formulas)


def _row(row: SheetRow, sheet: str) -> Row:
    raw = as_received("\t".join(row.received or row.cells))
    codes = ("mojibake_repaired",) if row.received else ()
    return Row(row.number, row.cells, raw, sheet, "", (*codes, "hidden_row") if row.is_hidden else codes, row.formulas)
