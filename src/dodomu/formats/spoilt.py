"""A whole file that was opened in a wrong code page and saved so: its letters are brought back, header and all.

One cell proves little; a file does: the way back is the one that gives a header with known heads. Separators,
quotation marks and line ends are the same in every table, so that a text keeps its shape.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dodomu.formats.headers import HEADER_AMONG, field_of, header_among
from dodomu.formats.mojibake import is_garbled, is_sound, knows, letters_back, repaired

_SEEN_AS = ("cp1251", "cp1252", "cp866", "koi8-u", "mac-cyrillic", "mac-roman", "iso8859-5", "cp437", "cp850", "cp1250")
_WERE = ("cp1251", "koi8-u", "cp866", "mac-cyrillic", "iso8859-5")
_DEEPEST = 3  # so many times a file may have been saved in a wrong table
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_CELL = re.compile(r'[^\n\t;,|"]*[^\x00-\x7f][^\n\t;,|"]*')


class WayBack(NamedTuple):
    """The steps by which every cell of a file becomes what it was: which table it was seen in, what it was."""

    steps: tuple[tuple[str, str], ...]

    def cell(self, text: str) -> str:
        """A cell as it was; one that did not go this way stays as it is.

        >>> WayBack((("cp1252", "cp1251"),)).cell("Êîâàëü ²âàí")
        'Коваль Іван'
        """
        for seen_as, was in self.steps:
            mended = "" if text.isascii() else _step(text, seen_as, was)
            is_proven = was == "utf-8" or not _CYRILLIC.search(text)
            if not mended or (not is_proven and knows(text) and not knows(mended)):
                break
            text = mended
        return text

    def text(self, text: str) -> str:
        """A text with separators, cell by cell.

        >>> WayBack((("cp1251", "utf-8"),)).text("РџР†Р‘;Date\\nРљРѕРІР°Р»СЊ;1990")
        'ПІБ;Date\\nКоваль;1990'
        """
        return _CELL.sub(lambda found: self.cell(found[0]), text)

    def row(self, cells: Sequence[str]) -> list[str]:
        """The cells of a row."""
        return [self.cell(cell) for cell in cells]


def way_back(rows: Sequence[Sequence[str]]) -> WayBack | None:
    """The way on which the first rows of a file get a header or names, None when there is none or they need none.

    >>> way_back([["Ï²Á", "Äàòà íàðîäæåííÿ"], ["Êîâàëü ²âàí", "1990"]])
    WayBack(steps=(('cp1252', 'cp1251'),))
    >>> way_back([["Коваль Іван", "1990"]]), way_back([["ПІБ"], ["Коваль Іван"]])
    (None, None)
    """
    opening = [[cell[:1_000] for cell in row] for row in rows[:HEADER_AMONG]]
    below = [cell[:200] for row in opening for cell in row if not cell.isascii()]
    has_header = header_among(opening) is not None
    if not below or (has_header and 2 * sum(map(_is_odd, below)) <= len(below)):
        return None
    known = max(_known(below), len(below) // 4) if has_header else _known(below)
    return _best(opening, below, known=known, has_header=has_header, depth=_DEEPEST)


def _is_odd(cell: str) -> bool:
    """May a wrong table have been used? Such a word has no plain Latin letter beside an odd one (Müller has)."""
    return not is_sound(cell) and not re.search(r"[A-Za-z][^\x00-\x7f]|[^\x00-\x7f][A-Za-z]", cell)


def _best(opening: list[list[str]], below: list[str], *, known: int, has_header: bool, depth: int) -> WayBack | None:
    best, most = None, (0, 0)
    for seen_as in _SEEN_AS:
        for was in ("utf-8", *(one for one in _WERE if one != seen_as)):
            one = WayBack(((seen_as, was),))
            mended = [one.row(row) for row in opening]
            if mended == opening:
                continue
            way: WayBack | None = one
            if (at := header_among(mended)) is None:
                if was != "utf-8" or depth < 2:
                    continue
                deeper = _best(mended, one.row(below), known=known, has_header=False, depth=depth - 1)
                if deeper is None:
                    continue
                way = WayBack(one.steps + deeper.steps)
                mended = [way.row(row) for row in opening]
                at = header_among(mended) or 0
            heads = sum(bool(field_of(cell)) for cell in mended[at])
            found = _known(way.row(below)) if way else 0
            is_likely = found > known or (not has_header and (heads > 1 or max(map(len, mended[at])) > 5))
            if is_likely and (found, heads) > most:
                best, most = way, (found, heads)
    return best


def _known(cells: Iterable[str]) -> int:
    return sum(knows(cell) for cell in cells)


def _step(text: str, seen_as: str, was: str) -> str:
    data = letters_back(text, seen_as)
    try:
        return data.decode(was)
    except UnicodeDecodeError:
        return ""


def is_beyond_reading(rows: Sequence[Sequence[str]]) -> bool:
    """Do the first rows look as if a wrong table had been used, without a way back?

    >>> is_beyond_reading([["???", "???? ??????????"], ["?????? ????", "1990"]]), is_beyond_reading([["Коваль"]])
    (True, False)
    """
    cells = [cell for row in rows[:HEADER_AMONG] for cell in row if re.search(r"\?\?|[^\x00-\x7f]", cell)]
    return bool(cells) and 2 * sum(is_garbled(cell) and not repaired(cell) for cell in cells) > len(cells)
