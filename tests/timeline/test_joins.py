"""Two records of one person: joined, parted, in chains and in circles."""

from __future__ import annotations

from datetime import date

import pytest

from dodomu.timeline.facts import FOREVER, Fact, Span
from dodomu.timeline.joins import component, roots, spans_of

MAY, JUNE, JULY, AUGUST = date(2024, 5, 1), date(2024, 6, 1), date(2024, 7, 1), date(2024, 8, 1)


def join(seq: int, one: int, other: int, on: date = JUNE) -> Fact:
    return Fact(seq, one, "same_as", str(other), on, on)


def part(seq: int, one: int, joined: int, on: date) -> Fact:
    return Fact(seq, one, "same_as", None, on, on, replaces=joined)


# what is said, joins, as known on, who speaks for whom
CASES = [
    ("a join counts from the day it was learned", [join(1, 10, 11)], MAY, {}),
    ("one record speaks for another", [join(1, 10, 11)], JUNE, {10: 11}),
    ("two records have one speaker", [join(1, 10, 12), join(2, 11, 12)], JUNE, {10: 12, 11: 12}),
    ("a chain has one speaker, its end", [join(1, 10, 11), join(2, 11, 12), join(3, 12, 13)], JUNE, {10: 13, 11: 13, 12: 13}),
    ("a chain made from its end is the same", [join(1, 12, 13), join(2, 11, 12), join(3, 10, 11)], JUNE, {10: 13, 11: 13, 12: 13}),
    ("a record joined to itself speaks for itself", [join(1, 10, 10)], JUNE, {}),
    ("the join that would close a circle is passed over", [join(1, 10, 11), join(2, 11, 10)], JUNE, {10: 11}),
    ("also in a longer circle", [join(1, 10, 11), join(2, 11, 12), join(3, 12, 10)], JUNE, {10: 12, 11: 12}),
    ("of two joins of one record the later counts", [join(1, 10, 11), join(2, 10, 12)], JUNE, {10: 12}),
    ("parted, each speaks for itself", [join(1, 10, 11), part(2, 10, 1, JULY)], JULY, {}),
    ("and before it was parted not", [join(1, 10, 11), part(2, 10, 1, JULY)], JUNE, {10: 11}),
    ("joined and parted on one day, it never was", [join(1, 10, 11), part(2, 10, 1, JUNE)], JUNE, {}),
    ("joined again elsewhere", [join(1, 10, 11), part(2, 10, 1, JULY), join(3, 10, 12, AUGUST)], AUGUST, {10: 12}),
    ("a chain parted in the middle", [join(1, 10, 11), join(2, 11, 12), part(3, 11, 2, JULY)], JULY, {10: 11}),
    ("a circle opened by parting closes the other way", [join(1, 10, 11), join(2, 11, 10), part(3, 10, 1, JULY)], JULY, {11: 10}),
]  # fmt: skip


@pytest.mark.parametrize(("joins", "known_on", "speakers"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_who_speaks_for_whom(joins, known_on, speakers):
    for order in (joins, joins[::-1]):
        assert roots(order, known_on=known_on) == speakers


def test_all_that_were_ever_joined_belong_together():
    joins = [join(1, 10, 11), part(2, 10, 1, JULY), join(3, 11, 12), join(4, 20, 21)]
    assert component(10, joins) == component(12, joins) == {10, 11, 12}
    assert component(20, joins) == {20, 21}
    assert component(30, joins) == {30}


def test_spans_of_a_person_who_had_two_records_for_a_month():
    mine = Fact(5, 10, "status", "CAPTIVE_CONFIRMED", MAY, MAY)
    other = Fact(6, 11, "status", "MISSING_SC", date(2024, 4, 1), MAY)
    found = spans_of([10, 11], {10: [mine], 11: [other]}, [join(7, 10, 11), part(8, 10, 7, JULY)])
    assert found == {
        10: [Span(mine, MAY, FOREVER, MAY, JUNE), Span(mine, MAY, FOREVER, JULY, FOREVER)],
        11: [
            Span(other, date(2024, 4, 1), FOREVER, MAY, JUNE),
            Span(other, date(2024, 4, 1), MAY, JUNE, JULY),
            Span(mine, MAY, FOREVER, JUNE, JULY),
            Span(other, date(2024, 4, 1), FOREVER, JULY, FOREVER),
        ],
    }


def test_records_joined_and_parted_on_one_day_were_never_one():
    mine = Fact(5, 10, "status", "CAPTIVE_CONFIRMED", MAY, MAY)
    found = spans_of([10, 11], {10: [mine]}, [join(7, 10, 11), part(8, 10, 7, JUNE)])
    assert found == {10: [Span(mine, MAY, FOREVER, MAY, FOREVER)], 11: []}
