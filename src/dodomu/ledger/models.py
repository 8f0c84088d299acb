"""The ledger: who did or saw what, each entry chained to the one before it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """One act or one reading. Rows are added, never changed or deleted (triggers refuse it).

    `detail` is JSON text without names: ids, counts, states. `hash` covers all fields and the hash before.
    """

    seq = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    key = models.BigIntegerField(null=True)
    detail = models.TextField(default="{}")
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "key", "-seq"]), models.Index(fields=["by", "-seq"])]

    def __str__(self) -> str:
        return f"{self.seq} {self.act} {self.kind}:{self.key}"
