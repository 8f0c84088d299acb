"""Nobody computes a handful of people from numbers that are public."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dodomu.claims.disclosure import Cell, kept_back, revealed

JULY, AUGUST = date(2024, 7, 17), date(2024, 8, 24)
GUARD = Cell("guard", 755, "ngu", "ngu", until=JULY)


def cell(key, value, population, **more):
    return Cell(key, value, more.pop("definition", population), population, **({"until": JULY} | more))


@pytest.mark.parametrize(
    ("shown", "new", "arithmetic"),
    [
        ([GUARD], cell("again", 757, "ngu"), "757 − 755 = 2"),
        ([GUARD], cell("less", 752, "ngu"), "755 − 752 = 3"),
        ([GUARD], cell("later", 758, "ngu", until=AUGUST), "758 − 755 = 3"),
        ([GUARD], cell("round", 752, "ngu", since=date(2024, 2, 1)), "755 − 752 = 3"),
        ([GUARD], cell("azov", 751, "azov"), "755 − 751 = 4"),
        ([GUARD], cell("exchange", 754, "ngu", channel="exchange"), "755 − 754 = 1"),
        ([cell("all", 900, "all"), cell("men", 700, "men")], cell("women", 200, "women"), None),
        ([cell("all", 900, "all"), GUARD], cell("border", 143, "border_guard"), "900 − 755 − 143 = 2"),
        ([cell("men", 700, "men"), cell("women", 200, "women")], cell("military", 897, "military"), None),
        ([cell("civilians", 3 + 97, "civilians"), cell("men", 700, "men"), cell("women", 200, "women")],
         cell("military", 797, "military"), None),
        ([cell("held", 100, "ngu", what="in_captivity", is_stock=True)],
         cell("held later", 98, "ngu", what="in_captivity", is_stock=True, until=AUGUST), "100 − 98 = 2"),
        ([GUARD], cell("held", 757, "ngu", what="in_captivity", is_stock=True), None),
        ([GUARD], cell("equal", 755, "ngu", until=AUGUST), None),
        ([], cell("small", 4, "ngu"), "4"),
        ([], cell("none", 0, "ngu"), None),
    ],
)  # fmt: skip
def test_a_number_that_tells_a_small_one_is_found_with_its_sum(shown, new, arithmetic):
    found = revealed(shown, new, smallest=5)
    assert (found and found.arithmetic) == arithmetic


def test_two_breakdowns_tell_a_small_difference_without_the_whole():
    shown = [cell("men", 700, "men"), cell("women", 200, "women"), cell("military", 800, "military")]
    found = revealed(shown, cell("civilians", 103, "civilians"), smallest=5)
    assert found is None  # 900 and 903 contradict each other: there is no group of which they are the difference
    shown = [cell("all", 903, "all"), cell("guard", 500, "ngu"), cell("border", 300, "border_guard")]
    assert revealed(shown, cell("police", 100, "police"), smallest=5).arithmetic == "903 − 500 − 300 − 100 = 3"


def test_a_declared_part_is_a_part():
    whole = cell("whole", 120, "ngu", definition="guard")
    part = cell("part", 118, "ngu", definition="guard-women", part_of=("guard",))
    assert revealed([whole], part, smallest=5).arithmetic == "120 − 118 = 2"


def test_a_hundred_days_of_one_figure_are_judged():
    days = [date(2024, 1, 1).toordinal() + 3 * n for n in range(60)]
    series = [cell(str(n), 100 + 6 * n, "ngu", until=date.fromordinal(on)) for n, on in enumerate(days)]
    assert kept_back(series, smallest=5) == set()


# The law. A world of a few kinds of people; numbers are counts in it; what is shown is combined in every way.

LEAVES = {
    "azov": {"all", "military", "ngu", "azov"},
    "guard": {"all", "military", "ngu"},
    "border": {"all", "military", "border_guard"},
    "army": {"all", "military"},
    "civilian": {"all", "civilians"},
}
GROUPS = ["all", "military", "ngu", "azov", "border_guard", "civilians"]
DAYS = [date(2024, 5, 1), date(2024, 6, 1), date(2024, 7, 1)]
PIECES = list(product(LEAVES, ("exchange", "outside"), DAYS))
world = st.lists(st.sampled_from([0, 0, 1, 2, 3, 5, 6, 7, 9, 20]), min_size=len(PIECES), max_size=len(PIECES))
asked = st.tuples(
    st.sampled_from(GROUPS), st.sampled_from(["any", "exchange"]), st.sampled_from(DAYS), st.sampled_from([None, *DAYS])
).filter(lambda one: one[3] is None or one[3] <= one[2])


def holds(question, piece):
    (group, way, until, since), (leaf, by, day) = question, piece
    in_time = day <= until and (since is None or day >= since)
    return group in LEAVES[leaf] and way in ("any", by) and in_time


def smallest_in_reach(vectors, counts):
    """The smallest number of people above none that any sum of these numbers, taken up to twice, is the count of."""
    found = []
    for weights in product((-2, -1, 0, 1, 2), repeat=len(vectors)):
        total = [sum(w * v[n] for w, v in zip(weights, vectors, strict=True)) for n in range(len(counts))]
        if set(total) <= {0, 1}:
            found.append(sum(count for is_in, count in zip(total, counts, strict=True) if is_in))
    return min((number for number in found if number), default=5)


@settings(max_examples=60, deadline=None)
@given(counts=world, questions=st.lists(asked, min_size=1, max_size=5, unique=True))
def test_no_small_number_can_be_computed_from_what_is_shown(counts, questions):
    vectors = {q: [int(holds(q, piece)) for piece in PIECES] for q in questions}
    cells = [
        cell(str(n), sum(x * c for x, c in zip(vectors[q], counts, strict=True)), q[0], channel=q[1], until=q[2],
             since=q[3])
        for n, q in enumerate(questions)
    ]  # fmt: skip
    kept = kept_back(cells, smallest=5)
    shown = [vectors[q] for n, q in enumerate(questions) if str(n) not in kept]
    assert smallest_in_reach(shown, counts) >= 5


@given(values=st.lists(st.integers(0, 30), min_size=1, max_size=8))
def test_no_two_vintages_of_one_number_differ_by_a_handful(values):
    cells = [cell(str(n), value, "ngu") for n, value in enumerate(values)]
    kept = kept_back(cells, smallest=5)
    shown = [one.value for one in cells if one.key not in kept]
    assert all(abs(a - b) not in range(1, 5) for a in shown for b in shown)
    assert all(value not in range(1, 5) for value in shown)
