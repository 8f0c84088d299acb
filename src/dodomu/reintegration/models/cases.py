"""The case of a person who came home, where the person stays, and what was planned for which time."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dodomu.people.models import Person
from dodomu.reintegration.models.adaptation import Window
from dodomu.reintegration.models.places import Facility
from dodomu.units.models import Unit

USER = settings.AUTH_USER_MODEL


class Case(models.Model):
    """The support of one person after one event of return (`occasion`, such as `round:12`).

    `protected_*` is the time in which nothing but care and wanted contact may happen: from the arrival for now, and
    from the admission as soon as there is one (`admitted_at`); only the latter is the time to adapt.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="cases")
    occasion = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default="expected")
    officer = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    category = models.CharField(max_length=10, default="military")
    return_basis = models.CharField(max_length=15, default="unknown")
    expected_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    admitted_at = models.DateTimeField(null=True)
    protected_from = models.DateTimeField(null=True)
    protected_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)  # why it was withdrawn or closed
    reopened_at = models.DateTimeField(null=True)
    reopened_because = models.TextField(blank=True)  # sealed: it speaks of the person

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "occasion"], name="one_case_per_return")]
        indexes: ClassVar = [
            models.Index(fields=["officer", "state"]),
            models.Index(fields=["state", "officer"]),
            models.Index(fields=["occasion"]),
            models.Index(fields=["protected_until"]),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"

    @property
    def protection(self) -> Window | None:
        """The time the rule guards: from the arrival for now, from the admission as soon as there is one."""
        if self.protected_from is None or self.protected_until is None:
            return None
        return Window(self.protected_from, self.protected_until)

    @property
    def adaptation(self) -> Window | None:
        """The time to adapt; None before the admission."""
        return self.protection if self.admitted_at else None


class Stay(models.Model):
    """A person in a facility, from admission to leaving. A row entered in error stays and counts for nothing."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="stays")
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="stays")
    admitted_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    is_error = models.BooleanField(default=False)
    admitted_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(left_at=None), name="one_open_stay"),
            models.CheckConstraint(condition=Q(left_at=None) | Q(left_at__gte=F("admitted_at")), name="stay_in_order"),
        ]
        indexes: ClassVar = [models.Index(fields=["facility", "left_at"])]

    def __str__(self) -> str:
        return f"stay {self.pk}"


class Override(models.Model):
    """An exception to the time to adapt for one appointment: asked by one, allowed by another. `reason` is sealed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="overrides")
    state = models.CharField(max_length=10, default="asked")
    matter = models.CharField(max_length=20)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    reason_kind = models.CharField(max_length=10)
    reason = models.TextField()
    appointment = models.ForeignKey("Appointment", models.PROTECT, null=True, related_name="+")  # the one to be moved
    asked_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    approver = models.ForeignKey(USER, models.PROTECT, related_name="+")  # who was asked to decide
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["approver", "state"])]

    def __str__(self) -> str:
        return f"override {self.pk}"


class Appointment(models.Model):
    """A time at which somebody wants something of the person. Nothing that waits may lie inside the time to adapt."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="appointments")
    matter = models.CharField(max_length=20)
    state = models.CharField(max_length=10, default="planned")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    who = models.CharField(max_length=120, blank=True)  # who comes, as the person is told: a name, no speciality
    is_wanted = models.BooleanField(default=False)  # the person asked for it or accepted it
    leave = models.ForeignKey(Override, models.PROTECT, null=True, related_name="given")
    planned_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    planned_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="appointment_in_order"),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "state", "starts_at"])]

    def __str__(self) -> str:
        return f"appointment {self.pk}"


class Task(models.Model):
    """Something to be done for a person until a time. `note` (what was asked) and `outcome` are sealed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=30)
    state = models.CharField(max_length=10, default="open")
    due_at = models.DateTimeField()
    needs_person = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "state", "due_at"])]

    def __str__(self) -> str:
        return f"task {self.pk}"
