"""A list of 95 lines at 100,000 people: how long after the upload until the first candidates, and until all.

    .venv/bin/python bench/reconcile.py --db sqlite --people 100000

The upload is read and taken in as the page does it, and the job does the rest in the same process: where the index of
names is built, where it comes from its file, and where the register is known. Exit code 1 when any but the first takes
over 1 s to the first candidates, or over 3 s to all.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import lean

FIRST, ALL = 1.0, 3.0
LINES = 95


def main() -> int:
    """Builds, takes the list in four times, prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--people", type=int, default=100_000)
    options = parser.parse_args()
    lean.build(options.people, database=options.db)

    from dodomu.access import actions as access
    from dodomu.access.models import User
    from dodomu.exchanges.models import Candidate
    from dodomu.people import index
    from dodomu.synthetic.crowd import make_crowd
    from dodomu.synthetic.mentions import make_mentions

    crowd = list(make_crowd(min(options.people, 50_000), seed=lean.SEED))
    text = "\n".join(
        f"{n}. {one.rank} {one.name} {one.birth_date} {one.unit}".strip()
        for n, one in enumerate(make_mentions(crowd, LINES, seed=9), start=1)
    )
    officer = User.objects.filter(login="bench-exchange").first() or access.open_account(
        "bench-exchange", name="bench", password="bench and nothing else", role="exchange", now=lean.NOW
    )
    print(f"{options.people:,} people, {options.db}, {LINES} lines")
    print(f"{'':36} {'taken in':>9} {'first':>9} {'all':>9}  seconds after the upload")
    worst = [0.0, 0.0]
    for turn, name in enumerate(("nothing kept yet", "a process that has just begun", "known register", "once more")):
        if turn < 2:
            index.forget()
        if turn == 0:
            index.discard()
        taken, first, last = _taken(text, officer, turn)
        print(f"{name:36} {taken:9.2f} {first:9.2f} {last:9.2f}")
        if turn > 0:
            worst = [max(worst[0], first), max(worst[1], last)]
    assert Candidate.objects.exists()
    return int(worst[0] > FIRST or worst[1] > ALL)


def _taken(text: str, officer: Any, turn: int) -> tuple[float, float, float]:
    """Seconds from the upload until it is a list, has first candidates, has all."""
    from dodomu.exchanges import actions
    from dodomu.exchanges.actions import candidates
    from dodomu.flows.work import HANDLERS
    from dodomu.formats.columns import guess_columns, lines
    from dodomu.formats.tables import read_paste
    from dodomu.jobs.actions import run_due

    opened = actions.open_round(ordinal=None, on=lean.NOW.date(), announced=LINES, by=officer, now=lean.NOW)
    saved: list[float] = []
    whole = candidates.save

    def save(*found: Any, **options: Any) -> None:
        whole(*found, **options)
        saved.append(time.perf_counter())

    candidates.save = save
    begin = time.perf_counter()
    table = read_paste(text)
    received = f"{turn}\n{text}".encode()
    actions.take_list(
        opened.stages.get(),
        lines(table, guess_columns(table)),
        received=received,
        kind="paste",
        by=officer,
        now=lean.NOW,
    )
    taken = time.perf_counter()
    run_due(HANDLERS, clock=lambda: lean.NOW)
    candidates.save = whole
    return taken - begin, saved[0] - begin, saved[-1] - begin


if __name__ == "__main__":
    sys.exit(main())
