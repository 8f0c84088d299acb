"""Reading the tree of units."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from dodomu.units.models import Unit


def by_code(code: str) -> Unit | None:
    """The unit with a code, in any case; None where there is none."""
    return Unit.objects.filter(code__iexact=code.strip()).first()


def by_codes(codes: Iterable[str]) -> list[Unit]:
    """The units with some codes."""
    return list(Unit.objects.filter(code__in=list(codes)))


def by_key(key: int) -> Unit | None:
    """The unit with a key; None where there is none."""
    return Unit.objects.filter(pk=key).first()


def within(paths: Iterable[str], field: str = "path") -> Q:
    """The condition that a unit's path lies at or below any of the given paths; nothing for no path."""
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(**{f"{field}__startswith": path})
    return condition


def services() -> list[Unit]:
    """The services, in the order of the tree."""
    return list(Unit.objects.filter(parent=None).order_by("path"))


def tree() -> list[tuple[int, Unit]]:
    """Every unit with its depth (0 for a service), parents before children."""
    return [(unit.path.count("/") - 2, unit) for unit in Unit.objects.order_by("path")]
