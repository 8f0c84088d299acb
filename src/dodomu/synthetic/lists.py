"""An exchange list as it arrives: one line a person, in three spellings, with the errors that are met in life."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dodomu.synthetic.names import Invented, invent
from dodomu.synthetic.spelling import mistype, spell


@dataclass(frozen=True, slots=True)
class MadeLine:
    """One line, and the truth about it: the key of the person it was made from, None for a stranger."""

    text: str
    truth: int | None
    errors: tuple[str, ...]


_RANKS = ("солдат", "старший солдат", "молодший сержант", "сержант", "матрос", "лейтенант")


def make_list(people: Sequence[tuple[int, Invented, str]], *, strangers: int, seed: int) -> list[MadeLine]:
    """Lines for these people and some strangers, in mixed order: 95 lines are what an officer gets in the evening.

    `people` are a key, the person, and the unit as a list would name it. A third in Ukrainian, two fifths in
    Russian, the rest in Latin letters; one in four has an error or a gap.
    """
    chance = random.Random(seed)
    lines = [_line(key, invented, unit, chance) for key, invented, unit in people]
    lines += [_line(None, invent(chance), "", chance) for _ in range(strangers)]
    chance.shuffle(lines)
    return lines


def _line(key: int | None, invented: Invented, unit: str, chance: random.Random) -> MadeLine:
    way = chance.choices(("uk", "ru", "latin"), (35, 42, 23))[0]
    errors: list[str] = []
    name = spell(invented, way, chance).text
    if chance.random() < 0.09:
        name = mistype(name, chance)
        errors.append("typo")
    elif way != "latin" and chance.random() < 0.06:
        surname, given, patronymic = (*name.split(" "), "", "")[:3]
        name = f"{surname} {given[:1]}.{patronymic[:1]}." if patronymic else f"{surname} {given[:1]}."
        errors.append("initials")
    born = _born(invented.born_on, chance, errors)
    style = chance.random()
    if style < 0.1:
        text = f"{chance.choice(_RANKS)} {name}, {born}"
    elif style < 0.22 and unit:
        text = f"{name} {born}, {unit}"
    else:
        text = f"{name} {born}"
    return MadeLine(text.strip(" ,"), key, tuple(errors))


def _born(on: date, chance: random.Random, errors: list[str]) -> str:
    style = chance.random()
    if style < 0.05:
        errors.append("year only")
        return f"{on.year} р.н."
    if style < 0.08:
        errors.append("no date")
        return ""
    if style < 0.11 and on.day <= 12 and on.day != on.month:
        errors.append("day and month swapped")
        return f"{on.month:02d}.{on.day:02d}.{on.year}"
    if style < 0.14:
        errors.append("one digit wrong")
        return f"{on.day:02d}.{on.month:02d}.{on.year + chance.choice((-1, 1, 10))}"
    if style < 0.2:
        return f"{on.day:02d}/{on.month:02d}/{on.year}"
    return f"{on.day:02d}.{on.month:02d}.{on.year}"
