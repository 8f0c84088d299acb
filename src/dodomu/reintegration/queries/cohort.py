"""What became of those who came home by one exchange: how many were admitted, adapt, have their papers, decided.

Whoever works with people counts those he or she may see. Whoever may see totals alone counts everybody of the unit,
and small numbers stay hidden, those too that could be worked out from the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from dodomu.access.models import User
from dodomu.access.policy import Act, Reader, held, unit_paths, visible
from dodomu.clock import day
from dodomu.errors import NotVisible
from dodomu.reintegration.models import Case, Decision, Document, Plan
from dodomu.text import Text
from dodomu.units.queries import within

MILESTONES: dict[str, Text] = {
    "arrived": Text("прибули", "arrived"),
    "admitted": Text("прийняті до закладу", "admitted to a facility"),
    "adapting": Text("зараз час на адаптацію", "in the time to adapt now"),
    "documents": Text("усі документи вручено", "all documents handed over"),
    "plan": Text("план лікування погоджено", "treatment plan agreed"),
    "decision": Text("рішення про подальший шлях є", "decision on what comes next taken"),
    "follow_up": Text("рік спостереження триває", "in the year of follow-up"),
    "closed": Text("супровід завершено", "support has ended"),
}
INSIDE = {
    "admitted": ("arrived",),
    "adapting": ("arrived", "admitted"),
    "documents": ("arrived",),
    "plan": ("arrived",),
    "decision": ("arrived",),
    "follow_up": ("arrived", "decision"),
    "closed": ("arrived", "decision"),
}
"""Whose part each number is: where nearly all of the whole are counted, the few others would show."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """How many people reached something, and in how many days half of them had; None is hidden or unknown."""

    name: str
    label: Text
    people: int | None
    days: float | None


@dataclass(frozen=True, slots=True)
class Cohort:
    """The people of one event of return in numbers; `is_rough` for whoever may see totals alone."""

    people: int | None
    milestones: list[Milestone]
    is_rough: bool


def _countable(reader: Reader) -> tuple[QuerySet[Case], bool]:
    """The cases that a reader may count, and whether as totals alone."""
    cases = Case.objects.exclude(state="withdrawn")
    if not isinstance(reader, User):
        return cases.none(), False
    if any(one.scope == "G" for one in held(reader, Act.READ_COHORT)):
        paths = unit_paths(reader, Act.READ_COHORT)
        return (cases if paths is None else cases.filter(within(paths, "person__now__unit_path"))), True
    return visible(reader, Act.READ_COHORT, cases, person="person", unit="person__now__unit_path"), False


def cohorts(reader: Reader) -> list[tuple[str, int | None]]:
    """Every event of return of which the reader may count somebody who arrived, with how many."""
    cases, is_rough = _countable(reader)
    arrived = cases.filter(opened_at__isnull=False).values("occasion").annotate(people=Count("pk")).order_by("occasion")
    smallest = settings.SMALLEST_PUBLISHED if is_rough else 0
    return [(row["occasion"], row["people"] if row["people"] >= smallest else None) for row in arrived]


def cohort_of(reader: Reader, occasion: str, *, now: datetime) -> Cohort:
    """The people of one event of return in numbers; NotVisible before the first of them has arrived."""
    cases, is_rough = _countable(reader)
    rows = list(_lives(cases.filter(occasion=occasion)))
    if not any(row["opened_at"] for row in rows):
        raise NotVisible
    numbers, days = _numbers(rows, now=now)
    hidden = hidden_of(numbers, smallest=settings.SMALLEST_PUBLISHED) if is_rough else frozenset()
    milestones = [
        Milestone(
            name,
            label,
            None if name in hidden else numbers[name],
            median(days[name]) if days.get(name) and name not in hidden else None,
        )
        for name, label in MILESTONES.items()
    ]
    is_small = is_rough and len(rows) - numbers["arrived"] != 0
    return Cohort(None if is_small or "arrived" in hidden else len(rows), milestones, is_rough)


def _lives(cases: QuerySet[Case]) -> Iterable[dict[str, Any]]:
    """One row for each case with all that the numbers need: a single query however many people."""
    of_case = {"case": OuterRef("pk")}
    open_papers = Document.objects.filter(**of_case).exclude(state__in=("handed_over", "not_needed"))
    agreed = Plan.objects.filter(**of_case, state__in=("agreed", "replaced"), answered_on__isnull=False)
    standing = Decision.objects.filter(**of_case).order_by("-pk")
    rows: Iterable[dict[str, Any]] = cases.annotate(
        misses_papers=Exists(open_papers),
        last_paper_at=Max("documents__handed_at", filter=Q(documents__state="handed_over")),
        has_plan=Exists(Plan.objects.filter(**of_case, state="agreed")),
        agreed_on=Subquery(agreed.order_by("answered_on").values("answered_on")[:1]),
        option=Subquery(standing.values("option")[:1]),
        decided_on=Subquery(standing.values("decided_on")[:1]),
    ).values(
        *("state", "opened_at", "admitted_at", "protected_until", "misses_papers"),
        *("last_paper_at", "has_plan", "agreed_on", "option", "decided_on"),
    )
    return rows


def _numbers(rows: list[dict[str, Any]], *, now: datetime) -> tuple[dict[str, int], dict[str, list[int]]]:
    """How many reached each milestone, and after how many days each of them did, where a day is known."""
    numbers = dict.fromkeys(MILESTONES, 0)
    days: dict[str, list[int]] = {"documents": [], "plan": [], "decision": []}
    for row in rows:
        if row["opened_at"] is None:
            continue
        came = day(row["opened_at"])
        reached = _reached(row, now=now)
        for name, on in reached.items():
            numbers[name] += 1
            if name in days and on is not None:
                days[name].append((on - came).days)
    return numbers, days


def _reached(row: Mapping[str, Any], *, now: datetime) -> dict[str, date | None]:
    """The milestones of one case, with the day of those that have one."""
    found: dict[str, date | None] = {"arrived": None}
    if row["admitted_at"] is not None:
        found["admitted"] = None
        if row["protected_until"] > now and row["state"] in ("open", "in_follow_up"):
            found["adapting"] = None
    if row["last_paper_at"] is not None and not row["misses_papers"]:
        found["documents"] = day(row["last_paper_at"])
    if row["has_plan"]:
        found["plan"] = row["agreed_on"]
    if row["option"] not in (None, "undecided"):
        found["decision"] = row["decided_on"]
    if row["state"] in ("in_follow_up", "closed"):
        found["follow_up" if row["state"] == "in_follow_up" else "closed"] = None
    return found


def hidden_of(numbers: Mapping[str, int], *, smallest: int) -> frozenset[str]:
    """The milestones that are not shown to a reader of totals: few people, or all but few of those they belong to.

    >>> all_of = dict.fromkeys(MILESTONES, 0) | {"arrived": 95, "admitted": 93, "plan": 40, "decision": 3}
    >>> sorted(hidden_of(all_of, smallest=5))
    ['admitted', 'decision']
    """
    if 0 < numbers["arrived"] < smallest:
        return frozenset(numbers)
    found = {name for name, number in numbers.items() if 0 < number < smallest}
    for name, wholes in INSIDE.items():
        for whole in wholes:
            rest = numbers[whole] - numbers[name]
            if whole not in found and numbers[name] and 0 < rest < smallest:
                found.add(name)
    apart = sorted({"follow_up", "closed"} - found, key=lambda name: numbers[name])
    for whole in ("arrived", "decision"):  # nobody is in both, so the two together leave a rest as well
        rest = numbers[whole] - numbers["follow_up"] - numbers["closed"]
        if whole not in found and len(apart) == 2 and all(numbers[name] for name in apart) and 0 < rest < smallest:
            found.add(apart[0])
    return frozenset(found)
