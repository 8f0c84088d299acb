"""What is to be done today: late, due, waiting for the time to adapt, and who must not be disturbed.

One union over tasks, documents, issues, plan steps and appointments, so that the number of queries stays the same
for one task and for two thousand.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models import Case as CaseWhen
from django.db.models.functions import Coalesce

from dodomu.access import standing_in
from dodomu.access.models import Conflict, User
from dodomu.access.policy import Act, visible
from dodomu.clock import KYIV, day
from dodomu.reintegration.models import Appointment, Case, Document, Issue, Override, Stay, Step, Task
from dodomu.reintegration.models.vocabulary import DOCUMENTS, ISSUES, MATTERS, TASKS
from dodomu.reintegration.queries.cases import on_the_counter, visible_cases
from dodomu.reintegration.queries.places import in_adaptation
from dodomu.reintegration.queries.record import NOT_HERE
from dodomu.reintegration.states import DOCUMENT, ISSUE, NOT_APPLIED, ONGOING, SUPPORTED
from dodomu.text import Text

SHOWN = 100
"""How many pieces of work a page shows; the counts are exact."""


@dataclass(frozen=True, slots=True)
class Due:
    """One piece of work with its time. `source` and `pk` name the row it comes from."""

    source: str  # task | document | issue | step | appointment
    pk: int
    case: Case
    due_at: datetime
    what: Text
    note: Text | None
    topic: str
    is_waiting: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class Adapting:
    """Somebody in their time to adapt, and how much work waits for its end."""

    case: Case
    until: datetime
    waiting: int


@dataclass
class Today:
    """The day of one officer."""

    due: list[Due] = field(default_factory=list)  # by time, so the late ones come first; at most SHOWN
    late: int = 0
    today: int = 0
    tomorrow: int = 0
    topics: Counter[str] = field(default_factory=Counter)
    adapting: list[Adapting] = field(default_factory=list)
    supported: int = 0
    counter: list[Case] = field(default_factory=list)  # open cases without an officer, at most SHOWN
    asked: list[Override] = field(default_factory=list)  # exceptions that this account was asked to decide

    @property
    def total(self) -> int:
        """What is late or due before the day ends."""
        return self.late + self.today


Row = tuple[str, int, int, datetime, bool, str, str, datetime | None, datetime | None]

OPEN: dict[str, tuple[Any, tuple[str, ...]]] = {
    "task": (Task, ("open",)),
    "document": (Document, ("needed", "applied", "received")),
    "issue": (Issue, ONGOING),
    "step": (Step, ("open",)),
    "appointment": (Appointment, ("planned",)),
}
"""The kinds of work, and the states in which somebody still has to do something."""

OFFICERS_WORK = tuple(kind for kind in OPEN if kind != "step")
"""What a support officer does: the steps of a treatment plan are for those who treat."""


def open_work(cases: Q, *, before: datetime) -> list[QuerySet[Any]]:
    """The work of support officers due before an instant, with `officer`, `at`, `needs` and the time to adapt."""
    return [_annotated(one, cases, _due_before(one, before)) for one in OFFICERS_WORK]


def _due_before(source: str, before: datetime) -> Q:
    return Q(**{"starts_at__lt" if source == "appointment" else "due_at__lt": before})


def _rows(source: str, cases: Q, *more: Q) -> QuerySet[Any, Any]:
    """One kind of work as plain rows that fit together with the others."""
    columns = ("source", "pk", "of_case", "at", "needs", "what", "now_in", "since", "until")
    return _annotated(source, cases, *more).values_list(*columns)


def _annotated(source: str, cases: Q, *more: Q) -> QuerySet[Any]:
    model, states = OPEN[source]
    prefix = "plan__case" if source == "step" else "case"
    at = F("starts_at") if source == "appointment" else F("due_at")
    kind = {"step": Value("step", CharField()), "appointment": F("matter")}.get(source, F("kind"))
    # A document and an issue need the person for the application alone; appointments have their own rule.
    applies = When(state__in=("needed", *NOT_APPLIED), then=F("needs_person"))
    needs: Any = Value(False, BooleanField())
    if source in ("task", "step"):
        needs = F("needs_person")
    if source in ("document", "issue"):
        needs = CaseWhen(applies, default=Value(False), output_field=BooleanField())
    rows = model.objects.filter(_under(prefix, cases), *more, state__in=states)
    if source == "document":
        rows = rows.exclude(state="needed", waits_for__state__in=NOT_HERE)  # it cannot start yet
    return rows.annotate(  # type: ignore[no-any-return]
        officer=F(f"{prefix}__officer_id"),
        source=Value(source, CharField()),
        of_case=F(f"{prefix}_id") if prefix == "case" else F("plan__case_id"),
        at=at,
        needs=needs,
        what=kind,
        now_in=F("state"),
        since=F(f"{prefix}__protected_from"),
        until=F(f"{prefix}__protected_until"),
    )


def _under(prefix: str, condition: Q) -> Q:
    """A condition on cases, said of rows that lead to a case by `prefix`."""
    moved = Q(_connector=condition.connector, _negated=condition.negated)
    for child in condition.children:
        moved.children.append(
            _under(prefix, child) if isinstance(child, Q) else (f"{prefix}__{child[0]}", child[1])  # type: ignore[index]
        )
    return moved


def end_of_day(now: datetime, *, days: int = 0) -> datetime:
    """The first instant of the day after, in Kyiv.

    >>> end_of_day(datetime(2024, 7, 18, 10, 0, tzinfo=KYIV)).isoformat()
    '2024-07-19T00:00:00+03:00'
    """
    return datetime.combine(day(now) + timedelta(days=days + 1), time(0), tzinfo=KYIV)


def today(officer: User, now: datetime, *, topic: str = "") -> Today:
    """The day of a support officer: the cases that are his or hers; with a topic, the rows of that topic alone.

    Whoever stands in for a colleague has the colleague's cases in it too, except those of people close to them.
    """
    found = Today()
    cases = led_by(officer) & Q(state__in=SUPPORTED)
    _fill(found, OFFICERS_WORK, cases, now=now, topic=topic)
    found.counter = list(on_the_counter(officer)[:SHOWN])
    found.asked = asked_of(officer)
    return found


def led_by(officer: User) -> Q:
    """The condition that a case is an officer's own, or that of a colleague for whom the officer stands in now."""
    absent = standing_in.stands_in_for(officer)
    if not absent:
        return Q(officer=officer)
    barred = list(Conflict.objects.filter(user=officer).values_list("person", flat=True))
    return Q(officer=officer) | (Q(officer__in=absent) & ~Q(person__in=barred))


def care_today(officer: User, now: datetime) -> Today:
    """The day of a medical officer: steps and appointments of the people in his or her care."""
    found = Today()
    mine = visible_cases(officer, Act.WRITE_PLAN).filter(state__in=SUPPORTED)
    cases = Q(pk__in=mine.values("pk"))
    _fill(found, ("step", "appointment"), cases, now=now, topic="")
    found.asked = asked_of(officer)
    return found


def asked_of(officer: User) -> list[Override]:
    """The exceptions that an account was asked to decide."""
    rows = Override.objects.filter(approver=officer, state="asked").select_related("case__person__now", "asked_by")
    rows = visible(officer, Act.OVERRIDE_ADAPTATION, rows, person="case__person", unit="case__person__now__unit_path")
    return list(rows.order_by("starts_at"))


def _fill(found: Today, sources: tuple[str, ...], cases: Q, *, now: datetime, topic: str) -> None:
    """Counts everything in the database, and reads no more rows than a page shows."""
    midnight = end_of_day(now)
    for source, what, late, due, tomorrow in _counts(sources, cases, now=now, midnight=midnight):
        if source == CASES:
            found.supported = late
            continue
        found.late += late
        found.today += due
        found.tomorrow += tomorrow
        if late + due:
            found.topics[topic_of(source, what)] += late + due
    rows = _first(sources, cases, now=now, before=midnight, topic=topic)
    here = Prefetch("stays", Stay.objects.filter(left_at=None).select_related("facility"))
    known = Case.objects.select_related("person__now", "officer", "unit").prefetch_related(here)
    people = known.in_bulk({row[2] for row in rows})
    found.due = [_due(row, row[3] < now, people[row[2]]) for row in rows]
    found.adapting = _adapting(cases, now=now)


CASES = "cases"
"""Beside the kinds of work one row tells how many cases there are: one question to the database less."""


def _counts(sources: tuple[str, ...], cases: Q, *, now: datetime, midnight: datetime) -> list[Any]:
    """How much work of each kind is late, due before midnight and due on the day after."""
    columns = ("source", "what", "late_n", "due_n", "more_n")
    none = Value(0, IntegerField())
    led = Case.objects.filter(cases).order_by().annotate(source=Value(CASES, CharField()), what=Value("", CharField()))
    led = led.values("source", "what").annotate(late_n=Count("pk"), due_n=none, more_n=none).values_list(*columns)
    parts: list[Any] = [led]
    for one in sources:
        rows = _annotated(one, cases, _due_before(one, midnight + timedelta(days=1))).filter(not_waiting(now))
        numbers = {
            "late_n": Count("pk", filter=Q(at__lt=now)),
            "due_n": Count("pk", filter=Q(at__gte=now, at__lt=midnight)),
            "more_n": Count("pk", filter=Q(at__gte=midnight)),
        }
        parts.append(rows.order_by().values("source", "what").annotate(**numbers).values_list(*columns))
    return list(parts[0].union(*parts[1:], all=True))


def _first(sources: tuple[str, ...], cases: Q, *, now: datetime, before: datetime, topic: str) -> list[Row]:
    """The earliest work of a topic (of all without one), as much as a page shows."""
    parts = [
        _rows(one, cases, _due_before(one, before)).filter(not_waiting(now), of_topic)
        for one in sources
        if (of_topic := _of_topic(one, topic)) is not None
    ]
    if not parts:
        return []
    return list(parts[0].union(*parts[1:], all=True).order_by("at", "source", "pk")[:SHOWN])


def _of_topic(source: str, topic: str) -> Q | None:
    """The condition that work of a kind belongs to a topic; None where no work of that kind does."""
    if not topic or (source != "task" and topic_of(source, "") == topic):
        return Q()
    kinds = [kind for kind, words in TASKS.items() if words.topic == topic]
    return Q(kind__in=kinds) if source == "task" and kinds else None


def not_waiting(now: datetime) -> Q:
    """The condition that work does not wait for the time to adapt: `adaptation.waits` for the database."""
    return Q(needs=False) | Q(since=None) | Q(until=None) | Q(since__gt=now) | Q(until__lte=now)


def _adapting(cases: Q, *, now: datetime) -> list[Adapting]:
    rows = Case.objects.filter(cases, in_adaptation(now)).select_related("person__now", "officer")
    waiting = {f"{model._meta.model_name}s_n": _waiting(model, state) for model, state in WAITING}
    return [
        Adapting(case, case.protected_until, sum(getattr(case, name) for name in waiting))
        for case in rows.annotate(**waiting).order_by("protected_until", "pk")[:SHOWN]
        if case.protected_until is not None
    ]


WAITING: tuple[tuple[Any, str], ...] = ((Task, "open"), (Document, "needed"))
"""What waits for the end of the time to adapt, where it needs the person."""


def _waiting(model: Any, state: str) -> Coalesce:
    rows = model.objects.filter(case=OuterRef("pk"), needs_person=True, state=state).order_by().values("case")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)


def topic_of(source: str, what: str) -> str:
    """The topic under which a piece of work is filtered.

    >>> topic_of("task", "options_talk"), topic_of("issue", "pay")
    ('next', 'social')
    """
    if source == "task":
        return TASKS[what].topic
    return {"document": "documents", "issue": "social", "step": "care", "appointment": "appointments"}[source]


DOCUMENT_STEPS = {
    "needed": Text("подати заяву", "apply"),
    "applied": Text("подано, перевірити", "applied for, check"),
    "received": Text("отримано, вручити", "received, hand over"),
}


def _due(row: Row, late: bool, case: Case) -> Due:
    source, pk, _case, at, _needs, what, state, _since, _until = row
    label, note = words_of(source, what, state)
    return Due(source, pk, case, at, label, note, topic_of(source, what), False, late)


def words_of(source: str, what: str, state: str) -> tuple[Text, Text | None]:
    """What is to be done, in words without health and without names."""
    if source == "task":
        return TASKS[what].label, None
    if source == "document":
        return DOCUMENTS[what].label, DOCUMENT_STEPS.get(state, DOCUMENT.label(state))
    if source == "issue":
        return ISSUES[what].label, ISSUE.label(state)
    if source == "step":
        return Text("Крок плану лікування", "Step of the treatment plan"), None
    return MATTERS[what].label, Text("призначена зустріч", "appointment")
