"""Cases: of an event of return, of a person, of a reader; and those that nobody has taken yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from dodomu.access import standing_in
from dodomu.access.models import Conflict, User
from dodomu.access.policy import Act, Reader, held, visible
from dodomu.errors import NotVisible
from dodomu.reintegration.models import Case
from dodomu.reintegration.queries.places import in_adaptation
from dodomu.reintegration.states import SUPPORTED
from dodomu.units.queries import within


def cases_of(occasion: str) -> QuerySet[Case]:
    """Every case of an event of return, whatever its state (withdrawn ones too), in the order of making."""
    return Case.objects.filter(occasion=occasion).order_by("pk")


def visible_cases(reader: Reader, act: Act = Act.READ_CASE) -> QuerySet[Case]:
    """The cases a reader may see for an act."""
    return visible(reader, act, Case.objects.all(), person="person", unit="person__now__unit_path")


def cases_of_person(person: int) -> QuerySet[Case]:
    """Every case of a person, of the records joined to theirs too, the newest first."""
    records = Q(person=person) | Q(person__now__joined_to=person)
    return Case.objects.filter(records).select_related("officer", "unit").order_by("-pk")


def case_of(reader: Reader, person: int, act: Act = Act.READ_CASE) -> Case:
    """The present case of a person for a reader: the newest that stands, else the newest; NotVisible without any."""
    rows = visible(reader, act, cases_of_person(person), person="person", unit="person__now__unit_path")
    case = present(rows.select_related("person__now", "officer", "unit"))
    if case is None:
        raise NotVisible
    return case


def present(cases: Iterable[Case]) -> Case | None:
    """Of a person's cases, newest first, the one that counts: the newest not withdrawn, else the newest."""
    rows = list(cases)
    return next((case for case in rows if case.state != "withdrawn"), rows[0] if rows else None)


def on_the_counter(reader: Reader, act: Act = Act.OPEN_CASE) -> QuerySet[Case]:
    """Cases to be worked on that nobody has, or has any more, of the units in which the reader's role may take them.

    They are shown without a name: who the person is opens with the assignment.
    """
    rows = Case.objects.filter(state__in=SUPPORTED, officer=None)
    return in_duty(reader, act, rows).order_by("opened_at", "pk")


def closed_in_duty(reader: Reader) -> QuerySet[Case]:
    """Closed cases that a reader may open again, and so become their officer: of the units of that role.

    Nobody is assigned to them, so they are shown without a name, like those on the counter.
    """
    return in_duty(reader, Act.OPEN_CASE, Case.objects.filter(state="closed")).order_by("-ended_at", "-pk")


def reopenable_case(reader: Reader, key: int) -> Case:
    """A closed case for whoever wants to open it again, or one that another has just opened."""
    rows = Case.objects.filter(Q(state="closed") | Q(state="open", reopened_at__isnull=False), pk=key)
    case = in_duty(reader, Act.OPEN_CASE, rows).first()
    if case is None:
        raise NotVisible
    return case


def count_led_by(officer: User) -> int:
    """How many cases an officer answers for: those that are expected or worked on."""
    return Case.objects.filter(officer=officer, state__in=("expected", *SUPPORTED)).count()


def takeable_case(reader: Reader, key: int) -> Case:
    """A case for whoever wants to take it: on the counter, or just taken by another, so that they can be told so."""
    rows = in_duty(reader, Act.OPEN_CASE, Case.objects.filter(pk=key))
    case = rows.filter(Q(state__in=SUPPORTED, officer=None) | Q(officer__isnull=False)).first()
    if case is None:
        raise NotVisible
    return case


def awaiting_admission(reader: Reader) -> QuerySet[Case]:
    """Open cases of people in no facility, of the units in which the reader may admit."""
    rows = in_duty(
        reader, Act.ADMIT, Case.objects.filter(state="open").exclude(stays__left_at=None, stays__isnull=False)
    )
    return rows.order_by("opened_at", "pk")


def in_duty(reader: Reader, act: Act, rows: QuerySet[Case]) -> QuerySet[Case]:
    """Of these cases, those whose person belongs to a unit in which the reader holds a role for the act."""
    if not isinstance(reader, User):
        return rows.none()
    paths = [one.unit_path for one in held(reader, act) if one.scope in "UC"]
    if not paths:
        return rows.none()
    if "" not in paths:
        rows = rows.filter(within(paths, "person__now__unit_path"))
    barred = Conflict.objects.filter(user=reader).values("person")
    return rows.exclude(person__in=barred).select_related("person__now", "unit")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list of cases is narrowed by; every field comes from a vocabulary or a code, never a name."""

    state: str = ""  # a state; empty: those that somebody works on
    officer: str = ""  # mine | none
    facility: str = ""  # the code of a facility
    adaptation: str = ""  # now


def list_cases(reader: Reader, filters: Filters, *, now: datetime) -> QuerySet[Case]:
    """The cases a reader may see, narrowed; those on the counter belong to `officer="none"`."""
    if filters.officer == "none" and filters.state == "closed":
        rows = closed_in_duty(reader).order_by()
    else:
        rows = on_the_counter(reader).order_by() if filters.officer == "none" else visible_cases(reader)
    rows = rows.filter(state=filters.state) if filters.state else rows.filter(state__in=SUPPORTED)
    if filters.officer == "mine":
        mine = [reader.pk, *standing_in.stands_in_for(reader)] if isinstance(reader, User) else []
        rows = rows.filter(officer__in=mine)
    if filters.facility:
        rows = rows.filter(stays__facility__code=filters.facility, stays__left_at=None)
    if filters.adaptation:
        rows = rows.filter(in_adaptation(now))
    return rows.select_related("person__now", "officer", "unit").prefetch_related("stays__facility")
