"""The life of an enquiry."""

from __future__ import annotations

from dodomu.process import Move, Process
from dodomu.text import Text

ENQUIRY = Process(
    "enquiry",
    states={
        "draft": Text("чернетка", "draft"),
        "sent": Text("надіслано", "sent"),
        "reminded": Text("нагадано", "reminded"),
        "answered": Text("відповіли", "answered"),
        "closed": Text("закрито", "closed"),
        "withdrawn": Text("відкликано", "withdrawn"),
    },
    moves={
        "send": Move(("draft",), "sent", Text("надіслано", "sent")),
        "remind": Move(("sent", "reminded"), "reminded", Text("нагадати", "remind")),
        "answer": Move(("sent", "reminded", "answered"), "answered", Text("записати відповідь", "record the answer")),
        "close": Move(("answered",), "closed", Text("закрити", "close")),
        "withdraw": Move(("draft", "sent", "reminded"), "withdrawn", Text("відкликати", "withdraw")),
    },
    final=frozenset({"closed", "withdrawn"}),
)

WAITING = ("sent", "reminded")
"""The states in which a department owes an answer."""

OPEN = ("draft", "sent", "reminded", "answered")
"""The states in which somebody of ours still has work with it."""
