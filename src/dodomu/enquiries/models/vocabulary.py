"""The vocabularies of the room, each word in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from dodomu.text import Text

KINDS: dict[str, Text] = {
    "headquarters": Text("координаційний орган", "coordinating body"),
    "bureau": Text("інформаційне бюро", "information bureau"),
    "register": Text("реєстр", "register"),
    "recruitment": Text("ТЦК та СП", "recruitment centre"),
    "unit": Text("військова частина", "military unit"),
    "migration": Text("міграційна служба", "migration service"),
    "pension": Text("пенсійний фонд", "pension fund"),
    "medical": Text("медичний заклад", "medical facility"),
    "bank": Text("банк", "bank"),
    "police": Text("поліція", "police"),
    "icrc": Text("МКЧХ", "ICRC"),
    "other": Text("інше відомство", "other department"),
}

SUBJECTS: dict[str, Text] = {
    "captivity": Text("підтвердження полону", "confirmation of captivity"),
    "missing": Text("запис у реєстрі зниклих безвісти", "entry in the register of the missing"),
    "documents": Text("відновлення документів", "restoring documents"),
    "pay": Text("грошове забезпечення", "pay"),
    "payment": Text("одноразова допомога", "one-off payment"),
    "record": Text("стаж і пенсія", "record of service and pension"),
    "medical": Text("медичні документи", "medical papers"),
    "certificate": Text("довідка про перебування в полоні", "certificate of captivity"),
    "other": Text("інше", "other"),
}


def choices(words: Mapping[str, Text]) -> list[tuple[str, str]]:
    """Code and Ukrainian word of each entry, for a model field."""
    return [(code, word.uk) for code, word in words.items()]
