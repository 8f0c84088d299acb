"""How a name arrives in a list: in Russian or Latin spelling, shortened, capitalised, mistyped."""

from __future__ import annotations

import random
from dataclasses import dataclass

from dodomu.names.script import romanise
from dodomu.synthetic.names import RUSSIAN, Invented

_TO_RUSSIAN = str.maketrans(
    {"і": "и", "и": "ы", "ї": "и", "є": "е", "ґ": "г", "’": "ъ", "І": "И", "Ї": "И", "Є": "Е", "Ґ": "Г"}
)


@dataclass(frozen=True, slots=True)
class Spelt:
    """A name as it was written, with the way in which it was."""

    text: str
    way: str  # uk | ru | latin


def russify(invented: Invented) -> tuple[str, str, str]:
    """Surname, given name and patronymic as the other side writes them.

    >>> from datetime import date
    >>> russify(Invented("Згурський", "Микола", "Сергійович", "m", date(1990, 1, 1)))
    ('Згурский', 'Николай', 'Сергеевич')
    """
    surname = _surname(invented.surname)
    given = RUSSIAN.get(invented.given, invented.given.translate(_TO_RUSSIAN))
    return surname, given, _patronymic(invented)


def _surname(text: str) -> str:
    out = text.replace("ський", "ский").replace("цький", "цкий").replace("ська", "ская").replace("цька", "цкая")
    out = out.replace("ий", "ый") if out.endswith("ий") and not out.endswith(("ский", "цкий")) else out
    kept = out.replace("ский", "\1").replace("цкий", "\2").replace("ый", "\3")
    kept = kept.translate(_TO_RUSSIAN)
    for letter in "шчжщцкгх":
        kept = kept.replace(letter + "ы", letter + "и")
    return kept.replace("\1", "ский").replace("\2", "цкий").replace("\3", "ый")


_FATHERS: dict[str, str] = {}


def _patronymic(invented: Invented) -> str:
    """The Russian patronymic of the same father, found by the Ukrainian one."""
    from dodomu.synthetic.names import patronymic

    if not _FATHERS:
        for ours in RUSSIAN:
            for sex in "mf":
                _FATHERS.setdefault(patronymic(ours, sex), ours)
    father = RUSSIAN.get(_FATHERS.get(invented.patronymic, ""), "")
    male = invented.sex == "m"
    if not father:
        return invented.patronymic.translate(_TO_RUSSIAN)
    if father.endswith("ий"):
        stem = father[:-2] + ("и" if father in {"Дмитрий"} else "ь")
        return stem + ("евич" if male else "евна")
    if father.endswith("ей"):
        return father[:-1] + ("евич" if male else "евна")
    if father.endswith("й"):
        return father[:-1] + ("евич" if male else "евна")
    if father in {"Илья", "Лука", "Кузьма", "Фома"}:
        return (
            {"Илья": "Ильич", "Лука": "Лукич", "Кузьма": "Кузьмич", "Фома": "Фомич"}[father]
            if male
            else ({"Илья": "Ильинична", "Лука": "Лукинична", "Кузьма": "Кузьминична", "Фома": "Фоминична"}[father])
        )
    if father in {"Пётр", "Лев", "Павел"}:
        return {"Пётр": "Петр", "Лев": "Льв", "Павел": "Павл"}[father] + ("ович" if male else "овна")
    if father.endswith("ь"):
        return father[:-1] + ("евич" if male else "евна")
    if father.endswith(("а", "я")):
        return father[:-1] + ("ович" if male else "овна")
    return father + ("ович" if male else "овна")


def spell(invented: Invented, way: str, chance: random.Random) -> Spelt:
    """The full name in one of three spellings, sometimes in capitals, as lists are."""
    if way == "ru":
        parts = russify(invented)
    elif way == "latin":
        surname, given, patronymic = (romanise(part) for part in _parts(invented))
        style = chance.random()
        if style < 0.35:  # as documents of the other side romanise
            surname, given, patronymic = (_through_russian(part) for part in russify(invented))
        parts = (surname, given, patronymic if chance.random() < 0.3 else "")
    else:
        parts = _parts(invented)
    text = " ".join(part for part in parts if part)
    return Spelt(text.upper() if way != "latin" and chance.random() < 0.4 else text, way)


def _parts(invented: Invented) -> tuple[str, str, str]:
    return invented.surname, invented.given, invented.patronymic


_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y  e iu ia".split(" "),
        strict=True,
    )
)


def _through_russian(text: str) -> str:
    """A Russian spelling in Latin letters, as in travel documents (ICAO Doc 9303)."""
    return "".join(
        (out.capitalize() if letter.isupper() else out) if (out := _LATIN.get(letter.lower())) is not None else letter
        for letter in text
    )


def mistype(text: str, chance: random.Random) -> str:
    """One slip of the hand: a letter doubled, dropped, or swapped with its neighbour; never the first one."""
    places = [n for n in range(2, len(text) - 1) if text[n].isalpha() and text[n - 1].isalpha()]
    if not places:
        return text
    at = chance.choice(places)
    kind = chance.choice(("double", "drop", "swap"))
    if kind == "double":
        return text[:at] + text[at] + text[at:]
    if kind == "drop":
        return text[:at] + text[at + 1 :]
    return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]
