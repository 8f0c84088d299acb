"""The treatment plan: written by the care team, agreed or refused by the person; its goals, steps and copies."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.vault import seal
from dodomu.clock import day
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.reintegration.actions import locks
from dodomu.reintegration.actions.moments import check_moment, require_past
from dodomu.reintegration.actions.team import enter_as_author
from dodomu.reintegration.models import Case, Goal, Plan, PlanAnswer, PlanCopy, Step, adaptation
from dodomu.reintegration.models.vocabulary import LEVELS
from dodomu.reintegration.states import GOAL, PLAN, STEP


def _record(act: str, case: Case, plan: Plan, *, by: User, now: datetime) -> None:
    detail = {"case": case.pk, "plan": plan.pk, "version": plan.version}
    ledger.record(act, by=by, now=now, kind="person", key=case.person_id, detail=detail)


@transaction.atomic
def write_plan(case: Case, *, content: str, level: int, by: User, now: datetime) -> Plan:
    """Writes a new version of the plan; the one before stays readable, what is still ahead moves to the new one.

    Whoever writes the first plan of a person leads the care team.
    """
    content = locks.words(content, field="content", most=4000)
    if level not in LEVELS:
        raise Refused(_("Виберіть значення зі списку."), "level")
    case = locks.hold_supported(case)
    enter_as_author(case, by=by, now=now)
    last = case.plans.order_by("-version").first()
    plan = Plan.objects.create(
        case=case,
        version=last.version + 1 if last else 1,
        level=level,
        content=seal(content, owner=locks.owner(case), place="plan.content"),
        written_by=by,
        written_at=now,
    )
    if last is not None:
        locks.move(last, PLAN, "replace")
        Step.objects.filter(plan=last, state="open").update(plan=plan)
        Goal.objects.filter(plan=last, state="pursued").update(plan=plan)
    _record("write_plan", case, plan, by=by, now=now)
    return plan


@transaction.atomic
def answer_plan(plan: Plan, *, is_agreed: bool, on: date, by: User, now: datetime, words: str = "") -> Plan:
    """Records that the person agreed or refused, on a day. That talk waits for the time to adapt."""
    words = locks.words(words, field="words", is_needed=False)
    case = locks.hold_supported(plan.case_id)
    if on < day(plan.written_at):
        raise Refused(_("План записано пізніше за цей день."), "on")
    last = _last_answer_on(plan)
    if last is not None and on < last:
        raise Refused(_("Останню відповідь людини записано пізніше за цей день."), "on")
    check_moment(case, "plan", on=on, now=now)
    answer = "agreed" if is_agreed else "refused"
    locks.move(plan, PLAN, "agree" if is_agreed else "refuse", answered_on=on, answered_to=by)
    _keep_answer(plan, answer, on=on, words=words, case=case, by=by, now=now)
    _record("answer_plan", case, plan, by=by, now=now)  # which answer it was is for the care team
    return plan


@transaction.atomic
def withdraw_agreement(plan: Plan, *, on: date, by: User, now: datetime, words: str = "") -> Plan:
    """The person takes the agreement back. Nobody asked them to, so no time keeps them from it."""
    words = locks.words(words, field="words", is_needed=False)
    case = locks.hold_supported(plan.case_id)
    require_past(on, now=now)
    last = _last_answer_on(plan)
    if last is not None and on < last:
        raise Refused(_("Останню відповідь людини записано пізніше за цей день."), "on")
    locks.move(plan, PLAN, "withdraw", answered_on=on, answered_to=by)
    _keep_answer(plan, "withdrawn", on=on, words=words, case=case, by=by, now=now)
    _record("answer_plan", case, plan, by=by, now=now)
    return plan


def _last_answer_on(plan: Plan) -> date | None:
    return Plan.objects.values_list("answered_on", flat=True).get(pk=plan.pk)


def _keep_answer(plan: Plan, answer: str, *, on: date, words: str, case: Case, by: User, now: datetime) -> None:
    kept = seal(words, owner=locks.owner(case), place="plan_answer.words")
    PlanAnswer.objects.create(plan=plan, answer=answer, on=on, words=kept, to=by, at=now)


@transaction.atomic
def hand_copy(plan: Plan, *, on: date, by: User, now: datetime, is_wanted: bool = False) -> PlanCopy:
    """A copy was put into the person's hands; inside the time to adapt only because they wanted it."""
    case = locks.hold_supported(plan.case_id)
    if on < day(plan.written_at):
        raise Refused(_("План записано пізніше за цей день."), "on")
    check_moment(case, "handing", on=on, now=now, is_wanted=is_wanted)
    copy = PlanCopy.objects.create(plan=plan, on=on, by=by, at=now)
    _record("hand_plan_copy", case, plan, by=by, now=now)
    return copy


def _hold_newest(plan: Plan) -> Case:
    """The case, locked; Refused where a newer plan was written meanwhile."""
    case = locks.hold_supported(plan.case_id)
    plan.refresh_from_db()
    if plan.state == "replaced":
        raise Refused(_("Є новіший план. Відкрийте його й запишіть це там."))
    return case


@transaction.atomic
def set_goal(plan: Plan, *, content: str, due_on: date, by: User, now: datetime) -> Goal:
    """Sets a goal of the plan, with the day by which it is to be reached."""
    content = locks.words(content, field="content", most=500)
    if due_on < day(now):
        raise Refused(_("Цей день уже минув. Виберіть пізніший."), "due_on")
    case = _hold_newest(plan)
    goal = Goal.objects.create(
        plan=plan,
        content=seal(content, owner=locks.owner(case), place="goal.content"),
        due_on=due_on,
        set_by=by,
        set_at=now,
    )
    _record("set_goal", case, plan, by=by, now=now)
    return goal


@transaction.atomic
def move_goal(goal: Goal, act: str, *, by: User, now: datetime, outcome: str = "") -> Goal:
    """A goal was reached, or is given up; what came of it is kept."""
    if act not in GOAL.moves:
        raise Refused(_("Виберіть дію зі списку."), "act")
    outcome = locks.words(outcome, field="outcome", most=500, is_needed=False)
    plan = goal.plan
    case = locks.hold_supported(plan.case_id)
    kept = seal(outcome, owner=locks.owner(case), place="goal.outcome")
    locks.move(goal, GOAL, act, ended_at=now, outcome=kept)
    _record(f"goal_{act}", case, plan, by=by, now=now)
    return goal


@transaction.atomic
def add_step(
    plan: Plan, *, content: str, due_at: datetime, level: int, by: User, now: datetime, needs_person: bool = True
) -> Step:
    """Adds a step to the plan that is in force."""
    content = locks.words(content, field="content", most=500)
    if level not in LEVELS:
        raise Refused(_("Виберіть значення зі списку."), "level")
    case = _hold_newest(plan)
    step = Step.objects.create(
        plan=plan,
        content=seal(content, owner=locks.owner(case), place="step.content"),
        level=level,
        due_at=adaptation.due_after(due_at, needs_person=needs_person, window=case.protection),
        needs_person=needs_person,
    )
    _record("add_step", case, plan, by=by, now=now)
    return step


@transaction.atomic
def move_step(step: Step, act: str, *, by: User, now: datetime) -> Step:
    """A step was done, or is not needed. Care is free of the time to adapt."""
    if act not in STEP.moves:
        raise Refused(_("Виберіть дію зі списку."), "act")
    plan = step.plan
    case = locks.hold_supported(plan.case_id)
    locks.move(step, STEP, act, done_at=now, done_by=by)
    _record(f"step_{act}", case, plan, by=by, now=now)
    return step
