"""A placed figure as pictures: a card whose lines are broken by counting signs, and a badge. Nothing here is random.

An SVG knows no flowing text, and its letters may be those of any machine: widths are guessed on the safe side.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from dodomu.text import Text
from dodomu.web.public.placed import Placed
from dodomu.web.words import long_day

WIDTH, MARGIN = 640, 24
BOLD, PLAIN = 0.62, 0.56  # the width of a letter, as a part of its height
SOURCE = Text("Джерело:", "Source:")
HOME = Text("Додому", "Dodomu")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of text in the card; `top` and `step` are those of the stripe behind it."""

    text: str
    y: int
    top: int
    size: int
    step: int
    is_bold: bool = False
    is_struck: bool = False
    is_marked: bool = False
    x: int = MARGIN


@dataclass(frozen=True, slots=True)
class Card:
    """The card: as wide as ever, as high as its lines need."""

    title: str
    height: int
    rows: list[Row]
    width: int = WIDTH
    inner: int = WIDTH - MARGIN


@dataclass(frozen=True, slots=True)
class Badge:
    """The badge: whose it is, and what to say of the number."""

    title: str
    left: str
    right: str
    left_length: int
    right_length: int
    colour: str

    @property
    def split(self) -> int:
        """Where the second half begins."""
        return self.left_length + 20

    @property
    def right_x(self) -> int:
        """Where its text begins."""
        return self.split + 10

    @property
    def width(self) -> int:
        """The whole width."""
        return self.split + self.right_length + 20


def card(line: Placed, *, language: str) -> Card:
    """The number, its sentence, what became of it, and the source."""
    amount, sentence = line.amount.in_language(language), line.sentence.in_language(language)
    mark = line.mark.in_language(language)
    source = f"{SOURCE.in_language(language)} {line.source.in_language(language)} {HOME.in_language(language)}."
    struck = line.is_withdrawn
    rows: list[Row] = []
    y = 18
    for text, size, is_bold, is_struck, is_marked in (
        (amount, 48, True, struck, False),
        (sentence, 19, True, struck, False),
        (mark, 17, True, False, True),
        (source, 15, False, False, False),
    ):
        step = round(size * 1.35)
        most = int((WIDTH - 2 * MARGIN) / (size * (BOLD if is_bold else PLAIN)))
        for each in textwrap.wrap(text, most):
            rows.append(Row(each, y + round(size * 1.02), y, size, step, is_bold, is_struck, is_marked))
            y += step
        y += 6 if text else 0
    title = " ".join(part for part in (mark, f"{sentence}.", source) if part)
    return Card(title, y + 8, rows)


STATES = {
    "stands": Text("чинна", "stands"),
    "corrected": Text("виправлено", "corrected on"),
    "revised": Text("уточнено", "revised on"),
    "withdrawn": Text("відкликано", "withdrawn on"),
}
COLOURS = {"stands": "#1a5c3a", "corrected": "#0b0c0c", "revised": "#4a4f55", "withdrawn": "#8c1d18"}


def badge(line: Placed, *, language: str) -> Badge:
    """The number with its date, and whether it stands: «755 · липень 2024 року · чинна»."""
    one = line.one
    state = STATES[line.state].in_language(language)
    if line.changed_on is not None:
        state = f"{state} {long_day(line.changed_on, language)}"
    parts = [line.amount.in_language(language), one.as_of.in_language(language)] if line.amount.uk else []
    left, right = HOME.in_language(language), " · ".join([*(parts if not line.is_withdrawn else parts[1:]), state])
    title = " ".join(filter(None, (line.mark.in_language(language), f"{line.sentence.in_language(language)}.")))
    return Badge(title, left, right, _length(left), _length(right), COLOURS[line.state])


def _length(text: str) -> int:
    return round(len(text) * 13 * BOLD)
