"""Builds an invented register for the benches: people, facts in the order in which they were learned, projections.

    .venv/bin/python bench/make_register.py --db sqlite --people 100000

Six facts a person in all: name, birth, unit, statuses, one group; filled up with ranks and another group. Three in a
hundred statuses are replaced and one withdrawn; one record in two hundred is a second record of somebody, joined, and
a tenth of these are parted again. Rows are written past `people.actions`, which would take an hour; the projections
are what `projection.rebuild` makes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.databases import open_database

FACTS_A_PERSON = 6
NOW = datetime(2024, 7, 18, 7, 0, tzinfo=UTC)
LAST_DAY = date(2024, 7, 17)
ROUNDS = [(date(2022, 6, 29) + timedelta(days=16 * place), 150, 45) for place in range(46)]


@dataclass(slots=True)
class Made:
    """One fact of the register to be; `replaces` is another of them."""

    person: int
    about: str
    value: str | None
    true_from: date
    learned_on: date
    precision: str = "day"
    standing: str = "reported"
    replaces: Made | None = None
    seq: int = 0


def build(people: int, *, database: str, seed: int = 7) -> dict[str, float]:
    """A register of so many people in the database `database`, built once; seconds of each step, as they were then."""
    folder = open_database(database, f"register-{people}", version=_version())
    done = folder / "built.json"
    if done.exists():
        return {name: float(value) for name, value in json.loads(done.read_text("utf-8")).items()}
    from django.db import connection

    from dodomu.people.models import Fact

    assert not Fact.objects.exists(), f"half built: remove {folder} and run again"
    seconds: dict[str, float] = {}
    begin = time.perf_counter()
    facts = _make_facts(people, random.Random(seed), seed)
    seconds["inventing"], begin = time.perf_counter() - begin, time.perf_counter()
    _write(people, facts)
    seconds["writing people and facts"], begin = time.perf_counter() - begin, time.perf_counter()
    _rebuild(people)
    seconds["projection.rebuild"], begin = time.perf_counter() - begin, time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    seconds["analyze"] = time.perf_counter() - begin
    done.write_text(json.dumps(seconds), "utf-8")
    return seconds


def _version() -> str:
    """A register that was built by other migrations or by another form of this file is not used again."""
    root = Path(__file__).resolve().parents[1]
    files = sorted([*root.glob("src/dodomu/*/migrations/*.py"), Path(__file__)])
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:10]


def _make_facts(people: int, chance: random.Random, seed: int) -> list[Made]:
    from dodomu.names.parts import PersonName
    from dodomu.people.about import name_value
    from dodomu.synthetic.register import make_people

    facts: list[Made] = []
    spare: list[Made] = []
    for person, made in enumerate(make_people(people, seed=seed, returns=ROUNDS), start=1):
        for event in made.events:
            value = event.value
            if event.about == "name":
                value = name_value(PersonName(*value.split("|")), is_primary=True)
            fact = Made(person, event.about, value, event.true_from, event.learned_on, event.precision, event.standing)
            counted = event.about in {"name", "birth_date", "unit_at_capture", "status", "group:azovstal"}
            (facts if counted else spare).append(fact)
    facts += _corrections(facts, chance)
    facts += _joins(people, chance)
    chance.shuffle(spare)
    facts += spare[: FACTS_A_PERSON * people - len(facts)]
    facts.sort(key=lambda fact: (fact.learned_on, fact.replaces is not None))
    for seq, fact in enumerate(facts, start=1):
        fact.seq = seq
    return facts


def _corrections(facts: list[Made], chance: random.Random) -> Iterator[Made]:
    for fact in [fact for fact in facts if fact.about == "status"]:
        which = chance.random()
        learned = fact.learned_on + timedelta(days=chance.randint(1, 200))
        if learned > LAST_DAY:
            continue
        if which < 0.03:
            earlier = fact.true_from - timedelta(days=chance.randint(1, 9))
            yield Made(fact.person, "status", fact.value, earlier, learned, standing="confirmed", replaces=fact)
        elif which < 0.04:
            yield Made(fact.person, "status", None, fact.true_from, learned, replaces=fact)


def _joins(people: int, chance: random.Random) -> Iterator[Made]:
    records = chance.sample(range(1, people + 1), 2 * (people // 200))
    for second, first in zip(records[::2], records[1::2], strict=True):
        on = date(2024, 1, 1) + timedelta(days=chance.randint(0, 150))
        join = Made(second, "same_as", str(first), on, on, standing="confirmed")
        yield join
        if chance.random() < 0.1:
            later = on + timedelta(days=20)
            yield Made(second, "same_as", None, on, later, standing="confirmed", replaces=join)


def _write(people: int, facts: list[Made]) -> None:
    from django.core.management.color import no_style
    from django.db import connection, transaction

    from dodomu.people import bulk
    from dodomu.people.models import Fact, Group, Person, Place, Source
    from dodomu.synthetic.units import GROUPS, PLACES, UNITS
    from dodomu.units import actions as units
    from dodomu.units.queries import by_code

    with transaction.atomic():
        for unit in UNITS:
            units.add_unit(unit.code, name_uk=unit.name_uk, name_en=unit.name_en, parent=by_code(unit.parent))
        Place.objects.bulk_create(Place(code=code, name_uk=uk, name_en=en) for code, uk, en, _share in PLACES)
        for code, uk, en, definition_uk, definition_en, said_by in GROUPS:
            Group.objects.create(
                code=code,
                name_uk=uk,
                name_en=en,
                definition_uk=definition_uk,
                definition_en=definition_en,
                defined_by=said_by,
            )
        source = Source.objects.create(kind="unit_report", title="bench")
        Person.objects.bulk_create([Person(pk=pk, opened_at=NOW) for pk in range(1, people + 1)])
        rows = [
            Fact(
                seq=fact.seq,
                person_id=fact.person,
                about=fact.about,
                value=fact.value,
                true_from=fact.true_from,
                precision=fact.precision,
                learned_on=fact.learned_on,
                standing=fact.standing,
                source=source,
                replaces_id=fact.replaces.seq if fact.replaces else None,
            )
            for fact in facts
        ]
        bulk.add(rows, with_keys=True)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Person, Fact]):
            cursor.execute(statement)


def _rebuild(people: int) -> None:
    from django.db import transaction

    from dodomu.people import projection

    for start in range(1, people + 1, 5000):
        with transaction.atomic():
            projection.rebuild(range(start, min(start + 5000, people + 1)))


def main() -> None:
    """Builds and prints the seconds of each step."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--people", type=int, default=100_000)
    options = parser.parse_args()
    for step, seconds in build(options.people, database=options.db).items():
        print(f"{step:26} {seconds:8.1f} s")


if __name__ == "__main__":
    main()


__all__ = ["LAST_DAY", "NOW", "build"]
