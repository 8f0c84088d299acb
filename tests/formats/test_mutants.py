"""Good lists spoilt at random: whatever comes of them, it is an answer, and every record of it is accounted for."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from dodomu.formats.reading import Reading
from dodomu.formats.verdict import Verdict, judge
from tests.formats.mutants import broken_promises, good_files, spoilt

ROOT = Path(__file__).parents[2]
SEED = 20261125
COUNT = 1_500


def test_spoilt_lists_break_no_promise():
    command = [sys.executable, "-m", "tests.formats.mutants", "--seed", str(SEED), "--count", str(COUNT)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    told = json.loads(done.stdout)
    print(f"seed {SEED}: {COUNT} lists, slowest {told['slowest']}, {told['megabytes']} MB")
    assert told["faults"] == []
    assert sum(told["outcomes"].values()) == COUNT
    assert len({outcome.partition("|")[2] for outcome in told["outcomes"]}) > 10
    assert told["slowest"][0] < 5


def test_one_seed_spoils_in_one_way():
    whole = [data for _name, _kind, data in good_files().values()]
    made = [
        [spoilt(whole[n % 10], chance, whole) for n in range(50)] for chance in (random.Random(7), random.Random(7))
    ]
    assert made[0] == made[1]
    assert len({way for way, _data in made[0]}) > 7


@pytest.mark.parametrize("form", good_files())
def test_the_good_lists_are_read_whole(form):
    name, kind, data = good_files()[form]
    found = judge(data, filename=name, kind=kind)
    assert sum(not one.refused for one in found.records) in (4, 8)
    assert broken_promises(found) == []


def test_a_promise_that_is_broken_is_seen():
    assert broken_promises(Verdict(records=[Reading(2, "", name="К0валь")])) == [
        "accepted, and no canonical name: 'К0валь'"
    ]
    assert broken_promises(Verdict(records=[Reading(2, "", refused="bad_date")])) == ["bad_date refuses a record"]
    assert broken_promises(Verdict()) == ["the sums of rule 1"]
