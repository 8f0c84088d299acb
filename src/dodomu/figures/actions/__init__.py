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
    wait_for_signatures,
)
from dodomu.figures.actions.definitions import Meaning, define
from dodomu.figures.actions.documents import Intake, add_version, read_numbers, take_in
from dodomu.figures.actions.drafts import Said, change_draft, draft, propose, send_back, suggested
from dodomu.figures.actions.findings import explain
from dodomu.figures.actions.mentions import confirm, reject
from dodomu.figures.actions.publishing import approve_held, publish, withdraw
from dodomu.figures.actions.record import load_public_record
from dodomu.figures.actions.requests import (
    acknowledge,
    close_mended,
    give_up,
    open_requests,
    receive,
    refuse,
    reopen_returned,
    tell,
)
from dodomu.figures.actions.statements import Quote, load_statements, note_quote
from dodomu.figures.actions.telling import queue_letters, queue_reminders, with_address

__all__ = [
    "Intake",
    "Meaning",
    "Mended",
    "Quote",
    "Said",
    "acknowledge",
    "add_version",
    "agrees",
    "approve_held",
    "change_correction",
    "change_draft",
    "check_complete",
    "check_disclosure",
    "close_mended",
    "confirm",
    "define",
    "draft",
    "draft_correction",
    "drop_correction",
    "explain",
    "give_up",
    "load_public_record",
    "load_statements",
    "note_quote",
    "open_requests",
    "propose",
    "propose_correction",
    "publish",
    "queue_letters",
    "queue_reminders",
    "read_numbers",
    "receive",
    "refuse",
    "reject",
    "reopen_returned",
    "send_back",
    "send_back_correction",
    "sign_correction",
    "suggested",
    "take_in",
    "tell",
    "wait_for_signatures",
    "with_address",
    "withdraw",
]
