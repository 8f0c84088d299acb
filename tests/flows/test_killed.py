"""The process dies in the middle: all lines took effect, or none. `bench/kill.py` does it a hundred times over."""

from __future__ import annotations

import os
import random
import signal
import time

import pytest
from django.db import connection

from tests.build_crowd import Crowd

LINES, KILLS = 40, 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["sign", "verify"])
def test_a_killed_act_leaves_all_or_nothing(now, act):
    crowd = Crowd.gather(LINES, now=now)
    do, back = (crowd.sign, crowd.unsign) if act == "sign" else (crowd.verify, crowd.unverify)
    if act == "verify":
        crowd.sign()
    begin = time.monotonic()
    do()
    took = time.monotonic() - begin
    assert crowd.effect(act) == "all"
    back()
    assert crowd.effect(act) == "none"
    chance = random.Random(LINES)
    for _ in range(KILLS):
        connection.close()
        child = os.fork()
        if child == 0:
            try:
                do()
            finally:
                os._exit(0)
        time.sleep(took * chance.random())
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        outcome = crowd.effect(act)
        assert outcome in ("none", "all")
        if outcome == "all":
            back()
