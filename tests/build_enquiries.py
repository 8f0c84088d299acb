"""Building departments and enquiries for tests, through the actions that people use."""

from __future__ import annotations

from datetime import datetime

from dodomu.access.models import User
from dodomu.enquiries import actions
from dodomu.enquiries.models import Department, Enquiry
from dodomu.people.models import Person
from tests import build, cast


def department(*, now: datetime, code: str = "nib", email: str = "zapyt@example.org", days: int = 10) -> Department:
    """The department with this code, made at the first call."""
    if known := Department.objects.filter(code=code).first():
        return known
    return actions.add_department(
        code,
        name_uk=f"Бюро {code}",
        name_en=f"Bureau {code}",
        kind="bureau",
        email=email,
        working_days=days,
        by=None,
        now=now,
    )


def liaison(now: datetime) -> User:
    """The officer who talks to departments, for the whole service."""
    return build.account(cast.LIAISON, now=now)


def enquiry(*people: Person, now: datetime, code: str = "nib", is_sent: bool = True, **changes: object) -> Enquiry:
    """An enquiry about these people, sent today unless said otherwise."""
    by = liaison(now)
    given: dict[str, object] = {"subject": "captivity", "text": "Чи підтверджено полон?"} | changes
    made = actions.draft(department(now=now, code=code), people, by=by, now=now, **given)  # type: ignore[arg-type]
    if is_sent:
        actions.send(made, by=by, now=now)
    return made
