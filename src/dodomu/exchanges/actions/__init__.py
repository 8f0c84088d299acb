"""Writing rounds, lists, decisions and signatures; one file for each subject."""

from dodomu.exchanges.actions.lines import (
    add_new,
    agree,
    confirm,
    hold,
    last_decided,
    leave_for_later,
    mark_none,
    needs_second,
    reference,
    source_title,
    undo,
)
from dodomu.exchanges.actions.lists import take_list, withdraw_list
from dodomu.exchanges.actions.rounds import add_stage, assign_officers, load_rounds, open_round
from dodomu.exchanges.actions.signing import (
    decisions_digest,
    move_arrivals,
    put_back,
    reopen,
    send_back,
    settle,
    sign,
    to_settle,
)

__all__ = [
    "add_new",
    "add_stage",
    "agree",
    "assign_officers",
    "confirm",
    "decisions_digest",
    "hold",
    "last_decided",
    "leave_for_later",
    "load_rounds",
    "mark_none",
    "move_arrivals",
    "needs_second",
    "open_round",
    "put_back",
    "reference",
    "reopen",
    "send_back",
    "settle",
    "sign",
    "source_title",
    "take_list",
    "to_settle",
    "undo",
    "withdraw_list",
]
