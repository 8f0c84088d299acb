"""The settings say the same as our own engine: levels, weights, and which dates are near."""

from __future__ import annotations

import json
import math
from datetime import date, timedelta
from random import Random

import duckdb
import numpy as np
import pytest

from dodomu.matching import births
from dodomu.matching.batch import settings
from dodomu.matching.batch.columns import arrow_table
from dodomu.matching.batch.dates import parts_of, turned
from dodomu.matching.learnt import shipped

LEARNT = shipped()
COLUMNS = list(settings.FIELDS)


def compared(column):
    """The levels that weigh something, with their codes."""
    return settings.levels_of(column, LEARNT)[1:]


@pytest.mark.parametrize("column", COLUMNS)
def test_the_ratio_of_m_and_u_is_the_learnt_weight(column):
    learnt = getattr(LEARNT, settings.FIELDS[column])
    for level, code in compared(column):
        weight = math.log(level["m_probability"] / level["u_probability"])
        assert weight == pytest.approx(float(learnt[code]), abs=1e-4)


@pytest.mark.parametrize("column", COLUMNS)
def test_m_and_u_are_probabilities(column):
    shares = [level[name] for level, _ in compared(column) for name in ("m_probability", "u_probability")]
    assert [one for one in shares if not 0 < one <= 1] == []


@pytest.mark.parametrize("column", COLUMNS)
def test_a_weight_tells_which_level_it_is_of(column):
    codes = {code for _, code in settings.levels_of(column, LEARNT)}
    assert set(settings.code_of(column, LEARNT).values()) == codes


@pytest.mark.parametrize("column", ["surname", "given", "father"])
def test_what_agrees_weighs_less_for_a_usual_word_by_as_much_as_on_the_desk(column):
    level, code = next(one for one in compared(column) if "tf_adjustment_column" in one[0])
    for usual in (-3.0, 0.0, 2.5):
        share = settings.usual_share(usual, column, LEARNT)
        weight = math.log(level["m_probability"] / level["u_probability"]) + math.log(level["u_probability"] / share)
        learnt = float(getattr(LEARNT, settings.FIELDS[column])[code])
        assert weight == pytest.approx(learnt - usual, abs=1e-4)


def test_the_settings_are_plain_enough_to_be_kept_as_json():
    whole = settings.settings_of(LEARNT, prior=1e-5)
    assert json.loads(json.dumps(whole)) == whole
    assert [one["output_column_name"] for one in whole["comparisons"]] == COLUMNS


def row_of(born):
    names = ("born_text", "born_kind", "born_on", "year", "month", "day")
    return {"born": born or None, "born_turned": turned(born)} | dict(zip(names, parts_of(born), strict=True))


def table_of(dates):
    rows = [row_of(born) for born in dates]
    return arrow_table({name: [row[name] for row in rows] for name in rows[0]}, len(rows))


def somebodys_dates(chance, count):
    """Dates of every kind, most of them near each other."""
    out = []
    for _ in range(count):
        day = date(1970, 1, 1) + timedelta(days=chance.randrange(12_000))
        other = chance.choice([
            day, day + timedelta(days=chance.randrange(-3, 4)), day.replace(year=day.year + chance.choice([-10, -2, 1])),
            day.replace(day=1), day.replace(month=chance.randrange(1, 13), day=1),
            day.replace(month=min(12, day.day), day=day.month), date(1980, 1, 1), date(1996, 6, 9),
            date(1970, 1, 1) + timedelta(days=chance.randrange(12_000)),
        ]) if (day.month, day.day) != (2, 29) else day  # fmt: skip
        for one in (day, other):
            whole = births.number_of(one, "day")
            cut = chance.choice([whole] * 8 + [whole // 100 * 100, whole // 10_000 * 10_000, 0])
            out.append(cut)
    return out


def test_dates_stand_to_each_other_in_the_engine_as_they_do_on_the_desk():
    dates = somebodys_dates(Random(3), 6_000)
    written, ours = dates[::2], dates[1::2]
    whens = "\n".join(
        f"{level['sql_condition']} {code}"
        if level["sql_condition"] == "ELSE"
        else f"WHEN {level['sql_condition']} THEN {code}"
        for level, code in settings.levels_of("born", LEARNT)
    )
    lines, people = table_of(written), table_of(ours)
    left = ", ".join(f"l.{name} AS {name}_l" for name in lines.column_names)
    right = ", ".join(f"r.{name} AS {name}_r" for name in lines.column_names)
    with duckdb.connect() as connection:
        connection.register("lines", lines)
        connection.register("people", people)
        found = connection.sql(
            f"SELECT CASE {whens} END FROM (SELECT {left}, {right} FROM lines l POSITIONAL JOIN people r)"
        ).fetchall()
    expected = [
        int(births.codes(one, np.array([other], dtype=np.int32))[0]) for one, other in zip(written, ours, strict=True)
    ]
    assert [code for (code,) in found] == expected
    assert {births.LEVELS[code] for code in expected} >= {"swapped", "one digit", "year only: same", "another month"}
