"""The stage put up for a module and struck after it.

It is built once and committed, so that a browser and a client see the same records; afterwards the tables are empty.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from dodomu.ledger import triggers
from tests.journeys.stage import NOW, Stage, set_stage


@contextmanager
def standing(blocker: Any) -> Iterator[Stage]:
    """The stage, built and committed; afterwards the tables are empty again and the clock is the real one."""
    clock_before = os.environ.get("DODOMU_NOW")
    os.environ["DODOMU_NOW"] = NOW.isoformat()
    with blocker.unblock():
        try:
            built = set_stage()
            connection.close()  # a browser that starts now makes this thread take another one
            yield built
        finally:
            _empty()
            connection.close()
            if clock_before is None:
                del os.environ["DODOMU_NOW"]
            else:
                os.environ["DODOMU_NOW"] = clock_before


def _empty() -> None:
    """Empties the tables with the triggers off, which would refuse it."""
    cache.clear()
    triggers.remove(connection)
    try:
        call_command("flush", verbosity=0, interactive=False, allow_cascade=True)
    finally:
        triggers.install(connection)
