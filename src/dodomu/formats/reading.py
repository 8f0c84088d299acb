"""The rows of a table become people: name, date, rank, unit; each accepted, refused, or told to name nobody."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from dodomu.formats.characters import clean
from dodomu.formats.dates import ReadDate, read_date
from dodomu.formats.freetext import Found
from dodomu.formats.headers import NAME_HEADS, field_of
from dodomu.formats.limits import NO_DEADLINE, Deadline, Limits
from dodomu.formats.mojibake import is_garbled
from dodomu.formats.naming import Named, read_name
from dodomu.formats.nobody import is_repeated_header, names_nobody
from dodomu.formats.rows import Row, Table

_IN_NAME = ("mojibake", "bad_encoding", "control_characters")  # what refuses a record when it is in the name
YOUNGEST = 14  # years between birth and captivity
_OF_PROGRAMS = ("pfif", "json")  # nobody writes a heading between people there
_PARTS = ("surname", "given", "patronymic")
_FURTHER = ("age", "captured_on", "died_on", "url")
_NO_DATE = ReadDate()
_NOTHING = Found("", _NO_DATE)
_AGES_OLD = 5  # so many years an age may have stood in a list
_APOSTROPHE = re.compile("['’‘ʼ`´ʹ′]")
_DAMAGED = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd\ud800-\udfff]"
)  # said of every cell, also of one that is no field
_SAME = dict.fromkeys(map(ord, "'’‘ʼ`´ʹ′"), "’")


class Reading(NamedTuple):
    """One record as it was read.

    `name` is the canonical name of the contract, as written; `parts` are its pieces where they stood in their own
    columns. `refused` says why the record names no one person, "" for a person; `codes` are the warnings.
    """

    number: int
    raw: str
    sheet: str = ""
    name: str = ""
    parts: tuple[str, str, str] | None = None
    birth: ReadDate = _NO_DATE
    rank: str = ""
    unit: str = ""
    place: str = ""
    note: str = ""
    codes: tuple[str, ...] = ()
    refused: str = ""


def readings(
    table: Table,
    mapping: Mapping[str, int],
    *,
    latest: date | None = None,
    limits: Limits = Limits(),  # noqa: B008 - a frozen value
    deadline: Deadline = NO_DEADLINE,
) -> Iterator[Reading]:
    """Every row of a table as it was read, in order; nothing disappears.

    >>> from dodomu.formats.tables import read
    >>> table = read("ПІБ;Дата народження\\nКоваль Iван;31.02.1990\\nВсього: 1;".encode())
    >>> [(one.name, one.refused, one.codes) for one in readings(table, {"name": 0, "birth_date": 1})]
    [('Коваль Іван', '', ('mixed_script', 'bad_date')), ('', 'not_a_person', ())]
    """
    reader = _Reader(table, mapping, latest, limits)
    for count, row in enumerate(table.rows):
        if count % 500 == 0:
            deadline.check()
        yield reader.read(row)


class _Reader:
    def __init__(self, table: Table, mapping: Mapping[str, int], latest: date | None, limits: Limits) -> None:
        self.table, self.latest, self.limits = table, latest, limits
        self.mapping = dict(mapping)
        heads = [field_of(head) for head in table.header or []]
        used = set(self.mapping.values())
        self.births = [place for place, name in enumerate(heads) if name == "birth_date" and place not in used]
        self.further = {name: heads.index(name) for name in _FURTHER if name in heads and heads.index(name) not in used}
        self.urls = [place for place, name in enumerate(heads) if name == "url"]
        self.is_whole = not mapping
        # the other way of writing a name, where a row leaves the first one empty
        self.others = {name: heads.index(name) for name in ("name", *_PARTS) if name in heads and name not in mapping}
        self.more_names = [place for place, name in enumerate(heads) if name == "name" and place not in used]
        self.name_places = [self.mapping[name] for name in ("name", *_PARTS) if name in self.mapping]
        self.heads = {head.strip().casefold() for head in table.header or []} - {""}
        self.unread = [place for place in range(len(heads)) if place not in used and place not in self.more_names]
        self.seen: set[tuple[str, str]] = set()

    def read(self, row: Row) -> Reading:
        if self._is_nobody(row):
            return Reading(row.number, row.raw, row.sheet, refused="not_a_person")
        if row.refused:
            name = " ".join(clean(cell[:400]).text for cell in self._name_cells(row.cells))[:200].strip()
            return Reading(row.number, row.raw, row.sheet, name, codes=row.codes, refused=row.refused)
        written = self._written(row)
        named = self._named(written, row)
        if named.refused == "not_a_person":
            return Reading(row.number, row.raw, row.sheet, refused="not_a_person")
        codes = list(row.codes)
        refused = named.refused
        for code in written.codes:
            if code in _IN_NAME and (not self.is_whole or _is_in_name(code, named.name, written)):
                refused = code
                break
        codes += [code for code in written.codes if code != refused]
        if row.formulas & set(self.name_places):
            refused = "formula_without_value"
        elif row.formulas:
            codes.append("formula_without_value")
        found = named.found or _NOTHING
        birth = self._birth(row.cells, found, codes)
        if not refused and self._conflict(row.cells, birth, found):
            codes.append("dates_conflict")
        if any(not _leads_to_a_page(_at(row.cells, place)) for place in self.urls):
            codes.append("bad_url")
        if _DAMAGED.search("".join(row.cells)):
            codes += [code for place in self.unread for code in clean(_at(row.cells, place)).codes]
        if not refused and self._is_seen(named.name, birth):
            codes.append("duplicate_line")
        return Reading(
            row.number,
            row.raw,
            row.sheet,
            named.name,
            written.parts if named.name == written.text else None,
            birth,
            self._cell(row.cells, "rank", codes) or found.rank,
            self._cell(row.cells, "unit", codes) or found.unit,
            self._cell(row.cells, "place", codes) or found.place,
            self._cell(row.cells, "note", codes) or found.note,
            tuple(dict.fromkeys(codes)),
            refused,
        )

    def _name_cells(self, cells: list[str]) -> list[str]:
        places = dict.fromkeys((*self.name_places, *self.others.values(), *self.more_names))
        return [cell for cell in (_at(cells, place) for place in places) if cell.strip()]

    def _is_nobody(self, row: Row) -> bool:
        """A total, a signature, a heading or the header again, in whichever cell it stands."""
        if self.is_whole:
            return False  # the whole row is one text, and is judged as the name
        filled = [cell for cell in row.cells if cell.strip()]
        named = self._name_cells(row.cells)
        if not any(c.isalnum() for cell in filled for c in cell):
            return any(names_nobody(cell) for cell in filled)  # a line drawn with signs
        is_number = bool(named) and named[0].strip().isdigit()
        if not named or is_number or self._is_head(named[0]):
            if is_repeated_header(filled) or (len(filled) == 1 and filled[0].strip().casefold() in self.heads):
                return True
            if not named or is_number:
                is_alone = len(filled) == 1 and bool(_at(row.cells, 0).strip()) and not is_number
                is_heading = is_alone and self.table.kind not in _OF_PROGRAMS and any(c.isalpha() for c in filled[0])
                return is_heading or any(names_nobody(clean(cell).text) for cell in filled[:3])
        return bool(row.refused) and len(filled) <= 3 and names_nobody(clean(named[0]).text)

    def _is_head(self, cell: str) -> bool:
        """Is the cell of a name a head again?"""
        cell = cell.strip().casefold()
        return cell in self.heads or cell in NAME_HEADS

    def _written(self, row: Row) -> "_Written":
        """The name as it stands in the row: in one cell, in parts, or in the row as a whole."""
        if self.is_whole:
            raw = ", ".join(filter(None, (cell.strip(" \t") for cell in row.cells)))
            return _Written.of([raw], is_parts=False)
        ways = ("surname", "name") if "surname" in self.mapping or "name" not in self.mapping else ("name", "surname")
        for way in ways:
            known = (
                self.mapping if way in self.mapping or (way == "surname" and "given" in self.mapping) else self.others
            )
            parts = ("name",) if way == "name" else _PARTS
            raws = [_at(row.cells, known[part]) if part in known else "" for part in parts]
            if any(raw.strip() for raw in raws):
                return _Written.of(raws, is_parts=way != "name")
        more = (_at(row.cells, place) for place in self.more_names)
        return _Written.of([next((raw for raw in more if raw.strip()), "")], is_parts=False)

    def _named(self, written: "_Written", row: Row) -> Named:
        birth = self.mapping.get("birth_date")
        return read_name(
            written.text,
            raw=written.raw,
            latest=self.latest,
            is_cell=not self.is_whole,
            is_dated=birth is not None and any(map(str.isdigit, _at(row.cells, birth))),
            is_parts=written.parts is not None,
            limit=self.limits.name,
        )

    def _cell(self, cells: list[str], name: str, codes: list[str]) -> str:
        cell = _at(cells, self.mapping[name]) if name in self.mapping else ""
        if not cell.strip():
            return ""
        cleaned = clean(cell)
        codes += cleaned.codes
        return cleaned.text

    def _date(self, cell: str) -> ReadDate:
        return read_date(cell, latest=self.latest, is_1904=self.table.is_1904)

    def _birth(self, cells: list[str], found: Found, codes: list[str]) -> ReadDate:
        """The date of birth: of its column, else of another one for it, else of the cell with the name."""
        cell = self._cell(cells, "birth_date", codes)
        birth = self._date(cell) if cell else found.birth
        if birth.on is None:
            others = (self._date(clean(_at(cells, place)).text) for place in self.births)
            birth = next((one for one in others if one.on), birth)
        if birth.warning:
            codes.append(birth.warning)
        elif cell and birth.raw != cell and self._date(cell).warning:
            codes.append("bad_date")
        return birth

    def _is_seen(self, name: str, birth: ReadDate) -> bool:
        folded = name.casefold()
        key = (folded if folded.isascii() or not _APOSTROPHE.search(folded) else folded.translate(_SAME), birth.written)
        if key in self.seen:
            return True
        self.seen.add(key)
        return False

    def _conflict(self, cells: list[str], birth: ReadDate, found: Found) -> bool:
        """Do two dates of the record contradict each other?"""
        if birth.on is None or not (self.births or self.further or found is not _NOTHING):
            return False
        others = [self._date(clean(_at(cells, place)).text) for place in self.births]
        if any(one.on and not _agree(birth, one) for one in (*others, found.birth)):
            return True
        grown = birth.on + timedelta(days=365 * YOUNGEST)
        if any(one.on and one.on < grown and not _agree(birth, one) for one in found.further):
            return True
        for name, years in (("captured_on", YOUNGEST), ("died_on", 0)):
            later = self._date(clean(_at(cells, self.further[name])).text) if name in self.further else ReadDate()
            if later.on and later.on < birth.on + timedelta(days=365 * years):
                return True
        age = clean(_at(cells, self.further["age"])).text if "age" in self.further else found.age
        return bool(age) and self.latest is not None and not _fits_age(birth, age, self.latest)


class _Written(NamedTuple):
    """A name as it stands in a row: raw, clean, its parts if it stands in several cells, the codes of its letters."""

    raw: str
    text: str
    codes: tuple[str, ...]
    parts: tuple[str, str, str] | None = None

    @classmethod
    def of(cls, raws: list[str], *, is_parts: bool) -> "_Written":
        cleaned = [clean(raw) for raw in raws]
        texts = [one.text for one in cleaned]
        codes = tuple(code for one in cleaned for code in one.codes)
        parts = (texts[0], texts[1], texts[2]) if is_parts else None
        return cls(" ".join(raws) if is_parts else raws[0], " ".join(filter(None, texts)), codes, parts)


def _at(cells: list[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _is_in_name(code: str, name: str, written: _Written) -> bool:
    """Does the damage touch the name itself, where other fields stand in the same text?"""
    name = name or written.text
    if code == "bad_encoding":
        return "\ufffd" in name
    if code == "mojibake":
        return is_garbled(name)
    return name not in re.sub(r"[ \t\r\n\u00a0]+", " ", written.raw)


def _agree(one: ReadDate, other: ReadDate) -> bool:
    length = min(len(one.written), len(other.written))
    return one.written[:length] == other.written[:length]


def _fits_age(birth: ReadDate, age: str, latest: date) -> bool:
    """May a person born then be so old? Ages are told as of some day in the past years, and in ranges.

    >>> born = ReadDate(date(1990, 3, 5), "day")
    >>> [_fits_age(born, age, date(2026, 11, 25)) for age in ("34", "30-40", "52", "невідомо")]
    [True, True, False, True]
    """
    numbers = [int(number) for number in re.findall(r"\d{1,3}", age)[:2]]
    if not numbers or birth.on is None:
        return True
    oldest = latest.year - birth.on.year
    return numbers[0] <= oldest + 1 and numbers[-1] >= oldest - _AGES_OLD


def _leads_to_a_page(cell: str) -> bool:
    """No address, or addresses of pages alone.

    >>> _leads_to_a_page(""), _leads_to_a_page("https://example.org/1"), _leads_to_a_page("javascript:alert(1)")
    (True, True, False)
    """
    return all(
        re.match(r"https?://[^\W_]", one, re.IGNORECASE) is not None and len(one) < 2_000 for one in cell.split()
    )
