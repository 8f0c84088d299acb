"""Changing the tree of units."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from dodomu.units.models import Unit


@transaction.atomic
def add_unit(
    code: str, *, name_uk: str, name_en: str, parent: Unit | None = None, valid_from: date | None = None
) -> Unit:
    """Adds a unit below its parent, or a service."""
    unit = Unit.objects.create(code=code, name_uk=name_uk, name_en=name_en, parent=parent, valid_from=valid_from)
    # Fixed width, so that the text order of paths is the order of the tree.
    unit.path = f"{parent.path if parent else '/'}{unit.pk:05d}/"
    unit.save(update_fields=["path"])
    return unit
