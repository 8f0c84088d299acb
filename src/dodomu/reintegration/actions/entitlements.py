"""Rules with dates: loaded as published, written anew by a data steward, in force by a second signature, confirmed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.clock import day
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.reference.entitlements.rules import Rule, to_row
from dodomu.reintegration.actions import locks
from dodomu.reintegration.actions.moments import require_past
from dodomu.reintegration.models import Entitlement
from dodomu.reintegration.models.vocabulary import ISSUES
from dodomu.reintegration.states import ENTITLEMENT

FARTHEST = timedelta(days=730)


def _row_of(rule: Rule) -> Entitlement:
    return Entitlement(
        key=rule.key,
        number=rule.number,
        kind=rule.kind,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        body=json.dumps(to_row(rule), ensure_ascii=False),
    )


@transaction.atomic
def load_entitlements(rules: Iterable[Rule], *, now: datetime, by: User | None = None) -> int:
    """Adds the versions that came with the service and are not there yet; those that are there stay as they are."""
    known = set(Entitlement.objects.values_list("key", "number"))
    rows = [_row_of(rule) for rule in rules if (rule.key, rule.number) not in known]
    for row in rows:
        row.state, row.proposed_at = "standing", now
    made = Entitlement.objects.bulk_create(rows)
    if made:
        ledger.record("load_entitlements", by=by, now=now, kind="register", detail={"new": len(made)})
    return len(made)


@transaction.atomic
def propose_entitlement(rule: Rule, *, by: User, now: datetime) -> Entitlement:
    """Writes the next version of a rule, or the first of a new one; it counts once somebody else has signed it.

    The number of `rule` is not asked: it is the next of its key.
    """
    if not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", rule.key) or len(rule.key) > 40:
        raise Refused(_("Код – латинські літери, цифри й знак підкреслення, наприклад leave_90."), "key")
    if rule.kind not in ISSUES:
        raise Refused(_("Виберіть значення зі списку."), "kind")
    if rule.valid_to is not None and rule.valid_to <= rule.valid_from:
        raise Refused(_("Останній день має бути пізніше за перший."), "valid_to")
    if rule.valid_from > day(now) + FARTHEST:
        raise Refused(_("Перший день задалеко: не більше двох років наперед."), "valid_from")
    if Entitlement.objects.filter(key=rule.key, state="proposed").exists():
        raise Refused(_("Нова редакція цього правила вже чекає підпису."), code="proposed")
    last = Entitlement.objects.filter(key=rule.key).order_by("-number").first()
    row = _row_of(rule)
    row.number = last.number + 1 if last else 1
    row.proposed_by, row.proposed_at = by, now
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("Нова редакція цього правила вже чекає підпису."), code="proposed") from error
    _record("propose_entitlement", row, by=by, now=now)
    return row


@transaction.atomic
def sign_entitlement(row: Entitlement, *, by: User, now: datetime) -> Entitlement:
    """The second signature: from now on the version counts on its days. Never by whoever wrote it."""
    if row.proposed_by_id == by.pk:
        raise Refused(_("Підписати має інша людина, не та, що записала."), code="own")
    locks.move(row, ENTITLEMENT, "sign", decided_by=by, decided_at=now)
    _record("sign_entitlement", row, by=by, now=now)
    return row


@transaction.atomic
def refuse_entitlement(row: Entitlement, *, by: User, now: datetime) -> Entitlement:
    """The version is not taken; it stays to be read. Whoever wrote it may take it back so too."""
    locks.move(row, ENTITLEMENT, "refuse", decided_by=by, decided_at=now)
    _record("refuse_entitlement", row, by=by, now=now)
    return row


@transaction.atomic
def confirm_entitlement(row: Entitlement, *, lawyer: str, on: date, by: User, now: datetime) -> Entitlement:
    """A lawyer has read the act and says that the version is right; once, and it is never taken back.

    A version that turns out to be wrong is corrected by the next one.
    """
    lawyer = locks.words(lawyer, field="lawyer", most=160, least=5)
    require_past(on, now=now)
    rows = Entitlement.objects.filter(pk=row.pk, state="standing", confirmed_on=None)
    if not rows.update(confirmed_by=lawyer, confirmed_on=on):
        raise Refused(_("Цю редакцію вже підтверджено, або вона не чинна."), code="confirmed")
    row.refresh_from_db()
    _record("confirm_entitlement", row, by=by, now=now)
    return row


def _record(act: str, row: Entitlement, *, by: User, now: datetime) -> None:
    ledger.record(act, by=by, now=now, kind="entitlement", key=row.pk, detail={"rule": row.key, "version": row.number})
