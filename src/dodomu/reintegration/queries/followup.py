"""The year of follow-up: what is planned, what is late, what was passed up, and which years are over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.clock import day
from dodomu.errors import NotVisible
from dodomu.reintegration.models import Case, Contact, FollowUp
from dodomu.reintegration.queries.cases import in_duty

MOST = 20


@dataclass(frozen=True, slots=True)
class Year:
    """A year of follow-up with its contacts in order, and how it stands on a day."""

    row: FollowUp
    contacts: list[Contact]
    is_over: bool

    @property
    def held(self) -> int:
        """How many contacts took place."""
        return sum(one.state == "held" for one in self.contacts)

    @property
    def following(self) -> Contact | None:
        """The contact that is due next."""
        planned = [one for one in self.contacts if one.state == "planned"]
        return min(planned, key=lambda one: (one.due_on, one.pk), default=None)


def years_of(case: Case, *, now: datetime) -> list[Year]:
    """The follow-up years of a case, the running one first."""
    rows = list(FollowUp.objects.filter(case=case).order_by("-pk"))
    contacts: dict[int, list[Contact]] = {row.pk: [] for row in rows}
    found = Contact.objects.filter(follow_up__in=rows).select_related("by", "follow_up")
    for one in found.order_by("first_due_on", "pk"):
        contacts[one.follow_up_id].append(one)
    return [Year(row, contacts[row.pk], is_over=day(now) >= row.ends_on) for row in rows]


def get_contact(case: Case, key: int) -> Contact:
    """A contact of the case; NotVisible where it is another's."""
    found = Contact.objects.filter(follow_up__case=case, pk=key).select_related("follow_up").first()
    if found is None:
        raise NotVisible
    return found


def is_late(contact: Contact, on: date) -> bool:
    """Whether nobody has held a contact that was due before a day; a later try does not excuse it."""
    return contact.state == "planned" and contact.first_due_on < on


def _of(cases: Any) -> QuerySet[Contact]:
    rows = Contact.objects.filter(state="planned", follow_up__case__in=cases, follow_up__ended_at=None)
    return rows.select_related("follow_up__case__person__now", "follow_up__case__officer")


def due_contacts(officer: User, *, now: datetime) -> list[Contact]:
    """The contacts that an officer has to make by the end of the day, the longest overdue first."""
    mine = Case.objects.filter(officer=officer, state="in_follow_up").values("pk")
    return list(_of(mine).filter(due_on__lte=day(now)).order_by("first_due_on", "pk")[:MOST])


def years_over(officer: User, *, now: datetime) -> list[FollowUp]:
    """The years of an officer's people that are over, with every contact held or dropped: to be closed."""
    rows = FollowUp.objects.filter(ended_at=None, ends_on__lte=day(now), case__officer=officer)
    rows = rows.exclude(Q(contacts__state="planned")).select_related("case__person__now")
    return list(rows.order_by("ends_on", "pk")[:MOST])


def passed_up(reader: User) -> list[Contact]:
    """The missed contacts of other officers, in the units where the reader answers for support: without a name.

    Whoever leads the team takes care that somebody calls; the person opens with the case alone.
    """
    others = in_duty(reader, Act.WORK_CASE, Case.objects.filter(state="in_follow_up").exclude(officer=reader))
    rows = _of(others.values("pk")).filter(escalated_at__isnull=False)
    return list(rows.order_by("first_due_on", "pk")[:MOST])
