"""Writing the register: facts are added, replaced and withdrawn, never changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.clock import day
from dodomu.errors import Refused, StaleView
from dodomu.ledger import actions as ledger
from dodomu.names.parts import PersonName
from dodomu.people import projection
from dodomu.people.about import ABOUTS, about, name_value
from dodomu.people.models import Fact, Group, Person, PersonNow, Place, Source
from dodomu.timeline.statuses import GROUPS, WITHHELD, Status, is_expected
from dodomu.units.models import Unit

NEEDS_SECOND = GROUPS["dead"]
"""Statuses that need an official document and a second person, whatever came before (glossary, section 2)."""


def add_source(kind: str, *, title: str = "", dated_on: date | None = None, reference: str = "") -> Source:
    """Records who said so."""
    if kind not in dict(Source.KINDS):
        raise Refused(_("Виберіть джерело зі списку."), "source_kind")
    return Source.objects.create(kind=kind, title=title[:200], dated_on=dated_on, reference=reference[:300])


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
    if not name.surname.strip():
        raise Refused(_("Введіть прізвище."), "surname")
    person = Person.objects.create(opened_at=now)
    today = day(now)
    begin = source.dated_on if source.dated_on and source.dated_on <= today else today
    stated: list[tuple[str, str, str]] = [("name", name_value(name, is_primary=True), "day")]
    if birth_on:
        stated.append(("birth_date", birth_on.isoformat(), birth_precision))
    if sex:
        stated.append(("sex", sex, "day"))
    if unit:
        stated.append(("unit_at_capture", unit.code, "day"))
    Fact.objects.bulk_create(
        Fact(
            person=person,
            about=code,
            value=value,
            true_from=birth_on if code == "birth_date" and birth_on else begin,
            precision=precision,
            learned_on=today,
            source=source,
            by=by,
        )
        for code, value, precision in stated
    )
    projection.rebuild([person.pk])
    ledger.record("open_person", by=by, now=now, kind="person", key=person.pk, detail={"source": source.pk})
    return person


def _check_value(code: str, value: str) -> str:
    """The value as it is stored; Refused with the field `value` when it is not one of the vocabulary."""
    value = value.strip()
    if value == WITHHELD:
        return value
    kind = about(code).value
    unknown = {
        "status": lambda: value not in Status.__members__,
        "unit": lambda: not Unit.objects.filter(code=value).exists(),
        "place": lambda: not Place.objects.filter(code=value).exists(),
        "member": lambda: (
            value not in {"member", "left"} or not Group.objects.filter(code=code.removeprefix("group:")).exists()
        ),
        "sex": lambda: value not in {"m", "f"},
        "confirmation": lambda: value not in dict(Source.KINDS),
    }
    if kind in unknown and unknown[kind]():
        raise Refused(_("Виберіть значення зі списку."), "value")
    if kind == "date":
        try:
            date.fromisoformat(value)
        except ValueError as error:
            raise Refused(_("Введіть дату, наприклад 14.03.1991."), "value") from error
    if not value:
        raise Refused(_("Введіть значення."), "value")
    if len(value) > 300:
        raise Refused(_("Значення задовге: не більше 300 знаків."), "value")
    return value


def _check_times(
    code: str, *, true_from: date, learned_on: date, source: Source, today: date, replaced: Fact | None
) -> None:
    if learned_on > today:
        raise Refused(_("Ми не могли дізнатися про це пізніше, ніж сьогодні."), "learned_on")
    if true_from > learned_on and code != "birth_date":
        raise Refused(
            _("Дата, від якої це правда, не може бути пізнішою за день, коли ми про це дізналися."), "true_from"
        )
    if learned_on < today and (source.dated_on is None or source.dated_on > learned_on):
        raise Refused(
            _("Щоб записати ранішу дату, вкажіть джерело з датою, не пізнішою за цей день."), "source_dated_on"
        )
    if replaced and learned_on < replaced.learned_on:
        raise Refused(_("Замінити можна лише тим, про що дізналися не раніше за попередній запис."), "learned_on")


def before(person: Person, *, true_on: date, known_on: date, but: Fact | None = None) -> str | None:
    """The status that was believed just before a day, to judge whether a move from it is expected."""
    from dodomu.timeline.facts import as_of

    rows = Fact.objects.filter(person__in=_records(person), about="status")
    facts = [projection.value_fact(row) for row in rows if not but or row.pk != but.pk]
    earlier = [fact for fact in facts if fact.true_from < true_on or fact.value is None]
    found = as_of(earlier, true_on=true_on, known_on=known_on)
    return found.value if found else None


def _records(person: Person) -> list[int]:
    return [person.pk, *PersonNow.objects.filter(joined_to=person).values_list("pk", flat=True)]


def is_unexpected(person: Person, status: str, *, true_from: date, known_on: date, but: Fact | None = None) -> bool:
    """Whether stating this status needs a reason and a second person."""
    if status in NEEDS_SECOND:
        return True
    return not is_expected(before(person, true_on=true_from, known_on=known_on, but=but), status)


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
    """
    if not code.startswith("group:") and code not in ABOUTS:
        raise Refused(_("Виберіть, про що цей запис."), "about")
    _check_record(person)
    today = day(now)
    learned_on = learned_on or today
    stored = _check_value(code, value)
    if replaces is not None:
        _check_replaced(replaces, person=person, code=code, reason=reason)
    _check_times(code, true_from=true_from, learned_on=learned_on, source=source, today=today, replaced=replaces)
    if (
        code == "status"
        and not is_approved
        and is_unexpected(person, stored, true_from=true_from, known_on=learned_on, but=replaces)
    ):
        raise Refused(
            _(
                "Такий статус зазвичай не йде після попереднього. Назвіть причину; запис набуде чинності, коли його підтвердить друга людина."
            ),
            "value",
            code="unexpected",
        )
    fact = Fact.objects.create(
        person=person,
        about=code,
        value=stored,
        true_from=true_from,
        precision=precision,
        learned_on=learned_on,
        standing=standing,
        source=source,
        replaces=replaces,
        reason=reason[:300],
        by=by,
    )
    projection.rebuild([person.pk])
    act = "replace_fact" if replaces else "state_fact"
    ledger.record(
        act, by=by, now=now, kind="person", key=person.pk, detail={"about": code, "fact": fact.pk, "source": source.pk}
    )
    return fact


def _check_record(person: Person) -> None:
    if PersonNow.objects.filter(pk=person.pk, joined_to__isnull=False).exists():
        raise Refused(_("Цей запис об’єднано з іншим. Відкрийте основний запис."), code="joined")


def _check_replaced(fact: Fact, *, person: Person, code: str, reason: str) -> None:
    if fact.person_id not in _records(person) or fact.about != code:
        raise Refused(_("Замінити можна лише запис про те саме і про ту саму людину."), "replaces")
    if not reason.strip():
        raise Refused(_("Назвіть причину зміни."), "reason")
    if later := Fact.objects.filter(replaces=fact).first():
        raise StaleView(_("Цей запис уже замінив хтось інший."), theirs=later, yours=fact)


@transaction.atomic
def withdraw(
    fact: Fact, *, reason: str, source: Source, by: User | None, now: datetime, learned_on: date | None = None
) -> Fact:
    """Takes a fact out without putting another in its place; an earlier fact speaks again."""
    person = fact.person
    _check_replaced(fact, person=person, code=fact.about, reason=reason)
    if fact.value is None:
        raise Refused(_("Цей запис уже є відкликанням."))
    today = day(now)
    learned_on = learned_on or today
    _check_times(
        fact.about,
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
        source=source,
        replaces=fact,
        reason=reason[:300],
        by=by,
    )
    projection.rebuild([person.pk])
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

    The facts are trusted to be of the vocabulary; a value that is not is refused and nothing is taken in.
    """
    records = list(records)
    for record in records:
        if not any(fact.about == "name" for fact in record.facts):
            raise Refused(_("Кожна людина має мати ім’я."))
        for fact in record.facts:
            if fact.about == "status" and fact.value not in Status.__members__ and fact.value != WITHHELD:
                raise Refused(_("Виберіть значення зі списку."), "value")
    people = Person.objects.bulk_create([Person(opened_at=now) for _record in records], batch_size=1000)
    Fact.objects.bulk_create(
        (
            Fact(
                person=person,
                about=fact.about,
                value=fact.value,
                true_from=fact.true_from,
                precision=fact.precision,
                learned_on=fact.learned_on,
                standing=fact.standing,
                source=fact.source,
                by=by,
            )
            for person, record in zip(people, records, strict=True)
            for fact in record.facts
        ),
        batch_size=1000,
    )
    projection.rebuild([person.pk for person in people])
    ledger.record(
        "take_in",
        by=by,
        now=now,
        kind="register",
        detail={"people": len(people), "first": people[0].pk if people else 0},
    )
    return people


@transaction.atomic
def state_many(stated: Iterable[tuple[Person, Stated]], *, by: User | None, now: datetime, act: str) -> list[Fact]:
    """States one fact for each of many people in one go: the signed list, the arrivals.

    Refused as a whole, with nothing written, when one of the people is a joined record.
    """
    pairs = list(stated)
    ids = [person.pk for person, _fact in pairs]
    if PersonNow.objects.filter(pk__in=ids, joined_to__isnull=False).exists():
        raise Refused(_("Цей запис об’єднано з іншим. Відкрийте основний запис."), code="joined")
    facts = Fact.objects.bulk_create(
        [
            Fact(
                person=person,
                about=one.about,
                value=one.value,
                true_from=one.true_from,
                precision=one.precision,
                learned_on=one.learned_on,
                standing=one.standing,
                source=one.source,
                by=by,
            )
            for person, one in pairs
        ],
        batch_size=1000,
    )
    projection.rebuild(ids)
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
    """Withdraws many facts for one reason; a fact that is replaced already stays as it is."""
    today = day(now)
    gone_already = set(Fact.objects.filter(replaces__in=facts).values_list("replaces", flat=True))
    rows = [fact for fact in facts if fact.pk not in gone_already]
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
    projection.rebuild([fact.person_id for fact in rows])
    ledger.record_many(
        [(act, "person", fact.person_id, {"about": fact.about, "fact": fact.pk}) for fact in gone], by=by, now=now
    )
    return gone
