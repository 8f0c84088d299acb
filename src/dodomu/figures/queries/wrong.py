"""Whether a text still says what a correction put right: the same number, with the same meaning, of the same people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from dodomu.claims.claim import COMPARATOR_OF
from dodomu.claims.populations import is_inside, population_code
from dodomu.figures.models import Correction, Figure, Statement

READS = frozenset({"uk", "en"})
"""The languages that numbers are found in; of any other text a person says what it says."""


class Said(Protocol):
    """A number that a text gives, as a claim or as a mention kept of it."""

    @property
    def value_high(self) -> int | None: ...
    @property
    def what(self) -> str: ...
    @property
    def population(self) -> str: ...
    @property
    def comparator(self) -> str: ...
    @property
    def status(self) -> str: ...


S = TypeVar("S", bound=Said)


@dataclass(frozen=True, slots=True)
class Wrong:
    """The wrong number of a correction, and which of its fields was wrong."""

    value: int
    value_high: int | None
    what: str
    population: str
    comparator: str
    field: str

    def is_said_by(self, one: Said, *, low: int) -> bool:
        """Whether a text that gives the number `low` repeats the mistake; what it takes back it does not repeat.

        Whom a text speaks of it may say more widely or more narrowly, except where just that was the mistake. Days,
        speakers and sources are not compared: a person says whether such a mistake is mended.
        """
        if one.status != "asserted" or (low, one.value_high, one.what) != (self.value, self.value_high, self.what):
            return False
        if self.field == "comparator" and one.comparator != self.comparator:
            return False
        said = population_code(one.population)
        if self.field == "population":
            return said == self.population
        return is_inside(self.population, said) or is_inside(said, self.population)


def wrong_statement(correction: Correction) -> Statement | None:
    """The statement that a correction puts right: its own, or the one that its figure was said in."""
    if correction.statement is not None:
        return correction.statement
    return correction.figure.statement if correction.figure else None


def wrong_of(correction: Correction) -> Wrong | None:
    """What a correction says was wrong; None where there was no number at all."""
    said: Statement | Figure | None = correction.statement or correction.figure
    if said is None or said.value is None:
        return None
    whom = population_code(said.population)
    return Wrong(said.value, said.value_high, said.what, whom, _coarse(said.comparator), correction.field)


def _coarse(comparator: str) -> str:
    return COMPARATOR_OF.get(comparator, "exact")


def repeated(mentions: Iterable[S], wrong: Wrong, *, low: str = "low") -> list[S]:
    """The numbers of a text that repeat the mistake; `low` names the field that holds the (lower) number."""
    return [one for one in mentions if wrong.is_said_by(one, low=getattr(one, low))]
