"""A part of the register as compact arrays: who bears which names, born when, and who has each of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from dodomu.formats.ranks import rank_of, rank_step
from dodomu.matching import levels
from dodomu.matching.asked import Asked
from dodomu.matching.learnt import Learnt
from dodomu.matching.parts import Vocabulary
from dodomu.matching.surnames import Surnames, skeleton_of
from dodomu.matching.units import is_same_unit
from dodomu.names.readings import halves, plain

UNSEEN = 0.03, 0.3
"""How many outside the register bear a surname that nobody in it bears: as many as bear one here that is theirs alone
(Good and Turing), within these limits."""
Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass(slots=True)
class Columns:
    """People as columns, one entry a name: a person with two names has two entries with one key."""

    keys: list[int] = field(default_factory=list)
    surnames: list[str] = field(default_factory=list)
    givens: list[str] = field(default_factory=list)
    patronymics: list[str] = field(default_factory=list)
    born: list[int] = field(default_factory=list)
    ranks: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)

    def extend(self, more: Columns) -> None:
        """Puts others behind these."""
        for name in self.__slots__:
            getattr(self, name).extend(getattr(more, name))


_ARRAYS = ("keys", "skeleton", "is_half", "surname", "given", "patronymic", "born", "rank", "unit", "by_skeleton",
           "skeleton_starts", "by_born", "born_days", "born_starts", "by_pair", "pair_sorted")  # fmt: skip
_WORDS = ("surname_spellings", "skeletons", "plain_spellings", "given_spellings", "patronymic_spellings", "rank_names",
          "unit_names")  # fmt: skip


class Arrays:
    """Arrays over names: who, which surname, given name, patronymic, born when; and who has each of these."""

    def __init__(self, columns: Columns, learnt: Learnt, *, reference: Self | None = None) -> None:
        self.learnt = learnt
        self.reference = reference or self
        surname_of, surnames = _distinct(columns.surnames)
        given_of, givens = _distinct(columns.givens)
        patronymic_of, patronymics = _distinct(columns.patronymics)
        rank_of_row, self.rank_names = _distinct(columns.ranks)
        unit_of_row, self.unit_names = _distinct(columns.units)
        place: dict[str, int] = {}
        whole = np.array([place.setdefault(skeleton_of(one), len(place)) for one in surnames], dtype=np.int32)
        extra_rows: list[int] = []
        extra_places: list[int] = []
        doubles = {n: [skeleton_of(half) for half in halves(one)] for n, one in enumerate(surnames) if halves(one)}
        if doubles:
            for row in np.flatnonzero(np.isin(surname_of, list(doubles))).tolist():
                for half in doubles[int(surname_of[row])]:
                    if half:
                        extra_rows.append(row)
                        extra_places.append(place.setdefault(half, len(place)))
        again = np.array(extra_rows, dtype=np.int32)
        rows = np.concatenate([np.arange(len(surname_of), dtype=np.int32), again])
        self.keys: NDArray[Any] = np.array(columns.keys, dtype=np.int64)[rows]
        self.skeleton: Ints = np.concatenate([whole[surname_of], np.array(extra_places, dtype=np.int32)])
        self.is_half = np.zeros(len(rows), dtype=bool)
        self.is_half[len(surname_of) :] = True
        self.surname = surname_of[rows]
        self.given = given_of[rows]
        self.patronymic = patronymic_of[rows]
        self.born: Ints = np.array(columns.born, dtype=np.int32)[rows]
        self.rank = rank_of_row[rows]
        self.unit = unit_of_row[rows]
        self.surname_spellings = surnames
        self.people = len(set(columns.keys)) if len(columns.keys) else 0
        plain_of: dict[int, str] = {}
        for one, at in zip(surnames, whole.tolist(), strict=True):
            plain_of.setdefault(at, plain(one))
        for n, double in doubles.items():
            for half, at in zip(halves(surnames[n]), (place.get(one, -1) for one in double), strict=True):
                plain_of.setdefault(at, plain(half))
        self.plain_spellings = [plain_of.get(at, "") for at in range(len(place))]
        self._arrange(list(place), givens, patronymics)

    def _arrange(self, skeletons: list[str], givens: list[str], patronymics: list[str]) -> None:
        self.skeletons = skeletons
        self.given_spellings, self.patronymic_spellings = givens, patronymics
        self.by_skeleton = np.argsort(self.skeleton, kind="stable").astype(np.int32)
        self.skeleton_starts = np.searchsorted(self.skeleton[self.by_skeleton], np.arange(len(skeletons) + 1))
        self.by_born = np.argsort(self.born, kind="stable").astype(np.int32)
        self.born_days, starts = np.unique(self.born[self.by_born], return_index=True)
        self.born_starts = np.append(starts, len(self.by_born))
        pair = self.given.astype(np.int64) * max(1, len(patronymics)) + self.patronymic
        self.by_pair = np.argsort(pair, kind="stable").astype(np.int32)
        self.pair_sorted = pair[self.by_pair]
        self._prepare()

    def _prepare(self, pairs: tuple[NDArray[Any], NDArray[Any]] | None = None) -> None:
        self.surnames = Surnames(self.skeletons, self.plain_spellings, pairs)
        self.givens = Vocabulary(self.given_spellings, of_fathers=False)
        self.fathers = Vocabulary(self.patronymic_spellings, of_fathers=True)
        people = max(1, self.people)
        bearers = np.diff(self.skeleton_starts)
        self.share_of_skeleton = bearers / people
        self.unseen = float(np.clip((bearers == 1).sum() / people, *UNSEEN))
        self.share_of_given = np.bincount(self.given, minlength=len(self.given_spellings)) / max(1, len(self.given))
        self.share_of_father = np.bincount(self.patronymic, minlength=len(self.patronymic_spellings)) / max(
            1, len(self.patronymic)
        )
        self.exp_of_surname, self.exp_of_given, self.exp_of_father = (
            np.exp(one.astype(np.float64)) for one in (self.learnt.surname, self.learnt.given, self.learnt.patronymic)
        )
        self._code_of = np.full(len(self.skeletons), levels.OTHER, dtype=np.int8)
        self._given_cache: dict[str, tuple[Any, Floats, float, float]] = {}
        self._father_cache: dict[str, tuple[Any, Floats, float, float]] = {}
        self._usual_cache: dict[tuple[str, bool], float] = {}
        self._by_key: tuple[Ints, NDArray[Any]] | None = None
        self._surname_cache: dict[str, bool] = {}
        self._alike_cache: tuple[tuple[str, bool], Any] | None = None
        self._rank_cache: dict[str, Any] = {}
        self._unit_cache: dict[str, Any] = {}

    def columns(self, keys: Collection[int]) -> Columns:
        """Those of the people that the arrays were made of who have one of these keys."""
        rows = np.flatnonzero(~self.is_half & np.isin(self.keys, np.fromiter(keys, np.int64, len(keys))))

        def words(spellings: Sequence[str], places: Ints) -> list[str]:
            return np.array(spellings, dtype=object)[places[rows]].tolist() if len(rows) else []

        return Columns(
            self.keys[rows].tolist(),
            words(self.surname_spellings, self.surname),
            words(self.given_spellings, self.given),
            words(self.patronymic_spellings, self.patronymic),
            self.born[rows].tolist(),
            words(self.rank_names, self.rank),
            words(self.unit_names, self.unit),
        )

    # --- on disk ---------------------------------------------------------------------------------------------

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything that is kept of the segment; words as one text, parted by line ends."""
        found = {name: np.asarray(getattr(self, name)) for name in _ARRAYS}
        for name in _WORDS:
            text = "\x1f".join(getattr(self, name)).encode("utf-8")
            found[name] = np.frombuffer(text, dtype=np.uint8)
        found["pairs_places"], found["pairs_starts"] = self.surnames.kept()
        found["people"] = np.array([self.people, len(self.keys)])
        return found

    @classmethod
    def of_arrays(cls, kept: Mapping[str, NDArray[Any]], learnt: Learnt) -> Self:
        """The segment that `arrays` was taken from."""
        made = cls.__new__(cls)
        made.learnt, made.reference = learnt, made
        for name in _ARRAYS:
            setattr(made, name, kept[name])
        for name in _WORDS:
            text = kept[name].tobytes().decode("utf-8")
            setattr(made, name, text.split("\x1f"))
        made.people = int(kept["people"][0])
        made._prepare((kept["pairs_places"], kept["pairs_starts"]))
        return made

    # --- who --------------------------------------------------------------------------------------------------

    def _rows_of_skeletons(self, places: Sequence[int]) -> Ints:
        starts = self.skeleton_starts
        slices = [self.by_skeleton[starts[at] : starts[at + 1]] for at in places]
        return np.concatenate(slices) if slices else np.zeros(0, np.int32)

    def _rows_of_keys(self, keys: Collection[int]) -> Ints:
        """The rows of a few people."""
        if self._by_key is None:
            order = np.argsort(self.keys, kind="stable").astype(np.int32)
            self._by_key = order, self.keys[order]
        order, ordered = self._by_key
        wanted = np.sort(np.fromiter(keys, np.int64, len(keys)))
        begin, end = np.searchsorted(ordered, wanted), np.searchsorted(ordered, wanted, "right")
        slices = [order[b:e] for b, e in zip(begin.tolist(), end.tolist(), strict=True)]
        return np.concatenate(slices) if slices else np.zeros(0, np.int32)

    def _rows_of_dates(self, dates: NDArray[Any]) -> Ints:
        days = self.born_days
        at = np.minimum(np.searchsorted(days, dates), max(len(days) - 1, 0))
        starts = self.born_starts
        slices = [self.by_born[starts[n] : starts[n + 1]] for n in at[days[at] == dates].tolist()]
        return np.concatenate(slices) if slices else np.zeros(0, np.int32)

    def _rows_between(self, first: int, last: int) -> Ints:
        begin, end = np.searchsorted(self.born_days, [first, last + 1])
        return self.by_born[self.born_starts[begin] : self.born_starts[end]]

    # --- rank and unit ---------------------------------------------------------------------------------------

    def _rank_and_unit(self, line: Asked) -> Any:
        if not line.rank and not line.unit:
            return None
        ranks = self._rank_codes(line.rank) if line.rank else None
        units = self._unit_codes(line.unit) if line.unit else None
        return (
            ranks,
            None if ranks is None else self.learnt.rank[ranks],
            units,
            None if units is None else self.learnt.unit[units],
        )

    def _extra_of(self, extra: Any, row: int) -> tuple[int, float, int, float]:
        if extra is None:
            return 0, 0.0, 0, 0.0
        ranks, rank_weights, units, unit_weights = extra
        rank, unit = int(self.rank[row]), int(self.unit[row])
        return (
            0 if ranks is None else int(ranks[rank]),
            0.0 if ranks is None else float(rank_weights[rank]),
            0 if units is None else int(units[unit]),
            0.0 if units is None else float(unit_weights[unit]),
        )

    def _rank_codes(self, written: str) -> Any:
        found = self._rank_cache.get(written)
        if found is None:
            one = rank_of(written)
            codes = []
            for ours in self.rank_names:
                two = rank_of(ours)
                near = bool(one and two) and abs(rank_step(one) - rank_step(two)) <= 4
                codes.append(0 if not one or not two else 1 if one == two else 2 if near else 3)
            found = self._rank_cache[written] = np.array(codes, dtype=np.int8)
        return found

    def _unit_codes(self, written: str) -> Any:
        found = self._unit_cache.get(written)
        if found is None:
            codes = [0 if not ours else 1 if is_same_unit(written, ours) else 2 for ours in self.unit_names]
            if len(self._unit_cache) > 5_000:
                self._unit_cache.clear()
            found = self._unit_cache[written] = np.array(codes, dtype=np.int8)
        return found


def _distinct(values: Iterable[str]) -> tuple[Ints, list[str]]:
    place: dict[str, int] = {}
    setdefault = place.setdefault
    numbers = np.fromiter((setdefault(value, len(place)) for value in values), dtype=np.int32)
    return numbers, list(place)
