"""Two officers at the same moment: exactly one wins, the others are told, and nothing happens twice."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from dodomu.errors import Refused
from dodomu.exchanges import actions
from dodomu.exchanges.models import Decision, Line, NameList, Signature
from dodomu.families.actions import log_outcome
from dodomu.families.models import Call, ContactLog
from dodomu.flows import homecoming
from dodomu.people import pairs
from dodomu.people.models import Fact, PersonNow, Proposal
from dodomu.reintegration.models import Case
from tests import build, build_exchanges, build_families, build_homecoming, build_people, cast

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> Counter[str]:
    """What became of acts that begin together: «done», or «refused»; anything else is raised as it came."""
    start = threading.Barrier(len(acts))
    ends: list[str | Exception] = []

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait(30)
            act()
            ends.append("done")
        except Refused:
            ends.append("refused")
        except Exception as error:
            ends.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    broken = [end for end in ends if isinstance(end, Exception)]
    assert broken == []
    return Counter(str(end) for end in ends)


@pytest.fixture
def stage(now):
    return build_homecoming.set_stage(now=now, is_decided=False)


@pytest.fixture
def decided(now):
    return build_homecoming.set_stage(now=now)


def test_of_six_who_decide_one_line_one_wins(stage, now):
    shown = [stage.line(1) for _ in range(6)]
    ends = at_once(
        *(
            lambda line=line, by=by: actions.confirm(line, stage.people[0], by=by, version=line.version, now=now)
            for line, by in zip(shown, [stage.officer, stage.second] * 3, strict=True)
        )
    )
    assert ends == {"done": 1, "refused": 5}
    assert Decision.objects.filter(line=shown[0]).count() == 1


def test_two_who_sign_as_the_second_leave_one_second_signature(decided, now):
    third = build.account(cast.Officer("exchange3", "Ганна Бойко", "Hanna Boiko", "exchange"), now=now)
    actions.let_in(decided.round, third, by=decided.officer, now=now)
    digest = actions.decisions_digest(decided.list)
    homecoming.sign_list(decided.list, digest=digest, by=decided.officer, now=now)
    shown = [NameList.objects.select_related("round").get(pk=decided.list.pk) for _ in range(4)]
    ends = at_once(
        *(
            lambda one=one, by=by: homecoming.sign_list(one, digest=digest, by=by, now=now)
            for one, by in zip(shown, [decided.second, third] * 2, strict=True)
        )
    )
    assert ends == {"done": 1, "refused": 3}
    assert Signature.objects.filter(list=decided.list).count() == 2
    assert Fact.objects.filter(about="status", value="HANDED_OVER").count() == 4
    assert Case.objects.count() == 4


def test_a_decision_read_before_a_signature_does_not_land_under_it(decided, now):
    """The page was read while the list was open; by the time of the post somebody has signed."""
    stale = decided.line(1)
    assert stale.list.state == "deciding"
    homecoming.sign_list(decided.list, digest=actions.decisions_digest(decided.list), by=decided.officer, now=now)
    for act in (actions.undo, actions.mark_none, actions.leave_for_later, actions.add_new):
        with pytest.raises(Refused) as refusal:
            act(stale, by=decided.second, now=now)
        assert refusal.value.code == "state"
    assert decided.line(1).state == "confirmed"
    signed = decided.list.signatures.get()
    assert signed.digest == actions.decisions_digest(decided.list)


def test_nobody_agrees_in_a_list_that_was_withdrawn(stage, now):
    line = stage.line(1)
    line.candidates.filter(person=stage.people[0]).update(strength="weak")
    waiting = actions.confirm(line, stage.people[0], by=stage.officer, now=now)
    assert waiting.state == "second"
    actions.withdraw_list(stage.list, reason="не той файл", by=stage.officer, now=now)
    with pytest.raises(Refused) as refusal:
        actions.agree(stage.line(1), by=stage.second, now=now)
    assert (refusal.value.code, stage.line(1).state) == ("state", "second")


def test_signing_and_changing_at_once_leaves_what_was_signed(decided, now):
    digest = actions.decisions_digest(decided.list)
    homecoming.sign_list(decided.list, digest=digest, by=decided.officer, now=now)
    # The officer's page is older than the first signature, so it still offers to change.
    stale = decided.line(2)
    stale.list.state = "deciding"
    second = NameList.objects.select_related("round").get(pk=decided.list.pk)
    ends = at_once(
        lambda: homecoming.sign_list(second, digest=digest, by=decided.second, now=now),
        lambda: actions.undo(stale, by=decided.officer, now=now),
    )
    assert ends == {"done": 1, "refused": 1}
    assert set(Line.objects.filter(list=decided.list).values_list("state", "arrival")) == {("confirmed", "expected")}


def test_the_same_arrivals_verified_four_times_at_once_happen_once(decided, now):
    build_homecoming.sign(decided, now=now)
    shown = [decided.lines() for _ in range(4)]
    ends = at_once(
        *(
            lambda lines=lines, by=by: homecoming.verify_arrival(lines, by=by, now=now)
            for lines, by in zip(shown, [decided.officer, decided.second] * 2, strict=True)
        )
    )
    assert ends == {"done": 1, "refused": 3}
    assert Fact.objects.filter(about="status", value="RETURNED_EXCHANGE").count() == 4
    assert (Case.objects.filter(state="open").count(), Call.objects.count()) == (4, 4)


def test_one_proposal_approved_twice_at_once_joins_once(now):
    first, second = build.account(cast.REGISTRAR, now=now), build.account(cast.SECOND_REGISTRAR, now=now)
    third = build.account(cast.Officer("registrar3", "Юлія Кіт", "Yuliia Kit", "registrar"), now=now)
    one, other = (build_people.person("Шевчук Андрій", born=date(1991, 3, 14), now=now) for _ in range(2))
    proposal = pairs.propose_merge(other, into=one, reason="той самий паспорт", by=first, now=now)
    shown = [Proposal.objects.get(pk=proposal.pk) for _ in range(4)]
    ends = at_once(
        *(
            lambda row=row, by=by: pairs.approve(row, by=by, now=now)
            for row, by in zip(shown, [second, third] * 2, strict=True)
        )
    )
    assert ends == {"done": 1, "refused": 3}
    assert Fact.objects.filter(about="same_as").count() == 1
    assert PersonNow.objects.get(pk=other.pk).joined_to_id == one.pk


def test_one_call_logged_twice_at_once_is_told_once(now):
    person = build_exchanges.captive("Шевчук", now=now)
    build_families.relative(person, now=now)
    [call] = build_families.released(person, now=now)
    by = build_families.officers(now)
    shown = [Call.objects.get(pk=call.pk) for _ in range(4)]
    ends = at_once(
        *(
            lambda row=row, who=who: log_outcome(row, "told", seen=row.turns, by=who, now=now)
            for row, who in zip(shown, by * 2, strict=True)
        )
    )
    assert ends == {"done": 1, "refused": 3}
    assert ContactLog.objects.filter(outcome="told").count() == 1
