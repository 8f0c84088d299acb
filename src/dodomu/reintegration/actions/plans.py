"""The treatment plan: written by the medical officer, agreed or refused by the person, step by step."""

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
from dodomu.reintegration.actions.tasks import has_leave
from dodomu.reintegration.models import Case, Plan, Step, adaptation
from dodomu.reintegration.models.vocabulary import LEVELS, MATTERS
from dodomu.reintegration.states import PLAN, STEP


def _record(act: str, case: Case, plan: Plan, *, by: User, now: datetime) -> None:
    detail = {"case": case.pk, "plan": plan.pk, "version": plan.version}
    ledger.record(act, by=by, now=now, kind="person", key=case.person_id, detail=detail)


@transaction.atomic
def write_plan(case: Case, *, content: str, level: int, by: User, now: datetime) -> Plan:
    """Writes a new version of the plan; the one before stays readable, and steps still ahead move to the new one."""
    content = locks.words(content, field="content", most=4000)
    if level not in LEVELS:
        raise Refused(_("Виберіть значення зі списку."), "level")
    case = locks.hold_supported(case)
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
    _record("write_plan", case, plan, by=by, now=now)
    return plan


@transaction.atomic
def answer_plan(plan: Plan, *, is_agreed: bool, on: date, by: User, now: datetime) -> Plan:
    """Records that the person agreed or refused, on a day. That talk waits for the time to adapt."""
    case = locks.hold_supported(plan.case_id)
    if on > day(now):
        raise Refused(_("Цей день ще не настав."), "on")
    if on < day(plan.written_at):
        raise Refused(_("План записано пізніше за цей день."), "on")
    leave = has_leave(case, "plan", now=now)
    adaptation.require(MATTERS["plan"].rule, case.protection, starts_at=now, has_leave=leave)
    _check_day(case, on, has_leave=leave)
    locks.move(plan, PLAN, "agree" if is_agreed else "refuse", answered_on=on, answered_to=by)
    _record("agree_plan" if is_agreed else "refuse_plan", case, plan, by=by, now=now)
    return plan


def _check_day(case: Case, on: date, *, has_leave: bool) -> None:
    """A talk cannot be dated back into the time to adapt either."""
    window = case.protection
    if window is not None and not has_leave and day(window.begins_at) <= on < day(window.ends_at):
        sentence = adaptation.refusal(adaptation.Rule.WAITS, window, starts_at=window.begins_at)
        raise Refused(sentence, "on", code="adaptation")


@transaction.atomic
def add_step(
    plan: Plan, *, content: str, due_at: datetime, level: int, by: User, now: datetime, needs_person: bool = True
) -> Step:
    """Adds a step to the plan that is in force."""
    content = locks.words(content, field="content", most=500)
    if level not in LEVELS:
        raise Refused(_("Виберіть значення зі списку."), "level")
    case = locks.hold_supported(plan.case_id)
    plan.refresh_from_db()
    if plan.state == "replaced":
        raise Refused(_("Є новіший план. Додайте крок до нього."))
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
