"""From evidence to a probability that can be believed: of a hundred lines said to be right with 0.9, ninety are.

The evidence of the best person, how far the next ones are, and the kinds of agreement go into one logistic curve,
fitted on lines whose truth is known. What is left over to one is the chance that the line is somebody else, or nobody
of the register.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from dodomu.matching import births, levels
from dodomu.matching.segment import Found

Matrix = NDArray[np.float64]

_GOOD = frozenset([levels.SAME, levels.SOUND, levels.AMBIGUOUS])
_BIRTH_NEAR = frozenset(
    [
        births.SWAPPED,
        births.YEAR_ONE,
        births.YEAR_TWO,
        births.YEAR_TEN,
        births.DIGIT,
        births.DAY_NEAR,
        births.MONTH_NEAR,
    ]
)
_BIRTH_ODD = frozenset([births.TRANSPOSED, births.OTHER_MONTH, births.MONTH_YEAR, births.SWAPPED_YEAR, births.M_NEAR])
_BIRTH_PART = frozenset([births.Y_SAME, births.M_SAME])


_AGREEING = frozenset(["good", "near", "part", "initial", "slip", "slips", "cut"])
SURE, NAME_ALONE, ANOTHER = 9.0, 2.5, 0.0
"""However rare a surname and a given name are, somebody else may bear both, the more so where the father's name or the
date is another one: from here on evidence says a quarter."""


def kinds(found: Found) -> dict[str, str]:
    """What the evidence about one person is made of, roughly."""
    surname, given, father, birth, rank, unit = found.codes
    return {
        "surname": _part(surname),
        "given": _part(given),
        "patronymic": _part(father),
        "birth": _birth(birth),
        "rank": ("none", "same", "far", "far")[rank],
        "unit": ("none", "same", "far")[unit],
    }


def _part(code: int) -> str:
    if code == levels.NONE:
        return "none"
    if code in _GOOD:
        return "good"
    if code == levels.INITIAL:
        return "initial"
    if code in (levels.HALF, levels.SECOND_HALF, levels.HALF_NEAR):
        return "half"
    if code in (levels.CUT, levels.CUT_SHORT):
        return "cut"
    if levels.SLIPS <= code < levels.SLIPS + 6:
        return "slip"
    return "slips" if levels.SLIPS + 6 <= code < levels.SLIPS + 12 else "far" if code != levels.FAR else "nothing"


def _birth(code: int) -> str:
    if code == births.NONE:
        return "none"
    if code in (births.EXACT, births.FIRST_OF_JANUARY):
        return "good"
    if code in _BIRTH_ODD:
        return "odd"
    return "near" if code in _BIRTH_NEAR else "part" if code in _BIRTH_PART else "far"


def softly(found: Sequence[Found]) -> list[float]:
    """The share of each person among all and nobody, as the evidence alone gives it."""
    odds = [math.exp(max(min(one.log_odds, 60.0), -60.0)) for one in found]
    total = 1.0 + sum(odds)
    return [one / total for one in odds]


def features(found: Sequence[Found]) -> dict[str, float]:
    """What the curve sees of the best of these people: how strong the evidence is, and what is missing or against.

    Agreement itself is no feature: it is in the evidence. So more of it can never lower what comes out.
    """
    first = found[0]
    logit = first.log_odds - math.log(1.0 + sum(math.exp(max(min(one.log_odds, 60.0), -60.0)) for one in found[1:]))
    kind = kinds(first)
    beside = SURE if kind["birth"] in _AGREEING or kind["patronymic"] in _AGREEING else NAME_ALONE
    if kind["birth"] == "far" or (beside == NAME_ALONE and kind["patronymic"] in ("far", "nothing")):
        beside = ANOTHER
    out = {
        "one": 1.0,
        "logit": max(-8.0, _flattened(logit, beside)),
        "evidence": max(-2.0, _flattened(first.log_odds, 20.0) / 4.0),
    }
    for field in ("surname", "given", "patronymic", "birth"):
        if kind[field] != "good":
            out[f"{field} {kind[field]}"] = 1.0
    if first.is_surname and kind["surname"] != "good":
        out[f"surname {kind['surname']}, another's"] = 1.0
    if kind["birth"] != "good":
        for field in ("given", "patronymic"):
            if kind[field] != "good":
                out[f"birth {kind['birth']}, {field} {_coarse(kind[field])}"] = 1.0
    return out


def _flattened(value: float, from_: float) -> float:
    return value if value <= from_ else from_ + (value - from_) / 4.0


def _coarse(kind: str) -> str:
    return "far" if kind == "nothing" else kind if kind in ("none", "good", "far") else "near"


def probability(found: Sequence[Found], coefficients: Mapping[str, float]) -> list[float]:
    """The probability of each of these people, best first; their sum is one at most.

    Without coefficients the evidence alone speaks.
    """
    if not found:
        return []
    shares = softly(found)
    if not coefficients:
        return shares
    value = sum(coefficients.get(name, 0.0) * weight for name, weight in features(found).items())
    first = 1.0 / (1.0 + math.exp(-max(min(value, 30.0), -30.0)))
    first = min(first, shares[0] / sum(shares))  # two who fit alike are equally likely
    return [share * first / shares[0] if shares[0] > 0 else 0.0 for share in shares]


def fit(rows: Sequence[Mapping[str, float]], right: Sequence[bool], *, ridge: float = 3.0) -> dict[str, float]:
    """The coefficients that fit these lines best (penalised logistic regression, by Newton's method)."""
    names = sorted({name for row in rows for name in row})
    place = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for n, row in enumerate(rows):
        for name, value in row.items():
            x[n, place[name]] = value
    y = np.array(right, dtype=np.float64)
    w = np.zeros(len(names))
    w[place["logit"]] = 1.0
    centre = w.copy()
    penalty = np.full(len(names), ridge)
    penalty[[place["one"], place["logit"], place["evidence"]]] = 0.01
    free = np.ones(len(names), dtype=bool)
    while True:
        w = _newton(x, y, w * free, centre, penalty, free)
        above = np.array([name not in ("one", "logit", "evidence") for name in names]) & (w > 0)
        above[place["evidence"]] = w[place["evidence"]] < 0
        if not above.any():
            break
        free &= ~above  # what is missing or speaks against never helps, and more evidence never harms
    return {name: round(float(value), 4) for name, value in zip(names, w, strict=True)}


def _newton(x: Matrix, y: Matrix, w: Matrix, centre: Matrix, penalty: Matrix, free: NDArray[np.bool_]) -> Matrix:
    best = _loss(x, y, w, centre, penalty)
    for _ in range(60):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (y - p) - penalty * (w - centre)
        hessian = (x * np.maximum(p * (1 - p), 1e-6)[:, None]).T @ x + np.diag(penalty)
        step = np.zeros(len(w))
        step[free] = np.linalg.solve(hessian[np.ix_(free, free)], gradient[free])
        size = 1.0
        while size > 1e-4 and (found := _loss(x, y, w + size * step, centre, penalty)) >= best:
            size /= 2
        if size <= 1e-4:
            break
        w, best = w + size * step, found
        if float(np.abs(size * step).max()) < 1e-6:
            break
    return w


def _loss(x: Matrix, y: Matrix, w: Matrix, centre: Matrix, penalty: Matrix) -> float:
    value = np.clip(x @ w, -30, 30)
    likelihood = np.log1p(np.exp(-np.where(y > 0, value, -value))).sum()
    return float(likelihood + 0.5 * (penalty * (w - centre) ** 2).sum())
