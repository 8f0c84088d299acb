"""The projections of the register: computed from facts, written here alone, in the transaction of the fact.

`PersonNow` and `PersonName` answer «today», `Span` answers any two dates. `differences` recomputes all of them
and names every row that does not agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models

from dodomu.names.keys import given_keys, surname_keys
from dodomu.names.normalise import sort_key
from dodomu.people.about import is_counted, read_name
from dodomu.people.models import Fact, PersonName, PersonNow, Place, Span
from dodomu.timeline import facts as timeline
from dodomu.timeline.facts import FOREVER
from dodomu.timeline.joins import component, roots, spans_of
from dodomu.timeline.statuses import WITHHELD
from dodomu.units.models import Unit

CHUNK = 500


@dataclass
class Rows:
    """The projected rows of some people."""

    now: list[PersonNow] = field(default_factory=list)
    names: list[PersonName] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Known:
    """The few rows of other tables that the projection looks up by code."""

    units: dict[str, Unit]
    places: dict[str, Place]


def value_fact(row: Fact) -> timeline.Fact:
    """A stored fact as the value that the pure functions work on."""
    return timeline.Fact(
        row.seq,
        row.person_id,
        row.about,
        row.value,
        row.true_from,
        row.learned_on,
        row.precision,
        row.standing,
        row.replaces_id,
    )


def joined_records(people: Iterable[int]) -> tuple[dict[int, set[int]], list[timeline.Fact]]:
    """For each record the set of records ever joined with it, and all facts that join them."""
    joins: dict[int, timeline.Fact] = {}
    edge = set(people)
    seen: set[int] = set()
    while edge:
        seen |= edge
        rows = Fact.objects.filter(about="same_as").filter(
            models.Q(person__in=edge) | models.Q(value__in=[str(person) for person in edge])
        )
        found = [value_fact(row) for row in rows]
        # A withdrawal of a join has no value; it is found through its record.
        joins |= {fact.seq: fact for fact in found}
        edge = {fact.person for fact in found} | {int(fact.value) for fact in found if fact.value}
        edge -= seen
    facts = list(joins.values())
    return {person: component(person, facts) for person in people}, facts


def rebuild(people: Iterable[int]) -> None:
    """Writes the projections of these people anew. Call it in the transaction that added their facts."""
    known = _Known(
        {unit.code: unit for unit in Unit.objects.all()}, {place.code: place for place in Place.objects.all()}
    )
    todo = sorted(set(people))
    for start in range(0, len(todo), CHUNK):
        rows, members = _compute(todo[start : start + CHUNK], known)
        for model in (PersonNow, PersonName, Span):
            model._default_manager.filter(person__in=members).delete()
        PersonNow.objects.bulk_create(rows.now, batch_size=CHUNK)
        PersonName.objects.bulk_create(rows.names, batch_size=CHUNK)
        Span.objects.bulk_create(rows.spans, batch_size=CHUNK)


def _compute(people: Sequence[int], known: _Known) -> tuple[Rows, list[int]]:
    components, joins = joined_records(people)
    members = sorted(set().union(*components.values(), people))
    by_person: dict[int, list[Fact]] = defaultdict(list)
    for row in Fact.objects.filter(person__in=members).order_by("seq"):
        by_person[row.person_id].append(row)
    rows = Rows()
    speaks = roots(joins, known_on=FOREVER)
    done: set[int] = set()
    for member in members:
        together = components.get(member) or component(member, joins)
        if member in done:
            continue
        done |= together
        _spans(sorted(together), by_person, [j for j in joins if j.person in together], rows)
        for record in sorted(together):
            speaker = speaks.get(record)
            own = [row for other in together if speaks.get(other, other) == record for row in by_person[other]]
            rows.now.append(_now(record, own if speaker is None else by_person[record], known, speaker))
            if speaker is None:
                rows.names += _names(record, own)
    return rows, members


def _spans(records: list[int], by_person: dict[int, list[Fact]], joins: list[timeline.Fact], rows: Rows) -> None:
    facts: dict[str, dict[int, list[timeline.Fact]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        for row in by_person[record]:
            if is_counted(row.about):
                facts[row.about][record].append(value_fact(row))
    for about, own in facts.items():
        if len(records) == 1:
            found = {records[0]: timeline.spans(own[records[0]])}
        else:
            found = spans_of(records, own, joins)
        for record, spans in found.items():
            rows.spans += [
                Span(
                    person_id=record,
                    about=about,
                    value=span.fact.value or "",
                    standing=span.fact.standing,
                    true_from=span.true_from,
                    true_to=span.true_to,
                    known_from=span.known_from,
                    known_to=span.known_to,
                    fact_id=span.fact.seq,
                )
                for span in spans
            ]


def _now(record: int, rows: list[Fact], known: _Known, speaker: int | None) -> PersonNow:
    by_seq = {row.seq: row for row in rows}
    facts: dict[str, list[timeline.Fact]] = defaultdict(list)
    for row in rows:
        facts[row.about].append(value_fact(row))

    def latest(about: str) -> Fact | None:
        fact = timeline.as_of(facts.get(about, ()), true_on=FOREVER, known_on=FOREVER)
        return by_seq[fact.seq] if fact else None

    def text(about: str) -> str:
        row = latest(about)
        return (row.value or "") if row else ""

    now = PersonNow(person_id=record, joined_to_id=speaker, last_seq=max(by_seq, default=0))
    now.surname, now.given, now.patronymic = _shown_name(facts.get("name", []))
    now.sort_key = sort_key(f"{now.surname} {now.given} {now.patronymic}".strip())[:300]
    now.sex, now.rank, now.call_sign = text("sex")[:1], text("rank")[:100], text("call_sign")[:100]
    now.held_at = text("held_at")
    if (birth := latest("birth_date")) and birth.value and birth.value != WITHHELD:
        now.birth_on, now.birth_precision = date.fromisoformat(birth.value), birth.precision
    if status := latest("status"):
        now.status, now.status_since, now.status_precision = status.value or "", status.true_from, status.precision
        now.status_standing, now.status_source_id = status.standing, status.source_id
        now.status_learned_on = status.learned_on
    now.unit_at_capture, now.unit = known.units.get(text("unit_at_capture")), known.units.get(text("unit"))
    owner = now.unit or now.unit_at_capture
    now.unit_path = owner.path if owner else ""
    if captured := latest("captured"):
        now.captured_on, now.captured_at = captured.true_from, known.places.get(captured.value or "")
    confirmations = timeline.standing_facts(facts.get("confirmation", ()), known_on=FOREVER)
    if confirmations:
        now.confirmed_on, now.confirmed_by = confirmations[-1].true_from, (confirmations[-1].value or "")[:20]
        now.confirmations = len({fact.value for fact in confirmations})
    return now


def _shown_name(facts: list[timeline.Fact]) -> tuple[str, str, str]:
    standing = timeline.standing_facts(facts, known_on=FOREVER)
    chosen: tuple[bool, tuple[date, int, int]] | None = None
    shown = ("", "", "")
    for fact in standing:
        name, is_primary = read_name(fact.value or "")
        rank = (is_primary, fact.weight)
        if name.surname and (chosen is None or rank > chosen):
            chosen, shown = rank, (name.surname[:100], name.given[:100], name.patronymic[:100])
    return shown


def _names(record: int, rows: list[Fact]) -> list[PersonName]:
    facts = [value_fact(row) for row in rows if row.about == "name"]
    shown = _shown_name(facts)
    found: dict[tuple[str, ...], PersonName] = {}
    for fact in timeline.standing_facts(facts, known_on=FOREVER):
        name, _ = read_name(fact.value or "")
        for surname_key in surname_keys(name.surname):
            for given_key in given_keys(name.given) or ("",):
                row = PersonName(
                    person_id=record,
                    surname=name.surname[:100],
                    given=name.given[:100],
                    patronymic=name.patronymic[:100],
                    surname_key=surname_key[:64],
                    given_key=given_key[:64],
                    is_primary=(name.surname[:100], name.given[:100], name.patronymic[:100]) == shown,
                )
                found.setdefault((row.surname, row.given, row.patronymic, surname_key, given_key), row)
    return list(found.values())


def differences() -> Iterator[str]:
    """Every difference between what is stored and what the facts say, one sentence each, with ids only."""
    from dodomu.people.models import Person

    known = _Known(
        {unit.code: unit for unit in Unit.objects.all()}, {place.code: place for place in Place.objects.all()}
    )
    ids = Person.objects.order_by("pk").values_list("pk", flat=True)
    batch: list[int] = []
    for person in ids.iterator(chunk_size=CHUNK):
        batch.append(person)
        if len(batch) == CHUNK:
            yield from _differ(batch, known)
            batch = []
    yield from _differ(batch, known)


def _differ(people: list[int], known: _Known) -> Iterator[str]:
    if not people:
        return
    rows, _ = _compute(people, known)
    wanted = set(people)
    for model, right in ((PersonNow, rows.now), (PersonName, rows.names), (Span, rows.spans)):
        stored = _by_person(model._default_manager.filter(person__in=people))
        computed = _by_person(row for row in right if row.person_id in wanted)
        for person in people:
            if stored.get(person) != computed.get(person):
                yield f"{model.__name__} {person}"


def _by_person(rows: Iterable[Any]) -> dict[int, list[tuple[str, ...]]]:
    found: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    for row in rows:
        values = tuple(
            str(getattr(row, column.attname)) for column in row._meta.concrete_fields if column.attname != "id"
        )
        found[row.person_id].append(values)
    return {person: sorted(values) for person, values in found.items()}
