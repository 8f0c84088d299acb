"""The family hears by voice, in order, once, and never before the arrival is verified."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dodomu.access.models import Grant
from dodomu.errors import Refused, StaleView
from dodomu.families import actions, queries
from dodomu.families.actions import messages, relatives
from dodomu.families.actions.calls import UNDO_WITHIN
from dodomu.families.models import Call, ContactLog, Relative, Telling
from dodomu.notices.models import Notice
from tests import build, cast
from tests.build_exchanges import captive, captives
from tests.build_families import OCCASION, bring_home, officers, relative, released

pytestmark = pytest.mark.django_db
BORN = date(1990, 5, 1)


def states(person):
    return list(
        Call.objects.filter(telling__person=person).order_by("relative__place", "pk").values_list("state", flat=True)
    )


def test_only_verified_relatives_get_a_call(now):
    person = captive("Шевчук", now=now)
    wife = relative(person, now=now)
    relative(person, name="Незнайома Людина", kin="other", is_verified=False, now=now)
    assert [call.relative for call in released(person, now=now)] == [wife]


def test_who_may_be_told_nothing_gets_no_call(now):
    person = captive("Шевчук", now=now)
    relative(person, kin="former_spouse", may_be_told="nothing", now=now)
    assert released(person, now=now) == []
    assert queries.told(OCCASION) == (0, 0)


def test_the_second_in_the_order_waits_until_the_first_is_told(now):
    person = captive("Шевчук", now=now)
    officer, _second = officers(now)
    relative(person, now=now)
    relative(person, name="Шевчук Галина", kin="mother", now=now)
    first, second = released(person, now=now)
    assert [first.state, second.state] == ["released", "held"]
    with pytest.raises(Refused) as refusal:
        actions.log_outcome(second, "told", by=officer, now=now)
    assert refusal.value.code == "held"
    actions.log_outcome(first, "told", by=officer, now=now)
    assert states(person) == ["told", "released"]


def test_who_is_told_apart_is_called_at_the_same_time(now):
    person = captive("Шевчук", now=now)
    relative(person, now=now)
    relative(person, name="Шевчук Галина", kin="mother", is_told_apart=True, now=now)
    assert [call.state for call in released(person, now=now)] == ["released", "released"]


def test_after_three_calls_without_an_answer_the_next_is_called_and_the_first_stays_on_the_list(now):
    person = captive("Шевчук", now=now)
    officer, _second = officers(now)
    relative(person, now=now)
    relative(person, name="Шевчук Галина", kin="mother", now=now)
    first, _next = released(person, now=now)
    seen = []
    for hours in (1, 2, 3):
        actions.log_outcome(first, "no_answer", by=officer, now=now + timedelta(hours=hours))
        seen.append(states(person))
    assert seen == [["not_reached", "held"], ["not_reached", "held"], ["not_reached", "released"]]
    assert queries.told(OCCASION) == (0, 1)


def test_a_wrong_number_lets_the_next_be_called_at_once(now):
    person = captive("Шевчук", now=now)
    officer, _second = officers(now)
    relative(person, now=now)
    relative(person, name="Шевчук Галина", kin="mother", now=now)
    first, _next = released(person, now=now)
    actions.log_outcome(first, "wrong_number", by=officer, now=now)
    assert states(person) == ["not_reached", "released"]


def test_a_call_asked_for_later_is_due_then(now):
    person = captive("Шевчук", now=now)
    officer, _second = officers(now)
    relative(person, now=now)
    [call] = released(person, now=now)
    actions.log_outcome(call, "later", call_again_at=now + timedelta(hours=5), by=officer, now=now)
    call.refresh_from_db()
    assert (call.state, call.due_at, call.tries) == ("not_reached", now + timedelta(hours=5), 0)
    for wrong in (None, now - timedelta(hours=1), now + timedelta(days=8)):
        with pytest.raises(Refused) as refusal:
            actions.log_outcome(call, "later", call_again_at=wrong, by=officer, now=now)
        assert refusal.value.field == "call_again_at"
    assert ContactLog.objects.count() == 1


def test_released_twice_makes_nothing_twice(now):
    people = captives([(f"Шевчук{n}", "Іван", "Петрович", BORN) for n in range(3)], now=now)
    for person in people:
        relative(person, now=now)
        relative(person, name="Шевчук Галина", kin="mother", now=now)
    first = released(*people, now=now)
    again = actions.release_calls(people, occasion=OCCASION, by=None, now=now)
    assert again == first
    assert (Telling.objects.count(), Call.objects.count()) == (3, 6)


def test_a_message_goes_only_after_told_without_a_status_and_once(now):
    person = captive("Шевчук", now=now)
    officer, _second = officers(now)
    wife = relative(person, now=now)
    [call] = released(person, now=now)
    actions.log_outcome(call, "no_answer", by=officer, now=now)
    assert Notice.objects.count() == 0
    actions.log_outcome(call, "told", by=officer, now=now)
    notice = Notice.objects.get()
    assert (notice.idempotency_key, notice.way, notice.about) == (
        f"call:{call.pk}:after",
        "sms",
        f"relative:{wife.pk}",
    )
    assert notice.next_try_at == now + UNDO_WITHIN


def test_second_thoughts_take_back_what_was_told_and_the_message(now):
    person = captive("Шевчук", now=now)
    officer, _second = officers(now)
    relative(person, now=now)
    relative(person, name="Шевчук Галина", kin="mother", now=now)
    first, _next = released(person, now=now)
    row = actions.log_outcome(first, "told", by=officer, now=now)
    actions.undo(row, by=officer, now=now + timedelta(minutes=2))
    assert states(person) == ["released", "held"]
    assert list(ContactLog.objects.order_by("pk").values_list("outcome", flat=True)) == ["told", "undone"]
    assert Notice.objects.get().state == "recalled"
    actions.log_outcome(first, "told", by=officer, now=now + timedelta(minutes=5))
    assert list(Notice.objects.order_by("pk").values_list("idempotency_key", "state")) == [
        (f"call:{first.pk}:after", "recalled"),
        (f"call:{first.pk}:after:2", "queued"),
    ]


def test_second_thoughts_come_too_late_after_ten_minutes_or_another_entry(now):
    person = captive("Шевчук", now=now)
    officer, _second = officers(now)
    relative(person, now=now)
    [call] = released(person, now=now)
    row = actions.log_outcome(call, "no_answer", by=officer, now=now)
    with pytest.raises(Refused) as refusal:
        actions.undo(row, by=officer, now=now + timedelta(minutes=11))
    assert refusal.value.code == "late"
    actions.log_outcome(call, "no_answer", by=officer, now=now)
    with pytest.raises(StaleView):
        actions.undo(row, by=officer, now=now)


def test_a_page_that_lay_open_is_noticed(now):
    person = captive("Шевчук", now=now)
    officer, second = officers(now)
    relative(person, now=now)
    [call] = released(person, now=now)
    seen = call.turns
    actions.log_outcome(call, "no_answer", seen=seen, by=officer, now=now)
    with pytest.raises(StaleView):
        actions.log_outcome(call, "told", seen=seen, by=second, now=now)
    assert ContactLog.objects.count() == 1


def test_nobody_is_told_before_the_return_is_verified(now):
    person = captive("Шевчук", now=now)
    officer, _second = officers(now)
    relative(person, now=now)
    [call] = actions.release_calls([person], occasion=OCCASION, by=None, now=now)
    with pytest.raises(Refused) as refusal:
        actions.log_outcome(call, "told", by=officer, now=now)
    assert refusal.value.code == "not_home"
    assert (ContactLog.objects.count(), Notice.objects.count()) == (0, 0)


def test_an_undone_arrival_takes_the_quiet_calls_back_and_mends_the_told_ones(now):
    person = captive("Шевчук", now=now)
    officer, _second = officers(now)
    relative(person, now=now)
    relative(person, name="Шевчук Галина", kin="mother", now=now)
    first, second = released(person, now=now)
    actions.log_outcome(first, "told", by=officer, now=now)
    later = now + timedelta(minutes=5)
    taken = actions.withdraw_calls([person], occasion=OCCASION, reason="тезка", by=None, now=later)
    assert [(call.pk, call.state) for call in taken] == [(first.pk, "mend"), (second.pk, "withdrawn")]
    assert Notice.objects.get().state == "recalled"
    assert queries.told(OCCASION) == (0, 0)
    with pytest.raises(Refused):
        actions.log_outcome(first, "told", by=officer, now=later)
    actions.log_outcome(first, "explained", by=officer, now=later)
    assert states(person) == ["mended", "withdrawn"]
    assert Notice.objects.count() == 1


def test_a_second_arrival_opens_the_same_calls_again(now):
    person = captive("Шевчук", now=now)
    officer, _second = officers(now)
    relative(person, now=now)
    relative(person, name="Шевчук Галина", kin="mother", now=now)
    first, second = released(person, now=now)
    actions.log_outcome(first, "told", by=officer, now=now)
    actions.withdraw_calls([person], occasion=OCCASION, reason="тезка", by=None, now=now)
    actions.log_outcome(first, "explained", by=officer, now=now)
    again = actions.release_calls([person], occasion=OCCASION, by=None, now=now)
    assert [(call.pk, call.state) for call in again] == [(first.pk, "released"), (second.pk, "held")]


def test_who_was_told_and_not_yet_called_back_was_told_rightly_after_all(now):
    person = captive("Шевчук", now=now)
    officer, _second = officers(now)
    relative(person, now=now)
    [call] = released(person, now=now)
    actions.log_outcome(call, "told", by=officer, now=now)
    actions.withdraw_calls([person], occasion=OCCASION, reason="тезка", by=None, now=now)
    actions.release_calls([person], occasion=OCCASION, by=None, now=now)
    assert states(person) == ["told"]


def test_a_relative_verified_after_the_arrival_is_called_too(now):
    person = captive("Шевчук", now=now)
    first, second = officers(now)
    released(person, now=now)
    late = relative(person, is_verified=False, now=now)
    assert queries.told(OCCASION) == (0, 0)
    relatives.receive_proof(late, kind="marriage", seen_on=date(2024, 7, 1), by=first, now=now)
    relatives.verify(late, by=second, now=now)
    assert states(person) == ["released"]


def test_told_counts_people_whose_relatives_have_all_heard(now):
    one, two = captives([("Шевчук", "Іван", "", BORN), ("Бондар", "Олег", "", BORN)], now=now)
    officer, _second = officers(now)
    relative(one, now=now)
    relative(two, now=now)
    relative(two, name="Бондар Ніна", kin="mother", now=now)
    for call in released(one, two, now=now):
        if call.state == "released":
            actions.log_outcome(call, "told", by=officer, now=now)
    assert queries.told(OCCASION) == (1, 2)


def test_the_liaison_of_the_unit_is_let_in_and_out_again(now):
    ours, theirs = build.unit("NGU"), build.unit("AFU")
    person = captive("Шевчук", unit="NGU", now=now)
    officer = build.account(cast.FAMILY_LIAISON, unit=ours, now=now)
    stranger = build.account(cast.SECOND_FAMILY_LIAISON, unit=theirs, now=now)
    released(person, now=now)
    assert ([one.person for one in queries.not_told_yet(officer)], list(queries.not_told_yet(stranger))) == (
        [person],
        [],
    )
    assert Grant.objects.get().why == f"occasion:{OCCASION}"
    actions.withdraw_calls([person], occasion=OCCASION, reason="тезка", by=None, now=now)
    assert list(queries.visible_tellings(officer)) == []


def test_who_has_to_explain_keeps_the_way_in(now):
    person = captive("Шевчук", now=now)
    officer, _second = officers(now)
    relative(person, now=now)
    [call] = released(person, now=now)
    actions.log_outcome(call, "told", by=officer, now=now)
    actions.withdraw_calls([person], occasion=OCCASION, reason="тезка", by=None, now=now)
    assert [(one.pk, one.state) for one in queries.calls_to_make(officer)] == [(call.pk, "mend")]


def test_a_thousand_people_cost_hardly_more_queries_than_ten(now, counted_queries):
    officers(now)
    costs = []
    for size in (10, 1000):
        people = captives([(f"Ш{n}", "Іван", "", BORN) for n in range(size)], now=now)
        sample = [relative(person, now=now) for person in people[:5]]
        bring_home(*people, now=now)
        costs.append(
            counted_queries(lambda: actions.release_calls(people, occasion=f"round:{size}", by=None, now=now))  # noqa: B023
        )
        assert Call.objects.filter(telling__occasion=f"round:{size}").count() == len(sample)
    assert costs[1] <= costs[0] + 40  # inserts go in portions of some two hundred rows


def test_a_withdrawn_relative_is_not_called_and_the_next_is(now):
    person = captive("Шевчук", now=now)
    _first, second = officers(now)
    wife = relative(person, now=now)
    relative(person, name="Шевчук Галина", kin="mother", now=now)
    released(person, now=now)
    relatives.withdraw(wife, reason="розлучені від 2023 року", by=second, now=now)
    assert states(person) == ["withdrawn", "released"]
    assert Relative.objects.get(pk=wife.pk).state == "withdrawn"


def test_a_code_is_ours_or_not():
    code = messages.code(127)
    assert messages.call_of(code) == 127
    assert messages.call_of(code.lower().replace("-", " ")) == 127
    other = ("B" if code[-1] == "A" else "A").join([code[:-1], ""])
    assert [messages.call_of(text) for text in (other, "", "127", "хто це", "999999999999999-ABCDEF")] == [None] * 5
