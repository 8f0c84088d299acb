"""The year of follow-up: what is planned, what is late, what was passed up, and which years are over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q

from dodomu.access import standing_in
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


def _led_by(officer: User) -> list[int]:
    """The officer, and everybody for whom they stand in today."""
    return [officer.pk, *standing_in.stands_in_for(officer)]


@dataclass(frozen=True, slots=True)
class Ahead:
    """What an officer has to do in somebody's year: a contact to make, or (with `is_over`) the year to end."""

    contact: Contact
    is_over: bool

    @property
    def case(self) -> Case:
        """Whose year it is."""
        return self.contact.follow_up.case


def to_do(officer: User, *, now: datetime) -> list[Ahead]:
    """The contacts due by the end of the day, the longest overdue first, and the years that are over, in one query.

    A year is over when its last contact was held and none is planned any more.
    """
    today = day(now)
    planned = Contact.objects.filter(follow_up=OuterRef("follow_up"), state="planned")
    is_last = Q(state="held", first_due_on=F("follow_up__ends_on"), follow_up__ends_on__lte=today)
    rows = Contact.objects.filter(
        Q(state="planned", due_on__lte=today) | (is_last & ~Exists(planned)),
        follow_up__ended_at=None,
        follow_up__case__officer__in=_led_by(officer),
        follow_up__case__state="in_follow_up",
    ).select_related("follow_up__case__person__now")
    return [Ahead(one, one.state == "held") for one in rows.order_by("first_due_on", "pk")[:MOST]]


def passed_up(reader: User) -> list[Contact]:
    """The missed contacts of the team that the reader leads: by officer, without a name.

    Whoever leads the team takes care that somebody calls; the person opens with the case alone.
    """
    led = in_duty(reader, Act.LEAD_TEAM, Case.objects.filter(state="in_follow_up"))
    rows = Contact.objects.filter(
        state="planned", escalated_at__isnull=False, follow_up__case__in=led.values("pk"), follow_up__ended_at=None
    ).select_related("follow_up__case__officer")
    return list(rows.order_by("first_due_on", "pk")[:MOST])
