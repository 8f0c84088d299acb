"""Writing the register: facts are added, replaced and withdrawn, never changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.clock import day
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.names.parts import PersonName
from dodomu.people import bulk, checks, projection
from dodomu.people.about import name_value
from dodomu.people.models import Fact, Group, Person, Place, Source
from dodomu.timeline.facts import Fact as TimelineFact
from dodomu.timeline.facts import as_of, first_day, timeline_of
from dodomu.timeline.statuses import GROUPS, is_expected
from dodomu.units.models import Unit

NEEDS_SECOND = GROUPS["dead"]
"""Statuses that need an official document and a second person, whatever came before (glossary, section 2)."""


def cite(kind: str, *, title: str = "", dated_on: date | None = None, reference: str = "") -> Source:
    """Names who said so. Nothing is written yet: the source is kept with the first fact stated from it."""
    if kind not in dict(Source.KINDS):
        raise Refused(_("Виберіть джерело зі списку."), "source_kind")
    return Source(kind=kind, title=title[:200], dated_on=dated_on, reference=reference[:300])


def add_source(kind: str, *, title: str = "", dated_on: date | None = None, reference: str = "") -> Source:
    """Records who said so, for many facts that will name it."""
    return kept(cite(kind, title=title, dated_on=dated_on, reference=reference))


def kept(source: Source) -> Source:
    """The source, written down if it was only named so far."""
    if source.pk is None:
        source.save()
    return source


def add_place(code: str, *, name_uk: str, name_en: str) -> Place:
    """Adds a place of capture or detention to the vocabulary."""
    return Place.objects.create(code=code, name_uk=name_uk, name_en=name_en)


def add_group(
    code: str, *, name_uk: str, name_en: str, definition_uk: str, definition_en: str, defined_by: str
) -> Group:
    """Adds a named group with its definition, and who defined it so."""
    return Group.objects.create(
        code=code,
        name_uk=name_uk,
        name_en=name_en,
        definition_uk=definition_uk,
        definition_en=definition_en,
        defined_by=defined_by,
    )


@transaction.atomic
def open_person(
    name: PersonName,
    *,
    source: Source,
    by: User | None,
    now: datetime,
    birth_on: date | None = None,
    birth_precision: str = "day",
    sex: str = "",
    unit: Unit | None = None,
) -> Person:
    """Opens a record of a person with a name; without a status it counts as «being checked»."""
    today = day(now)
    checks.check_name(name)
    checks.check_birth(birth_on, today=today)
    checks.check_choices(precision=birth_precision, standing="reported")
    person = Person.objects.create(opened_at=now)
    kept(source)
    begin = source.dated_on if source.dated_on and source.dated_on <= today else today
    stated: list[tuple[str, str, str]] = [("name", name_value(name, is_primary=True), "day")]
    if birth_on:
        stated.append(("birth_date", birth_on.isoformat(), birth_precision))
    if sex:
        stated.append(("sex", checks.checked_value("sex", sex), "day"))
    if unit:
        stated.append(("unit_at_capture", unit.code, "day"))
    Fact.objects.bulk_create(
        Fact(
            person=person,
            about=code,
            value=value,
            true_from=first_day(birth_on, precision) if code == "birth_date" and birth_on else begin,
            precision=precision,
            learned_on=today,
            source=source,
            by=by,
        )
        for code, value, precision in stated
    )
    projection.rebuild([person.pk], is_held=True)
    ledger.record("open_person", by=by, now=now, kind="person", key=person.pk, detail={"source": source.pk})
    return person


def before(person: Person, *, true_on: date, known_on: date, but: Fact | None = None) -> str | None:
    """The status that speaks for a day so far, to judge whether a move from it is expected."""
    found = as_of(_statuses(person, but=but), true_on=true_on, known_on=known_on)
    return found.value if found else None


def after(person: Person, *, true_on: date, known_on: date, but: Fact | None = None) -> str | None:
    """The status that would come next, to judge whether a move to it is expected from one that is back-dated."""
    course = timeline_of(_statuses(person, but=but), known_on=known_on)
    return next((segment.fact.value for segment in course if segment.since > true_on), None)


def _statuses(person: Person, *, but: Fact | None) -> list[TimelineFact]:
    rows = Fact.objects.filter(person__in=checks.records_of(person), about="status")
    facts = [projection.value_fact(row) for row in rows]
    # What `but` itself replaced stays out, so it is silenced and not left out.
    return [replace(fact, value=None) if but and fact.seq == but.pk else fact for fact in facts]


def is_unexpected(person: Person, status: str, *, true_from: date, known_on: date, but: Fact | None = None) -> bool:
    """Whether stating this status needs a reason and a second person."""
    if status in NEEDS_SECOND:
        return True
    times: dict[str, Any] = {"true_on": true_from, "known_on": known_on, "but": but}
    earlier, later = before(person, **times), after(person, **times)
    if not is_expected(earlier, status):
        return True
    # Said of an earlier day, it must not turn what came later into something that does not follow from it.
    return later is not None and is_expected(earlier, later) and not is_expected(status, later)


@transaction.atomic
def state(
    person: Person,
    code: str,
    value: str,
    *,
    true_from: date,
    source: Source,
    by: User | None,
    now: datetime,
    precision: str = "day",
    learned_on: date | None = None,
    standing: str = "reported",
    replaces: Fact | None = None,
    reason: str = "",
    is_approved: bool = False,
) -> Fact:
    """States a fact, alone or in place of another one of the same record.

    A status that does not follow from the one before is Refused with the code `unexpected`, unless a second
    person has approved it (`is_approved`). Back-dating (`learned_on` before today) needs a dated source.
    What replaces a fact of a joined record is recorded on that record, and stays with it should they be parted.
    """
    checks.check_about(code)
    checks.check_choices(precision=precision, standing=standing)
    projection.hold([person.pk])
    checks.check_speaks([person.pk])
    today = day(now)
    learned_on, true_from = learned_on or today, first_day(true_from, precision)
    stored = checks.checked_value(code, value)
    if replaces is not None:
        checks.check_replaced(replaces, person=person, code=code, reason=reason)
    checks.check_times(true_from=true_from, learned_on=learned_on, source=source, today=today, replaced=replaces)
    if (
        code == "status"
        and not is_approved
        and is_unexpected(person, stored, true_from=true_from, known_on=learned_on, but=replaces)
    ):
        raise Refused(
            _(
                "Такий статус зазвичай не стоїть поруч із записаними. Назвіть причину; "
                "запис набуде чинності, коли його підтвердить друга людина."
            ),
            "value",
            code="unexpected",
        )
    fact = Fact.objects.create(
        person_id=replaces.person_id if replaces else person.pk,
        about=code,
        value=stored,
        true_from=true_from,
        precision=precision,
        learned_on=learned_on,
        standing=standing,
        source=kept(source),
        replaces=replaces,
        reason=reason[:300],
        by=by,
    )
    projection.rebuild([person.pk], is_held=True)
    act = "replace_fact" if replaces else "state_fact"
    ledger.record(
        act, by=by, now=now, kind="person", key=person.pk, detail={"about": code, "fact": fact.pk, "source": source.pk}
    )
    return fact


@transaction.atomic
def withdraw(
    fact: Fact, *, reason: str, source: Source, by: User | None, now: datetime, learned_on: date | None = None
) -> Fact:
    """Takes a fact out without putting another in its place; an earlier fact speaks again."""
    person = fact.person
    checks.check_about(fact.about)
    projection.hold([person.pk])
    checks.check_replaced(fact, person=person, code=fact.about, reason=reason)
    if fact.value is None:
        raise Refused(_("Цей запис уже є відкликанням."))
    today = day(now)
    learned_on = learned_on or today
    checks.check_times(
        true_from=min(fact.true_from, learned_on),
        learned_on=learned_on,
        source=source,
        today=today,
        replaced=fact,
    )
    gone = Fact.objects.create(
        person=person,
        about=fact.about,
        value=None,
        true_from=fact.true_from,
        precision=fact.precision,
        learned_on=learned_on,
        standing=fact.standing,
        source=kept(source),
        replaces=fact,
        reason=reason[:300],
        by=by,
    )
    projection.rebuild([person.pk], is_held=True)
    ledger.record(
        "withdraw_fact", by=by, now=now, kind="person", key=person.pk, detail={"about": fact.about, "fact": fact.pk}
    )
    return gone


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact to be taken in with many others."""

    about: str
    value: str
    true_from: date
    learned_on: date
    source: Source
    precision: str = "day"
    standing: str = "reported"


@dataclass(frozen=True, slots=True)
class Record:
    """One person to be taken in with many others: facts in the order in which they were learned."""

    facts: list[Stated] = field(default_factory=list)


@transaction.atomic
def take_in(records: Iterable[Record], *, by: User | None, now: datetime) -> list[Person]:
    """Takes in many people with their facts at once (a register handed over, the demo), one ledger entry in all.

    Statuses, dates and precisions are checked, other values are trusted; when one is refused, nothing is taken in.
    """
    records = list(records)
    for record in records:
        if not any(fact.about == "name" for fact in record.facts):
            raise Refused(_("Кожна людина має мати ім’я."))
        _check_stated(record.facts, today=day(now))
    people = Person.objects.bulk_create([Person(opened_at=now) for _record in records], batch_size=1000)
    bulk.add(
        [
            _fact(person, stated, by=by)
            for person, record in zip(people, records, strict=True)
            for stated in record.facts
        ]
    )
    projection.rebuild([person.pk for person in people], is_held=True)
    ledger.record(
        "take_in",
        by=by,
        now=now,
        kind="register",
        detail={"people": len(people), "first": people[0].pk if people else 0},
    )
    return people


def _check_stated(facts: Iterable[Stated], *, today: date) -> None:
    """What is checked of many facts at once: cheap, and enough that no answer can be damaged by one of them."""
    for fact in facts:
        checks.check_about(fact.about)
        checks.check_choices(precision=fact.precision, standing=fact.standing)
        if fact.about == "status":
            checks.check_status(fact.value)
        if not fact.true_from <= fact.learned_on <= today:
            raise Refused(
                _("Дата, від якої це правда, не може бути пізнішою за день, коли ми про це дізналися."), "true_from"
            )


def _fact(person: Person, stated: Stated, *, by: User | None) -> Fact:
    return Fact(
        person=person,
        about=stated.about,
        value=stated.value,
        true_from=first_day(stated.true_from, stated.precision),
        precision=stated.precision,
        learned_on=stated.learned_on,
        standing=stated.standing,
        source=stated.source,
        by=by,
    )


@transaction.atomic
def state_many(stated: Iterable[tuple[Person, Stated]], *, by: User | None, now: datetime, act: str) -> list[Fact]:
    """States one fact for each of many people in one go: the signed list, the arrivals.

    Refused as a whole, with nothing written, when one of the people is a joined record. Whether a status is an
    expected one is for the caller to judge.
    """
    pairs = list(stated)
    ids = [person.pk for person, _fact in pairs]
    _check_stated((one for _person, one in pairs), today=day(now))
    projection.hold(ids)
    checks.check_speaks(ids)
    facts = Fact.objects.bulk_create([_fact(person, one, by=by) for person, one in pairs], batch_size=1000)
    projection.rebuild(ids, is_held=True)
    ledger.record_many(
        [
            (act, "person", fact.person_id, {"about": fact.about, "fact": fact.pk, "source": fact.source_id})
            for fact in facts
        ],
        by=by,
        now=now,
    )
    return facts


@transaction.atomic
def withdraw_many(
    facts: Iterable[Fact], *, reason: str, source: Source, by: User | None, now: datetime, act: str
) -> list[Fact]:
    """Withdraws many facts for one reason; a fact that is replaced already, or is a withdrawal, stays as it is."""
    facts = list(facts)
    today = day(now)
    projection.hold(fact.person_id for fact in facts)
    gone_already = set(Fact.objects.filter(replaces__in=facts).values_list("replaces", flat=True))
    rows = [fact for fact in facts if fact.pk not in gone_already and fact.value is not None]
    gone = Fact.objects.bulk_create(
        Fact(
            person_id=fact.person_id,
            about=fact.about,
            value=None,
            true_from=fact.true_from,
            precision=fact.precision,
            learned_on=today,
            standing=fact.standing,
            source=source,
            replaces=fact,
            reason=reason[:300],
            by=by,
        )
        for fact in rows
    )
    projection.rebuild([fact.person_id for fact in rows], is_held=True)
    ledger.record_many(
        [(act, "person", fact.person_id, {"about": fact.about, "fact": fact.pk}) for fact in gone], by=by, now=now
    )
    return gone
