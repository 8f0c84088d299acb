"""The message after a call: one for each, sent a while later, recalled as long as it has not left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from dodomu.access import vault
from dodomu.access.models import User
from dodomu.families.actions import messages
from dodomu.families.models import Call
from dodomu.notices import actions as notices
from dodomu.notices.models import Notice


def _keys(call: int) -> Q:
    return Q(idempotency_key=f"call:{call}:after") | Q(idempotency_key__startswith=f"call:{call}:after:")


def queue(call: Call, *, not_before: datetime, by: User | None, now: datetime) -> None:
    """Queues the one message of a call; another takes its place only where the first was recalled before it left."""
    earlier = Notice.objects.filter(_keys(call.pk))
    if earlier.exclude(state="recalled").exists():
        return
    relative = call.relative
    phone = vault.unseal(relative.phone, owner=relative.owner, place="relative.phone")
    address = phone or vault.unseal(relative.email, owner=relative.owner, place="relative.email")
    if not address:
        return
    number = earlier.count() + 1
    notices.queue(
        "after_call",
        owner=relative.owner,
        about=f"relative:{relative.pk}",
        way="sms" if phone else "email",
        address=address,
        body=messages.after_call(call.pk, relative.language),
        language=relative.language,
        idempotency_key=f"call:{call.pk}:after" + (f":{number}" if number > 1 else ""),
        by=by,
        now=now,
        not_before=not_before,
    )


def recall(calls: Sequence[int], *, by: User | None, now: datetime) -> None:
    """Recalls the messages of these calls that have not left yet."""
    relatives = Call.objects.filter(pk__in=calls).values_list("relative", flat=True)
    waiting = Notice.objects.filter(
        kind="after_call", about__in=[f"relative:{key}" for key in relatives], state="queued"
    )
    own = {f"call:{key}:after" for key in calls}
    for notice in waiting:
        if ":".join(notice.idempotency_key.split(":")[:3]) in own:
            notices.recall(notice, by=by, now=now)
