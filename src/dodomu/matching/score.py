"""A line against one person of the register: evidence for and against, field by field, in words."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from dodomu.formats.columns import ListLine
from dodomu.matching import weights
from dodomu.matching.frequency import COMMON, Frequency
from dodomu.matching.values import FieldMatch, Known, Match, Reason, StatusGroup, Strength
from dodomu.names.compare import Alike, Mark, compare_given, compare_patronymic, compare_surname
from dodomu.names.given import known_keys, sex_of
from dodomu.names.keys import given_key, patronymic_key, skeleton
from dodomu.names.normalise import fold
from dodomu.names.parts import PersonName
from dodomu.text import Text

__all__ = ["COMMON", "FieldMatch", "Frequency", "Known", "Match", "Reason", "StatusGroup", "Strength", "score"]

EXPECTED_IN_REGISTER = 0.9  # most lines of an exchange list name someone already known
COMMON_SURNAME, COMMON_GIVEN = 0.001, 0.03
STRONG, MEDIUM = 0.97, 0.5


@dataclass(frozen=True, slots=True)
class Evidence:
    """The weights of one pair before they are put into words."""

    name: PersonName
    surname: Alike
    given: Alike
    patronymic: Alike
    pieces: tuple[tuple[str, float, str, Text], ...]  # field, weight, mark, sentence
    total: float


def score(line: ListLine, person: Known, *, frequency: Frequency = COMMON) -> Match:
    """How likely the line is this person, with the fields side by side and the reasons.

    >>> from dodomu.formats.columns import lines
    >>> from dodomu.formats.tables import read_paste
    >>> from datetime import date
    >>> line = lines(read_paste("Шевчук Андрей Николаевич 14.03.1991"), {})[0]
    >>> person = Known(7, [PersonName("Шевчук", "Андрій", "Миколайович")], birth_on=date(1991, 3, 14))
    >>> match = score(line, person)
    >>> match.strength, match.reasons[0].text.en
    ('strong', 'same date of birth')
    """
    return told(line, person, weighed(line, person, frequency), frequency)


def weighed(line: ListLine, person: Known, frequency: Frequency) -> Evidence:
    """The evidence under the name of the person that fits best."""
    best: Evidence | None = None
    for ours in person.names:
        for received in _readings(line.name):
            found = _of_names(received, ours, frequency)
            if best is None or found.total > best.total:
                best = found
    if best is None:
        best = _of_names(line.name, PersonName(""), frequency)
    pieces = list(best.pieces)
    pieces.append(("birth_date", *weights.date_weight(line.birth, person.birth_on, person.birth_precision)))
    if line.rank or person.rank:
        pieces.append(("rank", *weights.rank_weight(line.rank, person.rank)))
    if line.unit and (person.unit or person.unit_codes):
        pieces.append(("unit", *_unit_weight(line.unit, (person.unit, *person.unit_codes))))
    if line.place and person.place and _place(line.place) == _place(person.place):
        pieces.append(("place", weights.PLACE_SAME, "same", Text("те саме місце", "same place")))
    if (
        person.sex
        and (sex := sex_of(line.name.given))
        and sex != person.sex.lower()[:1]
        and person.sex.lower()[:1] in "mf"
    ):
        pieces.append(
            ("sex", weights.SEX_DIFFERS, "differs", Text("ім’я іншої статі", "the given name is of the other sex"))
        )
    prior = math.log(EXPECTED_IN_REGISTER / (1 - EXPECTED_IN_REGISTER) / max(frequency.people, 1))
    total = prior + sum(piece[1] for piece in pieces)
    return Evidence(best.name, best.surname, best.given, best.patronymic, tuple(pieces), total)


def told(line: ListLine, person: Known, evidence: Evidence, frequency: Frequency) -> Match:
    """The evidence as a match with fields and sentences."""
    chance = probability(evidence.total)
    reasons = [Reason(round(weight, 2), text) for _, weight, _, text in evidence.pieces if weight]
    reasons.sort(key=lambda reason: -abs(reason.weight))
    if is_common(evidence.name, frequency):
        reasons.append(Reason(-0.5, Text("ім’я поширене", "the name is common")))
    if person.status_group == "returned":
        reasons.append(
            Reason(-2.0, Text("за реєстром людина вже повернулася", "the register says the person is already back"))
        )
    if person.status_group == "dead":
        reasons.append(Reason(-2.0, Text("за реєстром людина загинула", "the register says the person has died")))
    marks = {field: mark for field, _, mark, _ in evidence.pieces}
    ours = evidence.name
    fields = [
        FieldMatch("surname", line.name.surname, ours.surname, evidence.surname.mark),
        FieldMatch("given", line.name.given, ours.given, evidence.given.mark),
        FieldMatch("patronymic", line.name.patronymic, ours.patronymic, evidence.patronymic.mark),
        FieldMatch(
            "birth_date", line.birth.written or line.birth.raw, _written(person), _mark(marks.get("birth_date"))
        ),
        FieldMatch("rank", line.rank, person.rank, _mark(marks.get("rank"))),
        FieldMatch("unit", line.unit, person.unit, _mark(marks.get("unit"))),
    ]
    if line.place or person.place:
        fields.append(FieldMatch("place", line.place, person.place, _mark(marks.get("place"))))
    return Match(person.key, chance, _strength(person, evidence, chance), fields, reasons, evidence.total)


def probability(evidence: float) -> float:
    """Log-odds as a probability.

    >>> probability(0.0), round(probability(5.0), 3)
    (0.5, 0.993)
    """
    return 1 / (1 + math.exp(-max(min(evidence, 40.0), -40.0)))


def is_common(name: PersonName, frequency: Frequency) -> bool:
    """Is it a name that several people of a large register are likely to bear?"""
    return (
        frequency.surname(skeleton(name.surname)) >= COMMON_SURNAME
        and frequency.given_name(given_key(name.given)) >= COMMON_GIVEN
    )


def _strength(person: Known, evidence: Evidence, chance: float) -> Strength:
    """Strong needs a date that agrees beside the name; a name alone, however rare, is a person's to judge."""
    marks = {field: (mark, weight) for field, weight, mark, _ in evidence.pieces}
    date_mark, date_weight = marks["birth_date"]
    whole_name = evidence.surname.mark == evidence.given.mark == evidence.patronymic.mark == "same"
    if chance >= MEDIUM and person.status_group in ("returned", "dead"):
        return "conflict"
    if whole_name and date_mark == "differs":
        return "conflict"
    if chance < MEDIUM:
        return "weak"
    against = "differs" in (evidence.surname.mark, evidence.given.mark, evidence.patronymic.mark) or "sex" in marks
    if chance < STRONG or against or evidence.given.mark != "same" or date_mark not in ("same", "similar"):
        return "medium"
    if date_weight >= weights.DATE_SAME:
        exact = evidence.surname.mark == "same" or (
            evidence.surname.score >= 0.92 and evidence.patronymic.mark == "same"
        )
        return "strong" if exact else "medium"
    supported = any(marks.get(field, ("", 0))[0] == "same" for field in ("unit", "rank", "place"))
    if whole_name and (date_weight >= weights.DATE_SWAPPED or (date_mark == "same" and supported)):
        return "strong"
    return "medium"


def _readings(name: PersonName) -> tuple[PersonName, ...]:
    """The name as read and, where the surname could be a given name or the given name is none, the other way round."""
    if name.given and not name.given.endswith(".") and (known_keys(name.surname) or not known_keys(name.given)):
        return name, PersonName(name.given, name.surname, name.patronymic)
    return (name,)


def _of_names(received: PersonName, ours: PersonName, frequency: Frequency) -> Evidence:
    surname = compare_surname(received.surname, ours.surname)
    given = compare_given(received.given, ours.given)
    patronymic = compare_patronymic(received.patronymic, ours.patronymic)
    s = weights.part_weight(surname, frequency.surname(skeleton(ours.surname)), kept_if_same=0.85, differs=-6.0)
    g = _given_weight(given, frequency.given_name(given_key(ours.given)), differs=-4.8)
    p = _given_weight(patronymic, frequency.given_name(patronymic_key(ours.patronymic)), differs=-2.8)
    pieces = (
        ("surname", s, surname.mark, _sentence("surname", surname)),
        ("given", g, given.mark, _sentence("given", given)),
        ("patronymic", p, patronymic.mark, _sentence("patronymic", patronymic)),
    )
    return Evidence(ours, surname, given, patronymic, pieces, s + g + p)


def _given_weight(alike: Alike, share: float, *, differs: float) -> float:
    if alike.mark == "similar" and alike.score == 0.75:
        return weights.INITIAL_SAME
    return weights.part_weight(alike, share, kept_if_same=0.9, differs=differs)


_PARTS = {
    "surname": Text("прізвище", "surname"),
    "given": Text("ім’я", "given name"),
    "patronymic": Text("по батькові", "patronymic"),
}


@lru_cache(maxsize=500)
def _sentence(part: str, alike: Alike) -> Text:
    word, why = _PARTS[part], alike.reason
    return Text(f"{word.uk}: {why.uk}", f"{word.en}: {why.en}")


def _mark(mark: str | None) -> Mark:
    return mark if mark in ("same", "similar", "differs") else "nodata"  # type: ignore[return-value]


def _written(person: Known) -> str:
    length = {"day": 10, "month": 7, "year": 4}.get(person.birth_precision, 10)
    return person.birth_on.isoformat()[:length] if person.birth_on else ""


@lru_cache(maxsize=20_000)
def _unit_words(unit: str) -> tuple[frozenset[str], frozenset[str]]:
    words = re.findall(r"\d+|[^\W\d_]+", fold(unit))
    return frozenset(w for w in words if w.isdigit()), frozenset(w[:4] for w in words if w.isalpha() and len(w) > 1)


def _unit_weight(received: str, ours: tuple[str, ...]) -> tuple[float, str, Text]:
    numbers, words = _unit_words(received)
    for unit in ours:
        our_numbers, our_words = _unit_words(unit)
        if unit and (
            fold(unit) == fold(received)
            or (numbers & our_numbers and (words & our_words or not words or not our_words))
        ):
            return weights.UNIT_SAME, "same", Text("той самий підрозділ", "same unit")
        if unit and not numbers and not our_numbers and words and words <= our_words:
            return weights.UNIT_SAME, "same", Text("той самий підрозділ", "same unit")
    return weights.UNIT_DIFFERS, "differs", Text("інший підрозділ", "another unit")


def _place(place: str) -> str:
    return re.sub(r"^(?:м|с|смт|місто|село|г|город)\.?\s+", "", fold(place))
