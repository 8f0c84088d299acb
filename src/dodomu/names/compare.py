"""How alike two parts of a name are, with the reason in words. Symmetric; a part is fully alike to itself."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from dodomu.names.given import father_keys, initials_of, known_keys
from dodomu.names.keys import given_keys, root_of_patronymic, skeleton
from dodomu.names.normalise import fold
from dodomu.names.sounds import sound
from dodomu.text import Text

Mark = Literal["same", "similar", "differs", "nodata"]


@dataclass(frozen=True, slots=True)
class Alike:
    """Likeness of two parts, 0 to 1, the mark that the screen shows, and why."""

    score: float
    mark: Mark
    reason: Text


_NO_DATA = Text("немає даних", "no data")
_SAME = Text("збігається", "same")
_OTHER_SPELLING = Text("те саме в іншому написанні", "the same in another spelling")
_FORMS = Text("форми одного імені", "forms of one name")
_INITIAL = Text("збігається ініціал", "the initial agrees")
_OTHER_INITIAL = Text("інший ініціал", "another initial")
_HALF = Text("збігається половина подвійного прізвища", "half of a double surname agrees")
_ONE_SLIP = Text("відрізняється одна літера", "one letter differs")
_NEAR = Text("схоже, кілька літер інші", "similar, a few letters differ")
_CUT = Text("скорочено, початок збігається", "cut short, the beginning agrees")
_FATHER = Text("те саме ім’я батька", "the same father’s name")
_DIFFERS = Text("відрізняється", "differs")


def compare_surname(a: str, b: str) -> Alike:
    """Likeness of two surnames in any alphabet; masculine and feminine forms count as one.

    >>> compare_surname("Згурський", "Zgurskaia").mark, compare_surname("Коваль", "Бойко").mark
    ('same', 'differs')
    """
    return _surname(a, b) if a <= b else _surname(b, a)


def compare_given(a: str, b: str) -> Alike:
    """Likeness of two given names: equivalents and short forms are one name, an initial is weak evidence.

    >>> [compare_given(*pair).mark for pair in (("Микола", "Николай"), ("О.", "Александр"), ("Іван", "Олег"))]
    ['same', 'similar', 'differs']
    """
    return _given(a, b) if a <= b else _given(b, a)


def compare_patronymic(a: str, b: str) -> Alike:
    """Likeness of two patronymics by the father's name.

    >>> compare_patronymic("Миколайович", "Nikolaevna").mark, compare_patronymic("Ів.", "Іванович").mark
    ('same', 'similar')
    """
    return _patronymic(a, b) if a <= b else _patronymic(b, a)


@lru_cache(maxsize=200_000)
def _surname(a: str, b: str) -> Alike:
    one, two = skeleton(a), skeleton(b)
    if fold(a) == fold(b) and fold(a):
        return Alike(1.0, "same", _SAME)
    if not one or not two:
        return Alike(0.0, "nodata", _NO_DATA)
    if one == two:
        return Alike(0.98, "same", _OTHER_SPELLING)
    halves_a, halves_b = _halves(a), _halves(b)
    if len(halves_a) > 1 or len(halves_b) > 1:
        if sorted(halves_a) == sorted(halves_b):
            return Alike(0.97, "same", _OTHER_SPELLING)
        if set(halves_a) & set(halves_b):
            return Alike(0.88, "similar", _HALF)
        best = max(_near(x, y).score for x in halves_a for y in halves_b) * 0.92
        whole = _near(one, two)
        return (
            whole
            if whole.score >= best
            else Alike(best, "similar" if best >= 0.72 else "differs", _NEAR if best >= 0.72 else _DIFFERS)
        )
    near = _near(one, two)
    short, long = sorted((one, two), key=len)
    if near.score < 0.8 and 3 <= len(short) <= len(long) - 2 and long.startswith(short):
        return Alike(0.8, "similar", _CUT)
    return near


@lru_cache(maxsize=100_000)
def _given(a: str, b: str) -> Alike:
    if fold(a) == fold(b) and fold(a):
        return Alike(1.0, "same", _SAME)
    one, two = sound(a), sound(b)
    if not one or not two:
        return Alike(0.0, "nodata", _NO_DATA)
    cut = _initial(a, b, given=True)
    if cut is not None:
        return cut
    keys_a, keys_b = given_keys(a), given_keys(b)
    if set(keys_a) & set(keys_b):
        certain = len(keys_a) == len(keys_b) == 1
        return Alike(
            0.98 if one == two else 0.96 if certain else 0.9, "same", _OTHER_SPELLING if one == two else _FORMS
        )
    if one == two:
        return Alike(0.98, "same", _OTHER_SPELLING)
    near = _near(one, two)
    if len(one) > 3 and len(two) > 3 and (one.startswith(two) or two.startswith(one)) and abs(len(one) - len(two)) > 2:
        near = Alike(max(near.score, 0.8), "similar", _CUT)
    if known_keys(a) and known_keys(b):  # two names that both exist are two people's, however near they sound
        return Alike(min(near.score, 0.6) if near.score < 0.93 else 0.65, "differs", _DIFFERS)
    return near


@lru_cache(maxsize=100_000)
def _patronymic(a: str, b: str) -> Alike:
    if fold(a) == fold(b) and fold(a):
        return Alike(1.0, "same", _SAME)
    one, two = sound(a), sound(b)
    if not one or not two:
        return Alike(0.0, "nodata", _NO_DATA)
    cut = _initial(a, b, given=False)
    if cut is not None:
        return cut
    fathers_a, fathers_b = father_keys(a) or _as_father(a), father_keys(b) or _as_father(b)
    if set(fathers_a) & set(fathers_b):
        return Alike(0.97, "same", _OTHER_SPELLING if one == two else _FATHER)
    root_a, root_b = root_of_patronymic(one), root_of_patronymic(two)
    if root_a == root_b:
        return Alike(0.97, "same", _OTHER_SPELLING)
    short, long = sorted((one, two), key=len)
    if 2 <= len(short) <= len(long) - 3 and long.startswith(short):
        return Alike(0.8, "similar", _CUT)
    if fathers_a and fathers_b:
        return Alike(0.3, "differs", _DIFFERS)
    return _near(root_a, root_b)


def _as_father(part: str) -> tuple[str, ...]:
    """Lists under article 122 carry the father's given name itself."""
    return known_keys(part)


def _initial(a: str, b: str, *, given: bool) -> Alike | None:
    """An initial or a part cut short against a whole word; None when neither is one."""
    cut_a, cut_b = _is_cut(a), _is_cut(b)
    if not cut_a and not cut_b:
        return None
    one, two = sound(a), sound(b)
    if cut_a and cut_b:
        agrees = one.startswith(two) or two.startswith(one)
    else:
        short, long, whole = (one, two, b) if cut_a else (two, one, a)
        starts = {long[:1]}
        keys = given_keys(whole) if given else father_keys(whole)
        for key in keys:
            starts |= initials_of(key)
        agrees = long.startswith(short) or (len(short) == 1 and bool(starts & _letters(short)))
    return Alike(0.75, "similar", _INITIAL) if agrees else Alike(0.1, "differs", _OTHER_INITIAL)


def _letters(short: str) -> set[str]:
    """What an initial may stand for: Y. and E. for Є, I. and Y. for Ю, Я."""
    return {short} | {"i": {"a", "u", "e", "o"}, "e": {"o"}, "z": {"zh"}}.get(short, set())


def _is_cut(part: str) -> bool:
    return part.endswith(".") or len(part) == 1


@lru_cache(maxsize=200_000)
def _near(one: str, two: str) -> Alike:
    longest = max(len(one), len(two))
    slips = DamerauLevenshtein.distance(one, two)
    if slips <= 1 and longest >= 5:
        return Alike(0.93 if longest >= 7 else 0.88, "similar", _ONE_SLIP)
    bones = JaroWinkler.similarity(_bones(one), _bones(two))
    score = 0.5 * (1 - slips / longest) + 0.3 * fuzz.ratio(one, two) / 100 + 0.2 * bones
    if score >= 0.72:
        return Alike(min(score, 0.9), "similar", _NEAR)
    return Alike(score * 0.8, "differs", _DIFFERS)


def _bones(heard: str) -> str:
    """Consonants alone: vowels are what clerks who write by ear get wrong."""
    return "".join(c for c in heard if c not in "aeiou") or heard


def _halves(surname: str) -> tuple[str, ...]:
    return tuple(found for half in surname.replace(" ", "-").split("-") if (found := skeleton(half)))
