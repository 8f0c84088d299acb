"""What is compared and what comes out: a person as known, a field, a reason, a match."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dodomu.names.compare import Mark
from dodomu.names.parts import PersonName
from dodomu.text import Text

StatusGroup = Literal["captive", "missing", "returned", "being_checked", "dead", "other", ""]
Strength = Literal["strong", "medium", "weak", "conflict"]


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the register, as far as a line can be compared: names, date, rank, unit, and what became of them."""

    key: int
    names: list[PersonName]
    birth_on: date | None = None
    birth_precision: str = "day"
    sex: str = ""
    rank: str = ""
    unit: str = ""
    unit_codes: list[str] = field(default_factory=list)
    place: str = ""
    status_group: StatusGroup = ""


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """One field side by side: as it was received, ours, and the mark that is read aloud."""

    field: str
    as_received: str
    ours: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for (above 0) or against (below 0); the weight is the logarithm of how much it changes the odds."""

    weight: float
    text: Text


@dataclass(frozen=True, slots=True)
class Match:
    """A person with the evidence: `score` is roughly the probability that the line is this person.

    `evidence` is the sum of the weights, for ordering; `score` of a ranking counts the other candidates in.
    """

    key: int
    score: float
    strength: Strength
    fields: list[FieldMatch]
    reasons: list[Reason]
    evidence: float = 0.0
