"""One measurement of the matching, as it is kept and shown: shares by kind of line, the curve, the costs, some pairs.

`dodomu match-quality` prints it and the page of the data steward shows it: both take it from `measure`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import resources
from typing import Any

from dodomu.formats.columns import ListLine
from dodomu.matching import quality
from dodomu.matching.candidates import asked_of
from dodomu.matching.index import Candidate, Index
from dodomu.matching.values import Known
from dodomu.synthetic.crowd import Somebody, make_crowd
from dodomu.synthetic.mentions import Mention, make_mentions

PEOPLE, LINES = 20_000, 2_000
LINKED = 0.5
"""From this probability on a line counts as linked: evidence of middle strength."""
KINDS = ("spelling", "fault", "date")
PARTS = ("surname", "given", "patronymic", "birth_date", "rank", "unit")
PAIRS_OF_A_KIND = 3
REPORTED_EVERY = 100

Report = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Group:
    """Some lines: of those whose person is in the register, the shares found; of those linked, the share right."""

    kind: str
    lines: int
    first: float | None
    first_clear: float | None
    among_five: float | None
    linked: int
    precision: float | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A line beside a person: what each field weighs, from where the sum begins, and where it ends."""

    name: str  # the line, as written
    fault: str
    is_right: bool
    received: tuple[str, ...]  # by PARTS
    ours: tuple[str, ...]
    weights: tuple[float, ...]
    start: float
    log_odds: float
    probability: float


@dataclass(frozen=True, slots=True)
class Measured:
    """How good the matching was on one set of invented lines."""

    people: int
    lines: int
    seed: int
    is_hard: bool
    whole: Group
    strangers: int
    wrong_links: int
    recall_at_99: float | None
    calibration_error: float | None
    groups: Mapping[str, tuple[Group, ...]]
    stranger_kinds: tuple[tuple[str, int, int], ...]  # kind, lines, linked
    bins: tuple[tuple[int, float, float], ...]  # lines, said, true
    thresholds: tuple[tuple[float, int, int, int], ...]  # limit, links, wrong, missed
    pairs: tuple[Pair, ...]


def measure(
    *,
    people: int = PEOPLE,
    lines: int = LINES,
    seed: int = quality.SEED_JUDGE,
    is_hard: bool = False,
    report: Report = lambda done: None,
) -> Measured:
    """Invents a register and lines about it, answers each, and counts; the same numbers every time and everywhere.

    `report` hears after every hundredth line how many are done.
    """
    crowd = list(make_crowd(people, seed=seed))
    index = Index.of_columns(quality.columns_of_crowd(crowd))
    mentions = make_mentions(crowd, lines, seed=seed + 1, hard=is_hard)
    judged = quality.judge(index, crowd, _reported(mentions, report))
    whole = quality.score_of(judged, threshold=LINKED)
    strangers = [one for one in judged if not one.is_known]
    return Measured(
        people=people,
        lines=lines,
        seed=seed,
        is_hard=is_hard,
        whole=_group("", judged),
        strangers=whole.strangers,
        wrong_links=whole.wrong_links,
        recall_at_99=whole.recall_at_99,
        calibration_error=whole.calibration_error,
        groups={by: tuple(_group(kind, some) for kind, some in _split(judged, by).items()) for by in KINDS},
        stranger_kinds=tuple(
            (kind, len(some), sum(one.probability > LINKED for one in some))
            for kind, some in _split(strangers, "stranger").items()
        ),
        bins=tuple(quality.bins(judged)),
        thresholds=tuple(quality.thresholds(judged)),
        pairs=tuple(_pairs(index, crowd, mentions)),
    )


def fingerprint() -> str:
    """Of the weights that ship: a measurement made with others is of another matching."""
    return hashlib.sha256(resources.files("dodomu.matching").joinpath("weights.json").read_bytes()).hexdigest()[:16]


def to_json(measured: Measured) -> dict[str, Any]:
    """As it is kept."""
    return asdict(measured)


def from_json(kept: Mapping[str, Any]) -> Measured:
    """As it was measured.

    >>> measured = measure(people=200, lines=40)
    >>> from_json(to_json(measured)) == measured
    True
    """
    rows = {name: tuple(tuple(row) for row in kept[name]) for name in ("stranger_kinds", "bins", "thresholds")}
    parts = ("received", "ours", "weights")
    pairs = tuple(Pair(**{**pair, **{name: tuple(pair[name]) for name in parts}}) for pair in kept["pairs"])
    groups = {by: tuple(Group(**one) for one in some) for by, some in kept["groups"].items()}
    return Measured(**{**kept, **rows, "whole": Group(**kept["whole"]), "groups": groups, "pairs": pairs})


def compare(line: ListLine, person: Known) -> Pair:
    """One line beside one person, whoever they are, as common as names are in life; nothing weighed where no name is.

    >>> from dodomu.names.parts import PersonName
    >>> line = ListLine(1, "Шевчук Андрей", PersonName("Шевчук", "Андрей"))
    >>> pair = compare(line, Known(1, [PersonName("Шевчук", "Андрій", "Миколайович")]))
    >>> pair.weights[0] > 1, abs(pair.start + sum(pair.weights) - pair.log_odds) < 0.001
    (True, True)
    """
    born = line.birth.on.isoformat() if line.birth.on else ""
    received = (line.name.surname, line.name.given, line.name.patronymic, born, line.rank, line.unit)
    name = person.names[0]
    own = person.birth_on.isoformat() if person.birth_on else ""
    ours = (name.surname, name.given, name.patronymic, own, person.rank, person.unit)
    found = Index().weigh(asked_of(line), [person])
    return _pair(found[0] if found else None, line.name.full, received, ours, fault="", is_right=False)


def _pair(
    one: Candidate | None, name: str, received: tuple[str, ...], ours: tuple[str, ...], *, fault: str, is_right: bool
) -> Pair:
    if one is None:
        return Pair(name, fault, is_right, received, ours, (0.0,) * len(PARTS), 0.0, 0.0, 0.0)
    weights = tuple(round(float(weight), 3) for weight in one.found.weights)
    odds = round(float(one.found.log_odds), 3)
    return Pair(
        name, fault, is_right, received, ours, weights, round(odds - sum(weights), 3), odds, float(one.probability)
    )


def _group(kind: str, judged: Sequence[quality.Judged]) -> Group:
    score = quality.score_of(judged)
    linked = [one for one in judged if one.probability > LINKED]
    precision = sum(one.is_right for one in linked) / len(linked) if linked else None
    return Group(kind, len(judged), score.first, score.first_clear, score.among_five, len(linked), precision)


def _split(judged: Sequence[quality.Judged], by: str) -> dict[str, list[quality.Judged]]:
    found: dict[str, list[quality.Judged]] = {}
    for one in judged:
        found.setdefault(one.kinds[by], []).append(one)
    return dict(sorted(found.items()))


def _reported(mentions: Sequence[Mention], report: Report) -> Iterator[Mention]:
    for done, mention in enumerate(mentions):
        if done % REPORTED_EVERY == 0:
            report(done)
        yield mention


def _pairs(index: Index, crowd: Sequence[Somebody], mentions: Sequence[Mention]) -> Iterator[Pair]:
    """A few lines of every fault, and of strangers, each beside the person who came first."""
    taken: dict[str, int] = {}
    for mention in mentions:
        kind = mention.kind or mention.noise
        if taken.get(kind, 0) == PAIRS_OF_A_KIND:
            continue
        asked = quality.question(mention)
        found = index.find(asked, top=1)
        if not found:
            continue
        taken[kind] = taken.get(kind, 0) + 1
        person, reading = crowd[found[0].key], found[0].found.reading
        received = (
            reading.surname, reading.given, reading.patronymic, mention.birth_date, mention.rank, mention.unit
        )  # fmt: skip
        ours = (
            person.surname, person.given, person.patronymic, person.born_on.isoformat(), person.rank, person.unit
        )  # fmt: skip
        yield _pair(found[0], mention.name, received, ours, fault=kind, is_right=person.key == mention.key)


__all__ = ["LINES", "PARTS", "PEOPLE", "Group", "Measured", "Pair", "compare", "fingerprint", "from_json", "measure",
           "to_json"]  # fmt: skip
