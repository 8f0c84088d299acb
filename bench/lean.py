"""A register for the benches of names: as many people as asked for, with what matching and search read, and no more.

A name, a birth and a status each, of `synthetic.crowd`: the surnames are as uneven as in life. Rows are written past
`people.actions` and past the projections, which would take half an hour for a million.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import time
from datetime import UTC, date, datetime
from pathlib import Path

from bench.databases import open_database

NOW = datetime(2024, 7, 18, 7, 0, tzinfo=UTC)
KNOWN = date(2022, 6, 30)
SINCE = date(2022, 5, 17)
AT_ONCE = 20_000
SEED = 71


def build(people: int, *, database: str) -> float:
    """The register in the database `database`, built once; seconds that it took then."""
    folder = open_database(database, f"lean-{people}", version=_version())
    done = folder / "built.json"
    if done.exists():
        return float(json.loads(done.read_text("utf-8")))
    from django.core.management.color import no_style
    from django.db import connection

    from dodomu.people.models import Fact, Person, PersonName

    assert not Fact.objects.exists(), f"half built: remove {folder} and run again"
    begin = time.perf_counter()
    _write(people)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Person, Fact, PersonName]):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    seconds = time.perf_counter() - begin
    done.write_text(json.dumps(seconds), "utf-8")
    return seconds


def _version() -> str:
    root = Path(__file__).resolve().parents[1]
    files = sorted(root.glob("src/dodomu/people/migrations/*.py"))
    files += [root / "src/dodomu/synthetic/crowd.py", root / "src/dodomu/names/keys.py", Path(__file__)]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:10]


def _write(people: int) -> None:
    from django.db import transaction

    from dodomu.names.keys import given_keys, surname_keys
    from dodomu.names.normalise import sort_key
    from dodomu.names.parts import PersonName as Name
    from dodomu.people import bulk
    from dodomu.people.about import name_value
    from dodomu.people.models import Fact, Person, PersonName, PersonNow, Source
    from dodomu.synthetic.crowd import make_crowd
    from dodomu.units import actions as units

    guard = units.add_unit(
        "NGU", name_uk="Національна гвардія України", name_en="National Guard of Ukraine", parent=None
    )
    source = Source.objects.create(kind="unit_report", title="bench")
    numbered = enumerate(make_crowd(people, seed=SEED), start=1)
    while some := list(itertools.islice(numbered, AT_ONCE)):
        with transaction.atomic():
            Person.objects.bulk_create([Person(pk=pk, opened_at=NOW) for pk, _one in some])
            facts, names, rows = [], [], []
            for pk, one in some:
                name = Name(one.surname, one.given, one.patronymic)
                for n, (about, value, since) in enumerate(
                    (
                        ("name", name_value(name, is_primary=True), SINCE),
                        ("birth_date", one.born_on.isoformat(), one.born_on),
                        ("status", "CAPTIVE_CONFIRMED", SINCE),
                    )
                ):
                    facts.append(
                        Fact(seq=3 * pk - 2 + n, person_id=pk, about=about, value=value, true_from=since,
                             learned_on=KNOWN, source=source)
                    )  # fmt: skip
                rows.append(
                    PersonNow(
                        person_id=pk, surname=one.surname, given=one.given, patronymic=one.patronymic,
                        sort_key=sort_key(name.full), sex=one.sex, rank=one.rank, birth_on=one.born_on,
                        status="CAPTIVE_CONFIRMED", status_since=SINCE, status_standing="reported",
                        status_source=source, status_learned_on=KNOWN, unit_at_capture=guard, unit_path=guard.path,
                        last_seq=3 * pk,
                    )
                )  # fmt: skip
                for surname in surname_keys(one.surname):
                    for given in given_keys(one.given) or ("",):
                        names.append(
                            PersonName(person_id=pk, surname=one.surname, given=one.given, patronymic=one.patronymic,
                                       surname_key=surname[:64], given_key=given[:64], is_primary=True)
                        )  # fmt: skip
            bulk.add(facts, with_keys=True)
            bulk.add(rows, with_keys=True)
            bulk.add(names)
