"""The life of a job."""

from __future__ import annotations

from dodomu.process import Move, Process
from dodomu.text import Text

JOB = Process(
    "job",
    states={
        "queued": Text("у черзі", "queued"),
        "running": Text("виконується", "running"),
        "done": Text("виконано", "done"),
        "failed": Text("не вдалося", "failed"),
        "cancelled": Text("скасовано", "cancelled"),
    },
    moves={
        "lease": Move(("queued", "running"), "running", Text("узяти в роботу", "take up")),
        "finish": Move(("running",), "done", Text("завершити", "finish")),
        "fail": Move(("running",), "failed", Text("зупинити через помилку", "stop by an error")),
        "retry": Move(("failed", "cancelled"), "queued", Text("продовжити", "go on")),
        "cancel": Move(("queued", "running"), "cancelled", Text("скасувати", "cancel")),
    },
    final=frozenset({"done"}),
)
