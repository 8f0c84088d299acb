"""XLSX and ODS: the archive is looked through before it is opened, the cells are read without running anything."""

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from dodomu.formats.errors import refusal
from dodomu.formats.headers import is_header
from dodomu.formats.limits import Limits
from dodomu.formats.rows import HEADER_AMONG, Kind, Row, Table, Warning, checked
from dodomu.text import Text

_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SMALL = 1_000_000  # below this much unpacked, a high ratio of packing is harmless


def read_workbook(data: bytes, limits: Limits) -> Table:
    """The people of a workbook: the first visible sheet with a header, and further sheets with the same one."""
    kind, has_macros = _look_through(data, limits)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        hidden = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible]
        sheets = [(name, _rows(workbook, name, limits)) for name in names]
    except (CalamineError, ValueError, KeyError, IndexError, OverflowError, zipfile.BadZipFile):
        raise refusal("broken_workbook") from None
    warnings = [Warning("hidden_sheet", None, _text(_HIDDEN, name)) for name in hidden]
    if has_macros:
        warnings.append(Warning("macros_ignored", None, _MACROS))
    return checked(_joined(sheets, kind, warnings), limits)


def _joined(sheets: list[tuple[str, list[Row]]], kind: Kind, warnings: list[Warning]) -> Table:
    header: list[str] | None = None
    rows: list[Row] = []
    skipped: list[str] = []
    for name, sheet in sheets:
        at = next((n for n, row in enumerate(sheet[:HEADER_AMONG]) if is_header(row.cells)), None)
        if at is None:
            skipped += [name] if sheet else []
        elif header is None or sheet[at].cells == header:
            header = sheet[at].cells
            rows += sheet[at + 1 :]
        else:
            skipped.append(name)
    if header is None and skipped:
        first = next(sheet for sheet in sheets if sheet[0] == skipped[0])
        rows, skipped = first[1], skipped[1:]
    warnings += [Warning("sheet_skipped", None, _text(_SKIPPED, name)) for name in skipped]
    return Table(header, rows, kind, "", "", warnings)


def _rows(workbook: CalamineWorkbook, name: str, limits: Limits) -> list[Row]:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.total_height > limits.rows * 2:
        raise refusal("too_many_rows", limit=limits.rows)
    if sheet.total_width > limits.columns * 4:
        raise refusal("too_many_columns", limit=limits.columns)
    rows = []
    for number, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        cells = [_cell(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            rows.append(Row(number, cells, "\t".join(cells)))
    return rows


def _cell(value: object) -> str:
    """A cell as a person reads it: 5 and not 5.0, a date as ISO."""
    if isinstance(value, bool):
        return "так" if value else "ні"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value).replace("\x00", "").strip()


def _look_through(data: bytes, limits: Limits) -> tuple[Kind, bool]:
    """What kind of workbook it is, and whether it carries macros; refused when it is unsafe to open."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise refusal("broken_workbook") from None
    if len(entries) > limits.entries:
        raise refusal("zip_bomb")
    total = 0
    for entry in entries:
        if entry.flag_bits & 1:
            raise refusal("encrypted_workbook")
        if (
            entry.filename.startswith(("/", "\\"))
            or ".." in re.split(r"[/\\]", entry.filename)
            or ":" in entry.filename
        ):
            raise refusal("unsafe_archive")
        total += _unpacked(archive, entry, limits, total)
    if total > _SMALL and total > limits.ratio * len(data):
        raise refusal("zip_bomb")
    names = {entry.filename for entry in entries}
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise refusal("encrypted_workbook")
    if "xl/workbook.xml" in names:
        return "xlsx", any(name.endswith("vbaProject.bin") for name in names)
    if "content.xml" in names:
        return "ods", any(name.startswith("Basic/") for name in names)
    raise refusal("not_a_table")


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits, before: int) -> int:
    """The true size of an entry, whatever its header claims; markup is searched for a document type."""
    size = 0
    is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
    end_of_last = b""
    try:
        with archive.open(entry) as stream:
            while piece := stream.read(1 << 20):
                size += len(piece)
                if before + size > limits.unpacked:
                    raise refusal("zip_bomb")
                if is_xml and _DOCTYPE.search((end_of_last + piece).replace(b"\x00", b"")):
                    raise refusal("unsafe_xml")
                end_of_last = piece[-32:]
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as fault:
        raise refusal("broken_workbook") from fault
    except Exception as fault:  # zlib.error and lzma errors have no common parent
        if type(fault).__name__ in ("error", "LZMAError"):
            raise refusal("broken_workbook") from fault
        raise
    return size


def _text(words: Text, name: str) -> Text:
    return Text(words.uk.format(name=name[:60]), words.en.format(name=name[:60]))


_HIDDEN = Text("Прихований аркуш «{name}» не прочитано.", "The hidden sheet “{name}” was not read.")
_SKIPPED = Text(
    "Аркуш «{name}» не схожий на список людей, його пропущено.",
    "The sheet “{name}” does not look like a list of people and was skipped.",
)
_MACROS = Text("У файлі є макроси. Їх не виконано.", "The file has macros. They were not run.")
