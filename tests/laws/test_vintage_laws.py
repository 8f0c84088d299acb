"""Whatever became of a figure, what was answered at an instant is answered for ever: laws over invented histories.

A history is a row of moves (said, revised, corrected also after it was revised, said anew, withdrawn) an hour apart. It is told twice:
up to an instant, as the public saw it then, and whole, asked for that instant.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dodomu.clock import KYIV, day
from dodomu.figures.models import Correction, Figure
from dodomu.figures.queries.public import Shown
from dodomu.figures.queries.vintages import Asked, Vintage, chosen, vintages
from dodomu.text import Text

BEGAN = datetime(2024, 7, 18, 10, 0, tzinfo=KYIV)
DATES = [date(2023, 4, 27), date(2024, 7, 17)]
MOVES = ["say", "revise", "correct", "correct_revised", "say_anew", "withdraw"]
moves = st.lists(st.tuples(st.sampled_from(MOVES), st.sampled_from(DATES)), max_size=14)
histories = moves.map(lambda row: [("say", DATES[0]), *row])  # something is said, or nothing can become of it


def told(history: list[tuple[str, date]], *, until: datetime) -> tuple[list[Shown], list[Correction]]:
    """The public record after the moves made by an instant; a move that cannot be made is none."""
    figures: list[Figure] = []
    corrections: list[Correction] = []
    last: dict[date, Figure] = {}

    def say(on: date, at: datetime, **more: Any) -> Figure:
        number = len(figures) + 1
        figure = Figure(pk=number, number=number, slug="x", as_of=on, state="published", published_at=at, **more)
        figure.published_on = day(at)
        figure._prefetched_objects_cache = {"replaced_by": []}  # type: ignore[attr-defined]
        figures.append(figure)
        last[on] = figure
        return figure

    def follow(old: Figure, at: datetime, how: str) -> None:
        new = say(old.as_of, at, replaces=old, replaces_as=how)
        old._prefetched_objects_cache["replaced_by"] = [new]  # type: ignore[attr-defined]

    for step, (move, on) in enumerate(history):
        at, standing = BEGAN + timedelta(hours=step), last.get(on)
        if at > until:
            break
        state = standing.state if standing else ""
        if move == "say" and state in ("", "withdrawn"):
            say(on, at)
        elif move == "revise" and standing and state == "published":
            standing.state = "revised"
            follow(standing, at, "revision")
        elif move == "correct" and standing and state == "published":
            standing.state = "corrected"
            corrections.append(
                Correction(pk=step + 1, figure=standing, kind="correction", issued_at=at, issued_on=day(at))
            )
        elif move == "correct_revised":
            for old in [one for one in figures if (one.as_of, one.state) == (on, "revised")][:1]:
                old.state = "corrected"
                mended = Correction(pk=step + 1, figure=old, kind="correction", issued_at=at, issued_on=day(at))
                corrections.append(mended)
        elif move == "say_anew" and standing and state == "corrected":
            follow(standing, at, "correction")
        elif move == "withdraw" and standing and state == "published":
            standing.state, standing.withdrawn_at, standing.withdrawn_on = "withdrawn", at, day(at)
    nothing = Text("", "")
    return [Shown(one, nothing, nothing, nothing, is_suppressed=False) for one in figures], corrections


def answer(found: list[Vintage]) -> list[tuple[Any, ...]]:
    """What a program sees of each version."""
    return [
        (
            one.figure.number,
            one.state,
            one.known_from,
            one.known_to,
            one.updated_at,
            one.successor.number if one.successor else None,
        )
        for one in found
    ]


END = BEGAN + timedelta(days=9)


@given(histories, st.integers(0, 15), st.booleans())
def test_what_was_answered_at_an_instant_is_answered_for_ever(history, hours, includes_history):
    at = BEGAN + timedelta(hours=hours, minutes=30)
    then = chosen(vintages(*told(history, until=at)), Asked(includes_history=includes_history))
    later = chosen(vintages(*told(history, until=END)), Asked(as_of=at, includes_history=includes_history))
    assert answer(later) == answer(then)


@given(histories)
def test_no_two_versions_of_one_date_stand_at_the_same_time(history):
    found = vintages(*told(history, until=END))
    for one in found:
        for two in found:
            if one.figure.pk < two.figure.pk and one.figure.as_of == two.figure.as_of:
                assert one.known_to is not None
                assert one.known_to <= two.known_from


@given(histories, st.integers(0, 15))
def test_a_program_that_asks_for_what_changed_misses_nothing(history, hours):
    """What it kept, with what changed since, is all that is there."""
    at = BEGAN + timedelta(hours=hours, minutes=30)
    kept = answer(chosen(vintages(*told(history, until=at)), Asked(includes_history=True)))
    whole = vintages(*told(history, until=END))
    news = answer(chosen(whole, Asked(updated_after=at, includes_history=True)))
    together = {row[0]: row for row in [*kept, *news]}
    assert list(together.values()) == answer(chosen(whole, Asked(includes_history=True)))


@given(histories)
def test_without_history_each_date_has_one_last_word(history):
    found = chosen(vintages(*told(history, until=END)), Asked())
    standing = [one.figure.as_of for one in found if not one.has_ended]
    assert len(standing) == len(set(standing))
