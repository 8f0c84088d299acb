"""«Not this person» outlives the list it was said of: the same words in another list meet the same answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from dodomu.access.models import User
from dodomu.exchanges.models import Line, NotMeant
from dodomu.exchanges.queries.reading import read_lines, words_of
from dodomu.formats.columns import ListLine


def refused_for(read: Sequence[ListLine]) -> list[frozenset[int]]:
    """For each line, the people of whom somebody said that these words do not mean them; one query for all."""
    words = [words_of(one) for one in read]
    found: dict[str, set[int]] = defaultdict(set)
    rows = NotMeant.objects.filter(words__in={one for one in words if one}, taken_back_at=None)
    for said, person in rows.values_list("words", "person"):
        found[said].add(person)
    return [frozenset(found.get(one, ())) for one in words]


def remember(line: Line, people: Iterable[int], *, act: str, by: User, now: datetime) -> None:
    """Keeps that none of these people is meant by what the line says; a line without a name says nothing."""
    words = words_of(read_lines(line.list, [line])[0])
    if words:
        rows = [NotMeant(words=words, person_id=key, line=line, act=act, by=by, at=now) for key in people]
        NotMeant.objects.bulk_create(rows, ignore_conflicts=True)


def forget(line: Line, *, person: int | None = None, by: User, now: datetime) -> int:
    """Takes back what was said: of one person by these words, or all that the decision on this line had said."""
    rows = NotMeant.objects.filter(taken_back_at=None)
    if person is None:
        rows = rows.filter(line=line, act__in=["none", "add_new"])
    else:
        words = words_of(read_lines(line.list, [line])[0])
        rows = rows.filter(words=words, person=person) if words else rows.none()
    return rows.update(taken_back_by=by, taken_back_at=now)
