"""The vocabulary of statuses is the one of the glossary, sections 2 and 3."""

from __future__ import annotations

import itertools

import pytest

from dodomu.timeline.statuses import (
    EXPECTED,
    GROUP_LABELS,
    GROUPS,
    LABELS,
    WITHHELD,
    Status,
    group_of,
    is_expected,
    label,
    members,
)

# docs/glossary.md, section 2, written out once more
GROUPED = {
    "returned": "RETURNED_EXCHANGE RETURNED_OTHER ESCAPED",
    "captive": "CAPTIVE_PROBABLE CAPTIVE_CONFIRMED INTERNED_THIRD",
    "missing": "CONTACT_LOST MISSING_SC",
    "being_checked": "HANDED_OVER",
    "dead": "DIED_CAPTIVITY KILLED DECLARED_DEAD_COURT BODY_RECEIVED BODY_IDENTIFIED BODY_HANDED_OVER",
    "other": "IN_SERVICE DECLINED_RETURN DEATH_CLAIMED RECORD_ERROR",
}
# section 3
MOVES = {
    "IN_SERVICE": "CONTACT_LOST MISSING_SC CAPTIVE_PROBABLE CAPTIVE_CONFIRMED KILLED",
    "CONTACT_LOST": "IN_SERVICE MISSING_SC CAPTIVE_PROBABLE CAPTIVE_CONFIRMED DEATH_CLAIMED KILLED ESCAPED",
    "MISSING_SC": (
        "CAPTIVE_PROBABLE CAPTIVE_CONFIRMED HANDED_OVER RETURNED_OTHER ESCAPED IN_SERVICE DEATH_CLAIMED"
        " BODY_IDENTIFIED KILLED DECLARED_DEAD_COURT"
    ),
    "CAPTIVE_PROBABLE": (
        "CAPTIVE_CONFIRMED MISSING_SC HANDED_OVER RETURNED_OTHER ESCAPED DEATH_CLAIMED DIED_CAPTIVITY INTERNED_THIRD"
    ),
    "CAPTIVE_CONFIRMED": (
        "HANDED_OVER RETURNED_OTHER INTERNED_THIRD ESCAPED DECLINED_RETURN DEATH_CLAIMED DIED_CAPTIVITY"
    ),
    "INTERNED_THIRD": "HANDED_OVER RETURNED_OTHER DIED_CAPTIVITY",
    "HANDED_OVER": "RETURNED_EXCHANGE RETURNED_OTHER RECORD_ERROR",
    "RETURNED_EXCHANGE": "IN_SERVICE CAPTIVE_PROBABLE CAPTIVE_CONFIRMED",
    "RETURNED_OTHER": "IN_SERVICE CAPTIVE_PROBABLE CAPTIVE_CONFIRMED",
    "ESCAPED": "IN_SERVICE CAPTIVE_PROBABLE CAPTIVE_CONFIRMED",
    "DECLINED_RETURN": "",
    "DEATH_CLAIMED": (
        "CAPTIVE_PROBABLE CAPTIVE_CONFIRMED INTERNED_THIRD CONTACT_LOST MISSING_SC"
        " RETURNED_EXCHANGE RETURNED_OTHER ESCAPED DIED_CAPTIVITY KILLED"
    ),
    "DIED_CAPTIVITY": "BODY_RECEIVED BODY_IDENTIFIED BODY_HANDED_OVER",
    "KILLED": "BODY_RECEIVED BODY_IDENTIFIED BODY_HANDED_OVER",
    "DECLARED_DEAD_COURT": "BODY_RECEIVED BODY_IDENTIFIED RETURNED_EXCHANGE RETURNED_OTHER CAPTIVE_CONFIRMED",
    "BODY_RECEIVED": "BODY_IDENTIFIED",
    "BODY_IDENTIFIED": "BODY_HANDED_OVER",
    "BODY_HANDED_OVER": "",
    "RECORD_ERROR": "",
}


def test_every_status_is_in_one_group():
    grouped = {status: group for group, text in GROUPED.items() for status in text.split()}
    assert {str(status): group_of(status) for status in Status} == grouped
    assert {group: " ".join(sorted(GROUPED[group].split())) for group in GROUPS} == {
        group: " ".join(sorted(statuses)) for group, statuses in GROUPS.items()
    }


def test_expected_moves_are_those_of_the_glossary():
    assert {str(one): sorted(others) for one, others in EXPECTED.items()} == {
        one: sorted(text.split()) for one, text in MOVES.items()
    }


@pytest.mark.parametrize("before", list(Status))
def test_a_move_is_expected_when_the_table_has_it_or_nothing_changes(before):
    expected = {after for after in Status if is_expected(before, after)}
    assert expected == {before, *MOVES[before].split()}


def test_from_nothing_and_around_a_withheld_status_everything_is_expected():
    for status in Status:
        assert is_expected(None, status)
        assert is_expected("", status)
        assert is_expected(WITHHELD, status)
        assert is_expected(status, WITHHELD)


def test_a_word_that_is_no_status_is_never_expected():
    assert not is_expected("KILLED", "HOME")
    assert not is_expected("HOME", "KILLED")


def test_a_record_without_a_status_is_being_checked_and_a_withheld_one_is_not():
    assert (group_of(None), group_of(""), group_of(WITHHELD)) == ("being_checked", "being_checked", "other")


def test_members_are_named_by_group_or_by_status_in_any_case():
    assert members(" Returned ") == {"RETURNED_EXCHANGE", "RETURNED_OTHER", "ESCAPED"}
    assert members("killed") == {"KILLED"}
    assert members("home") == frozenset()


def test_everything_has_words_in_both_languages_and_no_two_the_same():
    words = [*LABELS.values(), *GROUP_LABELS.values(), label(WITHHELD)]
    assert all(text.uk.strip() and text.en.strip() for text in words)
    for language in ("uk", "en"):
        said = [text.in_language(language) for text in LABELS.values()]
        assert [pair for pair in itertools.combinations(said, 2) if pair[0] == pair[1]] == []
    assert set(LABELS) == set(Status)
    assert set(GROUP_LABELS) == {*GROUPS, "other"}
    assert label(None) == label("") == GROUP_LABELS["being_checked"]
