"""A list becomes a homecoming."""

from __future__ import annotations

from datetime import date

import pytest

from dodomu.access import actions as access
from dodomu.errors import Refused, StaleView
from dodomu.exchanges import actions as exchanges
from dodomu.exchanges import queries
from dodomu.exchanges.queries.reading import read_reason
from dodomu.families.models import Call
from dodomu.flows import homecoming
from dodomu.ledger.models import Entry
from dodomu.ledger.queries import verify_chain
from dodomu.notices.models import Notice
from dodomu.people import counting, projection
from dodomu.people.models import Fact, PersonNow
from dodomu.reintegration.models import Case
from tests import build_homecoming

pytestmark = pytest.mark.django_db

JULY = date(2024, 7, 17)


@pytest.fixture
def stage(now):
    return build_homecoming.set_stage(now=now)


def statuses(stage):
    return [PersonNow.objects.get(pk=person.pk).status for person in stage.people]


def returned(known_on):
    return counting.count(counting.Question(true_on=JULY, known_on=known_on, status="returned"))


def test_one_signature_changes_nothing(stage, now):
    digest = exchanges.decisions_digest(stage.list)
    assert homecoming.sign_list(stage.list, digest=digest, by=stage.officer, now=now) == 1
    assert statuses(stage) == ["CAPTIVE_CONFIRMED"] * 4
    assert (Case.objects.count(), Call.objects.count()) == (0, 0)


def test_the_first_signer_cannot_be_the_second(stage, now):
    digest = exchanges.decisions_digest(stage.list)
    homecoming.sign_list(stage.list, digest=digest, by=stage.officer, now=now)
    with pytest.raises(Refused, match="інша людина"):
        homecoming.sign_list(stage.list, digest=digest, by=stage.officer, now=now)


def test_nobody_says_whether_somebody_close_arrived(stage, now):
    build_homecoming.sign(stage, now=now)
    access.declare_conflict(stage.officer, person=stage.people[0].pk, why="relative")
    with pytest.raises(Refused, match="Серед вибраних є близька вам людина"):
        homecoming.verify_arrival(stage.lines(), by=stage.officer, now=now)
    with pytest.raises(Refused, match="Це близька вам людина"):
        homecoming.miss_arrival(stage.lines()[:1], reason="не було в автобусі", by=stage.officer, now=now)
    assert statuses(stage) == ["HANDED_OVER"] * 4
    homecoming.verify_arrival(stage.lines(), by=stage.second, now=now)
    assert statuses(stage) == ["RETURNED_EXCHANGE"] * 4


def test_two_signatures_hand_everybody_over_and_call_nobody(stage, now):
    build_homecoming.sign(stage, now=now)
    assert statuses(stage) == ["HANDED_OVER"] * 4
    assert list(Case.objects.values_list("state", flat=True)) == ["expected"] * 4
    assert (Call.objects.count(), Notice.objects.count()) == (0, 0)
    assert returned(date(2024, 7, 18)) == 0
    assert [line.arrival for line in stage.lines()] == ["expected"] * 4


def test_a_list_with_an_open_line_is_not_signed(stage, now):
    exchanges.undo(stage.line(3), by=stage.officer, now=now)
    with pytest.raises(Refused, match="Ще не вирішено рядків: 1"):
        homecoming.sign_list(stage.list, digest=exchanges.decisions_digest(stage.list), by=stage.officer, now=now)


def test_what_changed_since_it_was_reviewed_is_not_signed(stage, now):
    digest = exchanges.decisions_digest(stage.list)
    exchanges.undo(stage.line(3), by=stage.officer, now=now)
    exchanges.mark_none(stage.line(3), by=stage.officer, now=now)
    with pytest.raises(StaleView, match="Рішення змінилися"):
        homecoming.sign_list(stage.list, digest=digest, by=stage.officer, now=now)
    assert stage.list.signatures.count() == 0


def test_the_arrival_opens_the_case_and_releases_the_call(stage, now):
    build_homecoming.sign(stage, now=now)
    homecoming.verify_arrival(stage.lines()[:3], by=stage.officer, now=now)
    assert statuses(stage) == ["RETURNED_EXCHANGE"] * 3 + ["HANDED_OVER"]
    assert sorted(Case.objects.values_list("state", flat=True)) == ["expected", "open", "open", "open"]
    assert Call.objects.count() == 3
    gap = queries.gap(stage.round)
    assert (gap.announced, gap.lines, gap.decided, gap.signed, gap.arrived) == (4, 4, 4, 4, 3)


def test_returned_moves_by_exactly_the_verified_and_yesterday_does_not_move(stage, now):
    before = returned(date(2024, 7, 17))
    build_homecoming.sign(stage, now=now)
    homecoming.verify_arrival(stage.lines()[:3], by=stage.officer, now=now)
    assert returned(date(2024, 7, 18)) == 3
    assert returned(date(2024, 7, 17)) == before == 0
    earlier = counting.Question(true_on=JULY, known_on=date(2024, 7, 17), status="returned")
    later = counting.Question(true_on=JULY, known_on=date(2024, 7, 18), status="returned")
    number, changes = counting.difference(earlier, later)
    assert number == 3
    assert {change.person.pk for change in changes} == {person.pk for person in stage.people[:3]}
    assert {change.because.value for change in changes} == {"RETURNED_EXCHANGE"}


def test_the_same_arrival_is_not_verified_twice(stage, now):
    build_homecoming.sign(stage, now=now)
    homecoming.verify_arrival(stage.lines()[:2], by=stage.officer, now=now)
    with pytest.raises(StaleView):
        homecoming.verify_arrival(stage.lines()[:3], by=stage.second, now=now)
    assert statuses(stage)[2] == "HANDED_OVER"
    assert Fact.objects.filter(value="RETURNED_EXCHANGE").count() == 2


def test_who_did_not_arrive_is_captive_again_and_may_still_come(stage, now):
    build_homecoming.sign(stage, now=now)
    homecoming.miss_arrival([stage.line(1)], reason="не було в автобусі", by=stage.officer, now=now)
    assert statuses(stage)[0] == "CAPTIVE_CONFIRMED"
    assert Case.objects.get(person=stage.people[0]).state == "withdrawn"
    homecoming.expect_again([stage.line(1)], reason="приїхав другим автобусом", by=stage.officer, now=now)
    homecoming.verify_arrival([stage.line(1)], by=stage.officer, now=now)
    assert statuses(stage)[0] == "RETURNED_EXCHANGE"
    assert Case.objects.get(person=stage.people[0]).state == "open"


@pytest.mark.parametrize("kind", ["stranger", "namesake"])
def test_somebody_else_on_the_bus_sends_the_line_back_to_be_signed_anew(stage, now, kind):
    build_homecoming.sign(stage, now=now)
    homecoming.verify_arrival(stage.lines()[1:], by=stage.officer, now=now)
    homecoming.find_another(stage.line(1), kind=kind, reason="інша дата народження", by=stage.officer, now=now)
    stage.list.refresh_from_db()
    line = stage.line(1)
    assert (stage.list.state, line.state, line.person_id, line.arrival) == ("deciding", "open", None, "unsigned")
    assert statuses(stage) == ["CAPTIVE_CONFIRMED"] + ["RETURNED_EXCHANGE"] * 3
    new = exchanges.add_new(line, by=stage.officer, now=now)
    build_homecoming.sign(stage, now=now)
    assert PersonNow.objects.get(pk=new.person_id).status == "HANDED_OVER"
    assert Case.objects.filter(state="open").count() == 3


def test_undo_after_signing_leaves_facts_with_a_reason(stage, now):
    build_homecoming.sign(stage, now=now)
    homecoming.verify_arrival(stage.lines(), by=stage.officer, now=now)
    assert homecoming.undo_signing(stage.list, reason="список був чужий", by=stage.second, now=now) == 4
    assert statuses(stage) == ["CAPTIVE_CONFIRMED"] * 4
    assert set(Fact.objects.filter(value=None).values_list("reason", flat=True)) == {"список був чужий"}
    assert set(Case.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert set(Call.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert returned(date(2024, 7, 18)) == 0
    assert list(projection.differences()) == []


def test_sign_arrive_undo_and_sign_again_leaves_no_double_case_and_no_double_call(stage, now):
    for _turn in range(2):
        build_homecoming.sign(stage, now=now)
        homecoming.verify_arrival(stage.lines(), by=stage.officer, now=now)
        homecoming.undo_signing(stage.list, reason="помилка у списку", by=stage.officer, now=now)
        stage.list.refresh_from_db()
    build_homecoming.sign(stage, now=now)
    homecoming.verify_arrival(stage.lines(), by=stage.officer, now=now)
    assert (Case.objects.count(), Call.objects.count()) == (4, 4)
    assert statuses(stage) == ["RETURNED_EXCHANGE"] * 4
    assert verify_chain().broken_at is None


def test_nobody_signs_a_list_with_somebody_close_on_it(stage, now):
    from dodomu.access.actions import declare_conflict

    declare_conflict(stage.officer, person=stage.people[2].pk, why="relative")
    with pytest.raises(Refused, match="близька вам людина") as caught:
        homecoming.sign_list(stage.list, digest=exchanges.decisions_digest(stage.list), by=stage.officer, now=now)
    assert caught.value.code == "close"
    assert stage.list.signatures.count() == 0


def test_a_reason_is_needed_to_take_anything_back(stage, now):
    build_homecoming.sign(stage, now=now)
    for act in (
        lambda: homecoming.undo_signing(stage.list, reason=" ", by=stage.officer, now=now),
        lambda: homecoming.miss_arrival([stage.line(1)], reason="", by=stage.officer, now=now),
        lambda: homecoming.find_another(stage.line(1), kind="stranger", reason="", by=stage.officer, now=now),
    ):
        with pytest.raises(Refused) as caught:
            act()
        assert caught.value.field == "reason"
    assert statuses(stage) == ["HANDED_OVER"] * 4


def test_a_person_joined_meanwhile_stops_the_signing_as_a_whole(stage, now):
    from dodomu.people import pairs
    from tests import build, build_exchanges, cast

    one, other = build.account(cast.REGISTRAR, now=now), build.account(cast.SECOND_REGISTRAR, now=now)
    double = build_exchanges.captive("Шевчук", "Андрій", "Миколайович", now=now)
    proposal = pairs.propose_merge(stage.people[0], into=double, reason="та сама людина", by=one, now=now)
    pairs.approve(proposal, by=other, now=now)
    with pytest.raises(Refused) as caught:
        build_homecoming.sign(stage, now=now)
    assert caught.value.code == "joined"
    assert statuses(stage)[1:] == ["CAPTIVE_CONFIRMED"] * 3
    stage.list.refresh_from_db()
    assert (stage.list.state, Case.objects.count()) == ("signed_once", 0)


def test_signing_costs_the_same_queries_a_line_for_any_length(now, counted_queries):
    from tests import build_exchanges

    stage = build_homecoming.set_stage(now=now)
    longer = build_exchanges.captives(
        [("Лисенко", "Павло", "Ігорович", date(1980, 1, day)) for day in range(1, 29)], now=now
    )
    text = "\n".join(f"Лисенко Павло Ігорович {day:02d}.01.1980" for day in range(1, 29))
    second_list = build_exchanges.take(stage.round, text, by=stage.officer, now=now)
    build_exchanges.decide_all(second_list, longer, by=stage.officer, second=stage.second, now=now)
    short = counted_queries(lambda: build_homecoming.sign(stage, now=now))
    stage.list = second_list
    long = counted_queries(lambda: build_homecoming.sign(stage, now=now))
    assert long == short


def test_a_reason_that_names_somebody_is_kept_with_the_list_and_not_in_the_ledger(stage, now):
    homecoming.sign_list(stage.list, digest=exchanges.decisions_digest(stage.list), by=stage.officer, now=now)
    stage.list.refresh_from_db()
    exchanges.send_back(stage.list, reason="Шевчук не той", by=stage.second, now=now)
    stage.list.refresh_from_db()
    assert read_reason(stage.list) == "Шевчук не той"
    assert "Шевчук" not in stage.list.reason
    assert not Entry.objects.filter(detail__contains="Шевчук").exists()


def test_every_step_is_in_the_ledger_without_a_name(stage, now):
    build_homecoming.sign(stage, now=now)
    homecoming.verify_arrival(stage.lines(), by=stage.officer, now=now)
    acts = set(Entry.objects.values_list("act", flat=True))
    assert {"take_list", "decide_line", "sign_list", "take_effect", "hand_over", "verify_arrival"} <= acts
    assert not Entry.objects.filter(detail__contains="Шевчук").exists()
