"""Telling many outlets at once and reminding them: long work, each letter in a transaction of its own."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dodomu.access import vault
from dodomu.access.models import User
from dodomu.clock import day
from dodomu.errors import Refused, StaleView
from dodomu.figures.actions.requests import REMIND_AFTER, give_up, tell
from dodomu.figures.models import Correction, Request
from dodomu.figures.queries.letter import Addresses, language_of, letter, reminder
from dodomu.jobs import actions as jobs
from dodomu.jobs.actions import Progress
from dodomu.jobs.models import Job
from dodomu.ledger import actions as ledger
from dodomu.notices import actions as notices

TELL, REMIND = "tell_outlets", "remind_outlets"
REMINDED = ("told", "acknowledged")
"""Who knows of the mistake and has neither mended it nor refused to."""
WITH_ALL = (
    "statement__outlet", "document", "via__outlet", "notice", "correction__statement", "correction__figure",
)  # fmt: skip


def with_address(correction: Correction) -> QuerySet[Request]:
    """The requests still to be told whose editors we have an address of."""
    return correction.requests.filter(state="to_tell").exclude(statement__outlet__email="")


def queue_letters(correction: Correction, *, addresses: Addresses, by: User, now: datetime) -> Job:
    """Queues the letters to all whose address is known; whoever has no address waits on the board."""
    if not with_address(correction).exists():
        raise Refused(_("Немає кому писати: адрес не знаємо або всіх уже повідомлено."), code="none")
    payload: dict[str, Any] = {"correction": correction.pk, "addresses": addresses.as_dict()}
    return jobs.queue(TELL, key=correction.pk, by=by, now=now, payload=payload)


def tell_outlets(job: Job, progress: Progress, now: datetime) -> None:
    """Writes to everybody whose address is known, each once: after an interruption it goes on where it was."""
    payload = json.loads(job.payload)
    correction = Correction.objects.get(pk=payload["correction"])
    addresses = Addresses(**payload["addresses"])
    waiting = list(with_address(correction).order_by("pk").values_list("pk", flat=True))
    for done, pk in enumerate(waiting, start=1):
        request = Request.objects.select_related(*WITH_ALL).get(pk=pk)
        body = letter(request, addresses=addresses)
        outlet = request.statement.outlet
        with suppress(StaleView):  # somebody told them in the meantime
            tell(request, address=outlet.email, body=body, language=language_of(request), by=job.queued_by, now=now)
        if done % 20 == 0 or done == len(waiting):
            progress.report(done=done, total=len(waiting))


def _to_remind(now: datetime) -> QuerySet[Request]:
    return Request.objects.filter(remind_on__lte=day(now), state__in=REMINDED)


def _undelivered() -> QuerySet[Request]:
    return Request.objects.filter(state="told", notice__state="failed")


def queue_reminders(*, now: datetime) -> Job | None:
    """Queues the reminders of a day where any are due; called as often as one likes."""
    if not (_to_remind(now).exists() or _undelivered().exists()):
        return None
    return jobs.queue(REMIND, key=day(now).toordinal(), by=None, now=now)


def remind_outlets(job: Job, progress: Progress, now: datetime) -> None:
    """Reminds who was told and has not mended, by date and three times at most; what never arrived is noted.

    Later than that a person decides: telephone, another address, or «unreachable».
    """
    for request in _undelivered().order_by("pk"):
        give_up(request, note=_("Лист не доставлено."), by=None, now=now)
    due = list(_to_remind(now).order_by("pk").values_list("pk", flat=True))
    for done, pk in enumerate(due, start=1):
        remind(Request.objects.select_related(*WITH_ALL).get(pk=pk), now=now)
        if done % 20 == 0 or done == len(due):
            progress.report(done=done, total=len(due))


@transaction.atomic
def remind(request: Request, *, now: datetime) -> bool:
    """Writes one reminder, with the letter below it; False where another worker has just done so."""
    number = request.reminders + 1
    following = REMIND_AFTER[number] if number < len(REMIND_AFTER) else None
    mine = Request.objects.filter(pk=request.pk, reminders=request.reminders, remind_on=request.remind_on)
    first = request.notice
    if first is None or not mine.filter(state__in=REMINDED).update(
        reminders=number, remind_on=day(now) + following if following else None
    ):
        return False
    owner = first.owner
    words = vault.unseal(first.body, owner=owner, place="notice.body")
    notices.queue(
        "correction_reminder",
        owner=owner,
        about=first.about,
        way=first.way,
        address=vault.unseal(first.address, owner=owner, place="notice.address"),
        body=reminder(request, words),
        language=first.language,
        idempotency_key=f"{first.idempotency_key}:reminder:{number}",
        by=None,
        now=now,
    )
    ledger.record("remind_outlet", by=None, now=now, kind="request", key=request.pk, detail={"reminder": number})
    return True
