"""Bytes become text: Unicode where it is, otherwise the likeliest of the old Cyrillic encodings, never mojibake."""

import re

from dodomu.formats.errors import refusal

_OLD = ("cp1251", "koi8-u", "cp866")
_COMMON = frozenset("оаіинеткврслмоієОАІИНЕТКВРСЛМОІЄ")
_SIGNS = frozenset("«»„“”’–—№…ʼ°§\u00a0")
_UNCLEAR_UNDER = 0.55


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; refused when no reading is clearly the best.

    >>> decoded("Їжаченко Ґудзь".encode("koi8-u"))
    ('Їжаченко Ґудзь', 'koi8-u')
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError:
                raise refusal("encoding_unclear") from None
    if data.count(0) > len(data) // 20:
        return _wide(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if b"\x00" in data:
        raise refusal("not_a_table")
    worth = {encoding: _likeness(data[:200_000], encoding) for encoding in _OLD}
    best = max(worth, key=lambda encoding: worth[encoding])
    if worth[best] < _UNCLEAR_UNDER:
        raise refusal("encoding_unclear")
    return data.decode(best, "replace"), best


def _wide(data: bytes) -> tuple[str, str]:
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        readable = sum(c.isascii() or "Ѐ" <= c <= "ӿ" or c in _SIGNS for c in text[:5_000])
        if readable > 0.95 * len(text[:5_000]) and "\x00" not in text[:5_000]:
            return text, encoding
    raise refusal("not_a_table")


def _likeness(data: bytes, encoding: str) -> float:
    """How much the bytes read like Ukrainian or Russian words: up to 1."""
    text = data.decode(encoding, "replace")
    strange = [c for c in text if not c.isascii()]
    if not strange:
        return 0.0
    letters = [c for c in strange if "А" <= c <= "я" or c in "ёЁіїєґІЇЄҐ"]
    common = sum(c in _COMMON for c in letters)
    odd = sum(c not in _SIGNS and not ("А" <= c <= "я" or c in "ёЁіїєґІЇЄҐ") for c in strange)
    turned = len(re.findall(r"[а-яёіїєґ][А-ЯЁІЇЄҐ]", text))
    return (0.5 * len(letters) + 0.6 * common - 2 * odd - 1.5 * turned) / len(strange)
