"""Building people of the register for tests, through the actions that people use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from dodomu.access.models import User
from dodomu.names.parts import PersonName, parse_name
from dodomu.people import actions, pairs
from dodomu.people.about import name_value
from dodomu.people.actions import Record, Stated
from dodomu.people.models import Fact, Group, Person, Place, Source

MAY, JUNE = date(2022, 5, 17), date(2022, 6, 30)


def source(kind: str = "nib", *, dated_on: date | None = JUNE, title: str = "") -> Source:
    """A source, dated unless told otherwise."""
    return actions.add_source(kind, title=title, dated_on=dated_on)


def record(
    name: str,
    *,
    born: date | None = date(1991, 3, 14),
    sex: str = "m",
    unit: str = "",
    status: str = "CAPTIVE_CONFIRMED",
    since: date = MAY,
    learned: date = JUNE,
    also: Sequence[str] = (),
) -> Record:
    """What one person brings into the register: a name, a birth, a unit, one status; `also` are further spellings."""
    said = source(dated_on=learned)
    facts = [Stated("name", name_value(parse_name(name), is_primary=True), since, learned, said)]
    facts += [Stated("name", name_value(parse_name(other)), since, learned, said) for other in also]
    if born:
        facts.append(Stated("birth_date", born.isoformat(), born, learned, said))
    if sex:
        facts.append(Stated("sex", sex, since, learned, said))
    if unit:
        facts.append(Stated("unit_at_capture", unit, since, learned, said))
    if status:
        facts.append(Stated("status", status, since, learned, said, standing="confirmed"))
    return Record(facts)


def people(*records: Record, now: datetime) -> list[Person]:
    """Takes people in, in order."""
    return actions.take_in(records, by=None, now=now)


def person(name: str, *, now: datetime, **facts: object) -> Person:
    """One person: `person("Шевчук Андрій", born=date(1991, 3, 14), now=now)`."""
    return people(record(name, **facts), now=now)[0]  # type: ignore[arg-type]


def crowd(number: int, *, unit: str = "", now: datetime) -> list[Person]:
    """Many people of one surname, each with a name of its own, so that lists have pages."""
    letters = "АБВГДЕЖЗІК"
    names = [f"Коваленко {letters[n // 10 % 10]}{letters[n % 10].lower()}н Петрович" for n in range(number)]
    return people(*(record(name, born=date(1970 + n % 30, 1, 1), unit=unit) for n, name in enumerate(names)), now=now)


def status(
    one: Person,
    value: str,
    *,
    true_from: date,
    now: datetime,
    learned_on: date | None = None,
    by: User | None = None,
    standing: str = "confirmed",
) -> Fact:
    """States a status learned on a day, from a source of that day."""
    return actions.state(
        one,
        "status",
        value,
        true_from=true_from,
        learned_on=learned_on,
        standing=standing,
        source=source("reception", dated_on=learned_on or true_from),
        by=by,
        now=now,
    )


def joined(one: Person, *, into: Person, by: User, second: User, now: datetime) -> Fact:
    """Joins two records by two people."""
    proposal = pairs.propose_merge(one, into=into, reason="той самий паспорт", by=by, now=now)
    return pairs.approve(proposal, by=second, now=now)


def azov() -> Group:
    """A named group with its definition."""
    return Group.objects.get_or_create(
        code="azov",
        defaults={
            "name_uk": "азовці",
            "name_en": "Azovites",
            "definition_uk": "люди полку «Азов»",
            "definition_en": "people of the Azov regiment",
            "defined_by": "тест",
        },
    )[0]


def mariupol() -> Place:
    """A place of capture."""
    return Place.objects.get_or_create(code="mariupol", defaults={"name_uk": "Маріуполь", "name_en": "Mariupol"})[0]


def spelt(surname: str, given: str = "", patronymic: str = "") -> PersonName:
    """A name in parts."""
    return PersonName(surname, given, patronymic)
