"""Counting people by status, unit and group, as of any day and as known on any day; and the difference, by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Max, Q, QuerySet

from dodomu.people.models import Fact, Group, PersonNow
from dodomu.people.queries import spans_at, status_condition
from dodomu.timeline.statuses import group_of
from dodomu.units.models import Unit
from dodomu.units.queries import within

AT_ONCE = 10_000
"""People asked about in one query: SQLite takes about three times as many values in one statement."""


@dataclass(frozen=True, slots=True)
class Question:
    """A count: who, true on which day, as known on which day. Empty fields do not narrow.

    `unit_paths` None means every unit; the unit is the one at capture, as it was known on the day asked.
    """

    true_on: date
    known_on: date
    status: str = ""  # a status or a group of statuses
    unit_paths: Sequence[str] | None = None
    group: str = ""
    is_confirmed_only: bool = False


def people(question: Question) -> QuerySet[Any, dict[str, Any]]:
    """The people who answer a question: a row each with `person`, `status`, and `unit` where units narrow it.

    One pass over the spans, gathered by person, and no join: a planner that takes the four bounds for independent
    expects a single row, and would walk the register once for each person in it.
    """
    if question.unit_paths is None and not question.group:
        rows = spans_at("status", true_on=question.true_on, known_on=question.known_on)
        named: Any = rows.values("person", "standing", status=F("value"))
        return _narrowed(named, question)
    return _narrowed(_gathered(question), question)


def _gathered(question: Question) -> QuerySet[Any, dict[str, Any]]:
    """Status, unit at capture and membership of each person on the two days, side by side."""
    abouts = {"status": "status", "unit": "unit_at_capture"}
    if question.group:
        abouts["membership"] = f"group:{question.group}"
    rows: Any = spans_at(*abouts.values(), true_on=question.true_on, known_on=question.known_on).values("person")
    columns = {column: Max("value", filter=Q(about=about)) for column, about in abouts.items()}
    gathered: QuerySet[Any, dict[str, Any]] = rows.annotate(
        **columns, standing=Max("standing", filter=Q(about="status"))
    )
    return gathered.filter(status__isnull=False)


def _narrowed(rows: QuerySet[Any, dict[str, Any]], question: Question) -> QuerySet[Any, dict[str, Any]]:
    if question.status:
        rows = rows.filter(status_condition(question.status, "status"))
    if question.is_confirmed_only:
        rows = rows.filter(standing="confirmed")
    if question.unit_paths is not None:
        rows = rows.filter(unit__in=Unit.objects.filter(within(question.unit_paths)).values("code"))
    if question.group:
        rows = rows.filter(membership="member")
    return rows


def count(question: Question) -> int:
    """How many people answer a question."""
    return people(question).count()


@dataclass(frozen=True, slots=True)
class Counts:
    """People by status, and by the groups in which figures count."""

    by_status: dict[str, int]
    by_group: dict[str, int]
    total: int


def count_by_status(question: Question) -> Counts:
    """All statuses at once, in one pass; a person of whom no status stands counts under the empty one."""
    by_status = _tally(people(question), "status")
    by_group: Counter[str] = Counter()
    for status, number in by_status.items():
        by_group[group_of(status)] += number
    return Counts(by_status, dict(by_group), sum(by_status.values()))


def _tally(rows: QuerySet[Any, dict[str, Any]], column: str) -> dict[str, int]:
    """How many of these people have each value in a column; "" where they have none."""
    query, parameters = rows.query.sql_with_params()
    name = connection.ops.quote_name(column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE({name}, ''), COUNT(*) FROM ({query}) answers GROUP BY 1", parameters)
        return dict(cursor.fetchall())


def count_by_unit(question: Question) -> dict[str, int]:
    """People who answer a question, by the code of their unit at capture; "" where it is not known."""
    return _tally(_narrowed(_gathered(question), question), "unit")


def count_by_named_group(question: Question) -> dict[str, int]:
    """People who answer a question, by the code of each named group they belong to; somebody may be in several."""
    found: dict[str, int] = {}
    for code in Group.objects.order_by("code").values_list("code", flat=True):
        if number := count(replace(question, group=code)):
            found[code] = number
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """One person whose answer differs between two questions, and the newest fact that made the difference."""

    person: PersonNow
    before: str | None
    after: str | None
    because: Fact | None


def difference(earlier: Question, later: Question, *, limit: int = 500) -> tuple[int, list[Change]]:
    """Who is counted differently by two questions, person by person: how many, and the first `limit` of them."""
    before = dict(people(earlier).values_list("person", "status"))
    after = dict(people(later).values_list("person", "status"))
    differ = sorted(person for person in before.keys() | after.keys() if before.get(person) != after.get(person))
    shown = differ[:limit]
    rows = PersonNow.objects.select_related("unit", "unit_at_capture").in_bulk(shown)
    newest: dict[int, Fact] = {}
    for start in range(0, len(shown), AT_ONCE):
        newest |= _newest_facts(shown[start : start + AT_ONCE], earlier, later)
    changes = [Change(rows[p], before.get(p), after.get(p), newest.get(p)) for p in shown if p in rows]
    changes.sort(key=lambda change: (change.person.sort_key, change.person.pk))
    return len(differ), changes


def _newest_facts(shown: list[int], earlier: Question, later: Question) -> dict[int, Fact]:
    """For each person the last fact that one question knew, or that had begun for it, and the other not."""
    known = sorted((earlier.known_on, later.known_on))
    true = sorted((earlier.true_on, later.true_on))
    apart = Q(learned_on__gt=known[0], learned_on__lte=known[1]) | Q(true_from__gt=true[0], true_from__lte=true[1])
    abouts = ["status", "unit_at_capture", "same_as", *{f"group:{q.group}" for q in (earlier, later) if q.group}]
    # A record that was joined in between changes the answer of the one that speaks for it.
    speaks = dict(PersonNow.objects.filter(joined_to__in=shown).values_list("pk", "joined_to"))
    last = (
        Fact.objects.filter(apart, person__in=[*shown, *speaks], about__in=abouts)
        .values("person")
        .annotate(last=Max("seq"))
        .values("last")
    )
    newest: dict[int, Fact] = {}
    for fact in Fact.objects.filter(pk__in=last).select_related("source").order_by("seq"):
        newest[fact.person_id] = newest[speaks.get(fact.person_id, fact.person_id)] = fact
    return newest
