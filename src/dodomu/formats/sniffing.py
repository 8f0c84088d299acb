"""What kind of file the bytes are, whatever its name says; and whether the name says something else."""

import re

from dodomu.formats.errors import Unreadable, refusal

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_SHEETS = (b"\x09\x08\x08\x00", b"\x09\x08\x10\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")
_FOREIGN = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"{\\rtf", b"\x1f\x8b", b"7z\xbc\xaf",
    b"Rar!", b"\x7fELF", b"MZ", b"BZh", b"\xfd7zXZ", b"ID3", b"OggS", b"SQLite format 3", b"AT&TFORM",
    b"\x00\x00\x00\x18ftyp", b"\x00\x00\x00\x20ftyp", b"%!PS", b"\xca\xfe\xba\xbe", b"wOFF", b"PAR1",
)  # fmt: skip
_TEXTS = frozenset({"csv", "tsv", "tab", "txt", "psv", "dat", "prn", "text"})
_WORKBOOKS = frozenset({"xlsx", "xlsm", "xltx", "xltm", "ods", "ots", "xls", "xlt", "xlsb"})
_NEEDS = {"xlsx": {"xlsx", "xlsm", "xltx", "xltm"}, "ods": {"ods", "ots"}}


def ending_of(filename: str) -> str:
    """The ending of a file name in small letters, "" for none.

    >>> ending_of("Список 17.07.XLSX"), ending_of("список")
    ('xlsx', '')
    """
    name = filename.replace("\\", "/").rpartition("/")[2].strip().lower()
    return name.rpartition(".")[2] if "." in name else ""


def mismatch(filename: str) -> Unreadable:
    """The content is not what the name says."""
    return refusal("type_mismatch", name=filename.replace("\\", "/").rpartition("/")[2][:80])


def foreign(filename: str) -> Unreadable:
    """Something that is no list: under the name of a list it is a mismatch, under its own it is no table."""
    ending = ending_of(filename)
    return mismatch(filename) if ending in _TEXTS | _WORKBOOKS | {"json", "xml", "pfif"} else refusal("not_a_table")


def check_binary(data: bytes, filename: str) -> None:
    """Refuses files of other programs, told by their first bytes."""
    ending = ending_of(filename)
    if data.startswith(OLE):
        _check_ole(data, filename, ending)
    if ending in ("xls", "xlt") and data.startswith(_OLD_SHEETS):
        raise refusal("old_xls")
    is_known = data.startswith(_FOREIGN) and not _is_text(data[:400])
    if is_known or data.startswith((b"%PDF-", b"{\\rtf", b"%!PS")):
        raise foreign(filename)
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise foreign(filename)


def _check_ole(data: bytes, filename: str, ending: str) -> None:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise refusal("encrypted_workbook")
    if holds("WordDocument") or holds("PowerPoint Document"):
        raise foreign(filename)
    if ending in _TEXTS | {"json", "xml", "pfif", "ods", "ots"}:
        raise mismatch(filename)
    raise refusal("old_xls")


def check_archive(kind: str, filename: str) -> None:
    """Refuses a workbook under a name of another kind, and an archive that is no workbook."""
    ending = ending_of(filename)
    if kind == "encrypted":
        raise refusal("encrypted_workbook")
    if kind == "document":
        raise foreign(filename)
    if not kind:
        if ending in _WORKBOOKS:
            raise refusal("broken_workbook")
        raise foreign(filename)
    if (
        ending
        and ending not in _NEEDS[kind]
        and ending in _TEXTS | _WORKBOOKS | {"json", "xml", "pfif", "pdf", "html", "htm"}
    ):
        raise mismatch(filename)


def _is_text(data: bytes) -> bool:
    return not any(byte < 9 or 13 < byte < 32 for byte in data)


def kind_of_text(text: str, filename: str) -> str:
    """csv, json, pfif; refused where the content is a page, or contradicts the name.

    >>> [kind_of_text(text, "a") for text in ("ПІБ;Звання", '[{"name": 1}]', "<?xml version='1.0'?>")]
    ['csv', 'json', 'pfif']
    """
    ending = ending_of(filename)
    start = text[:2_000].lstrip("\ufeff\x00 \t\r\n")
    is_page = bool(
        re.match(
            r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|table|div|meta|script)\b",
            start,
            re.I | re.S,
        )
    )
    is_xml = bool(re.match(r"<\?xml\b|<!--|<!DOCTYPE\b|<[A-Za-z_][\w.-]*:?[\w.-]*(?:\s[^<>]*)?/?>", start, re.I))
    is_json = bool(re.match(r'\[\s*[\[{"\]]|\{\s*["}]', start))
    if ending in _WORKBOOKS:
        raise mismatch(filename) if _is_text(start.encode("utf-8", "replace")[:500]) else refusal("broken_workbook")
    if is_page:
        raise foreign(filename)
    if ending in ("json", "xml", "pfif"):
        return "json" if ending == "json" else "pfif"
    if is_xml and (start[:5].lower() == "<?xml" or "pfif" in start or ending not in _TEXTS):
        if ending in _TEXTS:
            raise mismatch(filename)
        return "pfif"
    if is_json and (ending not in _TEXTS or '":' in re.sub(r"\s", "", start)):
        if ending in _TEXTS:
            raise mismatch(filename)
        return "json"
    return "csv"
