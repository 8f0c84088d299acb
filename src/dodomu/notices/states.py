"""The life of a notice."""

from __future__ import annotations

from dodomu.process import Move, Process
from dodomu.text import Text

NOTICE = Process(
    "notice",
    states={
        "queued": Text("чекає на відправлення", "waits to be sent"),
        "leased": Text("відправляється", "being sent"),
        "sent": Text("відправлено", "sent"),
        "failed": Text("не доставлено", "not delivered"),
        "recalled": Text("відкликано", "recalled"),
    },
    moves={
        "lease": Move(("queued", "leased"), "leased", Text("узяти", "take")),
        "send": Move(("leased",), "sent", Text("відправити", "send")),
        "fail": Move(("leased",), "failed", Text("відмовитися після спроб", "give up after the tries")),
        "put_back": Move(("leased",), "queued", Text("спробувати пізніше", "try later")),
        "recall": Move(("queued",), "recalled", Text("відкликати", "recall")),
        "retry": Move(("failed",), "queued", Text("спробувати знову", "try again")),
    },
    final=frozenset({"sent", "recalled"}),
)
