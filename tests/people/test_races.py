"""Two officers at one moment: each act happens wholly, one after the other, and the projection is right afterwards."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, transaction

from dodomu.errors import Refused
from dodomu.ledger.queries import verify_chain
from dodomu.people import actions, pairs, projection
from dodomu.people.models import Fact, Person, PersonNow, Span
from tests import build, build_people, cast
from tests.build_people import source

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Runs each act in a thread of its own, all from one moment on; what each gave back, or was refused with."""
    start = threading.Barrier(len(acts))
    outcome: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            start.wait()
            outcome[place] = act()
        except Exception as error:
            outcome[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcome


def holds() -> None:
    assert list(projection.differences()) == []
    assert verify_chain().broken_at is None


def test_many_facts_about_one_person_at_once_are_all_in_the_projection(now):
    officer = build.account(cast.REGISTRAR, now=now)
    one = build_people.person("Шевчук Андрій", now=now)
    said = {"by": officer, "now": now, "true_from": date(2023, 1, 1), "source": source()}
    places = [f"колонія № {number}" for number in range(6)]
    outcome = at_once(*(lambda place=place: actions.state(one, "held_at", place, **said) for place in places))
    assert [type(one) for one in outcome] == [Fact] * 6
    assert {fact.value for fact in outcome} == set(places)
    last = max(outcome, key=lambda fact: fact.pk)
    assert PersonNow.objects.get(pk=one.pk).held_at == last.value
    holds()


def test_of_two_who_replace_one_fact_exactly_one_does(now):
    officer = build.account(cast.REGISTRAR, now=now)
    one = build_people.person("Шевчук Андрій", now=now)
    fact = Fact.objects.get(person=one, about="status")
    said = {"by": officer, "now": now, "true_from": fact.true_from, "source": source(), "replaces": fact}

    def replace(value: str) -> Callable[[], object]:
        return lambda: actions.state(one, "status", value, reason="уточнили", **said)

    for _ in range(3):
        outcome = at_once(replace("CAPTIVE_PROBABLE"), replace("MISSING_SC"), replace("IN_SERVICE"))
        assert sum(isinstance(one, Fact) for one in outcome) == 1
        assert sum(isinstance(one, Refused) for one in outcome) == 2
        said["replaces"] = next(one for one in outcome if isinstance(one, Fact))
    assert PersonNow.objects.get(pk=one.pk).status == said["replaces"].value
    holds()


def test_facts_stated_while_records_are_joined_and_parted(now):
    by, second = build.account(cast.REGISTRAR, now=now), build.account(cast.SECOND_REGISTRAR, now=now)
    one, other = build_people.person("Шевчук Андрій", now=now), build_people.person("Shevchuk A.", now=now)
    said = {"by": by, "now": now, "true_from": date(2023, 1, 1)}
    forth = pairs.propose_merge(one, into=other, reason="той самий", by=by, now=now)
    back = pairs.propose_merge(other, into=one, reason="той самий", by=by, now=now)
    outcome = at_once(
        lambda: pairs.approve(forth, by=second, now=now),
        lambda: pairs.approve(back, by=second, now=now),
        lambda: actions.state(one, "rank", "сержант", source=source(), **said),
        lambda: actions.state(other, "call_sign", "Їжак", source=source(), **said),
    )
    assert sum(isinstance(one, Fact) and one.about == "same_as" for one in outcome) == 1
    assert all(isinstance(one, Fact | Refused) for one in outcome), outcome
    assert PersonNow.objects.filter(joined_to=None).count() == 1
    assert Span.objects.values("person").distinct().count() == 2  # both, as known before today
    holds()


def test_facts_that_waited_for_a_join_are_both_stated_or_refused(now):
    by, second = build.account(cast.REGISTRAR, now=now), build.account(cast.SECOND_REGISTRAR, now=now)
    one, other = build_people.person("Шевчук Андрій", now=now), build_people.person("Shevchuk A.", now=now)
    said = {"by": by, "now": now, "true_from": date(2023, 1, 1)}
    proposal = pairs.propose_merge(one, into=other, reason="той самий", by=by, now=now)
    is_joined = threading.Event()

    def join() -> Fact:
        with transaction.atomic():
            fact = pairs.approve(proposal, by=second, now=now)
            is_joined.set()
            time.sleep(0.4)  # the two others come and wait, each for a record of its own
        return fact

    def state(person: Person, code: str, value: str) -> Fact:
        is_joined.wait(30)
        return actions.state(person, code, value, source=source(), **said)

    outcome = at_once(join, lambda: state(one, "rank", "сержант"), lambda: state(other, "call_sign", "Їжак"))
    assert [type(one) for one in outcome] == [Fact, Refused, Fact], outcome
    holds()


def test_two_who_withdraw_the_facts_of_many_people_in_other_orders_do_not_wait_for_each_other_for_ever(now):
    officer = build.account(cast.REGISTRAR, now=now)
    crowd = build_people.crowd(12, now=now)
    facts = list(Fact.objects.filter(person__in=crowd, about="status").order_by("pk"))
    given = {"reason": "помилка", "source": source(), "by": officer, "now": now, "act": "undo"}
    outcome = at_once(
        lambda: actions.withdraw_many(facts, **given),
        lambda: actions.withdraw_many(facts[::-1], **given),
    )
    assert sorted(len(one) for one in outcome) == [0, 12]
    assert set(PersonNow.objects.values_list("status", flat=True)) == {""}
    holds()
