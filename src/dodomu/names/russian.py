"""The Russian form of a Ukrainian name, as documents of the other side spell it."""

import re
from functools import lru_cache

from dodomu.names import given
from dodomu.names.normalise import tidy

_LETTERS = str.maketrans(
    {"і": "и", "и": "ы", "ї": "и", "є": "е", "ґ": "г", "’": "ъ", "І": "И", "Ї": "И", "Є": "Е", "Ґ": "Г"}
)


@lru_cache(maxsize=100_000)
def russian_surname(surname: str) -> str:
    """A surname in Russian spelling.

    >>> russian_surname("Згурський"), russian_surname("Щур’єв"), russian_surname("Рибалко"), russian_surname("Білий")
    ('Згурский', 'Щурьев', 'Рыбалко', 'Белый')
    """
    word = tidy(surname)
    word = re.sub(r"([цсз])ьк(ий|а)(?=$|-)", lambda m: m[1] + ("кий" if m[2] == "ий" else "кая"), word)
    word = re.sub(r"([бпвмф])’(?=[яюєї])", r"\1ь" if word.endswith(("єв", "єва")) else r"\1", word)
    word = re.sub(r"(?<=[^бпвмф])’(?=[яюєї])", "ь", word)
    kept = re.sub(r"(?<=[кгхжчшщ])и|(?<=к)ий(?=$|-)", lambda m: m[0].replace("и", "\1"), word)
    kept = re.sub(r"ий(?=$|-)", "ы\2", kept)
    kept = re.sub(r"^Біл", "Бел", kept)
    kept = kept.translate(_LETTERS).replace("\1", "и").replace("\2", "й")
    return kept.replace("ьо", "ё").replace("йо", "ё")


@lru_cache(maxsize=20_000)
def russian_given(name: str) -> str:
    """A given name in Russian spelling.

    >>> russian_given("Микола"), russian_given("Олексій")
    ('Николай', 'Алексей')
    """
    return given.russian_of(name) or russian_surname(name)
