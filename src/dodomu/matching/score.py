"""A line against one person of the register, in words: the fields side by side, and what speaks for and against."""

from __future__ import annotations

import re
from functools import lru_cache

from dodomu.formats.columns import ListLine
from dodomu.formats.dates import ReadDate
from dodomu.matching import births, levels, weights
from dodomu.matching.calibration import probability
from dodomu.matching.frequency import COMMON, Frequency
from dodomu.matching.learnt import shipped
from dodomu.matching.segment import Found
from dodomu.matching.values import FieldMatch, Known, Match, Reason, StatusGroup, Strength
from dodomu.names.compare import Alike, Mark, compare_given, compare_patronymic, compare_surname
from dodomu.names.given import sex_of
from dodomu.names.keys import given_key, skeleton
from dodomu.names.normalise import fold
from dodomu.names.parts import PersonName
from dodomu.text import Text

__all__ = ["COMMON", "FieldMatch", "Frequency", "Known", "Match", "Reason", "StatusGroup", "Strength", "told"]

COMMON_SURNAME, COMMON_GIVEN = 0.001, 0.03
STRONG, MEDIUM = 0.97, 0.5
SEX_DIFFERS, PLACE_SAME = -3.0, 1.5

Piece = tuple[str, float, str, Text]  # field, weight, mark, sentence


def told(line: ListLine, person: Known, found: Found, chance: float) -> Match:
    """The evidence about one person in fields and sentences; `chance` is the probability that it is this one."""
    ours = _name_meant(person, found)
    alike = (
        compare_surname(found.reading.surname, ours.surname),
        compare_given(found.reading.given, ours.given),
        compare_patronymic(found.reading.patronymic, ours.patronymic),
    )
    pieces = _pieces(line, person, found, alike)
    reasons = [Reason(round(weight, 2), text) for _, weight, _, text in pieces if abs(weight) >= 0.05]
    reasons.sort(key=lambda reason: -abs(reason.weight))
    if is_common(ours):
        reasons.append(Reason(-0.5, Text("ім’я поширене", "the name is common")))
    if person.status_group == "returned":
        reasons.append(
            Reason(-2.0, Text("за реєстром людина вже повернулася", "the register says the person is already back"))
        )
    if person.status_group == "dead":
        reasons.append(Reason(-2.0, Text("за реєстром людина загинула", "the register says the person has died")))
    marks = {field: mark for field, _, mark, _ in pieces}
    fields = [
        FieldMatch("surname", line.name.surname, ours.surname, alike[0].mark),
        FieldMatch("given", line.name.given, ours.given, alike[1].mark),
        FieldMatch("patronymic", line.name.patronymic, ours.patronymic, alike[2].mark),
        FieldMatch(
            "birth_date", line.birth.written or line.birth.raw, _written(person), _mark(marks.get("birth_date"))
        ),
        FieldMatch("rank", line.rank, person.rank, _mark(marks.get("rank"))),
        FieldMatch("unit", line.unit, person.unit, _mark(marks.get("unit"))),
    ]
    if line.place or person.place:
        fields.append(FieldMatch("place", line.place, person.place, _mark(marks.get("place"))))
    alone = probability([found], shipped().calibration)[0]
    strength = _strength(person, found, alike, marks, alone)
    return Match(person.key, chance, strength, fields, reasons, found.log_odds)


def is_common(name: PersonName, frequency: Frequency = COMMON) -> bool:
    """Is it a name that several people of a large register are likely to bear?

    >>> is_common(PersonName("Шевченко", "Олександр")), is_common(PersonName("Дзензерський", "Орест"))
    (True, False)
    """
    return (
        frequency.surname(skeleton(name.surname)) >= COMMON_SURNAME
        and frequency.given_name(given_key(name.given)) >= COMMON_GIVEN
    )


def _name_meant(person: Known, found: Found) -> PersonName:
    """Which of the person's names the line fits best."""
    if not person.names:
        return PersonName("")
    reading = found.reading
    return max(
        person.names,
        key=lambda ours: (
            2 * compare_surname(reading.surname, ours.surname).score
            + compare_given(reading.given, ours.given).score
            + compare_patronymic(reading.patronymic, ours.patronymic).score
        ),
    )


def _pieces(line: ListLine, person: Known, found: Found, alike: tuple[Alike, Alike, Alike]) -> list[Piece]:
    surname, given, father, birth, rank, unit = found.weights
    pieces: list[Piece] = [
        ("surname", surname, alike[0].mark, _sentence("surname", alike[0])),
        ("given", given, alike[1].mark, _sentence("given", alike[1])),
        ("patronymic", father, alike[2].mark, _sentence("patronymic", alike[2])),
    ]
    mark, text = _births(line.birth, person)
    pieces.append(("birth_date", birth, mark, text))
    if line.rank or person.rank:
        _, mark, text = weights.rank_weight(line.rank, person.rank)
        pieces.append(("rank", rank, mark, text))
    if line.unit and (person.unit or person.unit_codes):
        same = found.codes[5] == 1
        text = Text("той самий підрозділ", "same unit") if same else Text("інший підрозділ", "another unit")
        pieces.append(("unit", unit, "same" if same else "differs", text))
    if line.place and person.place and _place(line.place) == _place(person.place):
        pieces.append(("place", PLACE_SAME, "same", Text("те саме місце", "same place")))
    theirs = sex_of(found.reading.given)
    if theirs and person.sex.lower()[:1] in ("m", "f") and theirs != person.sex.lower()[:1]:
        text = Text("ім’я іншої статі", "the given name is of the other sex")
        pieces.append(("sex", SEX_DIFFERS, "differs", text))
    return pieces


def _births(written: ReadDate, person: Known) -> tuple[str, Text]:
    _, mark, text = weights.date_weight(written, person.birth_on, person.birth_precision)
    return mark, text


def _strength(
    person: Known, found: Found, alike: tuple[Alike, Alike, Alike], marks: dict[str, str], chance: float
) -> Strength:
    """Strong needs a date that agrees beside the name; a name alone, however rare, is a person's to judge."""
    surname, given, father = alike
    whole_name = surname.mark == given.mark == father.mark == "same"
    date_mark, birth = marks["birth_date"], found.codes[3]
    if chance >= MEDIUM and person.status_group in ("returned", "dead"):
        return "conflict"
    if whole_name and date_mark == "differs":
        return "conflict"
    if chance < MEDIUM:
        return "weak"
    if found.codes[1] == levels.INITIAL and found.codes[3] == births.NONE and father.mark != "same":
        return "weak"
    against = "differs" in (surname.mark, given.mark, father.mark) or "sex" in marks
    if chance < STRONG or against or given.mark != "same" or date_mark not in ("same", "similar"):
        return "medium"
    if birth == births.EXACT:
        exact = surname.mark == "same" or (surname.score >= 0.92 and father.mark == "same")
        return "strong" if exact else "medium"
    supported = any(marks.get(field) == "same" for field in ("unit", "rank", "place"))
    if whole_name and (birth in (births.SWAPPED, births.FIRST_OF_JANUARY) or (date_mark == "same" and supported)):
        return "strong"
    return "medium"


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


def _place(place: str) -> str:
    return re.sub(r"^(?:м|с|смт|місто|село|г|город)\.?\s+", "", fold(place))
