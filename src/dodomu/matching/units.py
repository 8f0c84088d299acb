"""Is a unit as written on a list the one we know? Short codes, numbers and names, in any order."""

from __future__ import annotations

import re
from functools import lru_cache

from dodomu.names.normalise import fold

BETWEEN = "\n"
"""What stands between the names of one unit where it has several."""


def is_same_unit(received: str, ours: str) -> bool:
    """Is the unit on the list one of these names (parted by line ends)?

    >>> is_same_unit("36-та БрМП", "36 БрМП"), is_same_unit("в/ч А2802", "36 БрМП\\nА2802")
    (True, True)
    >>> is_same_unit("35 БрМП", "36 БрМП")
    False
    """
    numbers, words = _words(received)
    for unit in ours.split(BETWEEN):
        if not unit:
            continue
        our_numbers, our_words = _words(unit)
        if fold(unit) == fold(received):
            return True
        if numbers & our_numbers and (words & our_words or not words or not our_words):
            return True
        if not numbers and not our_numbers and words and words <= our_words:
            return True
    return False


@lru_cache(maxsize=20_000)
def _words(unit: str) -> tuple[frozenset[str], frozenset[str]]:
    words = re.findall(r"\d+|[^\W\d_]+", fold(unit))
    return frozenset(w for w in words if w.isdigit()), frozenset(w[:4] for w in words if w.isalpha() and len(w) > 1)
