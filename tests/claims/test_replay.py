"""The published statements replayed in their order: each contradiction on the day it could have been known."""

from __future__ import annotations

from datetime import date

import pytest

from dodomu.claims.replay import replay
from dodomu.commands.contradictions import shipped_findings
from dodomu.reference.checks import read_checks
from dodomu.reference.statements import read_statements

FINDINGS = shipped_findings()
BY_STATEMENTS = {frozenset(finding.statements): finding for finding in FINDINGS}
CHECKS = read_checks()


def found(*statements: str):
    return BY_STATEMENTS.get(frozenset(statements))


def test_every_check_that_is_known_to_fail_is_found_and_none_that_holds():
    failing = [check.id for check in CHECKS if check.expected == "fails"]
    assert len(failing) == 33
    assert [check.id for check in CHECKS if check.expected == "fails" and not found(*check.statements)] == []
    assert [check.id for check in CHECKS if check.expected != "fails" and found(*check.statements)] == []


def test_what_no_check_names_is_a_contradiction_too():
    named = {frozenset(check.statements) for check in CHECKS}
    assert [finding.arithmetic for finding in FINDINGS if frozenset(finding.statements) not in named] == [
        "215=215",  # a headline calls everybody of a round defenders of Mariupol
        "2235=2238",  # three more, and no round on record
        "36=37",  # other ranks of one round, two offices
        "2280+45+106=2430",  # follows from the 2,280 of April
        "20241019<=20241018",  # as of the day after it was printed
        "5000+205+390+307+303=5757",  # "more than 5,000" is too much
        "6000+1000<=5857",  # "more than 6,000" is too much
    ]


@pytest.mark.parametrize(
    ("statements", "known_on", "arithmetic"),
    [
        (("total-2024-10-21", "total-2024-12-08"), date(2024, 12, 8), "3767=3935"),
        (
            ("round-2023-04-26-military", "round-2023-04-26-officers", "round-2023-04-26-ranks"),
            date(2023, 4, 26),
            "6+37=42",
        ),
        (
            ("total-2023-02-24-hq", "total-2023-02-24-hq-military", "total-2023-02-24-hq-civilians"),
            date(2023, 2, 24),
            "1756+135=1863",
        ),
        (("ngu-755-ukrinform-first", "ngu-755-ukrinform-corrected"), date(2024, 7, 25), "755=755"),
        (("azov-2024-05-31-captive", "ngu-755-ukrinform-first"), date(2024, 7, 25), "900<=755"),
    ],
)
def test_a_finding_carries_its_day_and_its_sum(statements, known_on, arithmetic):
    finding = found(*statements)
    assert finding is not None
    assert (finding.known_on, finding.arithmetic) == (known_on, arithmetic)


def test_the_sentence_shows_the_sum_in_both_languages():
    finding = found("total-2024-10-21", "total-2024-12-08")
    assert finding.sentence.en == (
        "The total does not follow: it was 3,767, no round is on record since, stated is 3,935 (168 more)"
    )
    assert finding.sentence.uk == (
        "Підсумок не сходиться: було 3767, жодного обміну відтоді не записано, а сказано 3935 (на 168 більше)"
    )
    assert finding.as_dict() == {
        "kind": "chain",
        "statements": ["total-2024-10-21", "total-2024-12-08"],
        "arithmetic": "3767=3935",
        "known_on": "2024-12-08",
        "sentence": {"uk": finding.sentence.uk, "en": finding.sentence.en},
    }


@pytest.mark.parametrize("day", ["2023-02-24", "2024-07-25", "2024-12-08", "2025-07-28"])
def test_nothing_is_found_before_it_was_said_and_nothing_is_taken_back_later(day):
    until = date.fromisoformat(day)
    rows = [row for row in read_statements() if max(row.stated_on.first_day, row.as_of.first_day) <= until]
    then = replay(rows, civilians={}, parts={})
    assert all(finding.known_on <= until for finding in then)
    alone = replay(read_statements(), civilians={}, parts={})
    dated = {(finding.kind, finding.statements) for finding in alone if finding.known_on <= until}
    assert {(finding.kind, finding.statements) for finding in then} <= dated


def test_70_of_chornobyl_released_and_70_held_on_other_days_are_both_right():
    assert found("chornobyl-2023-08-08-released", "chornobyl-2024-12-30-captive") is None
