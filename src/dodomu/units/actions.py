"""Changing the tree of units. Who may and what it would cost others, `flows.tree` asks; it writes the ledger too."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from dodomu.units.models import FormerName, Unit


@transaction.atomic
def add_unit(
    code: str,
    *,
    name_uk: str,
    name_en: str,
    parent: Unit | None = None,
    kind: str = "",
    valid_from: date | None = None,
) -> Unit:
    """Adds a unit below its parent, or a service."""
    unit = Unit.objects.create(
        code=code,
        kind=kind or ("unit" if parent else "service"),
        name_uk=name_uk,
        name_en=name_en,
        parent=parent,
        valid_from=valid_from,
    )
    # Fixed width, so that the text order of paths is the order of the tree.
    unit.path = f"{parent.path if parent else '/'}{unit.pk:05d}/"
    unit.save(update_fields=["path"])
    return unit


@transaction.atomic
def rename_unit(unit: Unit, *, name_uk: str, name_en: str, kind: str, on: date) -> FormerName | None:
    """Calls a unit by another name from a day on; the name before stays, with the day until which it was used."""
    former = None
    if (unit.name_uk, unit.name_en) != (name_uk, name_en):
        former = FormerName.objects.create(unit=unit, name_uk=unit.name_uk, name_en=unit.name_en, until_on=on)
    unit.name_uk, unit.name_en, unit.kind = name_uk, name_en, kind
    unit.save(update_fields=["name_uk", "name_en", "kind"])
    return former


@transaction.atomic
def move_unit(unit: Unit, parent: Unit | None) -> None:
    """Puts a unit with all below it under another parent."""
    before = unit.path
    unit.parent, unit.path = parent, f"{parent.path if parent else '/'}{unit.pk:05d}/"
    unit.save(update_fields=["parent", "path"])
    below = Unit.objects.filter(path__startswith=before).exclude(pk=unit.pk)
    below.update(path=Concat(Value(unit.path), Substr(F("path"), len(before) + 1)))


def set_closed(unit: Unit, on: date | None) -> None:
    """Closes a unit from a day on, or (None) opens it again."""
    unit.valid_to = on
    unit.save(update_fields=["valid_to"])
