"""Reading the tree of units."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from dodomu.units.models import FormerName, Unit

LONGEST_CODE = 40


def by_code(code: str) -> Unit | None:
    """The unit with a code, in any case; None where there is none."""
    code = code.strip()
    if len(code) > LONGEST_CODE or "\x00" in code:  # no code, and more than a database compares
        return None
    return Unit.objects.filter(code__iexact=code).first()


def by_codes(codes: Iterable[str]) -> list[Unit]:
    """The units with some codes."""
    return list(Unit.objects.filter(code__in=list(codes)))


def by_keys(keys: Iterable[int]) -> list[Unit]:
    """The units with some keys."""
    return list(Unit.objects.filter(pk__in=list(keys)))


def by_key(key: int) -> Unit | None:
    """The unit with a key; None where there is none."""
    return Unit.objects.filter(pk=key).first()


def by_number(number: str, kind: str) -> list[Unit]:
    """The units called by a number and a word: `202` and `бригад`, or `202` and `brigade`."""
    ukrainian = Q(name_uk__startswith=f"{number}-") | Q(name_uk__startswith=f"{number} ")
    english = Q()
    for ending in ("st ", "nd ", "rd ", "th ", " "):
        english |= Q(name_en__startswith=f"{number}{ending}")
    named = ukrainian & Q(name_uk__contains=kind.lower()) | english & Q(name_en__icontains=kind)
    return list(Unit.objects.filter(named).order_by("path"))


def within(paths: Iterable[str], field: str = "path") -> Q:
    """The condition that a unit's path lies at or below any of the given paths; nothing for no path."""
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(**{f"{field}__startswith": path})
    return condition


def services() -> list[Unit]:
    """The services, in the order of the tree."""
    return list(Unit.objects.filter(parent=None).order_by("path"))


def tree(*, has_closed: bool = True) -> list[tuple[int, Unit]]:
    """Every unit with its depth (0 for a service), parents before children; the closed ones left out on request."""
    rows = Unit.objects.order_by("path")
    if not has_closed:
        rows = rows.filter(valid_to=None)
    return [(unit.path.count("/") - 2, unit) for unit in rows]


def below(unit: Unit) -> QuerySet[Unit]:
    """The unit and everything below it."""
    return Unit.objects.filter(path__startswith=unit.path)


def former_names(unit: Unit) -> list[FormerName]:
    """What a unit was called before, the latest first."""
    return list(FormerName.objects.filter(unit=unit))


def chain(unit: Unit) -> list[Unit]:
    """The units it stands under, the service first, and the unit itself."""
    keys = [int(part) for part in unit.path.split("/") if part]
    return list(Unit.objects.filter(pk__in=keys).order_by("path"))
