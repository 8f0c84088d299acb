"""An invented register of any size to measure matching with: surnames as many and as uneven as in life, and relatives.

One person in nine has somebody beside them who is easily taken for them: a brother, a twin, a father, a namesake.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from dodomu.names.given_table import TABLE
from dodomu.synthetic import names as invented

RELATED_SHARE = 0.11

_ROOTS = """
Барв Бабич Балаб Баран Безрод Березов Бил Бобр Богатир Бойч Бондар Борис Боров Бражн Бурл Вакул Верб Вершн Вітр Вишн
Вовч Гай Гайд Галич Гарб Гармаш Гнат Голов Голуб Горобч Граб Гребін Гриц Грищ Гуж Гул Данил Дем Дзюб Дмитр Добров Дол
Дрозд Дуб Дубров Єрем Єфім Жарк Жеб Жолуд Жук Завад Загор Зайч Захар Зелен Зозул Іван Ігнат Казм Калин Карп Качур Кваш
Кир Кирич Клим Кобз Ковал Козач Колес Колом Конопл Корн Корол Косич Костр Котл Кошел Кравч Крас Крив Кузьм Кулик Куц
Лав Лаг Лапт Левч Лес Лин Лиса Лис Лобан Лук Лют Мазур Макар Мал Март Мат Мед Мель Мирн Миш Мороз Моск Назар Наум Нест
Носач Овч Олій Онищ Оста Павл Пал Панас Панч Пархом Пастух Пащ Петр Пилип Плах Погор Полт Пономар Прихід Прокоп Радч
Рев Рибал Роман Руд Сав Савч Самійл Сав Сверд Семен Серг Сид Сил Скляр Скор Слоб Смол Собол Соколов Сол Стеб Степан
Стец Сторож Сухов Тарас Твард Теліж Терещ Тим Тит Ткач Томаш Трохим Удов Федор Федч Філ Хар Хвил Хом Худ Цап Цвєт Цимб
Чайк Чеп Черв Чигир Чорн Чуб Шап Шаповал Шаран Швач Шев Шевч Шелест Шиш Шкур Шост Шпак Шуб Шул Щер Щур Юрч Яким Яков
Ярем Ярош Ящ
""".split()
_ENDINGS = (
    ("енко", 30), ("чук", 10), ("юк", 7), ("ук", 5), ("ський", 9), ("цький", 2), ("ов", 7), ("ев", 3), ("ін", 4),
    ("ич", 4),
    ("ович", 2), ("ик", 4), ("ець", 4), ("ак", 4), ("як", 2), ("ко", 4), ("ий", 2), ("ів", 1), ("ишин", 1), ("уля", 1),
    ("ун", 1), ("ар", 1), ("ан", 1), ("ей", 1), ("ло", 1), ("а", 2), ("", 2), ("айло", 0.5), ("иця", 0.5), ("ян", 0.7),
    ("швілі", 0.4), ("ба", 0.5), ("ига", 0.4),
)  # fmt: skip
_ONSETS = (
    "б в г д ж з к л м н п р с т х ц ч ш бр вр гр др кр пр тр ст ск сл см зв хл хр кл гл бл дз щ р к с б м ґ".split()
)
_VOWELS = "а о е и у і о а я ю є".split()
_CODAS = "б в г д ж з к л м н п р с т х ч ш ль нь рт нд ст рк льк вч йк р н л".split()
RANKS = (
    ("солдат", 30), ("старший солдат", 22), ("матрос", 6), ("молодший сержант", 12), ("сержант", 10),
    ("старший сержант", 7),
    ("головний сержант", 4), ("лейтенант", 3), ("старший лейтенант", 2), ("капітан", 2), ("майор", 1),
    ("підполковник", 0.5),
    ("полковник", 0.2),
)  # fmt: skip
UNITS = (
    [f"{n} ОМБр" for n in (14, 24, 28, 30, 53, 54, 56, 57, 72, 92, 93)]
    + [f"{n} БрТрО" for n in range(101, 127)]
    + ["36 БрМП", "35 БрМП", "501 ОБМП", "503 ОБМП", "полк «Азов» НГУ", "12 бр НГУ", "3 бр НГУ", "25 ОДШБр", "79 ОДШБр",
       "95 ОДШБр", "ВМС ЗСУ", "Донецький ПЗ ДПСУ", "Патрульна поліція", "цивільний"]
)  # fmt: skip
_GIVEN_SHARE_OF_OTHERS = 0.35


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person of the invented register."""

    key: str
    surname: str
    given: str
    patronymic: str
    born_on: date
    sex: str
    rank: str
    unit: str


class Naming:
    """Draws names: a surname from a pool with few frequent and many rare ones, given names by share."""

    def __init__(self, chance: random.Random, *, surnames: int) -> None:
        self.chance = chance
        frequent = list(zip(invented._NAMES, invented._WEIGHTS, strict=True))
        pool = {name: weight * 1.5 for name, weight in frequent}
        while len(pool) < surnames:
            pool.setdefault(self._surname(), 25.0 / (3.0 + len(pool) * 0.02) + 0.08)
        self._pool, self._shares = list(pool), list(accumulate(pool.values()))
        self._given: dict[str, tuple[list[str], list[float]]] = {}
        for sex in "mf":
            rows = [line.split("|") for line in TABLE.strip().splitlines()]
            names = [row[0].split()[0].replace("'", "’") for row in rows if row[1][0] == sex]
            common = invented._COMMON_GIVEN
            shares = [float(common.get(name, _GIVEN_SHARE_OF_OTHERS)) for name in names]
            self._given[sex] = names, list(accumulate(shares))

    def _surname(self) -> str:
        chance = self.chance
        if chance.random() < 0.45:
            root = chance.choice(_ROOTS)
        else:
            root = chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS)
            if chance.random() < 0.5:
                root += chance.choice(_VOWELS) + chance.choice(_CODAS)
        ending = chance.choices([e for e, _ in _ENDINGS], [w for _, w in _ENDINGS])[0]
        if root.endswith(("ь", "й")) and ending[:1] in "еуаоиія":
            root = root[:-1]
        name = (root + ending).capitalize()
        if not any(c in "аеєиіїоуюя" for c in name.lower()):
            name = root.capitalize() + "а"
        return name

    def surname(self) -> str:
        """A surname in its masculine form; two in a hundred are double."""
        name = self.chance.choices(self._pool, cum_weights=self._shares)[0]
        if self.chance.random() < 0.015:
            return f"{name}-{self.chance.choices(self._pool, cum_weights=self._shares)[0]}"
        return name

    def given(self, sex: str) -> str:
        """A given name by its share."""
        names, shares = self._given[sex]
        return self.chance.choices(names, cum_weights=shares)[0]


def feminine(surname: str) -> str:
    """The form that a woman bears.

    >>> feminine("Згурський"), feminine("Ковальов"), feminine("Лис")
    ('Згурська', 'Ковальова', 'Лис')
    """
    halves = []
    for half in surname.split("-"):
        if half.endswith("ий"):
            half = half[:-2] + "а"
        elif half.endswith(("ов", "ев", "єв", "ін", "їн")):
            half += "а"
        halves.append(half)
    return "-".join(halves)


def make_crowd(number: int, *, seed: int) -> Iterator[Somebody]:
    """`number` people; a smaller crowd of the same seed is the beginning of a larger one of the same pool of names."""
    chance = random.Random(seed)
    naming = Naming(chance, surnames=40_000)
    last: Somebody | None = None
    for n in range(number):
        somebody = _somebody(f"P{n:07d}", naming, chance)
        if last and chance.random() < RELATED_SHARE:
            somebody = relative(last, chance.choice(("brother", "twin", "father", "namesake")), somebody, chance)
        yield somebody
        last = somebody


def _somebody(key: str, naming: Naming, chance: random.Random) -> Somebody:
    sex = "m" if chance.random() < 0.93 else "f"
    surname = naming.surname()
    return Somebody(
        key,
        feminine(surname) if sex == "f" else surname,
        naming.given(sex),
        invented.patronymic(naming.given("m"), sex),
        date(1960, 1, 1) + timedelta(days=int(chance.triangular(0, 16_800, 11_000))),
        sex,
        chance.choices([r for r, _ in RANKS], [w for _, w in RANKS])[0],
        chance.choice(UNITS),
    )


def relative(of: Somebody, kind: str, other: Somebody, chance: random.Random) -> Somebody:
    """Somebody easily taken for another: `other` supplies what the two do not share."""
    surname = of.surname if of.sex == other.sex else _same_family(of, other.sex)
    if kind == "twin":
        return replace(other, surname=surname, patronymic=_of_same_father(of, other.sex), born_on=of.born_on)
    if kind == "brother":
        born = of.born_on + timedelta(days=chance.choice((-1, 1)) * chance.randint(330, 3_600))
        return replace(other, surname=surname, patronymic=_of_same_father(of, other.sex), born_on=born)
    if kind == "father":
        named = [name for name in _FATHERS if invented.patronymic(name, of.sex) == of.patronymic]
        born = of.born_on - timedelta(days=chance.randint(19 * 365, 38 * 365))
        male = surname if of.sex == "m" else _masculine(of.surname)
        father = invented.patronymic(chance.choice(_FATHERS), "m")
        return replace(other, surname=male, given=(named or ["Іван"])[0], patronymic=father, born_on=born, sex="m")
    same_father = of.patronymic if kind == "full_namesake" or chance.random() < 0.25 else other.patronymic
    if of.sex != other.sex:
        same_father = of.patronymic
    return replace(other, surname=of.surname, given=of.given, patronymic=same_father, sex=of.sex)


_FATHERS = [name for name in invented._COMMON_GIVEN if not name.endswith(("а", "я")) or name in ("Микола", "Ілля")]


def _of_same_father(of: Somebody, sex: str) -> str:
    if of.sex == sex:
        return of.patronymic
    for name in _FATHERS:
        if invented.patronymic(name, of.sex) == of.patronymic:
            return invented.patronymic(name, sex)
    return of.patronymic


def _same_family(of: Somebody, sex: str) -> str:
    return feminine(of.surname) if sex == "f" else _masculine(of.surname)


def _masculine(surname: str) -> str:
    if surname.endswith(("ська", "цька")):
        return surname[:-1] + "ий"
    return surname[:-1] if surname.endswith(("ова", "ева", "єва", "іна")) else surname
