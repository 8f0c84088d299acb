"""Our comparison as settings for Splink: blocking on our keys, our levels as SQL, our learnt weights as m and u.

Nothing is trained on the data that is linked. The file of weights keeps the logarithm of m over u of every level, and
a sum of evidence asks for nothing else; so u is set where m stays a probability, and only their ratio has a meaning.
The SQL is what DuckDB and Spark both understand.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from dodomu.matching import births, levels
from dodomu.matching.batch.columns import LEVELS_A_PLACE
from dodomu.matching.learnt import RANKS, UNITS, Learnt
from dodomu.matching.likely import UNLIKE

MOST_M = 0.75
"""Of the right pairs, so many stand at the best level of a name; the others are measured by it."""
APART = 1e-6
"""No two levels weigh the same to the last digit: so a weight tells of which level it is."""

Level = dict[str, Any]
FIELDS: Mapping[str, str] = {
    "surname": "surname", "given": "given", "father": "patronymic", "born": "birth", "rank": "rank", "unit": "unit",
}  # fmt: skip
"""Columns of the tables, and the field of the learnt weights that each is compared by."""


def settings_of(learnt: Learnt, *, prior: float) -> dict[str, Any]:
    """The whole settings; `prior` is the probability that a line and a person taken at random belong together."""
    return {
        "link_type": "link_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": prior,
        "blocking_rules_to_generate_predictions": [{"blocking_rule": "l.keys = r.keys", "arrays_to_explode": ["keys"]}],
        "comparisons": [
            {"output_column_name": column, "comparison_levels": [one for one, _ in levels_of(column, learnt)]}
            for column in FIELDS
        ],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
        "additional_columns_to_retain": ["line", "written_cost"],
    }


def code_of(column: str, learnt: Learnt) -> dict[float, int]:
    """Which of our levels each weight is that Splink gives back (it keeps weights, and not which level they are of)."""
    found = {0.0: 0}
    for level, code in levels_of(column, learnt)[1:]:
        found[weight_key(math.log2(level["m_probability"] / level["u_probability"]))] = code
    return found


def weight_key(weight: float) -> float:
    """A weight of Splink as it is looked up."""
    return round(weight, 7)


def levels_of(column: str, learnt: Learnt) -> list[tuple[Level, int]]:
    """The levels of one comparison in the order in which they are asked, each with its number in our tables."""
    weights = getattr(learnt, FIELDS[column])
    made = {"surname": _surname, "given": _name, "father": _name, "born": _born, "rank": _rank, "unit": _unit}[column](
        column
    )
    best = max(float(weights[code]) for _, code in made[1:])
    out = []
    for n, (condition, code) in enumerate(made):
        level: Level = {"sql_condition": condition, "label_for_charts": _label(column, code) if n else "not compared"}
        if n == 0:
            level["is_null_level"] = True
        else:
            is_counted = column in ("surname", "given", "father") and not UNLIKE[code]
            weight = float(weights[code]) + code * APART
            level["m_probability"], level["u_probability"] = _m_and_u(weight, best if is_counted else None)
            if is_counted:
                level["tf_adjustment_column"] = f"{column}_written"
                level["disable_tf_exact_match_detection"] = True
        out.append((level, code))
    return out


def usual_share(usual: float, column: str, learnt: Learnt) -> float:
    """How usual a written word is, as the share that the adjustment of Splink divides by."""
    weights = getattr(learnt, FIELDS[column])
    best = max(float(weights[code]) for level, code in levels_of(column, learnt) if "tf_adjustment_column" in level)
    return MOST_M * math.exp(usual - best)


def _m_and_u(weight: float, best: float | None) -> tuple[float, float]:
    """Two probabilities whose ratio is the weight; levels that are adjusted for frequency share one u."""
    u = MOST_M * math.exp(-best) if best is not None else min(MOST_M, MOST_M * math.exp(-weight))
    return u * math.exp(weight), u


def _label(column: str, code: int) -> str:
    tables = {"born": births.LEVELS, "rank": RANKS, "unit": UNITS}
    return f"{FIELDS[column]}: {tables.get(column, levels.LEVELS)[code]}"


def label_of(column: str, code: int) -> str:
    """A level in words, as in the file of weights: "surname: sound"."""
    return _label(column, code)


Asked = list[tuple[str, int]]


def _stands(column: str, code: int) -> str:
    return f"array_contains({column}_near_l, {column}_r * {LEVELS_A_PLACE} + {code})"


def _surname(column: str) -> Asked:
    longest = "greatest(length(surname_text_l), length(surname_text_r))"
    slips = "levenshtein(surname_text_l, surname_text_r)"
    far = f"{slips} * 5 > {longest} * 3"
    unlike = "NOT array_contains(surname_places_l, surname_r)"
    # a short surname is like too many for all of them to be listed
    unlisted = [
        (f"{unlike} AND NOT is_half_r AND {slips} = {number} AND {longest} BETWEEN {least} AND {most}",
         levels.slip(2 * number, most))
        for number in (1, 2) for least, most in ((2 * number, 4), (5, 6), (7, 64))
    ]  # fmt: skip
    is_slip = " OR ".join(_stands(column, code) for code in range(levels.SLIPS, levels.SLIPS + 12))
    whole = [levels.SOUND, *range(levels.SLIPS, levels.NEAR_KNOWN), levels.CUT, levels.CUT_SHORT]
    return [
        ("surname_text_l IS NULL OR surname_text_r IS NULL", levels.NONE),
        *unlisted,
        (f"{unlike} AND {far}", levels.FAR),
        (unlike, levels.OTHER),
        (f"is_half_r AND {_stands(column, levels.SOUND)}", levels.HALF),
        (f"is_half_r AND ({is_slip})", levels.HALF_NEAR),
        *((_stands(column, code), code) for code in (*whole, levels.HALF, levels.SECOND_HALF)),
        ("ELSE", levels.HALF_NEAR),
    ]


def _name(column: str) -> Asked:
    unlike = f"NOT array_contains({column}_places_l, {column}_r)"
    kinds = [levels.OTHER_KNOWN, levels.OTHER_INITIAL]
    near = [levels.SAME, levels.SOUND, levels.AMBIGUOUS, levels.INITIAL, levels.CUT, levels.CUT_SHORT,
            *range(levels.SLIPS, levels.NEAR_KNOWN)]  # fmt: skip
    return [
        (f"{column}_written_l IS NULL OR {column}_r IS NULL", levels.NONE),
        *((f"{unlike} AND {column}_else_l = '{levels.LEVELS[code]}'", code) for code in kinds),
        (unlike, levels.OTHER),
        *((_stands(column, code), code) for code in near),
        ("ELSE", levels.NEAR_KNOWN),
    ]


def _born(column: str) -> Asked:
    years = "abs(year_l - year_r)"
    by_year = "(born_kind_l = 'year' OR born_kind_r = 'year')"
    by_month = "(born_kind_l = 'month' OR born_kind_r = 'month')"
    same_day, same_month = "month_l = month_r AND day_l = day_r", "month_l = month_r"
    turned = "month_l = day_r AND day_l = month_r"
    one_digit = (
        "levenshtein(born_text_l, born_text_r) = 1 AND substr(born_text_l, 1, 2) = substr(born_text_r, 1, 2)"
    )  # fmt: skip
    in_decade = f"(({years} % 10 = 0 AND {years} < 100) OR substr(born_text_l, 1, 3) = substr(born_text_r, 1, 3))"
    return [
        ("born_l IS NULL OR born_r IS NULL", births.NONE),
        (f"{by_year} AND year_l = year_r", births.Y_SAME),
        (f"{by_year} AND {years} = 1", births.Y_ONE),
        (f"{by_year} AND {in_decade}", births.Y_DIGIT),
        (by_year, births.Y_OTHER),
        (f"{by_month} AND year_l = year_r AND {same_month}", births.M_SAME),
        (f"{by_month} AND {same_month} AND {years} IN (1, 2, 10)", births.M_NEAR),
        (f"{by_month} AND year_l = year_r", births.M_YEAR),
        (by_month, births.M_OTHER),
        ("born_l = born_r AND month_l = 1 AND day_l = 1", births.FIRST_OF_JANUARY),
        ("born_l = born_r", births.EXACT),
        (f"year_l = year_r AND {turned}", births.SWAPPED),
        (f"{same_day} AND {years} = 1", births.YEAR_ONE),
        (f"{same_day} AND {years} = 2", births.YEAR_TWO),
        (f"{same_day} AND {years} = 10", births.YEAR_TEN),
        ("abs(born_on_l - born_on_r) IN (1, 2, 3)", births.DAY_NEAR),
        (one_digit, births.DIGIT),
        ("array_contains(born_turned_l, born_r)", births.TRANSPOSED),
        ("year_l = year_r AND day_l = day_r AND abs(month_l - month_r) = 1", births.MONTH_NEAR),
        ("year_l = year_r AND day_l = day_r", births.OTHER_MONTH),
        (f"{turned} AND {years} IN (1, 2, 10)", births.SWAPPED_YEAR),
        (f"year_l = year_r AND {same_month}", births.MONTH_YEAR),
        ("year_l = year_r", births.YEAR),
        ("ELSE", births.OTHER),
    ]


def _rank(column: str) -> Asked:
    return [
        ("rank_l IS NULL OR rank_r IS NULL", 0),
        ("rank_l = rank_r", 1),
        ("abs(rank_step_l - rank_step_r) <= 4", 2),
        ("ELSE", 3),
    ]


def _unit(column: str) -> Asked:
    return [
        ("unit_places_l IS NULL OR unit_r IS NULL", 0),
        ("array_contains(unit_places_l, unit_r)", 1),
        ("ELSE", 2),
    ]
