"""Reading rounds and lists."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from dodomu.access.policy import Act, Reader, visible
from dodomu.errors import NotVisible
from dodomu.exchanges.models import Line, NameList, Round, Stage
from dodomu.exchanges.states import DECIDED


def rounds() -> QuerySet[Round]:
    """Every round, the latest first, with its stages, their parts and sources."""
    return Round.objects.prefetch_related("stages__sources").order_by("-began_on", "-pk")


def get_list(reader: Reader, pk: int, act: Act = Act.READ_LIST) -> NameList:
    """One list; NotVisible when it is not there or the reader does not work on its round."""
    rows = NameList.objects.select_related("round", "stage", "taken_by")
    found = visible(reader, act, rows, person=None, round="round").filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def count_lines(pk: int) -> int:
    """How many lines a list has."""
    return Line.objects.filter(list=pk).count()


def get_line(reader: Reader, list_pk: int, number: int, act: Act = Act.READ_LIST) -> Line:
    """One line of a list that the reader works on."""
    name_list = get_list(reader, list_pk, act)
    found = (
        name_list.lines.select_related("person__now", "decided_by", "held_by", "seconded_by")
        .filter(number=number)
        .first()
    )
    if found is None:
        raise NotVisible
    found.list = name_list
    return found


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a list has come: lines in all, by state, by tag (undecided ones), and signed."""

    total: int
    decided: int
    confirmed: int
    new: int
    none: int
    open: int
    second: int
    several: int
    weak: int
    not_found: int
    conflict: int
    waiting_for_candidates: int


def progress(name_list: NameList) -> Progress:
    """The counts of a list in one query."""
    undecided = ~Q(state__in=DECIDED)
    row = name_list.lines.aggregate(
        total=Count("pk"),
        decided=Count("pk", filter=Q(state__in=DECIDED)),
        confirmed=Count("pk", filter=Q(state="confirmed")),
        new=Count("pk", filter=Q(state="new")),
        none=Count("pk", filter=Q(state="none")),
        open=Count("pk", filter=undecided),
        second=Count("pk", filter=Q(state="second")),
        several=Count("pk", filter=undecided & Q(tag="several")),
        weak=Count("pk", filter=undecided & Q(tag="weak")),
        not_found=Count("pk", filter=undecided & Q(tag="none")),
        conflict=Count("pk", filter=undecided & Q(tag="conflict")),
        waiting_for_candidates=Count("pk", filter=Q(tag="")),
    )
    return Progress(**row)


@dataclass(frozen=True, slots=True)
class Gap:
    """The way of a round in numbers; each that is smaller than the one before it leaves a gap to be named."""

    announced: int | None
    is_withheld: bool
    lines: int
    decided: int
    signed: int
    arrived: int
    not_arrived: int
    sent_back: int
    for_person: int = 0
    without_person: int = 0
    expected: int = 0


def gap(round: Round) -> Gap:
    """Announced, lines, decided, signed, arrived: families told are added by whoever may read them."""
    stages = list(round.stages.all())
    announced = None if any(s.announced is None for s in stages) else sum(s.announced or 0 for s in stages)
    lines = Line.objects.filter(list__round=round).exclude(list__state="withdrawn")
    row = lines.aggregate(
        lines=Count("pk"),
        decided=Count("pk", filter=Q(state__in=DECIDED)),
        signed=Count("pk", filter=~Q(arrival="unsigned")),
        arrived=Count("pk", filter=Q(arrival="arrived")),
        not_arrived=Count("pk", filter=Q(arrival="not_arrived")),
        expected=Count("pk", filter=Q(arrival="expected")),
        for_person=Count("pk", filter=Q(state__in=["confirmed", "new"])),
        without_person=Count("pk", filter=Q(state="none")),
    )
    # Counted apart: a join to the decisions would count a line once for each of them.
    sent_back = lines.filter(decisions__act="put_back", arrival="unsigned").distinct().count()
    return Gap(announced=announced, is_withheld=any(s.is_withheld for s in stages), sent_back=sent_back, **row)


def arrivals(round: Round) -> QuerySet[Line]:
    """The signed lines of a round with their people, for the arrivals board."""
    return (
        Line.objects.filter(list__round=round)
        .exclude(arrival="unsigned")
        .select_related("list", "person__now__unit_at_capture", "arrival_by", "handed_over", "returned")
        .order_by("list__number", "number")
    )


def published() -> list[Stage]:
    """Every stage with an announced or withheld number, in order of time: for the public chart and table."""
    return list(Stage.objects.select_related("round").prefetch_related("sources").order_by("on", "pk"))


def neighbours(name_list: NameList, number: int, *, undecided: bool = False) -> tuple[int | None, int | None]:
    """The numbers of the line before and after; with `undecided` only lines that need a decision, going round."""
    lines = name_list.lines.order_by("number")
    if undecided:
        lines = lines.exclude(state__in=DECIDED).exclude(state="second")
    numbers = list(lines.values_list("number", flat=True))
    earlier = [n for n in numbers if n < number]
    later = [n for n in numbers if n > number]
    if undecided:
        round_again = later or earlier
        return (earlier or later)[-1] if round_again else None, round_again[0] if round_again else None
    return earlier[-1] if earlier else None, later[0] if later else None
