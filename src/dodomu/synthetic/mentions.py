"""Lines of a list about the people of an invented crowd and about strangers, with the truth.

How often each fault comes is chosen so that none is rare in learning; how a fault works is what clerks, scanners,
pens and telephones do (names of people, section 4).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dodomu.names import given_table
from dodomu.names.systems import SYSTEMS, without_marks
from dodomu.synthetic import names as invented
from dodomu.synthetic.crowd import RANKS, UNITS, Naming, Somebody, relative
from dodomu.synthetic.spelling import russify

NOISES = (
    ("none", 36), ("typo1", 13), ("typo2", 7), ("ocr", 8), ("hand", 7), ("vowels", 4), ("truncated", 3), ("merged",
    3.5),
    ("initials", 6), ("wrong_patr", 5), ("given_variant", 5), ("double_half", 2), ("heavy", 2),
)  # fmt: skip
DATES = (
    ("exact", 59),
    ("missing", 14),
    ("year", 10),
    ("digit", 6),
    ("year_off", 5),
    ("month_year", 5),
    ("swapped", 1.5),
)
HARD_DATES = (("missing", 34), ("year", 24), ("digit", 14), ("year_off", 12), ("month_year", 12), ("swapped", 4))
ORDERS = (("SGP", 46), ("GS", 17), ("SG", 16), ("GPS", 10), ("S,GP", 9), ("PSG", 2))
STRANGERS = ("stranger", "stranger", "brother", "father", "namesake", "full_namesake")


@dataclass(frozen=True, slots=True)
class Mention:
    """One line as received, and the truth: whose it is ("" for a stranger), and how it was made."""

    name: str
    birth_date: str
    rank: str
    unit: str
    key: str
    orth: str
    noise: str
    date_class: str
    kind: str = ""


def make_mentions(
    people: Sequence[Somebody],
    number: int,
    *,
    seed: int,
    strangers: float = 0.107,
    hard: bool = False,
    wrong_fathers: float = 5.0,
) -> list[Mention]:
    """`number` lines about people drawn from the crowd; `hard` ones are all damaged and have no fully right date.

    `wrong_fathers`: how many in a hundred bear another father's name than their own.
    """
    chance = random.Random(seed)
    naming = Naming(chance, surnames=15_000)
    noises = [(name, wrong_fathers if name == "wrong_patr" else share) for name, share in NOISES]
    noises = [row for row in noises if not hard or row[0] != "none"]
    return [_mention(people, naming, chance, strangers, hard, noises) for _ in range(number)]


def _rank(rank: str, chance: random.Random) -> str:
    """The rank, sometimes an older or a newer one: people are promoted in their absence."""
    return chance.choice(("солдат", "старший солдат", "сержант")) if chance.random() < 0.04 else rank


SAME_UNIT = {"brother": 0.3, "father": 0.15}


def _serving(chance: random.Random, person: Somebody, kind: str) -> tuple[str, str]:
    """Rank and unit of a stranger: relatives now and then serve together, namesakes only by chance."""
    rank = _pick(chance, RANKS)
    return rank, person.unit if chance.random() < SAME_UNIT.get(kind, 0.0) else chance.choice(UNITS)


def _pick(chance: random.Random, table: Sequence[tuple[str, float]]) -> str:
    return chance.choices([name for name, _ in table], [weight for _, weight in table])[0]


def _mention(
    people: Sequence[Somebody],
    naming: Naming,
    chance: random.Random,
    strangers: float,
    hard: bool,
    noises: Sequence[tuple[str, float]],
) -> Mention:
    person, kind = chance.choice(people), ""
    if chance.random() < strangers:
        kind = chance.choice(STRANGERS)
        sex = person.sex
        other = Somebody(
            "", naming.surname(), naming.given(sex), invented.patronymic(naming.given("m"), sex),
            date(1960, 1, 1) + timedelta(days=int(chance.triangular(0, 16_800, 11_000))), sex,
            *_serving(chance, person, kind),
        )  # fmt: skip
        person = other if kind == "stranger" else relative(person, kind, other, chance)
        if kind == "namesake":
            person = replace(person, patronymic=other.patronymic)
    noise = _pick(chance, noises)
    date_class = _pick(chance, HARD_DATES if hard else DATES)
    if kind == "full_namesake":  # without a date nobody could tell him from the one who is known
        date_class = _pick(chance, HARD_DATES[1:]) if hard else "exact"
    orth = chance.choice(("uk", "ru", "lat"))
    name = written_name(person, orth, noise, naming, chance)
    return Mention(
        name,
        written_date(person.born_on, date_class, chance),
        _rank(person.rank, chance) if chance.random() < 0.33 else "",
        (person.unit if chance.random() < 0.85 else "72 ОМБр") if chance.random() < 0.28 else "",
        "" if kind else person.key,
        orth,
        noise,
        date_class,
        kind,
    )


# --- names ----------------------------------------------------------------------------------------------------


_SHORT: dict[str, tuple[str, ...]] = {}
for _row in given_table.TABLE.strip().splitlines():
    _ours, _, _theirs, _short = (part.split() for part in _row.split("|"))
    _SHORT[_ours[0].replace("'", "’")] = tuple(form for form in _short if form[0] > "z")


def written_name(person: Somebody, orth: str, noise: str, naming: Naming, chance: random.Random) -> str:
    """The name as a clerk wrote it."""
    surname, given, patronymic = person.surname, person.given, person.patronymic
    if noise == "wrong_patr":
        patronymic = invented.patronymic(naming.given("m"), person.sex)
    if noise == "double_half":
        first, dash, second = surname.partition("-")
        other = naming.surname().partition("-")[0]
        if dash:
            surname = chance.choice((first, second))
        else:
            surname = f"{surname}-{other}" if chance.random() < 0.85 else f"{other}-{surname}"
    if noise == "given_variant" and _SHORT.get(given):
        given = chance.choice(_SHORT[given])
    parts = list(_spelt(surname, given, patronymic, person.sex, orth, chance))
    order = _pick(chance, ORDERS)
    if noise in ("typo1", "typo2", "heavy"):
        parts = _slips(parts, {"typo1": 1, "typo2": 2, "heavy": 4}[noise], chance)
    elif noise in ("ocr", "hand"):
        parts = [_misread(part, _OCR if noise == "ocr" else _HAND, chance) for part in parts]
    elif noise == "vowels":
        parts[0] = _other_vowel(parts[0], chance)
    elif noise == "truncated":
        parts = _cut(parts, chance)
    elif noise == "initials":
        if chance.random() < 0.7:
            initials = f"{parts[1][0]}.{parts[2][0]}."
            return _cased(f"{parts[0]} {initials}" if chance.random() < 0.6 else f"{initials} {parts[0]}", chance)
        parts[2] = parts[2][0] + "."
        order = chance.choice(("SGP", "GPS" if chance.random() < 0.2 else "SGP"))
    elif noise == "merged":
        return _merged(parts, chance)
    place = dict(zip("SGP", parts, strict=True))
    text = ", ".join(" ".join(place[c] for c in group) for group in order.split(","))
    return _cased(_look_alike(text, chance) if noise == "ocr" and orth != "lat" else text, chance)


def _cased(text: str, chance: random.Random) -> str:
    draw = chance.random()
    return text.upper() if draw < 0.08 else text.lower() if draw < 0.12 else text


_CLERK = str.maketrans(
    {"і": "и", "и": "ы", "ї": "и", "є": "е", "ґ": "г", "’": "ь", "І": "И", "Ї": "И", "Є": "Е", "Ґ": "Г"}
)
_NAIVE = str.maketrans(
    {"і": "и", "ї": "и", "є": "е", "ґ": "г", "’": "", "ь": "", "І": "И", "Ї": "И", "Є": "Е", "Ґ": "Г"}
)


def _spelt(
    surname: str, given: str, patronymic: str, sex: str, orth: str, chance: random.Random
) -> tuple[str, str, str]:
    if orth == "uk":
        return surname, given, patronymic
    asked = invented.Invented(surname, given, patronymic, sex, date(1990, 1, 1))
    russian = russify(asked)
    if orth == "ru":
        draw = chance.random()
        if draw < 0.73:
            return russian
        table = _CLERK if draw < 0.88 else _NAIVE
        return surname.translate(table), given.translate(table), patronymic.translate(table)
    system = chance.choice(_USUAL if chance.random() < 0.4 else _SYSTEMS)
    source = (surname, given, patronymic) if system.of == "uk" else russian
    strip = chance.random() < 0.35
    found = [without_marks(system.write(part)) if strip else system.write(part) for part in source]
    return found[0], found[1], found[2]


_SYSTEMS = list(SYSTEMS.values())
_USUAL = [
    SYSTEMS[name] for name in ("CMU 2010", "passport 2007", "national 1996", "as typed", "ICAO 9303", "driving licence")
]

_ROWS = {
    "uk": ("йцукенгшщзхї", "фівапролджє", "ячсмитьбю"),
    "ru": ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    "lat": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
}
_BESIDE: dict[str, str] = {}
for _rows in _ROWS.values():
    for _row in _rows:
        for _n, _letter in enumerate(_row):
            _BESIDE[_letter] = _BESIDE.get(_letter, "") + _row[max(0, _n - 1) : _n] + _row[_n + 1 : _n + 2]


def _slips(parts: list[str], number: int, chance: random.Random) -> list[str]:
    """Slips of the hand, mostly in the surname, since it is longest."""
    for n in range(number):
        at = chance.choices(range(len(parts)), [len(part) for part in parts])[0] if n else chance.choice((0, 0, 1, 2))
        parts[at] = _slip(parts[at], chance)
    return parts


def _slip(word: str, chance: random.Random) -> str:
    if len(word) < 3:
        return word
    at = chance.randrange(0 if chance.random() < 0.08 else 1, len(word))
    kind = chance.choice(("double", "drop", "swap", "beside", "beside"))
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "swap" and at:
        return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    near = _BESIDE.get(word[at].lower(), "")
    if not near:
        return word[:at] + word[at + 1 :]
    other = chance.choice(near)
    return word[:at] + (other.upper() if word[at].isupper() else other) + word[at + 1 :]


def _pairs(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in text.split():
        one, two = pair.split("/")
        found[one] = found.get(one, "") + two
        found[two] = found.get(two, "") + one
    return found


_OCR = _pairs(
    "і/l о/0 з/3 б/6 ч/4 ш/щ п/л л/д п/д й/и г/ґ є/с с/е н/и в/з и/н т/г і/т e/c o/0 i/l l/1 s/5 b/6 u/v c/e"
    " h/b m/rn g/q n/ii"
)
_HAND = _pairs(
    "и/ш ш/т й/ц ц/щ т/ш м/т д/г п/н в/б г/ч л/м о/а е/с с/є з/э к/н ї/і г/r м/л ч/г и/й у/ц н/к a/o o/u v/r"
    " n/u e/i y/g t/l c/e h/k"
)


def _misread(word: str, table: dict[str, str], chance: random.Random) -> str:
    out = []
    for letter in word:
        near = table.get(letter.lower(), "")
        if near and chance.random() < 0.13:
            other = chance.choice(near)
            letter = other.upper() if letter.isupper() else other
        out.append(letter)
    return "".join(out)


def _look_alike(text: str, chance: random.Random) -> str:
    if chance.random() < 0.6:
        return text
    table = dict(zip("асеіорху", "aceiopxy", strict=True))
    return "".join(table[c] if c in table and chance.random() < 0.5 else c for c in text)


def _other_vowel(word: str, chance: random.Random) -> str:
    latin = any("a" <= c <= "z" for c in word.lower())
    vowels = "aeiouy" if latin else "аеиіоу"
    places = [n for n, c in enumerate(word) if n and c.lower() in vowels]
    for at in chance.sample(places, min(len(places), chance.choice((1, 1, 2)))):
        word = word[:at] + chance.choice(vowels) + word[at + 1 :]
    return word


def _cut(parts: list[str], chance: random.Random) -> list[str]:
    kept = max(3, int(len(parts[0]) * chance.uniform(0.5, 0.85)))
    return [parts[0][:kept], parts[1] if chance.random() < 0.8 else parts[1][:3], parts[2][: chance.randint(3, 5)]]


def _merged(parts: list[str], chance: random.Random) -> str:
    surname, given, patronymic = parts
    draw = chance.random()
    if draw < 0.35 and len(surname) > 4:
        at = chance.randint(2, len(surname) - 2)
        return _cased(f"{surname[:at]} {surname[at:]} {given} {patronymic}", chance)
    text = f"{surname}{given} {patronymic}" if draw < 0.7 else f"{surname} {given}{patronymic}"
    return text.upper() if chance.random() < 0.05 else text


# --- dates ----------------------------------------------------------------------------------------------------


def written_date(on: date, kind: str, chance: random.Random) -> str:
    """The date of birth as it came."""
    if kind == "missing":
        return chance.choice(("", "", "", "невідомо"))
    if kind == "year":
        return chance.choice((f"{on.year}", f"{on.year} р.н."))
    if kind == "month_year":
        return f"{on:%m.%Y}"
    year, month, day = on.year, on.month, on.day
    if kind == "swapped" and day <= 12 and day != month:
        month, day = day, month
    elif kind == "year_off":
        year += chance.choice((-10, -2, -1, -1, 1, 1, 2, 10))
    elif kind == "digit":
        year, month, day = _one_digit_wrong(year, month, day, chance)
    day = 28 if month == 2 and day == 29 else day
    return chance.choice((
        f"{day:02}.{month:02}.{year}", f"{day:02}.{month:02}.{year}", f"{year}-{month:02}-{day:02}",
        f"{day}/{month}/{year}",
        f"{day:02}.{month:02}.{year % 100:02}",
    ))  # fmt: skip


def _one_digit_wrong(year: int, month: int, day: int, chance: random.Random) -> tuple[int, int, int]:
    if chance.random() < 0.3:  # the neighbouring field, day or month
        made = date(year, month, day) + timedelta(days=chance.choice((-3, -2, -1, 1, 2, 3)))
        if chance.random() < 0.5:
            return made.year, made.month, made.day
        near = (month % 12 + 1, (month - 2) % 12 + 1)
        other = chance.choice(near if chance.random() < 0.5 else [m for m in range(1, 13) if m != month])
        return year, other, min(day, 28 if other == 2 else 30)
    for _ in range(50):
        digits = list(f"{day:02}{month:02}{year}")
        at = chance.choice((0, 1, 2, 3, 6, 7))
        digits[at] = chance.choice("0123456789")
        text = "".join(digits)
        try:
            made = date(int(text[4:]), int(text[2:4]), int(text[:2]))
        except ValueError:
            continue
        if (made.year, made.month, made.day) != (year, month, day) and 1930 <= made.year <= 2010:
            return made.year, made.month, made.day
    return year, month, day
