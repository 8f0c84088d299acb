"""The words for an event of return, such as «обмін 17.07.2024» for `round:12` or «поза обміном, 16.07.2024»."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from dodomu.exchanges.queries.overview import rounds_by_key
from dodomu.web.words import short_day


def words_of(occasions: Iterable[str]) -> dict[str, str]:
    """The words for many events at once; an unknown one is said by its own name."""
    occasions = list(dict.fromkeys(occasions))  # in the order given
    keys = {text: int(text[6:]) for text in occasions if text.startswith("round:") and text[6:].isdecimal()}
    rounds = rounds_by_key(keys.values())
    found = {text: _alone(text) for text in occasions}
    for text, key in keys.items():
        if key in rounds:
            found[text] = _("обмін %(day)s") % {"day": short_day(rounds[key].began_on)}
    return found


def _alone(occasion: str) -> str:
    """The words for a return outside a round: `outside:2024-07-16`."""
    try:
        on = date.fromisoformat(occasion.removeprefix("outside:"))
    except ValueError:
        return occasion
    return _("поза обміном, %(day)s") % {"day": short_day(on)}
