"""A text made easy to search without moving a single character: positions in it are positions in the original."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_SPACES = dict.fromkeys(map(ord, "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}\t"), " ")
_APOSTROPHES = dict.fromkeys(map(ord, "’ʼ‘`´"), "'")
_QUOTES = dict.fromkeys(map(ord, "“”„«»"), '"')
_DASHES = dict.fromkeys(map(ord, "–—‒−‑"), "-")
_SAME_PLACE = {**_SPACES, **_APOSTROPHES, **_QUOTES, **_DASHES}

_ABBREVIATIONS = (
    r"(?:тис|млн|обл|ім|ред|р|рр|ст|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|gen|col|lt|mr|ms|dr|no|u\.s)"
)
_END = re.compile(r"(?<!\b[a-zа-яіїєґ])(?<=[^\s.])(?:[.!?…]+[\"')]*)(?=\s+\S|\s*$)|\n+")
_ENDS_SHORT = re.compile(rf"\b{_ABBREVIATIONS}$")


class Stretch(NamedTuple):
    """A part of the text: from ``start`` up to, not including, ``end``."""

    start: int
    end: int


def fold(text: str) -> str:
    """Lower case, plain spaces, apostrophes, quotes and dashes; exactly as long as the text.

    >>> fold("П’ять – «Азов»")
    'п\\'ять - "азов"'
    """
    text = text.translate(_SAME_PLACE)
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def sentences(folded: str) -> list[Stretch]:
    """The sentences of a folded text; «тис.», "Feb." and initials do not end one.

    >>> [tuple(each) for each in sentences("було 80 тис. людей. потім 5.")]
    [(0, 19), (20, 28)]
    """
    return list(_sentences(folded))


def _sentences(folded: str) -> Iterator[Stretch]:
    start = 0
    for end in _END.finditer(folded):
        if end.group().startswith("."):
            short = _ENDS_SHORT.search(folded, start, end.start())
            following = folded[end.end() :].lstrip()[:1]
            if short and following and (following.isdigit() or following.isalpha() or following in '-("'):
                is_year_mark = short.group() in ("р", "рр")
                if not is_year_mark:
                    continue
        if folded[start : end.end()].strip():
            yield _trimmed(folded, start, end.end())
        start = end.end()
    if folded[start:].strip():
        yield _trimmed(folded, start, len(folded))


def _trimmed(folded: str, start: int, end: int) -> Stretch:
    piece = folded[start:end]
    return Stretch(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))
