"""`dodomu work` does what waits, and stops when it is told to."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from dodomu.config import cli
from dodomu.jobs import actions as jobs
from dodomu.notices import actions as notices
from dodomu.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def outbox(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path / "outbox"


@pytest.fixture
def own_signals():
    """The handlers that the command puts on are taken off again."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def queue(now, key: str) -> Notice:
    return notices.queue(
        "returned",
        owner="person:1",
        about="relative:1",
        way="post",
        address="a",
        body="Він удома.",
        language="uk",
        idempotency_key=key,
        by=None,
        now=now,
    )


def test_once_does_what_is_due_and_tells_how_much(now, outbox):
    queue(now, "a")
    queue(now, "b")
    unknown = jobs.queue("of_tomorrow", key=1, by=None, now=now)
    out = StringIO()
    call_command("work", "--once", language="en", stdout=out)
    assert out.getvalue() == "Jobs run: 0. Messages sent: 2.\n"
    assert len(list(outbox.iterdir())) == 2
    unknown.refresh_from_db()
    assert unknown.state == "queued"
    out = StringIO()
    call_command("work", "--once", language="uk", stdout=out)
    assert out.getvalue() == "Робіт виконано: 0. Повідомлень відправлено: 0.\n"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_goes_on_until_it_is_told_to_stop(now, outbox, own_signals, number):
    queue(now, "first")
    told = threading.Timer(0.4, lambda: os.kill(os.getpid(), number))
    told.start()
    begin = time.monotonic()
    call_command("work", "--every", "0.05")
    assert 0.3 < time.monotonic() - begin < 20
    assert Notice.objects.get().state == "sent"


@pytest.mark.django_db(transaction=True)
def test_it_outlives_a_database_that_goes_away(now, outbox, own_signals, caplog):
    """The connection is cut under its feet at the first look; at the next one the message goes out."""
    queue(now, "first")
    connection.close()
    broken = [True]

    def cut(execute, sql, params, many, context):
        if broken:
            broken.clear()
            raise OperationalError("server closed the connection")
        return execute(sql, params, many, context)

    told = threading.Timer(1.0, lambda: os.kill(os.getpid(), signal.SIGTERM))
    with connection.execute_wrapper(cut):
        told.start()
        call_command("work", "--every", "0.05")
    assert Notice.objects.get().state == "sent"
    assert [record.getMessage() for record in caplog.records] == ["the database did not answer: OperationalError"]


@pytest.mark.parametrize("written", ["check-projection", "check_projection"])
def test_a_command_of_two_words_is_written_either_way(db, monkeypatch, capsys, written):
    monkeypatch.setattr(sys, "argv", ["dodomu", written, "--language", "en"])
    cli.main()
    assert capsys.readouterr().out == "People checked: 0. Differences: 0.\n"
