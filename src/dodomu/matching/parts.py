"""Given names and patronymics of a register against one written word: the level of each, worked out once a word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from dodomu.matching import levels
from dodomu.matching.words import is_initial
from dodomu.names import given
from dodomu.names.keys import root_of_patronymic
from dodomu.names.readings import COARSE, letters, plain, readings
from dodomu.names.sounds import sound

Codes = NDArray[np.int8]
MOST_KEPT = 50_000
LIKELIEST = 2  # readings of a word whose slips are looked for
FAR = 3  # more slips than this are no likeness


class Vocabulary:
    """The distinct given names (or patronymics) of a register, grouped by the name they are forms of."""

    def __init__(self, spellings: Iterable[str], *, of_fathers: bool) -> None:
        self.of_fathers = of_fathers
        self.spellings = list(spellings)
        table = given.forms_of_patronymics() if of_fathers else given.forms_of_givens()
        self._keys: dict[str, int] = {}
        owner: list[int] = []
        forms: list[list[str]] = []
        for spelling in self.spellings:
            key = self._key_of(spelling)
            if key not in self._keys:
                self._keys[key] = len(self._keys)
                forms.append(list(dict.fromkeys([*table.get(key, ()), spelling])) if key else [])
            owner.append(self._keys[key])
        self._owner = np.array(owner, dtype=np.intp)
        self._empty = self._keys.get("", -1)
        pairs = [
            list(dict.fromkeys((letters(form, whole=True), plain(form)) for form in group)) or [("", "")]
            for group in forms
        ]
        sounds = [[one for one, _ in group] for group in pairs]
        self._plain = [one for group in pairs for _, one in group]
        self._starts = np.array([0, *np.cumsum([len(group) for group in sounds])[:-1]], dtype=np.intp)
        self._sounds = [one for group in sounds for one in group]
        self._sorted = sorted(range(len(self._sounds)), key=self._sounds.__getitem__)
        self._in_order = [self._sounds[n] for n in self._sorted]
        self._coarse = [one.translate(COARSE) for one in self._sounds]
        self._lengths = np.array([len(one) for one in self._sounds])
        self._key_of_sound = np.repeat(np.arange(len(sounds)), [len(group) for group in sounds])
        self._exact: dict[str, list[int]] = {}
        for at, one in zip(self._key_of_sound.tolist(), self._sounds, strict=True):
            kept = self._exact.setdefault(one, [])
            if at not in kept:
                kept.append(at)
        self._initials = [
            {one[:1] for one in group} if of_fathers else self._starts_of(key, group)
            for key, group in zip(self._keys, sounds, strict=True)
        ]
        self._cache: dict[str, Codes] = {}

    def _key_of(self, spelling: str) -> str:
        if not spelling:
            return ""
        known = given.father_keys(spelling) if self.of_fathers else given.known_keys(spelling)
        return known[0] if known else "?" + sound(spelling)

    @staticmethod
    def _starts_of(key: str, sounds: list[str]) -> set[str]:
        official = [letters(form, whole=True) for form in given.official_forms(key)]
        return {one[:1] for one in (official or sounds)}

    def codes(self, word: str) -> Codes:
        """The level of every spelling of the vocabulary against a word; NONE where either is missing."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) > MOST_KEPT:
                self._cache.clear()
            found = self._cache[word] = self._by_key(word)[self._owner] if self.spellings else np.zeros(0, np.int8)
        return found

    def _by_key(self, word: str) -> Codes:
        count = len(self._keys)
        if not word:
            return np.zeros(count, dtype=np.int8)
        out = self._initial(word, count) if is_initial(word) else self._whole(word, count)
        if self._empty >= 0:
            out[self._empty] = levels.NONE
        return out

    def _initial(self, word: str, count: int) -> Codes:
        heard = letters(word, whole=True)
        out = np.full(count, levels.OTHER_INITIAL, dtype=np.int8)
        if not heard:
            return np.zeros(count, dtype=np.int8)
        ways = {
            heard[:1],
            *{"i": "aueo", "e": "o", "z": "Z", "k": "C", "C": "h", "S": "s", "Z": "z"}.get(heard[:1], ""),
        }
        for at, starts in enumerate(self._initials):
            if len(heard) > 1:
                agrees = any(one.startswith(heard) for one in self._of(at))
                out[at] = levels.CUT_SHORT if agrees else out[at]
            elif ways & starts:
                out[at] = levels.INITIAL
        return out

    def _of(self, at: int) -> list[str]:
        end = self._starts[at + 1] if at + 1 < len(self._starts) else len(self._sounds)
        return self._sounds[self._starts[at] : end]

    def _whole(self, word: str, count: int) -> Codes:
        heard = readings(word, whole=True)
        known = given.father_keys(word) if self.of_fathers else given.known_keys(word)
        as_given = False
        if self.of_fathers and not known and given.is_full_form(word) and given.sex_of(word) == "m":
            known = given.known_keys(word)  # lists under article 122 carry the father's given name itself
            as_given = True
        if known:
            out = np.full(count, levels.OTHER_KNOWN, dtype=np.int8)
            self._mark_near(out, heard[:1], "", most=1, level=levels.NEAR_KNOWN)
            for n, key in enumerate(known):
                if key in self._keys:
                    official = n == 0 or (not self.of_fathers and len(known) == 1)
                    out[self._keys[key]] = levels.SAME if official and not as_given else levels.AMBIGUOUS
            if as_given and heard:
                self._mark_cut(out, heard[0], dotted=False)
            return out
        out = np.full(count, levels.OTHER, dtype=np.int8)
        if not heard:
            return out
        self._mark_near(out, heard[:LIKELIEST], plain(word), most=FAR, level=None)
        self._mark_cut(out, heard[0], dotted=word.endswith("."))
        for one in heard:
            for at in self._exact.get(one, ()):
                out[at] = levels.SOUND
        _part_from_nearest(out)
        if self.of_fathers and (root := root_of_patronymic(sound(word))) and len(root) > 2:
            for key, at in self._keys.items():
                if key.startswith("?") and root_of_patronymic(key[1:]) == root:
                    out[at] = levels.SOUND
        return out

    def _mark_near(self, out: Codes, heard: tuple[str, ...], written: str, *, most: int, level: int | None) -> None:
        if not heard:
            return
        slips = cdist(heard, self._sounds, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8).min(axis=0)
        maybe = (slips <= most).nonzero()[0]
        if written and (not len(maybe) or slips.min() > 1):  # letters may show what sounds hide
            by_letter = cdist([written], self._plain, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[0]
            maybe = ((slips <= most) | (by_letter <= most)).nonzero()[0]
            letters_of = by_letter[maybe]
        elif written and len(maybe):
            few = [self._plain[at] for at in maybe.tolist()]
            letters_of = cdist([written], few, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[0]
        if not len(maybe):
            return
        soft = [self._coarse[at] for at in maybe.tolist()]
        coarse = cdist([one.translate(COARSE) for one in heard], soft, scorer=OSA.distance, score_cutoff=most,
                       dtype=np.uint8).min(axis=0)  # fmt: skip
        halves = slips[maybe].astype(np.int16) + coarse
        if written:
            halves = np.minimum(halves, np.maximum(2 * letters_of.astype(np.int16), 1))
        lengths = np.maximum(self._lengths[maybe], len(heard[0]))
        near = (halves <= 2 * most) & (halves > 0) & (halves * 2 <= lengths * 2 - 2)
        for n in near.nonzero()[0].tolist():
            key = int(self._key_of_sound[maybe[n]])
            found = levels.slip(int(halves[n]), int(lengths[n])) if level is None else level
            before = int(out[key])
            if before < levels.SLIPS or (level is None and found < before):
                out[key] = found

    def _mark_cut(self, out: Codes, heard: str, *, dotted: bool) -> None:
        size = len(heard)
        if size < 2:
            return
        begin, end = bisect_left(self._in_order, heard), bisect_left(self._in_order, heard + "~")
        for n in self._sorted[begin:end]:
            if self._lengths[n] >= size + (1 if dotted else 2):
                key = int(self._key_of_sound[n])
                if out[key] in (levels.OTHER, levels.OTHER_KNOWN) or out[key] >= levels.SLIPS + 3:
                    out[key] = levels.CUT if size >= 3 else levels.CUT_SHORT


def _part_from_nearest(out: Codes) -> None:
    """A slip stands for the name it is nearest to: one slip farther is hardly meant, more than that is not.

    Олексадр is a slip from Олександр and two from Олексій: nobody called Олексій is written so.
    """
    is_slip = (out >= levels.SLIPS) & (out < levels.NEAR_KNOWN)
    if not is_slip.any():
        return
    slips = (out - levels.SLIPS) // 3 + 1
    nearest = 0 if (out == levels.SOUND).any() else int(slips[is_slip].min())
    out[is_slip & (slips == nearest + 2)] = levels.NEAR_KNOWN
    out[is_slip & (slips > nearest + 2)] = levels.OTHER
