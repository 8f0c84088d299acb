"""An archive that is looked through before anything in it is unpacked, and gives no more than it announced."""

import io
import re
import stat
import zipfile
import zlib

from dodomu.formats.errors import Unreadable, refusal
from dodomu.formats.limits import Limits

_FLOOR = 5_000_000  # one entry may be packed more tightly than the whole when it is small
_ABSOLUTE = re.compile(r"^(?:[/\\]|[A-Za-z]:)")
_NESTED = re.compile(r"\.(?:zip|xlsx|xlsm|ods|docx|jar|gz|7z|rar)$", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LOCAL = 30  # bytes before the name in the header of an entry


class Archive:
    """The entries of a ZIP file by name; `read` unpacks one, within the limits."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.data = data
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                entries = archive.infolist()
        except Exception as fault:  # a damaged directory fails in ways without a common parent
            raise refusal("broken_workbook") from fault
        if len(entries) > limits.entries:
            raise refusal("zip_bomb")
        self.entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            _check_path(entry)
            if entry.filename in self.entries:
                raise refusal("unsafe_archive")
            self.entries[entry.filename] = entry
        self.is_encrypted = any(entry.flag_bits & 1 for entry in entries)
        _check_sizes(entries, len(data), limits)
        self._check_nested(limits)
        if not self.is_encrypted:
            self._check_markup()

    def names(self) -> list[str]:
        """The names of the entries."""
        return list(self.entries)

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def read(self, name: str) -> bytes:
        """One entry unpacked; refused when it holds more or other than its header says."""
        entry = self.entries.get(name)
        if entry is None:
            raise refusal("broken_workbook")
        packed = self._packed(entry)
        content = packed if entry.compress_type == zipfile.ZIP_STORED else _inflated(packed, entry)
        if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
            raise refusal("broken_workbook")
        return content

    def opening(self, name: str, length: int = 4_000) -> bytes:
        """The first bytes of an entry, nothing where it is damaged."""
        entry = self.entries.get(name)
        try:
            if entry is None:
                return b""
            packed = self._packed(entry)
            if entry.compress_type == zipfile.ZIP_STORED:
                return packed[:length]
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, length)
        except (Unreadable, zlib.error):
            return b""

    def _packed(self, entry: zipfile.ZipInfo) -> bytes:
        start = entry.header_offset
        header = self.data[start : start + _LOCAL]
        if len(header) < _LOCAL or header[:4] != b"PK\x03\x04":
            raise refusal("broken_workbook")
        start += _LOCAL + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        return self.data[start : start + entry.compress_size]

    def _check_markup(self) -> None:
        """No part may declare a document type, also one that nobody reads."""
        for name in self.entries:
            if name.lower().endswith((".xml", ".rels", ".vml")) and _DOCTYPE.search(
                self.opening(name).replace(b"\x00", b"")
            ):
                raise refusal("unsafe_xml")

    def _check_nested(self, limits: Limits) -> None:
        """An archive inside is never opened; one that announces a bomb shows what the whole is for."""
        for name, entry in self.entries.items():
            if _NESTED.search(name) and entry.file_size < limits.upload and self.opening(name, 4) == b"PK\x03\x04":
                try:
                    with zipfile.ZipFile(io.BytesIO(self.read(name))) as inner:
                        size = sum(one.file_size for one in inner.infolist())
                except Unreadable:
                    raise
                except Exception:  # what is broken inside is of no use to anybody
                    continue
                if size > limits.unpacked or size > limits.ratio * max(entry.compress_size, 1):
                    raise refusal("zip_bomb")


def _check_path(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    parts = re.split(r"[/\\]", name)
    if _ABSOLUTE.match(name) or ".." in parts or "\x00" in name:
        raise refusal("unsafe_archive")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise refusal("unsafe_archive")


def _check_sizes(entries: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked or total > limits.ratio * packed:
        raise refusal("zip_bomb")
    for entry in entries:
        if entry.file_size > _FLOOR and entry.file_size > limits.ratio * max(entry.compress_size, 1):
            raise refusal("zip_bomb")
    if sum(entry.compress_size for entry in entries) > packed:  # entries that share their bytes
        raise refusal("zip_bomb")


def _inflated(packed: bytes, entry: zipfile.ZipInfo) -> bytes:
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise refusal("broken_workbook")
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflater.decompress(packed, entry.file_size + 1)
    except zlib.error as fault:
        raise refusal("broken_workbook") from fault
    if len(content) > entry.file_size:
        raise refusal("zip_bomb")  # it is larger than it says
    return content
