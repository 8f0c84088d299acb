"""Systems of writing Ukrainian and Russian names in Latin letters: those of documents, maps, libraries and the press.

A person's Latin spelling is whatever the clerk's system made of the Ukrainian name, or of its Russian form. These
tables make every such spelling, to learn from and to prove that a name is found under each. Sources: resolution 55 of
the Cabinet of 27 January 2010 and its forerunners (passports of 2004 and 2007, national table of 1996), BGN/PCGN
1965, ALA-LC, the British standard, ISO 9:1995, DSTU 9112:2021 A and B, GOST 16876-71 and its edition of 1986, the
scholarly system, German and French usage, ICAO Doc 9303, GOST R 52535, GOST 7.79 A and B, the rules 310, 782 and 995
of the Russian ministry, and what people type.
"""

import unicodedata
from dataclasses import dataclass, field

from dodomu.names.normalise import LONGEST_TEXT

VOWELS = frozenset("аеєиіїоуюяыэё")

_UK = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch _ iu ia".replace("_", "").split(" "),
        strict=True,
    )
)
_RU = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e iu ia".replace("_", "").split(" "),
        strict=True,
    )
)
_IOTATED = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_IOTATED_J = {"є": "je", "ї": "ji", "й": "j", "ю": "ju", "я": "ja"}
_HOOKS = {"ж": "ž", "х": "h", "ц": "c", "ч": "č", "ш": "š", "щ": "šč"}


@dataclass(frozen=True, slots=True)
class System:
    """One way of writing names: `of` tells of which language; letters, and what differs where a syllable begins."""

    name: str
    of: str
    letters: dict[str, str] = field(default_factory=dict)
    at_start: dict[str, str] = field(default_factory=dict)
    after_vowel: dict[str, str] = field(default_factory=dict)
    apostrophe: str = ""
    zgh: bool = False
    endings: tuple[tuple[str, str], ...] = ()

    def write(self, name: str) -> str:
        """The name in Latin letters; case and the marks between words stay.

        >>> SYSTEMS["passport 2007"].write("Згурський Юлія"), SYSTEMS["German"].write("Ященко")
        ('Zgurskyi Iuliia', 'Jaschtschenko')
        """
        text = unicodedata.normalize("NFC", name[:LONGEST_TEXT])
        out: list[str] = []
        word: list[str] = []
        for letter in [*text, " "]:
            if letter.isalpha() or letter in "’'ʼ":
                word.append(letter)
            else:
                out += [self._word("".join(word)), letter]
                word = []
        return "".join(out)[:-1]

    def _word(self, word: str) -> str:
        shouted = len(word) > 1 and word.isupper()
        out: list[str] = []
        before = ""
        small = word.lower()
        tail = ""
        for ending, by in self.endings:
            if small.endswith(ending) and len(small) > len(ending) + 1:
                small, tail = small[: -len(ending)], by
                break
        base = _UK if self.of == "uk" else _RU
        for n, letter in enumerate(small):
            if letter in "’'ʼ":
                latin = self.apostrophe
            elif self.zgh and letter == "г" and before == "з":
                latin = "gh"
            elif (n == 0 or before in "’'ʼ") and letter in self.at_start:
                latin = self.at_start[letter]
            elif (before in VOWELS or before in "ьъ") and before and letter in self.after_vowel:
                latin = self.after_vowel[letter]
            else:
                latin = self.letters.get(letter, base.get(letter, letter))
            before = letter
            capital = word[n].isupper()
            out.append(latin.upper() if shouted else latin[:1].upper() + latin[1:] if capital else latin)
        return "".join(out) + (tail.upper() if shouted else tail)


_YE = {"е": "ye", "ё": "ye"}
_ALL = (
    System("CMU 2010", "uk", at_start=_IOTATED, zgh=True),
    System("national 1996", "uk", {"щ": "sch", "ь": "'"}, _IOTATED, apostrophe="'", zgh=True),
    System("passport 2004", "uk", {"г": "g", "к": "c", "ь": "'"}, _IOTATED, apostrophe="'"),
    System("passport 2007", "uk", {"г": "g"}),
    System("BGN/PCGN 1965", "uk", {**_IOTATED, "ь": "'"}, apostrophe="'"),
    System("ALA-LC", "uk", {"й": "ĭ", "ї": "ï", "є": "i͡e", "ю": "i͡u", "я": "i͡a", "ж": "z͡h", "ц": "t͡s", "ь": "ʹ"}),
    System("ALA-LC plain", "uk", {"ї": "i"}),
    System("British", "uk", {**_IOTATED, "и": "ȳ", "й": "ĭ", "ї": "yi"}),
    System(
        "ISO 9", "uk", {**_HOOKS, "г": "g", "ґ": "g̀", "и": "i", "і": "ì", "ї": "ï", "й": "j", "щ": "ŝ", "є": "ê",
        "ю": "û",
                        "я": "â", "ь": "′"}, apostrophe="'",
    ),
    System("DSTU 9112 A", "uk", {**_IOTATED_J, **_HOOKS, "г": "ğ", "х": "x", "щ": "ŝ", "ь": "j"}, apostrophe="'"),
    System("DSTU 9112 B", "uk", {**_IOTATED_J, "г": "gh", "ц": "c", "ь": "j"}, apostrophe="'"),
    System("GOST 1971", "uk", {**_IOTATED_J, "г": "g", "и": "i", "щ": "shh", "ц": "c", "ь": "'"}, apostrophe="'"),
    System("GOST 1986", "uk", {**_IOTATED_J, **_HOOKS, "г": "g", "и": "i"}),
    System("scholarly", "uk", {**_IOTATED_J, **_HOOKS, "х": "x", "ь": "ʹ"}),
    System("scholarly ch", "uk", {**_IOTATED_J, **_HOOKS, "х": "ch", "ь": "'"}),
    System(
        "German", "uk", {**_IOTATED_J, "ж": "sh", "з": "s", "в": "w", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch",
                         "щ": "schtsch"},
    ),
    System(
        "French", "uk", {"у": "ou", "ж": "j", "ч": "tch", "ш": "ch", "щ": "chtch", "й": "y", "ю": "iou"},
        {"я": "ia", "ю": "iou", "й": "y"},
    ),
    System("as typed", "uk", {**_IOTATED, "є": "e"}, endings=(("ий", "y"), ("ій", "iy"))),
    System("as typed with g", "uk", {**_IOTATED, "г": "g", "и": "i", "й": "i"}, endings=(("ий", "iy"),)),
    System("as typed with j", "uk", {**_IOTATED_J, "ц": "c", "х": "h"}),
    System("as typed with w", "uk", {**_IOTATED, "в": "w", "х": "ch"}),
    System("ICAO 9303", "ru", {"ъ": "ie"}),
    System("passport 1997", "ru", {"й": "y", "ю": "yu", "я": "ya", "ь": "'", "ъ": "'"}, _YE, {"е": "ye"}),
    System("GOST R 52535", "ru", {"ц": "tc"}),
    System("driving licence", "ru", {"й": "y", "ю": "yu", "я": "ya", "ь": "'", "ъ": "'"}, _YE, _YE),
    System("BGN/PCGN", "ru", {"й": "y", "ю": "yu", "я": "ya", "ь": "’", "ъ": "”", "ё": "ë"}, {"е": "ye", "ё": "yë"},
    _YE),
    System("ALA-LC Russian", "ru", {"й": "ĭ", "ц": "t͡s", "ю": "i͡u", "я": "i͡a", "э": "ė", "ь": "ʹ", "ъ": "ʺ"}),
    System("GOST 7.79 A", "ru", {**_HOOKS, "й": "j", "щ": "ŝ", "ё": "ë", "э": "è", "ю": "û", "я": "â", "ь": "′"}),
    System("GOST 7.79 B", "ru", {"ё": "yo", "й": "j", "х": "x", "ц": "cz", "щ": "shh", "ы": "y'", "э": "e'", "ю": "yu",
                                 "я": "ya", "ь": "`", "ъ": "``"}),
    System("UNGEGN 1987", "ru", {**_HOOKS, "й": "j", "ё": "ë", "э": "è", "ю": "ju", "я": "ja", "ь": "'", "ъ": '"'}),
    System("rule 310", "ru", {"у": "ou", "ж": "j", "ч": "tch", "ш": "ch", "щ": "chtch", "ю": "iou", "я": "ia", "ь": ""},
           endings=(("ин", "ine"),)),
    System("rule 310 plain", "ru", {"ж": "j", "ч": "tch", "ш": "ch", "щ": "chtch", "ю": "iou", "я": "ia", "ь": "",
    "у": "ou"}),
    System("rule 782", "ru", {"й": "y", "ю": "yu", "я": "ya", "ь": "", "ё": "ye"}, _YE, _YE),
    System("press", "ru", {"й": "y", "ю": "yu", "я": "ya", "ё": "yo"}, {"е": "ye"}, {"е": "ye"},
           endings=(("ий", "y"), ("ый", "y"))),
    System("maps", "ru", {"й": "y", "ю": "yu", "я": "ya", "ё": "yo"}, endings=(("ий", "iy"), ("ый", "y"))),
    System("messenger", "ru", {"й": "j", "ю": "ju", "я": "ja", "ё": "jo", "х": "h", "ц": "c", "щ": "sc", "ь": ""}),
    System("messenger with y", "ru", {"й": "y", "ю": "yu", "я": "ya", "ё": "yo", "щ": "sch", "х": "h"}),
    System("as typed Russian", "ru", {"й": "y", "ю": "yu", "я": "ya", "х": "h", "щ": "sch"}, endings=(("ий", "iy"),)),
    System("German Russian", "ru", {"ж": "sch", "з": "s", "в": "w", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch",
                                    "щ": "schtsch", "й": "i", "ю": "ju", "я": "ja", "е": "e"}),
)  # fmt: skip
SYSTEMS: dict[str, System] = {system.name: system for system in _ALL}


def without_marks(latin: str) -> str:
    """Latin letters as a keyboard without marks types them.

    >>> without_marks("Jašenko Mȳkola")
    'Jasenko Mykola'
    """
    return "".join(c for c in unicodedata.normalize("NFD", latin) if not unicodedata.combining(c))
