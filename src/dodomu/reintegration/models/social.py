"""The questions of social protection, what proves them, and the dated rules they rest on."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from dodomu.reintegration.models.cases import Case

USER = settings.AUTH_USER_MODEL


class Entitlement(models.Model):
    """One version of a rule: what was published about a right, in force from a day.

    What it says (`key` to `body`) is never changed, the database refuses it; a correction is the next number. `body` is
    JSON of what `dodomu.reference.entitlements.rules.to_row` writes. A version counts while its state is `standing`.
    """

    key = models.SlugField(max_length=40)
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    body = models.TextField()
    state = models.CharField(max_length=10, default="proposed")
    proposed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")  # None: came with the service
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=160, blank=True)  # the lawyer: name and post
    confirmed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "number"], name="one_entitlement_number")]
        indexes: ClassVar = [models.Index(fields=["state", "key", "valid_from"])]

    def __str__(self) -> str:
        return f"{self.key} {self.number}"


class Issue(models.Model):
    """A question of social protection with its due time and legal basis; `note`, `outcome` and `paid` are sealed.

    With an `entitlement` it rests on that version of the rule for good, whatever is published later.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="issues")
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=10, default="open")
    due_at = models.DateTimeField()
    entitlement = models.ForeignKey(Entitlement, models.PROTECT, null=True, related_name="issues")
    needs_person = models.BooleanField(default=False)  # for the application
    basis = models.CharField(max_length=300, blank=True)  # in place of the published one
    note = models.TextField(blank=True)
    applied_on = models.DateField(null=True)
    appealed_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)
    paid = models.TextField(blank=True)
    opened_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "state", "due_at"])]

    def __str__(self) -> str:
        return f"issue {self.pk}"


class Proof(models.Model):
    """A paper that a question needs, and whether it is here. `note` is what tells two other papers apart."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="proofs")
    paper = models.CharField(max_length=20)
    note = models.CharField(max_length=120, blank=True)
    is_here = models.BooleanField(default=False)
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["issue", "paper", "note"], name="one_proof")]

    def __str__(self) -> str:
        return f"proof {self.pk}"
