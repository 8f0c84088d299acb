"""Two officers at once: never two calls for one relative, never two outcomes of one call."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection

from dodomu.errors import Refused
from dodomu.families import actions
from dodomu.families.models import Call, ContactLog, Telling
from dodomu.notices.models import Notice
from tests.build_exchanges import captive
from tests.build_families import OCCASION, bring_home, officers, relative, released

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts):
    """Runs the acts in threads that start together; what each gave or refused."""
    barrier, results = Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        barrier.wait()
        try:
            results[number] = act()
        except Refused as refusal:
            results[number] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_released_by_four_at_once_there_is_one_call(now):
    person = captive("Шевчук", now=now)
    relative(person, now=now)
    bring_home(person, now=now)
    results = at_once([lambda: actions.release_calls([person], occasion=OCCASION, by=None, now=now) for _n in range(4)])
    assert [len(calls) for calls in results] == [1, 1, 1, 1]
    assert (Telling.objects.count(), Call.objects.count()) == (1, 1)


def test_told_by_four_at_once_there_is_one_outcome_and_one_message(now):
    person = captive("Шевчук", now=now)
    officer, _second = officers(now)
    relative(person, now=now)
    [call] = released(person, now=now)
    results = at_once([lambda: actions.log_outcome(call, "told", by=officer, now=now) for _n in range(4)])
    assert sorted(type(result).__name__ for result in results) == ["ContactLog", "StaleView", "StaleView", "StaleView"]
    assert (ContactLog.objects.count(), Notice.objects.count()) == (1, 1)
