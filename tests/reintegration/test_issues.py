"""Questions of social protection: proposed by rules, accepted, applied for, complained of, settled; rules with two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from dodomu.clock import KYIV
from dodomu.errors import Refused, StaleView
from dodomu.ledger.queries import about
from dodomu.reference.entitlements.published import published
from dodomu.reintegration import actions, queries
from dodomu.reintegration.models import Entitlement, Issue
from dodomu.reintegration.queries import deadlines, entitlements, record
from dodomu.reintegration.queries import issues as asked
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db


def at(on: date, hour: int = 10) -> datetime:
    return datetime(on.year, on.month, on.day, hour, tzinfo=KYIV)


@pytest.fixture
def rules(now):
    actions.load_entitlements(published(), now=now)


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def adapting(now, officer, rules):
    """In the time to adapt: admitted half a day ago."""
    return homecoming.case(now=now, officer=officer, unit=build.unit("NGU"), admitted_at=now - timedelta(hours=12))


@pytest.fixture
def settled(now, officer, rules):
    """Home for five days; the time to adapt is over."""
    ago = now - timedelta(days=5)
    return homecoming.case("Кравець", now=now, officer=officer, unit=build.unit("NGU"), admitted_at=ago)


def proposed(case, now):
    return {one.answer.key: one for one in entitlements.proposals(case, now=now)}


def accept(case, key, *, by, now):
    return actions.accept_entitlements(case, [proposed(case, now)[key].row], by=by, now=now)[0]


def test_loading_the_published_rules_again_adds_nothing(now):
    assert actions.load_entitlements(published(), now=now) == len(published())
    assert actions.load_entitlements(published(), now=now) == 0


def test_the_rules_of_the_day_propose_questions_and_those_of_other_days_do_not(settled, now):
    assert list(proposed(settled, now)) == [
        "discharge", "leave", "legal_aid", "pay", "payment_once", "payment_yearly",
    ]  # fmt: skip
    assert "passport_free" in proposed(settled, at(date(2025, 6, 15)))
    assert "passport_free" not in proposed(settled, at(date(2025, 6, 14)))


def test_the_leave_of_2_and_of_3_february_2026_rest_on_different_versions(settled, officer):
    before = proposed(settled, at(date(2026, 2, 2)))["leave"]
    after = proposed(settled, at(date(2026, 2, 3)))["leave"]
    assert (before.row.number, after.row.number) == (1, 2)
    issue = actions.accept_entitlements(settled, [before.row], by=officer, now=at(date(2026, 2, 2)))[0]
    assert Issue.objects.get(pk=issue.pk).entitlement == before.row
    assert "leave" not in proposed(settled, at(date(2026, 2, 3)))


def test_a_question_moves_to_the_version_in_force_when_the_law_has_changed(settled, officer, now):
    issue = accept(settled, "leave", by=officer, now=now)
    with pytest.raises(Refused):
        actions.renew_issue(issue, by=officer, now=at(date(2026, 2, 2)))
    assert entitlements.newer(issue, on=date(2026, 2, 2)) is None
    later = at(date(2026, 2, 3))
    assert entitlements.newer(issue, on=date(2026, 2, 3)).number == 2
    actions.renew_issue(issue, by=officer, now=later)
    assert Issue.objects.get(pk=issue.pk).entitlement.number == 2
    kept = next(entry for entry in about("person", settled.person_id) if entry.act == "issue_renew")
    assert '"before":1' in kept.detail
    actions.move_issue(issue, "settle", by=officer, now=later)
    with pytest.raises(Refused):
        actions.renew_issue(issue, by=officer, now=later)


def test_an_accepted_right_is_a_question_with_its_term_and_is_proposed_no_more(settled, officer, now):
    issue = accept(settled, "payment_once", by=officer, now=now)
    assert (issue.kind, issue.state, issue.due_at) == ("one_off", "open", at(date(2024, 8, 17), 18))
    assert "payment_once" not in proposed(settled, now)
    with pytest.raises(Refused, match="вже в роботі"):
        actions.accept_entitlements(settled, [issue.entitlement], by=officer, now=now)
    assert Issue.objects.count() == 1
    kept = next(entry for entry in about("person", settled.person_id) if entry.act == "open_issue")
    assert '"rule":"payment_once","version":1' in kept.detail


def test_a_rule_of_another_day_or_for_somebody_else_is_refused(settled, officer, now):
    for key, number in (("leave", 2), ("payment_civilian", 2)):
        row = Entitlement.objects.get(key=key, number=number)
        with pytest.raises(Refused, match="не чинне або не для цієї людини"):
            actions.accept_entitlements(settled, [row], by=officer, now=now)
    assert Issue.objects.count() == 0


def test_of_several_rights_all_or_none_are_accepted(settled, officer, now):
    good = proposed(settled, now)["pay"].row
    bad = Entitlement.objects.get(key="leave", number=2)
    with pytest.raises(Refused), transaction.atomic():
        actions.accept_entitlements(settled, [good, bad], by=officer, now=now)
    assert Issue.objects.count() == 0


def test_a_declined_right_is_kept_with_its_sealed_reason_and_can_be_taken_up_later(settled, officer, now):
    row = proposed(settled, now)["discharge"].row
    issue = actions.decline_entitlement(settled, row, reason="хоче служити далі", by=officer, now=now)
    assert (issue.state, "служити" in issue.outcome) == ("dropped", False)
    assert "discharge" not in proposed(settled, now)
    actions.move_issue(issue, "resume", by=officer, now=now)
    assert Issue.objects.get(pk=issue.pk).state == "in_work"


def test_what_needs_the_person_is_due_after_the_time_to_adapt_and_never_late_for_it(adapting, officer, now):
    issue = accept(adapting, "leave", by=officer, now=now)
    assert issue.due_at == at(date(2024, 9, 16), 18)  # our own term is longer than the time to adapt
    Issue.objects.filter(pk=issue.pk).update(due_at=now - timedelta(hours=1))
    issue.refresh_from_db()
    timed = record.issue_timed(issue, adapting, now=now)
    assert (timed.is_late, timed.is_waiting) == (False, True)
    assert [one.pk for one in queries.today(officer, now).due if one.source == "issue"] == []
    assert queries.today(officer, now).adapting[0].waiting >= 1


def test_an_application_with_the_person_is_refused_inside_the_time_to_adapt(adapting, officer, now):
    leave = accept(adapting, "leave", by=officer, now=now)
    with pytest.raises(Refused) as refused:
        actions.move_issue(leave, "apply", by=officer, now=now)
    assert refused.value.code == "adaptation"
    money = accept(adapting, "payment_once", by=officer, now=now)  # papers without the person
    assert actions.move_issue(money, "apply", by=officer, now=now).state == "applied"
    later = now + timedelta(days=3)
    with pytest.raises(Refused) as dated_back:
        actions.move_issue(leave, "apply", on=date(2024, 7, 18), by=officer, now=later)
    assert (dated_back.value.code, dated_back.value.field) == ("adaptation", "on")
    assert actions.move_issue(leave, "apply", by=officer, now=later).state == "applied"


def test_nobody_applied_in_person_before_the_return(settled, officer, now):
    leave = accept(settled, "leave", by=officer, now=now)
    with pytest.raises(Refused) as refused:
        actions.move_issue(leave, "apply", on=date(2024, 7, 1), by=officer, now=now)
    assert (refused.value.field, refused.value.message) == ("on", "Людина тоді ще не повернулася.")


def test_after_the_application_the_answer_is_due_by_the_general_law(settled, officer, now):
    issue = accept(settled, "payment_once", by=officer, now=now)
    actions.move_issue(issue, "apply", on=date(2024, 7, 17), by=officer, now=now)
    assert issue.due_at == at(date(2024, 8, 19), 18)  # 17 August 2024 is a Saturday
    counted = deadlines.counts_of(issue, settled)
    assert [(one.is_published, one.deadline.due_on) for one in counted] == [(True, date(2024, 8, 19))]
    assert "393/96" in counted[0].source.uk


def test_a_report_to_the_commander_has_our_own_term_and_says_so(settled, officer, now):
    issue = accept(settled, "pay", by=officer, now=now)
    actions.move_issue(issue, "apply", by=officer, now=now)
    counted = deadlines.counts_of(issue, settled)
    assert [(one.is_published, one.deadline.due_on) for one in counted] == [(False, date(2024, 8, 17))]
    assert "строк служби" in counted[0].source.uk


def test_the_last_day_to_claim_stands_beside_our_term_and_the_earlier_counts(settled, officer):
    late = at(date(2025, 7, 10))
    issue = accept(settled, "passport_free", by=officer, now=late)
    counted = {one.is_published: one.deadline.due_on for one in deadlines.counts_of(issue, settled)}
    assert counted == {True: date(2025, 7, 17), False: date(2025, 8, 9)}
    assert issue.due_at == at(date(2025, 7, 17), 18)


def test_a_complaint_is_made_after_the_day_of_the_answer_or_a_refusal(settled, officer, now):
    issue = accept(settled, "payment_once", by=officer, now=now)
    actions.move_issue(issue, "apply", by=officer, now=now)
    with pytest.raises(Refused, match="Строк відповіді ще не минув"):
        actions.move_issue(issue, "appeal", by=officer, now=at(date(2024, 8, 19), 17))
    later = at(date(2024, 8, 20))
    assert record.issue_timed(issue, settled, now=later).is_late
    actions.move_issue(issue, "appeal", by=officer, now=later)
    assert (issue.state, issue.due_at) == ("appealed", at(date(2024, 9, 20), 18))
    actions.move_issue(issue, "refuse", outcome="немає витягу", by=officer, now=at(date(2024, 9, 2)))
    actions.move_issue(issue, "appeal", by=officer, now=at(date(2024, 9, 3)))
    assert Issue.objects.get(pk=issue.pk).ended_at is None


def test_a_refusal_needs_its_words_and_no_day_lies_ahead_or_before_the_application(settled, officer, now):
    issue = accept(settled, "payment_once", by=officer, now=now)
    with pytest.raises(Refused):
        actions.move_issue(issue, "refuse", by=officer, now=now)
    with pytest.raises(Refused, match="ще не настав"):
        actions.move_issue(issue, "apply", on=date(2024, 7, 19), by=officer, now=now)
    actions.move_issue(issue, "apply", on=date(2024, 7, 18), by=officer, now=now)
    with pytest.raises(Refused, match="раніше за день подання"):
        actions.move_issue(issue, "settle", on=date(2024, 7, 17), by=officer, now=now)


def test_what_was_decided_and_paid_is_sealed_and_read_back(settled, officer, now):
    issue = accept(settled, "payment_once", by=officer, now=now)
    for wrong in (-1, 10**9):
        with pytest.raises(Refused):
            actions.move_issue(issue, "settle", paid=wrong, by=officer, now=now)
    actions.move_issue(issue, "settle", outcome="зараховано на картку", paid=100_000, by=officer, now=now)
    issue.refresh_from_db()
    assert "100000" not in issue.paid and "картку" not in issue.outcome
    assert (asked.paid_of(issue, settled), asked.outcome_of(issue, settled)) == (100_000, "зараховано на картку")
    assert (issue.state, issue.answered_on, issue.ended_at) == ("settled", date(2024, 7, 18), now)


def test_the_pack_knows_what_is_missing_from_the_checklist_and_by_hand(settled, officer, now):
    issue = accept(settled, "payment_once", by=officer, now=now)
    names = [one.paper for one in asked.papers_of(issue, settled)]
    assert names == ["application", "fact", "identity", "tax_number", "bank_account"]
    assert asked.missing(asked.papers_of(issue, settled)) == asked.papers_of(issue, settled)
    card = settled.documents.get(kind="tax_number")
    actions.move_document(card, "receive", by=officer, now=now)
    actions.set_proof(issue, "application", is_here=True, by=officer, now=now)
    actions.set_proof(issue, "other", note="лист частини", is_here=False, by=officer, now=now)
    left = [(one.paper, one.note) for one in asked.missing(asked.papers_of(issue, settled))]
    assert left == [("fact", ""), ("identity", ""), ("bank_account", ""), ("other", "лист частини")]
    actions.set_proof(issue, "application", is_here=False, by=officer, now=now)
    assert asked.missing(asked.papers_of(issue, settled))[0].paper == "application"
    with pytest.raises(Refused):
        actions.set_proof(issue, "other", is_here=True, by=officer, now=now)
    with pytest.raises(Refused):
        actions.set_proof(issue, "no-such", is_here=True, by=officer, now=now)


@pytest.fixture
def steward(now):
    return build.account(cast.Officer("yakist", "Олена Кравчук", "", "steward"), now=now)


@pytest.fixture
def second(now):
    return build.account(cast.Officer("yakist2", "Петро Лісовий", "", "steward"), now=now)


def newer(key="leave", *, valid_from=date(2024, 7, 18)):
    return replace(next(rule for rule in published() if rule.key == key), valid_from=valid_from, body="other")


def test_a_new_version_counts_after_the_signature_of_somebody_else(settled, steward, second, now):
    row = actions.propose_entitlement(newer(), by=steward, now=now)
    assert (row.number, proposed(settled, now)["leave"].row.number) == (3, 1)
    with pytest.raises(Refused, match="інша людина"):
        actions.sign_entitlement(row, by=steward, now=now)
    actions.sign_entitlement(row, by=second, now=now)
    assert proposed(settled, now)["leave"].row == row
    assert proposed(settled, now - timedelta(days=1))["leave"].row.number == 1
    with pytest.raises(StaleView):
        actions.sign_entitlement(row, by=second, now=now)


def test_a_version_turned_down_never_counts_and_the_next_has_another_number(settled, steward, second, now):
    row = actions.propose_entitlement(newer(), by=steward, now=now)
    with pytest.raises(Refused, match="вже чекає підпису"):
        actions.propose_entitlement(newer(), by=second, now=now)
    actions.refuse_entitlement(row, by=second, now=now)
    assert proposed(settled, now)["leave"].row.number == 1
    assert actions.propose_entitlement(newer(), by=steward, now=now).number == 4


@pytest.mark.parametrize(
    "change",
    [
        {"key": "Leave 90"},
        {"kind": "no-such"},
        {"valid_to": date(2024, 7, 18)},
        {"valid_from": date(2030, 1, 1)},
    ],
)
def test_a_version_that_cannot_be_is_refused_with_a_sentence(rules, steward, now, change):
    with pytest.raises(Refused):
        actions.propose_entitlement(replace(newer(), **change), by=steward, now=now)
    assert Entitlement.objects.count() == len(published())


def test_what_a_version_says_is_never_changed_not_even_in_the_database(rules):
    row = Entitlement.objects.first()
    for change in ({"body": "{}"}, {"valid_from": date(2020, 1, 1)}, {"key": "other"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Entitlement.objects.filter(pk=row.pk).update(**change)
    assert Entitlement.objects.get(pk=row.pk).body == row.body


def test_a_lawyer_confirms_a_version_once(rules, steward, now):
    row = Entitlement.objects.get(key="leave", number=1)
    with pytest.raises(Refused, match="ще не настав"):
        actions.confirm_entitlement(row, lawyer="С. Вовк, юрист", on=date(2024, 7, 19), by=steward, now=now)
    actions.confirm_entitlement(row, lawyer="С. Вовк, юрист", on=date(2024, 7, 18), by=steward, now=now)
    assert (row.confirmed_by, row.confirmed_on) == ("С. Вовк, юрист", date(2024, 7, 18))
    with pytest.raises(Refused, match="вже підтверджено"):
        actions.confirm_entitlement(row, lawyer="Інша людина", on=date(2024, 7, 18), by=steward, now=now)


def test_the_list_of_rules_on_a_day_names_the_version_in_force_and_what_waits(rules, steward, now):
    actions.propose_entitlement(newer(), by=steward, now=now)
    found = {one.key: one for one in entitlements.standing_on(date(2024, 7, 18))}
    leave, abroad = found["leave"], found["treatment_abroad"]
    assert (leave.row.number, leave.is_in_force, leave.versions, leave.waiting) == (1, True, 3, 1)
    assert (abroad.row.number, abroad.is_in_force) == (1, False)
    ends = entitlements.ends_of(entitlements.versions_of("leave"))
    assert sorted(ends.values(), key=str) == [date(2026, 2, 3), None]
