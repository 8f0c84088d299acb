"""The life of a proposal: an act on the register that a second person approves or refuses."""

from __future__ import annotations

from dodomu.process import Move, Process
from dodomu.text import Text

PROPOSAL = Process(
    "proposal",
    states={
        "proposed": Text("чекає на другу людину", "waits for a second person"),
        "approved": Text("схвалено", "approved"),
        "refused": Text("відхилено", "refused"),
        "withdrawn": Text("відкликано", "withdrawn"),
    },
    moves={
        "approve": Move(("proposed",), "approved", Text("схвалити", "approve")),
        "refuse": Move(("proposed",), "refused", Text("відхилити", "refuse")),
        "withdraw": Move(("proposed",), "withdrawn", Text("відкликати", "withdraw")),
    },
    final=frozenset({"approved", "refused", "withdrawn"}),
)
