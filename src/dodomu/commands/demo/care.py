"""The care of the people who came home on 25 June: teams, plans agreed and refused, goals, conclusions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from dodomu.access.models import User
from dodomu.clock import KYIV
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case, Plan

WRITTEN = datetime(2024, 6, 30, 15, tzinfo=KYIV)
TALKED = datetime(2024, 7, 1, 16, tzinfo=KYIV)
LATER = datetime(2024, 7, 11, 12, tzinfo=KYIV)


def treated(case: Case, place: int, users: Mapping[str, User]) -> None:
    """A plan with its team; most agreed, some refused, took it back, or have not answered."""
    doctor, second = users["likar"], users["likar2"]
    plan = actions.write_plan(
        case,
        content="Обстеження, фізична терапія тричі на тиждень, психолог за бажанням людини.",
        level=1 + place % 2,
        by=doctor,
        now=WRITTEN,
    )
    actions.add_step(
        plan,
        content="Контрольний огляд",
        due_at=datetime(2024, 7, 19, 11, tzinfo=KYIV),
        level=1,
        by=doctor,
        now=WRITTEN,
    )
    actions.set_goal(plan, content="Ходити сходами без болю", due_on=date(2024, 8, 15), by=doctor, now=WRITTEN)
    if place % 4 == 0:
        actions.add_member(case, user=second, role="psychologist", by=doctor, now=TALKED)
    if place % 4 == 2:
        actions.add_member(case, name="Інна Ковтун (вигадана)", role="physical", by=doctor, now=TALKED)
    answer = ("wanted", "later", "no")[place % 3]
    actions.offer_psychologist(case, answer=answer, on=TALKED.date(), by=doctor, now=TALKED)
    _answered(plan, place, doctor)
    if place % 3 == 0:
        actions.conclude(case, kind="treatment", number=f"{214 + place}/24", on=LATER.date(), by=doctor, now=LATER)


def _answered(plan: Plan, place: int, doctor: User) -> None:
    if place % 8 == 7:
        return
    if place % 8 == 3:
        words = "Хочу спершу побути вдома."
        actions.answer_plan(plan, is_agreed=False, on=TALKED.date(), words=words, by=doctor, now=TALKED)
        return
    actions.answer_plan(plan, is_agreed=True, on=TALKED.date(), by=doctor, now=TALKED)
    actions.hand_copy(plan, on=TALKED.date(), by=doctor, now=TALKED)
    if place % 8 == 6:
        actions.withdraw_agreement(plan, on=LATER.date(), by=doctor, now=LATER)
