"""Likely second records are found by sound and birth, left out once decided, and offered before a new record."""

from __future__ import annotations

from datetime import date

import pytest

from dodomu.people import duplicates, pairs
from dodomu.people.duplicates import like
from tests import build, build_people, cast

pytestmark = pytest.mark.django_db

BORN = date(1991, 3, 14)


@pytest.fixture
def registrar(now):
    return build.account(cast.REGISTRAR, now=now)


def keys(reader, **options):
    return [(pair.first.pk, pair.second.pk) for pair in duplicates.pairs(reader, **options).rows]


@pytest.mark.parametrize(
    ("name", "born", "birth"),
    [
        ("Shevchuk Andrii Mykolaiovych", BORN, "same"),
        ("Шевчук Андрей Николаевич", BORN, "same"),
        ("Шевчук Андрій Миколайович", None, "nodata"),
        ("Шевчук Андрій", date(1991, 3, 15), "similar"),
        ("Шевчук Андрій Миколайович", date(1992, 3, 14), "similar"),
        ("Шевчук Андрій Петрович", BORN, "same"),
    ],
)
def test_a_pair_of_one_sound_and_no_other_birth_is_found(name, born, birth, registrar, now):
    one = build_people.person("Шевчук Андрій Миколайович", born=BORN, now=now)
    other = build_people.person(name, born=born, now=now)
    found = duplicates.pairs(registrar)
    assert [(pair.first.pk, pair.second.pk, pair.birth) for pair in found.rows] == [(one.pk, other.pk, birth)]
    assert found.after is None


@pytest.mark.parametrize(
    ("name", "born"),
    [
        ("Шевчук Андрій Миколайович", date(1975, 11, 2)),
        ("Шевчук Олег Миколайович", BORN),
        ("Коваль Андрій Миколайович", BORN),
        ("Шевчук Андрій Петрович", None),
        ("Шевчук", BORN),
    ],
)
def test_a_pair_that_something_speaks_against_is_not(name, born, registrar, now):
    build_people.person("Шевчук Андрій Миколайович", born=BORN, now=now)
    build_people.person(name, born=born, now=now)
    assert keys(registrar) == []


def test_a_pair_found_to_be_two_people_is_not_offered_again(registrar, now):
    one, other = build_people.person("Шевчук Андрій", now=now), build_people.person("Шевчук Андрій", now=now)
    pairs.say_not_same(other, one, reason="різні паспорти", by=registrar, now=now)
    assert keys(registrar) == []


def test_joined_records_are_no_pair_and_a_proposed_one_says_so(registrar, now):
    second = build.account(cast.SECOND_REGISTRAR, now=now)
    one, other, third = (build_people.person("Шевчук Андрій", now=now) for _n in range(3))
    build_people.joined(other, into=one, by=registrar, second=second, now=now)
    pairs.propose_merge(third, into=one, reason="той самий паспорт", by=registrar, now=now)
    [pair] = duplicates.pairs(registrar).rows
    assert (pair.first.pk, pair.second.pk, pair.is_proposed) == (one.pk, third.pk, True)


def test_a_pair_is_shown_only_to_those_who_may_join_both(now):
    unit = build.unit("NGU")
    build.unit("AFU")
    bound = build.account(cast.SECOND_REGISTRAR, now=now, unit=unit)
    build_people.person("Шевчук Андрій", unit="NGU", now=now)
    build_people.person("Шевчук Андрій", unit="AFU", now=now)
    assert keys(bound) == keys(build.account(cast.SOCIAL, now=now)) == []
    assert len(keys(build.account(cast.REGISTRAR, now=now))) == 1


def test_pages_of_pairs_follow_each_other_without_gap_or_repeat(registrar, now):
    people = [build_people.person("Шевчук Андрій", now=now) for _n in range(5)]
    all_pairs = [(one.pk, two.pk) for n, one in enumerate(people) for two in people[n + 1 :]]
    seen, after = [], (0, 0)
    while after is not None:
        page = duplicates.pairs(registrar, after=after, size=3)
        seen += [(pair.first.pk, pair.second.pk) for pair in page.rows]
        after = page.after
    assert seen == all_pairs


def test_pairs_cost_the_same_for_one_and_for_many(registrar, now, counted_queries):
    build_people.person("Шевчук Андрій", now=now)
    build_people.person("Шевчук Андрій", now=now)
    duplicates.pairs(registrar)  # reads the roles of the account
    one = counted_queries(lambda: duplicates.pairs(registrar))
    for _n in range(8):
        build_people.person("Шевчук Андрій", now=now)
    assert counted_queries(lambda: duplicates.pairs(registrar)) == one


def test_before_a_new_record_those_of_the_same_sound_or_day_of_birth_are_offered(registrar, now):
    exact = build_people.person("Шевчук Андрій Миколайович", born=BORN, now=now)
    slip = build_people.person("Шевчик Андрій", born=BORN, now=now)
    unborn = build_people.person("Shevchuk A.", born=None, now=now)
    build_people.person("Шевчук Андрій", born=date(1975, 11, 2), now=now)
    build_people.person("Коваль Олег", born=BORN, now=now)
    name = build_people.spelt("Шевчук", "Андрій", "Миколайович")
    offered = like(registrar, name, born_on=BORN)
    assert [one.person.pk for one in offered] == [exact.pk, slip.pk]
    assert (offered[1].surname, offered[1].birth) == ("similar", "same")
    assert unborn.pk not in [one.person.pk for one in offered]


def test_a_record_does_not_look_like_itself(registrar, now):
    one = build_people.person("Шевчук Андрій", born=BORN, now=now)
    assert like(registrar, build_people.spelt("Шевчук", "Андрій"), born_on=BORN, but=one.pk) == []


def test_nobody_is_offered_whom_the_reader_may_not_see(now):
    build.unit("AFU")
    bound = build.account(cast.SECOND_REGISTRAR, now=now, unit=build.unit("NGU"))
    build_people.person("Шевчук Андрій", unit="AFU", now=now)
    assert like(bound, build_people.spelt("Шевчук", "Андрій")) == []


def test_before_a_new_record_a_slip_in_each_name_is_seen_through(registrar, now):
    person = build_people.person("Шевчук Андрій Миколайович", born=BORN, now=now)
    typed = build_people.spelt("Шевчкк", "Андрйі", "Миколайович")
    assert [one.person.pk for one in like(registrar, typed, born_on=BORN)] == [person.pk]
    assert like(registrar, build_people.spelt("Дзюба", "Остап", "Іванович"), born_on=date(1970, 1, 1)) == []
