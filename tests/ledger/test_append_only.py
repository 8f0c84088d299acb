"""The database itself refuses to change, delete or empty what is append-only, on both engines."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from dodomu.ledger import actions as ledger
from dodomu.ledger import triggers
from tests import build_people

pytestmark = pytest.mark.django_db
TABLES = {"people_fact": ("seq", "value"), "people_source": ("id", "title"), "ledger_entry": ("seq", "act")}


@pytest.fixture
def rows(now):
    """One row at least in each of the tables."""
    build_people.person("Шевчук Андрій", now=now)
    ledger.record("read_person", by=None, now=now, kind="person", key=1)
    connection.check_constraints()  # deferred checks would stand in the way of TRUNCATE


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def content(table):
    key, _column = TABLES[table]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY {key}")
        return cursor.fetchall()


def attempts(table: str) -> list[str]:
    """Every way to change what is there that the engine knows."""
    key, column = TABLES[table]
    ways = [
        f"UPDATE {table} SET {column} = 'other'",
        f"UPDATE {table} SET {key} = {key} + 1000",
        f"DELETE FROM {table}",
        f"DELETE FROM {table} WHERE {key} = (SELECT MAX({key}) FROM {table})",
    ]
    copied = f"SELECT * FROM {table} WHERE {key} = (SELECT MIN({key}) FROM {table})"
    if connection.vendor == "sqlite":
        return [*ways, f"REPLACE INTO {table} {copied}", f"INSERT OR REPLACE INTO {table} {copied}"]
    return [
        *ways,
        f"TRUNCATE {table} CASCADE",
        f"INSERT INTO {table} {copied} ON CONFLICT ({key}) DO UPDATE SET {column} = 'other'",
    ]


@pytest.mark.parametrize("table", TABLES)
def test_every_way_to_change_a_row_is_refused(rows, table):
    before = content(table)
    assert before
    for attempt in attempts(table):
        with pytest.raises(IntegrityError, match="append-only"):
            run(attempt)
    assert content(table) == before


def test_the_tables_are_named_in_one_place_and_all_of_them_are_guarded(db):
    assert set(TABLES) <= set(triggers.APPEND_ONLY)
    names = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        names = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(names)
        found = {name for (name,) in cursor.fetchall()}
    acts = ("update", "delete") if connection.vendor == "sqlite" else ("update", "delete", "truncate")
    assert {f"{table}_{act}" for table in triggers.APPEND_ONLY for act in acts} <= found


def test_putting_the_triggers_on_twice_is_harmless_and_rows_can_still_be_added(rows, now):
    triggers.install(connection)
    ledger.record("read_person", by=None, now=now, kind="person", key=2)
    build_people.source("letter", dated_on=date(2024, 1, 1))
    with pytest.raises(DatabaseError):
        run("DELETE FROM ledger_entry")
