"""The words of a number: what it counts, how exactly, by which way, and which part of a statement can be wrong."""

from __future__ import annotations

from dodomu.text import Text

WHAT: dict[str, Text] = {
    "released": Text("звільнені з полону", "released from captivity"),
    "in_captivity": Text("у полоні", "in captivity"),
    "missing": Text("зниклі безвісти", "missing"),
    "body_repatriated": Text("повернуті тіла", "bodies returned"),
    "other": Text("інше", "other"),
}
STATUS_OF: dict[str, str] = {"released": "returned", "in_captivity": "captive", "missing": "missing"}
"""The group of statuses in which the register counts what a figure speaks of."""

CHANNEL: dict[str, Text] = {
    "exchange": Text("в обмінах", "in exchanges"),
    "outside": Text("поза обмінами", "outside exchanges"),
    "any": Text("будь-яким шляхом", "by any way"),
}
SCOPE: dict[str, Text] = {
    "cumulative": Text("від початку вторгнення", "since the invasion began"),
    "stock": Text("на цей день", "on that day"),
    "round": Text("за один обмін", "in one exchange"),
}
SIDE: dict[str, Text] = {
    "ukrainian": Text("українська сторона", "the Ukrainian side"),
    "russian": Text("російська сторона", "the Russian side"),
}
UNIT: dict[str, Text] = {
    "people": Text("люди", "people"),
    "military": Text("військовослужбовці", "service members"),
    "bodies": Text("тіла", "bodies"),
}
COUNTING_RULE: dict[str, Text] = {
    "people": Text(
        "кожна людина один раз, хоч би скільки разів поверталася", "each person once, however often they came back"
    ),
    "returns": Text("кожне повернення окремо", "each return by itself"),
    "as_stated": Text("так, як рахувало джерело", "as the source counted"),
}
COMPARATOR: dict[str, Text] = {
    "exact": Text("рівно", "exactly"),
    "at_least": Text("щонайменше", "at least"),
    "more_than": Text("понад", "more than"),
    "about": Text("близько", "about"),
    "almost": Text("майже", "almost"),
    "at_most": Text("щонайбільше", "at most"),
    "range": Text("від … до …", "from … to …"),
    "withheld": Text("не оприлюднюємо", "withheld"),
}
STATEMENT_STATUS: dict[str, Text] = {
    "asserted": Text("сказано", "asserted"),
    "retracted": Text("відкликано", "retracted"),
    "corrected": Text("містить виправлення", "states a correction"),
    "uncorrected_copy": Text("невиправлена копія", "uncorrected copy"),
}
KIND: dict[str, Text] = {
    "correction": Text("виправлення", "correction"),
    "revision": Text("уточнення", "revision"),
}
KIND_MEANS: dict[str, Text] = {
    "correction": Text("виправляє помилку", "mends a mistake"),
    "revision": Text(
        "дає кращу цифру; попередня не була помилкою", "gives a better number; the earlier was no mistake"
    ),
}
WRONG: dict[str, Text] = {
    "what": Text("те, що означає число", "what the number means"),
    "value": Text("саме число", "the number itself"),
    "population": Text("про кого воно", "whom it counts"),
    "comparator": Text("уточнення при числі", "the comparator"),
    "as_of": Text("дата, на яку воно", "the date it holds for"),
    "channel": Text("яким шляхом повернулися", "the way of return"),
    "speaker": Text("хто це сказав", "who said it"),
    "source": Text("джерело", "the source"),
}
"""Which field of a statement was wrong: a correction names it, because the number itself often was right."""

LEAD: dict[str, Text] = {
    "what": Text("Число не змінилося. Змінилося те, що воно означає.", "The number did not change. Its meaning did."),
    "value": Text("Змінилося саме число.", "The number itself changed."),
    "population": Text(
        "Число не змінилося. Змінилося, про кого воно.", "The number did not change. Whom it counts did."
    ),
    "comparator": Text("Число те саме, але сказане не так точно.", "The number is the same; how exact it is changed."),
    "as_of": Text("Число не змінилося. Змінилася дата, на яку воно.", "The number did not change. Its date did."),
    "channel": Text(
        "Число не змінилося. Змінилося, яким шляхом повернулися люди.",
        "The number did not change. The way people came home did.",
    ),
    "speaker": Text("Число не змінилося. Змінилося, хто його назвав.", "The number did not change. Who said it did."),
    "source": Text("Число не змінилося. Змінилося джерело.", "The number did not change. Its source did."),
}
RESERVED = frozenset({"manage", "public", "check", "new"})
"""Words that an address already means something by; no figure may be called so."""
