"""Statements and checks are read exactly, typed, and know who repeats and who corrects whom."""

from collections import Counter
from datetime import date

from dodomu.claims.populations import POPULATIONS
from dodomu.reference.statements import read_checks, read_statements
from dodomu.reference.table import read_table

STATEMENTS = read_statements()
CHECKS = read_checks()


def test_227_statements_come_back_cell_by_cell():
    assert len(STATEMENTS) == 227
    assert [row.cells() for row in STATEMENTS] == read_table("statements.csv")


def test_108_checks_come_back_cell_by_cell():
    assert Counter(row.expected for row in CHECKS) == {"holds": 68, "fails": 33, "unknown": 7}
    assert [row.cells() for row in CHECKS] == read_table("checks.csv")


def test_ids_are_unique_and_every_reference_leads_to_a_statement():
    ids = {row.id for row in STATEMENTS}
    named = {row.quotes for row in STATEMENTS} | {row.corrects for row in STATEMENTS} - {None}
    assert len(ids) == 227
    assert (named - {None}) - ids == set()
    assert {each for row in CHECKS for each in row.statements} - ids == set()


def test_a_partial_date_keeps_its_precision():
    row = next(row for row in STATEMENTS if row.id == "ngu-755-ukrinform-corrected")
    assert (row.as_of.first_day, row.as_of.precision, str(row.as_of)) == (date(2024, 7, 1), "month", "2024-07")
    assert (row.stated_on.first_day, row.stated_on.precision) == (date(2024, 7, 25), "day")


def test_withheld_is_a_value_of_its_own():
    assert {row.qualifier for row in STATEMENTS if row.value is None} == {"withheld"}
    assert [row.id for row in STATEMENTS if row.value == 0] == ["azov-2025-05-25-round"]


def test_the_755_chain_names_the_error_its_copies_and_its_corrections():
    chain = {row.id: row.status for row in STATEMENTS if row.value == 755}
    assert Counter(chain.values()) == {"retracted": 1, "uncorrected_copy": 2, "corrected": 2}
    assert {row.id for row in STATEMENTS if row.quotes == "ngu-755-ukrinform-first"} == {
        "ngu-755-espreso-en",
        "ngu-755-ukrinform-de",
    }


def test_every_group_of_the_statements_has_words():
    assert {row.population for row in STATEMENTS} - set(POPULATIONS) == set()
