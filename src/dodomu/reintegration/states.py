"""The lives of a case and of what belongs to it, from its appointments to the contacts of the follow-up year."""

from __future__ import annotations

from dodomu.process import Move, Process
from dodomu.text import Text

CASE = Process(
    "case",
    states={
        "expected": Text("чекаємо прибуття", "arrival expected"),
        "open": Text("у супроводі", "in support"),
        "in_follow_up": Text("рік спостереження", "year of follow-up"),
        "closed": Text("завершено", "closed"),
        "withdrawn": Text("відкликано", "withdrawn"),
    },
    moves={
        "expect": Move(("withdrawn",), "expected", Text("чекати знову", "expect again")),
        "open": Move(("expected", "withdrawn"), "open", Text("відкрити справу", "open the case")),
        "follow_up": Move(("open",), "in_follow_up", Text("почати рік спостереження", "begin the follow-up year")),
        "close": Move(("in_follow_up",), "closed", Text("завершити", "close")),
        "reopen": Move(("in_follow_up", "closed"), "open", Text("повернути в супровід", "take back into support")),
        "withdraw": Move(("expected", "open", "in_follow_up", "closed"), "withdrawn", Text("відкликати", "withdraw")),
    },
    final=frozenset({"closed"}),
)

APPOINTMENT = Process(
    "appointment",
    states={
        "planned": Text("призначено", "planned"),
        "put_off": Text("відкладено: час на адаптацію", "put off: time to adapt"),
        "done": Text("відбулося", "took place"),
        "cancelled": Text("скасовано", "cancelled"),
    },
    moves={
        "move": Move(("planned", "put_off"), "planned", Text("перенести", "move")),
        "put_off": Move(("planned",), "put_off", Text("відкласти", "put off")),
        "finish": Move(("planned",), "done", Text("записати, що відбулося", "record that it took place")),
        "cancel": Move(("planned", "put_off"), "cancelled", Text("скасувати", "cancel")),
    },
    final=frozenset({"done", "cancelled"}),
)

OVERRIDE = Process(
    "override",
    states={
        "asked": Text("чекає на другу людину", "waits for a second person"),
        "approved": Text("дозволено", "allowed"),
        "refused": Text("відмовлено", "refused"),
        "withdrawn": Text("відкликано", "withdrawn"),
    },
    moves={
        "approve": Move(("asked",), "approved", Text("дозволити", "allow")),
        "refuse": Move(("asked",), "refused", Text("відмовити", "refuse")),
        "withdraw": Move(("asked",), "withdrawn", Text("відкликати", "withdraw")),
    },
    final=frozenset({"approved", "refused", "withdrawn"}),
)

TASK = Process(
    "task",
    states={
        "open": Text("не почато", "not started"),
        "done": Text("готово", "done"),
        "dropped": Text("не потрібно", "not needed"),
    },
    moves={
        "finish": Move(("open",), "done", Text("записати результат", "record the result")),
        "drop": Move(("open",), "dropped", Text("не потрібно", "not needed")),
        "reopen": Move(("done", "dropped"), "open", Text("повернути", "take back")),
    },
)

DOCUMENT = Process(
    "document",
    states={
        "needed": Text("не почато", "not started"),
        "applied": Text("подано", "applied for"),
        "received": Text("отримано, вручити", "received, to be handed over"),
        "handed_over": Text("вручено", "handed over"),
        "blocked": Text("заблоковано", "blocked"),
        "not_needed": Text("не потрібно", "not needed"),
    },
    moves={
        "apply": Move(("needed",), "applied", Text("подано заяву", "applied")),
        "receive": Move(("needed", "applied"), "received", Text("документ отримано", "the document is here")),
        "hand_over": Move(("received",), "handed_over", Text("вручено людині", "handed to the person")),
        "block": Move(("needed", "applied"), "blocked", Text("зупинено: назвати причину", "blocked: name the reason")),
        "unblock": Move(("blocked",), "needed", Text("перешкоди більше немає", "nothing blocks it any more")),
        "drop": Move(("needed", "blocked"), "not_needed", Text("не потрібно", "not needed")),
        "need": Move(("not_needed",), "needed", Text("усе ж потрібно", "needed after all")),
    },
    final=frozenset({"handed_over"}),
)

PLAN = Process(
    "plan",
    states={
        "draft": Text("готується", "in preparation"),
        "agreed": Text("погоджено з людиною", "agreed with the person"),
        "refused": Text("людина відмовилася", "refused by the person"),
        "withdrawn": Text("людина відкликала згоду", "agreement taken back by the person"),
        "replaced": Text("замінено новим", "replaced by a newer one"),
    },
    moves={
        "agree": Move(("draft", "refused", "withdrawn"), "agreed", Text("людина погодила", "the person agreed")),
        "refuse": Move(("draft",), "refused", Text("людина відмовилася", "the person refused")),
        "withdraw": Move(("agreed",), "withdrawn", Text("людина відкликала згоду", "the person took it back")),
        "replace": Move(("draft", "agreed", "refused", "withdrawn"), "replaced", Text("замінити", "replace")),
    },
    final=frozenset({"replaced"}),
)

GOAL = Process(
    "plan goal",
    states={
        "pursued": Text("попереду", "ahead"),
        "achieved": Text("досягнуто", "reached"),
        "dropped": Text("більше не ставимо", "given up"),
    },
    moves={
        "achieve": Move(("pursued",), "achieved", Text("досягнуто", "reached")),
        "drop": Move(("pursued",), "dropped", Text("більше не ставити", "give up")),
    },
    final=frozenset({"achieved", "dropped"}),
)

CONCLUSION = Process(
    "conclusion of a medical commission",
    states={
        "standing": Text("чинний", "stands"),
        "withdrawn": Text("записано помилково", "recorded by mistake"),
    },
    moves={"withdraw": Move(("standing",), "withdrawn", Text("записано помилково", "recorded by mistake"))},
    final=frozenset({"withdrawn"}),
)

STEP = Process(
    "plan step",
    states={
        "open": Text("попереду", "ahead"),
        "done": Text("виконано", "done"),
        "dropped": Text("не потрібно", "not needed"),
    },
    moves={
        "finish": Move(("open",), "done", Text("виконано", "done")),
        "drop": Move(("open",), "dropped", Text("не потрібно", "not needed")),
    },
    final=frozenset({"done", "dropped"}),
)

ISSUE = Process(
    "issue",
    states={
        "open": Text("не почато", "not started"),
        "in_work": Text("у роботі", "in work"),
        "applied": Text("подано, чекаємо відповіді", "applied for, answer awaited"),
        "appealed": Text("подано скаргу", "complaint made"),
        "settled": Text("вирішено", "settled"),
        "refused": Text("відмовлено", "refused"),
        "dropped": Text("не потрібно", "not needed"),
    },
    moves={
        "start": Move(("open",), "in_work", Text("узяти в роботу", "start")),
        "apply": Move(("open", "in_work"), "applied", Text("подано заяву", "applied")),
        "settle": Move(("open", "in_work", "applied", "appealed"), "settled", Text("вирішено", "settled")),
        "refuse": Move(
            ("open", "in_work", "applied", "appealed"), "refused", Text("записати відмову", "record a refusal")
        ),
        "appeal": Move(("applied", "refused"), "appealed", Text("подано скаргу", "complaint made")),
        "resume": Move(("refused", "settled", "dropped"), "in_work", Text("продовжити", "go on")),
        "drop": Move(("open", "in_work"), "dropped", Text("не потрібно", "not needed")),
    },
)

ENTITLEMENT = Process(
    "entitlement",
    states={
        "proposed": Text("чекає другого підпису", "waits for the second signature"),
        "standing": Text("чинний запис", "standing"),
        "refused": Text("відхилено", "turned down"),
    },
    moves={
        "sign": Move(("proposed",), "standing", Text("підписати", "sign")),
        "refuse": Move(("proposed",), "refused", Text("відхилити", "turn down")),
    },
    final=frozenset({"standing", "refused"}),
)

MEETING = Process(
    "meeting with the command",
    states={
        "planned": Text("заплановано", "planned"),
        "cancelled": Text("скасовано", "cancelled"),
    },
    moves={"cancel": Move(("planned",), "cancelled", Text("скасувати", "cancel"))},
    final=frozenset({"cancelled"}),
)

INVITATION = Process(
    "invitation to a meeting",
    states={
        "invited": Text("погоджується прийти", "agreed to come"),
        "came": Text("була зустріч", "met"),
        "away": Text("людина не прийшла", "did not come"),
        "excused": Text("не прийде", "will not come"),
    },
    moves={
        "record_came": Move(("invited",), "came", Text("записати зустріч", "record the meeting")),
        "record_away": Move(("invited",), "away", Text("людина не прийшла", "did not come")),
        "excuse": Move(("invited",), "excused", Text("людина передумала", "the person changed their mind")),
    },
    final=frozenset({"came", "away", "excused"}),
)

CONTACT = Process(
    "contact of the follow-up year",
    states={
        "planned": Text("заплановано", "planned"),
        "held": Text("відбувся", "held"),
        "dropped": Text("не потрібен", "not needed"),
    },
    moves={
        "hold": Move(("planned",), "held", Text("записати контакт", "record the contact")),
        "drop": Move(("planned",), "dropped", Text("не потрібен", "not needed")),
    },
    final=frozenset({"held", "dropped"}),
)

SUPPORTED = ("open", "in_follow_up")
"""The states of a case in which somebody works on it."""

NOT_APPLIED = ("open", "in_work")
"""The states of a question in which nobody was asked yet."""

ONGOING = (*NOT_APPLIED, "applied", "appealed")
"""The states of a question in which somebody still has to do something."""
