"""What stands where an outlet placed a figure of ours: the number, and what became of the one it was placed with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dodomu.errors import NotVisible
from dodomu.figures.models import Correction
from dodomu.figures.queries.public import Shown, current_of
from dodomu.figures.queries.vintages import Vintage, vintages
from dodomu.text import Text
from dodomu.web.public import sentences
from dodomu.web.words import long_day

NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Placed:
    """One line as it reads now. `state` is stands, corrected, revised or withdrawn; `mark` says it in words.

    `amount` is empty where a wrong number was taken back and the right one is not published yet.
    """

    one: Shown
    amount: Text
    sentence: Text
    source: Text
    state: str = "stands"
    changed_on: date | None = None
    mark: Text = NOTHING

    @property
    def is_withdrawn(self) -> bool:
        """Whether the number is struck."""
        return self.state == "withdrawn"


def placed(found: Sequence[Shown], corrections: Sequence[Correction], *, number: int | None = None) -> Placed:
    """The line of a figure: of the version it was placed with, followed to what stands in its place, or the newest.

    NotVisible where there is no such version.
    """
    by_key = {one.figure.pk: one for one in vintages(found, corrections)}
    start = _start(found, by_key, number)
    end, last = start, start if start.has_ended else None
    while end.successor is not None and end.successor.pk in by_key:
        last, end = end, by_key[end.successor.pk]
    if end.has_ended:
        last = end
    return _line(end, last)


def _start(found: Sequence[Shown], by_key: dict[int, Vintage], number: int | None) -> Vintage:
    """Where to begin: at the version named; for the newest, at the one that it put right, so that this is told."""
    if number is not None:
        start = next((one for one in by_key.values() if one.figure.number == number), None)
        if start is None:
            raise NotVisible
        return start
    current = by_key[current_of(list(found)).figure.pk]
    return by_key.get(current.figure.replaces_id or 0, current)


def _line(end: Vintage, last: Vintage | None) -> Placed:
    one = end.one
    source = sentences.stopped(sentences.source(one.figure))
    if last is None or last.known_to is None:
        return Placed(one, one.amount, one.sentence, source)
    on = last.known_to.date()
    if end.figure.state == "withdrawn":
        reason = end.figure.reason
        mark = _on("Відкликано", "Withdrawn", on, f": {reason.uk}", f": {reason.en}")
        return Placed(one, one.amount, one.sentence, source, "withdrawn", on, mark)
    if last.correction is not None:
        was = last.correction.was
        mark = _on("Виправлено", "Corrected", on, f". Було: {was.uk}.", f". Was: {was.en}.")
        if end is last:  # the mistake is known, the right figure is not out yet
            return Placed(one, NOTHING, last.correction.correct, source, "corrected", on, mark)
        return Placed(one, one.amount, one.sentence, source, "corrected", on, mark)
    was = last.one.amount
    mark = _on("Уточнено", "Revised", on, f". Було: {was.uk}.", f". Was: {was.en}.")
    return Placed(one, one.amount, one.sentence, source, "revised", on, mark)


def _on(uk: str, en: str, on: date, rest_uk: str, rest_en: str) -> Text:
    return Text(f"{uk} {long_day(on, 'uk')}{rest_uk}", f"{en} on {long_day(on, 'en')}{rest_en}")
