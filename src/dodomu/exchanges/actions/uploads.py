"""A file or pasted text that waits, sealed, until the officer has said which column is what."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from dodomu.access import vault
from dodomu.access.models import User
from dodomu.errors import NotVisible
from dodomu.exchanges.models import Round, Upload
from dodomu.formats.limits import Deadline, Limits
from dodomu.formats.rows import Table
from dodomu.formats.tables import read, read_paste

LIST_LIMITS = Limits(upload=12_000_000, rows=5_000, columns=60)
"""A list of names is small; anything larger is not one."""

PLACE = "exchanges_upload.content"
WAITS = timedelta(hours=12)


@transaction.atomic
def keep_upload(
    round: Round, received: bytes, *, filename: str = "", is_paste: bool = False, by: User, now: datetime
) -> Upload:
    """Keeps what was received, once it was read without a refusal; what waited too long is thrown away."""
    parse(received, filename=filename, is_paste=is_paste)
    for old in Upload.objects.filter(by=by, at__lt=now - WAITS):
        drop_upload(old, now=now)
    upload = Upload.objects.create(round=round, by=by, at=now, filename=filename[:200], is_paste=is_paste)
    sealed = vault.seal(base64.b64encode(received).decode("ascii"), owner=upload.owner, place=PLACE)
    Upload.objects.filter(pk=upload.pk).update(content=sealed)
    upload.content = sealed
    return upload


def upload_of(by: User, round: Round, pk: int) -> Upload:
    """What this officer added to this round; NotVisible when it is gone, or another's."""
    found = Upload.objects.filter(pk=pk, by=by, round=round).first()
    if found is None:
        raise NotVisible
    return found


def received_of(upload: Upload) -> bytes:
    """The bytes as they were received."""
    return base64.b64decode(vault.unseal(upload.content, owner=upload.owner, place=PLACE))


def table_of(upload: Upload) -> tuple[bytes, Table]:
    """The bytes as they were received, and the table in them."""
    received = received_of(upload)
    return received, parse(received, filename=upload.filename, is_paste=upload.is_paste)


def parse(received: bytes, *, filename: str, is_paste: bool, clock: Callable[[], float] = time.monotonic) -> Table:
    """The table in a file or a pasted text; Unreadable when there is none, or when reading takes too long.

    A table without a header is taken too: the officer names its columns in the next step.
    """
    deadline = Deadline.after(LIST_LIMITS.seconds, clock)
    if is_paste:
        return read_paste(received.decode("utf-8"), limits=LIST_LIMITS, deadline=deadline)
    return read(received, filename=filename, limits=LIST_LIMITS, deadline=deadline)


def drop_upload(upload: Upload, *, now: datetime) -> None:
    """Throws away what waited, with its key."""
    vault.destroy(upload.owner, now=now)
    upload.delete()
