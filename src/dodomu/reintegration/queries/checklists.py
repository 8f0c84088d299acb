"""The checklists in force, and the versions before them."""

from __future__ import annotations

from dataclasses import dataclass

from dodomu.reintegration.models import Checklist
from dodomu.reintegration.models.checklists import CATEGORIES, Row, built_in


@dataclass(frozen=True, slots=True)
class InForce:
    """The checklist of a category today: the version (none: the built-in one) and its rows."""

    category: str
    version: Checklist | None
    rows: list[Row]


def in_force(category: str) -> InForce:
    """The newest checklist of a category."""
    newest = Checklist.objects.filter(category=category).order_by("-version").first()
    return InForce(category, newest, rows_of(newest) if newest else built_in(category))


def every_in_force() -> list[InForce]:
    """The checklist of each category today."""
    return [in_force(category) for category in CATEGORIES]


def rows_of(checklist: Checklist) -> list[Row]:
    """The rows of a version."""
    rows = checklist.rows.order_by("pk")
    return [Row(one.kind, one.days, one.needs_person, one.waits_for) for one in rows]


def versions_of(category: str) -> list[Checklist]:
    """Every version that a service wrote, the newest first."""
    return list(Checklist.objects.filter(category=category).select_related("made_by").order_by("-version"))
