"""Bytes become text: Unicode where it is, otherwise the likeliest of the old Cyrillic encodings, never mojibake."""

import re

from dodomu.formats.errors import refusal
from dodomu.formats.headers import field_of
from dodomu.names.given import known_keys

_OLD = ("cp1251", "koi8-u", "cp866")
_COMMON = frozenset("оаіинеткврслмоієОАІИНЕТКВРСЛМОІЄ")
_SIGNS = frozenset("«»„“”’–—№…ʼ°§\u00a0")
_LETTERS = frozenset("ёЁіїєґІЇЄҐ") | {chr(code) for code in range(ord("А"), ord("я") + 1)}
_UNCLEAR_UNDER = 0.55
_SURE = 0.7  # what nobody saves in any more must read like words throughout
_MARGIN = 0.12  # so much better than cp1251 another one must read
_LOOK_AT = 200_000
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_WIDE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; refused when no reading is clearly the best.

    Bytes that are none in UTF-8 become lone surrogates, so that only their records are in doubt.

    >>> decoded("Їжаченко Ґудзь".encode("koi8-u"))
    ('Їжаченко Ґудзь', 'koi8-u')
    """
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "surrogateescape"), "utf-8-sig"
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        try:
            return data.decode("utf-32"), "utf-32"
        except UnicodeDecodeError:
            pass
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), "utf-16"
    if wide := _without_mark(data):
        return wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if len(_CONTROL.findall(data[:_LOOK_AT])) > min(len(data), _LOOK_AT) // 20:
        raise refusal("not_a_table")
    if _is_damaged_unicode(data):
        return data.decode("utf-8", "surrogateescape"), "utf-8"
    return _old(data)


def _without_mark(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without its mark: every other byte is 0 or 4, the first bytes of Latin and Cyrillic letters."""
    sample = data[:20_000]
    if len(sample) < 8 or sample.count(0) < 2:
        return None
    for encoding, start in (("utf-16-le", 1), ("utf-16-be", 0)):
        firsts = sample[start::2]
        if sum(firsts.count(byte) for byte in (0, 4)) < 0.9 * len(firsts):
            continue
        text = data.decode(encoding, "replace")
        half = len(data) % 2  # the file was cut inside a letter
        readable = half + sum(c.isascii() or "Ѐ" <= c <= "ӿ" or c in _SIGNS for c in text[:5_000])
        if readable > 0.95 * len(text[:5_000]) and text[:5_000].count("\x00") < 0.02 * len(text[:5_000]):
            return text, encoding
    return None


def _is_damaged_unicode(data: bytes) -> bool:
    """Is it UTF-8 with a few broken places, rather than an old encoding?"""
    sample = data[:_LOOK_AT]
    pairs = _WIDE.findall(sample)
    high = sum(byte > 127 for byte in sample)
    cyrillic = sum(pair[0] in (0xD0, 0xD1, 0xD2) for pair in pairs)
    return cyrillic >= 3 and sum(map(len, pairs)) > 0.35 * high


def _old(data: bytes) -> tuple[str, str]:
    sample = data[:_LOOK_AT]
    if _is_latin(sample):
        raise refusal("encoding_unclear")
    worth = {encoding: _likeness(sample, encoding) for encoding in _OLD}
    best = max(worth, key=lambda encoding: worth[encoding])
    if worth[best] - worth["cp1251"] < _MARGIN:
        best = "cp1251"
    if worth[best] < (_UNCLEAR_UNDER if best == "cp1251" else _SURE):
        raise refusal("encoding_unclear")
    text = data.decode(best, "replace")
    return text, best


def _is_latin(sample: bytes) -> bool:
    """Do most of the odd bytes stand inside words of plain Latin letters (Müller, Łukasz)?"""
    odd = len(re.findall(rb"[\x80-\xff]+", sample))
    inside = len(
        re.findall(rb"[A-Za-z][\x80-\xff]{1,2}(?=[a-z])|(?<![\x80-\xffA-Za-z])[\x80-\xff]{1,2}(?=[a-z]{2})", sample)
    )
    return inside > 0.5 * odd


def _likeness(data: bytes, encoding: str) -> float:
    """How much the bytes read like Ukrainian or Russian words: up to 1.1, more where they are heads or given names."""
    text = data.decode(encoding, "replace")
    strange = [c for c in text if not c.isascii()]
    if not strange:
        return 0.0
    letters = [c for c in strange if c in _LETTERS]
    common = sum(c in _COMMON for c in letters)
    odd = sum(c not in _SIGNS and c not in _LETTERS for c in strange)
    turned = len(re.findall(r"[а-яёіїєґ][А-ЯЁІЇЄҐ]", text))
    if odd > 1 + 0.05 * len(strange):
        return 0.0
    worth = (0.5 * len(letters) + 0.6 * common - 2 * odd - 1.5 * turned) / len(strange)
    cells = [cell.strip(' "') for cell in re.split(r"[\n\r\t;,|]+", text[:3_000])][:60]
    words = re.findall(r"[А-ЯЁІЇЄҐа-яёіїєґ’']{3,}", text[:3_000])[:60]
    known = sum(bool(field_of(cell)) for cell in cells) + sum(bool(known_keys(word)) for word in words)
    return worth + min(0.4, 0.1 * known)
