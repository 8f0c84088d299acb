"""The outbox: every message once, whatever dies in between; later each time when it fails; and taken back in time."""

from __future__ import annotations

import tempfile
import threading
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dodomu.access import vault
from dodomu.ledger.models import Entry
from dodomu.notices import actions as notices
from dodomu.notices.actions import LEASE, SILENT, WAITS
from dodomu.notices.carriers import EmailCarrier, FileCarrier, configured, file_name
from dodomu.notices.models import Notice

pytestmark = pytest.mark.django_db
LATER = LEASE + timedelta(seconds=1)
WHAT = {
    "owner": "person:12",
    "about": "relative:5",
    "way": "email",
    "address": "family@example.org",
    "body": "Він удома.",
    "language": "uk",
}


class Killed(BaseException):
    """The process dies here."""


class Clock:
    """A clock that is moved by hand."""

    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now

    def pass_by(self, span: timedelta) -> None:
        self.now += span


@pytest.fixture
def clock(now):
    return Clock(now)


def queue(now, key: str = "returned:round:12:relative:5", **more) -> Notice:
    return notices.queue("returned", **(WHAT | more), idempotency_key=key, by=None, now=now)


class Flaky:
    """A carrier that fails as it is told, and counts what really went out, by key."""

    def __init__(self, *failures: Exception):
        self.failures = list(failures)
        self.calls = 0
        self.out: Counter[str] = Counter()

    def carry(self, *, key: str, way: str, address: str, body: str) -> str:
        self.calls += 1
        if self.failures:
            raise self.failures.pop(0)
        self.out[key] += 1
        return f"proof of {key}"


def test_a_message_is_sealed_while_it_waits_and_carried_as_it_was_written(now, clock, tmp_path):
    notice = queue(now)
    assert (notice.state, notice.next_try_at) == ("queued", now)
    assert WHAT["address"] not in notice.address
    assert WHAT["body"] not in notice.body
    assert notices.send_due(FileCarrier(tmp_path), clock=clock) == 1
    notice.refresh_from_db()
    assert (notice.state, notice.sent_at, notice.leased_until) == ("sent", now, None)
    (path,) = tmp_path.iterdir()
    assert path.name == notice.proof
    assert path.read_text("utf-8") == "email: family@example.org\n\nВін удома.\n"
    assert list(Entry.objects.order_by("seq").values_list("act", "key")) == [
        ("queue_notice", notice.pk),
        ("send_notice", notice.pk),
    ]


def test_one_reason_sends_one_message(now, clock):
    carrier = Flaky()
    assert queue(now) == queue(now, body="інакше")
    assert notices.send_due(carrier, clock=clock) == 1
    queue(now)
    assert notices.send_due(carrier, clock=clock) == 0
    assert carrier.out.total() == 1
    assert Entry.objects.filter(act="queue_notice").count() == 1


def test_a_failure_is_tried_later_each_time_and_then_given_up(now, clock, caplog):
    notice = queue(now)
    carrier = Flaky(*[OSError("family@example.org") for _ in range(20)])
    waited = []
    for wait in WAITS:
        assert notices.send_due(carrier, clock=clock) == 0
        notice.refresh_from_db()
        assert (notice.state, notice.error) == ("queued", "OSError")
        waited.append((notice.next_try_at - clock.now) / timedelta(minutes=1))
        clock.pass_by(timedelta(minutes=wait) - timedelta(seconds=1))
        calls = carrier.calls
        notices.send_due(carrier, clock=clock)
        assert carrier.calls == calls  # not a second too early
        clock.pass_by(timedelta(seconds=1))
    assert waited == list(WAITS) == sorted(WAITS)
    notices.send_due(carrier, clock=clock)
    notice.refresh_from_db()
    assert (notice.state, carrier.calls) == ("failed", len(WAITS) + 1)
    assert "example.org" not in caplog.text
    assert notices.retry(notice, now=clock.now)
    assert notices.send_due(Flaky(), clock=clock) == 1
    assert not notices.retry(notice, now=clock.now)


def test_one_that_fails_does_not_hold_up_the_others(now, clock):
    queue(now, key="a")
    queue(now, key="b")
    carrier = Flaky(OSError())
    assert notices.send_due(carrier, clock=clock) == 1
    assert carrier.out == {"b": 1}


def test_a_message_is_taken_back_before_it_leaves_and_not_after(now, clock):
    notice = queue(now)
    assert notices.recall(notice, by=None, now=now)
    assert not notices.recall(notice, by=None, now=now)
    carrier = Flaky()
    assert notices.send_due(carrier, clock=clock) == 0
    assert Entry.objects.filter(act="recall_notice").count() == 1
    other = queue(now, key="other")
    notices.send_due(carrier, clock=clock)
    assert not notices.recall(other, by=None, now=now)
    other.refresh_from_db()
    assert other.state == "sent"


def test_a_message_that_is_being_sent_is_not_taken_back(now, clock):
    notice = queue(now)

    class Recalling(Flaky):
        def carry(self, **what: str) -> str:
            assert not notices.recall(notice, by=None, now=now)
            return super().carry(**what)

    assert notices.send_due(Recalling(), clock=clock) == 1


def test_what_cannot_be_opened_any_more_is_given_up_at_once(now, clock):
    notice = queue(now)
    vault.destroy("person:12", now=now)
    carrier = Flaky()
    assert notices.send_due(carrier, clock=clock) == 0
    notice.refresh_from_db()
    assert (notice.state, notice.error, carrier.calls) == ("failed", "Sealed", 0)


def test_a_message_that_takes_down_every_sender_is_given_up(now, clock):
    notice = queue(now)

    class Deadly(Flaky):
        def carry(self, **what: str) -> str:
            self.calls += 1
            raise Killed

    carrier = Deadly()
    for _ in range(len(WAITS) + 1):
        with pytest.raises(Killed):
            notices.send_due(carrier, clock=clock)
        clock.pass_by(LATER)
    assert notices.send_due(carrier, clock=clock) == 0
    notice.refresh_from_db()
    assert (notice.state, notice.error, carrier.calls) == ("failed", SILENT, len(WAITS) + 1)


def test_a_sender_that_is_to_stop_takes_no_further_message(now, clock):
    for key in "abc":
        queue(now, key=key)
    carrier = Flaky()
    assert notices.send_due(carrier, clock=clock, is_stopping=lambda: carrier.calls >= 2) == 2
    assert Notice.objects.filter(state="queued").count() == 1


class Dying:
    """Carries into files, and dies before or after, as often as it is told."""

    def __init__(self, folder, deaths: list[str]):
        self.carrier, self.deaths = FileCarrier(folder), deaths

    def carry(self, **what: str) -> str:
        death = self.deaths.pop() if self.deaths else ""
        if death == "before":
            raise Killed
        proof = self.carrier.carry(**what)
        if death == "after":
            raise Killed
        return proof


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.integers(1, 3), st.lists(st.sampled_from(["", "before", "after"]), max_size=10))
def test_whatever_dies_between_carrying_and_noting_each_message_is_there_once(db, now, tmp_path, number, deaths):
    clock, folder = Clock(now), Path(tempfile.mkdtemp(dir=tmp_path))
    with transaction.atomic():
        keys = {f"call:{place}" for place in range(number)}
        for key in keys:
            queue(now, key=key, body=key)
        carrier = Dying(folder, deaths)
        for _ in range(30):
            try:
                notices.send_due(carrier, clock=clock)
            except Killed:
                assert Notice.objects.filter(state="leased").count() == 1
            clock.pass_by(LATER)
        states = dict(Notice.objects.values_list("idempotency_key", "state"))
        assert set(states.values()) <= {"sent", "failed"}
        sent = {key for key, state in states.items() if state == "sent"}
        carried = [path.read_text("utf-8").split()[-1] for path in folder.iterdir()]
        assert sorted(carried) == sorted(set(carried))
        assert sent <= set(carried) <= keys
        assert Entry.objects.filter(act="send_notice").count() == len(sent)
        transaction.set_rollback(True)


def test_a_file_is_always_a_whole_message_and_no_two_keys_share_one(tmp_path):
    carrier = FileCarrier(tmp_path)
    keys = ["call:5", "call-5", "call/5", "call 5", "дзвінок:5", "../5", "x" * 120, "x" * 121]
    for key in [*keys, *keys]:
        carrier.carry(key=key, way="post", address="a", body=key)
    assert sorted(path.read_text("utf-8").split("\n")[2] for path in tmp_path.iterdir()) == sorted(keys)
    assert {path.name for path in tmp_path.iterdir()} == {file_name(key) for key in keys}
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in tmp_path.iterdir())


def test_what_was_carried_first_stays(tmp_path):
    carrier = FileCarrier(tmp_path)
    first = carrier.carry(key="a", way="sms", address="1", body="перше")
    assert carrier.carry(key="a", way="sms", address="1", body="друге") == first
    assert "перше" in (tmp_path / first).read_text("utf-8")


def test_by_e_mail_a_repeat_has_the_same_message_id(settings):
    carrier = EmailCarrier()
    ids = [carrier.carry(key=key, way="email", address="a@example.org", body="x") for key in ("a:1", "a:1", "a.1")]
    assert ids[0] == ids[1] != ids[2]
    assert [message.extra_headers["Message-ID"] for message in mail.outbox] == ids


def test_the_carrier_is_chosen_in_the_settings(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.NOTICE_CARRIER = "file"
    assert configured().folder == tmp_path / "outbox"
    settings.NOTICE_CARRIER = "email"
    assert type(configured()) is EmailCarrier


@pytest.mark.django_db(transaction=True)
def test_many_senders_at_once_send_each_message_once(now, clock):
    for number in range(30):
        queue(now, key=f"k:{number}")
    carrier, failed = Flaky(), []

    def send() -> None:
        try:
            while notices.send_due(carrier, clock=clock):
                pass
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (failed, set(carrier.out.values()), carrier.out.total()) == ([], {1}, 30)
    assert set(Notice.objects.values_list("state", flat=True)) == {"sent"}
