"""The projections of the register: computed from facts, written here alone, in the transaction of the fact.

`PersonNow` and `PersonName` answer «today», `Span` answers any two dates. `differences` recomputes all of them
and names every row that does not agree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, models, transaction

from dodomu.names.keys import given_keys, surname_keys
from dodomu.names.normalise import sort_key
from dodomu.people import bulk
from dodomu.people.about import about, is_counted, read_name
from dodomu.people.models import Fact, Person, PersonName, PersonNow, Place, Span
from dodomu.timeline import facts as timeline
from dodomu.timeline.facts import FOREVER, Reading
from dodomu.timeline.joins import component, roots, spans_of
from dodomu.timeline.readings import course_since_ever, presence, status_course
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
    sources: dict[int, int]  # fact -> source


READINGS: dict[str, Reading] = {"status": status_course, "unit_at_capture": course_since_ever}
"""How a course is read for counting, where it is not `timeline_of`."""


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
    people = set(people)
    joins: dict[int, timeline.Fact] = {}
    edge = people
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
    together = {person: {person} for person in people}
    for person in {fact.person for fact in facts} | {int(fact.value) for fact in facts if fact.value}:
        if person in people:
            together[person] = component(person, facts)
    return together, facts


def hold(people: Iterable[int]) -> None:
    """Holds these records, and all that were ever joined with them, against other writers to the transaction's end.

    Call it before the first look at what is to be changed. Rows are held in the order of ids, so that two writers
    never wait for each other; where a record was joined while we waited, what we held is let go and the wider circle
    is taken in order again. SQLite has one writer at a time anyway.
    """
    if not connection.features.has_select_for_update:
        return
    wanted = _with_joined(set(people))
    while True:
        taken = transaction.savepoint()
        # list() runs the query: the rows are of no interest, their locks are.
        list(Person.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk").values_list("pk"))
        wider = _with_joined(wanted)
        if wider == wanted:
            transaction.savepoint_commit(taken)
            return
        transaction.savepoint_rollback(taken)
        wanted = wider


def _with_joined(people: set[int]) -> set[int]:
    """These records and all that were ever joined with them."""
    return people.union(*joined_records(people)[0].values())


def rebuild(people: Iterable[int], *, is_held: bool = False) -> None:
    """Writes the projections of these people anew. Call it in the transaction that added their facts.

    `is_held` says that `hold` was called before, or that nobody else can know of these people yet.
    """
    todo = sorted(set(people))
    for start in range(0, len(todo), CHUNK):
        part = todo[start : start + CHUNK]
        if not is_held:
            hold(part)
        rows, records = _compute(part)
        for model in (PersonNow, PersonName, Span):
            model._default_manager.filter(person__in=records).delete()
        for added in (rows.now, rows.names, rows.spans):
            bulk.add(added)


def _compute(people: Sequence[int]) -> tuple[Rows, list[int]]:
    """The right rows of these people and of all that were ever joined with them; and who these are."""
    components, joins = joined_records(people)
    records = sorted(set().union(*components.values(), people))
    by_person, sources = _facts(records)
    known = _known((fact for own in by_person.values() for fact in own), sources)
    rows = Rows()
    speaks = roots(joins, known_on=FOREVER)
    done: set[int] = set()
    for one in records:
        if one in done:
            continue
        together = components.get(one) or component(one, joins)
        done |= together
        _spans(sorted(together), by_person, [join for join in joins if join.person in together], rows)
        for record in sorted(together):
            speaker = speaks.get(record)
            own = [row for other in together if speaks.get(other, other) == record for row in by_person[other]]
            rows.now.append(_now(record, own if speaker is None else by_person[record], known, speaker))
            if speaker is None:
                rows.names += _names(record, own)
    return rows, records


def _facts(records: Sequence[int]) -> tuple[dict[int, list[timeline.Fact]], dict[int, int]]:
    """The facts of each record, and the source of each fact; read as plain values, since a register is large."""
    found: dict[int, list[timeline.Fact]] = defaultdict(list)
    sources: dict[int, int] = {}
    columns = ("about", "value", "true_from", "learned_on", "precision", "standing", "replaces_id", "source_id")
    rows = Fact.objects.filter(person__in=records).order_by("seq").values_list("seq", "person_id", *columns)
    for seq, person, *values, source in rows:
        found[person].append(timeline.Fact(seq, person, *values))
        sources[seq] = source
    return found, sources


def _known(facts: Iterable[timeline.Fact], sources: dict[int, int]) -> _Known:
    codes: dict[str, set[str]] = {"unit": set(), "place": set()}
    for fact in facts:
        if fact.value and (kind := about(fact.about).value) in codes:
            codes[kind].add(fact.value)
    return _Known(
        {unit.code: unit for unit in Unit.objects.filter(code__in=codes["unit"])},
        {place.code: place for place in Place.objects.filter(code__in=codes["place"])},
        sources,
    )


def _spans(
    records: list[int], by_person: dict[int, list[timeline.Fact]], joins: list[timeline.Fact], rows: Rows
) -> None:
    facts: dict[str, dict[int, list[timeline.Fact]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        own = by_person[record]
        if own:
            first = min(own, key=lambda fact: (fact.learned_on, fact.seq))
            facts["status"][record].append(presence(first.seq, record, learned_on=first.learned_on))
        for fact in own:
            if is_counted(fact.about):
                facts[fact.about][record].append(fact)
    for code, by_record in facts.items():
        reading = READINGS.get(code, timeline.timeline_of)
        if len(records) == 1:
            found = {records[0]: timeline.spans(by_record[records[0]], reading=reading)}
        else:
            found = spans_of(records, by_record, joins, reading=reading)
        for record, spans in found.items():
            rows.spans += [
                Span(
                    person_id=record,
                    about=code,
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


def _now(record: int, own: list[timeline.Fact], known: _Known, speaker: int | None) -> PersonNow:
    facts: dict[str, list[timeline.Fact]] = defaultdict(list)
    for fact in own:
        facts[fact.about].append(fact)

    def latest(code: str) -> timeline.Fact | None:
        return timeline.as_of(facts.get(code, ()), true_on=FOREVER, known_on=FOREVER)

    def text(code: str) -> str:
        fact = latest(code)
        return (fact.value or "") if fact else ""

    now = PersonNow(person_id=record, joined_to_id=speaker, last_seq=max((fact.seq for fact in own), default=0))
    now.surname, now.given, now.patronymic = _shown_name(facts.get("name", []), record)
    now.sort_key = sort_key(f"{now.surname} {now.given} {now.patronymic}".strip())[:300]
    now.sex, now.rank, now.call_sign = text("sex")[:1], text("rank")[:100], text("call_sign")[:100]
    now.held_at = text("held_at")
    if (birth := latest("birth_date")) and birth.value and birth.value != WITHHELD:
        now.birth_on, now.birth_precision = date.fromisoformat(birth.value), birth.precision
    if status := latest("status"):
        now.status, now.status_since, now.status_precision = status.value or "", status.true_from, status.precision
        now.status_standing, now.status_source_id = status.standing, known.sources[status.seq]
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


def _shown_name(facts: list[timeline.Fact], record: int) -> tuple[str, str, str]:
    """The name to show: one marked so before others, and the record's own before those of records joined to it."""
    standing = timeline.standing_facts(facts, known_on=FOREVER)
    chosen: tuple[bool, bool, tuple[date, int, int]] | None = None
    shown = ("", "", "")
    for fact in standing:
        name, is_primary = read_name(fact.value or "")
        rank = (is_primary, fact.person == record, fact.weight)
        if name.surname and (chosen is None or rank > chosen):
            chosen, shown = rank, (name.surname[:100], name.given[:100], name.patronymic[:100])
    return shown


def _names(record: int, own: list[timeline.Fact]) -> list[PersonName]:
    facts = [fact for fact in own if fact.about == "name"]
    shown = _shown_name(facts, record)
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


@dataclass(frozen=True, slots=True)
class Difference:
    """The rows of one table about one person are not what the facts say: which columns, or how many rows; no value."""

    table: str
    person: int
    how: str

    def __str__(self) -> str:
        return f"{self.table} {self.person}: {self.how}"


def differences() -> Iterator[Difference]:
    """Every difference between what is stored and what the facts say, person by person."""
    batch: list[int] = []
    for person in Person.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=CHUNK):
        batch.append(person)
        if len(batch) == CHUNK:
            yield from _differ(batch)
            batch = []
    yield from _differ(batch)


def _differ(people: list[int]) -> Iterator[Difference]:
    if not people:
        return
    rows, _ = _compute(people)
    right: dict[type[models.Model], Iterable[Any]] = {PersonNow: rows.now, PersonName: rows.names, Span: rows.spans}
    for model, computed in right.items():
        columns = [column.attname for column in model._meta.concrete_fields if column.attname != "id"]
        stored = _by_person(model._default_manager.filter(person__in=people), columns)
        wanted = _by_person(computed, columns)
        for person in people:
            if stored[person] != wanted[person]:
                yield Difference(model.__name__, person, _how(stored[person], wanted[person], columns))


def _by_person(rows: Iterable[Any], columns: Sequence[str]) -> dict[int, Counter[tuple[str, ...]]]:
    found: dict[int, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for row in rows:
        found[row.person_id][tuple(str(getattr(row, column)) for column in columns)] += 1
    return found


def _how(stored: Counter[tuple[str, ...]], wanted: Counter[tuple[str, ...]], columns: Sequence[str]) -> str:
    """How rows differ: the columns where one row stands against one, otherwise the numbers of rows."""
    extra, missing = list((stored - wanted).elements()), list((wanted - stored).elements())
    if len(extra) == len(missing) == 1:
        return ", ".join(c for c, was, right in zip(columns, extra[0], missing[0], strict=True) if was != right)
    return f"{len(extra)} rows too many, {len(missing)} missing"
