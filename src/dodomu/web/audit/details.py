"""What an entry of the ledger says beside its act, in words: the ledger keeps it as names and numbers alone."""

from __future__ import annotations

import json
from typing import Any

from dodomu.people.about import ABOUTS
from dodomu.text import Text

FIRST = 10_000  # the number after «D-» of a record
SHOWN = 5  # people named by number; of more it is said how many

LABELS: dict[str, Text] = {
    "about": Text("про що", "about"),
    "account": Text("обліковий запис", "account"),
    "act": Text("дія", "act"),
    "answer": Text("відповідь", "answer"),
    "appointment": Text("зустріч", "appointment"),
    "article_117": Text("ст. 117 ЖК III", "GC III Art. 117"),
    "asked": Text("запитано", "asked"),
    "before": Text("було", "before"),
    "beside": Text("поруч із", "beside"),
    "broken_at": Text("розрив на записі", "broken at entry"),
    "call": Text("дзвінок", "call"),
    "case": Text("справа", "case"),
    "cases": Text("справ", "cases"),
    "change": Text("зміна", "change"),
    "conflict": Text("близька людина, запис", "somebody close, entry"),
    "count": Text("скільки", "how many"),
    "decision": Text("рішення", "decision"),
    "document": Text("документ", "document"),
    "ended": Text("закінчено", "ended"),
    "enquiries": Text("запитів", "enquiries"),
    "entries": Text("записів", "entries"),
    "exchanges": Text("обмінів", "exchanges"),
    "facility": Text("заклад", "facility"),
    "fact": Text("запис про факт", "fact"),
    "figure": Text("цифра", "figure"),
    "filter": Text("відбір", "filter"),
    "first": Text("перша людина", "first person"),
    "former": Text("попередня назва", "former name"),
    "former_name": Text("попередня назва", "former name"),
    "found": Text("знайдено", "found"),
    "from": Text("звідки", "from"),
    "head": Text("останній відбиток", "last fingerprint"),
    "into": Text("до запису", "into record"),
    "is_ours": Text("наш текст", "our text"),
    "issue": Text("питання", "question"),
    "kind": Text("вид", "kind"),
    "line": Text("рядок", "line"),
    "lines": Text("рядків", "lines"),
    "list": Text("список", "list"),
    "lists": Text("списків", "lists"),
    "login": Text("відбиток логіна", "fingerprint of the login"),
    "new": Text("нових", "new"),
    "notice": Text("повідомлення", "message"),
    "number": Text("число", "number"),
    "officer": Text("офіцер", "officer"),
    "other": Text("інший запис", "other record"),
    "outcome": Text("підсумок", "outcome"),
    "override": Text("виняток", "exception"),
    "parent": Text("вищий підрозділ", "parent unit"),
    "part": Text("частина", "part"),
    "people": Text("люди", "people"),
    "person": Text("людина", "person"),
    "place": Text("місце підпису", "place of the signature"),
    "places": Text("місць", "places"),
    "plan": Text("план", "plan"),
    "proposal": Text("пропозиція", "proposal"),
    "proposed_by": Text("подав обліковий запис", "proposed by account"),
    "quotes": Text("цитує твердження", "quotes statement"),
    "reason": Text("причина", "reason"),
    "relative": Text("родич", "relative"),
    "role": Text("роль", "role"),
    "rough": Text("приблизно", "roughly"),
    "round": Text("обмін", "exchange"),
    "rounds": Text("обмінів", "exchanges"),
    "row": Text("рядок", "row"),
    "rows": Text("рядків", "rows"),
    "slug": Text("адреса", "address"),
    "source": Text("джерело", "source"),
    "stage": Text("етап", "stage"),
    "stages": Text("етапів", "stages"),
    "state": Text("стан", "state"),
    "statement": Text("твердження", "statement"),
    "stay": Text("перебування", "stay"),
    "step": Text("крок", "step"),
    "talk": Text("розмова", "talk"),
    "task": Text("справа на день", "task"),
    "turn": Text("коло підписів", "round of signatures"),
    "unit": Text("підрозділ", "unit"),
    "units": Text("підрозділів", "units"),
    "version": Text("версія", "version"),
    "what": Text("що", "what"),
    "where": Text("де", "where"),
    "why": Text("чому", "why"),
}
"""The words for every name under which an entry keeps something."""

_PEOPLE = frozenset({"people", "person", "other", "into", "beside", "first"})
_YES, _NO = Text("так", "yes"), Text("ні", "no")


def told(detail: str, language: str) -> str:
    """The detail of an entry in one line of words.

    >>> told('{"found":2,"people":[1,7]}', "en")
    'found: 2 · people: D-10001, D-10007'
    >>> told('{"people":[1,2,3,4,5,6,7]}', "uk")
    'люди: D-10001, D-10002, D-10003, D-10004, D-10005 і ще 2'
    """
    kept: dict[str, Any] = json.loads(detail or "{}")
    return " · ".join(
        f"{_label(name, language)}: {said}"
        for name, value in kept.items()
        if value not in (None, "", [], {}) and (said := _value(name, value, language))
    )


def _label(name: str, language: str) -> str:
    return LABELS[name].in_language(language) if name in LABELS else name.replace("_", " ")


def _value(name: str, value: Any, language: str) -> str:
    if isinstance(value, bool):
        return (_YES if value else _NO).in_language(language)
    if isinstance(value, dict):
        return ", ".join(f"{_label(key, language)} = {_value(key, one, language)}" for key, one in value.items())
    if isinstance(value, str) and value.startswith("[") and name in _PEOPLE:
        value = json.loads(value)
    if isinstance(value, list):
        whom = "person" if name == "people" else name
        shown = ", ".join(_value(whom, one, language) for one in value[:SHOWN])
        more = len(value) - SHOWN
        return shown if more <= 0 else shown + Text(f" і ще {more}", f" and {more} more").in_language(language)
    if name in _PEOPLE and name != "people" and isinstance(value, int):
        return f"D-{FIRST + value}"
    if name == "about" and value in ABOUTS:
        return ABOUTS[value].label.in_language(language)
    return str(value)
