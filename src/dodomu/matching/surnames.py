"""The distinct surnames of a register: found exactly under every reading, or by likeness through pairs of letters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from dodomu.matching import levels
from dodomu.names.readings import COARSE, letters, readings

Places = NDArray[np.intp]
Codes = NDArray[np.int8]
ALPHABET = 32
MOST_NEAR = 400
MOST_CUT = 600
LONGEST = 24
FAR = 3
FURTHEST = 8
LIKELIEST = 2  # readings of a word whose slips are looked for; each is looked for as it stands


def codes_of_pairs(words: Sequence[str]) -> tuple[NDArray[np.int32], Places]:
    """Every two neighbouring letters of every word (with its beginning and end) as a number, and the word's place."""
    width = min(LONGEST, max(map(len, words), default=0)) + 2
    letters_of = np.array([f"`{word[: width - 2]}{{" for word in words], dtype=f"S{width}")
    matrix = letters_of.view(np.uint8).reshape(len(words), width) & 31
    # capitals (S, C, Z, Q) share the low bits of small letters; they go where a small alphabet has room
    is_capital = (letters_of.view(np.uint8).reshape(len(words), width) & 96) == 64
    one = matrix.astype(np.int32) + np.where(is_capital, 32, 0)
    pairs = one[:, :-1] * 64 + one[:, 1:]
    real = matrix[:, 1:] > 0
    places = np.broadcast_to(np.arange(len(words))[:, None], pairs.shape)
    return pairs[real], places[real]


class Surnames:
    """Skeletons with one letter a sound, each with its place."""

    def __init__(
        self, skeletons: Sequence[str], plain: Sequence[str] = (), pairs: tuple[Any, Any] | None = None
    ) -> None:
        self.skeletons = np.array(skeletons, dtype=object)
        self.plain = np.array(plain, dtype=object) if plain else self.skeletons
        self.place = {one: n for n, one in enumerate(skeletons)}
        coarse = [one.translate(COARSE) for one in skeletons]
        self.coarse = np.array(coarse, dtype=object)
        self.sizes = np.fromiter(map(len, skeletons), dtype=np.int32, count=len(skeletons))
        self._coarse: dict[str, list[int]] = {}
        for n, one in enumerate(coarse):
            self._coarse.setdefault(one, []).append(n)
        self._sorted = sorted(range(len(skeletons)), key=skeletons.__getitem__)
        self._in_order = [skeletons[n] for n in self._sorted]
        self._rank = np.empty(len(skeletons), dtype=np.int32)
        self._rank[self._sorted] = np.arange(len(skeletons), dtype=np.int32)
        if pairs is not None:
            self._places, self._starts = pairs
            return
        numbers, places = codes_of_pairs(skeletons) if skeletons else (np.zeros(0, np.int32), np.zeros(0, np.intp))
        order = np.argsort(numbers, kind="stable")
        self._places = places[order].astype(np.int32)
        self._starts = np.searchsorted(numbers[order], np.arange(64 * 64 + 1)).astype(np.int64)

    def kept(self) -> tuple[Any, Any]:
        """The lists of places by pair of letters, for keeping on disk."""
        return self._places, self._starts

    def exact(self, heard: Sequence[str]) -> list[int]:
        """The places of the readings that the register has."""
        return [self.place[one] for one in heard if one in self.place]

    def near(self, heard: Sequence[str], written: str = "") -> tuple[Places, Codes]:
        """The places of surnames like any of the readings, with their levels; exact ones are among them."""
        found: list[Places] = []
        for one in heard[:LIKELIEST]:
            if one:
                found.append(self._sharing(one))
                if len(one) >= 3:
                    found.append(self._beginning_with(one))
                if alike := self._coarse.get(one.translate(COARSE)):
                    found.append(np.array(alike, dtype=np.intp))
        if not found:
            return np.zeros(0, np.intp), np.zeros(0, np.int8)
        exact = np.array(self.exact(heard), dtype=np.intp)
        places = np.unique(np.concatenate([*found, exact]))
        codes = self.levels_of(heard[:LIKELIEST], places, written)
        codes[np.searchsorted(places, exact)] = levels.SOUND
        kept = (codes != levels.OTHER) & (codes != levels.FAR)
        return places[kept], codes[kept]

    def _sharing(self, one: str) -> Places:
        """The places of words that share most pairs of letters with one."""
        pairs, _ = codes_of_pairs([one])
        lists = [self._places[self._starts[pair] : self._starts[pair + 1]] for pair in set(pairs.tolist())]
        if not lists:
            return np.zeros(0, np.intp)
        counts = np.bincount(np.concatenate(lists), minlength=1)
        size = len(one) + 1
        least = max(2, int(size * 0.38 + 0.5))
        while True:
            places = np.flatnonzero(counts >= least)
            if len(places) <= MOST_NEAR:
                return places
            if least >= size - 1:
                return places[np.argsort(-counts[places], kind="stable")[:MOST_NEAR]]
            more = np.flatnonzero(counts > least)
            if len(more) < MOST_NEAR // 2:
                rest = places[counts[places] == least]
                return np.concatenate([more, rest[: MOST_NEAR - len(more)]])
            least += 1

    def _beginning_with(self, one: str) -> Places:
        """The places of longer words with this beginning: the word may have been cut short."""
        begin, end = bisect_left(self._in_order, one), bisect_left(self._in_order, one + "~")
        return np.array(self._sorted[begin : min(end, begin + MOST_CUT)], dtype=np.intp)

    def levels_of(self, heard: Sequence[str], places: NDArray[Any], written: str = "") -> Codes:
        """The level of each of these surnames against the readings of one word, and against it letter by letter."""
        if not len(places) or not heard:
            return np.full(len(places), levels.OTHER, dtype=np.int8)
        begin, end = bisect_left(self._in_order, heard[0]), bisect_left(self._in_order, heard[0] + "~")
        rank = self._rank[places]
        return _levels(
            heard, self.skeletons[places].tolist(), self.coarse[places], self.sizes[places], written,
            self.plain[places], (rank >= begin) & (rank < end),
        )  # fmt: skip


def levels_of_words(
    heard: Sequence[str], words: Sequence[str], written: str = "", plain_words: Sequence[str] = ()
) -> Codes:
    """The level of each word against the readings of another.

    >>> [levels.LEVELS[code] for code in levels_of_words(("SevCuk",), ["SevCuk", "SefCuk", "SevCukov", "koval"])]
    ['sound', '0.5 slip, middling', 'cut', 'far']
    """
    if not words or not heard:
        return np.full(len(words), levels.OTHER, dtype=np.int8)
    coarse = np.array([one.translate(COARSE) for one in words], dtype=object)
    begun = np.array([one.startswith(heard[0]) for one in words])
    sizes, plains = np.array([len(one) for one in words]), np.array(plain_words, dtype=object)
    return _levels(heard, words, coarse, sizes, written, plains, begun)


def _levels(
    heard: Sequence[str], words: Sequence[str], soft: NDArray[Any], sizes: NDArray[Any], written: str,
    plain_words: NDArray[Any], begun: NDArray[np.bool_],
) -> Codes:  # fmt: skip
    slips = cdist(heard, words, scorer=OSA.distance, score_cutoff=FURTHEST, dtype=np.uint8).min(axis=0).astype(np.int16)
    halves = np.full(len(words), 99, dtype=np.int16)
    maybe = (slips <= FAR).nonzero()[0]
    if len(maybe):
        coarse = cdist(
            [one.translate(COARSE) for one in heard], soft[maybe].tolist(), scorer=OSA.distance, score_cutoff=FAR,
            dtype=np.uint8,
        )  # fmt: skip
        halves[maybe] = slips[maybe] + coarse.min(axis=0)
    close = (slips <= FAR + 2).nonzero()[0] if written else maybe
    if written and len(close):
        few = plain_words[close].tolist()
        by_letter = cdist([written], few, scorer=OSA.distance, score_cutoff=FAR, dtype=np.uint8)[0]
        halves[close] = np.minimum(halves[close], np.maximum(2 * by_letter.astype(np.int16), 1))
    lengths = np.maximum(sizes, len(heard[0]))
    near = (halves <= levels.MOST_HALF_SLIPS) & (halves < lengths + 1) & (halves > 0)
    bucket = np.where(lengths <= 4, 0, np.where(lengths <= 6, 1, 2))
    out = np.where(near, levels.SLIPS + 3 * (halves - 1) + bucket, levels.OTHER).astype(np.int8)
    out[halves == 0] = levels.SOUND
    out[(out == levels.OTHER) & (slips * 5 > lengths * 3)] = levels.FAR
    first = heard[0]
    if len(first) >= 3:
        unlike = (out == levels.OTHER) | (out == levels.FAR) | (out >= levels.SLIPS + 9)
        out[begun & unlike & (sizes >= len(first) + 2)] = levels.CUT if len(first) >= 4 else levels.CUT_SHORT
    return out


def skeleton_of(surname: str) -> str:
    """The skeleton under which the register keeps a surname."""
    return letters(surname)


def heard_as(word: str) -> tuple[str, ...]:
    """The readings of a written surname."""
    return readings(word)
