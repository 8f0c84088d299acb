"""A small number is hidden together with what would give it away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dodomu.people.suppression import hidden

CELLS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=1), st.integers(0, 30), max_size=8)


@given(CELLS, st.integers(2, 10))
def test_every_small_number_is_hidden_and_no_empty_cell(cells, smallest):
    out = hidden(cells, smallest=smallest)
    assert {name for name, number in cells.items() if 0 < number < smallest} <= out
    assert out.isdisjoint(name for name, number in cells.items() if number == 0)


@given(CELLS, st.integers(2, 10))
def test_no_hidden_number_is_what_the_total_leaves_over(cells, smallest):
    out = hidden(cells, smallest=smallest)
    if out and sum(cells.values()) >= smallest:
        assert len(out) >= 2
        assert sum(cells[name] for name in out) >= smallest


@given(CELLS, st.integers(2, 10))
def test_nothing_is_hidden_without_a_small_number(cells, smallest):
    if all(number == 0 or number >= smallest for number in cells.values()):
        assert hidden(cells, smallest=smallest) == frozenset()
