"""The weights that were learnt from lines with known truth: read from `weights.json`, with where they come from.

`dodomu match-quality --learn` writes the file anew; nothing here is set by hand.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dodomu.matching import births, letters, levels

Weights = NDArray[np.float32]
KNOWN, NEW = "known", "new"
RANKS = ("none", "same", "near", "other")
UNITS = ("none", "same", "other")
FIELDS: dict[str, Sequence[str]] = {
    "surname": levels.LEVELS,
    "given": levels.LEVELS,
    "patronymic": levels.LEVELS,
    "birth": births.LEVELS,
    "rank": RANKS,
    "unit": UNITS,
}


@dataclass(frozen=True, eq=False)
class Learnt:
    """Log-odds by field and level, what slips of letters cost and say, the curve of probabilities, and their origin.

    `unlike` are the log-odds of surnames where the one on the line is somebody's in the register, and where it is not:
    a slip of the pen seldom gives another surname that people bear.
    """

    surname: Weights
    given: Weights
    patronymic: Weights
    birth: Weights
    rank: Weights
    unit: Weights
    letters: Mapping[str, letters.Costs]
    spelt: Weights
    unlike: Mapping[bool, Weights]
    calibration: Mapping[str, Any]
    origin: Mapping[str, Any]


def from_json(content: Mapping[str, Any]) -> Learnt:
    """The weights of a file; a level that was not seen in learning has the weight its kind is given there."""
    arrays = {
        field: np.array([float(content[field].get(name, 0.0)) for name in names], dtype=np.float32)
        for field, names in FIELDS.items()
    }
    none = [0.0] * (len(letters.EDGES) + 1)
    unlike = {known: arrays["surname"].copy() for known in (True, False)}
    for known, weights in content.get("unlike", {}).items():
        for level, weight in weights.items():
            unlike[known == KNOWN][levels.LEVELS.index(level)] = weight
    spelt = np.array([content.get("spelt", {}).get(group, none) for group in letters.GROUPS], dtype=np.float32)
    return Learnt(
        **arrays,
        letters=content.get("letters") or dict.fromkeys((letters.PLAIN, letters.SOUND), letters.FIRST),
        spelt=spelt,
        unlike=unlike,
        calibration=content["calibration"],
        origin=content["origin"],
    )


@lru_cache(maxsize=1)
def shipped() -> Learnt:
    """The weights that ship."""
    text = resources.files("dodomu.matching").joinpath("weights.json").read_text("utf-8")
    return from_json(json.loads(text))
