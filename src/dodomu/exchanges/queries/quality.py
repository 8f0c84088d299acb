"""What was measured of the matching: the last time, and before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from dodomu.access.models import User
from dodomu.exchanges.models import Measurement
from dodomu.matching import measure
from dodomu.matching.measure import Measured

MOST_EARLIER = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """One measurement: when, by whom, on ordinary lines and on hard ones; `is_current` with the weights of today."""

    pk: int
    at: datetime
    by: User | None
    is_current: bool
    ordinary: Measured
    hard: Measured


def measurements() -> list[Standing]:
    """The newest first."""
    today = measure.fingerprint()
    found = []
    for row in Measurement.objects.select_related("by").order_by("-pk")[:MOST_EARLIER]:
        ordinary, hard = (measure.from_json(one) for one in json.loads(row.content))
        found.append(Standing(row.pk, row.at, row.by, row.weights == today, ordinary, hard))
    return found
