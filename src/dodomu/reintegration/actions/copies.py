"""Copies of documents: added sealed, opened with a reason, withdrawn where they were added in error."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dodomu.access.models import User
from dodomu.access.vault import seal, seal_bytes, unseal_bytes
from dodomu.errors import Refused
from dodomu.formats.scans import Fault, NoScan, Scan, read_scan
from dodomu.ledger import actions as ledger
from dodomu.reintegration.actions import locks
from dodomu.reintegration.models import Case, Copy, CopyOpening, Document

BODY, REASON = "copy.body", "copy.reason"
MOST_COPIES = 12
FAULTS: dict[Fault, Any] = {
    Fault.EMPTY: gettext_lazy("Файл порожній."),
    Fault.TOO_LARGE: gettext_lazy("Файл завеликий: не більше 8 МБ."),
    Fault.OTHER_KIND: gettext_lazy("Це не PDF, не JPEG і не PNG. Збережіть копію в одному з цих видів."),
    Fault.BROKEN: gettext_lazy("Файл обірваний або зіпсований. Відскануйте ще раз."),
}


def _record(act: str, case: Case, copy: Copy, *, by: User, now: datetime) -> None:
    detail = {"case": case.pk, "document": copy.document_id, "copy": copy.pk}
    ledger.record(act, by=by, now=now, kind="person", key=case.person_id, detail=detail)


@transaction.atomic
def add_copy(document: Document, body: bytes, *, by: User, now: datetime) -> Copy:
    """Keeps a scan, sealed under the person's key and without what the camera wrote beside the picture."""
    case = locks.hold_supported(document.case_id)
    if document.copies.filter(withdrawn_at=None).count() >= MOST_COPIES:
        raise Refused(_("Копій уже досить: не більше %(most)s.") % {"most": MOST_COPIES}, "file")
    try:
        scan = read_scan(body)
    except NoScan as found:
        raise Refused(FAULTS[found.fault], "file", code=found.fault.value) from found
    copy = Copy.objects.create(
        document=document,
        media=scan.media,
        size=len(scan.body),
        body=seal_bytes(scan.body, owner=locks.owner(case), place=BODY),
        added_by=by,
        added_at=now,
    )
    _record("add_copy", case, copy, by=by, now=now)
    return copy


@transaction.atomic
def open_copy(copy: Copy, *, reason: str, by: User, now: datetime) -> Scan:
    """Opens a copy for somebody who says why: the reason is kept sealed, the opening is in the ledger."""
    case = locks.hold(copy.document.case_id)
    reason = locks.words(reason, field="reason", most=300)
    if copy.withdrawn_at is not None:
        raise Refused(_("Цю копію відкликано: її більше не відкривають."))
    body = unseal_bytes([(copy.body, locks.owner(case), BODY)])[0]
    if body is None:
        raise Refused(_("Ключ цієї людини знищено: копії вже не відкрити."))
    kept = seal(reason, owner=locks.owner(case), place=REASON)
    CopyOpening.objects.create(copy=copy, reason=kept, opened_by=by, opened_at=now)
    _record("open_copy", case, copy, by=by, now=now)
    return Scan(copy.media, body)


@transaction.atomic
def withdraw_copy(copy: Copy, *, by: User, now: datetime) -> None:
    """A copy was added in error: it stays sealed and is opened no more."""
    case = locks.hold_supported(copy.document.case_id)
    if not Copy.objects.filter(pk=copy.pk, withdrawn_at=None).update(withdrawn_at=now, withdrawn_by=by):
        raise Refused(_("Цю копію вже відкликано."))
    _record("withdraw_copy", case, copy, by=by, now=now)
