"""The year of follow-up: the contacts planned for it, and what came of each.

Back in the unit one more year of care by specialists follows (order of the Ministry of Defence, 10 October 2025, as
reported); a person who goes home is asked after in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dodomu.reintegration.models.cases import Case
from dodomu.text import Text

USER = settings.AUTH_USER_MODEL

WAYS: dict[str, Text] = {
    "phone": Text("телефоном", "by telephone"),
    "meeting": Text("при зустрічі", "in person"),
    "message": Text("повідомленням, людина так просила", "by message, as the person asked"),
    "unit": Text("через психолога частини", "through the psychologist of the unit"),
}

TO: dict[str, Text] = {
    "unit": Text("повернення до частини", "back to a unit"),
    "home": Text("дім, навчання або звільнення", "home, training or discharge"),
}

TEMPLATE: dict[str, tuple[int, ...]] = {
    "unit": (7, 30, 60, 90, 135, 180, 270, 365),
    "home": (3, 7, 14, 30, 60, 90, 135, 180, 270, 365),
}
"""On which days after the beginning somebody asks how the person is: oftener at first, and oftener at home alone."""

GRACE = timedelta(days=3)
"""How long a planned contact may be late before whoever leads the team hears of it."""

AGAIN = timedelta(days=2)
"""When somebody tries again who was not reached."""


@dataclass(frozen=True, slots=True)
class Course:
    """The days of a year of follow-up."""

    begins_on: date
    ends_on: date
    contacts: tuple[date, ...]


def course_from(begins_on: date, *, to: str) -> Course:
    """The days on which contacts are due in a year; the last one ends it. A leap day changes nothing.

    >>> one = course_from(date(2024, 8, 1), to="unit")
    >>> one.ends_on.isoformat(), len(one.contacts), one.contacts[-1] == one.ends_on
    ('2025-08-01', 8, True)
    >>> course_from(date(2024, 2, 29), to="home").ends_on.isoformat()
    '2025-02-28'
    """
    days = TEMPLATE[to]
    ends_on = begins_on + timedelta(days=days[-1])
    return Course(begins_on, ends_on, tuple(begins_on + timedelta(days=after) for after in days))


class FollowUp(models.Model):
    """A year in which specialists ask after a person. A case that is opened again ends it; a new one may begin."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="follow_ups")
    to = models.CharField(max_length=10)
    begins_on = models.DateField()
    ends_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="one_running_follow_up"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("begins_on")), name="follow_up_in_order"),
        ]

    def __str__(self) -> str:
        return f"follow-up {self.pk}"


class Contact(models.Model):
    """One contact of the year: planned for a day, then held with its outcome (sealed), or not needed any more.

    A try that reached nobody leaves it planned, for a later day; `first_due_on` stays. `escalated_at` is set once
    by the job when it is overdue: from then on whoever leads the team sees it until it is held.
    """

    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="contacts")
    state = models.CharField(max_length=10, default="planned")
    first_due_on = models.DateField()
    due_on = models.DateField()
    tries = models.PositiveSmallIntegerField(default=0)
    way = models.CharField(max_length=10, blank=True)
    held_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)
    escalated_at = models.DateTimeField(null=True)
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "due_on"]), models.Index(fields=["follow_up", "state"])]

    def __str__(self) -> str:
        return f"contact {self.pk}"
