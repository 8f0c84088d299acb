"""Long work under a lease: taken up again after a death, given up after three, never run by two at once."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection

from dodomu.jobs import actions as jobs
from dodomu.jobs.actions import LEASE, MOST_ATTEMPTS, SILENT, Cancelled, Progress
from dodomu.jobs.models import Job
from dodomu.jobs.states import JOB
from tests import build, cast

pytestmark = pytest.mark.django_db
LATER = LEASE + timedelta(seconds=1)


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


def queue(now, *, kind: str = "match_list", key: int | None = 1, **more) -> Job:
    return jobs.queue(kind, key=key, by=None, now=now, **more)


def state(job: Job) -> tuple[str, int, int]:
    job.refresh_from_db()
    return job.state, job.attempts, job.tries


def do_nothing(job, progress, now) -> None:
    pass


def test_queued_work_is_done_once_with_its_progress(clock, now):
    officer = build.account(cast.EXCHANGE, now=now)
    job = jobs.queue("match_list", key=7, by=officer, now=now, payload={"list": 7})
    seen = []

    def work(job, progress, at) -> None:
        for done in (1, 2):
            progress.report(done=done, total=2, step="compare", found=done * 3)
        seen.append((job.key, job.payload, at))

    assert jobs.run_due({"match_list": work}, clock=clock) == 1
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.found, job.step) == ("done", 2, 2, 6, "compare")
    assert (job.ended_at, job.leased_until, job.queued_by, job.error) == (now, None, officer, "")
    assert seen == [(7, '{"list": 7}', now)]
    assert jobs.run_due({"match_list": work}, clock=clock) == 0


def test_one_record_has_one_open_job(now, clock):
    job = queue(now)
    assert queue(now) == job
    assert queue(now, kind="export") != job
    assert queue(now, key=2) != job
    jobs.run_due({"match_list": do_nothing}, clock=clock)
    assert queue(now) != job


def test_work_of_a_kind_that_nobody_knows_here_waits_for_a_worker_that_does(now, clock):
    job = queue(now, kind="of_tomorrow")
    assert jobs.run_due({"match_list": do_nothing}, clock=clock) == 0
    assert state(job) == ("queued", 0, 0)


def test_only_the_job_asked_for_is_run(now, clock):
    first, second = queue(now, key=1), queue(now, key=2)
    assert jobs.run_due({"match_list": do_nothing}, clock=clock, only=second.pk) == 1
    assert (state(first)[0], state(second)[0]) == ("queued", "done")


def test_a_leased_job_is_nobody_elses_until_its_worker_falls_silent(now):
    job = queue(now)
    assert jobs.lease(now=now) == job
    assert jobs.lease(now=now + LEASE) is None
    assert jobs.lease(now=now + LATER) == job
    assert state(job) == ("running", 2, 2)


def test_each_report_renews_the_lease(now, clock):
    job = queue(now)
    progress = Progress(jobs.lease(now=now), clock)
    for _ in range(5):
        clock.pass_by(LEASE)
        progress.report(done=1, total=9)
        assert jobs.lease(now=clock.now) is None
    assert state(job) == ("running", 1, 1)


def test_a_worker_that_comes_back_after_another_took_over_stops_and_spoils_nothing(now, clock):
    job = queue(now)
    old = Progress(jobs.lease(now=now), clock)
    clock.pass_by(LATER)
    new = Progress(jobs.lease(now=clock.now), clock)
    with pytest.raises(Cancelled):
        old.report(done=99, total=99)
    new.report(done=3, total=9)
    job.refresh_from_db()
    assert (job.done, job.state) == (3, "running")


def test_a_job_that_takes_down_every_worker_is_given_up_after_three(now, clock):
    job = queue(now)
    for turn in range(MOST_ATTEMPTS):
        assert jobs.lease(now=clock.now) == job
        assert state(job) == ("running", turn + 1, turn + 1)
        clock.pass_by(LATER)
    assert jobs.lease(now=clock.now) is None
    job.refresh_from_db()
    assert (job.state, job.error, job.ended_at) == ("failed", SILENT, clock.now)


def test_a_job_that_fails_is_tried_three_times(now, clock, caplog):
    job = queue(now)
    tried = []

    def fail(job, progress, at) -> None:
        tried.append(job.attempts)
        raise LookupError("Шевчук Андрій")

    assert jobs.run_due({"match_list": fail}, clock=clock) == MOST_ATTEMPTS
    job.refresh_from_db()
    assert (job.state, job.error, job.ended_at, tried) == ("failed", "LookupError", now, [1, 2, 3])
    assert [record.getMessage() for record in caplog.records] == [f"job {job.pk} failed"] * 3


def test_a_job_that_fails_once_ends_well(now, clock):
    job = queue(now)

    def fail_once(job, progress, at) -> None:
        if job.tries == 1:
            raise OSError

    assert jobs.run_due({"match_list": fail_once}, clock=clock) == 2
    job.refresh_from_db()
    assert (job.state, job.error) == ("done", "")


def test_a_cancelled_job_stops_at_its_next_report_and_what_it_did_stays(now, clock):
    job = queue(now)
    reached = []

    def work(job, progress, at) -> None:
        progress.report(done=1, total=3)
        jobs.cancel(job, now=at)
        reached.append(1)
        progress.report(done=2, total=3)
        reached.append(2)

    assert jobs.run_due({"match_list": work}, clock=clock) == 1
    job.refresh_from_db()
    assert (job.state, job.done, job.ended_at, reached) == ("cancelled", 1, now, [1])
    assert not jobs.cancel(job, now=now)


def test_a_job_cancelled_while_it_ended_stays_cancelled(now, clock):
    job = queue(now)
    jobs.run_due({"match_list": lambda job, progress, at: jobs.cancel(job, now=at)}, clock=clock)
    assert state(job)[0] == "cancelled"


def test_a_waiting_job_is_cancelled_and_never_runs(now, clock):
    job = queue(now)
    assert jobs.cancel(job, now=now)
    assert jobs.run_due({"match_list": do_nothing}, clock=clock) == 0


def test_a_failed_job_goes_on_with_three_new_tries_and_the_old_worker_stays_out(now, clock):
    job = queue(now)
    stale = Progress(jobs.lease(now=now), clock)
    jobs.cancel(job, now=now)
    assert jobs.retry(job)
    assert state(job) == ("queued", 1, 0)
    jobs.lease(now=now)
    with pytest.raises(Cancelled):
        stale.report(done=1, total=1)
    assert state(job) == ("running", 2, 1)
    assert not jobs.retry(job)


def test_a_job_does_not_go_on_beside_another_one_for_its_record(now):
    job = queue(now)
    jobs.cancel(job, now=now)
    other = queue(now)
    assert not jobs.retry(job)
    assert (state(job)[0], state(other)[0]) == ("cancelled", "queued")


def test_a_worker_that_is_to_stop_puts_its_job_back(now, clock):
    job, waiting = queue(now), queue(now, key=2)
    asked = []

    def work(job, progress, at) -> None:
        progress.report(done=1, total=3)
        asked.append("stop")
        progress.report(done=2, total=3)
        raise AssertionError("it should have stopped")

    assert jobs.run_due({"match_list": work}, clock=clock, is_stopping=lambda: bool(asked)) == 1
    job.refresh_from_db()
    assert (job.state, job.done, job.tries, job.leased_until) == ("queued", 2, 0, None)
    assert state(waiting) == ("queued", 0, 0)


def test_the_moves_made_are_those_of_the_table():
    assert set(JOB.sources("lease")) == {"queued", "running"}
    assert JOB.moves["finish"].target == "done"
    assert JOB.final == {"done"}


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_run_one_job_at_once(now, clock):
    for key in range(40):
        queue(now, key=key)
    running: set[int] = set()
    ran: Counter[int] = Counter()
    met: list[int] = []
    guard = threading.Lock()

    def work(job, progress, at) -> None:
        with guard:
            if job.pk in running:
                met.append(job.pk)
            running.add(job.pk)
            ran[job.pk] += 1
        progress.report(done=1, total=1)
        with guard:
            running.discard(job.pk)

    failed: list[Exception] = []

    def worker() -> None:
        try:
            while jobs.run_due({"match_list": work}, clock=clock):
                pass
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (met, failed) == ([], [])
    assert set(ran.values()) == {1}
    assert Counter(Job.objects.values_list("state", flat=True)) == {"done": 40}


@pytest.mark.django_db(transaction=True)
def test_many_who_queue_one_job_at_once_get_the_same_one(now):
    found: list[object] = []
    start = threading.Barrier(6)

    def ask() -> None:
        try:
            start.wait()
            found.append(queue(now).pk)
        except Exception as error:
            found.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert found == [Job.objects.get().pk] * 6
