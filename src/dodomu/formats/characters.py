"""What a cell says once what was only damage of the letters is taken away, and the codes of what was found.

The contract's canonical text: composed letters (NFC), blanks folded to one, marks of direction and unseen signs
removed, look-alike letters brought to the main script of the word. Case, apostrophes and order stay as written.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from dodomu.formats.mojibake import is_garbled, repaired
from dodomu.names.normalise import mend

_PLAIN = re.compile(r"[А-ЯЁҐЄІЇа-яёґєії0-9 .,;:()/№’'ʼ«»-]*|[\x20-\x7e]*")
_DOUBTFUL = re.compile(r"\?\?|(?<![^\W\d_])[а-яёґєії][А-ЯЁҐЄІЇ]{2}")  # of a wrong table, though the letters are plain
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u3164\uffa0\u2800\ufeff")
_UPPER_CONTROL, _LOWER_CONTROL = re.compile("[\x80-\x9f]"), re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DAMAGED = re.compile("[\ud800-\udfff\ufffd]")
_BOTH = re.compile(
    r"(?<![^\W\d_])(?:(?=[^\W\d_]*[A-Za-zÀ-ɏͰ-Ͽ԰-֏])(?=[^\W\d_]*[Ѐ-ӿ])[^\W\d_]+"
    r"|(?=[^\W\d_]*[A-Za-z])(?=[^\W\d_]*[Ͱ-Ͽ԰-֏])[^\W\d_]+)"  # from the beginning of a word: each is looked at once
)

_OTHERS_CYRILLIC = str.maketrans("ΑΒΕΗΙΚΜΟΡΤΥΧοαρικχеօՕ", "АВЕНІКМОРТУХоарікхеоО")
_OTHERS_LATIN = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονօՕ", "ABEZHIKMNOPTYXovoO")


class Cleaned(NamedTuple):
    """The canonical text of a cell, and the codes of what was taken away or stayed wrong."""

    text: str
    codes: tuple[str, ...] = ()


def clean(text: str) -> Cleaned:
    """The canonical text of a cell.

    >>> clean("  Ков\\u200bаль   Iван ")
    Cleaned(text='Коваль Іван', codes=('invisible_characters', 'mixed_script'))
    """
    if _PLAIN.fullmatch(text) and not _DOUBTFUL.search(text):
        return Cleaned(" ".join(text.split()))
    return _cleaned(text) if len(text) < 500 else _clean(text)


def _clean(text: str) -> Cleaned:
    codes: list[str] = []
    if mended := repaired(text):
        text = mended
        codes.append("mojibake_repaired")
    received = text
    if _DAMAGED.search(text):
        text = _DAMAGED.sub("\ufffd", text)
        codes.append("bad_encoding")
    kept = []
    for letter in unicodedata.normalize("NFC", text):
        if letter in _BIDI:
            codes.append("bidi_control")
        elif letter in _UNSEEN or "\ufe00" <= letter <= "\ufe0f" or (category := unicodedata.category(letter)) == "Cf":
            codes.append("invisible_characters")
        elif category == "Cc" and letter not in "\t\n\r":
            codes.append("control_characters")
        else:
            kept.append(letter)
    text = " ".join("".join(kept).split())
    if is_garbled(text) or (_UPPER_CONTROL.search(received) and is_garbled(received)):
        codes.append("mojibake")
        if not _LOWER_CONTROL.search(received):  # they are letters of a wrong table
            codes = [code for code in codes if code != "control_characters"]
    if _BOTH.search(text):
        text = _BOTH.sub(lambda word: _one_script(word.group()), text)
        codes.append("mixed_script")
    return Cleaned(unicodedata.normalize("NFC", text), tuple(dict.fromkeys(codes)))


_cleaned = lru_cache(maxsize=20_000)(_clean)


def _one_script(word: str) -> str:
    if any("Ͱ" <= letter <= "Ͽ" or "԰" <= letter <= "֏" for letter in word):
        cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in word)
        latin = sum("A" <= letter <= "z" for letter in word)
        word = word.translate(_OTHERS_CYRILLIC if cyrillic >= latin else _OTHERS_LATIN)
    return mend(word)
