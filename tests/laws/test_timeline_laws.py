"""Laws of two-timed facts, for histories by chance: the answers, the course and the spans are one and the same."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dodomu.timeline.facts import FOREVER, Fact, Span, as_of, spans, timeline_of
from dodomu.timeline.joins import component, roots, spans_of
from dodomu.timeline.readings import course_since_ever, presence, status_course
from tests.timeline.histories import asked_days, histories, joinings

ASKED = asked_days()
EXACT = ["year", "month", "day"]


def read_slowly(facts: list[Fact], *, true_on: date, known_on: date) -> Fact | None:
    """The rules of the register read once more, one fact after the other, as a person would."""
    best: Fact | None = None
    for one in facts:
        if one.learned_on > known_on or one.true_from > true_on or one.value is None:
            continue
        if any(other.replaces == one.seq and other.learned_on <= known_on for other in facts):
            continue
        if best is None or one.true_from > best.true_from:
            best = one
        elif one.true_from == best.true_from:
            more, less = EXACT.index(one.precision), EXACT.index(best.precision)
            if more > less or (more == less and one.seq > best.seq):
                best = one
    return best


def holding(found: list[Span], *, true_on: date, known_on: date) -> list[Fact]:
    """The facts of all rectangles that hold two days."""
    return [
        span.fact
        for span in found
        if span.true_from <= true_on < span.true_to and span.known_from <= known_on < span.known_to
    ]


@settings(max_examples=500)
@given(histories(), st.randoms())
def test_the_answer_is_the_one_a_patient_reader_finds_in_any_order_of_the_facts(facts, chance):
    shuffled = list(facts)
    chance.shuffle(shuffled)
    for known_on in ASKED:
        for true_on in ASKED:
            answer = as_of(shuffled, true_on=true_on, known_on=known_on)
            assert answer == read_slowly(facts, true_on=true_on, known_on=known_on)


@settings(max_examples=500)
@given(histories())
def test_exactly_one_rectangle_holds_two_days_and_says_what_as_of_says(facts):
    found = spans(facts)
    for known_on in ASKED:
        for true_on in ASKED:
            answer = as_of(facts, true_on=true_on, known_on=known_on)
            assert holding(found, true_on=true_on, known_on=known_on) == ([answer] if answer else [])


@settings(max_examples=300)
@given(histories())
def test_no_two_rectangles_could_be_one(facts):
    found = spans(facts)
    for one in found:
        assert one.true_from < one.true_to
        assert one.known_from < one.known_to
        beside = [
            other
            for other in found
            if (other.fact, other.true_from, other.true_to) == (one.fact, one.true_from, one.true_to)
            and other.known_from == one.known_to
        ]
        assert beside == []


@settings(max_examples=300)
@given(histories())
def test_the_course_is_without_gaps_and_gives_the_answer_of_every_day(facts):
    for known_on in ASKED:
        course = timeline_of(facts, known_on=known_on)
        assert [one.until for one in course[:-1]] == [one.since for one in course[1:]]
        assert [one.until for one in course[-1:]] == [FOREVER] * bool(course)
        for true_on in ASKED:
            spoken = [one.fact for one in course if one.since <= true_on < one.until]
            answer = as_of(facts, true_on=true_on, known_on=known_on)
            assert spoken == ([answer] if answer else [])


@settings(max_examples=300)
@given(histories(), histories(most=3), st.sampled_from(ASKED))
def test_what_is_learned_later_never_changes_an_earlier_answer(facts, late, known_on):
    shifted = [
        Fact(
            one.seq + 100,
            one.person,
            one.about,
            one.value or "MISSING_SC",
            one.true_from,
            max(one.learned_on, known_on + timedelta(days=1)),
            one.precision,
            one.standing,
            replaces=facts[-1].seq if facts else None,
        )
        for one in late
    ]
    for true_on in ASKED:
        assert as_of(facts, true_on=true_on, known_on=known_on) == as_of(
            facts + shifted, true_on=true_on, known_on=known_on
        )


@settings(max_examples=300)
@given(joinings())
def test_somebody_always_speaks_and_never_for_a_record_that_speaks_itself(joins):
    for known_on in ASKED:
        speaks = roots(joins, known_on=known_on)
        assert not set(speaks.values()) & set(speaks)
        standing = {
            one.person
            for one in joins
            if one.value
            and one.learned_on <= known_on
            and not any(other.replaces == one.seq and other.learned_on <= known_on for other in joins)
        }
        assert set(speaks) <= standing
        for record, speaker in speaks.items():
            assert {record, speaker} <= component(record, joins)


@settings(max_examples=300)
@given(histories(people=4, most=8), joinings())
def test_joined_records_answer_as_one_person_for_as_long_as_they_are_joined(facts, joins):
    records = [1, 2, 3, 4]
    found = spans_of(records, {one: [f for f in facts if f.person == one] for one in records}, joins)
    for known_on in ASKED:
        speaks = roots(joins, known_on=known_on)
        for record in records:
            together = [] if record in speaks else [f for f in facts if speaks.get(f.person, f.person) == record]
            for true_on in ASKED:
                answer = as_of(together, true_on=true_on, known_on=known_on)
                assert holding(found[record], true_on=true_on, known_on=known_on) == ([answer] if answer else [])


@settings(max_examples=300)
@given(histories(), st.sampled_from(ASKED))
def test_nobody_is_lost_from_a_count_of_statuses(facts, known_on):
    there = presence(0, 1, learned_on=min((one.learned_on for one in facts), default=ASKED[0]))
    plain = timeline_of(facts, known_on=known_on)
    counted = status_course([there, *facts], known_on=known_on)
    if plain:
        assert counted == plain
    else:
        assert [one.fact for one in counted] == [there] * (there.learned_on <= known_on)


@settings(max_examples=200)
@given(histories(about="unit_at_capture"), st.sampled_from(ASKED))
def test_the_first_unit_speaks_for_all_days_before_and_no_other_answer_changes(facts, known_on):
    plain, ever = timeline_of(facts, known_on=known_on), course_since_ever(facts, known_on=known_on)
    assert [one.fact for one in ever] == [one.fact for one in plain]
    assert [(one.since, one.until) for one in ever[1:]] == [(one.since, one.until) for one in plain[1:]]
    assert [one.since for one in ever[:1]] == [date.min] * bool(plain)
