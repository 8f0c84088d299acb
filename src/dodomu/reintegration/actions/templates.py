"""What a new case and an admission bring with them: first needs, documents, the first tasks of care."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from dodomu.clock import KYIV, day
from dodomu.reintegration.models import Case, Document, Task
from dodomu.reintegration.models.adaptation import due_after
from dodomu.reintegration.models.checklists import in_rounds
from dodomu.reintegration.models.vocabulary import ON_ADMISSION, ON_OPENING, TASKS
from dodomu.reintegration.queries import checklists

CLOSING_HOUR = time(18, 0)


def closing_of(now: datetime, *, days: int) -> datetime:
    """The end of the working day so many days on.

    >>> closing_of(datetime(2024, 7, 18, 10, 0, tzinfo=KYIV), days=3).isoformat()
    '2024-07-21T18:00:00+03:00'
    """
    return closing_at(day(now) + timedelta(days=days))


def closing_at(on: date) -> datetime:
    """The end of the working day of a date."""
    return datetime.combine(on, CLOSING_HOUR, tzinfo=KYIV)


def prepare(cases: Sequence[Case], *, now: datetime) -> None:
    """First needs and documents for cases that open; a case that had them keeps the ones it has."""
    _add_tasks(cases, ON_OPENING, since=now, now=now)
    add_documents(cases, now=now)


def add_documents(cases: Sequence[Case], *, now: datetime) -> int:
    """The documents of the checklist of each case's category that the case has not yet; returns how many."""
    made = {(one.case_id, one.kind): one for one in Document.objects.filter(case__in=cases)}
    lists = {category: checklists.in_force(category) for category in {case.category for case in cases}}
    turns = {category: in_rounds(found.rows) or [] for category, found in lists.items()}
    before = len(made)
    for turn in range(max((len(rounds) for rounds in turns.values()), default=0)):
        rows = Document.objects.bulk_create(
            [
                Document(
                    case=case,
                    kind=row.kind,
                    needs_person=row.needs_person,
                    due_at=due_after(
                        closing_of(now, days=row.days), needs_person=row.needs_person, window=case.protection
                    ),
                    waits_for=made.get((case.pk, row.waits_for)),
                    checklist=lists[case.category].version,
                )
                for case in cases
                for row in next(iter(turns[case.category][turn : turn + 1]), [])
                if (case.pk, row.kind) not in made
            ],
            batch_size=500,
        )
        made |= {(row.case_id, row.kind): row for row in rows}
    return len(made) - before


def after_admission(case: Case, *, now: datetime) -> None:
    """The tasks that follow an admission, once in the life of a case."""
    assert case.admitted_at is not None
    _add_tasks([case], ON_ADMISSION, since=case.admitted_at, now=now)


def _add_tasks(cases: Sequence[Case], template: Iterable[tuple[str, int]], *, since: datetime, now: datetime) -> None:
    known = set(Task.objects.filter(case__in=cases).values_list("case", "kind"))
    rows = []
    for case in cases:
        for code, hours in template:
            if (case.pk, code) in known:
                continue
            needs_person = TASKS[code].needs_person
            due_at = (since.astimezone(UTC) + timedelta(hours=hours)).astimezone(KYIV)
            due = due_after(due_at, needs_person=needs_person, window=case.protection)
            rows.append(Task(case=case, kind=code, due_at=due, needs_person=needs_person, made_at=now))
    Task.objects.bulk_create(rows, batch_size=500)
