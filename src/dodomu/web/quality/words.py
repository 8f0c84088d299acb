"""What the kinds of invented lines are called, and numbers between 0 and 1 as a reader writes them."""

from __future__ import annotations

from dodomu.text import Text

SPELLINGS: dict[str, Text] = {
    "uk": Text("українське", "Ukrainian"),
    "ru": Text("російське", "Russian"),
    "lat": Text("латиницею", "in Latin letters"),
}
FAULTS: dict[str, Text] = {
    "none": Text("без вад", "no fault"),
    "typo1": Text("одна хибна літера", "one wrong letter"),
    "typo2": Text("дві хибні літери", "two wrong letters"),
    "ocr": Text("помилки сканера", "slips of a scanner"),
    "hand": Text("нерозбірливе письмо", "bad handwriting"),
    "vowels": Text("сплутані голосні", "vowels mixed up"),
    "truncated": Text("обірване", "cut short"),
    "merged": Text("слова злито", "words run together"),
    "initials": Text("ініціали", "initials"),
    "wrong_patr": Text("інше по батькові", "another patronymic"),
    "given_variant": Text("інша форма імені", "another form of the given name"),
    "double_half": Text("половина подвійного прізвища", "half of a double surname"),
    "heavy": Text("багато вад разом", "many faults at once"),
}
DATES: dict[str, Text] = {
    "exact": Text("точна", "exact"),
    "missing": Text("немає", "missing"),
    "year": Text("лише рік", "the year only"),
    "month_year": Text("лише місяць і рік", "month and year only"),
    "digit": Text("одна цифра хибна", "one digit wrong"),
    "year_off": Text("рік хибний", "the year wrong"),
    "swapped": Text("день і місяць навпаки", "day and month swapped"),
}
STRANGERS: dict[str, Text] = {
    "stranger": Text("стороння людина", "a stranger"),
    "brother": Text("брат або сестра", "a brother or sister"),
    "father": Text("батько або мати", "a father or mother"),
    "namesake": Text("тезка за прізвищем та ім’ям", "the same surname and given name"),
    "full_namesake": Text("повний тезка", "a full namesake"),
}
KINDS: dict[str, dict[str, Text]] = {"spelling": SPELLINGS, "fault": FAULTS, "date": DATES}
PARTS: dict[str, Text] = {
    "surname": Text("Прізвище", "Surname"),
    "given": Text("Ім’я", "Given name"),
    "patronymic": Text("По батькові", "Patronymic"),
    "birth_date": Text("Дата народження", "Date of birth"),
    "rank": Text("Звання", "Rank"),
    "unit": Text("Підрозділ", "Unit"),
}


def kind_word(by: str, kind: str) -> Text:
    """A kind of line in words, or its own name.

    >>> kind_word("fault", "initials").en, kind_word("fault", "of_a_later_day").uk
    ('initials', 'of a later day')
    """
    return KINDS[by].get(kind, Text(kind.replace("_", " "), kind.replace("_", " ")))


def fault_word(kind: str) -> Text:
    """The fault of a line, or what kind of stranger it names."""
    return FAULTS.get(kind) or STRANGERS.get(kind) or Text(kind.replace("_", " "), kind.replace("_", " "))


def decimal(value: float, lang: str, digits: int = 2) -> str:
    """A number with a decimal comma, or a point in English, and a true minus.

    >>> decimal(-1.5, "uk"), decimal(0.125, "en", 3)
    ('−1,50', '0.125')
    """
    written = f"{value:.{digits}f}".replace("-", "−")
    return written if lang.startswith("en") else written.replace(".", ",")


def percent(share: float | None, lang: str, digits: int = 1) -> str:
    """A share of a hundred, as each language writes it; a dash where there is nothing to count.

    >>> percent(0.9938, "uk"), percent(1.0, "en"), percent(None, "uk")
    ('99,4\\xa0%', '100.0%', '–')
    """
    if share is None:
        return "–"
    return f"{decimal(100 * share, lang, digits)}{'' if lang.startswith('en') else chr(160)}%"
