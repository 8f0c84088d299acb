"""Histories of people by chance: few days, so that many facts meet on one of them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from dodomu.timeline.facts import Fact, first_day
from dodomu.timeline.statuses import WITHHELD

DAYS = [
    date(2022, 1, 1),
    date(2022, 5, 1),
    date(2022, 5, 16),
    date(2022, 5, 17),
    date(2023, 1, 1),
    date(2024, 7, 16),
    date(2024, 7, 17),
    date(2024, 7, 18),
]
VALUES = ["MISSING_SC", "CAPTIVE_PROBABLE", "CAPTIVE_CONFIRMED", "HANDED_OVER", "RETURNED_EXCHANGE", "KILLED", WITHHELD]

precisions = st.sampled_from(["day", "day", "day", "month", "year"])


def asked_days() -> list[date]:
    """Every day on which an answer may change, the day before each, and one far ahead."""
    return sorted({*DAYS, *(day - timedelta(days=1) for day in DAYS), date(2030, 1, 1)})


@st.composite
def histories(draw: st.DrawFn, *, about: str = "status", people: int = 1, most: int = 8) -> list[Fact]:
    """Facts about one thing, of one person or several, as the register would take them.

    Learned no earlier than true, replaced no earlier than learned, each at most once, by a fact of the same person.
    """
    facts: list[Fact] = []
    for seq in range(1, draw(st.integers(0, most)) + 1):
        person = draw(st.integers(1, people))
        replaced = {fact.replaces for fact in facts}
        open_ones = [fact for fact in facts if fact.person == person and fact.seq not in replaced]
        before = draw(st.sampled_from([None, *open_ones]))
        value = draw(st.sampled_from([*VALUES, None])) if before else draw(st.sampled_from(VALUES))
        precision = draw(precisions)
        learned_on = draw(st.sampled_from([day for day in DAYS if before is None or day >= before.learned_on]))
        true_from = draw(st.sampled_from([day for day in DAYS if day <= learned_on]))
        standing = draw(st.sampled_from(["reported", "confirmed"]))
        replaces = before.seq if before else None
        began = first_day(true_from, precision)
        facts.append(Fact(seq, person, about, value, began, learned_on, precision, standing, replaces))
    return facts


@st.composite
def joinings(draw: st.DrawFn, *, people: int = 4, most: int = 6) -> list[Fact]:
    """Facts that join records, or part them again, in any order that people could think of."""
    facts: list[Fact] = []
    for seq in range(101, 101 + draw(st.integers(0, most))):
        replaced = {fact.replaces for fact in facts}
        standing = [fact for fact in facts if fact.seq not in replaced and fact.value is not None]
        parted = draw(st.sampled_from([None, *standing]))
        learned_on = draw(st.sampled_from([day for day in DAYS if parted is None or day >= parted.learned_on]))
        if parted:
            facts.append(Fact(seq, parted.person, "same_as", None, parted.true_from, learned_on, replaces=parted.seq))
        else:
            one, other = draw(st.permutations(range(1, people + 1)))[:2]
            facts.append(Fact(seq, one, "same_as", str(other), learned_on, learned_on))
    return facts
