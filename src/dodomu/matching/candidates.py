"""Whom to look up for a line, and the candidates in order, with nobody chosen unless the evidence allows it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from dodomu.formats.columns import ListLine
from dodomu.matching.frequency import COMMON, Frequency
from dodomu.matching.score import Evidence, Known, Match, Reason, probability, told, weighed
from dodomu.names.given import known_keys
from dodomu.names.keys import given_keys, skeleton, surname_keys
from dodomu.text import Text

Tag = Literal["one", "several", "weak", "none", "conflict"]

NEAR = 4.0  # log-odds: a second candidate this near leaves the choice to a person
SHOWN_FROM = 0.01
NONE_UNDER = 0.02
PREFIX = 3


@dataclass(frozen=True, slots=True)
class LineKeys:
    """What to look up in an index of the register; a person who agrees on any one row of the list may be meant.

    `surnames` exactly (all readings, and the halves of a double one); `birth_dates` exactly (the date, its swap, the
    years beside); one of `givens` with `year`; one of `givens` with a surname that begins with `prefix`, for slips.
    """

    surname: str
    given: str
    birth_on: date | None
    year: int | None
    surnames: tuple[str, ...] = ()
    givens: tuple[str, ...] = ()
    birth_dates: tuple[date, ...] = ()
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates best first, `more` are left out; `chosen` is offered in advance, None where a person must choose."""

    matches: list[Match]
    more: int
    chosen: int | None
    tag: Tag


def keys_for(line: ListLine) -> LineKeys:
    """The keys of a line.

    >>> from dodomu.formats.columns import lines
    >>> from dodomu.formats.tables import read_paste
    >>> keys = keys_for(lines(read_paste("Шевчук Андрей, 05.07.1991"), {})[0])
    >>> keys.surname, keys.given, keys.year, len(keys.birth_dates)
    ('shevchuk', 'andrii', 1991, 6)
    """
    name, on = line.name, line.birth.on
    surnames = list(surname_keys(name.surname))
    givens = [] if name.given.endswith(".") else list(given_keys(name.given))
    if name.given and not name.given.endswith(".") and (known_keys(name.surname) or not known_keys(name.given)):
        surnames += surname_keys(name.given)  # perhaps the parts stand the other way round
        givens += known_keys(name.surname)
    dates: list[date] = []
    if on and line.birth.precision == "day":
        dates.append(on)
        if on.day <= 12 and on.day != on.month:
            dates.append(date(on.year, on.day, on.month))
        dates += [_other_year(on, years) for years in (-1, 1, -2, 2)]
    return LineKeys(
        surname=skeleton(name.surname),
        given=givens[0] if givens else "",
        birth_on=on if line.birth.precision == "day" else None,
        year=on.year if on else None,
        surnames=tuple(dict.fromkeys(surnames)),
        givens=tuple(dict.fromkeys(givens)),
        birth_dates=tuple(dates),
        prefix=skeleton(name.surname)[:PREFIX],
    )


def near_keys(key: str, known: Sequence[str], *, most: int = 12) -> tuple[str, ...]:
    """The surname keys of the register nearest to one that may be misspelt, best first; `known` are its distinct keys.

    For lines whose own key finds nobody. About three milliseconds for 40,000 keys.

    >>> near_keys("shevhuk", ["shevchuk", "bondar", "koval"])
    ('shevchuk',)
    """
    if len(key) < 3:
        return ()
    found = process.extract(key, known, scorer=OSA.normalized_similarity, score_cutoff=0.6, limit=most)
    return tuple(entry[0] for entry in found)


def rank(
    line: ListLine,
    people: Iterable[Known],
    *,
    frequency: Frequency = COMMON,
    refused: Iterable[int] = frozenset(),
    top: int = 3,
) -> Ranking:
    """The candidates of a line in order, and whom to offer in advance (rules R1 and R2 of matching).

    Offered is only one with strong evidence, no namesake, nobody near in score, not back and not dead. People in
    `refused` were once decided not to be the one and never appear again.

    >>> from dodomu.names.parts import PersonName
    >>> line = ListLine(1, "Коваль Іван", PersonName("Коваль", "Іван"))
    >>> rank(line, []).tag
    'none'
    """
    left_out = frozenset(refused)
    weighted: dict[int, tuple[Evidence, Known]] = {}
    if line.name.surname:
        for person in people:
            if person.key not in left_out and person.key not in weighted:
                weighted[person.key] = weighed(line, person, frequency), person
    ordered = sorted(weighted.values(), key=lambda pair: (-pair[0].total, pair[1].key))
    odds = [math.exp(min(pair[0].total, 40.0)) for pair in ordered]
    total = 1.0 + sum(odds)
    shown = [(pair, chance / total) for pair, chance in zip(ordered, odds, strict=True)]
    shown = [entry for entry in shown if probability(entry[0][0].total) >= SHOWN_FROM]
    if not shown or probability(shown[0][0][0].total) < NONE_UNDER:
        return Ranking([], 0, None, "none")
    matches = [replace(told(line, pair[1], pair[0], frequency), score=chance) for pair, chance in shown[:top]]
    has_namesake = any(_is_namesake(ordered[0][0], evidence) for evidence, _ in ordered[1:])
    if has_namesake:
        matches[0] = replace(matches[0], reasons=[*matches[0].reasons, _NAMESAKE])
    is_near = len(ordered) > 1 and ordered[0][0].total - ordered[1][0].total < NEAR
    first = matches[0]
    chosen = first.key if first.strength == "strong" and not has_namesake and not is_near else None
    return Ranking(matches, len(shown) - len(matches), chosen, _tag(first, has_namesake=has_namesake, is_near=is_near))


_NAMESAKE = Reason(
    -1.0,
    Text("є повний тезка: нікого не вибрано наперед", "a full namesake exists: no one is chosen in advance"),
)


def _other_year(on: date, years: int) -> date:
    return on.replace(year=on.year + years, day=min(on.day, 28) if on.month == 2 else on.day)


def _is_namesake(first: Evidence, other: Evidence) -> bool:
    """Does the other bear the name on the line as fully as the first does?"""
    return (
        other.surname.mark == "same"
        and other.given.mark in ("same", first.given.mark)
        and other.patronymic.mark in ("same", "nodata", first.patronymic.mark)
    )


def _tag(first: Match, *, has_namesake: bool, is_near: bool) -> Tag:
    if first.strength == "conflict":
        return "conflict"
    if first.strength == "weak":
        return "weak"
    return "several" if has_namesake or is_near else "one"
