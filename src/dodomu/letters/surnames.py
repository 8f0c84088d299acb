"""Surnames by the rules of the spelling of 2019 (sections 84–101), where the ending leaves no choice.

Where it leaves one – a vowel that may fall out (Гончарок), one that may change (Кисіль), an ending that is a noun for
some and an adjective for others (Чорна) – there is no answer here, and a person is asked.
"""

from __future__ import annotations

import re

from dodomu.letters.cases import Forms

VOWELS = "аеєиіїоуюя"
HARD = "бвгґджзклмнпрстфхцчшщ"
SIBILANTS = "жчшщ"
SOFTENED = {"г": "з", "к": "ц", "х": "с", "ґ": "дз"}

# Nouns on -ар, -ир and with a falling or changing vowel that became surnames; genitive and dative are given.
BY_HAND: dict[str, tuple[str, str]] = {
    "швець": ("шевця", "шевцю"),
    "жнець": ("женця", "женцю"),
    "бондар": ("бондаря", "бондарю"),
    "кобзар": ("кобзаря", "кобзарю"),
    "вівчар": ("вівчаря", "вівчарю"),
    "пекар": ("пекаря", "пекарю"),
    "косар": ("косаря", "косарю"),
    "писар": ("писаря", "писарю"),
    "слюсар": ("слюсаря", "слюсарю"),
    "золотар": ("золотаря", "золотарю"),
    "аптекар": ("аптекаря", "аптекарю"),
    "гончар": ("гончара", "гончару"),
    "пастир": ("пастиря", "пастирю"),
    "снігир": ("снігиря", "снігирю"),
    "орел": ("орла", "орлу"),
    "козел": ("козла", "козлу"),
    "журавель": ("журавля", "журавлю"),
    "заєць": ("зайця", "зайцю"),
    "півень": ("півня", "півню"),
    "соловей": ("солов’я", "солов’ю"),
    "горобець": ("горобця", "горобцю"),
}
# Nouns that women bear as surnames too: for others on -а a woman's surname may as well be an adjective.
NOUNS = frozenset(
    "береза верба гайда голота груша заруба капуста кваша лобода муха рибалка сокира скиба сорока стріха собака чайка "
    "шапка шульга".split()
)
_SURELY_HARD = re.compile(r"[бвгґджзклмнпрстфхцчшщ]$")


def forms_of(surname: str, sex: str) -> Forms | None:
    """Genitive, dative and accusative of one surname without a hyphen; None where the ending alone does not tell.

    >>> forms_of("Коваленко", "m"), forms_of("Коваленко", "f")
    (('Коваленка', 'Коваленку', 'Коваленка'), ('Коваленко', 'Коваленко', 'Коваленко'))
    >>> forms_of("Білецька", "f")
    ('Білецької', 'Білецькій', 'Білецьку')
    >>> forms_of("Кисіль", "m") is None
    True
    """
    low = surname.lower()
    if len(low) < 3 or not re.fullmatch(r"[а-яґєії’]+", low):
        return None
    if (low.endswith("их") and _syllables(low) > 1 and low != "жених") or low.endswith(("швілі", "адзе", "ідзе")):
        return surname, surname, surname
    return _feminine(surname, low) if sex == "f" else _masculine(surname, low) if sex == "m" else None


def _syllables(low: str) -> int:
    return sum(letter in VOWELS for letter in low)


def _like(surname: str, form: str) -> str:
    return surname[0] + form[1:] if surname[0].isupper() else form


def _masculine(surname: str, low: str) -> Forms | None:
    if low in BY_HAND:
        genitive, dative = (_like(surname, form) for form in BY_HAND[low])
        return genitive, dative, genitive
    if low.endswith(("ська", "цька", "зька")):
        return None
    if low.endswith("ий"):
        return surname[:-2] + "ого", surname[:-2] + "ому", surname[:-2] + "ого"
    if low.endswith(("ко", "ло")):
        return surname[:-1] + "а", surname[:-1] + "у", surname[:-1] + "а"
    if low[-1] in "ая":
        return first_declension(surname)
    if low.endswith(("ець", "єць")):
        return _on_ets(surname, low)
    if low[-1] == "й":
        return _on_y(surname, low)
    if low[-1] == "ь":
        return _soft(surname, low)
    return _hard(surname, low)


def _on_ets(surname: str, low: str) -> Forms | None:
    """Кравець, Стрілець, Коломієць: the vowel falls out where one consonant between vowels stands before it."""
    if low.endswith("єць"):
        stem = surname[:-3] + "йц"
        return (stem + "я", stem + "ю", stem + "я") if _syllables(low) > 1 and low[-4] in VOWELS else None
    if _syllables(low) < 2 or len(low) < 5 or low[-4] not in HARD or low[-5] not in VOWELS:
        return None
    stem = surname[:-3] + ("ь" if low[-4] == "л" else "") + "ц"
    return stem + "я", stem + "ю", stem + "я"


def _on_y(surname: str, low: str) -> Forms | None:
    if low.endswith(("ній", "ей", "ой", "їй")) or _syllables(low) < 1:
        return None
    return surname[:-1] + "я", surname[:-1] + "ю", surname[:-1] + "я"


def _soft(surname: str, low: str) -> Forms | None:
    if _last_vowel(low) == "і" or low.endswith(("ель", "ень", "оть", "онь")):
        return None
    return surname[:-1] + "я", surname[:-1] + "ю", surname[:-1] + "я"


def _hard(surname: str, low: str) -> Forms | None:
    if not _SURELY_HARD.search(low) or low.endswith(("ар", "ир", "ок", "ек", "ол", "ел", "ів", "їв", "бет", "вен")):
        return None
    ends_in_one = low[-2] in VOWELS
    if ends_in_one and _last_vowel(low) == "і" and not low.endswith(("ік", "кін")):
        return None
    if ends_in_one and _syllables(low) == 1 and _last_vowel(low) in "ое":
        return None
    return surname + "а", surname + "у", surname + "а"


def _last_vowel(low: str) -> str:
    return next((letter for letter in reversed(low) if letter in VOWELS), "")


def _feminine(surname: str, low: str) -> Forms | None:
    if low.endswith(("ий", "ій", "ов", "ев", "єв", "ин", "їн")):
        return None  # a man's form of a surname that has a woman's form
    if low[-1] in HARD + "ьйо":
        return surname, surname, surname
    if low.endswith(("ська", "цька", "зька")) or (
        low.endswith(("ова", "ева", "єва")) and _syllables(low) > 2 and not low.endswith(("дкова", "брова", "снова"))
    ):
        return surname[:-1] + "ої", surname[:-1] + "ій", surname[:-1] + "у"
    if low in NOUNS or (low[-1] == "я" and not low.endswith("ня")):
        return first_declension(surname)
    return None


def first_declension(word: str) -> Forms | None:
    """A noun on -а or -я; None after a vowel or an apostrophe.

    >>> first_declension("Сорока"), first_declension("Кваша"), first_declension("Гмиря")
    (('Сороки', 'Сороці', 'Сороку'), ('Кваші', 'Кваші', 'Квашу'), ('Гмирі', 'Гмирі', 'Гмирю'))
    """
    stem, last = word[:-1], word[-2:-1].lower()
    if last not in HARD:
        return None
    if word[-1] == "я":
        return stem + "і", stem + "і", stem + "ю"
    if last in SIBILANTS:
        return stem + "і", stem + "і", stem + "у"
    return stem + "и", stem[:-1] + SOFTENED.get(last, stem[-1]) + "і", stem + "у"
