"""The file of names beside a database of SQLite never outlives the people in it; and other processes are in step."""

from __future__ import annotations

import multiprocessing
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from django.db import connection, connections

from dodomu.ledger import triggers
from dodomu.matching.segment import asked
from dodomu.people import index
from dodomu.people.models import Fact, Person
from tests import build_people as build

MARCH = date(1991, 3, 14)
NAME = "Дзензерський"


@pytest.fixture(autouse=True)
def whole():
    index.forget()
    yield
    index.forget()


@pytest.fixture
def path(monkeypatch, tmp_path) -> Path:
    """Registers of any size are kept in a file here."""
    monkeypatch.setattr(index, "FEW", -1)
    monkeypatch.setattr(index, "KEPT_FROM", 0)
    monkeypatch.setattr(index, "_file", lambda: tmp_path / "register.names")
    return tmp_path / "register.names"


def found(name: str, born: int = 0) -> list[int]:
    candidates = index.current().find(asked(name, born=born))
    return [one.key for one in candidates if one.probability > 0.1]


def holds(folder: Path, name: str) -> bool:
    """Does any file of the folder hold a name, in any of the ways arrays keep text?"""
    written = b"".join(one.read_bytes() for one in folder.iterdir())
    return any(name.encode(coding) in written for coding in ("utf-8", "utf-16-le", "utf-32-le"))


def erase(person: Person) -> None:
    """As an order of a court would: past every rule of the house."""
    triggers.remove(connection)
    Fact.objects.filter(person=person)._raw_delete("default")
    person.delete()
    triggers.install(connection)


@pytest.mark.django_db
def test_nothing_of_an_erased_person_stays_in_the_file(now, path):
    erased = build.person(f"{NAME} Орест Петрович", born=MARCH, now=now)
    kept = build.person("Шевчук Андрій Миколайович", born=MARCH, now=now)
    assert found(f"{NAME} Орест") == [erased.pk] and holds(path.parent, NAME)
    erase(erased)
    index.forget()  # another process begins
    assert found("Шевчук Андрій", 19910314) == [kept.pk]
    assert path.exists() and holds(path.parent, "Шевчук") and not holds(path.parent, NAME)


@pytest.mark.django_db
def test_whoever_erases_somebody_deletes_the_file_at_once(now, path):
    erased = build.person(f"{NAME} Орест Петрович", born=MARCH, now=now)
    assert found(f"{NAME} Орест") == [erased.pk]
    path.with_suffix(".part").write_text(f"{NAME}, half written when the process was killed")
    erase(erased)
    index.discard()
    assert list(path.parent.iterdir()) == [] and found(f"{NAME} Орест") == []


@pytest.mark.django_db
@pytest.mark.parametrize("few", [-1, 2_000])
def test_nothing_stays_of_a_register_that_was_emptied(now, path, monkeypatch, few):
    erased = build.person(f"{NAME} Орест Петрович", born=MARCH, now=now)
    assert found(f"{NAME} Орест") == [erased.pk] and holds(path.parent, NAME)
    erase(erased)
    index.forget()
    monkeypatch.setattr(index, "FEW", few)
    assert found(f"{NAME} Орест") == []
    assert not holds(path.parent, NAME)


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"not an index at all", b"PK\x05\x06" + bytes(18)])
def test_a_spoilt_file_is_replaced(now, path, content):
    person = build.person(f"{NAME} Орест Петрович", born=MARCH, now=now)
    path.write_bytes(content)
    assert found(f"{NAME} Орест") == [person.pk]
    assert path.read_bytes() != content


def _answer(line: Connection) -> None:
    connections.close_all()
    index.forget()
    while name := line.recv():
        line.send(found(name))
    connections.close_all()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("few", [-1, 2_000])
def test_a_person_recorded_by_one_process_is_found_by_another_at_once(now, monkeypatch, few):
    monkeypatch.setattr(index, "FEW", few)
    first = build.person("Коваль Петро Іванович", born=MARCH, now=now)
    connections.close_all()  # the other process makes a connection of its own
    ours, theirs = multiprocessing.Pipe()
    other = multiprocessing.get_context("fork").Process(target=_answer, args=(theirs,))
    other.start()
    try:
        ours.send("Koval Petro")
        assert ours.recv() == [first.pk]
        person = build.person("Гнатюк Ян Орестович", born=date(1980, 5, 5), now=now)
        ours.send("Hnatyuk Yan")
        assert ours.recv() == [person.pk]
    finally:
        ours.send("")
        other.join(20)
    assert other.exitcode == 0


@pytest.mark.django_db
def test_arrays_that_are_renewed_hold_everybody_who_is_left_and_nobody_else(now, path, monkeypatch):
    first = build.person("Стельмах Орест Петрович", born=MARCH, now=now)
    erased = build.person(f"{NAME} Орест Петрович", born=MARCH, now=now)
    index.current()
    late = build.person("Кобилянський Лев Петрович", born=MARCH, now=now)
    erase(erased)
    monkeypatch.setattr("dodomu.matching.index.MOST_AGAIN", 0)
    assert found("Кобилянський Лев") == [late.pk]
    standing = index.current()
    assert not standing.index.is_worn
    assert sorted(set(standing.index._base.keys.tolist())) == [first.pk, late.pk]
    assert not holds(path.parent, NAME)
    index.forget()
    assert (found("Кобилянський Лев"), found("Стельмах Орест"), found(NAME)) == ([late.pk], [first.pk], [])


@pytest.mark.django_db
def test_a_process_that_begins_reads_the_index_before_anybody_asks(now, path):
    build.person(f"{NAME} Орест Петрович", born=MARCH, now=now)
    assert not index.is_ready()
    index.begin()
    assert index.is_ready()
    assert path.exists()
