"""The tree of services and units: who somebody belonged to, and who may know about whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Unit(models.Model):
    """A service, brigade, battalion or facility, in a tree; `path` holds the ids of all its parents.

    Names change and units are re-formed, hence the dates. A service (no parent) has a short code
    such as `NGU` or `AFU` by which it is named on the terminal and in addresses.
    """

    code = models.CharField(max_length=40, unique=True)
    name_uk = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=200, db_index=True, default="")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["path"]

    def __str__(self) -> str:
        return self.code

    def name(self, language: str) -> str:
        """The name in a language."""
        return self.name_en if language.startswith("en") else self.name_uk
