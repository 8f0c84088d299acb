"""Building what a test needs, through the same actions that people use, so that no impossible record exists."""

from __future__ import annotations

from datetime import datetime

from dodomu.access import actions as access
from dodomu.access.models import User
from dodomu.units import actions as units
from dodomu.units import queries
from dodomu.units.models import Unit
from tests import cast

UNITS = {
    "NGU": ("Національна гвардія України", "National Guard of Ukraine"),
    "AFU": ("Збройні сили України", "Armed Forces of Ukraine"),
    "SBGS": ("Державна прикордонна служба України", "State Border Guard Service of Ukraine"),
}


def unit(code: str, *, parent: Unit | None = None) -> Unit:
    """The unit with this code, made at the first call: `unit("NGU-1", parent=unit("NGU"))`."""
    if known := queries.by_code(code):
        return known
    name_uk, name_en = UNITS.get(code, (f"Частина {code}", f"Unit {code}"))
    return units.add_unit(code, name_uk=name_uk, name_en=name_en, parent=parent)


def account(officer: cast.Officer, *, now: datetime, unit: Unit | None = None) -> User:
    """The account of one of the cast, with its role for a unit (for the whole service where none is named)."""
    if known := User.objects.filter(login=officer.login).first():
        return known
    return access.open_account(
        officer.login,
        name=officer.name,
        name_en=officer.name_en,
        password=cast.PASSWORD,
        role=officer.role,
        unit=unit,
        now=now,
    )
