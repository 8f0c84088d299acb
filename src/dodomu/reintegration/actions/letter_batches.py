"""The letters of many people at once: asked for by one officer, made as long work, safe to take up again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access import standing_in
from dodomu.access.models import User
from dodomu.errors import Refused
from dodomu.jobs import actions as jobs
from dodomu.jobs.actions import Progress
from dodomu.jobs.models import Job
from dodomu.ledger import actions as ledger
from dodomu.letters.kinds import KINDS
from dodomu.reintegration.actions.letters import write_letter
from dodomu.reintegration.models import LetterBatch
from dodomu.reintegration.queries import letter_batches as asked

KIND = "write_letters"


@transaction.atomic
def ask_for_letters(occasion: str, *, kinds: Sequence[str], dated_on: date, by: User, now: datetime) -> Job:
    """Queues the letters for some documents of everybody of an event of return whose case the officer works on."""
    if not kinds or not set(kinds) <= set(KINDS):
        raise Refused(_("Позначте, для яких документів писати листи."), "kinds")
    if not asked.workable(by, occasion).exists():
        raise Refused(_("Серед ваших справ нікого з цього повернення немає."), "occasion")
    batch = LetterBatch.objects.create(
        occasion=occasion, kinds="\n".join(kinds), dated_on=dated_on, asked_by=by, asked_at=now
    )
    ledger.record(
        "ask_for_letters",
        by=by,
        now=now,
        kind="letters",
        key=batch.pk,
        detail={"occasion": occasion, "rows": len(kinds)},
    )
    return jobs.queue(KIND, key=batch.pk, by=by, now=now)


def write_batch(job: Job, progress: Progress, now: datetime) -> None:
    """The job: person by person. What was made before is not made again; whom its officer no longer sees is left out.

    A letter that has become needless meanwhile (the document came) is passed over.
    """
    batch = LetterBatch.objects.select_related("asked_by").get(pk=job.key or 0)
    standing_in.begin(batch.asked_by, now=now)  # whoever stood in when asking writes for those people too
    waiting = asked.still_to_write(batch)
    done, total = asked.count_written(batch), asked.count_written(batch) + sum(len(rows) for rows in waiting)
    progress.report(done=done, total=total)
    for documents in waiting:
        with transaction.atomic(), ledger.together():
            for document in documents:
                with suppress(Refused):
                    write_letter(document, dated_on=batch.dated_on, by=batch.asked_by, now=now, batch=batch)
        done += len(documents)
        progress.report(done=done, total=total)
