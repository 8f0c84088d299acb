"""Holding a case while something is done to it, and making a move that checks and acts in one statement."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from dodomu.errors import Refused, StaleView
from dodomu.process import Process
from dodomu.reintegration.models import Case
from dodomu.reintegration.states import SUPPORTED

Row = TypeVar("Row", bound=Model)


def hold(case: Case | int) -> Case:
    """The case as it is now, locked until the end of the transaction.

    Admission and everything that asks the rule of adaptation take this lock, so that no appointment slips in
    between the question and the answer.
    """
    pk = case if isinstance(case, int) else case.pk
    return Case.objects.select_for_update().get(pk=pk)


def hold_supported(case: Case | int) -> Case:
    """The case, locked; Refused when nobody works on it."""
    held = hold(case)
    if held.state not in SUPPORTED:
        raise Refused(_("Цю справу зараз не ведуть. Спершу відкрийте її знову."), code="state")
    return held


def move(row: Row, process: Process, act: str, **values: Any) -> Row:
    """Makes a move of the table; of two people who decide at once exactly one does, the other gets StaleView."""
    step = process.moves[act]
    rows = type(row)._default_manager.filter(pk=row.pk, state__in=step.sources)
    if not rows.update(state=step.target, **values):
        row.refresh_from_db()
        raise StaleView(
            _("Це вже змінив хтось інший, або така дія зараз неможлива."),
            theirs=process.label(row.state),  # type: ignore[attr-defined]
            yours=step.label,
        )
    row.refresh_from_db()
    return row


def words(text: str, *, field: str, most: int = 2000, least: int = 2, is_needed: bool = True) -> str:
    """A text that a person wrote, without blanks around it; Refused when it is missing or too long."""
    text = text.strip()
    if is_needed and len(text) < least:
        raise Refused(_("Напишіть кількома словами."), field)
    if len(text) > most:
        raise Refused(_("Текст задовгий: не більше %(most)s знаків.") % {"most": most}, field)
    return text


def owner(case: Case) -> str:
    """Under whose key the texts of a case are sealed: the person's own."""
    return f"person:{case.person_id}"
