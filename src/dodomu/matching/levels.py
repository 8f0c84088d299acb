"""How one written part of a name stands to one of the register: a small number of levels, each with a learnt weight."""

from __future__ import annotations

NONE, SAME, SOUND, AMBIGUOUS, CUT, CUT_SHORT, INITIAL, OTHER_INITIAL, OTHER, OTHER_KNOWN, HALF, HALF_NEAR = range(12)
SLIPS = 12  # from here: half slips 1 to 6, each for short, middling and long words
MOST_HALF_SLIPS = 6
NEAR_KNOWN = SLIPS + 3 * MOST_HALF_SLIPS
SECOND_HALF = NEAR_KNOWN + 1
FAR = NEAR_KNOWN + 2
COUNT = NEAR_KNOWN + 3

_NAMED = ("none", "same", "sound", "ambiguous", "cut", "cut short", "initial", "other initial", "other",
"other known", "half",
          "half near")  # fmt: skip


def slip(half_slips: int, length: int) -> int:
    """The level of a word with so many half slips; a letter that is easily taken for another counts half.

    >>> level_name(slip(2, 8)), level_name(slip(1, 4))
    ('1 slip, long', '0.5 slip, short')
    """
    return SLIPS + 3 * (min(half_slips, MOST_HALF_SLIPS) - 1) + (0 if length <= 4 else 1 if length <= 6 else 2)


def level_name(level: int) -> str:
    """The name under which the weight of a level is kept."""
    if level < SLIPS:
        return _NAMED[level]
    if level == NEAR_KNOWN:
        return "near known"
    if level == SECOND_HALF:
        return "second half"
    if level == FAR:
        return "far"
    halves, size = divmod(level - SLIPS, 3)
    return f"{(halves + 1) / 2:g} slip, {('short', 'middling', 'long')[size]}"


LEVELS = tuple(level_name(level) for level in range(COUNT))
