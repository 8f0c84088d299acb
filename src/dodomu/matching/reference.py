"""How common names are where the register is too small to tell: a segment made of the shipped frequencies."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from dodomu.matching import frequency
from dodomu.matching.learnt import Learnt
from dodomu.matching.segment import Columns, Segment
from dodomu.names import given

SMALL = 2_000
"""A register of fewer people says nothing about how common a name is."""


@lru_cache(maxsize=4)
def common(learnt: Learnt) -> Segment:
    """The names of the shipped table with their shares; patronymics as common as the names of fathers."""
    surnames, givens = frequency.spellings()
    men = [(name, share) for name, share in givens if given.sex_of(name) == "m"]
    fathers = [(given.patronymic_of(name), share) for name, share in men]
    total = sum(share for _, share in men)
    longest = max(len(surnames), len(givens), len(fathers))

    def column(entries: list[tuple[str, float]]) -> list[str]:
        return [entries[n][0] if n < len(entries) else entries[0][0] for n in range(longest)]

    made = Segment(
        Columns(list(range(longest)), column(surnames), column(givens), column(fathers), [0] * longest, [""] * longest,
                [""] * longest),
        learnt,
    )  # fmt: skip
    share_of_surname = {
        made.surnames.place[made.skeletons[made.skeleton[n]]]: share for n, (_, share) in enumerate(surnames)
    }
    made.share_of_skeleton = np.array([share_of_surname.get(n, 0.0) for n in range(len(made.skeletons))])
    made.share_of_given = _shares(made.given_spellings, dict(givens))
    made.share_of_father = _shares(made.patronymic_spellings, {name: share / total for name, share in fathers})
    return made


def _shares(spellings: list[str], share_of: dict[str, float]) -> np.ndarray:
    return np.array([share_of.get(one, 0.0) for one in spellings])
