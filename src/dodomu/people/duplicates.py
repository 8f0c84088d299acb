"""Likely second records of one person: found, shown, and left to people to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q

from dodomu.access.policy import Act, Reader, visible
from dodomu.formats.dates import Precision, ReadDate
from dodomu.matching.weights import date_weight
from dodomu.names.compare import Mark, compare_given, compare_patronymic, compare_surname
from dodomu.names.keys import given_keys, surname_keys
from dodomu.names.parts import PersonName
from dodomu.people import models
from dodomu.people.models import PersonNow, Proposal
from dodomu.people.queries import visible_people
from dodomu.text import Text

SIZE = 50
BATCH = 5000
MOST_BATCHES = 5


def compare_birth(one: PersonNow, other: PersonNow) -> tuple[Mark, Text]:
    """How alike two dates of birth are, as the matching of lists sees it, and the sentence that says so."""
    return _births(one.birth_on, one.birth_precision, other.birth_on, other.birth_precision)


def _births(one: date | None, precision: str, other: date | None, other_precision: str) -> tuple[Mark, Text]:
    read = ReadDate(one, cast(Precision, precision)) if one else ReadDate()
    _weight, mark, sentence = date_weight(read, other, other_precision)
    return cast(Mark, mark), sentence


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one person, the older one first, and how alike they are in what decides."""

    first: PersonNow
    second: PersonNow
    patronymic: Mark
    birth: Mark
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class Pairs:
    """Some pairs, and the place after which the next ones are looked for; None at the end."""

    rows: list[Pair]
    after: tuple[int, int] | None


PAIRS_SQL = """
SELECT DISTINCT a.person_id, b.person_id, x.birth_on, y.birth_on, x.birth_precision, y.birth_precision,
       x.patronymic, y.patronymic
FROM people_personname a
JOIN people_personname b
  ON b.surname_key = a.surname_key AND b.given_key = a.given_key AND b.person_id > a.person_id
JOIN people_personnow x ON x.person_id = a.person_id
JOIN people_personnow y ON y.person_id = b.person_id
WHERE a.given_key <> '' AND (a.person_id > %s OR (a.person_id = %s AND b.person_id > %s))
  AND a.person_id IN ({visible}) AND b.person_id IN ({visible})
  AND NOT EXISTS (SELECT 1 FROM people_notsame n WHERE n.first_id = a.person_id AND n.second_id = b.person_id)
ORDER BY a.person_id, b.person_id
LIMIT %s
"""


def pairs(reader: Reader, *, after: tuple[int, int] = (0, 0), size: int = SIZE) -> Pairs:
    """The next pairs after a place: names of one sound, births that do not speak against, nobody's decision yet.

    Joined records have no names of their own and so form no pair. A page looks at no more than 25,000 pairs of
    namesakes; the next one goes on from there.
    """
    try:
        allowed, values = visible_people(reader, Act.PROPOSE_MERGE).values("pk").query.sql_with_params()
    except EmptyResultSet:
        return Pairs([], None)
    sql = PAIRS_SQL.format(visible=allowed)
    chosen: list[tuple[int, int, Mark, Mark]] = []
    rows: list[tuple[Any, ...]] = []
    for _batch in range(MOST_BATCHES):
        with connection.cursor() as cursor:
            cursor.execute(sql, [after[0], after[0], after[1], *values, *values, BATCH])
            rows = cursor.fetchall()
        for one, two, born, other_born, precision, other_precision, patronymic, other_patronymic in rows:
            if len(chosen) == size:
                return Pairs(_shown(chosen), after)
            after = (one, two)
            birth, _sentence = _births(_day(born), precision, _day(other_born), other_precision)
            father = compare_patronymic(patronymic, other_patronymic).mark
            if birth != "differs" and (birth == "same" or father != "differs"):
                chosen.append((one, two, father, birth))
        if len(rows) < BATCH:
            return Pairs(_shown(chosen), None)
    return Pairs(_shown(chosen), after)


def _day(value: Any) -> date | None:
    """A date out of a cursor: SQLite keeps it as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _shown(chosen: Sequence[tuple[int, int, Mark, Mark]]) -> list[Pair]:
    ids = {person for one, two, *_marks in chosen for person in (one, two)}
    people = PersonNow.objects.select_related("unit", "unit_at_capture").in_bulk(ids)
    waiting = Proposal.objects.filter(kind="merge", state="proposed", person__in=ids, other__in=ids)
    proposed = {frozenset(pair) for pair in waiting.values_list("person", "other")}
    return [
        Pair(people[one], people[two], father, birth, frozenset((one, two)) in proposed)
        for one, two, father, birth in chosen
    ]


@dataclass(frozen=True, slots=True)
class Likely:
    """A record that may already stand for the person one is about to record."""

    person: PersonNow
    surname: Mark
    given: Mark
    patronymic: Mark
    birth: Mark
    score: float


def like(
    reader: Reader,
    name: PersonName,
    *,
    born_on: date | None = None,
    precision: str = "day",
    but: int | None = None,
    most: int = 5,
) -> list[Likely]:
    """The records that look like a person: by the sound of the name, or by the day of birth with a near surname."""
    names = visible(
        reader,
        Act.READ_PERSON,
        models.PersonName.objects.filter(person__now__joined_to=None),
        person="person",
        unit="person__now__unit_path",
    )
    same_sound = Q(surname_key__in=surname_keys(name.surname))
    if keys := given_keys(name.given):
        same_sound &= Q(given_key__in=[*keys, ""])
    same_day = Q(person__now__birth_on=born_on) if born_on and precision == "day" else Q(pk__in=[])
    rows = names.filter(same_sound | same_day).exclude(person=but).order_by("person").select_related("person__now")
    best: dict[int, Likely] = {}
    for row in rows[:400]:
        one = _likely(name, row, born_on, precision)
        if one and (row.person_id not in best or best[row.person_id].score < one.score):
            best[row.person_id] = one
    chosen = sorted(best.values(), key=lambda one: (-one.score, one.person.pk))[:most]
    people = PersonNow.objects.select_related("unit", "unit_at_capture").in_bulk([one.person.pk for one in chosen])
    return [
        Likely(people[one.person.pk], one.surname, one.given, one.patronymic, one.birth, one.score) for one in chosen
    ]


def _likely(name: PersonName, row: models.PersonName, born_on: date | None, precision: str) -> Likely | None:
    now: PersonNow = row.person.now
    surname, given = compare_surname(name.surname, row.surname), compare_given(name.given, row.given)
    father = compare_patronymic(name.patronymic, row.patronymic)
    birth, _sentence = _births(born_on, precision, now.birth_on, now.birth_precision)
    if "differs" in (surname.mark, given.mark, birth) or (father.mark == "differs" and birth != "same"):
        return None
    worth = {"same": 1.0, "similar": 0.7, "nodata": 0.4, "differs": 0.0}
    score = surname.score + given.score + 0.5 * worth[father.mark] + worth[birth]
    return Likely(now, surname.mark, given.mark, father.mark, birth, score)
