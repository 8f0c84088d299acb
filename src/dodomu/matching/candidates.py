"""The candidates of a line in order, and whom to offer in advance: nobody, unless the evidence allows it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from dodomu.formats.columns import ListLine
from dodomu.matching import births, levels
from dodomu.matching.index import Candidate, Index
from dodomu.matching.score import told
from dodomu.matching.segment import Asked, Found
from dodomu.matching.values import Known, Match, Reason
from dodomu.matching.words import Reading, assignments
from dodomu.text import Text

__all__ = ["Ranking", "asked_of", "rank", "ranked", "score"]

Tag = Literal["one", "several", "weak", "none", "conflict"]

NEAR = 4.0  # log-odds: a second candidate this near leaves the choice to a person
SHOWN_FROM = 0.01
NONE_UNDER = 0.02
MOST_WEIGHED = 16
_GOOD = frozenset([levels.SAME, levels.SOUND, levels.AMBIGUOUS])


class Ranking(NamedTuple):
    """Candidates best first, `more` are left out; `chosen` is offered in advance, None where a person must choose."""

    matches: list[Match]
    more: int
    chosen: int | None
    tag: Tag


def asked_of(line: ListLine) -> Asked:
    """What a line of a list asks of the register: its parts as they were read, and the other ways to read them.

    >>> from dodomu.names.parts import PersonName
    >>> [reading.surname for reading in asked_of(ListLine(1, "Коваль Іван", PersonName("Коваль", "Іван"))).readings][:2]
    ['Коваль', 'Іван']
    """
    parts = [part for part in (line.name.surname, line.name.given, line.name.patronymic) if part]
    readings: list[Reading] = assignments(parts, 0) if parts and line.name.surname else []
    born = births.number_of(line.birth.on, line.birth.precision or "day")
    return Asked(tuple(readings), born, line.rank, line.unit)


def rank(line: ListLine, people: Iterable[Known], *, refused: Iterable[int] = frozenset(), top: int = 3) -> Ranking:
    """The candidates of a line among these people, as common as names are in life.

    >>> from dodomu.names.parts import PersonName
    >>> line = ListLine(1, "Коваль Іван", PersonName("Коваль", "Іван"))
    >>> rank(line, []).tag
    'none'
    """
    left_out = frozenset(refused)
    known = {person.key: person for person in people if person.key not in left_out}
    return ranked(line, Index().weigh(asked_of(line), known.values()), known, top=top)


def score(line: ListLine, person: Known, *, index: Index | None = None) -> Match:
    """How likely the line is this person, with the fields side by side and the reasons.

    >>> from datetime import date
    >>> from dodomu.formats.dates import read_date
    >>> from dodomu.names.parts import PersonName
    >>> line = ListLine(1, "", PersonName("Шевчук", "Андрей", "Николаевич"), birth=read_date("14.03.1991"))
    >>> match = score(line, Known(7, [PersonName("Шевчук", "Андрій", "Миколайович")], birth_on=date(1991, 3, 14)))
    >>> match.strength, match.reasons[0].text.en
    ('strong', 'same date of birth')
    """
    found = (index or Index()).weigh(asked_of(line), [person])
    if not found:
        return Match(person.key, 0.0, "weak", [], [])
    return told(line, person, found[0].found, found[0].probability)


def ranked(line: ListLine, found: Sequence[Candidate], known: Mapping[int, Known], *, top: int = 3) -> Ranking:
    """The candidates that an index found, with reasons, and whom to offer in advance (rules R1 and R2 of matching).

    Offered is only one with strong evidence, no namesake, nobody near in score, not back and not dead. Whoever bears
    the name on the line is shown even where the date speaks against it: «nobody alike» must be true.
    """
    shown = [one for one in found if one.key in known and (_alone(one.found) >= SHOWN_FROM or _bears_name(one.found))]
    if not shown or (_alone(shown[0].found) < NONE_UNDER and not any(_bears_name(one.found) for one in shown)):
        return Ranking([], 0, None, "none")
    namesakes = [one for one in found if one.key != shown[0].key and _is_namesake(shown[0].found, one.found)]
    here = {one.key for one in shown}
    # Laid beside the first even where the date speaks against them: nobody can judge of two who sees only one.
    shown += [one for one in namesakes if one.key in known and one.key not in here][: top - 1]
    matches = [told(line, known[one.key], one.found, one.probability) for one in shown[:top]]
    has_namesake = bool(namesakes)
    if has_namesake:
        matches[0] = replace(matches[0], reasons=[*matches[0].reasons, _NAMESAKE])
    is_near = len(found) > 1 and shown[0].found.log_odds - found[1].found.log_odds < NEAR
    first = matches[0]
    chosen = first.key if first.strength == "strong" and not has_namesake and not is_near else None
    return Ranking(matches, len(shown) - len(matches), chosen, _tag(first, has_namesake=has_namesake, is_near=is_near))


_NAMESAKE = Reason(
    -1.0,
    Text("є повний тезка: нікого не вибрано наперед", "a full namesake exists: no one is chosen in advance"),
)


def _alone(found: Found) -> float:
    """How likely the line is this person where nobody else could be meant."""
    return 1 / (1 + math.exp(-max(min(found.log_odds, 40.0), -40.0)))


def _bears_name(found: Found) -> bool:
    """Is it the name on the line, spelt in any way, whatever the date says?"""
    surname, given, patronymic = found.codes[:3]
    return surname == levels.SOUND and given in _GOOD and patronymic in (*_GOOD, levels.NONE)


def _is_namesake(first: Found, other: Found) -> bool:
    """Does the other bear the name on the line as fully as the first does?"""
    return (
        other.codes[0] == levels.SOUND
        and (other.codes[1] in _GOOD or other.codes[1] == first.codes[1])
        and (other.codes[2] in _GOOD or other.codes[2] in (levels.NONE, first.codes[2]))
    )


def _tag(first: Match, *, has_namesake: bool, is_near: bool) -> Tag:
    if first.strength == "conflict":
        return "conflict"
    if first.strength == "weak":
        return "weak"
    return "several" if has_namesake or is_near else "one"
