"""PFIF 1.4, the format in which missing-person registers exchange records: persons, and the notes about them.

Source of the format: PFIF 1.4 specification (http://zesty.ca/pfif/1.4).
"""

import re

from dodomu.formats.errors import refusal
from dodomu.formats.limits import Deadline, Limits
from dodomu.formats.markup import parse
from dodomu.formats.rows import Row, Table, as_received, checked

VERSION = "1.4"
_SPACE = re.compile(r"http://zesty\.ca/pfif/([\w.]+)/?$")
_FIELDS = (
    "person_record_id", "full_name", "family_name", "given_name", "alternate_names", "date_of_birth", "age",
    "home_city", "home_state", "home_country", "description", "source_date", "entry_date", "expiry_date",
    "source_url", "photo_url", "profile_urls", "notes",
)  # fmt: skip
_MOST_OF_ONE = 200_000  # letters of a single record


def read_pfif(data: bytes, limits: Limits, deadline: Deadline) -> Table:
    """The persons of a PFIF document as a table, in their order; each needs a record number of its own.

    >>> document = '''<pfif xmlns="http://zesty.ca/pfif/1.4"><person><person_record_id>a/1</person_record_id>
    ... <full_name>Іван Коваль</full_name></person></pfif>'''
    >>> read_pfif(document.encode(), Limits(), Deadline()).rows[0].cells[:2]
    ['a/1', 'Іван Коваль']
    """
    reader = _Reader(limits)
    parse(
        data,
        start=reader.start,
        end=reader.end,
        text=reader.text,
        limits=limits,
        deadline=deadline,
        is_namespaced=True,
    )
    rows: list[Row] = []
    seen: set[str] = set()
    for number, person in enumerate(reader.persons, start=1):
        own = person.get("person_record_id", "").strip()
        notes = [*person.pop("note", "").splitlines(), *reader.notes.get(own, [])] if own else []
        person["notes"] = "; ".join(filter(None, notes))
        refused = "no_record_id" if not own else "duplicate_id" if own in seen else ""
        seen.add(own)
        cells = [person.get(name, "") for name in _FIELDS]
        if not refused and any(len(cell) > limits.cell for cell in cells):
            refused = "cell_too_long"
        cells = [cell[: limits.cell] for cell in cells]
        raw = "; ".join(f"{name}: {cell}" for name, cell in zip(_FIELDS, cells, strict=True) if cell)
        rows.append(Row(number, cells, as_received(raw), refused=refused))
    return checked(Table(list(_FIELDS), rows, "pfif"), limits)


class _Reader:
    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.persons: list[dict[str, str]] = []
        self.notes: dict[str, list[str]] = {}
        self.space = ""
        self.path: list[str] = []  # tags; "" for one of another namespace, which says nothing here
        self.person: dict[str, str] | None = None
        self.note: dict[str, str] | None = None
        self.parts: list[str] = []
        self.length = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if not self.path:
            _check_root(space, tag)
            self.space = space
        if space not in (self.space, ""):
            tag = ""
        self.path.append(tag)
        self.parts = []
        if len(self.path) == 2 and tag == "person":
            if len(self.persons) >= self.limits.rows:
                raise refusal("too_many_rows", limit=self.limits.rows)
            self.person, self.length = {}, 0
        elif tag == "note" and len(self.path) in (2, 3):
            self.note, self.length = {}, self.length if self.person is not None else 0

    def text(self, said: str) -> None:
        self.length += len(said)
        if self.length < _MOST_OF_ONE:
            self.parts.append(said)

    def end(self, _name: str) -> None:
        said = "".join(self.parts)
        depth = len(self.path)
        tag = self.path.pop()
        self.parts = []
        if tag == "note" and self.note is not None and depth in (2, 3):
            self._keep_note()
        elif tag == "person" and depth == 2 and self.person is not None:
            self.persons.append(self.person)
            self.person = None
        elif not tag:
            return
        elif self.note is not None and depth in (3, 4):
            self.note.setdefault(tag, said.strip())
        elif self.person is not None and depth == 3:
            self.person.setdefault(tag, said)

    def _keep_note(self) -> None:
        note = self.note or {}
        self.note = None
        said = " ".join(filter(None, (note.get("status", ""), note.get("text", ""))))[:1_000]
        if self.person is not None:
            self.person["note"] = "\n".join(filter(None, (self.person.get("note", ""), said)))[:9_000]
        else:
            about = self.notes.setdefault(note.get("person_record_id", ""), [])
            if len(about) < 20:
                about.append(said)


def _check_root(space: str, tag: str) -> None:
    found = _SPACE.match(space)
    if found and tag == "pfif":
        if found[1] != VERSION:
            raise refusal("unsupported_version")
        return
    raise refusal("unsupported_version" if tag == "pfif" else "not_a_table")
