"""What else somebody is appointed to at the same time: nobody is in two places, unless both are meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dodomu.clock import KYIV
from dodomu.reintegration.models import Appointment, Case
from dodomu.reintegration.models.vocabulary import MATTERS
from dodomu.text import Text


def meanwhile(
    case: Case, *, starts_at: datetime, ends_at: datetime, but: Appointment | None = None
) -> list[Appointment]:
    """The planned appointments of the person that share time with these hours; one that only touches them does not."""
    rows = Appointment.objects.filter(
        case__person=case.person_id, state="planned", starts_at__lt=ends_at, ends_at__gt=starts_at
    )
    return list((rows.exclude(pk=but.pk) if but else rows).order_by("starts_at", "pk"))


def said_meanwhile(rows: Sequence[Appointment]) -> Text:
    """The sentence that names them, with their hours in Kyiv."""
    uk, en = ("; ".join(f"{_named(row).in_language(lang)}, {_hours(row)}" for row in rows) for lang in ("uk", "en"))
    return Text(f"На цей час людині вже призначено: {uk}.", f"At this time the person has already: {en}.")


def _named(row: Appointment) -> Text:
    return MATTERS[row.matter].label


def _hours(row: Appointment) -> str:
    begin, end = (at.astimezone(KYIV) for at in (row.starts_at, row.ends_at))
    return f"{begin:%d.%m.%Y, %H:%M}–{end:%H:%M}"
