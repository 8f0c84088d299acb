"""Charts: laws that hold for any data, because nobody looks at every chart."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dodomu.text import Text
from dodomu.web.charts import BASE, GAP, TOP, Knowledge, Point, Stretch, columns, knowledge_bars, ticks

START, END = date(2022, 1, 1), date(2024, 7, 18)
days = st.dates(START, END)
stretches = st.builds(
    Stretch,
    status=st.sampled_from(["MISSING_SC", "CAPTIVE_CONFIRMED", "RETURNED_EXCHANGE", "HANDED_OVER"]),
    starts_on=days,
    ends_on=st.none() | days,
)
rows = st.lists(
    st.builds(
        Knowledge, learned_on=days, source=st.just("x"), label=st.just("y"), stretches=st.lists(stretches, max_size=5)
    ),
    max_size=5,
)
points = st.lists(
    st.builds(Point, on=days, value=st.none() | st.integers(0, 5000)), max_size=40, unique_by=lambda p: p.on
)


@given(rows)
def test_stretches_stay_in_the_box_and_apart(known: list[Knowledge]) -> None:
    bars = knowledge_bars(known, START, END)
    for row in bars.rows:
        assert all(rect.x >= 0 and rect.x + rect.width <= bars.width + 0.05 for rect in row.rects)
        assert all(one.x + one.width + GAP <= two.x + 0.11 for one, two in pairwise(row.rects))
    assert len(bars.table) == sum(len(row.stretches) for row in known)


def test_a_stretch_without_an_end_reaches_to_the_day_it_was_learned() -> None:
    [row] = knowledge_bars(
        [Knowledge(date(2023, 1, 1), "", "", [Stretch("captive", START)])], START, date(2024, 1, 1)
    ).rows
    assert [(rect.x, rect.width) for rect in row.rects] == [(0.0, 400.0)]


def test_what_was_learned_of_a_later_day_is_still_seen() -> None:
    [row] = knowledge_bars(
        [Knowledge(END, "", "", [Stretch("captive", START, END), Stretch("returned", END)])], START, END
    ).rows
    assert [(rect.colour, rect.x, rect.width) for rect in row.rects] == [("cap", 0.0, 788.0), ("ret", 792.0, 8.0)]


@given(points)
def test_columns_stand_on_zero_in_true_order(found: list[Point]) -> None:
    chart = columns(found, what=Text("люди", "people"))
    known = sorted((point for point in found if point.value is not None), key=lambda point: point.on)
    for view in chart.views:
        assert [bar.value for bar in view.bars] == [point.value for point in known]
        assert all(abs(bar.y + bar.height - BASE) < 0.11 and bar.y >= TOP for bar in view.bars)
        assert all(view.left <= bar.x and bar.x + bar.width <= view.right + 0.1 for bar in view.bars)
        assert all(one.x + one.width <= two.x + two.width for one, two in pairwise(view.bars))
        assert [bar.is_latest for bar in view.bars] == [*[False] * (len(known) - 1), True][-len(known) :] * bool(known)
        assert 2 <= len(view.grid) <= 6
    assert chart.description.en.count(". ") <= 2


@given(st.lists(st.integers(1, 400), min_size=1, max_size=30))
def test_values_are_written_only_where_there_is_room(steps: list[int]) -> None:
    day, found = START, []
    for step in steps:
        found.append(Point(day, step))
        day += timedelta(days=step)
    for view in columns(found, what=Text("люди", "people")).views:
        written = [bar for bar in view.bars if bar.shows_value]
        tallest = max(view.bars, key=lambda bar: bar.value)
        free = [bar for bar in written if bar.middle not in (tallest.middle, view.bars[-1].middle)]
        assert all(two.middle - one.middle >= 24 for one, two in pairwise(free))


def test_the_gap_between_rounds_is_said() -> None:
    chart = columns(
        [Point(date(2023, 8, 7), 22), Point(date(2024, 1, 3), 230), Point(date(2024, 1, 31), 207)], what=Text("у", "x")
    )
    assert chart.gaps == [(date(2023, 8, 7), date(2024, 1, 3))]
    assert chart.description.uk == (
        "Стовпчики: у, серпень 2023 – січень 2024 року. Найбільше 230: 3 січня 2024 року; останнє 207: 31 січня 2024 року. "
        "Між 7 серпня 2023 року і 3 січня 2024 року не було жодного."
    )


def test_a_value_is_not_written_where_a_higher_column_would_run_through_it() -> None:
    points = [Point(date(2022, 5, 1), 12), Point(date(2022, 5, 7), 130), Point(date(2026, 3, 6), 40)]
    wide = columns(points, what=Text("обміни", "exchanges")).views[0]
    assert [(bar.value, bar.shows_value) for bar in wide.bars] == [(12, False), (130, True), (40, True)]


def test_the_names_of_months_do_not_run_into_each_other() -> None:
    first, last = date(2022, 3, 1), date(2024, 7, 17)
    days = (last - first).days
    found = ticks(first, last, lambda day: 38 + (day - first).days / days * 300, 360)
    assert [one.label.uk for one in found] == ["лип.", "січ. 2023", "лип.", "січ. 2024", "лип."]
