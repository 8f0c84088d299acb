"""The words of a name as received, and which of them may be the surname, the given name and the patronymic.

Nothing is decided here: every assignment that the words allow is weighed against the register, and the best counts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dodomu.names import given
from dodomu.names.normalise import fold, tidy

MOST_WORDS = 6

_OUTSIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[«“„\"][^«»“”„\"]{1,40}[»”“\"]")
_MARK_WITHIN = re.compile(r"(?<=[^\W\d_])[\"“”„`*](?=[^\W\d_])")  # a hard sign as some write it
_SPLIT = re.compile(r"[\s,;/\\|+=<>№#%&*^~{}@!?:\"«»“”„_]+")
_WORD = re.compile(r"[^\W_][^\s,;]*")
_GLUED = re.compile(r"(?<=[а-яёіїєґa-z’'])(?=[А-ЯЁІЇЄҐA-Z])")
_INITIALS = re.compile(r"^(?:[^\W\d_]{1,2}\.)+-?(?:[^\W\d_]{1,2}\.?)?$")
_KIN = frozenset(["огли", "оглы", "огло", "оґли", "кизи", "кызы", "oglu", "ogly", "ohly", "kyzy", "kizi", "qizi"])


@dataclass(frozen=True, slots=True)
class Reading:
    """Words in their places: the surname always, the others "" where the line has none; `cost` for a rare order."""

    surname: str
    given: str
    patronymic: str
    cost: float = 0.0


def words_of(name: str) -> tuple[list[str], int]:
    """The words of a name, initials apart, and how many stand before a comma (0 without one).

    >>> words_of("Байрак ІринаРоманівна"), words_of("Koval, I.P.")
    ((['Байрак', 'Ірина', 'Романівна'], 0), (['Koval', 'I.', 'P.'], 1))
    """
    text = _OUTSIDE.sub(" ", _MARK_WITHIN.sub("", tidy(name)))
    before, comma, after = text.partition(",")
    found = _words(before)
    if not comma:
        return found[:MOST_WORDS], 0
    rest = _words(after)
    return (found + rest)[:MOST_WORDS], len(found) if rest and len(found) <= 2 else 0


def _words(text: str) -> list[str]:
    out: list[str] = []
    for word in _SPLIT.split(text):
        if not word or not any(c.isalpha() for c in word):
            continue
        if "." in word and _INITIALS.match(word):
            out += [piece + "." for piece in re.split(r"[.-]+", word) if piece]
            continue
        if "." in word:
            pieces = [piece for piece in word.split(".") if piece.strip("-’")]
            if len(pieces) > 1:
                out += [piece + "." if len(piece) <= 2 else piece for piece in pieces]
                continue
            word = word if len(word) <= 5 else word.strip(".")
        word = word.strip("-’")
        if word.lower() in _KIN and out:
            out[-1] += " " + word
            continue
        pieces = [word] if word.isupper() or word.islower() or word.istitle() else _GLUED.split(word)
        out += pieces if len(pieces) > 1 and all(len(piece) > 2 for piece in pieces) else [word]
    return out


def is_initial(word: str) -> bool:
    """One letter, or up to three and a full stop."""
    return len(word) == 1 or (word.endswith(".") and len(word) <= 4)


@lru_cache(maxsize=20_000)
def unglued(word: str) -> tuple[tuple[str, str], ...]:
    """A long word as two, where its beginning or end is a given name: ШЕВЧУКАНДРІЙ.

    >>> unglued("ШЕВЧУКАНДРІЙ"), unglued("Коваленко")
    ((('ШЕВЧУК', 'АНДРІЙ'),), ())
    """
    if len(word) < 8 or "-" in word:
        return ()
    found = []
    for at in range(3, len(word) - 2):
        one, two = word[:at], word[at:]
        if (_is_official(two) and len(two) >= 4) or (_is_official(one) and len(one) >= 4 and given.father_keys(two)):
            found.append((one, two))
    return tuple(found)


def _is_official(word: str) -> bool:
    return fold(word) in given.OFFICIAL


_PATRONYMIC = re.compile(
    r"(?:[оеєйиіїь]ви[чц]|[ьлкм]ич|ілліч|[оеєйиії]вн[аы]|ична|[oeiy]vi[cč]h?|[oeiy]vy[cč]h?|i[ly]i?[cč]h|[oeiïy]vn[ao]|[yi][cč]h?na"
    r"|[oe]wi[ct]sch|[oe]wy?tsch|[oeiy]vitch|[oeiy]vytch|[oe]wicz)$",
    re.IGNORECASE,
)


def _is_like_patronymic(word: str) -> bool:
    return bool(_PATRONYMIC.search(word)) or bool(given.father_keys(word))


_ORDERS3 = {
    (0, 1, 2): 0.0, (2, 0, 1): 0.9, (1, 2, 0): 2.5, (0, 2, 1): 3.5, (1, 0, 2): 3.5, (2, 1, 0): 3.5,
}  # fmt: skip  # places of surname, given name, patronymic


def assignments(words: Sequence[str], before_comma: int) -> list[Reading]:
    """Every way to place up to three whole words; likelier orders cost less.

    >>> [reading.surname for reading in assignments(["Коваль", "Іван"], 0)][:2]
    ['Коваль', 'Іван']
    """
    count = len(words)
    cut = [is_initial(word) for word in words]
    if count == 1:
        return [Reading(words[0], "", "")]
    if count == 2:
        if cut[0] != cut[1]:
            surname, given_name = (words[1], words[0]) if cut[0] else (words[0], words[1])
            return [Reading(surname, given_name, "")]
        out = [Reading(words[0], words[1], "")]
        if not before_comma:
            out += [Reading(words[1], words[0], "", 0.6)]
        return [*out, Reading(words[0], "", words[1], 4.0)] if _is_like_patronymic(words[1]) else out
    whole = [n for n in range(3) if not cut[n]]
    if len(whole) == 1:
        rest = [n for n in range(3) if n != whole[0]]
        return [Reading(words[whole[0]], words[rest[0]], words[rest[1]])]
    out = []
    fathers = [n for n in whole if _is_like_patronymic(words[n]) and (n or not before_comma)]
    for (s, g, p), cost in _ORDERS3.items():
        if cut[s] or (before_comma and s != 0) or (len(fathers) == 1 and len(whole) == 3 and p != fathers[0]):
            continue
        if sum(cut) == 1 and cut[g] and not cut[p]:
            cost += 3.0
        out.append(Reading(words[s], words[g], words[p], cost))
    return out
