"""What a written surname may sound like: one letter a sound, and the other readings that a Latin spelling allows.

`x` is х for a scholar and кс for most; `ch` is ч in English, х in German, ш in French; `s` is з and `z` is ц in German;
`c` is ц, к or a ч that lost its hook. The likeliest reading comes first; a name is looked for under each.
"""

import re
from functools import lru_cache

from dodomu.names.normalise import fold, mend, tidy
from dodomu.names.sounds import sound, stem

MOST_READINGS = 6

_ONE_LETTER = (("sh", "S"), ("ch", "C"), ("zh", "Z"), ("ts", "Q"))
_SOFT_J = re.compile(r"(?<=[bcdfghklmnprstvxzšžčğ])[j'’](?=[bcdfghklmnprstvxzšžč])", re.IGNORECASE)
_VOWELS = frozenset("aeiou")
# Letters that are taken for each other by ear, by hand or without their marks: one of each group stands for all.
COARSE = str.maketrans("aeiouSZzCQdbfgkmqwy", "aaaaassscctpvhhncva")


@lru_cache(maxsize=200_000)
def letters(part: str, *, whole: bool = False) -> str:
    """The stem of a word with one letter a sound: S is ш and щ, C is ч, Z is ж, Q is ц; "" for nothing.

    `whole` keeps the ending, for given names and patronymics.

    >>> letters("Шевченко"), letters("Zhovtobriukh"), letters("Цимбал")
    ('SevCenk', 'Zovtobruh', 'Qimbal')
    """
    return one_letter_a_sound(sound(part) if whole else stem(part))


def one_letter_a_sound(stemmed: str) -> str:
    """A skeleton with S, C, Z, Q for ш, ч, ж, ц.

    >>> one_letter_a_sound("shevchenk")
    'SevCenk'
    """
    for two, one in _ONE_LETTER:
        stemmed = stemmed.replace(two, one)
    return stemmed


@lru_cache(maxsize=100_000)
def readings(part: str, *, whole: bool = False) -> tuple[str, ...]:
    """Every reading of one word, likeliest first.

    >>> readings("Xarčenko")[:2], readings("Харченко")
    (('harCenk', 'ksarCenk'), ('harCenk',))
    >>> "Zovtobruh" in readings("Showtobrjuch"), "Zovtobruh" in readings("Jovtobrioukh")
    (True, True)
    """
    word = mend(tidy(part), digits=True).lower()
    if not word or not any("a" <= c <= "z" for c in word):
        return (found,) if (found := letters(part, whole=whole)) else ()
    written, word = word, _SOFT_J.sub("", word)
    tries = [word.replace("x", "h") if "x" in word and not word.endswith("x") else word]
    if "x" in word:
        tries.append(word)
    if re.search(r"w|sch|ß|tsch|(?<!t)z(?!h)|s(?!k)", word) and re.search(r"w|sch|ss|ß|j|^z|zk", word):
        tries.append(_german(word))
    if "j" in word or "ou" in word or "tch" in word or "ch" in word:
        tries.append(_french(word))
    if "ch" in word:
        tries.append(re.sub(r"(?<![ts])ch", "h", word))
    tries += _abroad(written)
    if re.search(r"c(?!h)", word):
        tries += [re.sub(r"sc(?!h)", "shch", word), re.sub(r"c(?!h)", "k", word), re.sub(r"c(?!h)", "ch", word)]
    heard = (letters(part if one == written else one, whole=whole) for one in tries)
    return tuple(dict.fromkeys(reading for reading in heard if reading))[:MOST_READINGS]


def _german(word: str) -> str:
    word = word.replace("schtsch", "щ").replace("tsch", "ч").replace("sch", "ш").replace("sh", "ж").replace("ch", "х")
    word = word.replace("ss", "с").replace("ß", "с").replace("z", "ц")
    word = re.sub(r"s(?=k)", "с", word)
    word = word.replace("s", "з").replace("w", "в")
    return _spelt(word)


def _french(word: str) -> str:
    word = word.replace("chtch", "щ").replace("tch", "ч").replace("ch", "ш").replace("ou", "у")
    word = re.sub(r"j(?=[aeiouyу])", "ж", word)
    word = re.sub(r"ine$", "in", word)
    return _spelt(word)


# The press of other countries: Dutch and Scandinavian, Hungarian, Polish, Catalan, and the endings of Baltic languages.
_ABROAD = (
    (re.compile(r"sj|tj|oe"),
     (("sjtsj", "shch"), ("tsj", "ch"), ("sj", "sh"), ("zj", "zh"), ("tj", "ch"), ("oe", "u"))),
    (re.compile(r"tš"), (("štš", "shch"), ("tš", "ch"))),
    (re.compile(r"ov[aá]$"), (("ová", ""), ("ova", ""))),
    (re.compile(r"cs|zs|sz(?!cz)"),
     (("cs", "č"), ("zs", "ž"), ("sz", "с"), ("s", "sh"), ("с", "s"), ("č", "ch"), ("ž", "zh"))),
    (re.compile(r"sz|cz|rz|w"), (("szcz", "shch"), ("sz", "sh"), ("rz", "zh"), ("ch", "kh"), ("cz", "ch"), ("w", "v"))),
    (re.compile(r"tx|^x|x(?=[aeiou])"), (("tx", "ch"), ("x", "sh"))),
    (re.compile(r"(?<=[a-z]{3}[bcdfghjklmnprtvz])(?:as|is|us|s)$"), ()),
)  # fmt: skip


def _abroad(word: str) -> list[str]:
    found = []
    for pattern, changes in _ABROAD:
        if pattern.search(word):
            other = word if changes else pattern.sub("", word)
            for letters_, by in changes:
                other = other.replace(letters_, by)
            found.append(other)
    return found


_SPELT = str.maketrans({"щ": "shch", "ч": "ch", "ш": "sh", "ж": "zh", "х": "kh", "с": "s", "ц": "ts", "з": "z",
                        "в": "v", "у": "u"})  # fmt: skip


def _spelt(word: str) -> str:
    return word.translate(_SPELT)


_ONE_ALPHABET = str.maketrans("іїыєёэґ", "иииеееґ".replace("ґ", "г"), "ьъ’'")


@lru_cache(maxsize=100_000)
def plain(part: str) -> str:
    """A Cyrillic word letter by letter, without what parts Ukrainian from Russian; "" for Latin.

    >>> plain("Рибалко") == plain("Рыбалко"), plain("Rybalko")
    (True, '')
    """
    small = fold(part)
    return "" if not small or "a" <= small[0] <= "z" else small.translate(_ONE_ALPHABET)


@lru_cache(maxsize=100_000)
def halves(surname: str) -> tuple[str, ...]:
    """The words of a double surname; empty for a single one.

    >>> halves("Гнатюк-Дорошенко"), halves("Коваль")
    (('гнатюк', 'дорошенко'), ())
    """
    words = tuple(word for word in re.split(r"[-\s]+", fold(surname)) if len(word) > 1)
    return words if len(words) > 1 else ()
