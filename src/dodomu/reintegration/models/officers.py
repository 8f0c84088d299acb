"""Who answered for a case and since when, and the secret addresses of officers' calendars."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dodomu.reintegration.models.cases import Case

USER = settings.AUTH_USER_MODEL


class Charge(models.Model):
    """The time in which one officer answered for a case. `note`, what the one before left in writing, is sealed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="charges")
    officer = models.ForeignKey(USER, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    given_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(until_at=None), name="one_officer_in_charge"),
            models.CheckConstraint(condition=Q(until_at=None) | Q(until_at__gte=F("from_at")), name="charge_in_order"),
        ]

    def __str__(self) -> str:
        return f"charge {self.pk}"


class CalendarAddress(models.Model):
    """A secret address at which one account's appointments can be read; only its digest is kept."""

    user = models.ForeignKey(USER, models.CASCADE, related_name="calendars")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user"], condition=Q(ended_at=None), name="one_calendar_address")
        ]

    def __str__(self) -> str:
        return f"calendar {self.pk}"
