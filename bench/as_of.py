"""How long it takes to count a whole register as of any day and as known on any day, on 100,000 people.

    .venv/bin/python bench/as_of.py --db sqlite --people 100000
    .venv/bin/python bench/as_of.py --db postgres --people 100000

One table: milliseconds (median) and the ratio to a full scan of the fact table that reads the same columns, taken in
turns with it in the same run. Goal: the as-of count of everybody by status within 1.5 times that scan.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import make_register

GOAL = 1.5
SCAN = """
SELECT COUNT(person_id), COUNT(about), COUNT(value), COUNT(standing), COUNT(true_from), COUNT(learned_on)
FROM people_fact
"""
PAIRS = 6


def milliseconds(act: Callable[[], Any]) -> float:
    """How long the act takes."""
    begin = time.perf_counter()
    act()
    return (time.perf_counter() - begin) * 1000


def scan() -> None:
    """Reads the columns of every fact that a count needs; the engine is not let to answer from an index."""
    from django.db import connection

    how = " NOT INDEXED" if connection.vendor == "sqlite" else ""
    with connection.cursor() as cursor:
        cursor.execute(SCAN.rstrip() + how)
        cursor.fetchall()


def random_days(chance: random.Random) -> tuple[date, date]:
    """A day asked about and a day of knowledge, anywhere in the life of the register."""
    first = date(2022, 3, 1)
    length = (make_register.LAST_DAY - first).days
    return first + timedelta(days=chance.randint(0, length)), first + timedelta(days=chance.randint(60, length))


def questions() -> list[tuple[str, Callable[[], Any]]]:
    """What is measured: name and act; the first is the one the goal is about."""
    from django.db.models import Count

    from dodomu.people import counting, queries
    from dodomu.people.counting import Question
    from dodomu.people.models import PersonNow
    from dodomu.units.queries import by_code

    chance = random.Random(20240717)
    last = make_register.LAST_DAY
    guard = by_code("NGU")
    assert guard is not None

    def by_status(true_on: date, known_on: date) -> Callable[[], Any]:
        return lambda: counting.count_by_status(Question(true_on=true_on, known_on=known_on))

    asked: list[tuple[str, Callable[[], Any]]] = []
    for true_on, known_on in [(last, last), *(random_days(chance) for _ in range(PAIRS - 1))]:
        asked.append((f"as of {true_on}, as known {known_on}: by status", by_status(true_on, known_on)))
    returned = Question(true_on=last, known_on=last, status="returned", unit_paths=[guard.path])
    eve = Question(true_on=last, known_on=last - timedelta(days=30), status="returned", unit_paths=[guard.path])
    now = PersonNow.objects.filter(joined_to=None)
    return [
        *asked,
        ("today by status, from PersonNow", lambda: list(now.values_list("status").annotate(n=Count("pk")).order_by())),
        ("returned, of the Guard: one number", lambda: counting.count(returned)),
        ("everybody by unit", lambda: counting.count_by_unit(Question(true_on=last, known_on=last))),
        ("the difference of a month, person by person", lambda: counting.difference(eve, returned)),
        (
            "as_of_by_sql, from the facts themselves",
            lambda: queries.as_of_by_sql("status", true_on=last, known_on=last),
        ),
    ]


def measure_state(people: int) -> list[float]:
    """Milliseconds of stating one fact, projections and ledger included; rolled back, so without the commit."""
    from django.db import transaction

    from dodomu.people import actions
    from dodomu.people.models import Person, Source

    chance, taken = random.Random(5), []
    source = Source.objects.latest("pk")
    for person in Person.objects.filter(now__joined_to=None, pk__in=[chance.randint(1, people) for _ in range(60)]):
        with transaction.atomic():
            taken.append(
                milliseconds(
                    lambda person=person: actions.state(  # type: ignore[misc]
                        person,
                        "status",
                        "IN_SERVICE",
                        true_from=make_register.LAST_DAY,
                        source=source,
                        by=None,
                        now=make_register.NOW,
                        is_approved=True,
                    )
                )
            )
            transaction.set_rollback(True)
    return taken


def main() -> int:
    """Prints the table; exit 1 when the goal is not met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    built = make_register.build(options.people, database=options.db)
    from dodomu.people.models import Fact, Span

    print(f"{options.db}: {options.people} people, {Fact.objects.count()} facts, {Span.objects.count()} spans")
    print("\nbuilt once, seconds: " + ", ".join(f"{name} {seconds:.1f}" for name, seconds in built.items()))
    print(f"projection.rebuild: {options.people / built['projection.rebuild']:.0f} people a second\n")
    measured = questions()
    scans: list[float] = []
    times: dict[str, list[float]] = {name: [] for name, _act in measured}
    for _name, act in measured:
        act()  # the first of each fills the caches and is not counted
    for _ in range(options.rounds):
        for name, act in measured:
            scans.append(milliseconds(scan))
            times[name].append(milliseconds(act))
    base = statistics.median(scans)
    print(f"| {'What':<58} | {'ms':>8} | {'× scan':>7} |\n|{'-' * 60}|{'-' * 9}:|{'-' * 8}:|")
    print(f"| {'full scan of the facts, reading the same columns':<58} | {base:8.1f} | {1:7.2f} |")
    worst = 0.0
    for place, (name, _act) in enumerate(measured):
        middle = statistics.median(times[name])
        worst = max(worst, middle / base) if place < PAIRS else worst
        print(f"| {name:<58} | {middle:8.1f} | {middle / base:7.2f} |")
    stated = sorted(measure_state(options.people))
    print(f"\nstating one fact: p50 {statistics.median(stated):.1f} ms, p95 {stated[int(len(stated) * 0.95)]:.1f} ms")
    print(f"goal: by status within {GOAL} × the scan; the slowest of {PAIRS} took {worst:.2f} ×")
    return 0 if worst <= GOAL else 1


if __name__ == "__main__":
    raise SystemExit(main())
