"""What is noted of a person at the bus: to which facility they are taken, and what they have with them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from dodomu.reintegration.models.cases import Case
from dodomu.reintegration.models.places import Facility
from dodomu.text import Text

BELONGINGS: dict[str, Text] = {
    "papers": Text("документи", "papers"),
    "phone": Text("телефон", "phone"),
    "medicines": Text("ліки", "medicines"),
    "bag": Text("речі", "belongings"),
    "nothing": Text("нічого", "nothing"),
}


class Reception(models.Model):
    """Where somebody who arrived is taken, and with what; the admission itself is a stay."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="reception")
    bound_for = models.ForeignKey(Facility, models.PROTECT, null=True, related_name="+")
    brought = models.CharField(max_length=60, blank=True)  # codes of BELONGINGS, one space between
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"reception {self.pk}"

    @property
    def belongings(self) -> list[Text]:
        """What the person has with them, in words."""
        return [BELONGINGS[code] for code in self.brought.split() if code in BELONGINGS]
