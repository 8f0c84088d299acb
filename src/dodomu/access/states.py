"""The life of a change to an account that waits for a second administrator."""

from __future__ import annotations

from dodomu.process import Move, Process
from dodomu.text import Text

CHANGE = Process(
    "account change",
    states={
        "proposed": Text("чекає на другого адміністратора", "waits for a second administrator"),
        "approved": Text("схвалено", "approved"),
        "refused": Text("відмовлено", "refused"),
        "withdrawn": Text("відкликано", "withdrawn"),
    },
    moves={
        "approve": Move(("proposed",), "approved", Text("схвалити", "approve")),
        "refuse": Move(("proposed",), "refused", Text("відмовити", "refuse")),
        "withdraw": Move(("proposed",), "withdrawn", Text("відкликати", "withdraw")),
    },
    final=frozenset({"approved", "refused", "withdrawn"}),
)
