"""The exchange rounds are read exactly as they were published, and their running totals are recomputed."""

from collections import Counter
from datetime import date

from dodomu.reference.rounds import read_rounds, running_totals
from dodomu.reference.table import read_table

ROUNDS = read_rounds()
STAGES = [(each, stage) for each in ROUNDS for stage in each.stages]


def test_67_rows_are_61_rounds_and_three_of_them_have_stages():
    assert (len(read_table("exchanges.csv")), len(STAGES), len(ROUNDS)) == (67, 67, 61)
    assert {each.ordinal: len(each.stages) for each in ROUNDS if len(each.stages) > 1} == {53: 2, 65: 3, 66: 4}


def test_every_cell_comes_back_and_only_one_sum_is_judged_differently():
    rows = {(row["date"], row["ordinal"]): row for row in read_table("exchanges.csv")}
    different = []
    for each, stage in STAGES:
        cells = stage.cells(ordinal=each.ordinal)
        row = rows[cells["date"], cells["ordinal"]]
        assert list(cells) == list(row)
        different += [(stage.on, column, row[column], cells[column]) for column in row if row[column] != cells[column]]
    # One part that equals the whole: its compiler left open whether it is the whole, the sum does hold.
    assert different == [(date(2022, 10, 12), "breakdown_sums", "unknown", "yes")]


def test_rounds_stand_in_the_order_of_their_days():
    assert [each.began_on for each in ROUNDS] == sorted(each.began_on for each in ROUNDS)
    thousand = next(each for each in ROUNDS if each.ordinal == 65)
    assert (thousand.began_on, thousand.ended_on, thousand.announced) == (date(2025, 5, 23), date(2025, 5, 25), 1000)


def test_a_withheld_number_is_never_zero():
    withheld = [stage for _, stage in STAGES if stage.is_withheld]
    assert len(withheld) == 10
    assert {stage.announced for stage in withheld} == {None}
    assert next(each for each in ROUNDS if each.ordinal == 66).announced is None


def test_eleven_of_thirteen_running_totals_follow_exactly():
    totals = running_totals(ROUNDS)
    assert Counter(check.holds for check in totals) == {True: 11, False: 2}
    broken = [
        (check.on, check.previous_on, check.stated, check.expected, check.difference)
        for check in totals
        if not check.holds
    ]
    assert broken == [
        (date(2024, 1, 3), date(2023, 5, 25), 2828, 2822, 6),
        (date(2025, 11, 22), date(2025, 5, 25), 6266, 6046, 220),
    ]
    assert [check.withheld_stages for check in totals if not check.holds] == [0, 10]


def test_only_those_in_the_exchange_enter_the_total():
    easter = next(check for check in running_totals(ROUNDS) if check.on == date(2025, 4, 19))
    stage = next(stage for _, stage in STAGES if stage.on == date(2025, 4, 19))
    assert (stage.announced, stage.in_exchange, stage.outside_exchange) == (277, 246, 31)
    assert (easter.expected, easter.stated, easter.holds) == (4306 + 246, 4552, True)


def test_no_published_breakdown_contradicts_its_round():
    assert [(stage.on, stage.differences) for _, stage in STAGES if stage.differences] == []
    judged = Counter(stage.parts_add_up for _, stage in STAGES)
    stated = Counter(row["breakdown_sums"] for row in read_table("exchanges.csv"))
    assert (judged, stated) == ({True: 32, None: 35}, {"yes": 31, "unknown": 36})
