"""Invented names, about as frequent as in life: given names and endings of surnames by share, put together by chance.

Source of the given names: the table of `names.given_table`; of the frequent surnames and all shares: estimates
made for this project, no list of real people.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from dodomu.names.given_table import TABLE

MALE_SHARE = 0.94

_FREQUENT = """
Мельник 22 Шевченко 20 Бойко 20 Бондаренко 19 Шевчук 19 Коваленко 19 Ткаченко 18 Кравченко 18 Коваль 17 Савчук 17
Олійник 17 Марченко 17 Ковальчук 17 Бондар 17 Поліщук 16 Петренко 16 Руденко 16 Волошин 16 Ткачук 15 Савченко 15
Клименко 15 Кузьменко 14 Харченко 14 Мороз 14 Лисенко 14 Карпенко 14 Левченко 14 Павленко 13 Юрченко 13 Василенко 13
Пономаренко 13 Литвиненко 13 Мазур 12 Кравчук 12 Панченко 12 Хоменко 12 Мельничук 12 Кравець 11 Гончаренко 11
Якименко 11 Федоренко 11 Романюк 11 Назаренко 11 Мартинюк 11 Захарченко 10 Козак 10 Дорошенко 10 Семенюк 10
Остапенко 10 Бабенко 9 Тарасенко 9 Гуменюк 9 Костюк 9 Іщенко 9 Гаврилюк 9 Данилюк 9 Тищенко 8 Зінченко 8 Щербак 7
Яременко 7 Яремчук 7 Дзюба 6 Цимбал 6 Євтушенко 6 Їжак 3 Ґудзь 3 Гнатюк 8 Згурський 3 Щур’єв 2 В’ялих 2
"""
_ROOTS = """
Барв Верб Вишн Гайд Горобч Граб Гриц Джур Дрозд Дубов Жайвор Журавл Завад Зозул Калин Камін Качур Квас Клен Кобил
Колес Копит Корн Косів Кошов Кротов Крук Курил Куц Лазар Лебід Лев Липов Лісов Лугов Мак Медв Миргор Мохн Нагір
Ніженк Овчар Озер Орл Осокор Перепел Пирог Підлісн Попел Просян Рибальч Рогоз Садов Сив Скор Сліпч Сніжк Соколов
Сорок Степов Стрілец Терн Топол Трав Тур Хвил Хміл Цвіркун Черемх Черн Шпак Щегл Явор Ялин Ясен
""".split()
_ENDINGS = (("енко", 40), ("ук", 14), ("ський", 12), ("ич", 7), ("ик", 7), ("ець", 6), ("ак", 5), ("ів", 3), ("ий", 6))
_COMMON_GIVEN = {
    "Олександр": 85,
    "Сергій": 72,
    "Андрій": 58,
    "Володимир": 50,
    "Дмитро": 40,
    "Юрій": 32,
    "Микола": 32,
    "Віталій": 32,
    "Іван": 30,
    "Олексій": 27,
    "Ігор": 27,
    "Максим": 25,
    "Роман": 24,
    "Василь": 24,
    "Олег": 24,
    "Євген": 24,
    "Віктор": 23,
    "Михайло": 21,
    "Артем": 19,
    "Владислав": 17,
    "Денис": 17,
    "Богдан": 15,
    "Павло": 15,
    "Руслан": 12,
    "Петро": 11,
    "Вадим": 11,
    "Ярослав": 10,
    "Анатолій": 10,
    "Тарас": 8,
    "Назар": 6,
    "Ілля": 6,
    "Олена": 60,
    "Наталія": 50,
    "Ірина": 50,
    "Тетяна": 48,
    "Юлія": 40,
    "Ольга": 38,
    "Оксана": 36,
    "Світлана": 32,
    "Катерина": 28,
    "Анна": 28,
    "Марія": 26,
    "Вікторія": 24,
    "Галина": 18,
    "Надія": 14,
}


@dataclass(frozen=True, slots=True)
class Invented:
    """An invented person: name in Ukrainian, sex and date of birth."""

    surname: str
    given: str
    patronymic: str
    sex: str
    born_on: date


def _shares(text: str) -> tuple[list[str], list[float]]:
    words = text.split()
    return words[::2], [float(share) for share in words[1::2]]


_NAMES, _WEIGHTS = _shares(_FREQUENT)
_GIVEN: dict[str, list[tuple[str, float]]] = {"m": [], "f": []}
RUSSIAN: dict[str, str] = {}
"""The Russian form of a Ukrainian given name."""
for _line in TABLE.strip().splitlines():
    _ours, _sex, _theirs, *_ = (part.split() for part in _line.split("|"))
    _name = _ours[0].replace("'", "’")
    RUSSIAN[_name] = _theirs[0] if _theirs else _name
    _GIVEN["f" if _sex[0].lower() == "f" else "m"].append((_name, float(_COMMON_GIVEN.get(_name, 0.3))))


def invent(chance: random.Random) -> Invented:
    """One invented person of fighting age."""
    sex = "m" if chance.random() < MALE_SHARE else "f"
    names, shares = zip(*_GIVEN[sex], strict=True)
    father = chance.choices(*zip(*_GIVEN["m"], strict=True))[0]
    born = date(1968, 1, 1) + timedelta(days=int(chance.triangular(0, 13500, 8800)))
    return Invented(surname(chance, sex), chance.choices(names, shares)[0], patronymic(father, sex), sex, born)


def surname(chance: random.Random, sex: str) -> str:
    """A surname: a third frequent ones, the others put together; with the feminine form where there is one."""
    if chance.random() < 0.36:
        name = chance.choices(_NAMES, _WEIGHTS)[0]
    else:
        endings, shares = zip(*_ENDINGS, strict=True)
        root, ending = chance.choice(_ROOTS), chance.choices(endings, shares)[0]
        name = root + ("енко" if ending == "ський" and root[-1] in "чщжшцк" else ending)
    if chance.random() < 0.015:
        name = f"{name}-{chance.choices(_NAMES, _WEIGHTS)[0]}"
    return _feminine(name) if sex == "f" else name


def _feminine(name: str) -> str:
    first, dash, second = name.partition("-")
    if first.endswith("ий"):
        first = first[:-2] + "а"
    return first + dash + second


def patronymic(father: str, sex: str) -> str:
    """The patronymic from a father's name.

    >>> patronymic("Микола", "m"), patronymic("Сергій", "f"), patronymic("Ілля", "m"), patronymic("Петро", "f")
    ('Миколайович', 'Сергіївна', 'Ілліч', 'Петрівна')
    """
    odd = {
        "Микола": ("Миколайович", "Миколаївна"),
        "Ілля": ("Ілліч", "Іллівна"),
        "Лука": ("Лукич", "Луківна"),
        "Кузьма": ("Кузьмич", "Кузьмівна"),
        "Хома": ("Хомич", "Хомівна"),
        "Яків": ("Якович", "Яківна"),
        "Микита": ("Микитович", "Микитівна"),
        "Григорій": ("Григорович", "Григорівна"),
    }
    if father in odd:
        return odd[father][0 if sex == "m" else 1]
    if father.endswith("ій") or father.endswith("й"):
        stem = father[:-1]
        return stem + ("йович" if sex == "m" else "ївна")
    if father.endswith("о"):
        return father[:-1] + ("ович" if sex == "m" else "івна")
    if father.endswith("ь"):
        return father[:-1] + ("ьович" if sex == "m" else "івна")
    if father.endswith(("а", "я")):
        return father[:-1] + ("ович" if sex == "m" else "івна")
    return father + ("ович" if sex == "m" else "івна")
