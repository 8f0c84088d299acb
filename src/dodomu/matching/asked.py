"""What a line asks of the register: every way to read its words, its date as a number, rank and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dodomu.matching.words import Reading, assignments, is_initial, unglued, words_of
from dodomu.names import given

ONE_WORD_LESS = 8.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One line as it is weighed: its readings, the date as a number, rank and unit."""

    readings: tuple[Reading, ...]
    born: int = 0
    rank: str = ""
    unit: str = ""


def asked(name: str, *, born: int = 0, rank: str = "", unit: str = "") -> Asked:
    """What a line asks, with every way to read its words.

    >>> asked("Коваль Іван").readings[0]
    Reading(surname='Коваль', given='Іван', patronymic='', cost=0.0)
    """
    return Asked(_readings(name), born, rank, unit)


@lru_cache(maxsize=20_000)
def _readings(name: str) -> tuple[Reading, ...]:
    words, before_comma = words_of(name)
    if not words:
        return ()
    if plainly := _plainly(words, before_comma):
        return (plainly,)
    out: list[Reading] = []
    if len(words) > 3:
        for joined, cost in _joined(words):
            out += [_dearer(reading, cost) for reading in assignments(joined, 0)]
        return tuple(out)
    out += assignments(words, before_comma)
    if len(words) < 3:
        for n, word in enumerate(words):
            for pair in unglued(word):
                out += [_dearer(r, 1.0) for r in assignments([*words[:n], *pair, *words[n + 1 :]], 0)]
    return tuple(out)


SURNAME_ENDING = re.compile(
    r"(?:енк[оа]|enk[oa]?|[юу]к|чук|[iyu]uk|chuk|uk|ськ(?:ий|а)|ск(?:ий|ая)|цьк(?:ий|а)|sk(?:yi|iy|ii|y|i|aya|aia|a)"
    r"|[оеєё]ва?|[eo]va?|ець|ич|[yi]ch|ак|як|ко|ko)$",
    re.IGNORECASE,
)


def _plainly(words: list[str], before_comma: int) -> Reading | None:
    """The one reading of words whose given name and patronymic the tables know, the rest being a surname."""
    if not 2 <= len(words) <= 3 or any(map(is_initial, words)):
        return None
    givens = [n for n, word in enumerate(words) if given.known_keys(word)]
    fathers = [n for n, word in enumerate(words) if given.father_keys(word)]
    if len(givens) != 1 or len(fathers) != len(words) - 2 or givens == fathers:
        return None
    at = sum(range(len(words))) - givens[0] - sum(fathers)
    if not SURNAME_ENDING.search(words[at]) or (before_comma and at != 0):
        return None
    return Reading(words[at], words[givens[0]], words[fathers[0]] if fathers else "")


@lru_cache(maxsize=5_000)
def joined_readings(words: tuple[str, ...]) -> tuple[Reading, ...]:
    """Three words read as two, one blank too many."""
    if len(words) != 3 or any(map(is_initial, words)):
        return ()
    return tuple(
        _dearer(reading, cost + ONE_WORD_LESS)
        for joined, cost in _joined(list(words))
        for reading in assignments(joined, 0)
    )


def _joined(words: list[str]) -> list[tuple[list[str], float]]:
    """Words with one blank less: a blank fell into a word, or a double surname lost its hyphen."""
    out = []
    for n in range(len(words) - 1):
        if not is_initial(words[n]) and not is_initial(words[n + 1]):
            for mark, cost in (("", 1.0), ("-", 1.5)):
                joined = [*words[:n], words[n] + mark + words[n + 1], *words[n + 2 :]]
                out += [(joined, cost)] if len(joined) <= 3 else [(j, c + cost) for j, c in _joined(joined)]
    return out or [(words[:3], 3.0)]


def _dearer(reading: Reading, cost: float) -> Reading:
    return Reading(reading.surname, reading.given, reading.patronymic, reading.cost + cost)
