"""What reading a list says, record by record: the answer of `dodomu read-list` and of whoever asks the same."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dodomu.formats.codes import CODES
from dodomu.formats.columns import guess_columns
from dodomu.formats.errors import Unreadable
from dodomu.formats.limits import NO_DEADLINE, Deadline, Limits
from dodomu.formats.reading import Reading, readings
from dodomu.formats.rows import Warning
from dodomu.formats.tables import Asked, read
from dodomu.text import Text


@dataclass(frozen=True, slots=True)
class Verdict:
    """A file accepted with its records, or refused with a code and the sentence that says why."""

    code: str = ""
    text: Text | None = None
    warnings: list[Warning] = field(default_factory=list)
    records: list[Reading] = field(default_factory=list)

    @property
    def is_accepted(self) -> bool:
        """Was the file read? Its records may still be refused one by one."""
        return not self.code

    def as_json(self) -> dict[str, Any]:
        """The shape that `dodomu read-list --json` prints.

        >>> judge("ПІБ;Дата народження\\nКоваль Іван;05.03.1990\\n".encode()).as_json()["rows"]
        [{'line': 2, 'status': 'accepted', 'name': 'Коваль Іван', 'code': None, 'warnings': [], 'date': '1990-03-05'}]
        """
        return {
            "file": "accepted" if self.is_accepted else "rejected",
            "code": self.code or None,
            "warnings": [warning.code for warning in self.warnings],
            "rows": [_row(one) for one in self.records],
        }


def judge(
    data: bytes,
    *,
    filename: str = "",
    kind: Asked = "",
    latest: date | None = None,
    limits: Limits = Limits(),  # noqa: B008 - a frozen value
    deadline: Deadline = NO_DEADLINE,
) -> Verdict:
    """Reads a file as the list contract says; whatever the bytes are, there is an answer.

    >>> judge(b"").code
    'empty_file'
    """
    try:
        table = read(data, filename=filename, kind=kind, limits=limits, deadline=deadline, needs_header=True)
        columns = guess_columns(table, latest=latest)
        records = list(readings(table, columns, latest=latest, limits=limits, deadline=deadline))
    except Unreadable as reason:
        return refused(reason)
    return Verdict("", None, table.warnings, records)


def refused(reason: Unreadable) -> Verdict:
    """The whole file is refused.

    >>> from dodomu.formats.errors import refusal
    >>> refused(refusal("empty_file")).as_json()
    {'file': 'rejected', 'code': 'empty_file', 'warnings': [], 'rows': []}
    """
    return Verdict(reason.code, reason.text)


def _row(one: Reading) -> dict[str, Any]:
    row: dict[str, Any] = {
        "line": one.number,
        "status": "rejected" if one.refused else "accepted",
        "name": one.name,
        "code": one.refused or None,
        "warnings": list(one.codes),
    }
    if one.sheet:
        row["sheet"] = one.sheet
    if one.birth.written:
        row["date"] = one.birth.written
    return row


def sentence(code: str) -> Text:
    """What a code of a record says to a person.

    >>> sentence("no_name").en
    'There is no name in the row. Find it in the source.'
    """
    return CODES[code].text
