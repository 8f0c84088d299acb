"""Two records, one person or two: by two people, with a reason, and back again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dodomu.access import actions as access
from dodomu.access.models import Conflict, Grant
from dodomu.errors import Refused, StaleView
from dodomu.ledger.models import Entry
from dodomu.people import actions, pairs, queries
from dodomu.people.models import Fact, PersonNow, Proposal
from tests import build, build_people, cast
from tests.build_people import JUNE, MAY, source

pytestmark = pytest.mark.django_db
WHY = "той самий паспорт"


@pytest.fixture
def officers(now):
    return build.account(cast.REGISTRAR, now=now), build.account(cast.SECOND_REGISTRAR, now=now)


@pytest.fixture
def three(now):
    return [
        build_people.person("Шевчук Андрій", status="MISSING_SC", now=now),
        build_people.person("Shevchuk Andrii", status="CAPTIVE_CONFIRMED", now=now),
        build_people.person("Шевчук А.", status="", now=now),
    ]


def merge(one, other, officers, now):
    by, second = officers
    return pairs.approve(pairs.propose_merge(one, into=other, reason=WHY, by=by, now=now), by=second, now=now)


def part(one, officers, now):
    by, second = officers
    return pairs.approve(pairs.propose_part(one, reason="дві різні людини", by=by, now=now), by=second, now=now)


def speaking() -> dict[int, str]:
    return dict(PersonNow.objects.filter(joined_to=None).values_list("pk", "status"))


def test_a_merged_record_is_silent_and_the_other_speaks_for_both(three, officers, now):
    one, other, third = three
    merge(one, other, officers, now)
    assert speaking() == {other.pk: "CAPTIVE_CONFIRMED", third.pk: ""}
    assert pairs.speaker(one) == pairs.speaker(other) == other
    assert {fact.person_id for fact in queries.facts_of(other)} == {one.pk, other.pk}
    assert set(other.names.values_list("surname", flat=True)) == {"Шевчук", "Shevchuk"}
    assert not one.names.exists()
    acts = list(Entry.objects.filter(kind="person").order_by("seq").values_list("act", "key"))
    assert acts == [("propose_merge", one.pk), ("merge", one.pk)]


def test_parted_each_speaks_with_its_own_facts_again(three, officers, now):
    one, other, third = three
    merge(one, other, officers, now)
    part(one, officers, now)
    assert speaking() == {one.pk: "MISSING_SC", other.pk: "CAPTIVE_CONFIRMED", third.pk: ""}
    merge(one, third, officers, now)
    assert speaking() == {other.pk: "CAPTIVE_CONFIRMED", third.pk: "MISSING_SC"}


def test_what_replaces_a_fact_of_a_joined_record_stays_with_that_record(three, officers, now):
    one, other, _third = three
    merge(one, other, officers, now)
    theirs = Fact.objects.get(person=one, about="status")
    fact = actions.state(
        other,
        "status",
        "CAPTIVE_PROBABLE",
        true_from=MAY,
        source=source(),
        by=officers[0],
        now=now,
        replaces=theirs,
        reason="відео",
        is_approved=True,
    )
    assert (fact.person, speaking()[other.pk]) == (one, "CAPTIVE_PROBABLE")
    part(one, officers, now)
    assert (speaking()[one.pk], speaking()[other.pk]) == ("CAPTIVE_PROBABLE", "CAPTIVE_CONFIRMED")


def test_nothing_is_stated_of_a_record_that_is_silent(three, officers, now):
    one, other, _third = three
    merge(one, other, officers, now)
    with pytest.raises(Refused) as caught:
        actions.state(one, "status", "HANDED_OVER", true_from=JUNE, source=source(), by=officers[0], now=now)
    assert caught.value.code == "joined"


def test_a_fact_of_a_silent_record_can_be_withdrawn(three, officers, now):
    one, other, _third = three
    merge(other, one, officers, now)
    theirs = Fact.objects.get(person=other, about="status")
    actions.withdraw(theirs, reason="не він", source=source(), by=officers[0], now=now)
    assert speaking()[one.pk] == "MISSING_SC"


def test_a_join_is_not_withdrawn_by_one_person(three, officers, now):
    join = merge(three[0], three[1], officers, now)
    with pytest.raises(Refused) as caught:
        actions.withdraw(join, reason="помилка", source=source(), by=officers[0], now=now)
    assert caught.value.field == "about"


def test_nobody_approves_what_he_proposed_himself(three, officers, now):
    proposal = pairs.propose_merge(three[0], into=three[1], reason=WHY, by=officers[0], now=now)
    with pytest.raises(Refused) as caught:
        pairs.approve(proposal, by=officers[0], now=now)
    assert caught.value.code == "same_person"
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


@pytest.mark.parametrize("how", ["approved", "refused", "withdrawn"])
def test_a_proposal_is_decided_once(three, officers, now, how):
    by, second = officers
    proposal = pairs.propose_merge(three[0], into=three[1], reason=WHY, by=by, now=now)
    if how == "approved":
        pairs.approve(proposal, by=second, now=now)
    else:
        pairs.refuse(proposal, by=second if how == "refused" else by, now=now)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_at) == (how, now)
    for act in (pairs.approve, pairs.refuse):
        with pytest.raises(StaleView):
            act(proposal, by=second, now=now)
    assert Fact.objects.filter(about="same_as").count() == (how == "approved")


def test_refusals_of_proposals(three, officers, now):
    one, other, third = three
    by = officers[0]

    def merging(first, into, why=WHY):
        return lambda: pairs.propose_merge(first, into=into, reason=why, by=by, now=now)

    def said(act) -> tuple[str | None, str]:
        with pytest.raises(Refused) as caught:
            act()
        return caught.value.field, caught.value.code

    assert said(merging(one, one)) == ("into", "")
    assert said(merging(one, other, "так")) == ("reason", "")
    assert said(lambda: pairs.propose_part(one, reason=WHY, by=by, now=now)) == (None, "")
    merging(one, other)()
    assert said(merging(one, other)) == (None, "")
    merge(third, other, officers, now)
    assert said(merging(third, one)) == ("into", "joined")
    assert said(merging(one, third)) == ("into", "joined")
    assert Proposal.objects.filter(state="proposed").count() == 1


def test_of_two_merges_that_close_a_circle_the_second_is_stale(three, officers, now):
    one, other, _third = three
    by, second = officers
    forth = pairs.propose_merge(one, into=other, reason=WHY, by=by, now=now)
    back = pairs.propose_merge(other, into=one, reason=WHY, by=by, now=now)
    pairs.approve(forth, by=second, now=now)
    with pytest.raises(StaleView):
        pairs.approve(back, by=second, now=now)


def test_a_merge_into_a_record_that_was_joined_meanwhile_goes_to_its_speaker(three, officers, now):
    one, other, third = three
    by, second = officers
    waiting = pairs.propose_merge(one, into=other, reason=WHY, by=by, now=now)
    merge(other, third, officers, now)
    assert pairs.approve(waiting, by=second, now=now).value == str(third.pk)
    assert speaking() == {third.pk: "CAPTIVE_CONFIRMED"}


def test_a_chain_comes_apart_where_it_is_parted(three, officers, now):
    one, other, third = three
    merge(one, other, officers, now)
    merge(other, third, officers, now)
    assert (pairs.speaker(one), speaking()) == (third, {third.pk: "CAPTIVE_CONFIRMED"})
    part(other, officers, now)
    assert pairs.speaker(one) == other
    assert speaking() == {other.pk: "CAPTIVE_CONFIRMED", third.pk: ""}


def test_parting_is_stale_when_the_record_was_joined_elsewhere_meanwhile(three, officers, now):
    one, other, third = three
    by, second = officers
    merge(one, other, officers, now)
    waiting = pairs.propose_part(one, reason="дві різні людини", by=by, now=now)
    merge(other, third, officers, now)
    with pytest.raises(StaleView):
        pairs.approve(waiting, by=second, now=now)


def test_joined_and_parted_on_one_day_nothing_is_remembered_as_known(three, officers, now):
    one, other, _third = three
    days = [MAY, JUNE, now.date(), now.date() + timedelta(days=1)]
    before = [queries.as_of_by_sql("status", true_on=on, known_on=on) for on in days]
    merge(one, other, officers, now)
    part(one, officers, now)
    assert [queries.as_of_by_sql("status", true_on=on, known_on=on) for on in days] == before


def test_who_is_barred_from_one_record_is_barred_from_both(three, officers, now):
    one, other, _third = three
    access.declare_conflict(officers[0], person=one.pk, why="relative")
    access.declare_conflict(officers[1], person=other.pk, why="self")
    merge(one, other, officers, now)
    barred = set(Conflict.objects.values_list("user", "person", "why"))
    assert barred == {
        (officers[0].pk, one.pk, "relative"),
        (officers[0].pk, other.pk, "relative"),
        (officers[1].pk, one.pk, "self"),
        (officers[1].pk, other.pk, "self"),
    }


def test_two_people_are_remembered_as_two(three, officers, now):
    one, other, _third = three
    pair = pairs.say_not_same(other, one, reason="різні дати народження", by=officers[0], now=now)
    assert pairs.say_not_same(one, other, reason="ще раз", by=officers[1], now=now) == pair
    assert (pair.first, pair.second, pair.reason) == (one, other, "різні дати народження")
    assert (queries.not_same_as(one.pk), queries.not_same_as(other.pk)) == ({other.pk}, {one.pk})
    assert Entry.objects.filter(act="not_same").count() == 1
    with pytest.raises(Refused):
        pairs.say_not_same(one, one, reason=WHY, by=officers[0], now=now)


def test_an_unusual_status_takes_effect_when_another_person_approves(three, officers, now):
    by, second = officers
    one = three[1]
    given = {"precision": "day", "standing": "confirmed", "source": source(), "reason": "є висновок", "by": by}
    proposal = pairs.propose_status(one, status="DIED_CAPTIVITY", true_from=JUNE, now=now, **given)
    assert speaking()[one.pk] == "CAPTIVE_CONFIRMED"
    fact = pairs.approve(proposal, by=second, now=now)
    assert (fact.value, fact.by, fact.reason, speaking()[one.pk]) == (
        "DIED_CAPTIVITY",
        second,
        "є висновок",
        "DIED_CAPTIVITY",
    )


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"status": "HOME"}, "value"),
        ({"precision": "week"}, "precision"),
        ({"standing": "sure"}, "standing"),
        ({"reason": "так"}, "reason"),
        ({"true_from": date(2024, 7, 19)}, "true_from"),
        ({"learned_on": date(2024, 7, 19)}, "learned_on"),
    ],
)
def test_an_impossible_status_is_not_even_proposed(three, officers, now, said, field):
    given = {
        "status": "DIED_CAPTIVITY",
        "true_from": JUNE,
        "precision": "day",
        "standing": "confirmed",
        "source": source(),
        "reason": "є висновок",
    }
    with pytest.raises(Refused) as caught:
        pairs.propose_status(three[1], **(given | said), by=officers[0], now=now)
    assert caught.value.field == field
    assert Proposal.objects.count() == 0


def test_proposals_that_wait_are_shown_to_those_who_may_approve(three, officers, now):
    unit = build.unit("NGU")
    held = build_people.person("Коваль Іван", unit=unit.code, now=now)
    other = build_people.person("Коваль І.", unit=build.unit("AFU").code, now=now)
    guard = access.open_account("guard", name="Ярина", password=cast.PASSWORD, role="registrar", unit=unit, now=now)
    mine = pairs.propose_merge(held, into=three[0], reason=WHY, by=officers[0], now=now)
    pairs.propose_merge(other, into=three[0], reason=WHY, by=officers[0], now=now)
    assert list(queries.open_proposals(guard)) == [mine]
    assert queries.open_proposals(build.account(cast.PRESS, now=now)).count() == 0


def test_who_works_on_a_joined_record_works_on_the_one_that_speaks_until_they_are_parted(three, officers, now):
    one, other, _third = three
    liaison, support = build.account(cast.LIAISON, now=now), build.account(cast.SOCIAL, now=now)
    access.assign([liaison], kind="person", keys=[one.pk, other.pk], why="enquiry:1", now=now)
    access.assign([support], kind="person", keys=[one.pk], why="case:1", now=now)

    def working_on(person):
        grants = Grant.objects.filter(kind="person", key=person.pk, until_at=None, why__in=["enquiry:1", "case:1"])
        return sorted(grants.values_list("user", "why"))

    both = sorted([(liaison.pk, "enquiry:1"), (support.pk, "case:1")])
    merge(one, other, officers, now + timedelta(hours=1))
    assert (working_on(one), working_on(other)) == (both, both)
    part(one, officers, now + timedelta(hours=2))
    assert (working_on(one), working_on(other)) == (both, [(liaison.pk, "enquiry:1")])
    merge(one, other, officers, now + timedelta(hours=3))
    access.end_assignment(why="case:1", now=now + timedelta(hours=4))
    assert working_on(other) == [(liaison.pk, "enquiry:1")]
