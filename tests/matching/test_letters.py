"""How a surname was miswritten: what pens and fingers do costs less than what nobody does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dodomu.matching import letters, levels
from dodomu.matching.index import Index
from dodomu.matching.learnt import shipped
from dodomu.matching.segment import asked
from dodomu.matching.values import Known
from dodomu.names.parts import PersonName

LEARNT = shipped()
WORDS = st.text("абвгдезиклмнопрстуш", max_size=9)


@given(ours=WORDS, written=WORDS)
def test_the_steps_of_the_cheapest_way_cost_what_the_way_costs(ours, written):
    costs = LEARNT.letters[letters.PLAIN]
    kind = {"-": "-*", "=": letters.DOUBLED, "~": letters.SWAPPED}
    paid = 0.0
    for step in letters.steps(ours, written, costs):
        other = kind.get(step[0], "*-" if step[1] == "-" else "**")
        paid += costs.get(step, costs[other])
    assert abs(paid - letters.cost(ours, written, costs)) < 1e-6


@given(word=WORDS)
def test_a_word_written_as_it_is_costs_nothing(word):
    assert letters.cost(word, word, LEARNT.letters[letters.PLAIN]) == 0.0


def test_a_slip_of_the_pen_costs_less_than_one_that_nobody_makes():
    costs = LEARNT.letters[letters.PLAIN]
    assert letters.cost("дорошенко", "дороженко", costs) > letters.cost("дорошенко", "дорощенко", costs)
    assert letters.cost("голенко", "гоменко", costs) < letters.cost("голенко", "гощенко", costs)


def test_dearer_slips_never_weigh_more():
    for row in LEARNT.spelt.tolist():
        assert row == sorted(row, reverse=True)


def test_who_is_as_many_letters_away_by_likelier_slips_comes_first():
    people = [Known(1, [PersonName("Соловйов", "Ігор")]), Known(2, [PersonName("Шолоков", "Ігор")])]
    index = Index([*people, *(Known(n, [PersonName("Мороз", "Ян")]) for n in range(3, 40))])
    assert index.find(asked("Шолохов Ігор"))[0].key == 2


def test_only_levels_that_count_slips_are_looked_at_more_closely():
    looked_at = [level for level in range(levels.COUNT) if letters.group_of(level) >= 0]
    slips = list(range(levels.SLIPS, levels.NEAR_KNOWN))
    assert sorted(looked_at) == sorted([*slips, levels.OTHER, levels.FAR, levels.HALF_NEAR])
