"""Alphabets: which one a text is in, Ukrainian names in Latin letters, and names of others in Ukrainian letters."""

import re
import unicodedata

from dodomu.names.given import ukrainian_of
from dodomu.names.latin import romanise
from dodomu.names.normalise import LONGEST_TEXT, tidy

__all__ = ["romanise", "script_of", "to_ukrainian"]

UKRAINIAN_ONLY = frozenset("іїєґІЇЄҐ")
RUSSIAN_ONLY = frozenset("ыэёъЫЭЁЪ")

# Longest first; what people type is wider than any table.
_FROM_LATIN = {
    "schtsch": "щ", "shch": "щ", "tsch": "ч", "sch": "ш", "zgh": "зг", "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х",
    "gh": "г", "ts": "ц", "tz": "ц", "ye": "є", "yi": "ї", "yu": "ю", "ya": "я", "yo": "йо", "je": "є", "ju": "ю",
    "ja": "я", "ie": "є", "iu": "ю", "ia": "я", "x": "кс", "q": "к", "w": "в", "j": "й", "a": "а", "b": "б", "v": "в",
    "h": "г", "g": "г", "d": "д", "e": "е", "z": "з", "y": "и", "i": "і", "k": "к", "l": "л", "m": "м", "n": "н",
    "o": "о", "p": "п", "r": "р", "s": "с", "t": "т", "u": "у", "f": "ф", "c": "к",
}  # fmt: skip


def script_of(text: str) -> str:
    """The writing of a text: "uk", "ru", "Latn", "mixed", or "" when there is no letter.

    Cyrillic without a letter that only one of the two languages has counts as Ukrainian.

    >>> [script_of(t) for t in ("Щур’єв", "Рыбаков", "Shchuriev", "Коваль Ivan", "14.03")]
    ['uk', 'ru', 'Latn', 'mixed', '']
    """
    text = text[:LONGEST_TEXT]
    cyrillic = any("Ѐ" <= c <= "ӿ" for c in text)
    latin = any(("a" <= c <= "z") or ("A" <= c <= "Z") or ("À" <= c <= "ɏ") for c in text)
    if cyrillic and latin:
        return "mixed"
    if latin:
        return "Latn"
    if not cyrillic:
        return ""
    russian, ukrainian = any(c in RUSSIAN_ONLY for c in text), any(c in UKRAINIAN_ONLY for c in text)
    return "ru" if russian and not ukrainian else "uk"


def to_ukrainian(text: str) -> str:
    """The best reading of a Russian or Latin spelling in Ukrainian letters, for showing beside what was received.

    A reading, not a fact: several Ukrainian names lead to one foreign spelling.

    >>> to_ukrainian("Андрей"), to_ukrainian("Рыбальский"), to_ukrainian("Shevchenko"), to_ukrainian("Щурьев")
    ('Андрій', 'Рибальський', 'Шевченко', 'Щурьєв')
    """
    return " ".join(
        "-".join(ukrainian_of(part) or _ukrainian_word(part) for part in word.split("-")) for word in tidy(text).split()
    )


def _ukrainian_word(word: str) -> str:
    script = script_of(word)
    if script == "Latn":
        return _like(word, _from_latin(word.lower()))
    if script == "uk" and any(c in UKRAINIAN_ONLY for c in word):
        return word
    small = word.lower()
    small = re.sub(r"([бпвмфр])ъ(?=[еёюя])", r"\1’", small).replace("ъ", "’" if "ъе" in small else "")
    small = re.sub(r"(?<=[бвгґджзклмнпрстфхцчшщ])ё", "ьо", small).replace("ё", "йо").replace("э", "е").replace("ы", "и")
    small = re.sub(r"^и(?=[бвгґджзклмнпрстфхцчшщ])", "і", small)
    small = re.sub(r"(?<=[аеєиіоуюя])и", "ї", small)
    small = re.sub(r"(^|(?<=[аеєиіїоуюяьй’]))е", "є", small)
    small = re.sub(r"([сцз])к(ий|ая|ой|а)$", lambda m: f"{m[1]}ьк{'а' if m[2] in ('ая', 'а') else 'ий'}", small)
    return _like(word, small)


def _from_latin(small: str) -> str:
    small = "".join(
        c for c in unicodedata.normalize("NFD", small) if unicodedata.category(c) != "Mn" and c not in "’'ʼ`"
    )
    small = re.sub(r"l(?=sk)", "ль", small)
    small = re.sub(r"(?:sk)(?:yi|yy|iy|ii|ij|yj|y|i)$", "ський", small)
    small = re.sub(r"(?:tsk|tzk|ck)(?:yi|yy|iy|ii|ij|yj|y|i)$", "цький", small)
    small = re.sub(r"ska(?:ia|ya)?$", "ська", small)
    small = re.sub(r"(?:yi|yy|iy|ij|yj)$", "ий", small)
    small = re.sub(r"(?<=[aeiou])[iyj](?=[^aeiouyаеиоу]|$)", "й", small)
    out, at = "", 0
    while at < len(small):
        for latin, cyrillic in _FROM_LATIN.items():
            if small.startswith(latin, at):
                out, at = out + cyrillic, at + len(latin)
                break
        else:
            out, at = out + small[at], at + 1
    return re.sub(r"^и(?=[бвгґджзклмнпрстфхцчшщ])", "і", out)


def _like(model: str, word: str) -> str:
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
