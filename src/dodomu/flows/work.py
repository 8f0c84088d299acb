"""Which function does which kind of long work: the table that `dodomu work` reads."""

from __future__ import annotations

from dodomu.exchanges.actions.candidates import find_candidates
from dodomu.jobs.actions import Work

HANDLERS: dict[str, Work] = {"match_list": find_candidates}
