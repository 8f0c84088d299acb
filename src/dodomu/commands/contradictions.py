"""The shipped statements replayed with what the shipped rounds tell of civilians and of parts."""

from __future__ import annotations

from dodomu.claims.replay import Finding, replay
from dodomu.reference.rounds import read_rounds
from dodomu.reference.statements import read_statements


def shipped_findings() -> list[Finding]:
    """Every contradiction between the statements that come with the service, in the order of days."""
    stages = [stage for one in read_rounds() for stage in one.stages]
    counts = {stage.on: [part.count for part in stage.parts] for stage in stages}
    return replay(
        read_statements(),
        civilians={stage.on: stage.civilians for stage in stages},
        parts={on: tuple(n for n in parts if n is not None) for on, parts in counts.items() if None not in parts},
    )
