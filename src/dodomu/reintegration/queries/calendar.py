"""What stands in an account's calendar: the planned appointments of those whom he or she leads or cares for."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from dodomu.access.models import User
from dodomu.access.policy import Act, Reader, may, visible
from dodomu.errors import NotVisible
from dodomu.reintegration.models import Appointment, CalendarAddress
from dodomu.reintegration.queries.cases import visible_cases
from dodomu.reintegration.queries.today import led_by
from dodomu.reintegration.states import SUPPORTED

BACK, AHEAD, MOST = timedelta(days=14), timedelta(days=92), 1000


def digest_of(secret: str) -> str:
    """What is kept of a secret address.

    >>> len(digest_of("abc"))
    64
    """
    return sha256(secret.encode()).hexdigest()


def address_of(user: User) -> CalendarAddress | None:
    """The address that stands, if there is one."""
    return CalendarAddress.objects.filter(user=user, ended_at=None).first()


def reader_of(secret: str) -> CalendarAddress:
    """The address with the account whose calendar it is; NotVisible once it is revoked, or the account is closed."""
    rows = CalendarAddress.objects.filter(digest=digest_of(secret), ended_at=None, user__is_active=True)
    found = rows.select_related("user").first()
    if found is None:
        raise NotVisible
    return found


def appointments_for(user: User, *, now: datetime) -> list[Appointment]:
    """The planned appointments, from two weeks back to three months ahead."""
    if not may(user, Act.PLAN_APPOINTMENT):
        return []
    cases = visible_cases(user, Act.PLAN_APPOINTMENT).filter(state__in=SUPPORTED)
    if may(user, Act.WORK_CASE):
        cases = cases.filter(led_by(user))
    rows = Appointment.objects.filter(
        case__in=cases.values("pk"), state="planned", starts_at__gte=now - BACK, starts_at__lt=now + AHEAD
    )
    return list(rows.order_by("starts_at", "pk")[:MOST])


def appointment_for(reader: Reader, key: int) -> Appointment:
    """An appointment by its number alone, for whoever may plan with the person."""
    rows = Appointment.objects.filter(pk=key).select_related("case__person__now")
    rows = visible(reader, Act.PLAN_APPOINTMENT, rows, person="case__person", unit="case__person__now__unit_path")
    found = rows.first()
    if found is None:
        raise NotVisible
    return found
