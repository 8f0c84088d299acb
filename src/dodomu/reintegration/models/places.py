"""The places that take people in."""

from __future__ import annotations

from django.db import models

from dodomu.units.models import Unit


class Facility(models.Model):
    """A hospital, centre or rehabilitation facility; `unit` tells whose medical officers work there."""

    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField(default=1)
    name_uk = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    places = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    closed_on = models.DateField(null=True, blank=True)  # since then it takes nobody in

    def __str__(self) -> str:
        return self.code

    def name(self, language: str) -> str:
        """The name in a language."""
        return self.name_en if language.startswith("en") else self.name_uk
