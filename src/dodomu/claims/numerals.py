"""Numbers in a text, in digits and in words, with the comparator that stands before them.

Digits may be grouped by spaces or commas (62 948; 1,024) and carry a scale (1,5 тисячі, 80 тис., 7 thousand). Words
are the cardinal numerals of both languages in every case, with the Ukrainian collective ones (двоє, восьмеро). Vague
words (сотні, dozens, кілька тисяч) are no numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Comparator = Literal["exact", "at_least", "about", "at_most", "range"]


@dataclass(frozen=True)
class Numeral:
    """A number in its place: the comparator begins at ``start``, the number itself at ``number_start``."""

    start: int
    number_start: int
    end: int
    value: int
    value_high: int | None
    comparator: Comparator
    is_word: bool


_UK = {
    0: "нуль нуля",
    1: "один одного одному одним одна одну однієї одній одною одне",
    2: "два дві двох двом двома двоє",
    3: "три трьох трьом трьома троє",
    4: "чотири чотирьох чотирьом чотирма четверо",
    5: "п'ять п'яти п'ятьох п'ятьма п'ятеро",
    6: "шість шести шістьох шістьма шестеро",
    7: "сім семи сімох сьома семеро",
    8: "вісім восьми вісьмох вісьма восьмеро",
    9: "дев'ять дев'яти дев'ятьох дев'ятьма дев'ятеро",
    10: "десять десяти десятьох десятьма десятеро",
    11: "одинадцять одинадцяти одинадцятьох одинадцятеро",
    12: "дванадцять дванадцяти дванадцятьох дванадцятеро",
    13: "тринадцять тринадцяти тринадцятьох",
    14: "чотирнадцять чотирнадцяти чотирнадцятьох",
    15: "п'ятнадцять п'ятнадцяти п'ятнадцятьох",
    16: "шістнадцять шістнадцяти шістнадцятьох",
    17: "сімнадцять сімнадцяти сімнадцятьох",
    18: "вісімнадцять вісімнадцяти вісімнадцятьох",
    19: "дев'ятнадцять дев'ятнадцяти дев'ятнадцятьох",
    20: "двадцять двадцяти двадцятьох двадцятеро",
    30: "тридцять тридцяти тридцятьох",
    40: "сорок сорока",
    50: "п'ятдесят п'ятдесяти п'ятдесятьох",
    60: "шістдесят шістдесяти шістдесятьох",
    70: "сімдесят сімдесяти сімдесятьох",
    80: "вісімдесят вісімдесяти вісімдесятьох",
    90: "дев'яносто дев'яноста",
    100: "сто ста",
    200: "двісті двохсот",
    300: "триста трьохсот",
    400: "чотириста чотирьохсот",
    500: "п'ятсот п'ятисот",
    600: "шістсот шестисот",
    700: "сімсот семисот",
    800: "вісімсот восьмисот",
    900: "дев'ятсот дев'ятисот",
}
_EN = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

_WORDS: dict[str, int] = {form: value for value, forms in _UK.items() for form in forms.split()}
_WORDS |= {word: value for value, word in enumerate(_EN)}
_WORDS |= {word: 10 * value for value, word in enumerate(_EN_TENS, start=2)}
_THOUSANDS = ["thousand", "тисяча", "тисячу", "тисячі", "тисяч", "тисячам", "тисячами", "тисячею"]
_ALONE = ("тисяча", "тисячу")
_SPOKEN = "|".join(sorted((re.escape(word) for word in [*_WORDS, *_THOUSANDS, "hundred"]), key=len, reverse=True))
_RUN = re.compile(rf"(?<![\w'])(?:{_SPOKEN})(?:(?: and |[ -])(?:{_SPOKEN}))*(?![\w'])")
_SPECIAL = (
    (re.compile(r"(?<!\w)(?:півтори|півтора) тисяч[іа](?!\w)"), 1500),
    (re.compile(r"(?<!\w)one and a half thousand(?!\w)"), 1500),
    (re.compile(r"(?<!\w)a thousand(?!\w)"), 1000),
)
_AND_A_HALF = re.compile(r" and a half thousand(?!\w)")

_SCALE = r"(?:тис\.|тис\b|тисяч\w*|млн\b|мільйон\w*|thousand\b|million\b|k\b)"
_FIGURES = r"(?:\d{1,3}(?:[ ,]\d{3})+|\d+(?:[.,]\d{1,2}(?!\d))?)"
_DIGITS = re.compile(
    rf"(?<![\w.,/:№#$€])(?P<low>{_FIGURES})(?:\s?-\s?(?P<high>{_FIGURES}))?(?:\s?(?P<scale>{_SCALE}))?(?![\d/:])"
)
_BETWEEN = re.compile(
    rf"(?<!\w)(?:between|from|від)\s+(?P<low>{_FIGURES})\s+(?:and|to|до)\s+(?P<high>{_FIGURES})(?:\s(?P<scale>{_SCALE}))?"
)

_COMPARATORS: dict[Comparator, str] = {
    "at_most": "up to|no more than|not more than|at most|fewer than|less than|under"
    "|не більше(?: ніж| як)?|щонайбільше|менше(?: ніж| як)?|менш(?: ніж| як)|до",
    "at_least": "more than|over|at least|no fewer than|no less than|not less than|above|exceeding"
    "|понад|більше(?: ніж| як| за)?|більш(?: ніж| як)|щонайменше|не менше(?: ніж| як)?|не менш(?: ніж| як)|якнайменше",
    "about": r"about|around|approximately|approx\.|roughly|some|nearly|almost|close to"
    "|близько|приблизно|майже|орієнтовно|десь|біля",
}
_BEFORE = tuple(
    (name, re.compile(rf"(?<!\w)(?:{words})\s+(?:a total of\s+|ще\s+|the\s+)?$"))
    for name, words in _COMPARATORS.items()
)
_ANOTHER = re.compile(r"(?<!\w)(?:another|a total of|further|ще|всього|усього)\s+$")


def numerals(folded: str) -> list[Numeral]:
    """Every number of a folded text in order; which of them count people is not decided here.

    >>> [(each.value, each.comparator) for each in numerals("понад 1,5 тисячі, up to 62 948 or двадцять двоє")]
    [(1500, 'at_least'), (62948, 'at_most'), (22, 'exact')]
    >>> [(each.value, each.value_high) for each in numerals("between 700 and 900 fighters; two and a half thousand")]
    [(700, 900), (2500, None)]
    """
    found: list[Numeral] = []
    for each in sorted((*_in_digits(folded), *_in_words(folded)), key=lambda each: (each.number_start, -each.end)):
        if not found or each.number_start >= found[-1].end:
            found.append(each)
    return found


def _in_digits(folded: str) -> Iterator[Numeral]:
    for pattern in (_BETWEEN, _DIGITS):
        position = 0
        while match := pattern.search(folded, position):
            position = match.end()
            high = match["high"]
            scale = _scale(match["scale"])
            first, last = _value(match["low"], scale), _value(high, scale) if high else None
            if high and (first is None or last is None or first >= last):
                position = match.end("low")
                first, last = _value(match["low"], 1), None
            if first is not None:
                yield _with_comparator(folded, match.start(), position, first, last, is_word=False)


def _scale(word: str | None) -> int:
    if word is None:
        return 1
    return 1_000_000 if word.startswith(("млн", "мільйон", "million")) else 1000


def _value(figures: str, scale: int) -> int | None:
    """The number that figures print; None for a decimal without a scale, which counts no people."""
    if re.fullmatch(r"\d{1,3}(?:[ ,]\d{3})+", figures):
        return int(re.sub(r"\D", "", figures)) * scale
    if figures.isdecimal():
        return int(figures) * scale if len(figures) < 10 else None
    value = float(figures.replace(",", ".")) * scale
    return round(value) if scale > 1 else None


def _in_words(folded: str) -> Iterator[Numeral]:
    for pattern, value in _SPECIAL:
        for match in pattern.finditer(folded):
            yield _with_comparator(folded, match.start(), match.end(), value, None, is_word=True)
    for run in _RUN.finditer(folded):
        for start, end, value in _split_run(folded, run.start(), run.end()):
            half = _AND_A_HALF.match(folded, end)
            if half:
                yield _with_comparator(folded, start, half.end(), value * 1000 + 500, None, is_word=True)
            else:
                yield _with_comparator(folded, start, end, value, None, is_word=True)


def _split_run(folded: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The numbers of a run of number words: «двадцять двоє» is one, «двоє троє» two, bare «тисяч» none."""
    total = current = 0
    begun, ended = -1, -1
    for word in re.finditer(rf"(?<![\w'])(?:{_SPOKEN})(?![\w'])", folded[start:end]):
        spoken, place, stop = word.group(), start + word.start(), start + word.end()
        if spoken in _THOUSANDS:
            if begun < 0 and spoken not in _ALONE:
                continue
            total, current = total + (current or 1) * 1000, 0
        elif spoken == "hundred":
            if not 1 <= current <= 99:
                continue
            current *= 100
        elif begun >= 0 and (_goes_on(current, _WORDS[spoken]) or (current == 0 and total)):
            current += _WORDS[spoken]
        else:
            if begun >= 0:
                yield begun, ended, total + current
            total, current, begun = 0, _WORDS[spoken], place
        begun, ended = place if begun < 0 else begun, stop
    if begun >= 0:
        yield begun, ended, total + current


def _goes_on(current: int, word: int) -> bool:
    """Whether a number word goes on with the number so far: hundreds with tens, twenty with three."""
    if current >= 100 and current % 100 == 0:
        return 0 < word < 100
    return current % 100 >= 20 and current % 10 == 0 and 0 < word < 10


def _with_comparator(
    folded: str, number_start: int, end: int, value: int, value_high: int | None, *, is_word: bool
) -> Numeral:
    start, before = number_start, folded[max(0, number_start - 40) : number_start]
    found: Comparator = "exact"
    matches = [(match.start(), name) for name, pattern in _BEFORE if (match := pattern.search(before))]
    another = _ANOTHER.search(before)
    if matches:
        # the longest wins: "not less than" ends in "less than"
        place, found = min(matches)
        start = number_start - len(before) + place
    elif another:
        start = number_start - len(before) + another.start()
    if found == "exact" and folded[end : end + 1] == "+":
        found, end = "at_least", end + 1
    if value_high is not None:
        found = "range"
    return Numeral(start, number_start, end, value, value_high, found, is_word)
