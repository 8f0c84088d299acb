"""Captivity in episodes, and what does not fit in a course."""

from __future__ import annotations

from datetime import date

import pytest

from dodomu.timeline.captivity import Episode, contradictions, episodes, is_open
from dodomu.timeline.facts import FOREVER, Fact, standing_facts, timeline_of


def told(*steps: tuple[str, str], precision: str = "day") -> list[Fact]:
    """Facts in the order of recording, each learned on the day from which it is true."""
    return [
        Fact(seq, 7, "status", value, date.fromisoformat(on), date.fromisoformat(on), precision)
        for seq, (on, value) in enumerate(steps, start=1)
    ]


def course(facts: list[Fact]):
    return timeline_of(facts, known_on=FOREVER)


def test_two_captivities():
    facts = told(
        ("2015-02-01", "CAPTIVE_CONFIRMED"),
        ("2015-12-26", "RETURNED_EXCHANGE"),
        ("2022-05-17", "CAPTIVE_PROBABLE"),
        ("2022-06-30", "CAPTIVE_CONFIRMED"),
        ("2024-07-17", "HANDED_OVER"),
        ("2024-07-18", "RETURNED_EXCHANGE"),
    )
    assert episodes(course(facts)) == [
        Episode(1, date(2015, 2, 1), date(2015, 12, 26), "RETURNED_EXCHANGE"),
        Episode(2, date(2022, 5, 17), date(2024, 7, 18), "RETURNED_EXCHANGE"),
    ]


@pytest.mark.parametrize("meanwhile", ["MISSING_SC", "CONTACT_LOST", "HANDED_OVER", "DEATH_CLAIMED", "WITHHELD"])
def test_what_is_no_news_of_freedom_ends_no_captivity(meanwhile):
    facts = told(("2022-05-17", "CAPTIVE_CONFIRMED"), ("2023-01-01", meanwhile), ("2023-06-01", "CAPTIVE_CONFIRMED"))
    assert episodes(course(facts)) == [Episode(1, date(2022, 5, 17), None, None)]


@pytest.mark.parametrize(
    "end", ["RETURNED_EXCHANGE", "RETURNED_OTHER", "ESCAPED", "DIED_CAPTIVITY", "IN_SERVICE", "DECLINED_RETURN", "RECORD_ERROR"]
)  # fmt: skip
def test_what_ends_a_captivity(end):
    facts = told(("2022-05-17", "CAPTIVE_CONFIRMED"), ("2023-01-01", end))
    assert episodes(course(facts)) == [Episode(1, date(2022, 5, 17), date(2023, 1, 1), end)]


def test_nobody_was_captive_who_is_only_missing():
    assert episodes(course(told(("2022-05-17", "MISSING_SC")))) == []
    assert episodes([]) == []


def found(facts: list[Fact]) -> list[tuple[str | None, str | None]]:
    standing = standing_facts(facts, known_on=FOREVER)
    return [(one.first.value, one.second.value) for one in contradictions(standing, course(facts))]


def test_an_expected_course_has_no_contradiction():
    assert (
        found(told(("2022-05-16", "MISSING_SC"), ("2022-05-17", "CAPTIVE_CONFIRMED"), ("2024-07-17", "HANDED_OVER")))
        == []
    )


def test_handed_over_and_returned_on_one_day_is_how_people_come_home():
    assert (
        found(
            told(
                ("2022-05-17", "CAPTIVE_CONFIRMED"),
                ("2024-07-17", "HANDED_OVER"),
                ("2024-07-17", "RETURNED_EXCHANGE"),
                ("2024-09-01", "IN_SERVICE"),
            )
        )
        == []
    )


def test_a_return_that_nobody_received_is_asked_about():
    facts = told(("2022-05-17", "CAPTIVE_CONFIRMED"), ("2024-07-17", "RETURNED_EXCHANGE"))
    assert found(facts) == [("CAPTIVE_CONFIRMED", "RETURNED_EXCHANGE")]
    (one,) = contradictions(facts, course(facts))
    assert one.text.en == "“returned in an exchange” does not usually follow “in captivity, confirmed”."
    assert one.text.uk == "Після «у полоні, підтверджено» зазвичай не буває «повернувся під час обміну»."


def test_two_statuses_of_one_day_that_do_not_go_together():
    facts = told(("2022-05-16", "MISSING_SC"), ("2022-05-17", "KILLED"), ("2022-05-17", "CAPTIVE_CONFIRMED"))
    assert found(facts) == [("KILLED", "CAPTIVE_CONFIRMED")]
    (one,) = contradictions(facts, course(facts))
    assert one.text.en == (
        "Two statuses that do not go together are recorded for one day: "
        "“killed, confirmed” and “in captivity, confirmed”."
    )
    assert one.text.uk.startswith("На один день записано два статуси, що не поєднуються: «загинув, підтверджено»")


def test_the_same_status_said_twice_for_one_day_is_no_contradiction():
    assert found(told(("2022-05-17", "CAPTIVE_CONFIRMED"), ("2022-05-17", "CAPTIVE_CONFIRMED"))) == []


def test_a_withheld_status_contradicts_nothing():
    assert found(told(("2022-05-17", "KILLED"), ("2023-01-01", "WITHHELD"), ("2024-07-17", "HANDED_OVER"))) == []


def test_a_course_lasts_until_it_ends():
    first, last = course(told(("2022-05-16", "MISSING_SC"), ("2022-05-17", "CAPTIVE_CONFIRMED")))
    assert (is_open(first), is_open(last)) == (False, True)
