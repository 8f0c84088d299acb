"""How good the matching must stay, on invented lines it was not taught with; and the learning itself in small."""

from __future__ import annotations

import pytest

from dodomu.matching import quality
from dodomu.matching.index import Index
from dodomu.matching.learnt import from_json
from dodomu.synthetic.crowd import make_crowd
from dodomu.synthetic.mentions import make_mentions

CROWD = list(make_crowd(10_000, seed=123))


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.of_columns(quality.columns_of_crowd(CROWD))


def test_ordinary_lines_find_their_person(index):
    score = quality.score_of(quality.judge(index, CROWD, make_mentions(CROWD, 1_200, seed=124)))
    assert score.first_clear >= 0.99
    assert score.recall_at_99 >= 0.97
    assert score.wrong_links <= 0.08 * score.strangers
    assert score.calibration_error <= 0.02


def test_damaged_lines_without_a_right_date_mostly_find_their_person(index):
    score = quality.score_of(quality.judge(index, CROWD, make_mentions(CROWD, 800, seed=125, hard=True)))
    assert score.first_clear >= 0.98
    assert score.recall_at_99 >= 0.9


def test_learning_from_few_lines_gives_weights_that_order_kinds_of_agreement():
    learnt = from_json(quality.learnt_anew(people=2_000, lines=600))
    from dodomu.matching import births, levels

    assert learnt.surname[levels.SOUND] > learnt.surname[levels.slip(2, 8)] > learnt.surname[levels.FAR]
    assert learnt.birth[births.EXACT] > learnt.birth[births.Y_SAME] > learnt.birth[births.OTHER]
    assert learnt.given[levels.SAME] > 0 > learnt.given[levels.OTHER_KNOWN]


def test_thresholds_trade_wrong_links_for_missed_people(index):
    judged = quality.judge(index, CROWD, make_mentions(CROWD, 300, seed=126))
    rows = quality.thresholds(judged)
    assert [row[1] for row in rows] == sorted((row[1] for row in rows), reverse=True)
    assert [row[3] for row in rows] == sorted(row[3] for row in rows)
