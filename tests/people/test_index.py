"""The index of names keeps in step with the facts: whoever is named, mended, joined or taken back counts at once."""

from __future__ import annotations

from datetime import date

import pytest

from dodomu.matching.segment import asked
from dodomu.names.parts import PersonName
from dodomu.people import actions, index
from dodomu.people.about import name_value
from tests import build as builder
from tests import build_people as build
from tests import cast

pytestmark = pytest.mark.django_db

MARCH = date(1991, 3, 14)


@pytest.fixture(params=["anew", "caught up"], autouse=True)
def way(request, monkeypatch):
    """Small registers are read anew every time; a large one only reads what came since. Both must answer alike."""
    index.forget()
    if request.param == "caught up":
        monkeypatch.setattr(index, "FEW", -1)
    yield
    index.forget()


def found(name: str, born: int = 0) -> list[int]:
    candidates = index.current().find(asked(name, born=born))
    return [one.key for one in candidates if one.probability > 0.1]


def test_a_person_taken_in_is_found_at_once(now):
    first = build.person("Шевчук Андрій Миколайович", born=MARCH, now=now)
    assert found("Shevchuk Andrei", 19910314) == [first.pk]
    second = build.person("Дзензерський Орест Петрович", born=date(1980, 1, 2), now=now)
    assert found("Dzenzerskyi Orest") == [second.pk]


def test_a_new_name_leads_to_the_person_and_the_old_one_still_does(now):
    person = build.person("Бондар Ірина Іванівна", sex="f", born=MARCH, now=now)
    assert found("Мельник Ірина Іванівна") == []
    actions.state(
        person,
        "name",
        name_value(PersonName("Мельник", "Ірина", "Іванівна")),
        true_from=build.JUNE,
        source=build.source(),
        by=None,
        now=now,
    )
    assert found("Мельник Ірина Іванівна") == [person.pk]
    assert found("Бондар Ірина Іванівна") == [person.pk]


def test_a_joined_record_answers_under_the_one_that_speaks_for_it(now):
    first = build.person("Шевчук Андрій Миколайович", born=MARCH, now=now)
    second = build.person("Щевчук Андрей Николаевич", born=MARCH, now=now)
    assert sorted(found("Шевчук Андрій Миколайович", 19910314)) == [first.pk, second.pk]
    registrar, other = builder.account(cast.REGISTRAR, now=now), builder.account(cast.SECOND_REGISTRAR, now=now)
    build.joined(second, into=first, by=registrar, second=other, now=now)
    assert found("Щевчук Андрей Николаевич", 19910314) == [first.pk]


def test_what_another_process_wrote_is_read_before_the_answer(now):
    build.person("Коваль Петро Іванович", born=MARCH, now=now)
    standing = index.current()
    person = build.person("Гнатюк Ян Орестович", born=date(1980, 5, 5), now=now)
    assert [one.key for one in standing.find(asked("Гнатюк Ян"))] == []
    assert found("Hnatyuk Yan", 19800505) == [person.pk]


def test_a_fact_that_was_committed_later_than_the_one_after_it_is_read_too(now):
    first = build.person("Коваль Петро Іванович", born=MARCH, now=now)
    person = build.person("Гнатюк Ян Орестович", born=date(1980, 5, 5), now=now)
    standing = index.current()
    standing.index.put([], without=[first.pk])  # as if the facts of the first had not been there yet
    standing.holes = set(first.facts.values_list("seq", flat=True))
    assert found("Koval Petro", 19910314) == [first.pk]
    assert found("Hnatyuk Yan", 19800505) == [person.pk]


def test_no_person_at_all_is_no_trouble():
    assert found("Шевчук Андрій") == []


def test_the_arrays_are_kept_in_a_file_that_belongs_to_one_register_only(now, monkeypatch, tmp_path):
    path = tmp_path / "register.names"
    monkeypatch.setattr(index, "FEW", -1)
    monkeypatch.setattr(index, "KEPT_FROM", 0)
    monkeypatch.setattr(index, "_file", lambda: path)
    first = build.person("Шевчук Андрій Миколайович", born=MARCH, now=now)
    assert found("Shevchuk Andrei", 19910314) == [first.pk]
    assert path.stat().st_mode & 0o777 == 0o600
    index.forget()
    second = build.person("Гнатюк Ян Орестович", born=date(1980, 5, 5), now=now)
    assert found("Shevchuk Andrei", 19910314) == [first.pk]
    assert found("Hnatyuk Yan", 19800505) == [second.pk]
    index.current().index.save(path, mark='[1, "a fact of another register"]')
    index.forget()
    assert found("Hnatyuk Yan", 19800505) == [second.pk]
