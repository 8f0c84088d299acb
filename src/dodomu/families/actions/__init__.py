"""What is done with families: calls released, made, taken back (`calls`), and relatives verified (`relatives`)."""

from dodomu.families.actions.calls import log_outcome, log_talk, release_calls, undo, withdraw_calls
from dodomu.families.actions.choices import give_back, person_decides, take_answer, take_over
from dodomu.families.actions.relatives import (
    Contact,
    add_relative,
    arrange,
    change_contact,
    receive_proof,
    refuse,
    verify,
    withdraw,
)

__all__ = [
    "Contact",
    "add_relative",
    "arrange",
    "change_contact",
    "give_back",
    "log_outcome",
    "log_talk",
    "person_decides",
    "receive_proof",
    "refuse",
    "release_calls",
    "take_answer",
    "take_over",
    "undo",
    "verify",
    "withdraw",
    "withdraw_calls",
]
