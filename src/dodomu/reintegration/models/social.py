"""The questions of social protection."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from dodomu.reintegration.models.cases import Case

USER = settings.AUTH_USER_MODEL


class Issue(models.Model):
    """A question of social protection with its due time and legal basis; `note` is sealed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="issues")
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=10, default="open")
    due_at = models.DateTimeField()
    basis = models.CharField(max_length=300, blank=True)  # in place of the published one
    note = models.TextField(blank=True)
    opened_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "state", "due_at"])]

    def __str__(self) -> str:
        return f"issue {self.pk}"
