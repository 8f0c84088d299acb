"""Surname, given name and patronymic, found in a name as it was written, in whatever order.

Official lists put the surname first, the press the given name; columns may be merged or glued. Call signs, quotation
marks, numbers and forms of address are left out.
"""

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from dodomu.names import given
from dodomu.names.keys import root_of_patronymic
from dodomu.names.normalise import fold, mend, tidy
from dodomu.names.sounds import sound

MOST_WORDS = 6
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in its parts; an initial keeps its full stop.

    >>> PersonName("Шевченко", "Тарас", "Григорович").full
    'Шевченко Тарас Григорович'
    >>> PersonName("Шевченко", "Тарас", "Григорович").short()
    'Шевченко Т. Г.'
    """

    surname: str
    given: str = ""
    patronymic: str = ""

    @property
    def full(self) -> str:
        """Surname, given name and patronymic, as official lists write them."""
        return " ".join(part for part in (self.surname, self.given, self.patronymic) if part)

    def short(self) -> str:
        """Surname and initials."""
        initials = [f"{part[0]}." for part in (self.given, self.patronymic) if part]
        return " ".join(part for part in (self.surname, *initials) if part)


_CALL_SIGN = re.compile(
    r"(?:,?\s*(?:позивн\w*|позывн\w*|псевдо|прізвисько|call\s?sign)\b\s*[:–-]?\s*)?[«“„\"”][^«»“”„\"]{1,40}[»”“\"]"
    r"|,?\s*\b(?:позивн\w*|позывн\w*|псевдо|call\s?sign)\b\s*[:–-]?\s*\w+",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBERING = re.compile(r"^\s*(?:№\s*)?\d{1,4}\s*[.):\-]\s*|^\s*[-•*–—·]\s+")
_ADDRESS = frozenset(
    [
        "гр",
        "гром",
        "громадянин",
        "громадянка",
        "гражданин",
        "гражданка",
        "пан",
        "пані",
        "рн",
        "нар",
        "народження",
        "рождения",
        "року",
        "р.н.",
        "піб",
        "фио",
        "фіо",
        "mr",
        "mrs",
        "ms",
        "born",
    ]
)
_INITIAL = re.compile(r"^([^\W\d_])\.?$|^([^\W\d_]{1,4})\.$")
_GLUED_INITIALS = re.compile(r"(?<![^\W\d_])([^\W\d_])\.\s?-?([^\W\d_])(?:\.|(?![^\W\d_]))")
_GLUED_WORDS = re.compile(r"(?<=[а-яёіїєґa-z])(?=[А-ЯЁІЇЄҐA-Z])")
_KIN = frozenset(["огли", "оглы", "огло", "оґли", "кизи", "кызы", "oglu", "ogly", "ohly", "kyzy", "kizi", "qizi"])
_PARTICLES = frozenset(["де", "ван", "фон", "бін", "аль", "ль", "de", "van", "von", "bin", "al", "el", "da", "ter"])

_PATRONYMIC_ENDING = re.compile(r"(?:[oei]v(?:ich|its)|[oei]?vna|[dltzkrms]ichna|inichna|(?<=[lkzmt])ich)$")
_SURNAME_ENDING = re.compile(
    r"(?:enk[oa]?|chuk|uk|ak|sk(?:i|a|oi)|[oe]va?|ina?|ets|ish?in|iv|ko|skih|shvili|dze|an|ei|ik|ii|ir|ar|enko)$"
)


def parse_name(text: str) -> PersonName:
    """The parts of a name as it was received; everything it cannot place stays out, nothing raises.

    >>> parse_name("Андрій Миколайович ШЕВЧУК")
    PersonName(surname='Шевчук', given='Андрій', patronymic='Миколайович')
    >>> parse_name("Кучер П.С.")
    PersonName(surname='Кучер', given='П.', patronymic='С.')
    >>> parse_name("Zghurskyi-Koval, Nikolai Ilich (позивний «Кіт»)")
    PersonName(surname='Zghurskyi-Koval', given='Nikolai', patronymic='Ilich')
    """
    return _parse(text[: 4 * LONGEST_NAME])


@lru_cache(maxsize=50_000)
def _parse(text: str) -> PersonName:
    text = _CALL_SIGN.sub(" ", text)
    text = _NUMBERING.sub("", _BRACKETS.sub(" ", tidy(text)))
    before, comma, after = text.partition(",")
    if comma and len(before.split()) <= 2 and _words(before) and len(_words(after)) <= 3:
        first, rest = _words(before), _words(after)
        if rest:
            return _with_surname_given(first, rest)
    return _placed(_words(text))


def _with_surname_given(first: list[str], rest: list[str]) -> PersonName:
    """The comma says where the surname ends."""
    name = _placed(first + rest)
    if name.surname and fold(name.surname) in (fold("-".join(first)), fold(first[0])):
        return name
    if len(rest) >= 2 or _as_given(rest[0]) > 0.5 or _is_initial(rest[0]):
        return _named("-".join(first), rest[0], " ".join(rest[1:2]))
    return name


def _words(text: str) -> list[str]:
    text = _GLUED_INITIALS.sub(r" \1. \2. ", text)
    text = mend(re.sub(r"[,;/\\|+=<>№#%&*^~{}@!?:\"«»“”„]+", " ", text), digits=True)
    words: list[str] = []
    for word in re.sub(r"\s*-\s+|\s+-\s*", "-", text).split():
        word = word.strip("-’.") + ("." if word.endswith(".") and len(word.strip("-’.")) <= 4 else "")
        if not any(c.isalpha() for c in word) or any(c.isdigit() for c in word) or fold(word).strip(".") in _ADDRESS:
            continue
        words += _unglued(word)
    joined: list[str] = []
    for word in words:
        if joined and (fold(word) in _KIN or (fold(joined[-1]) in _PARTICLES and not _is_initial(joined[-1]))):
            joined[-1] = f"{joined[-1]} {word}"
        else:
            joined.append(word)
    return joined[:MOST_WORDS]


def _unglued(word: str) -> list[str]:
    pieces = [piece for piece in _GLUED_WORDS.split(word) if piece]
    if len(pieces) > 1 and all(len(piece) > 2 for piece in pieces) and (
        any(given.known_keys(piece) or _PATRONYMIC_ENDING.search(sound(piece)) for piece in pieces)
    ):  # fmt: skip
        return pieces
    return [word]


def _placed(words: list[str]) -> PersonName:
    initials = [n for n, word in enumerate(words) if _is_initial(word)]
    whole = [n for n in range(len(words)) if n not in initials]
    if not whole:
        return PersonName(words[0].strip(".") if len(words) == 1 else "", *([] if len(words) < 2 else words[:2]))
    if initials and len(whole) == 1:
        return _named(words[whole[0]], words[initials[0]], words[initials[1]] if len(initials) > 1 else "")
    if len(whole) == 1:
        return _named(words[0], "", "")
    words = _rejoined(words) if len(whole) > 3 else words
    best: tuple[float, PersonName] | None = None
    shouted = [len(word) > 2 and word.isupper() for word in words]
    one_shouted = sum(shouted) == 1
    count = len(words)
    for order in itertools.permutations(range(count), min(3, count)):
        for roles in ("SGP",) if count > 2 else ("SG", "SP") if not initials else ("SG",):
            place = dict(zip(roles, order, strict=False))
            at_s, at_g, at_p = place["S"], place.get("G"), place.get("P")
            if _is_initial(words[at_s]):
                continue
            worth = _as_surname(words[at_s]) + (0.6 if one_shouted and shouted[at_s] else 0.0)
            worth += _as_given(words[at_g]) if at_g is not None else -0.8
            worth += _as_patronymic(words[at_p]) if at_p is not None else 0.0
            worth += _order_worth(at_s, at_g, at_p)
            if best is None or worth > best[0] + 1e-9:
                best = (
                    worth,
                    _named(
                        words[at_s], words[at_g] if at_g is not None else "", words[at_p] if at_p is not None else ""
                    ),
                )
    assert best is not None
    return _without_false_patronymic(best[1], words)


def _order_worth(at_s: int, at_g: int | None, at_p: int | None) -> float:
    if at_g is None or at_p is None:
        return 0.15 if at_s == 0 else 0.0
    return {(0, 1, 2): 0.4, (2, 0, 1): 0.35, (1, 0, 2): 0.05, (1, 2, 0): 0.1}.get((at_s, at_g, at_p), 0.0)


def _without_false_patronymic(name: PersonName, words: list[str]) -> PersonName:
    """Three words without a patronymic are a double surname, or a surname and two given names."""
    if len(words) != 3 or not name.patronymic or _is_initial(name.patronymic) or _is_initial(name.given):
        return name
    if _as_patronymic(name.patronymic) >= 0.2 or len(name.patronymic) <= 4:
        return name
    places = [n for n, word in enumerate(words) if _as_given(word) > 0.5]
    if len(places) == 1 and places[0] != 1:
        rest = [words[n] for n in range(3) if n != places[0]]
        return _named("-".join(rest), words[places[0]], "")
    return name


def _rejoined(words: list[str]) -> list[str]:
    """Four words or more: a blank fell into one of them; join the two neighbours that make a better whole."""
    best = words
    best_worth = -1.0
    for n in range(len(words) - 1):
        if _is_initial(words[n]) or _is_initial(words[n + 1]):
            continue
        pieces = words[n], words[n + 1]
        joined = pieces[0] + (pieces[1].lower() if pieces[0][1:].islower() or pieces[1].islower() else pieces[1])
        rest = words[:n] + words[n + 2 :]
        worth = sum(max(_as_given(word), _as_patronymic(word)) for word in (joined, *rest))
        worth += 0.3 if n == 0 else 0.0
        worth += 0.2 if pieces[1][:1].islower() else 0.0
        if worth > best_worth:
            both_known = all(p[:1].isupper() and len(p) > 3 for p in pieces)
            whole = (
                joined if not both_known or max(_as_given(joined), _as_patronymic(joined)) > 0.9 else "-".join(pieces)
            )
            best_worth, best = worth, [*words[:n], whole, *words[n + 2 :]]
    return best if len(best) <= 3 else _rejoined(best) if len(best) < len(words) and len(best) > 3 else best


def _is_initial(word: str) -> bool:
    return bool(_INITIAL.match(word))


@lru_cache(maxsize=100_000)
def _as_given(word: str) -> float:
    """How much a word looks like a given name, 0 to 1."""
    if _is_initial(word):
        return 0.5
    if given.known_keys(word):
        return 1.0 if given.is_full_form(word) else 0.85
    heard = sound(word)
    if len(heard) < 4 or _PATRONYMIC_ENDING.search(heard):
        return 0.0
    near = process.extractOne(heard, given.FULL_SOUNDS, scorer=fuzz.ratio, score_cutoff=78)
    return (near[1] - 50) / 65 if near else 0.0


@lru_cache(maxsize=100_000)
def _as_patronymic(word: str) -> float:
    """How much a word looks like a patronymic, 0 to 1."""
    if _is_initial(word):
        return 0.45
    if any(fold(piece) in _KIN for piece in word.split()):
        return 1.0
    if given.father_keys(word):
        return 1.0
    heard = sound(word)
    if _PATRONYMIC_ENDING.search(heard):
        near = process.extractOne(root_of_patronymic(heard), given.FATHER_ROOTS, scorer=fuzz.ratio, score_cutoff=70)
        return 0.9 if near else 0.6
    at = bisect_left(given.PATRONYMIC_SOUNDS, heard)
    if len(heard) > 2 and at < len(given.PATRONYMIC_SOUNDS) and given.PATRONYMIC_SOUNDS[at].startswith(heard):
        return 0.4  # cut short
    near = (
        process.extractOne(heard, given.PATRONYMIC_SOUNDS, scorer=fuzz.ratio, score_cutoff=80)
        if len(heard) > 6
        else None
    )
    return (near[1] - 50) / 70 if near else 0.0


@lru_cache(maxsize=100_000)
def _as_surname(word: str) -> float:
    """How much a word looks like a surname: mostly by not being anything else, 0 to 1."""
    if "-" in word:
        return 0.9
    worth = 0.5 + (0.3 if _SURNAME_ENDING.search(sound(word)) else 0.0)
    return worth - 0.25 * _as_given(word) - 0.15 * (1.0 if given.father_keys(word) else 0.0)


def _named(surname: str, given_name: str, patronymic: str) -> PersonName:
    return PersonName(*(_written(part)[:LONGEST_NAME] for part in (surname, given_name, patronymic)))


def _written(part: str) -> str:
    if _is_initial(part):
        return part if part.endswith(".") else f"{part}."
    pieces = part.strip(".").split("-")
    if part.isupper() or part.islower():
        pieces = [" ".join(w[:1].upper() + w[1:].lower() for w in piece.split(" ")) for piece in pieces]
    return "-".join(pieces)
