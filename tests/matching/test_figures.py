"""Real spellings: names of people in public life as the press of two dozen languages writes them, among 20,000 others."""

from __future__ import annotations

from pathlib import Path

import pytest

from dodomu.matching.index import Index
from dodomu.matching.quality import columns_of_crowd
from dodomu.matching.segment import asked
from dodomu.synthetic.crowd import make_crowd

TABLE = Path(__file__).parent / "data" / "public_figures.txt"
CROWD = list(make_crowd(20_000, seed=909))
ROWS = [line.split("|") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
LINES = [
    (len(CROWD) + n, spelling.strip().partition("=")[2], born)
    for n, (surname, given, _, born, spellings) in enumerate(ROWS)
    for spelling in [f"uk={given} {surname}", *spellings.split(";")]
]


@pytest.fixture(scope="module")
def index() -> Index:
    columns = columns_of_crowd(CROWD)
    for n, (surname, given, patronymic, born, _) in enumerate(ROWS):
        columns.keys.append(len(CROWD) + n)
        columns.surnames.append(surname)
        columns.givens.append(given)
        columns.patronymics.append(patronymic)
        columns.born.append(int(born.replace("-", "")))
        columns.ranks.append("")
        columns.units.append("")
    return Index.of_columns(columns)


def test_every_spelling_with_a_date_finds_its_person(index):
    assert len(LINES) > 700
    missed = [
        name for key, name, born in LINES if index.find(asked(name, born=int(born.replace("-", ""))))[0].key != key
    ]
    assert missed == []


def test_every_spelling_without_a_date_finds_somebody_of_that_name(index):
    crowd = dict(enumerate(CROWD))
    missed = []
    for key, name, _ in LINES:
        surname, given, *_ = ROWS[key - len(CROWD)]
        first = index.find(asked(name))[0].key
        namesake = first in crowd and (crowd[first].surname, crowd[first].given) == (surname, given)
        if first != key and not namesake:
            missed.append(name)
    assert len(missed) <= 0.002 * len(LINES), missed
