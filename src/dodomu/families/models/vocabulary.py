"""The vocabularies of the room, each word in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from dodomu.text import Text

MAY_BE_TOLD: dict[str, Text] = {
    "news": Text("лише новину про повернення", "only the news of the return"),
    "contact": Text("новину та як зв’язатися", "the news and how to get in touch"),
    "all": Text("усе, що дозволено родині", "everything a family may know"),
    "nothing": Text("нічого не повідомляти", "nothing"),
}

PROOFS: dict[str, Text] = {
    "birth": Text("свідоцтво про народження", "birth certificate"),
    "marriage": Text("свідоцтво про шлюб", "marriage certificate"),
    "case_extract": Text("витяг із ЄРДР, де заявник є потерпілим", "extract of the case that names the applicant"),
    "court": Text("рішення суду", "court decision"),
    "guardianship": Text("документ про опіку", "document of guardianship"),
    "other": Text("інший документ", "other document"),
}

OUTCOMES: dict[str, Text] = {
    "told": Text("повідомлено", "told"),
    "no_answer": Text("не відповіли", "no answer"),
    "later": Text("просили зателефонувати пізніше", "asked to call later"),
    "wrong_number": Text("номер не той", "wrong number"),
    "explained": Text("пояснено, що новина була передчасною", "explained that the news came too early"),
    "talk": Text("розмова", "conversation"),
    "undone": Text("попередній запис скасовано", "the entry before is taken back"),
}

WAYS: dict[str, Text] = {
    "phone": Text("телефоном", "by telephone"),
    "meeting": Text("при зустрічі", "in person"),
    "message": Text("повідомленням", "by message"),
}

LANGUAGES: dict[str, Text] = {"uk": Text("українська", "Ukrainian"), "en": Text("англійська", "English")}


def choices(words: Mapping[str, Text]) -> list[tuple[str, str]]:
    """Code and Ukrainian word of each entry, for a model field."""
    return [(code, word.uk) for code, word in words.items()]
