"""Whose turn it is: which relatives may be called now, and who waits until others have heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_TRIES = 3
"""After so many calls without an answer the next in the order need not wait any longer."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One call in the order of telling."""

    key: int
    place: int
    is_apart: bool
    state: str
    tries: int = 0
    is_number_wrong: bool = False

    @property
    def is_over(self) -> bool:
        """Whether those behind need not wait for this one: told, gone, or not to be reached."""
        if self.state in ("told", "mend", "mended", "withdrawn"):
            return True
        return self.state == "not_reached" and (self.is_number_wrong or self.tries >= MOST_TRIES)


def may_be_called(turns: Sequence[Turn]) -> set[int]:
    """The keys of those whose turn it is: everybody told apart, and in the order all up to the first who is still open.

    Those with the same place are told side by side.

    >>> mother, wife, aunt = Turn(1, 1, False, "held"), Turn(2, 2, False, "held"), Turn(3, 3, True, "held")
    >>> sorted(may_be_called([mother, wife, aunt]))
    [1, 3]
    >>> sorted(may_be_called([Turn(1, 1, False, "told"), wife, aunt]))
    [1, 2, 3]
    >>> sorted(may_be_called([Turn(1, 1, False, "not_reached", tries=2), wife]))
    [1]
    """
    allowed = {turn.key for turn in turns if turn.is_apart}
    chain = sorted((turn for turn in turns if not turn.is_apart), key=lambda turn: turn.place)
    reached: int | None = None
    for turn in chain:
        if reached is not None and turn.place > reached:
            break
        allowed.add(turn.key)
        if not turn.is_over:
            reached = turn.place
    return allowed
