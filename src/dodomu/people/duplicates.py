"""Likely second records of one person: found, shown, and left to people to decide."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q

from dodomu.access.policy import Act, Reader, visible
from dodomu.formats.dates import Precision, ReadDate
from dodomu.matching.births import number_of
from dodomu.matching.segment import Asked
from dodomu.matching.weights import date_weight
from dodomu.matching.words import Reading
from dodomu.names.compare import Mark, compare_given, compare_patronymic, compare_surname
from dodomu.names.keys import given_keys, surname_keys
from dodomu.names.parts import PersonName
from dodomu.people import index, models
from dodomu.people.models import PersonNow, Proposal
from dodomu.people.queries import visible_people
from dodomu.text import Text

SIZE = 50
BATCH = 1000
MOST_BATCHES = 5
MOST_WEIGHED = 400
FURTHEST_YEARS = 10
EVEN = 0.0  # log-odds: from here on it is likelier the same person than not


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


NEAR_BIRTHS = """
  x.birth_on IS NULL OR y.birth_on IS NULL
  OR SUBSTR(CAST(x.birth_on AS TEXT), 1, 7) = SUBSTR(CAST(y.birth_on AS TEXT), 1, 7)
  OR SUBSTR(CAST(x.birth_on AS TEXT), 6, 5) = SUBSTR(CAST(y.birth_on AS TEXT), 6, 5)
  OR SUBSTR(CAST(x.birth_on AS TEXT), 1, 4) = SUBSTR(CAST(y.birth_on AS TEXT), 1, 4) AND (
    x.birth_precision <> 'day' OR y.birth_precision <> 'day'
    OR SUBSTR(CAST(x.birth_on AS TEXT), 9, 2) = SUBSTR(CAST(y.birth_on AS TEXT), 9, 2)
    OR SUBSTR(CAST(x.birth_on AS TEXT), 9, 2) = SUBSTR(CAST(y.birth_on AS TEXT), 6, 2)
  )
"""
"""Two of the three parts of a date agree, or one is not known: wider than `date_weight`, which decides afterwards."""

PAIRS_SQL = f"""
SELECT DISTINCT a.person_id, b.person_id, x.birth_on, y.birth_on, x.birth_precision, y.birth_precision,
       x.patronymic, y.patronymic
FROM people_personname a
JOIN people_personname b
  ON b.surname_key = a.surname_key AND b.given_key = a.given_key AND b.person_id > a.person_id
JOIN people_personnow x ON x.person_id = a.person_id
JOIN people_personnow y ON y.person_id = b.person_id
WHERE a.given_key <> '' AND a.person_id >= %s AND (a.person_id > %s OR b.person_id > %s)
  AND ({NEAR_BIRTHS})
  AND a.person_id IN ({{visible}})
  AND NOT EXISTS (SELECT 1 FROM people_notsame n WHERE n.first_id = a.person_id AND n.second_id = b.person_id)
ORDER BY a.person_id, b.person_id
LIMIT %s
"""


def pairs(reader: Reader, *, after: tuple[int, int] = (0, 0), size: int = SIZE) -> Pairs:
    """The next pairs after a place: names of one sound, births that do not speak against, nobody's decision yet.

    Joined records have no names of their own and so form no pair. A page looks at no more than 5,000 pairs of
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
            cursor.execute(sql, [after[0], after[0], after[1], *values, BATCH])
            rows = cursor.fetchall()
        likely = [pair for row in rows if (pair := _weighed(row))]
        seconds = visible_people(reader, Act.PROPOSE_MERGE).filter(pk__in={two for _one, two, *_marks in likely})
        allowed_seconds = set(seconds.values_list("pk", flat=True))
        for pair in likely:
            if pair[1] in allowed_seconds:
                if len(chosen) == size:
                    return Pairs(_shown(chosen), chosen[-1][:2])
                chosen.append(pair)
        if len(rows) < BATCH:
            return Pairs(_shown(chosen), None)
        after = rows[-1][:2]
    return Pairs(_shown(chosen), after)


def _weighed(row: tuple[Any, ...]) -> tuple[int, int, Mark, Mark] | None:
    """A pair with its marks; None where the patronymic or the birth speaks against it."""
    one, two, born, other_born, precision, other_precision, patronymic, other_patronymic = row
    birth, _sentence = _births(_day(born), precision, _day(other_born), other_precision)
    father = compare_patronymic(patronymic, other_patronymic).mark
    if birth == "differs" or (birth != "same" and father == "differs"):
        return None
    return one, two, father, birth


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
    is_thorough: bool = True,
) -> list[Likely]:
    """The records that look like a person: by the sound of the name, or by the day of birth with a near surname.

    `is_thorough`: also whom the matching of lists finds, which knows slips, cut words and other forms of a name.
    """
    names = visible(
        reader,
        Act.READ_PERSON,
        models.PersonName.objects.filter(person__now__joined_to=None),
        person="person",
        unit="person__now__unit_path",
    )
    keys = Q(surname_key__in=surname_keys(name.surname))
    if given := given_keys(name.given):
        keys &= Q(given_key__in=[*given, ""])
    found = [keys & _born_near(born_on, precision)]
    if born_on and precision == "day":
        found.append(Q(person__now__birth_on=born_on))
    matched = _matched(name, number_of(born_on, precision), most=2 * most, but=but) if is_thorough else set()
    best: dict[int, Likely] = {}
    for condition in [*found, None]:  # each with an index of its own; the last only where it may add somebody
        if condition is None and not matched - best.keys():
            break
        rows = names.filter(condition or Q(person__in=matched - best.keys())).exclude(person=but)
        for row in rows.order_by("person").select_related("person__now")[:MOST_WEIGHED]:
            one = _likely(name, row, born_on, precision, is_matched=row.person_id in matched)
            if one and (row.person_id not in best or best[row.person_id].score < one.score):
                best[row.person_id] = one
    chosen = sorted(best.values(), key=lambda one: (-one.score, one.person.pk))[:most]
    people = PersonNow.objects.select_related("unit", "unit_at_capture").in_bulk([one.person.pk for one in chosen])
    return [
        Likely(people[one.person.pk], one.surname, one.given, one.patronymic, one.birth, one.score) for one in chosen
    ]


def _matched(name: PersonName, born: int, *, most: int, but: int | None) -> set[int | None]:
    asked = Asked((Reading(name.surname, name.given, name.patronymic),), born)
    found = index.current().find(asked, top=most, but=[but] if but else [])
    return {one.key for one in found if one.found.log_odds > EVEN}


def _born_near(born_on: date | None, precision: str) -> Q:
    """The births that do not speak against a day, as `NEAR_BIRTHS` says it; everybody where none is known."""
    if born_on is None:
        return Q()
    year = Q(person__now__birth_on__year=born_on.year)
    if precision != "day":
        return Q(person__now__birth_on=None) | year
    return Q(person__now__birth_on=None) | year | Q(person__now__birth_on__in=_same_day(born_on))


def _same_day(born_on: date) -> list[date]:
    """The same day of the years around, for a slip in the year.

    >>> [day.year for day in _same_day(date(1992, 2, 29))]
    [1984, 1988, 1992, 1996, 2000]
    """
    found = []
    for year in range(born_on.year - FURTHEST_YEARS, born_on.year + FURTHEST_YEARS + 1):
        with contextlib.suppress(ValueError):  # 29 February
            found.append(born_on.replace(year=year))
    return found


def _likely(
    name: PersonName, row: models.PersonName, born_on: date | None, precision: str, *, is_matched: bool
) -> Likely | None:
    now: PersonNow = row.person.now
    surname, given = compare_surname(name.surname, row.surname), compare_given(name.given, row.given)
    father = compare_patronymic(name.patronymic, row.patronymic)
    birth, _sentence = _births(born_on, precision, now.birth_on, now.birth_precision)
    is_other = "differs" in (surname.mark, given.mark, birth) or (father.mark == "differs" and birth != "same")
    if is_other and not is_matched:
        return None
    worth = {"same": 1.0, "similar": 0.7, "nodata": 0.4, "differs": 0.0}
    score = surname.score + given.score + 0.5 * worth[father.mark] + worth[birth]
    return Likely(now, surname.mark, given.mark, father.mark, birth, score)
