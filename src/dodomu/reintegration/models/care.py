"""Who treats a person, the psychologist that was offered, and what a medical commission concluded.

Who is on the team is itself a matter of health (a psychiatrist treats not everybody), so roles are sealed too.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dodomu.reintegration.models.cases import Case

USER = settings.AUTH_USER_MODEL


class CareMember(models.Model):
    """Somebody on the care team from an instant to another: an account, or a specialist known by name alone.

    Who may read health content follows from this table. `role` and `name` are sealed.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="care_team")
    user = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    role = models.TextField()
    name = models.TextField(blank=True)  # of a specialist without an account
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    added_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "user"], condition=Q(until_at=None), name="on_the_team_once"),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")), name="care_member_in_order"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["user", "until_at"])]

    def __str__(self) -> str:
        return f"care member {self.pk}"


class PsychologistOffer(models.Model):
    """A psychologist was offered, and what the person said; a row is added at every offer. `answer` is sealed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="psychologist_offers")
    answer = models.TextField()
    on = models.DateField()
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"psychologist offer {self.pk}"


class Conclusion(models.Model):
    """What a medical commission concluded: kind, day, number and words, sealed as one; a mistaken one is taken back."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="conclusions")
    state = models.CharField(max_length=10, default="standing")
    content = models.TextField()
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"conclusion {self.pk}"
