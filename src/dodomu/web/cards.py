"""What rooms show on the first page: a card for each thing that waits for this account.

A room adds a function to `CARDS` when its addresses are loaded (or stands in `web/today/rooms.py`):

    def calls(request):
        if not policy.may(request.user, Act.LOG_CONTACT):
            return None
        return Card("families/_today.html", {"calls": …}, place="main", order=20)

The function asks the policy itself and returns None where there is nothing for this account. At most two queries a
card: the whole page has twenty. Of the template's variables the page itself knows none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Card:
    """One card of the first page. `place` is `main` (below the work by time) or `side`; smaller `order` comes first."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    place: str = "side"
    order: int = 50
    people: tuple[int, ...] = ()  # whose data it shows: they go to the ledger


CARDS: list[Callable[[HttpRequest], Card | None]] = []


def cards_of(request: HttpRequest) -> list[Card]:
    """The cards of all rooms for this account, in order."""
    found = [card for room in CARDS if (card := room(request)) is not None]
    return sorted(found, key=lambda card: card.order)
