"""How good the matching is: found, missed, wrongly linked, and whether its probabilities can be believed.

The lines are made from an invented crowd (`synthetic`), other ones than those the weights were learnt from.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dodomu.formats.dates import read_date
from dodomu.matching import births, calibration, learn, learn_letters
from dodomu.matching.index import EXPECTED_IN_REGISTER, Index
from dodomu.matching.learnt import Learnt, from_json
from dodomu.matching.segment import Asked, Columns, Segment, asked
from dodomu.synthetic.crowd import Somebody, make_crowd
from dodomu.synthetic.mentions import Mention, make_mentions

SEED_LEARN, SEED_CURVE, SEED_JUDGE = 11, 21, 51
WRONG_FATHERS = 1.0
"""Lines in a hundred with a wrong patronymic, where weights are learnt; it is judged with five. Of all that stands on a
list the father's name is seldom wrong (names of people, section 6): another one means another man sooner than a slip.
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """One line with its truth and what came out: the probability of the first candidate, and whether it is the one."""

    kinds: Mapping[str, str]
    is_known: bool
    is_clear: bool
    probability: float
    is_right: bool
    is_among_five: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Shares over some lines; `None` where there is nothing to count."""

    lines: int
    first: float | None
    among_five: float | None
    first_clear: float | None
    wrong_links: int
    strangers: int
    recall_at_99: float | None
    calibration_error: float | None


def columns_of_crowd(people: Sequence[Somebody]) -> Columns:
    """An invented crowd as the index takes it; the key is the place in it."""
    return Columns(
        list(range(len(people))),
        [one.surname for one in people],
        [one.given for one in people],
        [one.patronymic for one in people],
        [births.number_of(one.born_on, "day") for one in people],
        [one.rank for one in people],
        [one.unit for one in people],
    )


def question(mention: Mention) -> Asked:
    """What a made line asks."""
    read = read_date(mention.birth_date)
    return asked(
        mention.name, born=births.number_of(read.on, read.precision), rank=mention.rank, unit=mention.unit
    )  # fmt: skip


def judge(index: Index, people: Sequence[Somebody], mentions: Iterable[Mention]) -> list[Judged]:
    """Each line answered and compared with its truth."""
    alike = bearers(people)
    out = []
    for mention in mentions:
        found = index.find(question(mention), top=5)
        keys = [people[one.key].key for one in found]
        kinds = {"spelling": mention.orth, "fault": mention.noise, "date": mention.date_class, "stranger": mention.kind}
        out.append(
            Judged(
                kinds,
                bool(mention.key),
                bool(mention.key) and is_clear(mention, people, alike),
                found[0].probability if found else 0.0,
                bool(mention.key) and keys[:1] == [mention.key],
                mention.key in keys,
            )
        )
    return out


def bearers(people: Sequence[Somebody]) -> dict[tuple[str, str], list[Somebody]]:
    """Who bears each pair of surname and given name."""
    found: dict[tuple[str, str], list[Somebody]] = defaultdict(list)
    for one in people:
        found[one.surname, one.given].append(one)
    return found


def is_clear(mention: Mention, people: Sequence[Somebody], alike: Mapping[tuple[str, str], list[Somebody]]) -> bool:
    """Does what the line was given, before any fault, fit one person only?"""
    person = people[int(mention.key[1:])]
    same = alike[person.surname, person.given]
    if len(mention.name.split()) > 2 and mention.noise not in ("wrong_patr", "initials"):
        same = [one for one in same if one.patronymic == person.patronymic]
    length = {"missing": 0, "year": 4, "month_year": 7}.get(mention.date_class, 10)
    day: date = person.born_on
    return sum(one.born_on.isoformat()[:length] == day.isoformat()[:length] for one in same) == 1


def score_of(judged: Sequence[Judged], *, threshold: float = 0.5) -> Score:
    """The shares of these lines; a stranger is wrongly linked where somebody has a probability over the threshold."""
    known = [one for one in judged if one.is_known]
    clear = [one for one in known if one.is_clear]
    strangers = [one for one in judged if not one.is_known]
    return Score(
        len(judged),
        _share(sum(one.is_right for one in known), len(known)),
        _share(sum(one.is_among_five for one in known), len(known)),
        _share(sum(one.is_right for one in clear), len(clear)),
        sum(one.probability > threshold for one in strangers),
        len(strangers),
        recall_at(judged, 0.99),
        calibration_error(judged),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def recall_at(judged: Sequence[Judged], precision: float) -> float | None:
    """The share of the known people found at the lowest threshold where so many of the links are right."""
    known = sum(one.is_known for one in judged)
    right = wrong = 0
    best = 0.0
    for one in sorted(judged, key=lambda one: -one.probability):
        right, wrong = right + one.is_right, wrong + (not one.is_right)
        if right / (right + wrong) >= precision:
            best = right / known if known else 0.0
    return best if known else None


def calibration_error(judged: Sequence[Judged]) -> float | None:
    """How far said and true differ on average, over ten equal bins of probability."""
    found = bins(judged)
    lines = sum(count for count, _, _ in found)
    return sum(abs(said - true) * count for count, said, true in found) / lines if lines else None


def bins(judged: Sequence[Judged]) -> list[tuple[int, float, float]]:
    """Of each tenth of probability: lines, what was said on average, and how many were right."""
    by_bin: dict[int, list[Judged]] = defaultdict(list)
    for one in judged:
        by_bin[min(9, int(one.probability * 10))].append(one)
    return [
        (
            len(group),
            sum(one.probability for one in group) / len(group),
            sum(one.is_right for one in group) / len(group),
        )
        for _, group in sorted(by_bin.items())
    ]


def thresholds(judged: Sequence[Judged]) -> list[tuple[float, int, int, int]]:
    """What each threshold costs: links made, wrong among them, and known people left without a link."""
    known = sum(one.is_known for one in judged)
    out = []
    for threshold in (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99, 0.995):
        made = [one for one in judged if one.probability >= threshold]
        right = sum(one.is_right for one in made)
        out.append((threshold, len(made), len(made) - right, known - right))
    return out


def grouped(judged: Sequence[Judged], by: str) -> dict[str, Score]:
    """The score of each kind of line."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        groups[one.kinds[by]].append(one)
    return {kind: score_of(group) for kind, group in sorted(groups.items())}


def learnt_anew(*, people: int = 30_000, lines: int = 20_000) -> dict[str, Any]:
    """The content of the file of weights, learnt from invented lines: weights first, then the curve on other lines.

    The same numbers give the same file, on any machine.
    """
    crowd = list(make_crowd(people, seed=SEED_LEARN))
    segment = Segment(columns_of_crowd(crowd), learn.guessed())
    mentions = make_mentions(crowd, lines * 3 // 4, seed=SEED_LEARN + 1, wrong_fathers=WRONG_FATHERS)
    mentions += make_mentions(crowd, lines // 4, seed=SEED_LEARN + 2, hard=True, wrong_fathers=WRONG_FATHERS)
    examples = [learn.Example(question(one), int(one.key[1:])) for one in mentions if one.key]
    content: dict[str, Any] = dict(learn.count(examples, segment))
    content["calibration"] = {}
    segment.learnt = from_json({**content, "origin": {}})
    content |= learn_letters.learn(examples, segment)
    content["origin"] = {
        "made_by": "dodomu match-quality --learn",
        "people": people,
        "lines": lines,
        "wrong_fathers": WRONG_FATHERS,
        "seeds": [SEED_LEARN, SEED_CURVE],
        "source": "invented people and lines of dodomu.synthetic; no real person",
    }
    content["calibration"] = _curve(from_json({**content, "origin": {}}), people, lines)
    return content


def _curve(learnt: Learnt, people: int, lines: int) -> dict[str, float]:
    crowd = list(make_crowd(people * 10 // 3, seed=SEED_CURVE))
    rows: list[dict[str, float]] = []
    right: list[bool] = []
    prior = math.log(EXPECTED_IN_REGISTER / (1 - EXPECTED_IN_REGISTER))
    for n, (size, share, hard) in enumerate(
        ((len(crowd), 0.42, False), (len(crowd), 0.2, True), (people // 3, 0.3, False))
    ):
        some = crowd[:size]
        segment = Segment(columns_of_crowd(some), learnt)
        made = make_mentions(some, int(lines * share), seed=SEED_CURVE + 1 + n, hard=hard, wrong_fathers=WRONG_FATHERS)
        for mention in made:
            found = segment.find(question(mention), people=size, prior=prior)
            if found:
                rows.append(calibration.features(found))
                right.append(bool(mention.key) and some[found[0].key].key == mention.key)
    return calibration.fit(rows, right)
