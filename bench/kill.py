"""kill -9 at random moments of signing a list, and of verifying its arrivals: all lines took effect, or none.

    .venv/bin/python bench/kill.py --db sqlite --lines 1000 --kills 50
    .venv/bin/python bench/kill.py --db postgres --lines 1000 --kills 50

Each time a child process begins the act and is killed at a random moment, up to one and a half times what the act
takes. Then the database is opened anew, when the server is done with what it was asked for last, and counted: facts,
arrivals, cases, calls, projections, ledger. Prints a table; exit 1 when anything was half done.
"""

from __future__ import annotations

import argparse
import atexit
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.databases import FOLDER, open_database

NOW = datetime.fromisoformat("2024-07-18T10:00:00+03:00")
WHY = "перевірка стійкості"


def main() -> int:
    """Runs the kills and prints the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    options.add_argument("--lines", type=int, default=1000)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=20240717)
    chosen = options.parse_args()
    name = f"kill-{os.getpid()}"
    # Registered first, so that it runs last: after the server has stopped.
    atexit.register(shutil.rmtree, FOLDER / f"{chosen.db}-{name}", ignore_errors=True)
    open_database(chosen.db, name)
    return run(lines=chosen.lines, kills=chosen.kills, seed=chosen.seed, database=chosen.db)


def run(*, lines: int, kills: int, seed: int, database: str) -> int:
    """Kills signing, then verifying, and says how often all, none or a part of the lines took effect."""
    from tests.build_crowd import Crowd

    crowd = Crowd.gather(lines, now=NOW)
    chance = random.Random(seed)
    print(f"{database}, {lines} lines, {kills} kills of each act, seed {seed}")
    print(f"{'act':<10}{'takes s':>9}{'none':>7}{'all':>6}{'part':>6}")
    broken = 0
    for name, act, back in (("sign", crowd.sign, crowd.unsign), ("verify", crowd.verify, crowd.unverify)):
        took = timed(act)
        back()
        outcomes = Counter(kill_once(act, took * chance.random() * 1.5, crowd, name, back) for _ in range(kills))
        broken += outcomes["part"]
        print(f"{name:<10}{took:>9.2f}{outcomes['none']:>7}{outcomes['all']:>6}{outcomes['part']:>6}", flush=True)
        if name == "sign":
            act()
    return 1 if broken else 0


def timed(act: Callable[[], None]) -> float:
    """Seconds that the whole act takes."""
    begin = time.monotonic()
    act()
    return time.monotonic() - begin


def kill_once(act: Callable[[], None], after: float, crowd: object, name: str, back: Callable[[], None]) -> str:
    """Begins the act in a child, kills it, and counts what is there: none, all or part."""
    from django.db import connection

    connection.close()
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    outcome = crowd.effect(name)  # type: ignore[attr-defined]
    if outcome == "all":
        back()
    return str(outcome)


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    sys.exit(main())
