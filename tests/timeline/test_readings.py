"""The two courses by which people are counted: nobody falls out of a total."""

from __future__ import annotations

from datetime import date

from dodomu.timeline.facts import FOREVER, Fact, Segment, Span, spans
from dodomu.timeline.readings import course_since_ever, presence, status_course

JUNE, JULY, AUGUST = date(2024, 6, 1), date(2024, 7, 17), date(2024, 8, 1)
THERE = presence(1, 7, learned_on=JUNE)


def status(seq: int, value: str | None, on: date, **more) -> Fact:
    return Fact(seq, 7, "status", value, more.pop("true_from", on), on, **more)


def test_a_record_without_a_status_is_there_since_it_was_heard_of():
    assert status_course([THERE], known_on=JUNE) == [Segment(THERE, JUNE, FOREVER)]
    assert status_course([THERE], known_on=date(2024, 5, 31)) == []


def test_a_status_takes_the_place_of_mere_presence_for_all_days():
    captive = status(2, "CAPTIVE_CONFIRMED", JULY, true_from=date(2022, 5, 17))
    assert status_course([THERE, captive], known_on=JULY) == [Segment(captive, date(2022, 5, 17), FOREVER)]
    assert status_course([THERE, captive], known_on=date(2024, 7, 16)) == [Segment(THERE, JUNE, FOREVER)]


def test_presence_speaks_again_when_every_status_is_withdrawn():
    captive = status(2, "CAPTIVE_CONFIRMED", JULY)
    gone = status(3, None, AUGUST, replaces=2)
    assert spans([THERE, captive, gone], reading=status_course) == [
        Span(THERE, JUNE, FOREVER, JUNE, JULY),
        Span(captive, JULY, FOREVER, JULY, AUGUST),
        Span(THERE, JUNE, FOREVER, AUGUST, FOREVER),
    ]


def test_presence_is_not_taken_for_the_very_fact_by_which_it_is_known():
    first = status(1, "MISSING_SC", JUNE)
    gone = status(2, None, JULY, replaces=1)
    there = presence(first.seq, 7, learned_on=JUNE)
    assert spans([there, first, gone], reading=status_course) == [
        Span(first, JUNE, FOREVER, JUNE, JULY),
        Span(there, JUNE, FOREVER, JULY, FOREVER),
    ]


def test_of_two_joined_records_the_one_heard_of_first_is_there():
    earlier = presence(9, 8, learned_on=date(2024, 5, 1))
    assert status_course([THERE, earlier], known_on=JULY) == [Segment(earlier, date(2024, 5, 1), FOREVER)]


def test_the_first_unit_speaks_for_all_days_before():
    first = Fact(1, 7, "unit_at_capture", "NGU-1", JUNE, JUNE)
    second = Fact(2, 7, "unit_at_capture", "NGU-2", JULY, JULY)
    assert course_since_ever([first, second], known_on=JULY) == [
        Segment(first, date.min, JULY),
        Segment(second, JULY, FOREVER),
    ]
    assert course_since_ever([], known_on=JULY) == []
