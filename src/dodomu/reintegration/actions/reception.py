"""Noting at the bus where people are taken and what they have with them; more than there is room for is warned of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.people.models import Person
from dodomu.reintegration.models import Case, Facility, Reception
from dodomu.reintegration.models.reception import BELONGINGS


@transaction.atomic
def note_reception(
    people: Sequence[Person],
    *,
    occasion: str,
    bound_for: str,
    brought: Iterable[str],
    by: User | None,
    now: datetime,
) -> list[Case]:
    """Notes it for everybody of an event of return whose case is open; noted again, the later note stands."""
    codes = [code for code in BELONGINGS if code in set(brought)]
    if not bound_for and not codes:
        return []
    facility = Facility.objects.filter(code=bound_for, closed_on=None).first() if bound_for else None
    if bound_for and facility is None:
        raise Refused(_("Виберіть значення зі списку."), "bound_for")
    cases = list(Case.objects.select_for_update().filter(occasion=occasion, person__in=people, state="open"))
    for case in cases:
        noted = {"bound_for": facility, "brought": " ".join(codes), "noted_by": by, "noted_at": now}
        Reception.objects.update_or_create(case=case, defaults=noted)
    detail = {"facility": facility.pk if facility else None}
    acts = [("note_reception", "person", case.person_id, {"case": case.pk, **detail}) for case in cases]
    ledger.record_many(acts, by=by, now=now)
    return cases
