"""The commander's meeting with people who came home: each comes by their own consent, and what they ask for is kept."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dodomu.reintegration.models.cases import Appointment, Case, Task
from dodomu.units.models import Unit

USER = settings.AUTH_USER_MODEL


class Meeting(models.Model):
    """One meeting: who leads it (name and post), when and where. It names nobody who comes.

    Where people gather who came home is told to the support of the same units alone (`unit`; none: the whole service).
    """

    state = models.CharField(max_length=10, default="planned")
    led_by = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_in_order"),
        ]
        indexes: ClassVar = [models.Index(fields=["starts_at"])]

    def __str__(self) -> str:
        return f"meeting {self.pk}"


class Invitation(models.Model):
    """One person at a meeting, with the appointment that stands in their own days."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    case = models.ForeignKey(Case, models.PROTECT, related_name="invitations")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default="invited")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "case"], condition=~Q(state="excused"), name="one_invitation_to_a_meeting"
            )
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class Wish(models.Model):
    """One thing the person asked for at a meeting (its words are sealed in the task that follows it up)."""

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="wishes")
    task = models.OneToOneField(Task, models.PROTECT, related_name="wish")

    def __str__(self) -> str:
        return f"wish {self.pk}"
