"""The words for numbers in Ukrainian and English, in every case that news uses."""

import re

_UK = {
    0: "нуль нуля",
    1: "один одного одному одним одна одну однієї одній одною одне",
    2: "два дві двох двом двома двоє",
    3: "три трьох трьом трьома троє",
    4: "чотири чотирьох чотирьом чотирма четверо",
    5: "п'ять п'яти п'ятьох п'ятьом п'ятьма п'ятеро",
    6: "шість шести шістьох шістьом шістьма шестеро",
    7: "сім семи сімох сьомох сьома сімома семеро",
    8: "вісім восьми вісьмох вісьма вісьмома восьмеро",
    9: "дев'ять дев'яти дев'ятьох дев'ятьома дев'ятьма дев'ятеро",
    10: "десять десяти десятьох десятьма десятеро",
    40: "сорок сорока",
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
_TEENS = "одинадцят дванадцят тринадцят чотирнадцят п'ятнадцят шістнадцят сімнадцят вісімнадцят дев'ятнадцят".split()
_STEMS = {11 + place: stem for place, stem in enumerate(_TEENS)} | {20: "двадцят", 30: "тридцят"}
_TENS = {50: "п'ятдесят", 60: "шістдесят", 70: "сімдесят", 80: "вісімдесят"}
_ENDINGS = ("и", "ьох", "ьом", "ьма", "еро")

_EN = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_EN_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

WORDS: dict[str, int] = {form: value for value, forms in _UK.items() for form in forms.split()}
WORDS |= {stem + ending: value for value, stem in _STEMS.items() for ending in ("ь", *_ENDINGS)}
WORDS |= {stem + ending: value for value, stem in _TENS.items() for ending in ("", *_ENDINGS)}
WORDS |= {word: value for value, word in enumerate(_EN)}
WORDS |= {word: 10 * value for value, word in enumerate(_EN_TENS, start=2)}

THOUSANDS = frozenset("thousand тисяча тисячу тисячі тисяч тисячам тисячами тисячею".split())
SPOKEN = "|".join(sorted((re.escape(word) for word in [*WORDS, *THOUSANDS, "hundred"]), key=len, reverse=True))
#: Дві сотні, п'ять сотень: the hundred as a noun.
HUNDREDS = re.compile(r"(?<![\w'])(дві|три|чотири|п'ять|шість|сім|вісім|дев'ять) сот(?:ні|ень)(?!\w)")

#: After these a «до 900», "to 900" says what a number has grown to.
GROWN_TO = re.compile(
    r"(?:зрос|збільш|довед|довод|довел|сягн|скорот|зменш|дійш|досяг|кількіст|загальн"
    r"|\brose\b|\brisen\b|\bgrew\b|\bgrown\b|increas|\bup\b|fell\b|\btotal\b|number|tally)\w*[^.;]*$"
)
