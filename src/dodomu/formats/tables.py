"""A file or pasted text becomes a table, told by its content; the codes are those of the list contract.

Nothing is run or followed: no formula, macro, link or entity.
"""

from typing import Literal

from dodomu.formats.archives import Archive
from dodomu.formats.encoding import decoded
from dodomu.formats.errors import Unreadable, refusal, too_big
from dodomu.formats.limits import NO_DEADLINE, Deadline, Limits
from dodomu.formats.objects import read_objects
from dodomu.formats.pasted import read_paste
from dodomu.formats.pfif import read_pfif
from dodomu.formats.rows import Row, Table, Warning
from dodomu.formats.separated import read_separated
from dodomu.formats.sniffing import check_archive, check_binary, ending_of, foreign, kind_of_text
from dodomu.formats.workbooks import kind_of, read_workbook

__all__ = ["Asked", "Limits", "Row", "Table", "Unreadable", "Warning", "read", "read_paste"]

Asked = Literal["", "list", "pfif", "json", "paste"]
_BLANK = b"\x00 \r\n\t\xef\xbb\xbf\xfe\xff"


def read(
    data: bytes,
    *,
    filename: str = "",
    kind: Asked = "",
    limits: Limits = Limits(),  # noqa: B008 - a frozen value
    deadline: Deadline = NO_DEADLINE,
    needs_header: bool = False,
) -> Table:
    """The table in a file; Unreadable when there is none, or none of the kind asked for.

    >>> table = read("ПІБ;Дата народження\\nКоваль Іван;14.03.1991".encode("cp1251"))
    >>> table.encoding, table.header, table.rows[0].number, table.rows[0].cells
    ('cp1251', ['ПІБ', 'Дата народження'], 2, ['Коваль Іван', '14.03.1991'])
    """
    if len(data) > limits.upload:
        raise too_big(limits.upload)
    if not data.strip(_BLANK):
        raise refusal("empty_file")
    check_binary(data, filename)
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _from_archive(data, filename, kind, limits, deadline, needs_header=needs_header)
    if kind == "pfif" or (not kind and ending_of(filename) in ("xml", "pfif") and data.lstrip(_BLANK)[:1] == b"<"):
        return read_pfif(data.lstrip(b"\x00 \r\n\t"), limits, deadline)
    text, encoding = _text(data, filename)
    found = kind if kind in ("json", "paste") else kind_of_text(text, filename)
    if found == "json":
        return read_objects(text, limits, deadline, encoding=encoding)
    if found == "pfif":
        return read_pfif(data.lstrip(b"\x00 \r\n\t"), limits, deadline)
    if found == "paste":
        return read_paste(text, limits=limits, deadline=deadline, encoding=encoding)
    try:
        return read_separated(text, encoding, limits, deadline, needs_header=needs_header)
    except Unreadable as refused:
        if refused.code in ("no_header", "encoding_unclear") and not kind and ending_of(filename) == "txt":
            return read_paste(text, limits=limits, deadline=deadline, encoding=encoding)
        raise


def _text(data: bytes, filename: str) -> tuple[str, str]:
    try:
        return decoded(data)
    except Unreadable as refused:
        if ending_of(filename) in ("xlsx", "xlsm", "ods"):
            raise refusal("broken_workbook") from refused
        raise


def _from_archive(
    data: bytes, filename: str, kind: Asked, limits: Limits, deadline: Deadline, *, needs_header: bool
) -> Table:
    archive = Archive(data, limits)
    found = kind_of(archive)
    check_archive(found, filename)
    if kind not in ("", "list"):
        raise foreign(filename)
    return read_workbook(
        archive,
        "xlsx" if found == "xlsx" else "ods",
        limits,
        deadline,
        is_macro_named=ending_of(filename) in ("xlsm", "xltm"),
        needs_header=needs_header,
    )
