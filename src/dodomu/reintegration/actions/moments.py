"""Whether something with the person could have been on a day: not ahead, not before the return, not in their time."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from dodomu.clock import day
from dodomu.errors import Refused
from dodomu.reintegration.actions.tasks import has_leave
from dodomu.reintegration.models import Case, adaptation
from dodomu.reintegration.models.vocabulary import MATTERS


def require_past(on: date, *, now: datetime) -> None:
    """Refused for a day that has not come."""
    if on > day(now):
        raise Refused(_("Цей день ще не настав."), "on")


def require_since_return(case: Case, *, on: date, now: datetime) -> None:
    """Refused for a day that has not come, and for one before the return."""
    require_past(on, now=now)
    if case.opened_at is not None and on < day(case.opened_at):
        raise Refused(_("Людина тоді ще не повернулася."), "on")


def check_moment(case: Case, matter: str, *, on: date, now: datetime, is_wanted: bool = False) -> None:
    """Refused for a day ahead or before the return, and for what waits for the time to adapt, dated back or not."""
    require_since_return(case, on=on, now=now)
    rule, window, leave = MATTERS[matter].rule, case.protection, has_leave(case, matter, now=now)
    adaptation.require(rule, window, starts_at=now, is_wanted=is_wanted, has_leave=leave, field="on")
    if window is not None and day(window.begins_at) <= on < day(window.ends_at):
        adaptation.require(rule, window, starts_at=window.begins_at, is_wanted=is_wanted, has_leave=leave, field="on")
