"""What the letters of a whole round cost: 95 people, every letter of the checklist, made as the worker makes them.

    .venv/bin/python bench/letters.py
    .venv/bin/python bench/letters.py --db postgres --people 95

Measured apart: a sheet alone (words in their cases, typesetting), a letter with everything that belongs to it (number,
seal, ledger), the ZIP that an officer takes, and the memory of the process. Every sheet is read back: each must hold
the words it was made of, and all together every Ukrainian letter. Exit code 1 where one does not.
"""

from __future__ import annotations

import argparse
import io
import resource
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.databases import open_database

NOW = datetime.fromisoformat("2024-07-18T10:00:00+03:00")
ROUND = "round:95"
LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’"


def main() -> int:
    """Makes the people and their letters, prints the table, reads every sheet back."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    options.add_argument("--people", type=int, default=95)
    chosen = options.parse_args()
    open_database(chosen.db, "letters", version=f"{time.time():.0f}")
    before = _memory()
    job, asked = _ready(chosen.people)

    begun = time.perf_counter()
    from dodomu.flows.work import HANDLERS
    from dodomu.jobs.actions import run_due

    run_due(HANDLERS, clock=lambda: NOW, only=job.pk)
    made_in = time.perf_counter() - begun

    from dodomu.letters.pdf import as_pdf
    from dodomu.reintegration.models import Letter
    from dodomu.reintegration.queries import letters

    rows = list(Letter.objects.select_related("case", "document").order_by("pk"))
    sheets = letters.sheets_of(rows)
    begun = time.perf_counter()
    for sheet in sheets:
        as_pdf([sheet], title=sheet.subject, at=NOW)
    set_in = time.perf_counter() - begun
    begun = time.perf_counter()
    pdfs = [body for _letter, body in letters.pdfs_of(rows)]
    opened_in = time.perf_counter() - begun
    memory = _memory()

    count = len(rows)
    size = sum(len(body) for body in pdfs) / 1024
    print(f"{chosen.db}: {chosen.people} people, {count} letters ({asked} asked for)")
    print(f"{'':<44}{'all s':>9}{'a letter ms':>13}")
    for label, seconds in (
        ("made by the worker, with seal and ledger", made_in),
        ("set as PDF/UA alone", set_in),
        ("opened again for the ZIP", opened_in),
    ):
        print(f"{label:<44}{seconds:>9.2f}{1000 * seconds / count:>13.2f}")
    print(f"{size / count:.1f} KB a letter, {size / 1024:.1f} MB in all")
    print(f"memory: {before:.0f} MB before, {memory:.0f} MB at most")
    return _read_back(pdfs, sheets, asked)


def _memory() -> float:
    """The most memory this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _ready(people: int) -> tuple[Any, int]:
    """A service with its letterhead, people who came home, one officer for all, and the letters asked for."""
    from dodomu.access import actions as access
    from dodomu.letters.kinds import KINDS
    from dodomu.names.parts import PersonName
    from dodomu.people import actions as register
    from dodomu.people.about import name_value
    from dodomu.people.actions import Record, Stated
    from dodomu.reintegration import actions
    from dodomu.reintegration.models import Document
    from dodomu.synthetic.crowd import make_crowd
    from dodomu.units.actions import add_unit

    unit = add_unit("NGU", name_uk="Національна гвардія", name_en="National Guard")
    officer = access.open_account("bench", name="Офіцер", password="bench-" * 4, role="social", unit=unit, now=NOW)
    actions.set_letterhead(
        unit, names="Служба", signer_post="Начальник", signer_name="Ім’я ПРІЗВИЩЕ", index="24/7", by=None, now=NOW
    )
    day = date(2024, 7, 17)
    source = register.add_source("reception", dated_on=day)
    records = []
    for one in make_crowd(people, seed=95):
        name = name_value(PersonName(one.surname, one.given, one.patronymic), is_primary=True)
        told = [("name", name), ("sex", one.sex), ("rank", one.rank), ("status", "RETURNED_EXCHANGE"), ("unit", "NGU")]
        facts = [Stated(about, value, day, day, source, standing="confirmed") for about, value in told]
        records.append(Record(facts))
    cases = actions.open_cases(register.take_in(records, by=None, now=NOW), occasion=ROUND, by=None, now=NOW)
    for case in cases:
        actions.assign_officer(case, officer, by=None, now=NOW)
    asked = Document.objects.filter(case__in=cases, kind__in=KINDS).count()
    job = actions.ask_for_letters(ROUND, kinds=list(KINDS), dated_on=NOW.date(), by=officer, now=NOW)
    return job, asked


def _read_back(pdfs: list[bytes], sheets: list[Any], asked: int) -> int:
    """Reads every PDF and compares it with what it was made of."""
    import pypdf

    from dodomu.letters.letter import texts_of

    wrong, seen = 0, ""
    for body, sheet in zip(pdfs, sheets, strict=True):
        read = "".join("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages).split())
        wrong += any("".join(text.split()) not in read for text in texts_of([sheet]))
        seen += read.lower() if len(set(seen)) < 60 else ""
    missing = [letter for letter in LETTERS if letter not in seen]
    unsure = sum("на ім’я" in " ".join(sheet.paragraphs) for sheet in sheets)
    print(
        f"read back: {len(pdfs) - wrong} whole, {wrong} wrong; Ukrainian letters missing: {' '.join(missing) or 'none'}"
    )
    print(f"left in the nominative after «на ім’я», for a person to check: {unsure} letters")
    return int(bool(wrong or missing or len(pdfs) != asked))


if __name__ == "__main__":
    raise SystemExit(main())
