"""The one reader of facts, rule by rule."""

from __future__ import annotations

from datetime import date

import pytest

from dodomu.timeline.facts import FOREVER, Fact, Segment, Span, as_of, first_day, knowledge, spans, timeline_of


def day(text: str) -> date:
    return date.fromisoformat(text)


def fact(seq: int, value: str | None, true_from: str, learned_on: str = "", **more) -> Fact:
    """A status; learned on the day from which it is true, unless said otherwise."""
    return Fact(seq, 7, "status", value, day(true_from), day(learned_on or true_from), **more)


MISSING = fact(1, "MISSING_SC", "2022-05-16", "2022-05-21")
CAPTIVE = fact(2, "CAPTIVE_CONFIRMED", "2022-05-17", "2022-06-30")
RETURNED = fact(3, "RETURNED_EXCHANGE", "2024-07-17", "2024-07-18")
WITHDRAWN = fact(4, None, "2024-07-17", "2024-07-19", replaces=3)

# rule, facts, true on, known on, answer
CASES = [
    ("nothing is known before it was learned", [MISSING], "2022-05-20", "2022-05-20", None),
    ("it is known from the day it was learned", [MISSING], "2022-05-20", "2022-05-21", "MISSING_SC"),
    ("it is not true before it began", [MISSING], "2022-05-15", "2030-01-01", None),
    ("it is true from its first day", [MISSING], "2022-05-16", "2030-01-01", "MISSING_SC"),
    ("the latest begin wins", [MISSING, CAPTIVE, RETURNED], "2024-07-17", "2024-07-18", "RETURNED_EXCHANGE"),
    (
        "the latest begin wins, whatever was learned last",
        [fact(1, "RETURNED_EXCHANGE", "2024-07-17"), fact(2, "CAPTIVE_CONFIRMED", "2022-05-17", "2024-09-01")],
        "2024-10-01",
        "2024-10-01",
        "RETURNED_EXCHANGE",
    ),
    ("the day before, the earlier one speaks", [MISSING, CAPTIVE], "2022-05-16", "2024-01-01", "MISSING_SC"),
    (
        "what was learned late changes nothing that was known",
        [MISSING, CAPTIVE, RETURNED],
        "2024-07-17",
        "2024-07-17",
        "CAPTIVE_CONFIRMED",
    ),
    (
        "of one day the one recorded last wins",
        [fact(1, "HANDED_OVER", "2024-07-17"), fact(2, "RETURNED_EXCHANGE", "2024-07-17")],
        "2024-07-17",
        "2024-07-17",
        "RETURNED_EXCHANGE",
    ),
    (
        "a day beats the month that begins on it, though recorded first",
        [fact(1, "CAPTIVE_CONFIRMED", "2022-05-01"), fact(2, "MISSING_SC", "2022-05-01", precision="month")],
        "2022-05-20",
        "2022-05-20",
        "CAPTIVE_CONFIRMED",
    ),
    (
        "a month beats the year that begins on it",
        [
            fact(1, "CAPTIVE_CONFIRMED", "2022-01-01", precision="month"),
            fact(2, "MISSING_SC", "2022-01-01", precision="year"),
        ],
        "2022-05-20",
        "2022-05-20",
        "CAPTIVE_CONFIRMED",
    ),
    (
        "a month counts from its first day and loses to a later day within it",
        [fact(1, "CAPTIVE_CONFIRMED", "2022-05-17"), fact(2, "MISSING_SC", "2022-05-01", precision="month")],
        "2022-05-20",
        "2022-05-20",
        "CAPTIVE_CONFIRMED",
    ),
    (
        "the replaced one is out, also for days on which it alone was true",
        [MISSING, fact(2, "CAPTIVE_CONFIRMED", "2022-05-20", "2022-06-30", replaces=1)],
        "2022-05-18",
        "2022-06-30",
        None,
    ),
    (
        "the replaced one speaks for what was known before",
        [MISSING, fact(2, "CAPTIVE_CONFIRMED", "2022-05-20", "2022-06-30", replaces=1)],
        "2022-05-18",
        "2022-06-29",
        "MISSING_SC",
    ),
    (
        "replaced on the day it was learned, it never spoke",
        [MISSING, fact(2, "CAPTIVE_CONFIRMED", "2022-05-16", "2022-05-21", replaces=1)],
        "2022-05-18",
        "2022-05-21",
        "CAPTIVE_CONFIRMED",
    ),
    (
        "a withdrawal lets the earlier one speak",
        [CAPTIVE, RETURNED, WITHDRAWN],
        "2024-07-18",
        "2024-07-19",
        CAPTIVE.value,
    ),
    ("until the withdrawal was known", [CAPTIVE, RETURNED, WITHDRAWN], "2024-07-18", "2024-07-18", RETURNED.value),
    ("a withdrawal alone says nothing", [RETURNED, WITHDRAWN], "2024-07-18", "2024-07-19", None),
    (
        "a withdrawal does not compete, whenever it begins",
        [CAPTIVE, fact(3, "RETURNED_EXCHANGE", "2023-01-01"), fact(4, None, "2024-07-17", replaces=3)],
        "2024-07-18",
        "2024-07-19",
        "CAPTIVE_CONFIRMED",
    ),
    (
        "what was replaced stays out when the replacing one is withdrawn",
        [
            CAPTIVE,
            fact(3, "RETURNED_EXCHANGE", "2024-07-17"),
            fact(4, "RETURNED_OTHER", "2024-07-17", "2024-07-18", replaces=3),
            fact(5, None, "2024-07-17", "2024-07-19", replaces=4),
        ],
        "2024-07-20",
        "2024-07-20",
        "CAPTIVE_CONFIRMED",
    ),
    (
        "what replaces may begin later or earlier than what it replaces",
        [MISSING, fact(2, "MISSING_SC", "2022-05-10", "2022-06-30", replaces=1)],
        "2022-05-12",
        "2022-06-30",
        "MISSING_SC",
    ),
    (
        "withheld is an answer of its own",
        [CAPTIVE, fact(3, "WITHHELD", "2024-01-01")],
        "2024-02-01",
        "2024-02-01",
        "WITHHELD",
    ),
]


@pytest.mark.parametrize(("facts", "true_on", "known_on", "answer"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_answer_of_two_days(facts, true_on, known_on, answer):
    for order in (facts, facts[::-1]):
        found = as_of(order, true_on=day(true_on), known_on=day(known_on))
        assert (found.value if found else None) == answer


def test_the_course_has_no_gap_and_an_open_end():
    assert timeline_of([RETURNED, CAPTIVE, MISSING], known_on=day("2024-07-18")) == [
        Segment(MISSING, day("2022-05-16"), day("2022-05-17")),
        Segment(CAPTIVE, day("2022-05-17"), day("2024-07-17")),
        Segment(RETURNED, day("2024-07-17"), FOREVER),
    ]


def test_the_course_of_nothing_known_is_empty():
    assert timeline_of([MISSING], known_on=day("2022-05-20")) == []


def test_spans_show_what_was_believed_and_until_when():
    assert spans([CAPTIVE, RETURNED, WITHDRAWN]) == [
        Span(CAPTIVE, day("2022-05-17"), FOREVER, day("2022-06-30"), day("2024-07-18")),
        Span(CAPTIVE, day("2022-05-17"), day("2024-07-17"), day("2024-07-18"), day("2024-07-19")),
        Span(RETURNED, day("2024-07-17"), FOREVER, day("2024-07-18"), day("2024-07-19")),
        Span(CAPTIVE, day("2022-05-17"), FOREVER, day("2024-07-19"), FOREVER),
    ]


def test_a_span_goes_on_over_days_that_changed_nothing():
    late = fact(3, "MISSING_SC", "2022-05-01", "2023-01-01")
    assert [(span.known_from, span.known_to) for span in spans([CAPTIVE, late]) if span.fact == CAPTIVE] == [
        (day("2022-06-30"), FOREVER)
    ]


def test_knowledge_lists_the_days_on_which_something_was_learned():
    assert [
        (on, [one.seq for one in learned], len(course)) for on, learned, course in knowledge([CAPTIVE, MISSING])
    ] == [
        (day("2022-05-21"), [1], 1),
        (day("2022-06-30"), [2], 2),
    ]


@pytest.mark.parametrize(
    ("precision", "first"), [("day", "2022-05-17"), ("month", "2022-05-01"), ("year", "2022-01-01")]
)
def test_a_date_counts_from_the_first_day_it_can_mean(precision, first):
    assert first_day(day("2022-05-17"), precision) == day(first)
