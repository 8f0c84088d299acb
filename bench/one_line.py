"""One line typed by an officer: how long until the people it may mean are on the screen, the database included.

    .venv/bin/python bench/one_line.py --db sqlite --people 1000000

The act `find_by_hand` of the desk, whole: what was typed is read, the register asked, everybody found read from the
database, put in order, and written to the ledger. Beside it the search box of the register, also with the 57 strings
that nobody should type. `own` is the time of the process alone, the database of SQLite within it, whatever else the
machine does. Exit code 1 when the 95th percentile of the first is over 10 ms of its own, or a string takes a second.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import lean
from dodomu.errors import Refused

BUDGET, SLOW = 10.0, 1_000.0
STRINGS = Path(__file__).resolve().parents[1] / "tests" / "names" / "search_strings.json"
LINES = 150


def main() -> int:
    """Builds, asks, prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--duplicates", action="store_true", help="the first page of likely duplicates too")
    parser.add_argument("--profile", action="store_true", help="where the time of the first row goes")
    options = parser.parse_args()
    seconds = lean.build(options.people, database=options.db)
    print(f"{options.people:,} people, {options.db} (built in {seconds:.0f} s)")

    from dodomu.access import actions as access
    from dodomu.exchanges import actions
    from dodomu.exchanges.actions.candidates import rank_lines
    from dodomu.exchanges.actions.finding import find_by_hand
    from dodomu.exchanges.models import Line, Round
    from dodomu.exchanges.queries.reading import read_lines
    from dodomu.formats.columns import guess_columns, lines
    from dodomu.formats.tables import read_paste
    from dodomu.people import duplicates, index
    from dodomu.people.search import search
    from dodomu.synthetic.crowd import make_crowd
    from dodomu.synthetic.mentions import make_mentions

    begin = time.perf_counter()
    index.current()
    print(f"the index of names, first asked: {time.perf_counter() - begin:.1f} s")
    index.forget()
    begin = time.perf_counter()
    index.current()
    print(f"the same by a process that begins later: {time.perf_counter() - begin:.1f} s")
    crowd = list(make_crowd(min(options.people, 50_000), seed=lean.SEED))
    mentions = [one for one in make_mentions(crowd, LINES * 2, seed=5) if one.name][:LINES]
    typed = [" ".join(filter(None, (one.name, one.birth_date))) for one in mentions]
    officer = _account(access, "bench-exchange", "exchange")
    registrar = _account(access, "bench-registrar", "registrar")
    opened = Round.objects.first() or actions.open_round(
        ordinal=1, on=lean.NOW.date(), announced=1, by=officer, now=lean.NOW
    )
    line = Line.objects.select_related("list__round", "list__stage").first()
    if line is None:
        table = read_paste("Шевчук Андрій 14.03.1991")
        taken = actions.take_list(
            opened.stages.get(),
            lines(table, guess_columns(table)),
            received=b"1",
            kind="paste",
            by=officer,
            now=lean.NOW,
        )
        line = taken.lines.select_related("list__round", "list__stage").get()
    read = read_lines(line.list, [line])

    rows: list[tuple[str, list[Took]]] = [
        (
            "the desk: a line typed by hand",
            _timed(lambda text: find_by_hand(line, text, by=officer, now=lean.NOW), typed),
        ),
        ("candidates of one line, with the reasons", _timed(lambda _text: rank_lines(read), typed)),
        ("the search box of the register", _timed(lambda text: search(registrar, text), typed)),
    ]
    kept = json.loads(STRINGS.read_text("utf-8"))
    strings = [one if isinstance(one, str) else one["repeat"] * one["times"] for one in kept]
    odd = [
        (
            "strange strings at the desk",
            _timed(lambda text: find_by_hand(line, text, by=officer, now=lean.NOW), strings),
        ),
        ("strange strings in the search box", _timed(lambda text: search(registrar, text), strings)),
    ]
    rows += odd
    if options.duplicates:
        rows.append(("duplicates: one page of 50", _timed(lambda _n: duplicates.pairs(registrar), range(5))))
    print(f"{'':44} {'p50 ms':>8} {'p95 ms':>8} {'own p50':>8} {'own p95':>8}")
    for name, times in rows:
        median = [statistics.median(one[which] for one in times) for which in (0, 1)]
        print(f"{name:44} {median[0]:8.1f} {_p95(times, 0):8.1f} {median[1]:8.1f} {_p95(times, 1):8.1f}")
    if options.profile:
        _profile(lambda: _timed(lambda text: find_by_hand(line, text, by=officer, now=lean.NOW), typed))
    slowest = max(own for _, times in odd for _, own in times)
    print(f"the slowest of {len(strings)} strange strings: {slowest:.0f} ms of its own")
    return int(_p95(rows[0][1], 1) > BUDGET or slowest > SLOW)


def _account(access: Any, login: str, role: str) -> Any:
    from dodomu.access.models import User

    return User.objects.filter(login=login).first() or access.open_account(
        login, name=login, password="bench and nothing else", role=role, now=lean.NOW
    )


Took = tuple[float, float]
"""Milliseconds on the clock, and of this process: what others do on the machine counts in the first alone."""


def _timed(act: Callable[[Any], Any], each: Sequence[Any]) -> list[Took]:
    with contextlib.suppress(Refused):  # what names nobody is said to, and that is the answer
        for one in list(each)[:5]:
            act(one)
    times = []
    for one in each:
        begin, own = time.perf_counter(), time.process_time()
        with contextlib.suppress(Refused):
            act(one)
        times.append((1000 * (time.perf_counter() - begin), 1000 * (time.process_time() - own)))
    return times


def _p95(times: Sequence[Took], which: int) -> float:
    return sorted(one[which] for one in times)[max(0, round(0.95 * len(times)) - 1)]


def _profile(act: Callable[[], Any]) -> None:
    import cProfile
    import pstats

    with cProfile.Profile(timer=time.process_time) as profile:
        act()
    pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    sys.exit(main())
