"""No person stands on two lines of one list unseen: the line that fits best holds the person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

KEPT_OF_SCORE = 0.98
"""A person who stands on a line already is a little less likely on another. No more than that: lists do name somebody
twice, and where nobody else fits that is still the likeliest."""

Answer = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Shared:
    """The candidates of one line, best first, and the place of the other line that holds the first of them."""

    candidates: list[tuple[str, float]]
    held_by: int | None


def shared_out(answers: Sequence[Answer], *, once: bool = False) -> list[Shared]:
    """Every person held by the line that fits best; on another line the score goes down, and the next one may be first.

    With `once` nobody is given to a second line at all. Of equal lines the earlier one holds the person.

    >>> twins = [("P1", 0.5), ("P2", 0.5)]
    >>> [one.candidates[0][0] for one in shared_out([twins, twins])]
    ['P1', 'P2']
    >>> shared_out([[("P1", 0.9)], [("P1", 0.99)]])[0]
    Shared(candidates=[('P1', 0.882)], held_by=1)
    >>> shared_out([[("P1", 0.9)], [("P1", 0.99)]], once=True)[0].candidates
    []
    """
    holder: dict[str, int] = {}
    out: list[Shared] = [Shared([], None)] * len(answers)
    order = sorted((n for n, answer in enumerate(answers) if answer), key=lambda n: (-answers[n][0][1], n))
    for n in order:
        left = [(who, score) for who, score in answers[n] if not (once and who in holder)]
        if not once:
            left = [(who, round(score * KEPT_OF_SCORE, 6) if who in holder else score) for who, score in left]
            left.sort(key=lambda one: -one[1])
        held_by = holder.get(left[0][0]) if left else None
        if left and held_by is None:
            holder[left[0][0]] = n
        out[n] = Shared(left, held_by)
    return out
