"""Ukrainian names in Latin letters, by the table of the state."""

import re
import unicodedata

from dodomu.names.normalise import LONGEST_TEXT

# Resolution 55 of the Cabinet of Ministers of Ukraine of 27 January 2010, and Russian letters it does not name.
_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu",
    "я": "ia", "ы": "y", "э": "e", "ё": "e", "ъ": "",
}  # fmt: skip
_LATIN_AT_START = _LATIN | {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya", "ё": "yo"}
_WORD = re.compile(r"[А-яЁёҐґЄєІіЇї’'ʼ`]+")


def romanise(text: str) -> str:
    """A Ukrainian name in Latin letters by resolution 55 of the Cabinet of Ministers of 27 January 2010.

    >>> romanise("Згурський Геннадій Щур’єв"), romanise("ЯЩЕНКО Юлія")
    ('Zghurskyi Hennadii Shchuriev', 'YASHCHENKO Yuliia')
    """
    return _WORD.sub(lambda found: _romanise_word(found.group()), unicodedata.normalize("NFC", text[:LONGEST_TEXT]))


def _romanise_word(word: str) -> str:
    letters = [c for c in word if c not in "’'ʼ`"]
    shouted = len(letters) > 1 and all(c.isupper() or c in "ьЬъЪ" for c in letters)
    out: list[str] = []
    for n, letter in enumerate(letters):
        small = letter.lower()
        latin = "gh" if small == "г" and n and letters[n - 1].lower() == "з" else (
            (_LATIN_AT_START if n == 0 else _LATIN).get(small, letter)
        )  # fmt: skip
        out.append(latin.upper() if shouted else latin.capitalize() if letter.isupper() else latin)
    return "".join(out)
