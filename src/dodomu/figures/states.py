"""The lives of a figure, of a correction, and of a request to mend a text that quoted what was wrong."""

from __future__ import annotations

from dodomu.process import Move, Process
from dodomu.text import Text

FIGURE = Process(
    "figure",
    states={
        "draft": Text("чернетка", "draft"),
        "proposed": Text("чекає другого підпису", "waits for the second signature"),
        "published": Text("оприлюднено", "published"),
        "revised": Text("замінено уточненням", "replaced by a revision"),
        "corrected": Text("виправлено", "corrected"),
        "withdrawn": Text("відкликано", "withdrawn"),
    },
    moves={
        "propose": Move(("draft",), "proposed", Text("подати на другий підпис", "hand in for the second signature")),
        "send_back": Move(("proposed",), "draft", Text("повернути на доопрацювання", "send back")),
        "publish": Move(("proposed",), "published", Text("підписати й оприлюднити", "sign and publish")),
        "revise": Move(("published",), "revised", Text("замінити уточненням", "replace by a revision")),
        "correct": Move(("published", "revised"), "corrected", Text("виправити", "correct")),
        "withdraw": Move(("published",), "withdrawn", Text("відкликати", "withdraw")),
    },
    final=frozenset({"corrected", "withdrawn"}),
)

ONCE_PUBLISHED = ("published", "revised", "corrected", "withdrawn")
"""The states of what has been said in public: it stays readable for ever, marked."""

CORRECTION = Process(
    "correction",
    states={
        "draft": Text("чернетка", "draft"),
        "proposed": Text("чекає другого підпису", "waits for the second signature"),
        "issued": Text("випущено", "issued"),
        "dropped": Text("відхилено", "dropped"),
    },
    moves={
        "propose": Move(("draft",), "proposed", Text("подати на другий підпис", "hand in for the second signature")),
        "send_back": Move(("proposed",), "draft", Text("повернути на доопрацювання", "send back")),
        "issue": Move(("proposed",), "issued", Text("підписати й випустити", "sign and issue")),
        "drop": Move(("draft", "proposed"), "dropped", Text("відхилити", "drop")),
    },
    final=frozenset({"issued", "dropped"}),
)

REQUEST = Process(
    "request",
    states={
        "to_tell": Text("треба повідомити", "to be told"),
        "told": Text("повідомлено", "told"),
        "acknowledged": Text("отримали", "acknowledged"),
        "mended": Text("виправили", "mended"),
        "refuses": Text("відмовляється", "refuses"),
        "unreachable": Text("не достукатися", "unreachable"),
    },
    moves={
        "tell": Move(("to_tell", "unreachable"), "told", Text("повідомити", "tell")),
        "acknowledge": Move(
            ("told", "unreachable"), "acknowledged", Text("відповіли, що отримали", "they acknowledged it")
        ),
        "mend": Move(
            ("to_tell", "told", "acknowledged", "refuses", "unreachable"),
            "mended",
            Text("текст виправлено", "the text is mended"),
        ),
        "refuse": Move(("told", "acknowledged"), "refuses", Text("відмовилися виправляти", "they refuse")),
        "give_up": Move(("to_tell", "told"), "unreachable", Text("не достукатися", "they cannot be reached")),
        "reopen": Move(("mended",), "to_tell", Text("помилка повернулася", "the mistake came back")),
    },
)
