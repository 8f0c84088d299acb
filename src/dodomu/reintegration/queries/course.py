"""What happened in a case, in the order of days: of care that a plan was answered, and nothing of what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from dodomu.access.models import User
from dodomu.clock import day
from dodomu.reintegration.models import (
    Appointment,
    Case,
    Charge,
    Decision,
    Document,
    Informed,
    Override,
    Plan,
    Stay,
    Task,
)
from dodomu.reintegration.models.vocabulary import DOCUMENTS, MATTERS, OPTIONS, TASKS
from dodomu.text import Text


@dataclass(frozen=True, slots=True)
class Happening:
    """One event: its day, its hour where it is known, the words, and who wrote it down."""

    on: date
    at: datetime | None
    title: Text
    by: User | None = None


def course_of(case: Case, *, now: datetime) -> list[Happening]:
    """Everything that happened until an instant, the newest first."""
    found = [*_case(case), *_stays(case), *_work(case), *_choice(case)]
    found = [one for one in found if one.on <= day(now) and (one.at is None or one.at <= now)]
    return sorted(found, key=lambda one: (one.on, one.at.timestamp() if one.at else 0.0), reverse=True)


def _at(instant: datetime, uk: str, en: str, by: User | None = None) -> Happening:
    return Happening(day(instant), instant, Text(uk, en), by)


def _case(case: Case) -> Iterator[Happening]:
    yield _at(case.expected_at, "чекаємо прибуття", "arrival expected")
    if case.opened_at:
        yield _at(case.opened_at, "прибуття підтверджено, справу відкрито", "arrival verified, case opened")
    if case.reopened_at:
        yield _at(case.reopened_at, "справу відкрито знову", "case opened again")
    if case.protected_until and case.admitted_at:
        yield _at(case.protected_until, "кінець часу на адаптацію", "end of the time to adapt")
    if case.ended_at:
        yield _at(case.ended_at, "супровід завершено", "support ended")
    for one in Charge.objects.filter(case=case).select_related("officer", "given_by"):
        uk, en = (f"{word}: {one.officer.shown_name(lang)}" for word, lang in (("веде", "uk"), ("led by", "en")))
        yield _at(one.from_at, uk, en, one.given_by)


def _stays(case: Case) -> Iterator[Happening]:
    for one in Stay.objects.filter(case=case, is_error=False).select_related("facility", "admitted_by"):
        uk, en = one.facility.name("uk"), one.facility.name("en")
        yield _at(one.admitted_at, f"прийнято: {uk}", f"admitted: {en}", one.admitted_by)
        if one.left_at:
            yield _at(one.left_at, f"виписано: {uk}", f"left: {en}")


def _work(case: Case) -> Iterator[Happening]:
    for one in Appointment.objects.filter(case=case, state="done").select_related("planned_by"):
        label = MATTERS[one.matter].label
        yield _at(one.starts_at, f"зустріч: {label.uk}", f"appointment: {label.en}", one.planned_by)
    for leave in Override.objects.filter(case=case, state="approved").select_related("decided_by"):
        label = MATTERS[leave.matter].label
        if leave.decided_at:
            yield _at(
                leave.decided_at, f"виняток дозволено: {label.uk}", f"exception allowed: {label.en}", leave.decided_by
            )
    for task in Task.objects.filter(case=case, state="done").select_related("done_by"):
        if task.done_at:
            label = TASKS[task.kind].label
            yield _at(task.done_at, f"зроблено: {label.uk}", f"done: {label.en}", task.done_by)
    given = Q(state="handed_over", handed_at__isnull=False)
    for paper in Document.objects.filter(given, case=case).select_related("handed_by"):
        if paper.handed_at and paper.kind in DOCUMENTS:
            label = DOCUMENTS[paper.kind].label
            yield _at(paper.handed_at, f"вручено: {label.uk}", f"handed over: {label.en}", paper.handed_by)


def _choice(case: Case) -> Iterator[Happening]:
    for plan in Plan.objects.filter(case=case, answered_on__isnull=False):
        if plan.answered_on:
            title = Text("відповідь людини на план лікування", "the person’s answer to the treatment plan")
            yield Happening(plan.answered_on, None, title)
    for talk in Informed.objects.filter(case=case).select_related("by"):
        yield Happening(talk.on, None, Text("розмова про вибір", "talk about the choice"), talk.by)
    for one in Decision.objects.filter(case=case).select_related("by"):
        label = OPTIONS[one.option]
        title = Text(f"рішення людини: {label.uk}", f"the person’s decision: {label.en}")
        yield Happening(one.decided_on, None, title, one.by)
