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
from dodomu.exchanges.actions.rounds import add_stage, assign_officers, let_in, load_rounds, open_round
from dodomu.exchanges.actions.signing import (
    check_none_close,
    decisions_digest,
    move_arrivals,
    put_back,
    reopen,
    send_back,
    settle,
    sign,
    to_settle,
)
from dodomu.exchanges.actions.uploads import drop_upload, keep_upload, table_of, upload_of

__all__ = [
    "add_new",
    "add_stage",
    "agree",
    "assign_officers",
    "check_none_close",
    "confirm",
    "decisions_digest",
    "drop_upload",
    "hold",
    "keep_upload",
    "last_decided",
    "leave_for_later",
    "let_in",
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
    "table_of",
    "take_list",
    "to_settle",
    "undo",
    "upload_of",
    "withdraw_list",
]
