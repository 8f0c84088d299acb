"""The outbox: what must be told to whom, by which way, with proof that it went."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from dodomu.notices.states import NOTICE
from dodomu.text import Text


class Notice(models.Model):
    """One message to one recipient. `idempotency_key` makes sure that one reason sends one message.

    `address` and `body` are sealed for the owner (`person:12`). `about` names the record without a foreign key.
    """

    kind = models.CharField(max_length=30)
    owner = models.CharField(max_length=40)
    about = models.CharField(max_length=40)  # such as relative:5 or statement:755
    way = models.CharField(max_length=10)  # email | sms | post
    language = models.CharField(max_length=2, default="uk")
    address = models.TextField()
    body = models.TextField()
    idempotency_key = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, default="queued")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    queued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    proof = models.CharField(max_length=200, blank=True)
    error = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "next_try_at"]), models.Index(fields=["about"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def state_label(self) -> Text:
        """The words for the state of the message."""
        return NOTICE.label(self.state)
