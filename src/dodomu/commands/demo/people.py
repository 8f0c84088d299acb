"""The register of the demo: units, places, groups and invented people taken in through the same door as any others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from dodomu.names.parts import PersonName
from dodomu.people import actions as people
from dodomu.people.about import name_value
from dodomu.people.actions import Record, Stated
from dodomu.people.models import Person, Source
from dodomu.reference.rounds import read_rounds
from dodomu.synthetic.register import Event, MadePerson
from dodomu.synthetic.units import GROUPS, PLACES, UNITS
from dodomu.units import actions as units
from dodomu.units.models import Unit

CHUNK = 500


def add_vocabularies() -> None:
    """The tree of units, the places and the named groups."""
    known: dict[str, Unit] = {}
    for one in UNITS:
        known[one.code] = units.add_unit(
            one.code, name_uk=one.name_uk, name_en=one.name_en, parent=known.get(one.parent)
        )
    for code, uk, en, _share in PLACES:
        people.add_place(code, name_uk=uk, name_en=en)
    for code, uk, en, def_uk, def_en, by in GROUPS:
        people.add_group(code, name_uk=uk, name_en=en, definition_uk=def_uk, definition_en=def_en, defined_by=by)


def returns_before(day: date) -> list[tuple[date, int, int]]:
    """The published rounds before a day: date, people, members of the National Guard (a tenth where not published)."""
    stages = [stage for each in read_rounds() for stage in each.stages if stage.on < day and stage.announced]
    return [
        (
            stage.on,
            stage.announced or 0,
            stage.national_guard if stage.national_guard is not None else (stage.announced or 0) // 10,
        )
        for stage in stages
    ]


@dataclass
class Sources:
    """One source row for each kind and day, so that facts of one report share it."""

    _rows: dict[tuple[str, date], Source] = field(default_factory=dict)

    def of(self, kind: str, on: date) -> Source:
        """The source of this kind and day."""
        if (kind, on) not in self._rows:
            self._rows[kind, on] = people.add_source(kind, dated_on=on)
        return self._rows[kind, on]


def record_of(person: MadePerson, sources: Sources) -> Record:
    """An invented person as a record of the register."""
    return Record([_stated(event, sources) for event in sorted(person.events, key=lambda event: event.learned_on)])


def _stated(event: Event, sources: Sources) -> Stated:
    value = event.value
    if event.about == "name":
        value = name_value(PersonName(*value.split("|")), is_primary=True)
    return Stated(
        event.about,
        value,
        event.true_from,
        event.learned_on,
        sources.of(event.source, event.learned_on),
        event.precision,
        event.standing,
    )


def take_in(made: Sequence[MadePerson], chunks: Iterable[int], *, now: datetime) -> list[tuple[Person, MadePerson]]:
    """Takes in invented people, `CHUNK` at each step of `chunks` (which a progress bar may count)."""
    sources = Sources()
    taken: list[tuple[Person, MadePerson]] = []
    for start in chunks:
        part = made[start : start + CHUNK]
        taken += zip(
            people.take_in([record_of(person, sources) for person in part], by=None, now=now), part, strict=True
        )
    return taken
