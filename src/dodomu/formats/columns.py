"""Which column is what, and the lines of a list as the register can compare them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dodomu.formats.characters import clean
from dodomu.formats.codes import CODES
from dodomu.formats.dates import ReadDate, read_date
from dodomu.formats.headers import field_of, plain_head
from dodomu.formats.limits import NO_DEADLINE, Deadline, Limits
from dodomu.formats.ranks import rank_of
from dodomu.formats.reading import YOUNGEST, Reading, readings
from dodomu.formats.rows import Table, Warning
from dodomu.names.given import father_keys, known_keys, language_of
from dodomu.names.normalise import fold, tidy
from dodomu.names.parts import PersonName, parse_name
from dodomu.names.script import RUSSIAN_ONLY, UKRAINIAN_ONLY

Language = Literal["uk", "ru", "uk-Latn"]
LOOK_AT = 60
OLDEST = 100  # years of whoever may be in a list
_DATE_HEADS = ("дата", "date")
FIELDS = ("name", "surname", "given", "patronymic", "birth_date", "rank", "unit", "place", "note")


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of a list: the raw text as received, and how it was read.

    `refused` is the code of why the line names no one person, "" for a person; `written` is the name as it was
    written, `name` its parts; `sheet` is named where a workbook has several, with the `row` there.
    """

    number: int
    raw: str
    name: PersonName
    lang: Language = "uk"
    birth: ReadDate = field(default_factory=ReadDate)
    rank: str = ""
    unit: str = ""
    place: str = ""
    note: str = ""
    warnings: tuple[Warning, ...] = ()
    refused: str = ""
    written: str = ""
    sheet: str = ""
    row: int = 0


def guess_columns(table: Table, *, latest: date | None = None) -> dict[str, int]:
    """The column of each field, from the words of the header, or from what stands in the columns.

    With the day on which the list is read (`latest`), a lone column “Date” is that of birth if those dates can be.

    >>> from dodomu.formats.tables import read_paste
    >>> guess_columns(read_paste("Звання\\tПІБ\\tДата народження\\nсолдат\\tКоваль Іван\\t1990"))
    {'rank': 0, 'name': 1, 'birth_date': 2}
    """
    mapping: dict[str, int] = {}
    for column, head in enumerate(table.header or []):
        found = field_of(head)
        if found in FIELDS and found not in mapping:
            mapping[found] = column
    if "name" in mapping and "surname" in mapping:
        is_given = "given" not in mapping and plain_head((table.header or [])[mapping["name"]]) in ("name", "names")
        if is_given:
            mapping["given"] = mapping.pop("name")
        elif {"given", "patronymic"} <= mapping.keys() and table.kind != "pfif":
            del mapping["name"]
        else:
            for part in ("surname", "given", "patronymic"):
                mapping.pop(part, None)
    if {"name", "surname", "given"} & set(mapping):
        if latest and "birth_date" not in mapping and (lone := _lone_births(table, latest)) is not None:
            mapping["birth_date"] = lone
        return mapping
    return _from_content(table) if table.rows else {}


def lines(
    table: Table,
    mapping: dict[str, int],
    *,
    latest: date | None = None,
    limits: Limits = Limits(),  # noqa: B008 - a frozen value
    deadline: Deadline = NO_DEADLINE,
) -> list[ListLine]:
    """The lines of a list, one for each row; a row that names nobody says so in `refused`. Nothing disappears.

    >>> from dodomu.formats.tables import read_paste
    >>> line = lines(read_paste("солдат ШЕВЧУК АНДРЕЙ НИКОЛАЕВИЧ 14.03.1991, в/ч 3057"), {})[0]
    >>> line.name.full, line.lang, line.birth.written, line.rank, line.unit
    ('Шевчук Андрей Николаевич', 'ru', '1991-03-14', 'солдат', 'в/ч 3057')
    """
    return [_line(one) for one in readings(table, mapping, latest=latest, limits=limits, deadline=deadline)]


def _line(one: Reading) -> ListLine:
    if one.refused in ("not_a_person", "no_name") or not any(letter.isalpha() for letter in one.name):
        name = PersonName("")
    else:
        name = _from_cells(*one.parts) if one.parts else parse_name(one.name)
    refused = one.refused or ("" if name.surname else "no_name")
    return ListLine(
        number=one.number,
        raw=one.raw,
        name=PersonName("") if refused else name,
        lang=_language(one.name, name),
        birth=one.birth,
        rank=one.rank,
        unit=one.unit,
        place=one.place,
        note=one.note,
        warnings=tuple(Warning(code, one.number, CODES[code].text) for code in one.codes),
        refused=refused,
        written=one.name,
        sheet=one.sheet,
        row=one.number,
    )


def _from_cells(surname: str, given: str, patronymic: str) -> PersonName:
    """Parts that stand in their own columns keep their places, unless a cell holds the whole name."""
    if not given and not patronymic:
        return parse_name(surname)
    if not surname.strip():
        return parse_name(f"{given} {patronymic}")
    if given and not patronymic and len(given.split()) == 2:
        return parse_name(f"{surname}, {given}")
    return PersonName(*(tidy(part)[:200] for part in (surname, given, patronymic)))


def _language(written: str, name: PersonName) -> Language:
    letters = [c for c in written if c.isalpha()]
    if sum(c.isascii() or "À" <= c <= "ɏ" for c in letters) * 2 > len(letters):
        return "uk-Latn"
    text = name.full or written
    ukrainian, russian = sum(c in UKRAINIAN_ONLY for c in text), sum(c in RUSSIAN_ONLY for c in text)
    if ukrainian or russian:
        return "ru" if russian > ukrainian else "uk"
    said = [language_of(part) for part in (name.given, name.patronymic) if part]
    return "ru" if "ru" in said and "uk" not in said else "uk"


def _lone_births(table: Table, latest: date) -> int | None:
    """The one column headed “Date” and no more, where nothing else is dated and people could be born on such days."""
    heads = table.header or []
    found = [column for column, head in enumerate(heads) if plain_head(head) in _DATE_HEADS]
    if len(found) != 1 or {"captured_on", "died_on"} & {field_of(head) for head in heads}:
        return None
    rows = table.rows[:LOOK_AT]
    for column, head in enumerate(heads):
        cells = [row.cells[column] for row in rows if column < len(row.cells) and row.cells[column].strip()]
        days = [on for cell in cells if (on := read_date(clean(cell).text, latest=latest, is_1904=table.is_1904).on)]
        if column == found[0]:
            births = [on for on in days if latest.year - OLDEST <= on.year <= latest.year - YOUNGEST]
            if not births or len(births) < 0.9 * len(days) or 2 * len(days) < len(cells):
                return None
        elif not field_of(head) and 2 * len(days) > len(cells):
            return None
    return found[0]


def _from_content(table: Table) -> dict[str, int]:
    """Columns told by what most of their cells are; a single column holds everything."""
    rows = table.rows[:LOOK_AT]
    width = max(len(row.cells) for row in rows)
    if width == 1:
        return {}
    columns = [[row.cells[n] for row in rows if n < len(row.cells) and row.cells[n].strip()] for n in range(width)]
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("birth_date", lambda cell: bool(read_date(cell).on)),
        ("rank", lambda cell: bool(rank_of(cell))),
        ("patronymic", lambda cell: len(cell.split()) == 1 and bool(father_keys(cell))),
        ("given", lambda cell: len(cell.split()) == 1 and bool(known_keys(cell))),
        ("name", _is_whole_name),
    )
    mapping: dict[str, int] = {}
    for name, is_so in tests:
        shares = [(_share(cells, is_so), -n) for n, cells in enumerate(columns) if n not in mapping.values()]
        if shares and max(shares)[0] > 0.6:
            mapping[name] = -max(shares)[1]
    if "given" in mapping and "name" not in mapping:
        free = [n for n, cells in enumerate(columns) if n not in mapping.values() and _share(cells, _is_word) > 0.6]
        near = [n for n in free if abs(n - mapping["given"]) == 1] or free
        if not near:
            return {}
        mapping["surname"] = near[0]
    elif "name" in mapping:
        mapping.pop("given", None)
        mapping.pop("patronymic", None)
    else:
        return {}
    rest = [n for n, cells in enumerate(columns) if n not in mapping.values() and _share(cells, _has_letters) > 0.5]
    for name, column in zip(("unit", "place", "note"), rest, strict=False):
        mapping[name] = column
    return mapping


def _share(cells: list[str], is_so: Callable[[str], bool]) -> float:
    return sum(map(is_so, cells)) / len(cells) if cells else 0.0


def _is_whole_name(cell: str) -> bool:
    words = cell.split()
    return 2 <= len(words) <= 4 and any(
        known_keys(word) or father_keys(word) or re.fullmatch(r"\w\.(\w\.)?", word) for word in words
    )


def _is_word(cell: str) -> bool:
    return len(cell.split()) <= 2 and fold(cell).replace("-", "").replace(" ", "").isalpha()


def _has_letters(cell: str) -> bool:
    return any(c.isalpha() for c in cell)
