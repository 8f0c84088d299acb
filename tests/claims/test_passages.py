"""Passages of the news, and our own in their manner, are read as a careful person reads them."""

import json

import pytest

from bench.claims import read
from tests.claims.scoring import DATA, FILES, passages, score


@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_real_passages_are_read_with_no_meaning_turned_and_nothing_taken_back_told_as_said(language):
    found = score([item for item in passages("real.jsonl") if item["lang"] == language], read)
    assert (found.swaps, found.leaks) == ([], [])
    assert found.core.f1 >= 0.97
    assert found.full.f1 >= 0.85


@pytest.mark.parametrize(("language", "share"), [("uk", 0.72), ("en", 0.9)])
def test_who_speaks_is_known_where_the_passage_tells(language, share):
    # The rest of the real passages do not name their speaker: the marks know him from the whole page.
    assert score([item for item in passages("real.jsonl") if item["lang"] == language], read).speaker >= share


@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize(("name", "core", "full"), [("own.jsonl", 0.98, 0.89), ("own_held_out.jsonl", 0.94, 0.83)])
def test_our_own_passages_are_read_with_no_meaning_turned(language, name, core, full):
    found = score([item for item in passages(name) if item["lang"] == language], read)
    assert (found.swaps, found.leaks) == ([], [])
    assert found.core.f1 >= core
    assert found.full.f1 >= full


#: How a passage came to be, not what makes it hard.
PROVENANCE = {"edited_shortened", "published_inferred", "interview", "fragment"}


def test_there_are_passages_of_our_own_for_every_kind_of_difficulty():
    own = [item for name in FILES[1:] for item in passages(name)]
    assert len(own) >= 150
    real = {tag for item in passages("real.jsonl") for tag in item["tags"]} - PROVENANCE
    assert real - {tag for item in own for tag in item["tags"]} == set()


@pytest.mark.parametrize("name", FILES)
def test_every_mark_stands_where_it_says(name):
    for item in passages(name):
        for claim in item["claims"]:
            assert item["text"][claim["start"] : claim["start"] + len(claim["span"])] == claim["span"]


def test_the_adapter_answers_with_what_json_can_hold():
    item = passages("real.jsonl")[0]
    answer = read(item["text"], item["lang"], item["published"])
    assert json.loads(json.dumps(answer)) == answer
    assert set(answer[0]) == set(item["claims"][0])
    assert DATA.is_dir()
