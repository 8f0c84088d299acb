"""A breakdown is read with its nesting, and what does not add up is reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dodomu.reference.breakdown import (
    PART_NAMES,
    Difference,
    Part,
    differences,
    parts_add_up,
    read_breakdown,
    write_breakdown,
)

COUNT = st.none() | st.integers(0, 500)
INNER = st.builds(Part, st.sampled_from(sorted(PART_NAMES)), COUNT)
OUTER = st.builds(Part, st.sampled_from(sorted(PART_NAMES)), COUNT, st.lists(INNER, max_size=3).map(tuple))


@given(st.lists(OUTER, max_size=6).map(tuple))
def test_what_is_written_is_read_back(parts):
    assert read_breakdown(write_breakdown(parts)) == parts


def test_nested_parts_and_uncounted_ones_keep_their_place():
    assert read_breakdown("AFU=130(TDF=14,Navy=?);NGU=55") == (
        Part("AFU", 130, (Part("TDF", 14), Part("Navy", None))),
        Part("NGU", 55),
    )


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("AFU=130(TDF=14", "a bracket is not closed"),
        ("AFU=130;", "a part is CODE=NUMBER or CODE=?"),
        ("Fleet=3", "no part is called 'Fleet'"),
        ("AFU=9(TDF=4(Navy=1))", "parts nest one level deep"),
        ("AFU=9)", "unexpected ')'"),
    ],
)
def test_a_breakdown_that_breaks_the_grammar_is_refused_with_the_place(cell, message):
    with pytest.raises(ValueError) as refusal:
        read_breakdown(cell)
    assert message in str(refusal.value)


@pytest.mark.parametrize(
    ("cell", "total", "adds_up", "found"),
    [
        ("AFU=6;NGU=37", 42, False, [Difference("sum", None, 42, 43)]),
        ("AFU=5;NGU=37", 42, True, []),
        ("NGU=38;Other=?", 40, None, []),
        ("NGU=48;Other=?", 40, None, [Difference("exceeds", None, 40, 48)]),
        ("NGU=10(Azov=11)", 10, True, [Difference("exceeds", "NGU", 10, 11)]),
        ("NGU=?(Azov=11)", 10, None, []),
        ("", 10, None, []),
        ("NGU=10", None, None, []),
    ],
)
def test_parts_are_compared_with_their_whole(cell, total, adds_up, found):
    parts = read_breakdown(cell)
    assert (parts_add_up(parts, total), differences(parts, total)) == (adds_up, found)


def test_every_part_has_a_name_in_both_languages():
    assert (PART_NAMES["AFU"].uk, PART_NAMES["AFU"].en) == ("Збройні сили", "Armed Forces")
    assert [code for code, name in PART_NAMES.items() if not (name.uk.strip() and name.en.strip())] == []
