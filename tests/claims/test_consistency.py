"""The checks between numbers agree with what is known of the published ones."""

from collections import Counter
from itertools import pairwise

import pytest

from dodomu.claims.consistency import Quantity, check_chain, check_monotone, check_parts, check_subset
from dodomu.reference.statements import CheckRow, read_checks

CHECKS = {row.id: row for row in read_checks()}

#: Arithmetic alone does not see what these are about.
NOT_ARITHMETIC = {
    "ranks-2022-06-29": "the split is known to be incomplete; the printed sum does not say so",
    "part-as-whole-215": "printed as an equality: a part was called the whole",
    "azov-captives-2024-definition": "two definitions of one name",
}


def judged(row: CheckRow) -> str:
    """The outcome of the check that a printed line asks for."""
    sides, relations = row.terms.sides, row.terms.relations
    if row.kind == "monotone":
        return check_monotone([sum(side) for side in sides]).outcome
    if not relations:
        return check_chain(sides[0][0], [], None).outcome
    outcomes = set()
    for (left, right), relation in zip(pairwise(sides), relations, strict=True):
        if relation == ">":  # the right side is printed as "more than"
            outcomes.add(check_chain(left[0], left[1:], Quantity(right[0], "more_than")).outcome)
        elif row.kind == "subset" or relation == "<=":
            outcomes.add(check_subset(left, sum(right)).outcome)
        elif row.kind == "parts" and len(right) == 1:
            outcomes.add(check_parts(right[0], left).outcome)
        elif row.kind == "parts":
            outcomes.add(check_parts(sum(right), left).outcome)
        else:
            outcomes.add(check_chain(left[0], left[1:], right[0]).outcome)
    return "fails" if "fails" in outcomes else "unknown" if "unknown" in outcomes else "holds"


BY_ARITHMETIC = [row for row in CHECKS.values() if row.kind != "wrong_meaning" and row.id not in NOT_ARITHMETIC]


@pytest.mark.parametrize("row", BY_ARITHMETIC, ids=lambda row: row.id)
def test_the_outcome_is_the_known_one(row):
    assert judged(row) == row.expected


def test_95_of_108_checks_are_judged_by_arithmetic():
    assert Counter(row.kind for row in CHECKS.values())["wrong_meaning"] == 10
    assert (len(CHECKS), len(BY_ARITHMETIC)) == (108, 95)


@pytest.mark.parametrize("key", NOT_ARITHMETIC)
def test_the_three_left_out_do_need_more_than_arithmetic(key):
    assert judged(CHECKS[key]) != CHECKS[key].expected


def test_an_incomplete_split_is_judged_only_when_it_is_already_too_much():
    assert check_parts(144, [23, 69], is_complete=False).outcome == "unknown"
    assert check_parts(144, [100, 69], is_complete=False).outcome == "fails"


def test_the_reason_is_given_in_both_languages():
    chain = check_chain(6266, [157], 6422)
    assert (chain.outcome, chain.expected, chain.difference) == ("fails", 6423, -1)
    assert chain.text.uk == "Підсумок не сходиться: 6266 + 157 дає 6423, а сказано 6422 (на 1 менше)"
    assert chain.text.en == "The total does not follow: 6,266 + 157 make 6,423, stated is 6,422 (1 fewer)"
    parts = check_parts(95, [88, 7])
    assert (parts.text.uk, parts.text.en) == (
        "Частини дають ціле: 88 + 7 = 95",
        "The parts make the whole: 88 + 7 = 95",
    )


def test_755_as_captives_is_less_than_its_own_part():
    found = check_subset(Quantity(900, "more_than"), 755)
    assert (found.outcome, found.text.en) == ("fails", "The part is more than the whole: more than 900 against 755")


def test_a_withheld_number_lets_nothing_be_concluded():
    assert check_chain(5757, [None, 84], 6266).outcome == "unknown"
    assert check_chain(5757, [None, 84], 5800).outcome == "fails"  # the total is less than what is known already
    assert check_monotone([755, None, 936]).outcome == "unknown"
    assert check_monotone([936, None, 755]).outcome == "fails"
    assert check_monotone([]).outcome == "holds"
    assert check_subset(None, 755).text.uk == ("Не можна сказати, чи частина менша за ціле: не оприлюднено проти 755")
