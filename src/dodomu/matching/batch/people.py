"""The register as rows to be compared: one a name, and one a half of a double surname."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from dodomu.formats.ranks import rank_of, rank_step
from dodomu.matching.batch import keys
from dodomu.matching.batch.columns import arrow_table
from dodomu.matching.batch.dates import parts_of
from dodomu.matching.segment import Segment

ROWS_A_PART = 200_000


def tables(segment: Segment) -> Iterator[Any]:
    """The people of an index as tables of Arrow, so many rows at a time."""
    names_of_ranks = [rank_of(one) for one in segment.rank_names]
    for start in range(0, len(segment.keys), ROWS_A_PART):
        rows = np.arange(start, min(start + ROWS_A_PART, len(segment.keys)))
        yield _table(segment, rows, names_of_ranks)


def _table(segment: Segment, rows: Any, ranks: list[str]) -> Any:
    surname = segment.skeleton[rows]
    given, has_given = _number(segment.givens, segment.given[rows])
    father, has_father = _number(segment.fathers, segment.patronymic[rows])
    born = segment.born[rows]
    dates = [parts_of(one) for one in born.tolist()]
    of_rank = [ranks[at] for at in segment.rank[rows].tolist()]
    has_unit = np.array([bool(one) for one in segment.unit_names])[segment.unit[rows]]
    columns: dict[str, Any] = {
        "unique_id": rows,
        "keys": _keys(surname, given, has_given, father, has_father, born),
        "surname": surname,
        "surname_text": [segment.skeletons[at] for at in surname.tolist()],
        "is_half": segment.is_half[rows],
        "given": _or_none(given, has_given),
        "father": _or_none(father, has_father),
        "born": _or_none(born, born > 0),
        "rank": [one or None for one in of_rank],
        "rank_step": [rank_step(one) if one else None for one in of_rank],
        "unit": _or_none(segment.unit[rows], has_unit),
    }
    for n, name in enumerate(("born_text", "born_kind", "born_on", "year", "month", "day")):
        columns[name] = [one[n] for one in dates]
    return arrow_table(columns, len(rows))


def _number(vocabulary: Any, spelling: Any) -> tuple[Any, Any]:
    """The number of the name that each spelling is a form of, and whether there is one."""
    number = vocabulary._owner[spelling]
    return number, number != vocabulary._empty


def _or_none(values: Any, has: Any) -> list[int | None]:
    return [value if is_known else None for value, is_known in zip(values.tolist(), has.tolist(), strict=True)]


def _keys(surname: Any, given: Any, has_given: Any, father: Any, has_father: Any, born: Any) -> list[list[int]]:
    year, is_whole = born // 10_000, born % 100 > 0
    both = has_given & has_father
    made = [
        keys.surname_alone(surname),
        np.where(has_given, keys.surname_given(surname, given), keys.NONE),
        np.where(year > 0, keys.surname_year(surname, year), keys.NONE),
        np.where(is_whole, keys.day(born), keys.NONE),
        np.where(is_whole & has_given, keys.given_day(given, born), keys.NONE),
        np.where(both, keys.names(given, father), keys.NONE),
        np.where(both & (year > 0), keys.names_year(given, father, year), keys.NONE),
    ]
    return [[key for key in row if key != keys.NONE] for row in np.stack(made, axis=1).tolist()]
