"""Laws of matching: found under every spelling of one's own name, never worse for agreeing more, never lost in a crowd."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dodomu.formats.columns import ListLine
from dodomu.formats.dates import read_date
from dodomu.matching.candidates import asked_of
from dodomu.matching.index import Index
from dodomu.matching.quality import columns_of_crowd
from dodomu.matching.segment import asked
from dodomu.matching.values import Known
from dodomu.names.parts import PersonName
from dodomu.names.russian import russian_given, russian_surname
from dodomu.names.systems import SYSTEMS, without_marks
from dodomu.synthetic.crowd import make_crowd, relative

CROWD = list(make_crowd(3_000, seed=7))
INDEX = Index.of_columns(columns_of_crowd(CROWD))
BEARERS = Counter((one.surname, one.given, one.born_on) for one in CROWD)
# Two of one name, born on one day, are told apart by nobody.
PLACES = st.sampled_from([n for n, one in enumerate(CROWD) if BEARERS[one.surname, one.given, one.born_on] == 1])


def born(on: date) -> int:
    return on.year * 10_000 + on.month * 100 + on.day


@pytest.mark.parametrize("system", SYSTEMS.values(), ids=SYSTEMS)
@settings(deadline=None, max_examples=12)
@given(place=PLACES, marks=st.booleans())
def test_a_person_is_found_under_every_romanisation_of_the_own_name(system, place, marks):
    person = CROWD[place]
    surname, name = person.surname, person.given
    if system.of == "ru":
        surname, name = russian_surname(surname), russian_given(name)
    written = system.write(f"{surname} {name}")
    written = written if marks else without_marks(written)
    found = INDEX.find(asked(written, born=born(person.born_on)))
    assert found[0].key == place
    assert found[0].probability > 0.5


@settings(deadline=None, max_examples=80)
@given(place=PLACES, left_out=st.none() | st.integers(1, 12))
def test_more_agreeing_evidence_never_lowers_the_probability(place, left_out):
    """Of a name as it is, and of one whose surname lost a letter."""
    person = CROWD[place]
    surname = person.surname if left_out is None else person.surname[:left_out] + person.surname[left_out + 1 :]
    name = f"{surname} {person.given}"
    full = f"{name} {person.patronymic}"
    day = born(person.born_on)
    steps = [
        asked(name),
        asked(name, born=day // 10_000 * 10_000),
        asked(name, born=day // 100 * 100),
        asked(name, born=day),
        asked(full, born=day),
        asked(full, born=day, unit=person.unit),
        asked(full, born=day, unit=person.unit, rank=person.rank),
    ]
    chances = [{one.key: one.probability for one in INDEX.find(step)}.get(place, 0.0) for step in steps]
    assert all(later >= earlier - 1e-6 for earlier, later in pairwise(chances)), chances


@settings(deadline=None, max_examples=25)
@given(
    place=PLACES,
    kinds=st.lists(st.sampled_from(["brother", "twin", "father"]), min_size=1, max_size=6),
    seed=st.integers(0, 99),
)
def test_strangers_added_to_the_register_do_not_push_the_right_person_below_five(place, kinds, seed):
    chance = random.Random(seed)
    person = CROWD[place]
    index = Index.of_columns(columns_of_crowd(CROWD))
    others = [relative(person, kind, CROWD[(place + n + 1) % len(CROWD)], chance) for n, kind in enumerate(kinds)]
    index.put(
        Known(10_000 + n, [PersonName(one.surname, one.given, one.patronymic)], one.born_on)
        for n, one in enumerate(others)
    )
    line = ListLine(1, "", PersonName(person.surname, person.given, person.patronymic), birth=read_date(person.born_on))
    assert place in [one.key for one in index.find(asked_of(line), top=5)]


@settings(deadline=None, max_examples=150)
@given(name=st.text(max_size=80), when=st.text(max_size=20), top=st.integers(1, 5))
def test_no_text_is_too_strange_to_ask(name, when, top):
    read = read_date(when)
    found = INDEX.find(asked(name, born=born(read.on) if read.on else 0, rank=when, unit=name), top=top)
    assert len(found) <= top
    assert all(0.0 <= one.probability <= 1.0 for one in found)
    assert [one.found.log_odds for one in found] == sorted((one.found.log_odds for one in found), reverse=True)


def test_what_was_added_last_is_found_and_what_was_taken_out_is_not():
    index = Index.of_columns(columns_of_crowd(CROWD))
    person = CROWD[5]
    line = asked(f"{person.surname} {person.given} {person.patronymic}", born=born(person.born_on))
    assert index.find(line)[0].key == 5
    index.put([], without=[5])
    assert 5 not in [one.key for one in index.find(line)]
    index.add(Known(5, [PersonName(person.surname, person.given, person.patronymic)], person.born_on))
    assert index.find(line)[0].key == 5


def test_the_dead_half_of_a_double_surname_still_leads_to_the_person():
    index = Index.of_columns(columns_of_crowd(CROWD))
    index.add(Known(9_001, [PersonName("Гнатюк-Дзензерська", "Орися", "Іванівна")], date(1990, 2, 3)))
    for written in ("Дзензерская Орыся", "Hnatiuk Orysia", "Орися Гнатюк-Дзензерська", "Dzenzerska-Hnatiuk Orysia"):
        assert index.find(asked(written, born=19900203))[0].key == 9_001


def test_every_line_with_a_word_has_a_reading():
    for written in ("Михайлович, Іван Птрч", "Іванович, Павло", "Іванович Михайлович Петрович", "Ів.", "А.Б.", "О'Ніл"):
        assert asked(written).readings != (), written
