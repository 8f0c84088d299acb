"""A correction reaches a graph of 100,000 documents in one pass: how long, and how many queries.

    .venv/bin/python bench/propagation.py --documents 100000 --db sqlite

The graph: every document quotes one or two earlier ones, and one in a thousand is quoted back, so that there are
circles. Goal: the same number of queries for 100 documents and for all of them. Exit code 1 when it is missed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent.parent / "src")]

from bench.databases import open_database  # noqa: E402 - the path first

SMALL = 100
DAY = date(2024, 7, 25)
WRONG = {"value": 755, "what": "in_captivity", "population": "ngu", "scope": "stock", "language": "uk"}


def build(number: int, *, now: datetime) -> Any:
    """A correction of a statement that so many documents repeat."""
    from django.db import connection

    from dodomu.figures.models import Citation, Correction, Document, Outlet, Request, Statement

    with connection.cursor() as cursor:
        for model in (Request, Correction, Citation, Statement, Document, Outlet):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
    chance = random.Random(number)
    outlets = Outlet.objects.bulk_create([Outlet(name=f"Видання {n}") for n in range(500)])
    documents = Document.objects.bulk_create(
        [
            Document(
                outlet=outlets[n % 500], url=f"https://example.org/{n}", language="uk", published_on=DAY, noted_at=now
            )
            for n in range(number)
        ],
        batch_size=5_000,
    )
    statements = Statement.objects.bulk_create(
        [
            Statement(
                key=f"bench-{n}", outlet=document.outlet, document=document, stated_on=DAY, as_of=DAY,
                source_url=document.url, noted_at=now, **WRONG,
            )
            for n, document in enumerate(documents)
        ],
        batch_size=5_000,
    )  # fmt: skip
    edges = {(n, chance.randrange(n)) for n in range(1, number)}
    edges |= {(n, chance.randrange(n)) for n in range(1, number, 2)}
    edges |= {(quoted, quoting) for quoting, quoted in sorted(edges)[::1000]}
    Citation.objects.bulk_create(
        [Citation(quoting=statements[a], quoted=statements[b], noted_at=now) for a, b in sorted(edges)],
        batch_size=5_000,
    )
    return Correction.objects.create(
        statement=statements[0], field="what", was_uk="а", was_en="a", correct_uk="б", correct_en="b", why_uk="в",
        why_en="c", wrong_since_on=DAY, state="issued", issued_on=DAY, drafted_at=now,
    )  # fmt: skip


def measure(number: int, *, now: datetime) -> tuple[int, float, int, float, int]:
    """Documents reached, seconds and queries of the pass, seconds of a second pass, and its new requests."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from dodomu.figures import actions

    correction = build(number, now=now)
    with CaptureQueriesContext(connection) as captured:
        begin = time.perf_counter()
        reached = actions.open_requests(correction, by=None, now=now)
        took = time.perf_counter() - begin
    begin = time.perf_counter()
    doubled = actions.open_requests(correction, by=None, now=now)
    return reached, took, len(captured), time.perf_counter() - begin, doubled


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    options = parser.parse_args()
    open_database(options.db, "propagation")
    from dodomu.clock import KYIV

    now = datetime(2024, 7, 25, 12, 0, tzinfo=KYIV)
    print(f"| documents ({options.db}) | reached | seconds | queries | again: seconds | again: new |")
    print("|---:|---:|---:|---:|---:|---:|")
    rows = []
    for number in (SMALL, options.documents):
        reached, took, queries, second, doubled = measure(number, now=now)
        rows.append((number == reached and not doubled, queries))
        print(f"| {number:,} | {reached:,} | {took:.2f} | {queries} | {second:.2f} | {doubled} |")
    return int(not all(whole for whole, _queries in rows) or rows[0][1] != rows[1][1])


if __name__ == "__main__":
    sys.exit(main())
