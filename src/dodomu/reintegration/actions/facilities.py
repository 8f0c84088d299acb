"""The facilities that take people in: added, mended, closed. Their unit tells whose medical officers work there."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.clock import day
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.reintegration.actions import locks
from dodomu.reintegration.models import Facility
from dodomu.reintegration.models.vocabulary import FACILITY_KINDS, LEVELS
from dodomu.units.models import Unit

MOST_PLACES = 10_000


@transaction.atomic
def add_facility(
    code: str,
    *,
    kind: str,
    level: int,
    name_uk: str,
    name_en: str,
    places: int,
    by: User | None,
    now: datetime,
    unit: Unit | None = None,
) -> Facility:
    """Adds a facility with its number of places."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) or len(code) > 40:
        raise Refused(_("Код – латинські літери, цифри й дефіс, наприклад svitanok."), "code")
    if Facility.objects.filter(code=code).exists():
        raise Refused(_("Заклад із таким кодом уже є."), "code")
    facility = Facility(code=code)
    _describe(facility, kind=kind, level=level, name_uk=name_uk, name_en=name_en, places=places, unit=unit)
    facility.save()
    ledger.record("add_facility", by=by, now=now, kind="facility", key=facility.pk, detail={"places": places})
    return facility


def _describe(
    facility: Facility, *, kind: str, level: int, name_uk: str, name_en: str, places: int, unit: Unit | None
) -> None:
    if kind not in FACILITY_KINDS or level not in LEVELS:
        raise Refused(_("Виберіть значення зі списку."), "kind")
    if not 0 <= places <= MOST_PLACES:
        raise Refused(_("Місць має бути від 0 до %(most)s.") % {"most": MOST_PLACES}, "places")
    facility.kind, facility.level, facility.places, facility.unit = kind, level, places, unit
    facility.name_uk = locks.words(name_uk, field="name_uk", most=120)
    facility.name_en = locks.words(name_en, field="name_en", most=120)


@transaction.atomic
def change_facility(
    facility: Facility,
    *,
    kind: str,
    level: int,
    name_uk: str,
    name_en: str,
    places: int,
    by: User | None,
    now: datetime,
    unit: Unit | None = None,
) -> Facility:
    """Mends what is said of a facility; never fewer places than people who are there."""
    held = Facility.objects.select_for_update().get(pk=facility.pk)
    _check_room(held, places)
    _describe(held, kind=kind, level=level, name_uk=name_uk, name_en=name_en, places=places, unit=unit)
    held.save()
    detail = {"places": places, "unit": unit.pk if unit else None}
    ledger.record("change_facility", by=by, now=now, kind="facility", key=held.pk, detail=detail)
    return held


def _check_room(facility: Facility, places: int) -> None:
    taken = facility.stays.filter(left_at=None).count()
    if places < taken:
        raise Refused(_("У закладі зараз людей: %(taken)s. Місць не може бути менше.") % {"taken": taken}, "places")


@transaction.atomic
def set_places(facility: Facility, places: int, *, by: User, now: datetime) -> Facility:
    """Changes the number of places; never under the number of people who are there."""
    facility = Facility.objects.select_for_update().get(pk=facility.pk)
    _check_room(facility, places)
    facility.places = places
    facility.save(update_fields=["places"])
    ledger.record("set_places", by=by, now=now, kind="facility", key=facility.pk, detail={"places": places})
    return facility


@transaction.atomic
def close_facility(facility: Facility, *, by: User, now: datetime) -> Facility:
    """A facility takes nobody in any more; not before the last person has left it."""
    facility = Facility.objects.select_for_update().get(pk=facility.pk)
    taken = facility.stays.filter(left_at=None).count()
    if taken:
        raise Refused(
            _("У закладі зараз людей: %(taken)s. Спершу переведіть їх або випишіть.") % {"taken": taken}, code="people"
        )
    if facility.closed_on is not None:
        raise Refused(_("Цей заклад уже закрито."), code="state")
    facility.closed_on = day(now)
    facility.save(update_fields=["closed_on"])
    ledger.record("close_facility", by=by, now=now, kind="facility", key=facility.pk)
    return facility


@transaction.atomic
def reopen_facility(facility: Facility, *, by: User, now: datetime) -> Facility:
    """A closed facility takes people in again."""
    facility = Facility.objects.select_for_update().get(pk=facility.pk)
    if facility.closed_on is None:
        raise Refused(_("Цей заклад не закрито."), code="state")
    facility.closed_on = None
    facility.save(update_fields=["closed_on"])
    ledger.record("reopen_facility", by=by, now=now, kind="facility", key=facility.pk)
    return facility
