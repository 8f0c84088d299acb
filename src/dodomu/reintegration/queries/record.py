"""What stands in the record of one case: tasks, appointments, documents, plan, issues, talks and decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dodomu.access.models import Conflict, User
from dodomu.access.policy import Act, people_with
from dodomu.access.vault import Sealed, unseal
from dodomu.reintegration.models import (
    Appointment,
    Case,
    Decision,
    Document,
    Informed,
    Issue,
    Order,
    Override,
    Plan,
    Task,
    adaptation,
)
from dodomu.reintegration.models.vocabulary import DOCUMENTS, INFORMED_ABOUT
from dodomu.reintegration.states import NOT_APPLIED, ONGOING

NOT_HERE = ("needed", "applied", "blocked")
"""The states of a document in which others still wait for it."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A row with its time, as it stands now: late, or waiting for the time to adapt."""

    row: Any
    is_late: bool
    is_waiting: bool


def timed(row: Any, case: Case, *, is_open: bool, needs_person: bool, now: datetime) -> Timed:
    """Whether a row is late or waits; what is finished is neither."""
    window = case.protection
    return Timed(
        row,
        is_open and adaptation.is_late(row.due_at, needs_person=needs_person, window=window, now=now),
        is_open and adaptation.waits(needs_person=needs_person, window=window, now=now),
    )


def tasks(case: Case, *, now: datetime) -> list[Timed]:
    """The tasks of a case: open ones by due time, then the finished."""
    rows = Task.objects.filter(case=case).select_related("done_by")
    rows_in_order = sorted(rows, key=lambda task: (task.state != "open", task.due_at, task.pk))
    return [
        timed(one, case, is_open=one.state == "open", needs_person=one.needs_person, now=now) for one in rows_in_order
    ]


def appointments(case: Case) -> list[Appointment]:
    """The appointments of a case, the earliest first; cancelled ones last."""
    rows = Appointment.objects.filter(case=case).select_related("leave", "planned_by")
    return sorted(rows, key=lambda one: (one.state in ("cancelled", "done"), one.starts_at, one.pk))


def documents(case: Case, *, now: datetime) -> list[Timed]:
    """The checklist in the order of the template. A document needs the person while it is not applied for.

    One that waits for another document is neither late nor waiting for the person: it cannot start yet.
    """
    order = list(DOCUMENTS)
    rows = Document.objects.filter(case=case).select_related("waits_for", "handed_by", "responsible")
    return [
        timed(
            one,
            case,
            is_open=one.state in ("needed", "applied", "received") and not is_held_up(one),
            needs_person=one.needs_person and one.state == "needed",
            now=now,
        )
        for one in sorted(rows, key=lambda one: order.index(one.kind))
    ]


def is_held_up(document: Document) -> bool:
    """Whether a document cannot be applied for yet, because another one is not there."""
    other = document.waits_for
    return document.state == "needed" and other is not None and other.state in NOT_HERE


def restored(rows: list[Timed]) -> tuple[int, int]:
    """How many documents are back with the person, of how many that are needed."""
    needed = [one for one in rows if one.row.state != "not_needed"]
    return sum(one.row.state == "handed_over" for one in needed), len(needed)


def plan_in_force(case: Case) -> Plan | None:
    """The newest version of the treatment plan."""
    return Plan.objects.filter(case=case).select_related("written_by", "answered_to").order_by("-version").first()


def issues(case: Case, *, now: datetime) -> list[Timed]:
    """The questions of social protection, open ones first; one needs the person until the application is made."""
    rows = sorted(
        Issue.objects.filter(case=case).select_related("opened_by", "entitlement"),
        key=lambda one: (one.state not in ONGOING, one.due_at, one.pk),
    )
    return [issue_timed(one, case, now=now) for one in rows]


def issue_timed(one: Issue, case: Case, *, now: datetime) -> Timed:
    """A question as it stands now."""
    needs = one.needs_person and one.state in NOT_APPLIED
    return timed(one, case, is_open=one.state in ONGOING, needs_person=needs, now=now)


def talks(case: Case) -> list[Informed]:
    """The talks about the choice, the newest first."""
    return list(Informed.objects.filter(case=case).select_related("by").order_by("-on", "-pk"))


def informed_about(rows: list[Informed]) -> list[str]:
    """What the person has been told about."""
    return [code for code in INFORMED_ABOUT if any(getattr(one, f"about_{code}") for one in rows)]


def decisions(case: Case) -> list[Decision]:
    """What the person decided, the standing decision first; older ones stay."""
    return list(Decision.objects.filter(case=case).select_related("by").order_by("-pk"))


def orders(case: Case) -> list[Order]:
    """The commander's orders, the one that stands first."""
    return list(Order.objects.filter(case=case).select_related("decision", "by").order_by("-pk"))


def overrides(case: Case) -> list[Override]:
    """Exceptions asked for, the newest first."""
    return list(Override.objects.filter(case=case).select_related("asked_by", "approver", "decided_by").order_by("-pk"))


def override_approvers(case: Case, *, but: User) -> list[User]:
    """Who can be asked for an exception: accounts whose role and unit allow it, except the one who asks."""
    return [user for user in _covering(case, Act.OVERRIDE_ADAPTATION) if user.pk != but.pk]


def officers(case: Case) -> list[User]:
    """Who can be given the case: support officers whose unit covers the person's."""
    return _covering(case, Act.WORK_CASE)


def _covering(case: Case, act: Act) -> list[User]:
    path = case.unit.path if case.unit else ""
    barred = Conflict.objects.filter(person=case.person_id).values("user")
    able = people_with(act).exclude(pk__in=barred).prefetch_related("memberships__unit").order_by("name")
    return [
        user
        for user in able
        if any(
            one.until_at is None and (one.unit is None or path.startswith(one.unit.path))
            for one in user.memberships.all()
        )
    ]


def opened(text: str, *, case: Case, place: str) -> str | None:
    """A sealed text of a case; None when its key was destroyed."""
    try:
        return unseal(text, owner=f"person:{case.person_id}", place=place)
    except Sealed:
        return None
