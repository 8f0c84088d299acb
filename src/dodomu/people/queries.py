"""Reading the register: one person, lists, and the SQL twin of `timeline.as_of`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Q, QuerySet

from dodomu.access import policy
from dodomu.access.models import User
from dodomu.access.policy import Act, Reader, visible
from dodomu.errors import NotVisible
from dodomu.people.about import ABOUTS
from dodomu.people.models import (
    Fact,
    Group,
    NotSame,
    Person,
    PersonName,
    PersonNow,
    Place,
    Proposal,
    Span,
)
from dodomu.people.projection import value_fact
from dodomu.timeline import facts as timeline
from dodomu.timeline.captivity import Contradiction, Episode, contradictions, episodes
from dodomu.timeline.facts import FOREVER, Segment
from dodomu.timeline.joins import roots
from dodomu.timeline.statuses import GROUPS, members


def visible_people(reader: Reader, act: Act = Act.READ_PERSON) -> QuerySet[PersonNow]:
    """The people that a reader may see for an act, joined records left out."""
    rows = PersonNow.objects.filter(joined_to=None)
    return visible(reader, act, rows, person="pk", unit="unit_path")


def visible_records(reader: Reader, act: Act, keys: Iterable[int]) -> set[int]:
    """Of these records those that a reader may do an act with, joined records by their own unit."""
    rows = PersonNow.objects.filter(pk__in=list(keys))
    return set(visible(reader, act, rows, person="pk", unit="unit_path").values_list("pk", flat=True))


def get_person(reader: Reader, number: int, act: Act = Act.READ_PERSON) -> PersonNow:
    """One person by the number after «D-»; NotVisible when it is not there or not for this reader.

    A joined record is given as it is: the page points to the record that speaks for it.
    """
    rows = PersonNow.objects.select_related(
        "person", "unit", "unit_at_capture", "captured_at", "status_source", "joined_to"
    )
    found = visible(reader, act, rows, person="pk", unit="unit_path").filter(pk=number - 10000).first()
    if found is None:
        raise NotVisible
    return found


def facts_of(person: Person | int) -> list[Fact]:
    """Every fact of a person, the joined records' included, in the order of recording."""
    pk = person if isinstance(person, int) else person.pk
    records = [pk, *PersonNow.objects.filter(joined_to=pk).values_list("pk", flat=True)]
    return list(Fact.objects.filter(person__in=records).select_related("source", "by", "replaces").order_by("seq"))


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What was believed from one day on: the day, what was learned on it, and the whole course."""

    learned_on: date
    facts: list[Fact]
    course: list[Segment]


@dataclass(frozen=True, slots=True)
class Course:
    """The status of one person in two times, for the page."""

    knowledge: list[Knowledge]
    today: list[Segment]
    episodes: list[Episode]
    contradictions: list[Contradiction]


def course(rows: Iterable[Fact], *, known_on: date = FOREVER, about: str = "status") -> Course:
    """The course of a status as known up to a day."""
    stored = {row.seq: row for row in rows if row.about == about and row.learned_on <= known_on}
    facts = [value_fact(row) for row in stored.values()]
    known = [
        Knowledge(day, [stored[fact.seq] for fact in learned], segments)
        for day, learned, segments in timeline.knowledge(facts)
    ]
    today = timeline.timeline_of(facts, known_on=known_on)
    standing = timeline.standing_facts(facts, known_on=known_on)
    return Course(known, today, episodes(today), contradictions(standing, today))


@dataclass(frozen=True, slots=True)
class Told:
    """One kind of fact of a person as of two days: the one that answers, or the many that stand."""

    about: str
    facts: list[Fact]


def as_of(rows: Iterable[Fact], *, true_on: date, known_on: date) -> list[Told]:
    """Everything that was true of a person on one day as known on another, kind by kind."""
    by_about: dict[str, list[Fact]] = defaultdict(list)
    for row in rows:
        by_about[row.about].append(row)
    told = []
    for about in sorted(by_about, key=lambda code: (list(ABOUTS).index(code) if code in ABOUTS else 99, code)):
        if about == "same_as":
            continue
        stored = {row.seq: row for row in by_about[about]}
        facts = [value_fact(row) for row in stored.values()]
        if about in ABOUTS and ABOUTS[about].is_many:
            found = [
                stored[fact.seq]
                for fact in timeline.standing_facts(facts, known_on=known_on)
                if fact.true_from <= true_on
            ]
        else:
            fact = timeline.as_of(facts, true_on=true_on, known_on=known_on)
            found = [stored[fact.seq]] if fact else []
        if found:
            told.append(Told(about, found))
    return told


def standing_now(rows: Iterable[Fact]) -> set[int]:
    """The ids of the facts that speak today; the others are replaced or withdrawn."""
    rows = list(rows)
    out = {row.replaces_id for row in rows if row.replaces_id}
    return {row.pk for row in rows if row.pk not in out and row.value is not None}


AS_OF_SQL = """
SELECT person_id, value, standing, seq FROM (
  SELECT f.person_id, f.value, f.standing, f.seq, ROW_NUMBER() OVER (
    PARTITION BY f.person_id
    ORDER BY f.true_from DESC, CASE f.precision WHEN 'day' THEN 2 WHEN 'month' THEN 1 ELSE 0 END DESC, f.seq DESC
  ) AS place
  FROM people_fact f
  WHERE f.about = %s AND f.learned_on <= %s AND f.true_from <= %s AND f.value IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM people_fact r WHERE r.replaces_id = f.seq AND r.learned_on <= %s)
) ranked WHERE place = 1
"""


def as_of_by_sql(about: str, *, true_on: date, known_on: date) -> dict[int, tuple[str, str]]:
    """The SQL twin of `timeline.as_of` over the whole register, from the facts themselves: person → (value, standing).

    Slow and exact: the oracle that the spans and the pure fold are held against. Joined records answer through
    the one that speaks for them.
    """
    with connection.cursor() as cursor:
        cursor.execute(AS_OF_SQL, [about, known_on, true_on, known_on])
        rows = cursor.fetchall()
    joins = [value_fact(row) for row in Fact.objects.filter(about="same_as")]
    speaks = roots(joins, known_on=known_on)
    best: dict[int, timeline.Fact] = {}
    involved = [seq for person, _value, _standing, seq in rows if person in speaks or person in speaks.values()]
    stored = {fact.pk: value_fact(fact) for fact in Fact.objects.filter(pk__in=involved)} if involved else {}
    answer: dict[int, tuple[str, str]] = {}
    for person, value, standing, seq in rows:
        speaker = speaks.get(person, person)
        if seq in stored:
            if speaker in best and best[speaker].weight > stored[seq].weight:
                continue
            best[speaker] = stored[seq]
        answer[speaker] = (value, standing)
    return answer


def spans_at(*abouts: str, true_on: date, known_on: date) -> QuerySet[Span]:
    """The spans that hold on two days: for each person at most one of each kind.

    A person of whom no status stands has a span with the empty value: «being checked».
    """
    return Span.objects.filter(
        about__in=abouts, true_from__lte=true_on, true_to__gt=true_on, known_from__lte=known_on, known_to__gt=known_on
    )


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list of people is narrowed by; every field comes from a vocabulary, never a name."""

    status: str = ""  # a status or a group of statuses
    unit_path: str = ""
    group: str = ""  # a named group


def list_people(reader: Reader, filters: Filters) -> QuerySet[PersonNow]:
    """The people a reader may see, narrowed, for a page in the order of the Ukrainian alphabet."""
    rows = visible_people(reader)
    if filters.status:
        rows = rows.filter(status_condition(filters.status))
    if filters.unit_path:
        rows = rows.filter(
            Q(unit__path__startswith=filters.unit_path) | Q(unit_at_capture__path__startswith=filters.unit_path)
        )
    if filters.group:
        spans = Span.objects.filter(about=f"group:{filters.group}", value="member", true_to=FOREVER, known_to=FOREVER)
        rows = rows.filter(pk__in=spans.values("person"))
    return rows.select_related("unit", "unit_at_capture")


def status_condition(word: str, field: str = "status") -> Q:
    """The condition on a column of statuses for a status, or for a group of them as `group_of` forms it."""
    if word == "being_checked":
        return Q(**{f"{field}__in": [*members(word), ""]})
    if word == "other":
        return ~Q(**{f"{field}__in": [*(str(status) for group in GROUPS.values() for status in group), ""]})
    return Q(**{f"{field}__in": members(word)})


def not_same_as(person: int) -> set[int]:
    """The people who were found not to be this one."""
    pairs = NotSame.objects.filter(Q(first=person) | Q(second=person)).values_list("first", "second")
    return {other for pair in pairs for other in pair if other != person}


def open_proposals(reader: Reader) -> QuerySet[Proposal]:
    """What waits for a second person, for the people a reader may approve for."""
    rows = Proposal.objects.filter(state="proposed").select_related("person__now", "other__now", "proposed_by")
    return visible(reader, Act.APPROVE_PROPOSAL, rows, person="person", unit="person__now__unit_path").order_by("pk")


def proposals_waiting(user: User, now: datetime) -> int:
    """How many proposals of others wait for this account to decide; no query for whoever may not."""
    if not policy.held(user, Act.APPROVE_PROPOSAL):
        return 0
    return open_proposals(user).exclude(proposed_by=user).order_by().count()


def get_proposal(reader: Reader, key: int) -> Proposal:
    """A proposal that a reader may decide or take back."""
    rows = Proposal.objects.select_related("person", "other")
    found = visible(reader, Act.APPROVE_PROPOSAL, rows, person="person", unit="person__now__unit_path")
    one = found.filter(pk=key).first()
    if one is None:
        raise NotVisible
    return one


def proposals_about(person: int, *, kind: str = "") -> QuerySet[Proposal]:
    """What waits for a second person about one record; of one kind, where it is named."""
    rows = Proposal.objects.filter(state="proposed", person=person)
    return rows.filter(kind=kind) if kind else rows


def is_merge_proposed(one: int, two: int) -> bool:
    """Whether joining these two records, either into the other, waits for a second person."""
    pair = [one, two]
    return Proposal.objects.filter(kind="merge", state="proposed", person__in=pair, other__in=pair).exists()


def found_apart(one: int, two: int) -> NotSame | None:
    """Who said that these two records are not the same person, and when; None while nobody did."""
    first, second = sorted((one, two))
    return NotSame.objects.filter(first=first, second=second).select_related("by").first()


def spellings(person: int) -> list[str]:
    """Every spelling of a person's name that was recorded."""
    return sorted({str(name) for name in PersonName.objects.filter(person=person)})


def joined_to(person: int) -> list[PersonNow]:
    """The records that this one speaks for."""
    return list(PersonNow.objects.filter(joined_to=person))


def row_of(person: int | None) -> PersonNow | None:
    """What is computed of a record, for whoever has been let in to it already."""
    return PersonNow.objects.filter(pk=person).first() if person else None


def record_of(person: int | None) -> Person | None:
    """The record itself, as acts take it."""
    return Person.objects.filter(pk=person).first() if person else None


def places(codes: Iterable[str] | None = None, *, has_closed: bool = True) -> list[Place]:
    """The places of capture and detention: all, or those with some codes; the closed ones left out on request."""
    rows = Place.objects.order_by("code") if codes is None else Place.objects.filter(code__in=list(codes))
    return list(rows if has_closed else rows.filter(closed_on=None))


def groups(codes: Iterable[str] | None = None, *, has_closed: bool = True) -> list[Group]:
    """The named groups in the order of their codes: all, or those with some codes; without the closed on request."""
    rows = Group.objects.order_by("code")
    rows = rows if has_closed else rows.filter(closed_on=None)
    return list(rows if codes is None else rows.filter(code__in=list(codes)))
