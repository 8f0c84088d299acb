"""The life of a list, of a line of it, and of an arrival."""

from __future__ import annotations

from dodomu.process import Move, Process
from dodomu.text import Text

LIST = Process(
    "list",
    states={
        "matching": Text("шукаємо кандидатів", "finding candidates"),
        "deciding": Text("звірка", "being matched"),
        "signed_once": Text("підписано однією людиною", "signed by one person"),
        "signed": Text("підписано двома людьми", "signed by two people"),
        "withdrawn": Text("відкликано до підпису", "withdrawn before signing"),
    },
    moves={
        "ready": Move(("matching",), "deciding", Text("кандидатів знайдено", "candidates found")),
        "sign_first": Move(("deciding",), "signed_once", Text("підписати першим", "sign as the first")),
        "send_back": Move(("signed_once",), "deciding", Text("повернути на звірку", "send back")),
        "sign_second": Move(("signed_once",), "signed", Text("підписати другим", "sign as the second")),
        "reopen": Move(("signed",), "deciding", Text("відкрити знову", "reopen")),
        "withdraw": Move(("matching", "deciding", "signed_once"), "withdrawn", Text("відкликати", "withdraw")),
    },
    final=frozenset({"withdrawn"}),
)

LINE = Process(
    "line",
    states={
        "open": Text("потребує рішення", "needs a decision"),
        "later": Text("відкладено", "left for later"),
        "second": Text("чекає на другу людину", "waits for a second person"),
        "confirmed": Text("підтверджено", "confirmed"),
        "new": Text("новий запис", "new record"),
        "none": Text("жоден не підходить", "none of these"),
    },
    moves={
        "confirm": Move(("open", "later"), "confirmed", Text("підтвердити", "confirm")),
        "ask_second": Move(("open", "later"), "second", Text("підтвердити з другою людиною", "confirm with a second")),
        "agree": Move(("second",), "confirmed", Text("погодитися", "agree")),
        "add_new": Move(("open", "later"), "new", Text("новий запис", "new record")),
        "none": Move(("open", "later"), "none", Text("жоден не підходить", "none of these")),
        "later": Move(("open", "later"), "later", Text("відкласти", "later")),
        "undo": Move(("later", "second", "confirmed", "new", "none"), "open", Text("скасувати", "undo")),
    },
)

DECIDED = frozenset({"confirmed", "new", "none"})
"""A line in one of these needs nothing more before signing."""

ARRIVAL = Process(
    "arrival",
    states={
        "unsigned": Text("не підписано", "not signed"),
        "expected": Text("очікується", "expected"),
        "arrived": Text("прибуття підтверджено", "arrived, identity verified"),
        "not_arrived": Text("прибуття не відбулося", "did not arrive"),
        "stranger": Text("прибув хтось інший", "somebody else arrived"),
        "namesake": Text("прибуття тезки", "a namesake arrived"),
    },
    moves={
        "sign": Move(("unsigned",), "expected", Text("підписати список", "sign the list")),
        "verify": Move(("expected",), "arrived", Text("підтвердити прибуття", "verify the arrival")),
        "miss": Move(("expected",), "not_arrived", Text("не прибув", "did not arrive")),
        "expect_again": Move(("not_arrived",), "expected", Text("очікувати знову", "expect again")),
        "find_stranger": Move(("expected",), "stranger", Text("прибув хтось інший", "somebody else arrived")),
        "find_namesake": Move(("expected",), "namesake", Text("прибув тезка", "a namesake arrived")),
        "undo_arrival": Move(("arrived",), "expected", Text("скасувати прибуття", "undo the arrival")),
        "reset": Move(
            ("expected", "arrived", "not_arrived", "stranger", "namesake"), "unsigned", Text("скасувати підпис", "undo")
        ),
    },
)
