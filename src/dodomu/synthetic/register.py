"""An invented register: people with histories as they are met in life, spread over the real rounds.

Captured, missing, confirmed, confirmed again, returned in one of the published rounds; learned days or months after
it was true. Values are those of `people.about`, without knowing the register.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from dodomu.synthetic.names import Invented, invent
from dodomu.synthetic.units import PLACES, UNITS


@dataclass(frozen=True, slots=True)
class Event:
    """One fact: what about, value, when true, when learned, from what kind of source."""

    about: str
    value: str
    true_from: date
    learned_on: date
    source: str
    precision: str = "day"
    standing: str = "reported"


@dataclass(slots=True)
class MadePerson:
    """An invented person with a history, and where it has come to."""

    invented: Invented
    unit: str
    outcome: str  # captive | missing | returned | dead | in_service
    returned_on: date | None = None
    events: list[Event] = field(default_factory=list)


LAST_DAY = date(2024, 7, 16)
"""The eve of the round of the demo: the last day on which anything of the register was learned."""

_RANKS = (
    ("солдат", 40),
    ("старший солдат", 20),
    ("молодший сержант", 10),
    ("сержант", 12),
    ("старший сержант", 8),
    ("головний сержант", 4),
    ("лейтенант", 3),
    ("старший лейтенант", 2),
    ("капітан", 1),
)
_OUTCOMES = (("captive", 46), ("missing", 28), ("dead", 2), ("in_service", 1))
_UNITS = [(unit.code, unit.share) for unit in UNITS if unit.share]


def make_people(
    number: int, *, seed: int, returns: Sequence[tuple[date, int, int]], returned_share: float = 0.23
) -> Iterator[MadePerson]:
    """`number` people; of them the share that came home, over the rounds in `returns` (date, people, Guard members).

    The members of the National Guard among the returned are as many as 755 less the 21 of the round to come, in a
    register of 5,000; in a smaller or larger one in proportion.
    """
    chance = random.Random(seed)
    guard = round(734 * number / 5000)
    others = max(0, round(number * returned_share) - guard)
    for belongs_to_guard, count in ((True, guard), (False, others)):
        days = [on for on, _people, _guard in returns]
        shares = [g if belongs_to_guard else max(1, people - g) for _on, people, g in returns]
        for on in chance.choices(days, shares, k=count):
            yield _known_by_now(_person(chance, "returned", is_guard=belongs_to_guard, returned_on=on))
    rest = max(0, number - guard - others)
    for outcome in chance.choices([o for o, _ in _OUTCOMES], [s for _, s in _OUTCOMES], k=rest):
        yield _known_by_now(_person(chance, outcome))


def _known_by_now(person: MadePerson) -> MadePerson:
    """Leaves out what would be learned only after the last day of the register."""
    person.events = [event for event in person.events if event.learned_on <= LAST_DAY]
    return person


def _person(
    chance: random.Random, outcome: str, *, is_guard: bool | None = None, returned_on: date | None = None
) -> MadePerson:
    person = MadePerson(invent(chance), _unit(chance, is_guard), outcome, returned_on)
    place = chance.choices([p[0] for p in PLACES], [p[3] for p in PLACES])[0]
    begin = _captured(chance, place, returned_on)
    reported = begin + timedelta(days=chance.randint(2, 25))
    _identity(person, chance, reported)
    add = person.events.append
    if outcome == "in_service":
        add(Event("status", "IN_SERVICE", begin, reported, "unit_report", standing="confirmed"))
        return person
    missing_since = begin if chance.random() < 0.7 else begin - timedelta(days=chance.randint(1, 6))
    add(Event("captured", place, begin, reported, "unit_report"))
    add(Event("status", "MISSING_SC", missing_since, reported, "register", standing="confirmed"))
    if outcome == "dead":
        known = reported + timedelta(days=chance.randint(60, 500))
        add(Event("status", "KILLED", begin + timedelta(days=1), known, "document", standing="confirmed"))
        return person
    if outcome == "missing" or (outcome == "returned" and chance.random() < 0.15):
        if chance.random() < 0.2:
            known = reported + timedelta(days=chance.randint(20, 200))
            add(Event("status", "CAPTIVE_PROBABLE", begin + timedelta(days=1), known, "video"))
            if outcome == "missing" and chance.random() < 0.5:
                # The sign was not borne out: an entry of the register of the missing speaks again, later.
                add(Event("status", "MISSING_SC", known, known + timedelta(days=40), "register"))
    else:
        _confirm(person, chance, begin, reported, until=returned_on or date(2024, 7, 10))
    _groups(person, place, begin, reported)
    if returned_on:
        learned = returned_on + timedelta(days=chance.choice((0, 0, 0, 1)))
        add(Event("status", "HANDED_OVER", returned_on, returned_on, "list_line", standing="confirmed"))
        add(Event("status", "RETURNED_EXCHANGE", returned_on, learned, "reception", standing="confirmed"))
    return person


def _unit(chance: random.Random, is_guard: bool | None) -> str:
    units = [u for u in _UNITS if is_guard is None or u[0].startswith("NGU") == is_guard]
    return chance.choices([u[0] for u in units], [u[1] for u in units])[0]


def _captured(chance: random.Random, place: str, returned_on: date | None) -> date:
    if place == "azovstal":
        day = date(2022, 5, 16) + timedelta(days=chance.randint(0, 4))
    elif place in {"mariupol", "izium", "kherson", "chornobyl"}:
        day = date(2022, 2, 26) + timedelta(days=int(chance.triangular(0, 80, 50)))
    else:
        day = date(2022, 6, 1) + timedelta(days=chance.randint(0, 600))
    if returned_on and day > returned_on - timedelta(days=40):
        day = max(date(2022, 2, 25), returned_on - timedelta(days=chance.randint(40, 90)))
    return max(day, date(2022, 2, 25)) if not returned_on else min(day, returned_on - timedelta(days=3))


def _identity(person: MadePerson, chance: random.Random, reported: date) -> None:
    one = person.invented
    person.events += [
        Event("name", f"{one.surname}|{one.given}|{one.patronymic}", date(2022, 2, 24), reported, "unit_report"),
        Event("birth_date", one.born_on.isoformat(), one.born_on, reported, "unit_report"),
        Event("sex", one.sex, one.born_on, reported, "unit_report"),
        Event(
            "rank",
            chance.choices([r for r, _ in _RANKS], [s for _, s in _RANKS])[0],
            date(2022, 2, 24),
            reported,
            "unit_report",
        ),
        Event("unit_at_capture", person.unit, date(2022, 2, 24), reported, "unit_report", standing="confirmed"),
    ]


def _confirm(person: MadePerson, chance: random.Random, begin: date, reported: date, *, until: date) -> None:
    room = (until - reported).days
    if room < 4:
        return
    known = reported + timedelta(days=min(chance.randint(10, 240), room - 2))
    add = person.events.append
    since = begin + timedelta(days=1)
    if chance.random() < 0.35:
        early = reported + timedelta(days=max(1, (known - reported).days // 2))
        add(Event("status", "CAPTIVE_PROBABLE", since, early, "witness"))
    if chance.random() < 0.82:
        kind = chance.choice(("nib", "icrc", "nib", "nib"))
        add(Event("status", "CAPTIVE_CONFIRMED", since, known, kind, standing="confirmed"))
        add(Event("confirmation", kind, known, known, kind, standing="confirmed"))
        if chance.random() < 0.3 and (until - known).days > 100:
            again = known + timedelta(days=chance.randint(60, (until - known).days - 20))
            other = chance.choice(("letter", "witness", "icrc"))
            add(Event("confirmation", other, again, again, other))
    else:
        add(Event("status", "CAPTIVE_PROBABLE", since, known, "witness"))


def _groups(person: MadePerson, place: str, begin: date, reported: date) -> None:
    if place in {"azovstal", "mariupol"} and begin <= date(2022, 5, 20):
        person.events.append(Event("group:mariupol", "member", date(2022, 2, 24), reported, "unit_report"))
    if place == "azovstal":
        person.events.append(Event("group:azovstal", "member", begin, reported, "unit_report"))
