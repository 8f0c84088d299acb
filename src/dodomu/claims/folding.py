"""A text made easy to search: plain letters and signs, every place of it still known in the original."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_SPACES = dict.fromkeys(map(ord, "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}\t"), " ")
_APOSTROPHES = dict.fromkeys(map(ord, "’ʼ‘`´′"), "'")
_QUOTES = dict.fromkeys(map(ord, "“”„«»‟"), '"')
_DASHES = dict.fromkeys(map(ord, "–—‒−‑―"), "-")
#: Letters that only look Ukrainian or only sit in foreign text as ornament: í, Armenian օ, Greek ο.
_STRAY = {
    ord("í"): "і",
    ord("ï"): "ї",
    ord("օ"): "о",
    ord("ο"): "о",
    ord("σ"): "о",
    ord("Σ"): "О",
    ord("α"): "а",
    ord("ε"): "е",
}
_SAME_PLACE = {**_SPACES, **_APOSTROPHES, **_QUOTES, **_DASHES}

#: Letters without a width (soft hyphen, zero-width signs, stress marks) are left out of what is searched.
_UNSEEN = re.compile("[\xad\u200b-\u200f\u2060\ufeff\u0300-\u036f\ufe0f]")
_COMPOSED = {
    ("и", "\u0306"): "й",
    ("И", "\u0306"): "Й",
    ("і", "\u0308"): "ї",
    ("І", "\u0308"): "Ї",
}

_LATIN = "ABCEHIKMOPTXYaceikopxy"
_CYRILLIC = "АВСЕНІКМОРТХУасеікорху"
_TO_CYRILLIC = {ord(a): b for a, b in zip(_LATIN, _CYRILLIC, strict=True)} | _STRAY
_TO_LATIN = {ord(b): a for a, b in zip(_LATIN, _CYRILLIC, strict=True)}
_LOOKALIKE = re.compile(rf"(?<!\w)[{_LATIN}íïօοσαε]+(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_IS_CYRILLIC = re.compile("[А-Яа-яІіЇїЄєҐґ]")
_IS_LATIN = re.compile("[A-Za-zíïօοσαε]")
_ONLY_CYRILLIC = re.compile("[БГҐДЄЖЗИЇЙЛПФЦЧШЩЬЮЯбвгґдєжзиїйлмнптфцчшщьюя]")

_ABBREVIATIONS = (
    r"(?:тис|млн|обл|ім|ред|р|рр|ст|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec"
    r"|gen|col|lt|mr|ms|dr|no|u\.s|u\.n)"
)
_END = re.compile(r"(?:(?<=\s[жбєя])|(?<!\b[a-zа-яіїєґ]))(?<=[^\s.])(?:[.!?…]+[\"')]*)(?=\s+\S|\s*$)|\n+")
_ENDS_SHORT = re.compile(rf"\b{_ABBREVIATIONS}$")


class Stretch(NamedTuple):
    """A part of the text: from ``start`` up to, not including, ``end``."""

    start: int
    end: int


class Seen(NamedTuple):
    """What a reader sees of a text. ``places`` are its positions in the original, None where nothing was left out."""

    text: str
    places: list[int] | None

    def original(self, position: int) -> int:
        """Where a position of the seen text stands in the original."""
        return position if self.places is None else self.places[position]


def seen(text: str) -> Seen:
    """The text without letters that have no width, accents composed; every place remembered.

    >>> seen("захис\\xadників").text
    'захисників'
    >>> seen("захис\\xadників").original(5)
    6
    """
    if not _UNSEEN.search(text):
        return Seen(text, None)
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if not _UNSEEN.match(letter):
            letters.append(letter)
            places.append(place)
        elif letters and (letters[-1], letter) in _COMPOSED:
            letters[-1] = _COMPOSED[letters[-1], letter]
    return Seen("".join(letters), [*places, len(text)])


def fold(text: str) -> str:
    """Lower case, plain spaces, apostrophes, quotes and dashes, look-alike letters of one kind; as long as the text.

    >>> fold("П’ять – «Азов»")
    'п\\'ять - "азов"'
    >>> fold("пoвepнyлиcя") == "повернулися"  # with Latin o, e, p, y, c
    True
    """
    text = _one_script(text.translate(_SAME_PLACE))
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _one_script(text: str) -> str:
    """Words that mix Latin and Cyrillic letters are one or the other; the letters only look alike."""
    is_cyrillic, is_latin = _IS_CYRILLIC.search(text) is not None, _IS_LATIN.search(text) is not None
    if not (is_cyrillic and is_latin):
        return text
    text = _WORD.sub(_mended, text)
    if len(_IS_CYRILLIC.findall(text)) > len(_IS_LATIN.findall(text)):
        text = _LOOKALIKE.sub(lambda word: word[0].translate(_TO_CYRILLIC), text)
    return text


def _mended(word: re.Match[str]) -> str:
    letters = word[0]
    if not (_IS_CYRILLIC.search(letters) and _IS_LATIN.search(letters)):
        return letters
    return letters.translate(_TO_CYRILLIC if _ONLY_CYRILLIC.search(letters) else _TO_LATIN)


def sentences(folded: str, *, letters: str = "") -> list[Stretch]:
    """The sentences of a folded text; «тис.», "Feb." and initials do not end one.

    With the ``letters`` before folding, «тис.» before a capital letter does.

    >>> [tuple(each) for each in sentences("було 80 тис. людей. потім 5.")]
    [(0, 19), (20, 28)]
    """
    return list(_sentences(folded, letters))


def _sentences(folded: str, letters: str) -> Iterator[Stretch]:
    start = 0
    for end in _END.finditer(folded):
        if end.group().startswith("."):
            short = _ENDS_SHORT.search(folded, max(start, end.start() - 8), end.start())
            following = folded[end.end() : end.end() + 40].lstrip()[:1]
            if short and following and (following.isdigit() or following.isalpha() or following in '-("'):
                is_year_mark = short.group() in ("р", "рр")
                begins = letters[end.end() : end.end() + 40].lstrip()[:1]
                is_new = short.group() in ("тис", "млн") and begins.isupper()
                if not (is_year_mark or is_new):
                    continue
        if folded[start : end.end()].strip():
            yield _trimmed(folded, start, end.end())
        start = end.end()
    if folded[start:].strip():
        yield _trimmed(folded, start, len(folded))


def _trimmed(folded: str, start: int, end: int) -> Stretch:
    piece = folded[start:end]
    return Stretch(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))
