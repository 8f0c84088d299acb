"""Everything that can be done to a figure, a correction, a statement or a request. Each act is one transaction."""

from dodomu.figures.actions.completeness import agrees, check_complete, check_disclosure
from dodomu.figures.actions.corrections import (
    Mended,
    change_correction,
    draft_correction,
    drop_correction,
    propose_correction,
    send_back_correction,
    sign_correction,
)
from dodomu.figures.actions.definitions import Meaning, define
from dodomu.figures.actions.drafts import Said, change_draft, draft, propose, send_back, suggested
from dodomu.figures.actions.publishing import approve_held, publish, withdraw
from dodomu.figures.actions.record import load_public_record
from dodomu.figures.actions.requests import acknowledge, mend, open_requests, quoters, refuse, tell
from dodomu.figures.actions.statements import Quote, load_statements, note_quote

__all__ = [
    "Meaning",
    "Mended",
    "Quote",
    "Said",
    "acknowledge",
    "agrees",
    "approve_held",
    "change_correction",
    "change_draft",
    "check_complete",
    "check_disclosure",
    "define",
    "draft",
    "draft_correction",
    "drop_correction",
    "load_public_record",
    "load_statements",
    "mend",
    "note_quote",
    "open_requests",
    "propose",
    "propose_correction",
    "publish",
    "quoters",
    "refuse",
    "send_back",
    "send_back_correction",
    "sign_correction",
    "suggested",
    "tell",
    "withdraw",
]
