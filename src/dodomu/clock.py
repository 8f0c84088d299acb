"""The one clock. Web and terminal read it and hand `now` down; nothing below them reads a clock itself."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

KYIV = ZoneInfo("Europe/Kyiv")


def now() -> datetime:
    """The instant, aware, in Kyiv time.

    With `DODOMU_NOW` set (the demo) the clock starts there and runs on from the real instant in
    `DODOMU_NOW_SET_AT`; without the second one it stands still.
    """
    real = datetime.now(UTC)
    if stated := os.environ.get("DODOMU_NOW"):
        start = datetime.fromisoformat(stated)
        start = start if start.tzinfo else start.replace(tzinfo=KYIV)
        set_at = os.environ.get("DODOMU_NOW_SET_AT")
        passed = real - datetime.fromisoformat(set_at) if set_at else real - real
        return (start + passed).astimezone(KYIV)
    return real.astimezone(KYIV)


def is_moved() -> bool:
    """Whether the clock was set by hand, as in the demo: every page then says so."""
    return bool(os.environ.get("DODOMU_NOW"))


def day(instant: datetime) -> date:
    """The calendar day of an instant in Kyiv.

    >>> day(datetime(2024, 7, 17, 22, 30, tzinfo=UTC))
    datetime.date(2024, 7, 18)
    """
    return instant.astimezone(KYIV).date()
