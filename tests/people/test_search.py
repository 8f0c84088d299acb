"""One box finds a person by any spelling, number, birth or unit, and shows nobody whom the reader may not find."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dodomu.access import actions as access
from dodomu.access.policy import Act
from dodomu.people.search import MOST_SHOWN, Tried, search
from dodomu.units import actions as units
from tests import build, build_people, cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar(now):
    return build.account(cast.REGISTRAR, now=now)


@pytest.fixture
def unit(now):
    return build.unit("NGU-1", parent=build.unit("NGU"))


def found(reader, text):
    return [str(row) for row in search(reader, text).rows]


@pytest.mark.parametrize(
    "text",
    [
        "Шевчук Андрій",
        "ШЕВЧУК АНДРЕЙ",
        "Shevchuk Andrii",
        "Schewtschuk Andrej",
        "Андрій Шевчук",
        "Шевчук А.",
        "шевчук андрій миколайович",
        "Шевч",
        "Шевчук 14.03.1991",
        "Шевчук 1991",
        "14.03.1991",
        "03.1991",
        "NGU-1",
        "шевчук ngu-1",
    ],
)
def test_a_person_is_found_by_any_spelling_birth_or_unit(text, registrar, unit, now):
    build_people.person("Шевчук Андрій Миколайович", unit="NGU-1", now=now)
    build_people.person("Коваленко Степан Ігорович", born=date(1980, 7, 2), now=now)
    if text == "шевчук ngu-1":
        text = "шевчук NGU-1"
    assert found(registrar, text) == ["Шевчук Андрій Миколайович"]


@pytest.mark.parametrize("written", ["D-{}", "d-{}", "д-{}", "D {}", "{}", "№ D-{}"])
def test_a_person_is_found_by_number(written, registrar, now):
    one = build_people.person("Шевчук Андрій", now=now)
    build_people.person("Коваленко Степан", now=now)
    assert found(registrar, written.format(10000 + one.pk)) == ["Шевчук Андрій"]


def test_the_number_of_a_joined_record_finds_the_one_that_speaks_for_it(registrar, now):
    second = build.account(cast.SECOND_REGISTRAR, now=now)
    one, other = build_people.person("Шевчук Андрій", now=now), build_people.person("Shevchuk Andrii", now=now)
    build_people.joined(other, into=one, by=registrar, second=second, now=now)
    assert [row.pk for row in search(registrar, other.number).rows] == [one.pk]
    assert [row.pk for row in search(registrar, "Shevchuk").rows] == [one.pk]


def test_every_spelling_of_a_person_finds_him_once(registrar, now):
    build_people.person("Щур’єв Юрій", also=["Shchuryev Yuriy", "Щурьев Юрий"], now=now)
    assert [found(registrar, text) for text in ("Щур’єв", "Shchuryev", "Щурьев Юрий")] == [["Щур’єв Юрій"]] * 3


def test_the_likest_come_first(registrar, now):
    for name in ("Шевченко Микола", "Шевчук Микола", "Шевчук Андрій", "Шевчук М."):
        build_people.person(name, now=now)
    assert found(registrar, "Шевчук Микола") == ["Шевчук Микола", "Шевчук М."]


def test_one_word_finds_the_surname_before_those_that_only_begin_with_it(registrar, now):
    for name in ("Романчук Олег", "Роман Олег", "Петренко Роман"):
        build_people.person(name, now=now)
    assert found(registrar, "Роман") == ["Роман Олег", "Петренко Роман", "Романчук Олег"]


def test_where_nobody_is_found_near_spellings_are_named_with_their_bearers(registrar, now):
    for name in ("Шевчук Андрій", "Шевчук Олег", "Шевчик Іван"):
        build_people.person(name, now=now)
    answer = search(registrar, "Шевчк Степан")
    assert (answer.rows, answer.tried) == ([], [Tried("Шевчук", 2), Tried("Шевчик", 1)])


def test_where_the_date_does_not_fit_the_surname_is_named(registrar, now):
    build_people.person("Шевчук Андрій", born=date(1980, 1, 2), now=now)
    answer = search(registrar, "Шевчук 14.03.1991")
    assert (answer.rows, answer.tried) == ([], [Tried("Шевчук", 1)])


def test_at_most_fifty_are_shown_and_the_reader_is_told(registrar, now):
    build_people.crowd(MOST_SHOWN + 1, now=now)
    answer = search(registrar, "Коваленко")
    assert (len(answer.rows), answer.is_cut) == (MOST_SHOWN, True)
    keys = [row.sort_key for row in answer.rows]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    "text",
    [
        "202 бригада",
        "202-га бригада Шевчук",
        "Шевчук, 202nd brigade",
        "202 бригади",
        "бригада 202",
        "Шевчук, бригада № 202",
        "Brigade 202",
        "202 бр",
        "202 ОМБр Шевчук",
        "202 окрема механізована бригада",
        "Шевчук, 3 батальйон 202 бригади",
    ],
)
def test_people_are_found_by_what_their_unit_is_called(text, registrar, now):
    army = build.unit("AFU")
    units.add_unit("AFU-202", name_uk="202-га бригада", name_en="202nd Brigade", parent=army)
    units.add_unit("AFU-20", name_uk="20-та бригада", name_en="20th Brigade", parent=army)
    one = build_people.person("Шевчук Андрій", unit="AFU-202", now=now)
    build_people.person("Шевчук Олег", unit="AFU-20", now=now)
    assert [row.pk for row in search(registrar, text).rows] == [one.pk]


def test_people_of_other_units_are_as_if_they_were_not_there(unit, now):
    build.unit("AFU")
    bound = build.account(cast.SECOND_REGISTRAR, now=now, unit=unit)
    build_people.person("Шевчук Андрій", unit="NGU-1", now=now)
    stranger = build_people.person("Шевчук Олег", unit="AFU", now=now)
    assert found(bound, "Шевчук") == ["Шевчук Андрій"]
    assert found(bound, stranger.number) == []
    assert search(bound, "Шевчк").tried == [Tried("Шевчук", 1)]


def test_whoever_works_by_assignment_finds_those_assigned(now):
    officer = build.account(cast.SOCIAL, now=now)
    one = build_people.person("Шевчук Андрій", now=now)
    build_people.person("Шевчук Олег", now=now)
    access.assign([officer], kind="person", keys=[one.pk], why="case:1", now=now)
    assert found(officer, "Шевчук") == ["Шевчук Андрій"]


def test_one_never_finds_oneself_or_a_relative(registrar, now):
    one = build_people.person("Шевчук Андрій", now=now)
    access.declare_conflict(registrar, person=one.pk, why="relative")
    assert found(registrar, "Шевчук") == []


@pytest.mark.parametrize("officer", [cast.PRESS, cast.ADMIN, cast.AUDITOR, cast.STEWARD, cast.MEDICAL])
def test_roles_that_find_nobody_find_nobody(officer, now):
    build_people.person("Шевчук Андрій", now=now)
    reader = build.account(officer, now=now)
    assert search(reader, "Шевчук").rows == search(reader, "14.03.1991").rows == []
    assert search(reader, "Шевчк", act=Act.FIND_PERSON).tried == []


@pytest.mark.parametrize("text", ["", "  ", "%", "'; DROP TABLE", "\x00", "—", "((("])
def test_text_without_anything_to_look_for_finds_nobody(text, registrar, now):
    build_people.person("Шевчук Андрій", now=now)
    assert search(registrar, text).rows == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=250))
def test_no_text_is_an_error(text, registrar):
    assert len(search(registrar, text).rows) <= MOST_SHOWN


@pytest.mark.parametrize(
    "text", ["Коваленко", "Коваленко Ббн", "Ковалннко Іван", "Ковал", "1990", "NGU-1", "Бойко 1 батальйон 2 бригади"]
)
def test_a_search_costs_the_same_for_few_and_for_many(text, registrar, unit, now, counted_queries):
    build_people.crowd(2, unit="NGU-1", now=now)
    few = counted_queries(lambda: search(registrar, text))
    build_people.crowd(60, unit="NGU-1", now=now)
    assert counted_queries(lambda: search(registrar, text)) <= max(few, 11) <= 11


@pytest.mark.parametrize(
    "text",
    [
        "Шевчкк Андрйі",
        "ШевчукАндрій Миколайович",
        "Шевчук Андрій Миколайович 03.14.1991",
        "Schevcuk Andriej",
        "Шевчук А М 14.03.1991",
        "Шевчук Андрій Миколайович 14.03.1992",
    ],
)
def test_whom_no_key_leads_to_is_found_as_a_line_of_a_list_is(text, registrar, unit, now):
    build_people.person("Шевчук Андрій Миколайович", born=date(1991, 3, 14), unit="NGU-1", now=now)
    build_people.person("Коваленко Степан Ігорович", born=date(1980, 7, 2), now=now)
    assert found(registrar, text) == ["Шевчук Андрій Миколайович"]


def test_what_matching_finds_is_shown_to_those_who_may_find_it(unit, now):
    build.unit("AFU")
    build_people.person("Шевчук Андрій Миколайович", unit="AFU", now=now)
    bound = build.account(cast.SECOND_REGISTRAR, now=now, unit=unit)
    assert found(bound, "Шевчкк Андрйі") == []
