"""How common a name is: a Шевченко says little, a Дзензерський much.

The table that ships is of a synthetic register of 100,000 people, made to be as frequent as in life; a running service
counts its own register with `counted` and passes that instead.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dodomu.names.keys import given_key, skeleton
from dodomu.names.parts import PersonName

RAREST_SURNAME = 0.00003
RAREST_GIVEN = 0.0005

# People of 100,000 with the surname, with the given name.
_SURNAMES = """
Мельник=220 Бойко=204 Шевченко=199 Бондаренко=193 Шевчук=188 Коваленко=185 Ткаченко=184 Кравченко=182 Коваль=172
Савчук=169 Олійник=168 Марченко=168 Ковальчук=167 Бондар=167 Поліщук=163 Петренко=160 Руденко=159 Волошин=156
Ткачук=151 Савченко=151 Сидоренко=150 Клименко=149 Кузьменко=144 Харченко=144 Мороз=143 Лисенко=143 Карпенко=141
Левченко=140 Павленко=132 Юрченко=130 Василенко=130 Пономаренко=125 Литвиненко=125 Мазур=123 Кравчук=122 Панченко=121
Хоменко=120 Мельничук=117 Кравець=114 Гончаренко=113 Іваненко=113 Швець=111 Якименко=111 Федоренко=109 Романюк=107
Назаренко=107 Мартинюк=107 Дяченко=106 Захарченко=105 Білоус=103 Лук'яненко=103 Козак=101 Дорошенко=100 Приходько=98
Семенюк=98 Остапенко=96 Кушнір=96 Попович=96 Бабенко=94 Тарасенко=94 Кириченко=93 Гуменюк=93 Костюк=91 Костенко=89
Іщенко=88 Гаврилюк=88 Данилюк=88 Мищенко=87 Демченко=87 Степаненко=85 Тищенко=84 Тимошенко=84 Власенко=84 Ющенко=84
Прокопенко=84 Сергієнко=84 Марчук=83 Зінченко=81 Паламарчук=81 Шаповал=80 Гончарук=79 Денисенко=79 Яковенко=78
Пилипенко=78 Вовк=77 Чорний=76 Сорокін=76 Демчук=76 Приймак=76 Кириленко=75 Радченко=75 Омельченко=75 Новіков=75
Кучер=75 Соколов=74 Яременко=72 Щербак=70 Гриценко=70 Бабич=70 Корж=68 Горбань=67 Головко=67 Ярошенко=66 Онищенко=66
Федоров=66 Корнієнко=66 Лебедєв=66 Кузнєцов=65 Деркач=65 Гриб=65 Яценко=64 Соловйов=64 Васильєв=63 Герасименко=63
Андрєєв=63 Терещенко=63 Москаленко=61 Морозов=60 Алексєєв=60 Кобзар=60 Волков=58 Ковальов=58 Дзюба=57 Воробйов=57
Іванов=56 Цимбал=56 Петров=56 Орлов=56 Козловський=55 Заєць=55 Зайцев=55 Скрипник=55 Доценко=55 Козлов=55
Нечипоренко=55 Рудик=55 Діденко=54 Колісник=54 Яковлєв=54 Стасюк=53
"""
_GIVEN = """
Олександр=8465 Сергій=7219 Андрій=5842 Володимир=5023 Дмитро=3969 Юрій=3185 Микола=3170 Віталій=3157 Іван=2971
Олексій=2707 Ігор=2700 Максим=2547 Роман=2434 Василь=2429 Олег=2415 Євген=2405 Віктор=2338 Михайло=2096 Артем=1924
Владислав=1668 Денис=1656 Богдан=1505 Павло=1483 Руслан=1204 Петро=1105 Вадим=1103 Ярослав=1009 Анатолій=954
Валерій=930 Тарас=822 Антон=802 В'ячеслав=691 Станіслав=676 Костянтин=659 Назар=632 Ілля=568 Олена=506 Данило=481
Євгеній=467 Кирило=466 Наталія=434 Ірина=428 Тетяна=423 Юлія=404 Микита=403 Ольга=363 Оксана=354 Степан=339 Едуард=336
Геннадій=328 Світлана=328 Леонід=308 Людмила=262 Григорій=257 Єгор=247 Катерина=246 Артур=246 Анна=244 Валентин=241
Марія=240 Ростислав=234 Вікторія=218 Святослав=209 Анастасія=197 Борис=182 Георгій=180 Нікіта=175 Валентина=174
Любомир=167 Інна=162 Галина=159 Мар'ян=155 Гліб=131 Надія=120 Аліна=119 Данил=119 Остап=117 Любов=113 Лариса=113
Орест=112 Захар=101 Тимофій=95 Ганна=92 Наталя=91 Арсен=88 Мирослав=88 Семен=85 Дар'я=81 Яна=80 Даниїл=80
"""


@dataclass(frozen=True, slots=True)
class Frequency:
    """Shares of the register: of surnames by skeleton, of given names by key; `people` is how many are in it.

    >>> COMMON.surname("shevchenk") > COMMON.surname("dzenzersk")
    True
    """

    surnames: Mapping[str, float]
    given: Mapping[str, float]
    people: int = 20_000

    def surname(self, key: str) -> float:
        """The share of people with a surname of this skeleton; unseen ones count as rare."""
        return max(self.surnames.get(key, 0.0), RAREST_SURNAME)

    def given_name(self, key: str) -> float:
        """The share of people with a given name of this key; unseen ones count as rare."""
        return max(self.given.get(key, 0.0), RAREST_GIVEN)


def counted(names: Iterable[PersonName], *, people: int = 0) -> Frequency:
    """The frequencies of a register from the names in it.

    >>> counted([PersonName("Коваль", "Іван"), PersonName("Kovalʹ", "Иван")]).surname("koval")
    1.0
    """
    surnames: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for name in names:
        surnames[skeleton(name.surname)] += 1
        given[given_key(name.given)] += 1
    total = max(surnames.total(), 1)
    return Frequency(
        {key: number / total for key, number in surnames.items()},
        {key: number / total for key, number in given.items()},
        people or total,
    )


def _shares(table: str, key_of: Mapping[str, str]) -> dict[str, float]:
    shares: dict[str, float] = {}
    for entry in table.split():
        name, _, number = entry.partition("=")
        key = key_of[name]
        shares[key] = shares.get(key, 0.0) + int(number) / 100_000
    return shares


def _keys(table: str, *, of_given: bool) -> dict[str, str]:
    names = [entry.partition("=")[0] for entry in table.split()]
    return {name: given_key(name) if of_given else skeleton(name) for name in names}


COMMON = Frequency(_shares(_SURNAMES, _keys(_SURNAMES, of_given=False)), _shares(_GIVEN, _keys(_GIVEN, of_given=True)))


def spellings() -> tuple[list[tuple[str, float]], list[tuple[str, float]]]:
    """The surnames and the given names of the shipped table with their shares."""
    pairs = [[entry.partition("=")[::2] for entry in table.split()] for table in (_SURNAMES, _GIVEN)]
    surnames, givens = ([(name, int(number) / 100_000) for name, number in entries] for entries in pairs)
    return surnames, givens
