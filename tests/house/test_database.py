"""The tests run on the database that was asked for, and a database that refuses what it must refuse."""

from __future__ import annotations

import os
import subprocess

import pytest
from django.db import IntegrityError, connection

from dodomu.ledger import actions as ledger
from dodomu.ledger.models import Entry
from dodomu.testing import postgres


@pytest.mark.django_db
def test_tests_run_on_the_database_asked_for(request):
    asked = {"sqlite": "sqlite", "postgres": "postgresql"}[request.config.getoption("--db")]
    assert connection.vendor == asked


SQLITE = {
    "PRAGMA journal_mode": "wal",
    "PRAGMA synchronous": 2,  # FULL: NORMAL loses acknowledged commits on a power cut
    "PRAGMA recursive_triggers": 1,  # otherwise REPLACE INTO slips past the append-only triggers
    "PRAGMA foreign_keys": 1,
}
POSTGRES = {"SHOW server_encoding": "UTF8", "SHOW standard_conforming_strings": "on", "SHOW TimeZone": "UTC"}


@pytest.mark.django_db
def test_the_database_is_set_up_as_the_promises_need():
    wanted = SQLITE if connection.vendor == "sqlite" else POSTGRES
    found = {}
    with connection.cursor() as cursor:
        for question in wanted:
            cursor.execute(question)
            found[question] = cursor.fetchone()[0]
    assert found == wanted


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_real_transactions_leave_no_row_behind_and_the_triggers_stay_on(turn, now):
    assert Entry.objects.count() == 0
    ledger.record("read_person", by=None, now=now, kind="person", key=1)
    with pytest.raises(IntegrityError):
        Entry.objects.update(act="never")
    with pytest.raises(IntegrityError):
        Entry.objects.all().delete()


def test_a_machine_without_postgresql_has_the_programs_of_the_wheel(tmp_path):
    programs = postgres.packaged_binaries(tmp_path)
    for program in ("initdb", "pg_ctl", "postgres"):
        said = subprocess.run([programs / program, "--version"], check=True, capture_output=True, text=True).stdout
        assert said.startswith(f"{program} (PostgreSQL)")


def test_nothing_of_the_developers_own_service_reaches_the_tests():
    ours = {name for name in os.environ if name.startswith("DODOMU_")}
    assert ours <= {"DODOMU_DATA", "DODOMU_SECRET_KEY", "DODOMU_VAULT_KEY", postgres.HOST}
    assert "dodomu-tests-" in os.environ["DODOMU_DATA"]


@pytest.mark.django_db
def test_what_may_touch_tables_runs_on_both_databases(request):
    assert postgres.asks_a_database(request.node)


def test_what_may_not_runs_once(request):
    assert not postgres.asks_a_database(request.node)
