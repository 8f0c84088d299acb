"""The treatment and rehabilitation plan: versions, what the person said to each, goals, steps, copies handed over."""

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
    answered_on = models.DateField(null=True)  # the day of the person's latest answer
    answered_to = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "version"], name="one_plan_version")]

    def __str__(self) -> str:
        return f"plan {self.pk}"


class PlanAnswer(models.Model):
    """What the person said to a plan on a day, and what they took back later: a row is added, none is changed.

    `words` (the person's own) are sealed.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=10)  # agreed | refused | withdrawn
    on = models.DateField()
    words = models.TextField(blank=True)
    to = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"answer {self.pk}"


class PlanCopy(models.Model):
    """A copy of the plan that was put into the person's hands."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="copies")
    on = models.DateField()
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"copy {self.pk}"


class Goal(models.Model):
    """What the plan is to reach, by a day; its words and what came of it are sealed."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals")
    state = models.CharField(max_length=10, default="pursued")
    content = models.TextField()
    due_on = models.DateField()
    outcome = models.TextField(blank=True)
    set_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["plan", "state", "due_on"])]

    def __str__(self) -> str:
        return f"goal {self.pk}"


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
