"""The tree of services and units: who somebody belonged to, and who may know about whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dodomu.text import Text

KINDS: dict[str, Text] = {
    "service": Text("служба", "service"),
    "command": Text("командування, управління", "command"),
    "brigade": Text("бригада", "brigade"),
    "regiment": Text("полк", "regiment"),
    "battalion": Text("батальйон", "battalion"),
    "unit": Text("військова частина", "military unit"),
    "other": Text("інший підрозділ", "other unit"),
}
"""What a unit is; whatever has no parent is a service."""


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
    kind = models.CharField(max_length=20, default="unit")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)  # closed since this day: nothing new is given to it

    class Meta:
        ordering: ClassVar = ["path"]

    def __str__(self) -> str:
        return self.code

    def name(self, language: str) -> str:
        """The name in a language."""
        return self.name_en if language.startswith("en") else self.name_uk


class FormerName(models.Model):
    """What a unit was called until a day: documents and people of that time use it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="former_names")
    name_uk = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    until_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["-until_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.name_en}"

    def name(self, language: str) -> str:
        """The name in a language."""
        return self.name_en if language.startswith("en") else self.name_uk
