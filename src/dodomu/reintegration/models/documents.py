"""The documents of a person on their way back."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from dodomu.reintegration.models.cases import Case

USER = settings.AUTH_USER_MODEL


class Document(models.Model):
    """One document of the checklist on its way back to the person; handed over with a signature."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=30)
    state = models.CharField(max_length=12, default="needed")
    due_at = models.DateTimeField()
    needs_person = models.BooleanField(default=False)
    waits_for = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    blocked_because = models.CharField(max_length=300, blank=True)
    applied_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    handed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=120, blank=True)  # who signed for it: the person, or whom they named
    handed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "kind"], name="one_document_of_a_kind")]
        indexes: ClassVar = [models.Index(fields=["case", "state", "due_at"])]

    def __str__(self) -> str:
        return f"document {self.pk}"
