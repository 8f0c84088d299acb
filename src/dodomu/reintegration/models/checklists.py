"""Which documents whom: the categories of people, and the checklist each begins with until a service writes its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dodomu.reintegration.models.vocabulary import DOCUMENTS
from dodomu.text import Text

CATEGORIES: dict[str, Text] = {
    "military": Text("військовослужбовець", "member of the armed forces"),
    "contract": Text("військовослужбовець за контрактом", "member of the armed forces under contract"),
    "officer": Text("офіцер", "officer"),
    "border": Text("прикордонник", "border guard"),
    "civilian": Text("цивільна людина", "civilian"),
}
CIVILIAN, MILITARY, OFFICER = "civilian", "military", "officer"
OFFICER_RANKS = ("лейтенант", "капітан", "майор", "полковник", "генерал", "адмірал")
ONLY_FOR: dict[str, tuple[str, ...]] = {"officer_id": (OFFICER,), "contract": ("contract", OFFICER, "border")}
MOST_DAYS = 365


@dataclass(frozen=True, slots=True)
class Row:
    """One document of a checklist: in how many days it is due, whether the person must be there, what it waits for."""

    kind: str
    days: int
    needs_person: bool = False
    waits_for: str = ""


def category_by(rank: str, *, is_military: bool) -> str:
    """The category that a record shows by itself; contract and border are for the officer of the case to say.

    >>> category_by("старший лейтенант", is_military=True), category_by("майстер-сержант", is_military=True)
    ('officer', 'military')
    >>> category_by("", is_military=False)
    'civilian'
    """
    if not is_military:
        return CIVILIAN
    words = rank.lower().replace("-", " ").split()
    return OFFICER if any(word.removeprefix("під") in OFFICER_RANKS for word in words) else MILITARY


def serves(category: str) -> str:
    """Whether somebody of a category is military or civilian before the law.

    >>> serves("officer"), serves("civilian")
    ('military', 'civilian')
    """
    return CIVILIAN if category == CIVILIAN else MILITARY


def built_in(category: str) -> list[Row]:
    """The checklist a category begins with.

    >>> [row.kind for row in built_in("officer")][-2:], len(built_in("military")), len(built_in("civilian"))
    (['officer_id', 'contract'], 15, 12)
    """
    return [
        Row(code, kind.days, kind.needs_person, kind.waits_for)
        for code, kind in DOCUMENTS.items()
        if (category != CIVILIAN or kind.for_civilians) and category in ONLY_FOR.get(code, (category,))
    ]


def in_rounds(rows: Iterable[Row]) -> list[list[Row]] | None:
    """The rows in rounds, each after what it waits for; None where they wait for each other in a circle.

    What is not on the list is not waited for.

    >>> [[row.kind for row in turn] for turn in in_rounds([Row("b", 1, waits_for="a"), Row("a", 1)])]
    [['a'], ['b']]
    >>> in_rounds([Row("a", 1, waits_for="b"), Row("b", 1, waits_for="a")]) is None
    True
    """
    left = list(rows)
    listed, done = {row.kind for row in left}, set[str]()
    rounds = []
    while left:
        turn = [row for row in left if row.waits_for not in listed or row.waits_for in done]
        if not turn:
            return None
        rounds.append(turn)
        done |= {row.kind for row in turn}
        left = [row for row in left if row.kind not in done]
    return rounds
