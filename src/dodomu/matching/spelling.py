"""How far a written name is from the usual spellings of one of the register: parts people whose names sound alike."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

from dodomu.names.latin import romanise
from dodomu.names.normalise import fold
from dodomu.names.russian import russian_given, russian_surname
from dodomu.names.systems import SYSTEMS, without_marks

FURTHEST = 4
_UKRAINIAN = [SYSTEMS[name] for name in ("passport 2007", "BGN/PCGN 1965", "as typed", "GOST 1986", "scholarly")]
_RUSSIAN = [SYSTEMS[name] for name in ("ICAO 9303", "BGN/PCGN", "press", "messenger")]
_TO_RUSSIAN = str.maketrans("іїєґ", "ииег", "ьъ’")


@lru_cache(maxsize=100_000)
def cyrillic(name: str, *, of_surname: bool) -> tuple[str, ...]:
    """The usual Cyrillic spellings of a name of the register.

    >>> cyrillic("Рибалко", of_surname=True)
    ('рибалко', 'рыбалко')
    """
    small = fold(name)
    return tuple(dict.fromkeys((small, fold(_russian(name, of_surname)), small.translate(_TO_RUSSIAN))))


@lru_cache(maxsize=100_000)
def latin(name: str, *, of_surname: bool) -> tuple[str, ...]:
    """The usual Latin spellings of a name of the register.

    >>> latin("Рибалко", of_surname=True)
    ('rybalko', 'ribalko')
    """
    russian = _russian(name, of_surname)
    found = [romanise(name), *(s.write(name) for s in _UKRAINIAN), *(s.write(russian) for s in _RUSSIAN)]
    return tuple(dict.fromkeys(without_marks(one).lower().translate(_NO_MARKS) for one in found))


def _russian(name: str, of_surname: bool) -> str:
    return russian_surname(name) if of_surname else russian_given(name)


_NO_MARKS = str.maketrans("", "", "'’ʹ′`\"”")


@lru_cache(maxsize=50_000)
def distance(written: str, ours: str, *, of_surname: bool) -> int:
    """Slips between a written name and the nearest usual spelling of ours, 4 at most.

    >>> distance("Рыбалко", "Рибалко", of_surname=True), distance("Ribalko", "Рибалка", of_surname=True)
    (0, 1)
    """
    small = fold(written)
    if any("a" <= c <= "z" for c in small):
        small = without_marks(unicodedata.normalize("NFC", small)).translate(_NO_MARKS)
        usual = latin(ours, of_surname=of_surname)
    else:
        usual = cyrillic(ours, of_surname=of_surname)
    return min(OSA.distance(small, one, score_cutoff=FURTHEST - 1) for one in usual)
