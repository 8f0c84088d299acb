"""Two records of one person: joined by a fact, parted by its withdrawal, nothing moved or rewritten.

A fact `same_as` on the record A with the value of record B says «A is a second record of B». While it stands, A
answers nothing of its own and B answers from the facts of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dodomu.timeline.facts import Fact, Reading, Segment, Span, join_spans, standing_facts, timeline_of


def roots(same_as: Iterable[Fact], *, known_on: date) -> dict[int, int]:
    """For each joined record the record that speaks for it on a day; a record that speaks for itself is absent.

    Of two standing joins of one record the later one counts. A join that would close a circle is passed over,
    so that some record always speaks.

    >>> d = date(2024, 7, 18)
    >>> roots([Fact(5, 10, "same_as", "11", d, d), Fact(6, 11, "same_as", "12", d, d)], known_on=d)
    {10: 12, 11: 12}
    """
    target: dict[int, int] = {}

    def speaker(person: int) -> int:
        while person in target:
            person = target[person]
        return person

    standing = sorted(standing_facts(same_as, known_on=known_on), key=lambda fact: fact.seq)
    last = {fact.person: fact for fact in standing}
    for fact in sorted(last.values(), key=lambda fact: fact.seq):
        joined_to = int(fact.value or 0)
        if speaker(joined_to) != fact.person:
            target[fact.person] = joined_to
    return {person: speaker(person) for person in target}


def component(person: int, same_as: Iterable[Fact]) -> set[int]:
    """Every record ever joined with this one, directly or through others, whether or not it still is."""
    beside: dict[int, set[int]] = {}
    for fact in same_as:
        if fact.value is not None:
            beside.setdefault(fact.person, set()).add(int(fact.value))
            beside.setdefault(int(fact.value), set()).add(fact.person)
    found, edge = {person}, [person]
    while edge:
        for other in beside.get(edge.pop(), ()):
            if other not in found:
                found.add(other)
                edge.append(other)
    return found


def spans_of(
    records: Iterable[int],
    facts: Mapping[int, Sequence[Fact]],
    same_as: Sequence[Fact],
    *,
    reading: Reading = timeline_of,
) -> dict[int, list[Span]]:
    """The rectangles of each record, for records that were ever joined; `facts` are about one thing, by record."""
    records = sorted(records)
    days = sorted(
        {fact.learned_on for record in records for fact in facts.get(record, ())} | {f.learned_on for f in same_as}
    )
    steps: dict[int, list[tuple[date, list[Segment]]]] = {record: [] for record in records}
    for day in days:
        speaks = roots(same_as, known_on=day)
        for record in records:
            if record in speaks:
                steps[record].append((day, []))
                continue
            own = [fact for other in records if speaks.get(other, other) == record for fact in facts.get(other, ())]
            steps[record].append((day, reading(own, known_on=day)))
    return {record: join_spans(course) for record, course in steps.items()}
