"""Which function does which kind of long work: the table that `dodomu work` reads."""

from __future__ import annotations

from dodomu.exchanges.actions.candidates import find_candidates
from dodomu.exchanges.actions.quality import measure_matching
from dodomu.figures.actions import telling
from dodomu.jobs.actions import Work
from dodomu.reintegration.actions import letter_batches
from dodomu.reintegration.actions.followup import ESCALATE, escalate_contacts

HANDLERS: dict[str, Work] = {
    "match_list": find_candidates,
    letter_batches.KIND: letter_batches.write_batch,
    "measure_matching": measure_matching,
    telling.TELL: telling.tell_outlets,
    telling.REMIND: telling.remind_outlets,
    ESCALATE: escalate_contacts,
}
