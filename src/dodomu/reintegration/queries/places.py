"""Facilities with their free places, and who is in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from dodomu.access.policy import Act, Reader, visible
from dodomu.errors import NotVisible
from dodomu.reintegration.models import Case, Facility, Reception, Stay


def facilities() -> QuerySet[Any]:
    """Every facility that takes people in, with `taken` and `free` places, the most room first."""
    return every_facility().filter(closed_on=None).order_by("-free", "code")


def every_facility() -> QuerySet[Any]:
    """Every facility with `taken` and `free` places, the closed ones too, by code."""
    taken = Count("stays", filter=Q(stays__left_at=None))
    rows = Facility.objects.annotate(taken=taken, free=F("places") - taken)
    return rows.select_related("unit").order_by("code")


def get_facility(code: str) -> Any:
    """A facility by its code, closed or not; NotVisible where there is none."""
    found = every_facility().filter(code=code).first()
    if found is None:
        raise NotVisible
    return found


def staying(reader: Reader, facility: Facility) -> QuerySet[Stay]:
    """The people in a facility whom the reader may see, with their cases."""
    rows = Stay.objects.filter(facility=facility, left_at=None)
    rows = visible(reader, Act.READ_CASE, rows, person="case__person", unit="case__person__now__unit_path")
    return rows.select_related("case__person__now", "case__officer").order_by("case__person__now__sort_key", "pk")


def in_adaptation(now: datetime, prefix: str = "") -> Q:
    """The condition that a case (reached by `prefix`) is in its time to adapt."""
    return Q(
        **{
            f"{prefix}admitted_at__isnull": False,
            f"{prefix}protected_from__lte": now,
            f"{prefix}protected_until__gt": now,
            f"{prefix}state__in": ("open", "in_follow_up"),
        }
    )


def stay_of(case: Case) -> Stay | None:
    """Where the person is now; None when in no facility."""
    return Stay.objects.filter(case=case, left_at=None).select_related("facility").first()


def stays_of(case: Case) -> list[Stay]:
    """Every stay of a case, the newest first; those entered in error too."""
    return list(
        Stay.objects.filter(case=case).select_related("facility", "admitted_by").order_by("-admitted_at", "-pk")
    )


def receptions(people: Iterable[int], occasion: str) -> dict[int, Reception]:
    """What was noted of people at the bus, by person."""
    rows = Reception.objects.filter(case__person__in=people, case__occasion=occasion)
    return {row.case.person_id: row for row in rows.select_related("case", "bound_for")}


def reception_of(case: Case) -> Reception | None:
    """What was noted of one person at the bus."""
    return Reception.objects.filter(case=case).select_related("bound_for").first()


def overfull(code: str) -> tuple[Any, int] | None:
    """A facility for which more people are bound than it has free places, and by how many; None where they fit."""
    place = every_facility().filter(code=code).first()
    if place is None:
        return None
    coming = Reception.objects.filter(bound_for=place, case__state="open").exclude(
        case__stays__left_at=None, case__stays__isnull=False
    )
    over = coming.distinct().count() - max(place.free, 0)
    return (place, over) if over > 0 else None
