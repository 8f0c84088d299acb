"""The secret address of an account's calendar: made, made anew, revoked. Only a digest of it is kept."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from dodomu.access.models import User
from dodomu.ledger import actions as ledger
from dodomu.reintegration.models import CalendarAddress
from dodomu.reintegration.queries.calendar import digest_of

BYTES = 32


@transaction.atomic
def make_address(*, by: User, now: datetime) -> str:
    """Makes the secret part of a new address and ends the one before; it is shown once and cannot be read again."""
    _end(by, now=now)
    secret = secrets.token_urlsafe(BYTES)
    CalendarAddress.objects.create(user=by, digest=digest_of(secret), made_at=now)
    ledger.record("make_calendar", by=by, now=now, kind="account", key=by.pk)
    return secret


@transaction.atomic
def revoke_address(*, by: User, now: datetime) -> bool:
    """Ends the address; whoever still reads it finds nothing there. Whether there was one."""
    if not _end(by, now=now):
        return False
    ledger.record("revoke_calendar", by=by, now=now, kind="account", key=by.pk)
    return True


def _end(user: User, *, now: datetime) -> int:
    return CalendarAddress.objects.filter(user=user, ended_at=None).update(ended_at=now)
