"""Status marks: shape, colour class and word together, so that none of the three carries the meaning alone.

The word is never more certain than its source: «probably» stays in it. Red never marks a person.
"""

from __future__ import annotations

from dataclasses import dataclass

from dodomu.text import Text
from dodomu.timeline.statuses import group_of, label

# group: (class of colours, what is drawn in a box of 12 × 12)
SHAPES: dict[str, tuple[str, str]] = {
    "returned": ("ret", '<path d="M1 6 6 1l5 5v5H1z" fill="currentColor"/>'),
    "captive": ("cap", '<rect x="1" y="1" width="10" height="10" fill="currentColor"/>'),
    "missing": ("mis", '<circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="2"/>'),
    "being_checked": (
        "unk",
        '<circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.4 2"/>',
    ),
    "dead": ("dead", ""),
    "other": ("oth", '<path d="M1 6h10" stroke="currentColor" stroke-width="2"/>'),
}

# status: (man, woman, sex not known) in Ukrainian; the English word does not change
WORDS: dict[str, tuple[str, str, str, str]] = {
    "RETURNED_EXCHANGE": ("повернувся", "повернулася", "повернення", "returned"),
    "RETURNED_OTHER": (
        "повернувся поза обміном",
        "повернулася поза обміном",
        "повернення поза обміном",
        "returned outside an exchange",
    ),
    "ESCAPED": ("звільнився самостійно", "звільнилася самостійно", "самостійне звільнення", "escaped"),
    "CAPTIVE_CONFIRMED": ("у полоні, підтверджено", "", "", "in captivity, confirmed"),
    "CAPTIVE_PROBABLE": ("імовірно в полоні", "", "", "probably in captivity"),
    "INTERNED_THIRD": (
        "інтернований у третій державі",
        "інтернована в третій державі",
        "інтернування в третій державі",
        "interned in a third state",
    ),
    "MISSING_SC": ("зник безвісти", "зникла безвісти", "безвісти", "missing"),
    "CONTACT_LOST": ("зв’язок втрачено", "", "", "contact lost"),
    "HANDED_OVER": ("передано, особу перевіряють", "", "", "handed over, being checked"),
    "DECLINED_RETURN": (
        "відмовився від повернення",
        "відмовилася від повернення",
        "відмова від повернення",
        "declined return",
    ),
    "DIED_CAPTIVITY": ("смерть підтверджено", "", "", "death confirmed"),
    "KILLED": ("смерть підтверджено", "", "", "death confirmed"),
}
GROUP_WORDS: dict[str, tuple[str, str, str, str]] = {
    "returned": WORDS["RETURNED_EXCHANGE"],
    "captive": ("у полоні", "", "", "in captivity"),
    "missing": WORDS["MISSING_SC"],
    "being_checked": ("статус уточнюється", "", "", "status being checked"),
    "dead": WORDS["KILLED"],
    "other": ("інше", "", "", "other"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One status as it is drawn and said."""

    group: str
    colour: str
    shape: str
    word: Text


def mark(status: str | None, sex: str = "") -> Mark:
    """The mark of a status code or of a group, in the gender of the person.

    >>> mark("RETURNED_EXCHANGE", "f").word.uk, mark("captive").colour, mark(None).word.en
    ('повернулася', 'cap', 'status being checked')
    """
    code = status or "being_checked"
    group = code if code in GROUP_WORDS else group_of(code)
    forms = WORDS.get(code) or GROUP_WORDS.get(code)
    colour, shape = SHAPES[group]
    if forms is None:
        return Mark(group, colour, shape, label(code))
    man, woman, unknown, en = forms
    return Mark(group, colour, shape, Text({"m": man, "f": woman or man}.get(sex[:1].lower(), unknown or man), en))
