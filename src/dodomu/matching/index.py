"""The register in memory: everyone a line may mean, in half a millisecond; kept in step, kept on disk."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dodomu.matching import births, calibration, units
from dodomu.matching.learnt import Learnt, shipped
from dodomu.matching.reference import SMALL, common
from dodomu.matching.segment import KEPT, Asked, Columns, Found, Segment
from dodomu.matching.values import Known

EXPECTED_IN_REGISTER = 0.9  # most lines of an exchange list name someone already known
FEWEST = 5_000  # a small register is no reason to be sure
MOST_AGAIN = 1_000  # people added since the arrays were built; more of them are built in
FORM = 4  # of the file; another is built anew


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person the line may be, with the probability that it is."""

    key: int
    probability: float
    found: Found


class Index:
    """People by every name they bear. Added and removed people count at once.

    >>> from dodomu.matching.segment import asked
    >>> from dodomu.names.parts import PersonName
    >>> index = Index([Known(7, [PersonName("Шевчук", "Андрій", "Миколайович")])])
    >>> [candidate.key for candidate in index.find(asked("Shevchuk Andrei"))]
    [7]
    """

    def __init__(self, people: Iterable[Known] = (), *, learnt: Learnt | None = None) -> None:
        self.learnt = learnt or shipped()
        self._set(columns_of(people))

    @classmethod
    def of_columns(cls, columns: Columns, *, learnt: Learnt | None = None) -> Index:
        """An index of people given as columns, which is quicker for many."""
        made = cls.__new__(cls)
        made.learnt = learnt or shipped()
        made._set(columns)
        return made

    def _set(self, columns: Columns) -> None:
        small = len(columns.keys) < SMALL
        self._base = Segment(columns, self.learnt, reference=common(self.learnt) if small else None)
        self._start()

    def _start(self) -> None:
        self._gone: set[int] = set()
        self._again: dict[int, Known] = {}
        self._recent: Segment | None = None
        self._few: tuple[list[Known], Segment] | None = None

    @property
    def people(self) -> int:
        """How many people are in it (those taken out since it was built count until it is built anew)."""
        return self._base.people + len(self._again.keys() - self._gone)

    @property
    def is_worn(self) -> bool:
        """Have so many people been added that building anew is worth it?"""
        return len(self._again) > MOST_AGAIN

    def add(self, person: Known) -> None:
        """A person is found from now on; adding the same key again replaces what was known of them."""
        self.put([person])

    def put(self, people: Iterable[Known], *, without: Iterable[int] = ()) -> None:
        """Adds or replaces people, and takes others out, all at once."""
        people = list(people)
        for key in [*without, *(person.key for person in people)]:
            self._gone.add(key)
            self._again.pop(key, None)
        for person in people:
            self._again[person.key] = person
        self._recent = None

    def find(self, line: Asked, *, top: int = 8, but: Iterable[int] = ()) -> list[Candidate]:
        """The people whom the line may be, best first, with calibrated probabilities; nobody of `but`."""
        prior = _prior()
        people = max(self.people, FEWEST)
        left_out = frozenset(but)
        most = max(KEPT, top)
        found = self._base.find(line, people=people, prior=prior, but=left_out | self._gone, most=most)
        if self._again:
            more = self._lately().find(line, people=people, prior=prior, but=left_out, most=most)
            found = sorted([*found, *more], key=lambda one: (-one.log_odds, one.key))
        chances = calibration.probability(found, self.learnt.calibration)
        return [Candidate(one.key, chance, one) for one, chance in zip(found[:top], chances, strict=False)]

    def among(self, line: Asked, keys: Iterable[int]) -> dict[int, float]:
        """The log-odds of some people of this register against a line, whoever they are."""
        wanted, people, prior = set(keys), max(self.people, FEWEST), _prior()
        found = self._base.weigh(line, people=people, prior=prior, keys=wanted - self._gone)
        if later := wanted & self._again.keys():
            found += self._lately().weigh(line, people=people, prior=prior, keys=later)
        return {one.key: one.log_odds for one in found}

    def _lately(self) -> Segment:
        if self._recent is None:
            self._recent = Segment(columns_of(self._again.values()), self.learnt, reference=self._base.reference)
        return self._recent

    def weigh(self, line: Asked, people: Iterable[Known]) -> list[Candidate]:
        """These people, whoever they are, against a line, best first: as common as names are in this register."""
        people = list(people)
        if self._few is None or self._few[0] != people:  # often the same few against many lines
            self._few = people, Segment(columns_of(people), self.learnt, reference=self._base.reference)
        few = self._few[1]
        # whoever else the register holds is not among these, and is as likely as ever
        found = few.weigh(line, people=max(self.people, FEWEST), prior=math.log(EXPECTED_IN_REGISTER))
        chances = calibration.probability(found, self.learnt.calibration)
        return [Candidate(one.key, chance, one) for one, chance in zip(found, chances, strict=True)]

    def renew(self, *, among: Iterable[int]) -> None:
        """Builds the people who came since into the arrays, in a tenth of the time; nobody stays but of `among`."""
        among = set(among)
        columns = self._base.columns(among - self._gone)
        columns.extend(columns_of(one for one in self._again.values() if one.key in among))
        self._set(columns)

    def save(self, path: Path, *, mark: str = "") -> None:
        """Writes the index to a file that only its owner reads; `mark` says of what it is the index.

        People added since it was built are not in it: `renew` first.
        """
        temporary = path.with_suffix(".part")
        temporary.touch(mode=0o600)
        with temporary.open("wb") as file:
            about = np.frombuffer(mark.encode(), dtype=np.uint8)
            np.savez(file, form=np.array([FORM]), mark=about, **self._base.arrays())  # type: ignore[arg-type]
        temporary.replace(path)

    @classmethod
    def load(cls, path: Path, *, learnt: Learnt | None = None) -> tuple[Index, str] | None:
        """The index of a file and its mark; None where the file is of another form."""
        with np.load(path, allow_pickle=False) as kept:
            if kept["form"].tolist()[0] != FORM:
                return None
            mark = kept["mark"].tobytes().decode()
            made = cls.__new__(cls)
            made.learnt = learnt or shipped()
            made._base = Segment.of_arrays(kept, made.learnt)
        if made._base.people < SMALL:
            made._base.reference = common(made.learnt)
        made._start()
        return made, mark


def _prior() -> float:
    return math.log(EXPECTED_IN_REGISTER / (1 - EXPECTED_IN_REGISTER))


def columns_of(people: Iterable[Known]) -> Columns:
    """People as columns, one entry for each of their names."""
    out = Columns()
    for person in people:
        born = births.number_of(person.birth_on, person.birth_precision)
        unit = units.BETWEEN.join(dict.fromkeys(filter(None, (person.unit, *person.unit_codes))))
        for name in person.names:
            if name.surname or name.given:
                add_to(out, person.key, (name.surname, name.given, name.patronymic), born, person.rank, unit)
    return out


def add_to(columns: Columns, key: int, name: Sequence[str], born: int, rank: str, unit: str) -> None:
    """One more name of a person."""
    columns.keys.append(key)
    columns.surnames.append(name[0])
    columns.givens.append(name[1])
    columns.patronymics.append(name[2])
    columns.born.append(born)
    columns.ranks.append(rank)
    columns.units.append(unit)
