"""What a page costs at 100,000 people: time, queries and bytes, beside a view that answers "ok" in the same run.

    .venv/bin/python bench/pages.py --db sqlite --people 100000
    .venv/bin/python bench/pages.py --db postgres --people 100000

Through every middleware, in one process, without a network. The budgets are those of the interface guide: queries and
gzipped bytes are gates (exit 1), times are for reading.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.make_register import build

NOW = datetime.fromisoformat("2024-07-18T10:00:00+03:00")
WARM, RUNS = 3, 40


@dataclass(frozen=True, slots=True)
class Page:
    """One page to be measured: how it is asked for, and its budget of queries, kilobytes and milliseconds."""

    name: str
    ask: Callable[[], object]
    queries: int
    kilobytes: float
    p95: float


def main() -> int:
    """Builds the register (once), measures, prints the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    options.add_argument("--people", type=int, default=100_000)
    chosen = options.parse_args()
    build(chosen.people, database=chosen.db)
    from bench.stage import pages

    print(f"{chosen.db}, {chosen.people:,} people, {RUNS} requests a page")
    header = f"{'page':<24}{'p50 ms':>9}{'p95 ms':>9}{'× ok':>8}{'queries':>9}{'gz KB':>8}  budget (queries, KB, p95)"
    print(header)
    base: float | None = None
    over: list[str] = []
    for page in pages(now=NOW):
        p50, p95, queries, size = measure(page.ask)
        base = base or p50
        print(
            f"{page.name:<24}{p50:>9.1f}{p95:>9.1f}{p50 / base:>8.1f}{queries:>9}{size:>8.1f}"
            f"  {page.queries}, {page.kilobytes:g}, {page.p95:g}",
            flush=True,
        )
        if queries > page.queries or size > page.kilobytes:
            over.append(page.name)
    for name in over:
        print(f"over budget: {name}")
    return 1 if over else 0


def measure(ask: Callable[[], object]) -> tuple[float, float, int, float]:
    """Median and 95th percentile in ms, queries of one request, gzipped kilobytes of the answer."""
    from django.db import connection

    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    for _ in range(WARM):
        ask()
    with connection.execute_wrapper(count):
        response = ask()
    content: bytes = getattr(response, "content", b"")
    status = getattr(response, "status_code", 0)
    assert status == 200, (status, content[:500])
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        ask()
        times.append((time.perf_counter() - begin) * 1000)
    times.sort()
    return (
        statistics.median(times),
        times[int(len(times) * 0.95) - 1],
        len(asked),
        len(gzip.compress(content)) / 1000,
    )


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    sys.exit(main())
