"""Numbers in a text, in digits and in words, with the comparator that stands before them.

Digits may be grouped by spaces or commas (62 948; 1,024) and carry a scale (1,5 тисячі, 80 тис., 7 thousand). Words
are the cardinal numerals of both languages in every case, with the Ukrainian collective ones (двоє, восьмеро). Vague
words (сотні, dozens, кілька тисяч) are no numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dodomu.claims.claim import Comparator, Value
from dodomu.claims.numeral_words import GROWN_TO, HUNDREDS, SPOKEN, THOUSANDS, WORDS


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

    @property
    def stated(self) -> Value:
        """The number as a claim gives it: whole, or low and high."""
        return self.value if self.value_high is None else [self.value, self.value_high]


_ALONE = ("тисяча", "тисячу")
_RUN = re.compile(rf"(?<![\w'])(?:{SPOKEN})(?:(?: and |[ -])(?:{SPOKEN}))*(?![\w'])")
_ONE_WORD = re.compile(rf"(?<![\w'])(?:{SPOKEN})(?![\w'])")
_SPECIAL = (
    (re.compile(r"(?<!\w)(?:півтори|півтора) тисяч[іа](?!\w)"), 1500),
    (re.compile(r"(?<!\w)one and a half thousand(?!\w)"), 1500),
    (re.compile(r"(?<!\w)півтори сотні(?!\w)"), 150),
    (re.compile(r"(?<!\w)(?:півсотні|пів сотні|half a hundred)(?!\w)"), 50),
    (re.compile(r"(?<!\w)a thousand(?!\w)"), 1000),
    (re.compile(r"(?<=of the )hundred(?!\w)(?! thousand)"), 100),
    (re.compile(r"(?<!\w)a hundred(?!\w)(?! (?:and|thousand))"), 100),
    (re.compile(r"(?<!\w)сотн[юя](?!\w)|(?:(?<=більше )|(?<=близько )|(?<=майже )|(?<=до )|(?<=по ))сотні(?!\w)"), 100),
    (re.compile(r"(?:(?<=більше )|(?<=близько )|(?<=ніж ))тисячі(?!\w)"), 1000),
)
_AND_A_HALF = re.compile(r" and a half thousand(?!\w)")

_SCALE = r"(?:тис\.|тис\b|тисяч\w*|млн\b|мільйон\w*|thousand\b|million\b|k\b)"
_FIGURES = r"(?:\d{1,3}(?:[ ,]\d{3})+|\d{1,3}\.\d{3}(?![\d.])|\d+(?:[.,]\d{1,2}(?!\d))?)"
_CASE = r"(?:-?(?:ть|ти|тьох|ьох|ьома|тьма|еро|ро)(?!\w))?"
_DIGITS = re.compile(
    rf"(?<![\w.,/:№#$€+])(?P<low>{_FIGURES})(?:\s?-\s?(?P<high>{_FIGURES}))?(?:\s?(?P<scale>{_SCALE}))?{_CASE}(?!\d|[/:]\d)"
)
_BETWEEN = re.compile(
    rf"(?<!\w)(?:between|from|від)\s+(?P<low>{_FIGURES})\s+(?:and|to|до)\s+(?P<high>{_FIGURES})(?:\s(?P<scale>{_SCALE}))?"
)
_TO = re.compile(
    rf"(?<![\w.,/:])(?P<low>{_FIGURES})\s+(?:to|or|або|чи)\s+(?P<high>{_FIGURES})(?:\s(?P<scale>{_SCALE}))?"
)

_COMPARATORS: dict[Comparator, str] = {
    "at_most": "up to|no more than|not more than|at most|fewer than|less than|under|just under|a maximum of"
    "|не більше(?: ніж| як| за)?|щонайбільше|максимум|менше(?: ніж| як| за)?|менш(?: ніж| як)|до",
    "at_least": "more than|(?<!handed )(?<!handing )(?<!hand )(?<!turned )(?<!turning )over|tops|topped"
    "|passed|surpass\\w+"
    "|at least|no fewer than|no less than|not less than"
    "|above|exceed(?:ing|ed|s)|upwards of"
    "|(?:just|slightly|a little|well) over|(?:slightly|a little) more than|a minimum of|in excess of"
    "|(?:трохи )?понад|(?:трохи )?більше(?: ніж| як| за)?|(?:трохи )?більш(?: ніж| як)|щонайменше|якнайменше|мінімум"
    "|як мінімум|принаймні|не менше(?: ніж| як| за)?|не менш(?: ніж| як)?|перевищ\\w+",
    "about": r"about|around|approximately|approx\.|roughly|some|nearly|almost|close to|an estimated|estimated"
    "|близько|приблизно|майже|орієнтовно|десь|біля|порядку|ледь не",
}
_COMPARATOR_BEFORE = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _COMPARATORS.items())
    + r")\s+(?:a total of\s+|of\s+|ще\s+|the\s+|another\s+)?$"
)
_ANOTHER = re.compile(r"(?<!\w)(?:another|a total of|a further|further|ще|всього|усього)\s+$")
_OR_SO = re.compile(r" or so\b")
_OR_MORE = re.compile(r"\+|\s?(?:or more|або більше|чи більше|з гаком|із гаком|з лишком)(?!\w)")
_WIDEST = 2.5  # a range of people is no wider: «5 to 500» is no range


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
    for pattern in (_BETWEEN, _TO, _DIGITS):
        position = 0
        while match := pattern.search(folded, position):
            position = match.end()
            high = match["high"]
            scale = _scale(match["scale"])
            first, last = _value(match["low"], scale), _value(high, scale) if high else None
            is_range = first is not None and last is not None and first < last <= max(first * _WIDEST, 4)
            if high and (not is_range or (pattern is not _DIGITS and _has_grown(folded, match.start()))):
                position = match.end("low")
                if pattern is not _DIGITS:
                    continue
                first, last = _value(match["low"], 1), None
            if first is not None:
                yield _with_comparator(folded, match.start(), position, first, last, is_word=False)


def _has_grown(folded: str, place: int) -> bool:
    """«Зросла від 8 до 10 тисяч» tells of a change, not of a range."""
    return GROWN_TO.search(folded, max(0, place - 60), place) is not None


def _scale(word: str | None) -> int:
    if word is None:
        return 1
    return 1_000_000 if word.startswith(("млн", "мільйон", "million")) else 1000


def _value(figures: str, scale: int) -> int | None:
    """The number that figures print; None for a decimal without a scale, which counts no people."""
    if re.fullmatch(r"\d{1,3}(?:[ ,.]\d{3})+", figures):
        return int(re.sub(r"\D", "", figures)) * scale if len(figures) < 16 else None
    if figures.isdecimal():
        return int(figures) * scale if len(figures) < 10 else None
    value = float(figures.replace(",", ".")) * scale if len(figures) < 16 else 0.0
    return round(value) if scale > 1 else None


def _in_words(folded: str) -> Iterator[Numeral]:
    for pattern, value in _SPECIAL:
        for match in pattern.finditer(folded):
            yield _with_comparator(folded, match.start(), match.end(), value, None, is_word=True)
    for match in HUNDREDS.finditer(folded):
        yield _with_comparator(folded, match.start(), match.end(), WORDS[match[1]] * 100, None, is_word=True)
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
    for word in _ONE_WORD.finditer(folded, start, end):
        spoken, place, stop = word.group(), word.start(), word.end()
        if spoken in THOUSANDS:
            if begun < 0 and spoken not in _ALONE:
                continue
            total, current = total + (current or 1) * 1000, 0
        elif spoken == "hundred":
            if not 1 <= current <= 99:
                continue
            current *= 100
        elif begun >= 0 and (_goes_on(current, WORDS[spoken]) or (current == 0 and total)):
            current += WORDS[spoken]
        else:
            if begun >= 0:
                yield begun, ended, total + current
            total, current, begun = 0, WORDS[spoken], place
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
    floor = max(0, number_start - 45)
    start, before = number_start, folded[floor:number_start]
    found: Comparator = "exact"
    match = _COMPARATOR_BEFORE.search(before)
    another = None if match else _ANOTHER.search(before)
    if match and not (match["at_most"] == "до" and _reaches(folded, floor + match.start())):
        found = next(name for name in _COMPARATORS if match[name])
        start = floor + match.start()
    elif another:
        start = floor + another.start()
    if found == "exact" and (so := _OR_SO.match(folded, end)):
        found, end = "about", so.end()
    if found == "exact" and (more := _OR_MORE.match(folded, end)):
        found, end = "at_least", more.end()
    if value_high is not None:
        found = "range"
    return Numeral(start, number_start, end, value, value_high, found, is_word)


def _reaches(folded: str, place: int) -> bool:
    """«Зросла до 3767» says where a number has come to, no upper bound."""
    return GROWN_TO.search(folded, max(0, place - 60), place) is not None
