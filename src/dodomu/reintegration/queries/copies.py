"""The copies of a document, without what is in them, and who opened them and why."""

from __future__ import annotations

from dodomu.errors import NotVisible
from dodomu.reintegration.models import Case, Copy, CopyOpening, Document
from dodomu.reintegration.queries.record import opened


def copies_of(document: Document) -> list[Copy]:
    """The copies of a document, the newest first; the withdrawn ones too."""
    rows = Copy.objects.filter(document=document).select_related("added_by").defer("body")
    return list(rows.order_by("-pk"))


def get_copy(case: Case, key: int) -> Copy:
    """A copy of a document of the case; of another case it is not there."""
    found = Copy.objects.filter(document__case=case, pk=key).select_related("document").first()
    if found is None:
        raise NotVisible
    return found


def openings_of(copy: Copy, case: Case) -> list[tuple[CopyOpening, str | None]]:
    """Who opened a copy, the last first, with the reason each gave."""
    rows = CopyOpening.objects.filter(copy=copy).select_related("opened_by").order_by("-pk")
    return [(row, opened(row.reason, case=case, place="copy.reason")) for row in rows]
