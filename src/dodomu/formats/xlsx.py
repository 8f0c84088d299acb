"""XLSX: the cells of each sheet as text, read from its own XML. Nothing is run, no link is followed."""

import posixpath
import re
from collections.abc import Callable

from dodomu.formats.archives import Archive
from dodomu.formats.dates import from_serial
from dodomu.formats.errors import refusal
from dodomu.formats.limits import Deadline, Limits
from dodomu.formats.markup import local, parse
from dodomu.formats.sheets import Sheet, Workbook, number_text

_BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_DATE_SIGNS = re.compile(r"[dmyhsдмгрчс]", re.IGNORECASE)
_NOT_FORMAT = re.compile(r"\"[^\"]*\"|\\.|\[(?!h|m|s)[^\]]*\]|_.|\*.", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_YES = ("1", "true", "on")


def read_xlsx(archive: Archive, limits: Limits, deadline: Deadline) -> Workbook:
    """The sheets of a workbook, hidden ones too, in the order of their tabs."""
    root = "xl/workbook.xml"
    if root not in archive:
        root = next((name for name in archive.names() if name.lower() == root), root)

    def go(
        name: str, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None], text: Callable[[str], None]
    ) -> None:
        parse(
            archive.read(name),
            start=start,
            end=end,
            text=text,
            limits=limits,
            deadline=deadline,
            broken="broken_workbook",
        )

    named: list[tuple[str, str, bool]] = []
    is_1904 = False

    def book(name: str, attributes: dict[str, str]) -> None:
        nonlocal is_1904
        tag = local(name)
        if tag == "sheet":
            target = next((value for key, value in attributes.items() if local(key) == "id" and ":" in key), "")
            named.append((attributes.get("name", ""), target, attributes.get("state", "visible") != "visible"))
        elif tag == "workbookPr":
            is_1904 = attributes.get("date1904", "0").lower() in _YES

    go(root, book, _nothing, _nothing)
    targets = _targets(go, archive, root)
    strings = _strings(go, archive, targets)
    dated = _dated_styles(go, archive, targets)
    sheets = []
    for name, target, is_hidden in named:
        kind, path = targets.get(target, ("", ""))
        if kind != "worksheet":
            if not kind:
                raise refusal("broken_workbook")
            continue
        sheet = Sheet(name, is_hidden)
        _SheetReader(sheet, strings, dated, limits, is_1904=is_1904).read(go, path)
        sheets.append(sheet)
    if not named:
        raise refusal("broken_workbook")
    macros = any(name.endswith("vbaProject.bin") or "/macrosheets/" in name for name in archive.names())
    return Workbook(sheets, macros, is_1904)


Go = Callable[[str, Callable[[str, dict[str, str]], None], Callable[[str], None], Callable[[str], None]], None]


def _nothing(_text: str) -> None:
    return None


def _targets(go: Go, archive: Archive, root: str) -> dict[str, tuple[str, str]]:
    """What each link of the workbook leads to: its kind and path."""
    folder, file = posixpath.split(root)
    links = f"{folder}/_rels/{file}.rels"
    found: dict[str, tuple[str, str]] = {}

    def link(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship" and attributes.get("TargetMode", "") != "External":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], path)

    if links not in archive:
        raise refusal("broken_workbook")
    go(links, link, _nothing, _nothing)
    return found


def _path_of(kind: str, archive: Archive, targets: dict[str, tuple[str, str]]) -> str:
    return next((path for one, path in targets.values() if one == kind and path in archive), "")


def _strings(go: Go, archive: Archive, targets: dict[str, tuple[str, str]]) -> list[str]:
    """The texts that cells share; what stands for reading aloud is left out."""
    strings: list[str] = []
    parts: list[str] = []
    is_text = is_aloud = False

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal is_text, is_aloud
        tag = local(name)
        if tag == "si":
            parts.clear()
        elif tag == "rPh":
            is_aloud = True
        is_text = tag == "t" and not is_aloud

    def end(name: str) -> None:
        nonlocal is_text, is_aloud
        tag = local(name)
        is_text = False
        if tag == "si":
            strings.append(_unescaped("".join(parts)))
        elif tag == "rPh":
            is_aloud = False

    def text(said: str) -> None:
        if is_text:
            parts.append(said)

    if path := _path_of("sharedStrings", archive, targets):
        go(path, start, end, text)
    return strings


def _dated_styles(go: Go, archive: Archive, targets: dict[str, tuple[str, str]]) -> frozenset[int]:
    """The numbers of the styles that show a number as a date."""
    own: set[int] = set()
    dated: set[int] = set()
    count, is_cells = 0, False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count, is_cells
        tag = local(name)
        if tag == "numFmt":
            shape = _NOT_FORMAT.sub("", attributes.get("formatCode", ""))
            if _DATE_SIGNS.search(shape) and not re.search(r"[0#?]", shape.split(";")[0].replace(".0", "")):
                own.add(_whole(attributes.get("numFmtId", "")))
        elif tag == "cellXfs":
            is_cells = True
        elif tag == "xf" and is_cells:
            shape_id = _whole(attributes.get("numFmtId", "0"))
            if shape_id in _BUILT_IN_DATES or shape_id in own:
                dated.add(count)
            count += 1

    def end(name: str) -> None:
        nonlocal is_cells
        if local(name) == "cellXfs":
            is_cells = False

    if path := _path_of("styles", archive, targets):
        go(path, start, end, _nothing)
    return frozenset(dated)


def _whole(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else -1


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _SheetReader:
    """Goes through the XML of one sheet, cell by cell. Called a few million times for a long list: it does little."""

    def __init__(
        self, sheet: Sheet, strings: list[str], dated: frozenset[int], limits: Limits, *, is_1904: bool
    ) -> None:
        self.sheet, self.strings, self.limits, self.is_1904 = sheet, strings, limits, is_1904
        self.dated = frozenset(map(str, dated))
        self.number, self.column = 0, -1
        self.cells: dict[int, str] = {}
        self.formulas: set[int] = set()
        self.is_hidden = self.is_taken = self.has_formula = self.has_value = False
        self.kind = self.style = ""
        self.parts: list[str] = []
        self.kept: list[str] = []  # the text of a cell while its reading aid goes by

    def read(self, go: Go, path: str) -> None:
        go(path, self.start, self.end, self.text)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name if name in _FREQUENT else local(name)
        if tag == "c":
            self.column = _column(attributes.get("r", ""), self.column)
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
            self.parts = []
            self.has_formula = self.has_value = False
        elif tag == "v":
            self.is_taken = self.has_value = True
        elif tag == "t":
            self.is_taken = True
        elif tag == "row":
            at = _whole(attributes.get("r", ""))
            self.number = at if at > 0 else self.number + 1
            self.is_hidden = attributes.get("hidden", "0").lower() in _YES or attributes.get("ht") == "0"
            self.cells, self.formulas, self.column = {}, set(), -1
        elif tag == "f":
            self.has_formula = True
        elif tag == "rPh":
            self.kept, self.parts = self.parts, []

    def text(self, said: str) -> None:
        if self.is_taken:
            self.parts.append(said)

    def end(self, name: str) -> None:
        tag = name if name in _FREQUENT else local(name)
        if tag == "v" or tag == "t":
            self.is_taken = False
        elif tag == "c":
            parts = self.parts
            written = parts[0] if len(parts) == 1 else "".join(parts)
            if self.has_formula:
                is_unknown = not written and not (self.kind == "str" and self.has_value)
                if is_unknown or self.kind == "e":
                    self.formulas.add(self.column)
            if written:
                self.cells[self.column] = self._shown(written)
        elif tag == "row":
            self.sheet.add(self.number, self.cells, self.formulas, is_hidden=self.is_hidden, limits=self.limits)
        elif tag == "rPh":
            self.parts = self.kept

    def _shown(self, written: str) -> str:
        kind = self.kind
        if kind == "s":
            place = _whole(written.strip())
            return self.strings[place] if 0 <= place < len(self.strings) else ""
        if kind in ("str", "inlineStr", "e"):
            return _unescaped(written)
        if kind == "d":
            return written.removesuffix("Z").removesuffix("T00:00:00")
        written = written.strip()
        if kind == "b":
            return "1" if written == "1" else "0"
        return self._dated(written) if self.style in self.dated else number_text(written)

    def _dated(self, written: str) -> str:
        try:
            value = float(written)
        except ValueError:
            return written
        is_day = 0 < value < 3_000_000 or (self.is_1904 and value == 0)
        on = from_serial(value, is_1904=self.is_1904) if is_day else None
        return on.isoformat() if on else number_text(written)


_FREQUENT = frozenset(["c", "v", "t", "is", "row", "f"])


def _column(address: str, before: int) -> int:
    """The column of an address such as AB12, or the next one where there is none.

    >>> _column("A1", -1), _column("AB12", 3), _column("", 3)
    (0, 27, 4)
    """
    letters = address.rstrip("0123456789")
    found = _COLUMNS.get(letters)
    if found is None:
        if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
            return before + 1
        found = 0
        for letter in letters.upper():
            found = found * 26 + ord(letter) - 64
        _COLUMNS[letters] = found = found - 1
    return found


_COLUMNS: dict[str, int] = {}
