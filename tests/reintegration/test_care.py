"""The care team, the plan and what the person says to it, goals, a psychologist, a medical commission."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dodomu.access.models import Grant
from dodomu.clock import day
from dodomu.errors import Refused, StaleView
from dodomu.ledger.queries import about
from dodomu.reintegration import actions
from dodomu.reintegration.models import CareMember, Case, Conclusion, Goal, PlanAnswer, PsychologistOffer, Step
from dodomu.reintegration.queries import care as queries
from dodomu.reintegration.queries import record
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db


def account(login, role="medical", *, now):
    return build.account(cast.Officer(login, login.title(), "", role), now=now, unit=build.unit("NGU"))


@pytest.fixture
def doctor(now):
    return build.account(cast.MEDICAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def second(now):
    """Another medical officer of the same facility."""
    return account("second", now=now)


@pytest.fixture
def case(now, doctor, second):
    """Somebody whose time to adapt is over since two days."""
    return homecoming.case(now=now, unit=build.unit("NGU"), admitted_at=now - timedelta(days=5))


@pytest.fixture
def plan(case, doctor, now):
    return actions.write_plan(case, content="вправи для коліна", level=1, by=doctor, now=now - timedelta(days=1))


def test_of_two_who_write_the_first_plan_the_second_joins_the_team_before_writing(plan, case, second, now):
    with pytest.raises(Refused) as refused:
        actions.write_plan(case, content="інше", level=2, by=second, now=now)
    assert str(refused.value) == "План уже пише команда, яка лікує людину. Спершу ввійдіть до неї."
    assert list(case.plans.all()) == [plan]
    actions.join_team(case, role="nurse", by=second, now=now)
    assert actions.write_plan(case, content="інше", level=2, by=second, now=now).version == 2


@pytest.fixture
def adapting(now, doctor):
    return homecoming.case("Цимбал", now=now, unit=build.unit("NGU"), admitted_at=now - timedelta(hours=12))


def health(case):
    return queries.health_of(case, record.plan_in_force(case))


def reads(user, case):
    return queries.reads_health(user, case, unit_path=case.unit.path if case.unit else "")


def test_who_writes_the_first_plan_leads_the_team_and_reads_and_a_colleague_does_not(case, plan, doctor, second):
    [member] = health(case).team
    assert (member.row.user, member.role) == (doctor, "lead")
    assert (reads(doctor, case), reads(second, case)) == (True, False)


def test_a_medical_officer_of_the_facility_may_join_and_the_ledger_names_them(case, plan, second, now):
    actions.join_team(case, role="psychologist", by=second, now=now)
    assert reads(second, case)
    entry = about("person", case.person_id)[0]
    assert (entry.act, entry.by) == ("join_care_team", second)
    with pytest.raises(Refused, match="Ви вже в команді"):
        actions.join_team(case, role="nurse", by=second, now=now)


def test_a_medical_officer_from_elsewhere_is_let_in_by_the_team_alone(case, plan, doctor, now):
    stranger = build.account(cast.Officer("far", "Далека", "", "medical"), now=now, unit=build.unit("AFU"))
    with pytest.raises(Refused, match="лише той, хто вже в ній"):
        actions.join_team(case, role="psychologist", by=stranger, now=now)
    member = actions.add_member(case, user=stranger, role="psychologist", by=doctor, now=now)
    assert reads(stranger, case)
    actions.end_member(member, by=doctor, now=now)
    assert not reads(stranger, case)
    assert Grant.objects.filter(user=stranger, until_at=None).count() == 0
    with pytest.raises(Refused, match="вже не в команді"):
        actions.end_member(member, by=doctor, now=now)


def test_the_last_who_reads_the_plan_leaves_only_where_others_can_take_up_the_care(case, plan, doctor, second, now):
    actions.leave(case, at=now, by=doctor, now=now)
    last = CareMember.objects.get(user=doctor)
    with pytest.raises(Refused, match="Спершу додайте того, хто лікуватиме далі"):
        actions.end_member(last, by=doctor, now=now)
    actions.add_member(case, user=second, role="lead", by=doctor, now=now)
    actions.end_member(last, by=doctor, now=now)
    assert (reads(doctor, case), reads(second, case)) == (False, True)


def test_nobody_but_medical_officers_can_be_added_and_nobody_barred(case, plan, doctor, second, now):
    officer = account("officer", "social", now=now)
    with pytest.raises(Refused, match="не можна додати до команди"):
        actions.add_member(case, user=officer, role="nurse", by=doctor, now=now)
    from dodomu.access.actions import declare_conflict

    declare_conflict(second, person=case.person_id, why="relative", by=second, now=now)
    with pytest.raises(Refused, match="не можна додати до команди"):
        actions.add_member(case, user=second, role="nurse", by=doctor, now=now)


def test_a_specialist_without_an_account_is_on_the_team_by_name(case, plan, doctor, now):
    actions.add_member(case, name="Інна Ковтун", role="physical", by=doctor, now=now)
    assert [(one.name, one.role) for one in health(case).team] == [("", "lead"), ("Інна Ковтун", "physical")]
    stored = CareMember.objects.get(user=None)
    assert ("Ковтун" in stored.name, "physical" in stored.role) == (False, False)
    with pytest.raises(Refused):
        actions.add_member(case, name=" ", role="physical", by=doctor, now=now)


def test_when_the_case_closes_nobody_is_on_the_team_any_more(case, plan, doctor, second, now):
    actions.add_member(case, user=second, role="nurse", by=doctor, now=now)
    officer = account("officer", "social", now=now)
    for talk in ("service", "training", "discharge"):
        actions.inform(case, about=[talk], on=day(now), leaflet="2024-05", by=officer, now=now)
    actions.decide(case, "discharge", words="додому", on=day(now), by=officer, now=now)
    actions.begin_follow_up(case, by=officer, now=now)
    actions.close_case(Case.objects.get(pk=case.pk), reason="рік минув", by=officer, now=now)
    assert CareMember.objects.filter(until_at=None).count() == 0
    assert (reads(doctor, case), reads(second, case)) == (False, False)


def test_an_account_that_may_treat_nobody_any_more_leaves_every_team(case, plan, doctor, now):
    actions.release_cases(doctor, by=None, now=now)
    assert not reads(doctor, case)


def test_every_answer_of_the_person_is_kept_and_they_may_change_their_mind(case, plan, doctor, now):
    today = day(now)
    actions.answer_plan(plan, is_agreed=False, on=today, words="спершу додому", by=doctor, now=now)
    actions.answer_plan(plan, is_agreed=True, on=today, by=doctor, now=now)
    assert queries.agreed_on(plan) == today
    actions.withdraw_agreement(plan, on=today, words="передумала", by=doctor, now=now)
    assert (plan.state, queries.agreed_on(plan)) == ("withdrawn", None)
    actions.answer_plan(plan, is_agreed=True, on=today, by=doctor, now=now)
    kept = [(one.row.answer, one.texts[0]) for one in health(case).answers]
    assert kept == [("agreed", ""), ("withdrawn", "передумала"), ("agreed", ""), ("refused", "спершу додому")]
    assert [one for one in PlanAnswer.objects.all() if "додому" in one.words or "передумала" in one.words] == []


def test_an_answer_is_no_earlier_than_the_one_before_and_only_an_agreement_is_taken_back(case, plan, doctor, now):
    with pytest.raises(StaleView):
        actions.withdraw_agreement(plan, on=day(now), by=doctor, now=now)
    actions.answer_plan(plan, is_agreed=True, on=day(now), by=doctor, now=now)
    with pytest.raises(Refused, match="Останню відповідь"):
        actions.withdraw_agreement(plan, on=day(now) - timedelta(days=1), by=doctor, now=now)
    with pytest.raises(Refused, match="ще не настав"):
        actions.withdraw_agreement(plan, on=day(now) + timedelta(days=1), by=doctor, now=now)


def test_a_new_version_takes_over_what_is_ahead_and_asks_the_person_anew(case, plan, doctor, now):
    ahead = actions.set_goal(plan, content="ходити сходами", due_on=day(now) + timedelta(days=30), by=doctor, now=now)
    reached = actions.set_goal(plan, content="сидіти", due_on=day(now), by=doctor, now=now)
    actions.move_goal(reached, "achieve", outcome="сидить годину", by=doctor, now=now)
    actions.answer_plan(plan, is_agreed=True, on=day(now), by=doctor, now=now)
    newer = actions.write_plan(case, content="вправи й басейн", level=2, by=doctor, now=now)
    assert (newer.version, newer.state, queries.agreed_on(newer)) == (2, "draft", None)
    assert [one.row.pk for one in queries.health_of(case, newer).goals] == [ahead.pk]
    assert [one.texts for one in queries.health_of(case, plan).goals] == [("сидіти", "сидить годину")]
    with pytest.raises(Refused, match="новіший план"):
        actions.set_goal(plan, content="ще", due_on=day(now), by=doctor, now=now)


def test_the_words_of_goals_are_sealed_and_a_goal_ends_once(case, plan, doctor, now):
    goal = actions.set_goal(plan, content="ходити сходами", due_on=day(now), by=doctor, now=now)
    actions.move_goal(goal, "drop", outcome="болить", by=doctor, now=now)
    stored = Goal.objects.get()
    assert ("сходами" in stored.content, "болить" in stored.outcome) == (False, False)
    with pytest.raises(StaleView):
        actions.move_goal(goal, "achieve", by=doctor, now=now)
    with pytest.raises(Refused, match="уже минув"):
        actions.set_goal(plan, content="учора", due_on=day(now) - timedelta(days=1), by=doctor, now=now)


def test_a_psychologist_is_offered_inside_the_time_to_adapt_and_asked_about_again(adapting, doctor, now):
    actions.offer_psychologist(adapting, answer="later", on=day(now), by=doctor, now=now)
    actions.offer_psychologist(adapting, answer="wanted", on=day(now), by=doctor, now=now)
    assert [one.texts for one in health(adapting).offers] == [("wanted",), ("later",)]
    assert [one for one in PsychologistOffer.objects.all() if one.answer in ("later", "wanted")] == []


def test_a_commission_concludes_after_the_time_to_adapt_and_a_mistake_counts_for_nothing(case, adapting, doctor, now):
    said = {"kind": "limited", "number": "214/24", "note": "без стрибків"}
    with pytest.raises(Refused) as refused:
        actions.conclude(adapting, **said, on=day(now), by=doctor, now=now)
    assert refused.value.code == "adaptation"
    conclusion = actions.conclude(case, **said, on=day(now), by=doctor, now=now)
    [one] = health(case).conclusions
    assert (one.kind, one.number, one.on, one.note) == ("limited", "214/24", day(now), "без стрибків")
    stored = Conclusion.objects.get().content
    assert [word for word in ("limited", "214/24", "стрибків", "2024") if word in stored] == []
    actions.withdraw_conclusion(conclusion, by=doctor, now=now)
    assert not queries.has_conclusion(case)


def test_a_conclusion_is_not_dated_back_into_the_time_to_adapt_or_before_the_return(case, doctor, now):
    said = {"kind": "fit", "number": "1", "by": doctor, "now": now}
    with pytest.raises(Refused) as refused:
        actions.conclude(case, **said, on=day(case.protected_from))
    assert refused.value.code == "adaptation"
    with pytest.raises(Refused, match="ще не повернулася"):
        actions.conclude(case, **said, on=day(case.opened_at) - timedelta(days=1))
    with pytest.raises(Refused, match="ще не настав"):
        actions.conclude(case, **said, on=day(now) + timedelta(days=1))


def test_a_copy_inside_the_time_to_adapt_is_handed_over_only_when_the_person_wants_it(adapting, doctor, now):
    plan = actions.write_plan(adapting, content="вправи", level=1, by=doctor, now=now)
    with pytest.raises(Refused) as refused:
        actions.hand_copy(plan, on=day(now), by=doctor, now=now)
    assert refused.value.code == "adaptation"
    actions.hand_copy(plan, on=day(now), is_wanted=True, by=doctor, now=now)
    assert [(copy.plan, copy.on) for copy in health(adapting).copies] == [(plan, day(now))]


def test_the_ledger_does_not_tell_what_the_person_answered_nor_who_treats(case, plan, doctor, now):
    actions.answer_plan(plan, is_agreed=False, on=day(now), words="ні", by=doctor, now=now)
    actions.add_member(case, name="Ковтун", role="psychiatrist", by=doctor, now=now)
    actions.conclude(case, kind="unfit", number="9", on=day(now), by=doctor, now=now)
    told = " ".join(f"{entry.act} {entry.detail}" for entry in about("person", case.person_id))
    assert [word for word in ("refuse", "psychiatrist", "Ковтун", "unfit", "agree") if word in told] == []


def test_texts_whose_key_was_destroyed_are_gone_and_the_rest_still_stands(case, plan, doctor, now):
    from dodomu.access.vault import destroy

    actions.set_goal(plan, content="ходити", due_on=day(now), by=doctor, now=now)
    actions.conclude(case, kind="fit", number="1", on=day(now), by=doctor, now=now)
    actions.add_step(plan, content="огляд", due_at=now, level=1, by=doctor, now=now)
    destroy(f"person:{case.person_id}", now=now)
    assert [one.role for one in health(case).team] == [None]
    assert [one.texts for one in queries.health_of(case, plan).goals] == [(None, "")]
    assert [(one.kind, one.number) for one in health(case).conclusions] == [(None, "")]
    assert Step.objects.count() == 1
