"""What the person was told about the choice, and what the person decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from dodomu.reintegration.models.cases import Case

USER = settings.AUTH_USER_MODEL


class Informed(models.Model):
    """A talk in which the person was told about the choice: when, by whom, with which version of the leaflet."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="talks")
    on = models.DateField()
    about_service = models.BooleanField(default=False)
    about_training = models.BooleanField(default=False)
    about_discharge = models.BooleanField(default=False)
    leaflet = models.CharField(max_length=40)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"talk {self.pk}"


class Decision(models.Model):
    """What the person decided, in their own words (sealed). A change of mind is a new row; the old one stays."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    option = models.CharField(max_length=20)
    words = models.TextField()
    decided_on = models.DateField()
    article_117_seen_by = models.CharField(max_length=160, blank=True)  # a named lawyer or commander
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"decision {self.pk}"
