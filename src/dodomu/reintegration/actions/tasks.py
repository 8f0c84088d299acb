"""Tasks of a case: added, moved, done, not needed. What needs the person waits for the time to adapt."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.vault import seal
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.reintegration.actions import locks
from dodomu.reintegration.models import Appointment, Case, Task, adaptation
from dodomu.reintegration.models.vocabulary import MATTERS, TASKS
from dodomu.reintegration.states import TASK


def _record(act: str, case: Case, task: Task, *, by: User | None, now: datetime) -> None:
    ledger.record(act, by=by, now=now, kind="person", key=case.person_id, detail={"case": case.pk, "task": task.pk})


@transaction.atomic
def add_task(
    case: Case,
    kind: str,
    *,
    due_at: datetime,
    by: User | None,
    now: datetime,
    needs_person: bool | None = None,
    note: str = "",
) -> Task:
    """Adds a task. One that needs the person may be added inside the time to adapt and is due a day after it."""
    if kind not in TASKS:
        raise Refused(_("Виберіть значення зі списку."), "kind")
    note = locks.words(note, field="note", is_needed=kind == "other")
    case = locks.hold_supported(case)
    needs = TASKS[kind].needs_person if needs_person is None else needs_person
    task = Task.objects.create(
        case=case,
        kind=kind,
        due_at=adaptation.due_after(due_at, needs_person=needs, window=case.protection),
        needs_person=needs,
        note=seal(note, owner=locks.owner(case), place="task.note"),
        made_at=now,
    )
    _record("add_task", case, task, by=by, now=now)
    return task


@transaction.atomic
def move_task(task: Task, *, due_at: datetime, by: User, now: datetime) -> Task:
    """Gives a task another due time; what needs the person cannot be due inside the time to adapt."""
    case = locks.hold_supported(task.case_id)
    due = adaptation.due_after(due_at, needs_person=task.needs_person, window=case.protection)
    if not Task.objects.filter(pk=task.pk, state="open").update(due_at=due):
        raise Refused(_("Цю справу вже завершено."))
    task.refresh_from_db()
    _record("move_task", case, task, by=by, now=now)
    return task


@transaction.atomic
def finish_task(task: Task, *, by: User, now: datetime, outcome: str = "", is_wanted: bool = False) -> Task:
    """Records the result. What needs the person is not done inside the time to adapt without an exception."""
    case = locks.hold_supported(task.case_id)
    matter = TASKS[task.kind].matter
    rule = MATTERS[matter].rule
    if task.needs_person or rule == adaptation.Rule.WANTED:
        rule = adaptation.Rule.WAITS if rule == adaptation.Rule.FREE else rule
        adaptation.require(
            rule, case.protection, starts_at=now, is_wanted=is_wanted, has_leave=has_leave(case, matter, now=now)
        )
    outcome = locks.words(outcome, field="outcome", is_needed=False)
    locks.move(
        task,
        TASK,
        "finish",
        done_at=now,
        done_by=by,
        outcome=seal(outcome, owner=locks.owner(case), place="task.outcome"),
    )
    _record("finish_task", case, task, by=by, now=now)
    return task


def has_leave(case: Case, matter: str, *, now: datetime) -> bool:
    """Whether an exception was given for this matter and its appointment has begun."""
    return Appointment.objects.filter(
        case=case, matter=matter, leave__isnull=False, starts_at__lte=now, state__in=("planned", "done")
    ).exists()


@transaction.atomic
def drop_task(task: Task, *, by: User, now: datetime) -> Task:
    """The task is not needed."""
    case = locks.hold_supported(task.case_id)
    locks.move(task, TASK, "drop", done_at=now, done_by=by)
    _record("drop_task", case, task, by=by, now=now)
    return task


@transaction.atomic
def reopen_task(task: Task, *, by: User, now: datetime) -> Task:
    """The task is to be done after all."""
    case = locks.hold_supported(task.case_id)
    due = adaptation.due_after(max(task.due_at, now), needs_person=task.needs_person, window=case.protection)
    locks.move(task, TASK, "reopen", done_at=None, done_by=None, outcome="", due_at=due)
    _record("reopen_task", case, task, by=by, now=now)
    return task
