"""One row of a case for its page; a row of another case is not there."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

from dodomu.access.policy import Act, Reader, visible
from dodomu.errors import NotVisible
from dodomu.reintegration.models import (
    Appointment,
    CareMember,
    Case,
    Conclusion,
    Document,
    Goal,
    Issue,
    Override,
    Step,
    Task,
)

Row = TypeVar("Row", bound=Model)


def get_task(case: Case, key: int) -> Task:
    """A task of the case."""
    return _one(Task.objects.filter(case=case), key)


def get_appointment(case: Case, key: int) -> Appointment:
    """An appointment of the case, with the exception that allows it."""
    return _one(Appointment.objects.filter(case=case).select_related("leave"), key)


def get_document(case: Case, key: int) -> Document:
    """A document of the case, with the one it waits for."""
    return _one(Document.objects.filter(case=case).select_related("waits_for"), key)


def get_issue(case: Case, key: int) -> Issue:
    """A social question of the case, with the version of the rule it rests on."""
    return _one(Issue.objects.filter(case=case).select_related("entitlement", "opened_by"), key)


def get_step(case: Case, key: int) -> Step:
    """A step of a plan of the case."""
    return _one(Step.objects.filter(plan__case=case).select_related("plan"), key)


def get_goal(case: Case, key: int) -> Goal:
    """A goal of a plan of the case."""
    return _one(Goal.objects.filter(plan__case=case).select_related("plan"), key)


def get_care_member(case: Case, key: int) -> CareMember:
    """Somebody on the care team of the case."""
    return _one(CareMember.objects.filter(case=case).select_related("user"), key)


def get_conclusion(case: Case, key: int) -> Conclusion:
    """A conclusion of a medical commission in the case."""
    return _one(Conclusion.objects.filter(case=case), key)


def get_override(reader: Reader, key: int) -> Override:
    """A request for an exception, for whoever may decide or follow it."""
    rows = Override.objects.select_related("case__person__now", "case__unit", "asked_by", "approver", "decided_by")
    act = Act.OVERRIDE_ADAPTATION
    return _one(visible(reader, act, rows, person="case__person", unit="case__person__now__unit_path"), key)


def _one(rows: QuerySet[Row], key: int) -> Row:
    row = rows.filter(pk=key).first()
    if row is None:
        raise NotVisible
    return row
