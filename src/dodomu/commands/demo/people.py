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
from dodomu.synthetic.register import LAST_DAY, Event, MadePerson
from dodomu.synthetic.spelling import russify
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


def take_in_again(taken: Sequence[tuple[Person, MadePerson]], *, now: datetime) -> list[tuple[Person, Person]]:
    """Two of the missing have a second record, as happens in life; each comes with the record it repeats.

    One was written down from a letter, spelt as in Russian; the other from what somebody who came home
    said, who knew only the year of birth.
    """
    missing = [pair for pair in taken if pair[1].outcome == "missing" and pair[1].unit.startswith("AFU")]
    others = [pair for pair in missing if russify(pair[1].invented)[1] != pair[1].invented.given]
    by_letter, by_word = others[-1], next(pair for pair in missing if pair is not others[-1])
    name = "|".join(russify(by_letter[1].invented))
    letter = _again(by_letter[1], name, "letter", date(2024, 6, 24), precision="day")
    word = _again(by_word[1], _name(by_word[1]), "witness", LAST_DAY, precision="year")
    sources = Sources()
    seconds = people.take_in([record_of(made, sources) for made in (letter, word)], by=None, now=now)
    return list(zip((by_letter[0], by_word[0]), seconds, strict=True))


def _name(made: MadePerson) -> str:
    one = made.invented
    return f"{one.surname}|{one.given}|{one.patronymic}"


def _again(made: MadePerson, name: str, source: str, learned_on: date, *, precision: str) -> MadePerson:
    """The same invented person as one source knows them: a name, a birth, a unit, and that they were seen alive."""
    born_on = made.invented.born_on if precision == "day" else made.invented.born_on.replace(month=1, day=1)
    return MadePerson(
        made.invented,
        made.unit,
        made.outcome,
        events=[
            Event("name", name, learned_on, learned_on, source),
            Event("birth_date", born_on.isoformat(), born_on, learned_on, source, precision),
            Event("sex", made.invented.sex, born_on, learned_on, source),
            Event("unit_at_capture", made.unit, date(2022, 2, 24), learned_on, source),
            Event("status", "CAPTIVE_PROBABLE", learned_on.replace(day=1), learned_on, source, "month"),
        ],
    )
