"""What is done with enquiries: asked, reminded, extended, answered (`asking`), and the count of a due day (`terms`)."""

from dodomu.enquiries.actions.asking import (
    add_department,
    answer,
    change_department,
    close,
    draft,
    extend,
    remind,
    send,
    state_from_answer,
    withdraw,
)

__all__ = [
    "add_department",
    "answer",
    "change_department",
    "close",
    "draft",
    "extend",
    "remind",
    "send",
    "state_from_answer",
    "withdraw",
]
