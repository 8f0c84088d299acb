"""Scans of documents: told by their bytes and not by a name, and kept without what a camera wrote beside the picture.

A photograph often carries where and with whose telephone it was taken (EXIF); nobody who keeps a copy of a passport
needs that. Only the segments of a picture are looked at, never its pixels: nothing is unpacked, so a picture of a
billion pixels costs no more than its bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST_BYTES = 8_000_000
PNG = b"\x89PNG\r\n\x1a\n"
KEPT_IN_PNG = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs", b"bKGD"}
)
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


class Fault(StrEnum):
    """Why a file cannot be kept."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    OTHER_KIND = "other_kind"
    BROKEN = "broken"


class NoScan(Exception):  # noqa: N818
    """The file cannot be kept, and why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Scan:
    """A copy as it is kept."""

    media: str
    body: bytes


def read_scan(body: bytes) -> Scan:
    """The scan in a file; NoScan for anything but a PDF, JPEG or PNG of up to eight megabytes.

    >>> read_scan(b"%PDF-1.7 and so on %%EOF").media
    'application/pdf'
    >>> read_scan(b"MZ")
    Traceback (most recent call last):
    dodomu.formats.scans.NoScan: other_kind
    """
    if not body:
        raise NoScan(Fault.EMPTY)
    if len(body) > MOST_BYTES:
        raise NoScan(Fault.TOO_LARGE)
    if body.startswith(b"%PDF-"):
        if b"%%EOF" not in body[-1024:]:
            raise NoScan(Fault.BROKEN)
        return Scan("application/pdf", body)
    if body.startswith(b"\xff\xd8\xff"):
        return Scan("image/jpeg", _jpeg(body))
    if body.startswith(PNG):
        return Scan("image/png", _png(body))
    raise NoScan(Fault.OTHER_KIND)


def _jpeg(body: bytes) -> bytes:
    """The picture without APP1 to APP13 and comments; APP14 tells the colours and stays (ITU-T T.81, annex B)."""
    kept, at = bytearray(b"\xff\xd8"), 2
    while at + 4 <= len(body) and body[at] == 0xFF:
        marker, length = body[at + 1], int.from_bytes(body[at + 2 : at + 4], "big")
        if length < 2 or at + 2 + length > len(body):
            break
        if marker == 0xDA:
            end = _end_of_scan(body, at + 2 + length)
            kept += body[at:end]
            if (
                body[end : end + 2] == b"\xff\xd9"
            ):  # what a telephone hangs on behind it is another picture, with its own EXIF
                return bytes(kept + b"\xff\xd9")
            at = end
            continue
        if not (0xE1 <= marker <= 0xED or marker in (0xEF, 0xFE)):
            kept += body[at : at + 2 + length]
        at += 2 + length
    raise NoScan(Fault.BROKEN)


def _end_of_scan(body: bytes, at: int) -> int:
    """Where the pixels of one scan end: at the first marker that is neither a stuffed byte nor a restart."""
    while (at := body.find(b"\xff", at)) >= 0 and at + 1 < len(body):
        if body[at + 1] != 0 and body[at + 1] != 0xFF and not 0xD0 <= body[at + 1] <= 0xD7:
            return at
        at += 1 if body[at + 1] == 0xFF else 2
    return len(body)


def _png(body: bytes) -> bytes:
    """The picture without texts, times and EXIF (PNG, third edition, section 11)."""
    kept, at = bytearray(PNG), len(PNG)
    while at + 12 <= len(body):
        length, kind = int.from_bytes(body[at : at + 4], "big"), body[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(body):
            break
        if kind in KEPT_IN_PNG:
            kept += body[at:end]
        if kind == b"IEND":
            return bytes(kept)
        at = end
    raise NoScan(Fault.BROKEN)
