"""The documents of a person on their way back."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from dodomu.reintegration.models.cases import Case

USER = settings.AUTH_USER_MODEL


class Checklist(models.Model):
    """A version of the checklist of a category: which documents, in how many days. Versions are added, not changed."""

    category = models.CharField(max_length=10)
    version = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=300)
    made_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["category", "version"], name="one_checklist_version"),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.version}"


class ChecklistRow(models.Model):
    """One document of a version: when it is due, whether the person must be there, what it waits for (a kind)."""

    checklist = models.ForeignKey(Checklist, models.CASCADE, related_name="rows")
    kind = models.CharField(max_length=30)
    days = models.PositiveSmallIntegerField()
    needs_person = models.BooleanField(default=False)
    waits_for = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["checklist", "kind"], name="one_row_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.checklist_id} {self.kind}"


class Document(models.Model):
    """One document of the checklist on its way back to the person; handed over with a signature.

    Whoever leads the case answers for it, unless `responsible` names somebody else.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=30)
    state = models.CharField(max_length=12, default="needed")
    due_at = models.DateTimeField()
    needs_person = models.BooleanField(default=False)
    waits_for = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    responsible = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    checklist = models.ForeignKey(Checklist, models.PROTECT, null=True, related_name="+")  # none: the built-in one
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


class Copy(models.Model):
    """A scan of a document, sealed under the person's key. It is opened with a reason, and never without one."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="copies")
    media = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    body = models.BinaryField()
    added_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)  # added in error: kept, and opened no more
    withdrawn_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["document"], name="copies_of_document")]

    def __str__(self) -> str:
        return f"copy {self.pk}"


class CopyOpening(models.Model):
    """Somebody opened a copy, with the reason given; sealed, for it may speak of the person."""

    copy = models.ForeignKey(Copy, models.PROTECT, related_name="openings")
    reason = models.TextField()
    opened_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"opening {self.pk}"
