"""The departments that can be asked, and the term each has."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.enquiries.models import Department
from dodomu.enquiries.models.vocabulary import KINDS
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger

MOST_DAYS = 250


@transaction.atomic
def add_department(
    code: str,
    *,
    name_uk: str,
    name_en: str,
    kind: str,
    by: User | None,
    now: datetime,
    email: str = "",
    address: str = "",
    working_days: int = 10,
    term_source: str = "",
) -> Department:
    """Adds a department that can be asked."""
    code = code.strip().lower()
    if not code or not code.replace("-", "").isalnum() or not code.isascii() or len(code) > 40:
        raise Refused(_("Введіть код латинськими літерами, наприклад nib."), "code")
    if Department.objects.filter(code=code).exists():
        raise Refused(_("Відомство з таким кодом уже є."), "code")
    values = _department(name_uk, name_en, kind, email, address, working_days, term_source)
    department = Department.objects.create(code=code, **values)
    ledger.record("add_department", by=by, now=now, kind="department", key=department.pk)
    return department


@transaction.atomic
def change_department(
    department: Department,
    *,
    name_uk: str,
    name_en: str,
    kind: str,
    email: str,
    address: str,
    working_days: int,
    term_source: str,
    is_asked: bool,
    by: User,
    now: datetime,
) -> None:
    """Changes how a department is asked; enquiries already sent keep their term."""
    values = _department(name_uk, name_en, kind, email, address, working_days, term_source)
    Department.objects.filter(pk=department.pk).update(is_asked=is_asked, **values)
    department.refresh_from_db()
    ledger.record("change_department", by=by, now=now, kind="department", key=department.pk)


def _department(
    name_uk: str, name_en: str, kind: str, email: str, address: str, working_days: int, term_source: str
) -> dict[str, Any]:
    if not name_uk.strip():
        raise Refused(_("Введіть назву українською."), "name_uk")
    if not name_en.strip():
        raise Refused(_("Введіть назву англійською."), "name_en")
    if kind not in KINDS:
        raise Refused(_("Виберіть вид відомства зі списку."), "kind")
    if email.strip() and ("@" not in email or any(sign.isspace() for sign in email.strip())):
        raise Refused(_("Введіть адресу електронної пошти, наприклад zapyt@приклад.ua."), "email")
    check_days(working_days)
    return {
        "name_uk": name_uk.strip()[:200],
        "name_en": name_en.strip()[:200],
        "kind": kind,
        "email": email.strip()[:200],
        "address": address.strip()[:300],
        "working_days": working_days,
        "term_source": term_source.strip()[:300],
    }


def check_days(working_days: int) -> None:
    """A term of one working day to a year of them."""
    if not 1 <= working_days <= MOST_DAYS:
        raise Refused(_("Строк – від 1 до 250 робочих днів."), "working_days")
