"""What is done with enquiries (`asking`) and with `departments`; a due day is counted by `dodomu.reference.terms`."""

from dodomu.enquiries.actions.asking import (
    answer,
    cite_answer,
    close,
    draft,
    extend,
    learn,
    remind,
    send,
    withdraw,
)
from dodomu.enquiries.actions.departments import add_department, change_department

__all__ = [
    "add_department",
    "answer",
    "change_department",
    "cite_answer",
    "close",
    "draft",
    "extend",
    "learn",
    "remind",
    "send",
    "withdraw",
]
