"""What the person was told about the choice, what the person decided, and the order that followed."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from dodomu.reintegration.models.cases import Case

USER = settings.AUTH_USER_MODEL


class Informed(models.Model):
    """A talk in which the person was told about the choice: when, by whom, with which version of the leaflet.

    `told_by` names whoever led the talk where that was not the account that wrote it down.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="talks")
    on = models.DateField()
    about_service = models.BooleanField(default=False)
    about_training = models.BooleanField(default=False)
    about_discharge = models.BooleanField(default=False)
    leaflet = models.CharField(max_length=40)
    told_by = models.CharField(max_length=160, blank=True)
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


class Order(models.Model):
    """The commander's order that carries a decision out: number and date. A mended entry is a new row."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="orders")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="orders")
    number = models.CharField(max_length=40)
    on = models.DateField()
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"order {self.pk}"
