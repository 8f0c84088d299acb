"""The life of a relative's claim, of the duty to tell a family, and of each call."""

from __future__ import annotations

from dodomu.process import Move, Process
from dodomu.text import Text

RELATIVE = Process(
    "relative",
    states={
        "claimed": Text("назвалися родичем", "says to be a relative"),
        "proof_received": Text("документ отримано, чекає на перевірку", "proof received, waits for verification"),
        "verified": Text("особу підтверджено", "verified"),
        "refused": Text("не підтверджено", "not confirmed"),
        "withdrawn": Text("відкликано", "withdrawn"),
    },
    moves={
        "receive_proof": Move(
            ("claimed", "proof_received", "refused"), "proof_received", Text("записати документ", "record the proof")
        ),
        "verify": Move(("proof_received",), "verified", Text("підтвердити", "verify")),
        "refuse": Move(("claimed", "proof_received"), "refused", Text("не підтвердити", "not confirm")),
        # Whoever changes a number to call takes over the news: a second person looks again.
        "change_contact": Move(("verified",), "proof_received", Text("змінити контакт", "change the contact")),
        "withdraw": Move(("claimed", "proof_received", "verified"), "withdrawn", Text("відкликати", "withdraw")),
    },
    final=frozenset({"withdrawn"}),
)

TELLING = Process(
    "telling",
    states={
        "open": Text("родину треба повідомити", "the family is to be told"),
        "withdrawn": Text("відкликано", "withdrawn"),
    },
    moves={
        "withdraw": Move(("open",), "withdrawn", Text("відкликати", "withdraw")),
        "reopen": Move(("withdrawn",), "open", Text("повернути в роботу", "open again")),
    },
)

CALL = Process(
    "call",
    states={
        "held": Text("чекає своєї черги", "waits for its turn"),
        "released": Text("зателефонувати", "to be called"),
        "not_reached": Text("ще не додзвонилися", "not reached yet"),
        "told": Text("повідомлено", "told"),
        "withdrawn": Text("відкликано", "withdrawn"),
        "mend": Text("сказали передчасно: пояснити", "told too early: explain"),
        "mended": Text("пояснено", "explained"),
    },
    moves={
        "release": Move(("held",), "released", Text("дозволити дзвінок", "allow the call")),
        "hold": Move(("released",), "held", Text("повернути в чергу", "put back in the queue")),
        "tell": Move(("released", "not_reached"), "told", Text("повідомлено", "told")),
        "miss": Move(("released", "not_reached"), "not_reached", Text("записати спробу", "log a try")),
        "withdraw": Move(("held", "released", "not_reached"), "withdrawn", Text("відкликати", "withdraw")),
        "withdraw_told": Move(("told",), "mend", Text("пояснити передчасну новину", "explain early news")),
        "explain": Move(("mend",), "mended", Text("пояснено", "explained")),
        "reopen": Move(("withdrawn", "mended"), "held", Text("повернути в роботу", "open again")),
        "confirm": Move(("mend",), "told", Text("новина знову правдива", "the news is true again")),
    },
    final=frozenset({"told", "mended"}),
)

TO_CALL = ("released", "not_reached", "mend")
"""The states in which somebody is to take up the telephone."""

NOT_TOLD = ("held", "released", "not_reached")
"""The states of a call whose relative has not heard the news."""
