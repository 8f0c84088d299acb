"""One way of writing for text that came in many: composition, case, apostrophes, dashes, look-alike letters.

Nothing here raises, whatever the string: NUL, lone surrogates, marks of direction, a hundred thousand letters.
Source of the signs met: registers and lists as they come (names of people, section 3, marks).
"""

import re
import unicodedata
from functools import lru_cache

ALPHABET = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
APOSTROPHES = "'’‘ʼ`´ʹʺ′″‛՚＇\"*“”„«»"
DASHES = "-‐‑‒–—―−﹣－_"

LONGEST_TEXT = 10_000
LONGEST_KEY = 300

_DROP_APOSTROPHES = dict.fromkeys(map(ord, APOSTROPHES))
_ONE_DASH = dict.fromkeys(map(ord, DASHES), "-")
_ONE_APOSTROPHE = dict.fromkeys(map(ord, "'’‘ʼ`´ʹʺ′‛՚＇"), "’")

# Places in the sorted list: two digits a letter, so that every collation of every database orders them alike.
_RANK = {letter: str(n) for n, letter in enumerate(ALPHABET, start=10)}
_RANK |= {"ё": _RANK["е"], "ъ": "43", "ы": "44", "э": "45", " ": "00", "-": "01"}
_RANK |= {chr(97 + n): str(50 + n) for n in range(26)} | {str(n): str(80 + n) for n in range(10)}

_TO_CYRILLIC = str.maketrans("aceiopxyABCEHIKMOPTXYïÏ", "асеіорхуАВСЕНІКМОРТХУїЇ")
_TO_LATIN = str.maketrans("асеіорхуАВСЕНІКМОРТХУїЇѕЅјЈ", "aceiopxyABCEHIKMOPTXYïÏsSjJ")
_DIGITS_CYRILLIC = str.maketrans("0346", "ОЗчб")
_DIGITS_LATIN = str.maketrans("015", "ols")

_PLAIN = re.compile(r"[A-Za-zА-ЯЁҐЄІЇа-яёґєії0-9 .,;:()/-]*")  # most cells: nothing to tidy but blanks
_LETTERS_OF_BOTH = re.compile(r"(?=.*[A-Za-zïÏ])(?=.*[Ѐ-ӿ])", re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:[’'ʼ`][^\W_]+)*")


def tidy(text: str) -> str:
    """The text as a person meant it: composed letters, one kind of blank, dash and apostrophe, nothing unseen.

    >>> tidy("  Ков\\u200bаль\\u00a0–  В'ялих\\x00 ")
    'Коваль - В’ялих'
    """
    if _PLAIN.fullmatch(text) and len(text) <= LONGEST_TEXT:
        return " ".join(text.split())
    text = unicodedata.normalize("NFKC", text[:LONGEST_TEXT].translate(_ONE_APOSTROPHE))
    kept = [" " if c in "\n\r\t\x0b\x0c" or unicodedata.category(c) == "Zs" else c for c in text if not _is_unseen(c)]
    return " ".join("".join(kept).translate(_ONE_DASH).translate(_ONE_APOSTROPHE).split())


def mend(text: str, *, digits: bool = False) -> str:
    """Words of one alphabet: Latin look-alikes inside Cyrillic words become Cyrillic, and the other way round.

    With `digits` also figures that stand for letters inside a word (a scanner reads О as 0, З as 3).

    >>> mend("Шeвчeнкo"), mend("Bоyko"), mend("К0валь Ba5ko", digits=True)
    ('Шевченко', 'Boyko', 'Коваль Basko')
    """
    if not _LETTERS_OF_BOTH.match(text) and not (digits and any(c.isdigit() for c in text)):
        return text
    return _WORD.sub(lambda found: _mend_word(found.group(), digits), text)


def fold(text: str) -> str:
    """Text without differences of case, apostrophe, dash or look-alike letters, for comparing and finding.

    >>> fold("ШЕВЧЕНКО—В’ялих"), fold("Шeвчeнкo")
    ('шевченко-вялих', 'шевченко')
    """
    return _folded(text) if len(text) <= 64 else _fold(text)


def _fold(text: str) -> str:
    folded = mend(tidy(text)).casefold()
    folded = unicodedata.normalize("NFC", folded).translate(_DROP_APOSTROPHES).translate(_ONE_DASH)
    folded = "".join(c for c in folded if unicodedata.category(c) != "Mn")  # marks that compose with nothing
    return " ".join(folded.split())


_folded = lru_cache(maxsize=50_000)(_fold)


def name_key(text: str) -> str:
    """What a name is found by in the database, at most 300 letters.

    >>> name_key("Гнатюк-Дорошенко  ІГОР")
    'гнатюк дорошенко ігор'
    """
    return " ".join(fold(text).replace("-", " ").split())[:LONGEST_KEY].rstrip()


def sort_key(text: str) -> str:
    """What a name is ordered by: the Ukrainian alphabet as digits, then Latin letters, then figures.

    >>> names = ["Їжак", "Іваненко", "Ґудзь", "Гай", "Єва", "Енко"]
    >>> sorted(names, key=sort_key)
    ['Гай', 'Ґудзь', 'Енко', 'Єва', 'Іваненко', 'Їжак']
    """
    return "".join(_RANK.get(letter, "99") for letter in fold(text)[:LONGEST_KEY])


def _is_unseen(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category in ("Cf", "Cs", "Co", "Cn") or (category == "Cc" and letter not in "\n\r\t\x0b\x0c")


def _mend_word(word: str, digits: bool) -> str:
    cyrillic = sum("Ѐ" <= c <= "ӿ" for c in word)
    latin = sum("a" <= c <= "z" for c in word.lower())
    if cyrillic and latin:
        own = sum("Ѐ" <= c <= "ӿ" and c.translate(_TO_LATIN) == c for c in word)
        own_latin = sum("a" <= c.lower() <= "z" and c.translate(_TO_CYRILLIC) == c for c in word)
        to_cyrillic = own > own_latin or (own == own_latin and cyrillic >= latin)
        word = word.translate(_TO_CYRILLIC if to_cyrillic else _TO_LATIN)
        cyrillic, latin = (cyrillic + latin, 0) if to_cyrillic else (0, cyrillic + latin)
    if digits and cyrillic + latin >= 2:
        mended = word.translate(_DIGITS_CYRILLIC if cyrillic else _DIGITS_LATIN)
        word = (
            mended.upper() if word.upper() == word else word[:1] + mended[1:].lower() if word[1:].islower() else mended
        )
    return word
