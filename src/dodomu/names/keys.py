"""Keys that find a name in any spelling: equal for the Ukrainian, Russian and usual Latin forms. ASCII, at most 64."""

import re
from functools import lru_cache

from dodomu.names.given import father_keys, known_keys
from dodomu.names.normalise import fold, tidy
from dodomu.names.sounds import LONGEST, sound, stem

MOST_WORDS = 8


@lru_cache(maxsize=200_000)
def skeleton(part: str) -> str:
    """One key of a surname (or any other part) for all its spellings; "" when there is nothing to go by.

    >>> {skeleton(s) for s in ("Шевченко", "ШЕВЧЕНКО", "Shevchenko", "Schewtschenko")}
    {'shevchenk'}
    >>> {skeleton(s) for s in ("Згурський", "Zghurskyi", "Zgurskii", "Згурский", "Zhurs'kyy")}
    {'zhursk'}
    >>> skeleton("Гнатюк-Дорошенко")
    'hnatukdoroshenk'
    """
    return "".join(stem(word) for word in _words(part))[:LONGEST]


def surname_keys(surname: str) -> tuple[str, ...]:
    """The skeletons to store or look up for a surname: the whole, then each half of a double one.

    >>> surname_keys("Гнатюк-Дорошенко")
    ('hnatukdoroshenk', 'hnatuk', 'doroshenk')
    """
    words = _words(surname)
    keys = [skeleton(surname)] + ([stem(word) for word in words if len(stem(word)) > 2] if len(words) > 1 else [])
    return tuple(dict.fromkeys(key for key in keys if key))


@lru_cache(maxsize=200_000)
def given_key(part: str) -> str:
    """One key of a given name: Микола, Николай, Mykola and Коля are one; an unknown name gives its skeleton.

    >>> given_key("Николай"), given_key("Oleksandr"), given_key("Санёк"), given_key("П.")
    ('mykola', 'oleksandr', 'oleksandr', 'p')
    """
    keys = given_keys(part)
    return keys[0] if keys else ""


def given_keys(part: str) -> tuple[str, ...]:
    """All given names a spelling may stand for, likeliest first.

    >>> given_keys("Женя")
    ('yevhen', 'yevheniia')
    """
    known = known_keys(tidy(part))
    if known:
        return known
    words = _words(part)
    for word in words:
        if len(words) > 1 and (known := known_keys(word)):
            return known
    return (found,) if (found := skeleton(part)) else ()


def patronymic_key(part: str) -> str:
    """The key of the father's name where it is known, otherwise the sound without its ending.

    >>> patronymic_key("Николаевич") == patronymic_key("Миколаївна") == given_key("Микола")
    True
    """
    fathers = father_keys(part)
    return fathers[0] if fathers else root_of_patronymic(sound(part))


def root_of_patronymic(heard: str) -> str:
    """The sound of a patronymic without the ending that makes it one.

    >>> root_of_patronymic("petrovich"), root_of_patronymic("petrivna")
    ('petr', 'petr')
    """
    return re.sub(r"(?<=[a-z]{2})(?:a?[oei]vi(?:ch|ts)|i(?:ch|ts)|[oei]?vna|ini?chna|ichna)$", "", heard)


def search_keys(query: str) -> list[str]:
    """The words of a search as skeletons, in order and without repeats; at most eight words, never an error.

    >>> search_keys("Шевченко Николай"), search_keys("%"), search_keys("")
    (['shevchenk', 'nikol'], [], [])
    """
    return list(dict.fromkeys(key for word in _words(query)[:MOST_WORDS] if (key := stem(word)[:LONGEST])))


def search_words(query: str) -> list[tuple[str, str]]:
    """The words of a search, each as (skeleton of a surname, key of a known given name or "").

    A word that may be either is looked for as both: «Роман» is a surname too.

    >>> search_words("Шевченко Николай")
    [('shevchenk', ''), ('nikol', 'mykola')]
    """
    found = {}
    for word in _words(query)[:MOST_WORDS]:
        if key := stem(word)[:LONGEST]:
            found[key] = next(iter(known_keys(word)), "")
    return list(found.items())


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[^\w]+|_", fold(text)) if word]
