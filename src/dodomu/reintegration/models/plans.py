"""The treatment and rehabilitation plan, version by version and step by step."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from dodomu.reintegration.models.cases import Case

USER = settings.AUTH_USER_MODEL


class Plan(models.Model):
    """The treatment and rehabilitation plan of a person, version by version; its words are sealed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default="draft")
    level = models.PositiveSmallIntegerField(default=1)
    content = models.TextField()
    written_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    answered_on = models.DateField(null=True)  # the day on which the person agreed or refused
    answered_to = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "version"], name="one_plan_version")]

    def __str__(self) -> str:
        return f"plan {self.pk}"


class Step(models.Model):
    """One step of a plan, with the level of the facility and a due time; its words are sealed."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, default="open")
    content = models.TextField()
    level = models.PositiveSmallIntegerField(default=1)
    due_at = models.DateTimeField()
    needs_person = models.BooleanField(default=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["plan", "state", "due_at"])]

    def __str__(self) -> str:
        return f"step {self.pk}"
