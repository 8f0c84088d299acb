"""Letters of many people at once: who is meant, what is still to be written, what was made."""

from __future__ import annotations

from itertools import groupby

from django.db.models import Count, QuerySet

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.errors import NotVisible
from dodomu.reintegration.models import Case, Document, Letter, LetterBatch
from dodomu.reintegration.queries.cases import visible_cases
from dodomu.reintegration.states import SUPPORTED

WRITABLE = ("needed", "applied", "blocked")
"""The states of a document in which somebody may still have to be written to."""


def workable(reader: User, occasion: str = "") -> QuerySet[Case]:
    """The cases for whose people an officer may write letters, of one event of return where it is named."""
    rows = visible_cases(reader, Act.WORK_CASE).filter(state__in=SUPPORTED)
    return rows.filter(occasion=occasion) if occasion else rows


def occasions(reader: User) -> list[tuple[str, int]]:
    """The events of return among an officer's cases, the latest first, with how many people of each."""
    found = workable(reader).order_by().values_list("occasion").annotate(n=Count("pk"))
    return sorted(found, key=lambda one: (len(one[0]), one[0]), reverse=True)


def still_to_write(batch: LetterBatch) -> list[list[Document]]:
    """The documents of a batch that have no letter of it yet, person by person, of whom its officer may see today."""
    cases = workable(batch.asked_by, batch.occasion)
    rows = (
        Document.objects.filter(case__in=cases, kind__in=batch.kinds.splitlines(), state__in=WRITABLE)
        .exclude(letters__batch=batch)
        .order_by("case", "pk")
    )
    return [list(documents) for _case, documents in groupby(rows, key=lambda document: document.case_id)]


def count_written(batch: LetterBatch) -> int:
    """How many letters of a batch are made."""
    return Letter.objects.filter(batch=batch).count()


def batches_of(reader: User) -> list[LetterBatch]:
    """The last batches that an officer asked for, with how many letters each has (`made`)."""
    rows = LetterBatch.objects.filter(asked_by=reader).annotate(made=Count("letters"))
    return list(rows.order_by("-pk")[:20])


def get_batch(reader: User, key: int) -> LetterBatch:
    """A batch of the reader's own; nobody else's is there."""
    found = LetterBatch.objects.filter(asked_by=reader, pk=key).first()
    if found is None:
        raise NotVisible
    return found


def letters_in(batch: LetterBatch, reader: User) -> list[Letter]:
    """The letters of a batch about people whose cases the reader works on now, person by person."""
    rows = Letter.objects.filter(batch=batch, case__in=visible_cases(reader, Act.WORK_CASE))
    return list(rows.select_related("case__person__now", "document").order_by("case", "pk"))
