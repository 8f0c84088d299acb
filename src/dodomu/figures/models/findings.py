"""What became of a contradiction between published numbers: explained by somebody, or open."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from dodomu.text import Text


class Explained(models.Model):
    """A finding that somebody has explained: why the numbers differ, and who says so.

    Findings themselves are computed anew from the statements each time; `key` names the kind and the statements. A
    later explanation of the same finding stands above the earlier one, which stays.
    """

    key = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    statements = models.TextField(blank=True)  # their keys, with a space between
    why_uk = models.TextField()
    why_en = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["key", "-id"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def why(self) -> Text:
        """Why the numbers differ."""
        return Text(self.why_uk, self.why_en)
