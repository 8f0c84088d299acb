"""Long work: leased by a worker, with progress that a page can show, and safe to take up again."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Job(models.Model):
    """One piece of long work, such as matching a list. `key` names its record; `payload` what it needs."""

    kind = models.CharField(max_length=30)
    key = models.BigIntegerField(null=True)
    payload = models.TextField(default="{}")  # JSON as text: a CHECK with JSON_VALID clashes with trusted_schema=OFF
    state = models.CharField(max_length=10, default="queued")
    step = models.CharField(max_length=30, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveIntegerField(default=0)  # leases in all: the number of a lease tells it from the others
    tries = models.PositiveSmallIntegerField(default=0)  # leases since it was last queued by a person
    leased_until = models.DateTimeField(null=True)
    queued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    queued_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "leased_until"]), models.Index(fields=["kind", "key"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=models.Q(state__in=["queued", "running"]), name="one_open_job"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
