"""Drawings of the public pictures: laws that hold for any data, because nobody looks at every one."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dodomu.web.charts import BASE, TOP
from dodomu.web.public.charts import Gap, Known, Split, differences, split_columns, step_line

days = st.dates(date(2022, 1, 1), date(2026, 12, 31))
known = st.lists(st.builds(Known, on=days, value=st.integers(0, 9000), css=st.sampled_from(["", "wrong"])), max_size=30)
wholes = st.integers(0, 400)
splits = st.lists(
    st.tuples(days, wholes, st.none() | st.integers(0, 400)).map(
        lambda one: Split(one[0], None if one[2] is None else min(one[2], one[1]), one[1])
    ),
    max_size=40,
)
gaps = st.lists(st.builds(Gap, on=days, value=st.none() | st.integers(-3000, 3000)), max_size=40)


@given(known, st.lists(days, max_size=4))
def test_a_step_line_stays_in_its_box_and_begins_at_zero(found, flags):
    drawings = step_line(found, flags=flags)
    assert len(drawings) == (2 if found else 0)
    for view in drawings:
        assert view.grid[0].value == 0
        places = [float(n) for _css, path in view.lines for n in re.findall(r"[MH]([\d.]+)", path)]
        heights = [float(n) for _css, path in view.lines for n in re.findall(r"(?: |V)([\d.]+)", path)]
        assert all(view.left <= x <= view.right for x in [*places, *(one.x for one in [*view.dots, *view.flags])])
        assert all(TOP <= y <= BASE for y in [*heights, *(one.y for one in view.dots)])
        assert (len(view.dots), [one.number for one in view.flags]) == (len(found), list(range(1, len(flags) + 1)))


@given(known)
def test_a_number_that_was_wrong_is_no_part_of_the_line(found):
    stands = [one for one in found if not one.css]
    for view in step_line(found):
        assert len(view.lines) == max(len(stands) - 1, 0)


@given(splits)
def test_the_parts_of_a_column_make_its_whole(found):
    for view in split_columns(found):
        assert view.grid[0].value == 0
        assert all(shape.y >= TOP and shape.y + shape.height <= BASE + 0.15 for shape in view.shapes)
        drawn = sum(shape.height for shape in view.shapes)
        assert abs(drawn - sum(one.whole for one in found) / view.grid[-1].value * (BASE - TOP)) <= 0.2 * len(found)
        unknown = [one for one in found if one.part is None]
        assert sum(shape.css == "bar unk" for shape in view.shapes) == len(unknown)


@given(gaps)
def test_a_difference_of_nothing_is_a_dot_and_an_unknown_one_is_hollow(found):
    for view in differences(found, write=str):
        assert 0 in [line.value for line in view.grid]
        assert len(view.shapes) == sum(bool(one.value) for one in found)
        assert sorted(dot.css for dot in view.dots) == sorted(
            ["dt" for one in found if one.value == 0] + ["hollow" for one in found if one.value is None]
        )
        zero = next(line.y for line in view.grid if line.value == 0)
        assert all(shape.y >= TOP - 2 and shape.y + shape.height <= BASE + 2.1 for shape in view.shapes)
        assert {dot.y for dot in view.dots} <= {zero}


def test_a_withheld_round_between_two_totals_is_a_dashed_line():
    found = [Known(date(2025, 5, 25), 5757), Known(date(2025, 7, 28), 5857, is_unknown_before=True)]
    assert [[css for css, _path in view.lines] for view in step_line(found)] == [["ln unk"], ["ln unk"]]


def test_a_value_stands_clear_of_the_number_of_a_correction_beside_it():
    found = [Known(date(2023, 4, 27), 428), Known(date(2024, 7, 20), 755)]
    for view in step_line(found, flags=[date(2024, 7, 25)]):
        last = view.labels[-1]
        assert (last.text, last.anchor) == ("755", "end")
        assert last.x < view.flags[0].x - 8


def test_a_number_that_does_not_follow_keeps_its_place_in_the_line_and_is_marked():
    found = [Known(date(2023, 7, 7), 2576, dot="hollow"), Known(date(2024, 1, 3), 2828)]
    for view in step_line(found):
        assert [dot.css for dot in view.dots] == ["hollow", "dt"]
        assert len(view.lines) == 1
