"""Scans: told by their bytes, freed of what the camera wrote, and refused where they are anything else."""

from __future__ import annotations

import random
import struct
import zlib

import pytest

from dodomu.formats.scans import MOST_BYTES, PNG, Fault, NoScan, read_scan

PICTURE = b"\xff\xda\x00\x04ab" + b"pixels" + b"\xff\xd9"


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def test_a_photograph_keeps_its_picture_and_loses_place_telephone_and_comments():
    kept = segment(0xE0, b"JFIF\0") + segment(0xEE, b"Adobe") + segment(0xDB, b"table")
    body = b"\xff\xd8" + segment(0xE1, b"Exif\0\0GPS 48.5, 35.0") + kept + segment(0xFE, b"phone of Ivan") + PICTURE
    scan = read_scan(body + b"more after the end")
    assert (scan.media, scan.body) == ("image/jpeg", b"\xff\xd8" + kept + PICTURE)


def test_a_png_loses_its_texts_and_exif():
    kept = chunk(b"IHDR", b"\0" * 13), chunk(b"IDAT", b"pixels"), chunk(b"IEND", b"")
    body = PNG + kept[0] + chunk(b"tEXt", b"Author\0Ivan") + chunk(b"eXIf", b"GPS") + kept[1] + kept[2] + b"hidden.zip"
    assert read_scan(body).body == PNG + b"".join(kept)


def test_a_pdf_stays_as_it_is():
    body = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
    assert read_scan(body).body == body


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"%PDF-" + b"0" * MOST_BYTES, Fault.TOO_LARGE),
        (b"MZ\x90", Fault.OTHER_KIND),
        (b"<svg onload=alert(1)>", Fault.OTHER_KIND),
        (b"PK\x03\x04", Fault.OTHER_KIND),
        (b"GIF89a", Fault.OTHER_KIND),
        (b"%PDF-1.7 cut off", Fault.BROKEN),
        (b"\xff\xd8\xff", Fault.BROKEN),
        (b"\xff\xd8" + segment(0xE0, b"JFIF") + b"\xff\xda\x00\x04ab cut off", Fault.BROKEN),
        (b"\xff\xd8\xff\xe0\xff\xff", Fault.BROKEN),
        (PNG, Fault.BROKEN),
        (PNG + struct.pack(">I", 2**31) + b"IDAT", Fault.BROKEN),
    ],
)
def test_anything_else_is_refused_with_the_reason(body, fault):
    with pytest.raises(NoScan) as refused:
        read_scan(body)
    assert refused.value.fault == fault


def test_three_thousand_spoilt_pictures_are_kept_or_refused_and_never_break_the_reader():
    chance = random.Random(7)
    whole = [
        b"\xff\xd8" + segment(0xE1, b"Exif" * 9) + segment(0xDB, b"table") + PICTURE,
        PNG + chunk(b"IHDR", b"\0" * 13) + chunk(b"tEXt", b"x" * 20) + chunk(b"IDAT", b"p" * 30) + chunk(b"IEND", b""),
    ]
    answers = set()
    for _turn in range(3000):
        body = bytearray(chance.choice(whole))
        for _spot in range(chance.randint(1, 4)):
            body[chance.randrange(len(body))] = chance.randrange(256)
        try:
            answers.add(read_scan(bytes(body[: chance.randint(1, len(body))])).media)
        except NoScan as refused:
            answers.add(refused.fault.value)
    assert answers == {"image/jpeg", "image/png", "broken", "other_kind"}
