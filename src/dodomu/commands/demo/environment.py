"""The surroundings of the demo: an own folder with a fresh database, and a clock that starts at 18 July 2024."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

PASSWORD = "додому-додому-2024"
"""Of every account of the demo."""

NOW = "2024-07-18T10:00:00+03:00"


def prepare_environment(arguments: Sequence[str]) -> None:
    """Sets what the settings read, before they are read: folder, clock, and that this is a demo."""
    options = dict(pairwise(arguments))
    folder = Path(options.get("--data") or os.environ.get("DODOMU_DATA") or "data/demo").absolute()
    os.environ["DODOMU_DATA"] = str(folder)
    os.environ["DODOMU_DEMO"] = "1"
    os.environ["DODOMU_NOW"] = options.get("--now", NOW)
    os.environ["DODOMU_NOW_SET_AT"] = datetime.now(UTC).isoformat()
    for name in ("DODOMU_PGHOST", "DODOMU_TEST_PGHOST"):
        os.environ.pop(name, None)
