"""What the reconciliation desk reads: which lines a filter shows, which comes next, and the people beside a line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from dodomu.access.models import Conflict, User
from dodomu.access.policy import Act, Reader, visible
from dodomu.exchanges.models import Candidate, Decision, Line, NameList, NotMeant
from dodomu.exchanges.queries.reading import words_of
from dodomu.exchanges.states import DECIDED
from dodomu.formats.columns import ListLine
from dodomu.people.models import PersonNow

UNDECIDED = ~Q(state__in=DECIDED)
SHOWS: dict[str, Q] = {
    "all": Q(),
    "open": UNDECIDED,
    "several": UNDECIDED & Q(tag="several"),
    "weak": UNDECIDED & Q(tag="weak"),
    "none": UNDECIDED & Q(tag="none"),
    "conflict": UNDECIDED & Q(tag="conflict"),
    "second": Q(state="second"),
    "confirmed": Q(state="confirmed"),
}
"""The filters of the desk, by their names in the address."""


def shown(name_list: NameList, show: str) -> QuerySet[Line]:
    """The lines that a filter shows, in the order of the list."""
    return name_list.lines.filter(SHOWS[show]).order_by("number")


def is_decided(line: Line) -> bool:
    """Whether a line needs nothing more before signing."""
    return line.state in DECIDED


def next_line(name_list: NameList, *, after: int, show: str, by: User, now: datetime) -> int | None:
    """The line to decide next: the nearest one below, then from the top; what was put off and what another
    person looks at comes last. Lines that wait for somebody else are passed over."""
    rows = shown(name_list, show).filter(UNDECIDED).exclude(state="second", decided_by=by)
    best: tuple[tuple[bool, bool, bool, int], int] | None = None
    for number, state, held_by, held_until in rows.values_list("number", "state", "held_by", "held_until"):
        is_held = held_by not in (None, by.pk) and held_until is not None and held_until > now
        key = (is_held, state == "later", number <= after, number)
        if number != after and (best is None or key < best[0]):
            best = key, number
    return best[1] if best else None


def holder(line: Line, *, by: User, now: datetime) -> User | None:
    """Who else looks at this line at the moment."""
    is_held = line.held_by_id not in (None, by.pk) and line.held_until is not None and line.held_until > now
    return line.held_by if is_held else None


def may_fetch_ahead(name_list: NameList, number: int, *, by: User, now: datetime) -> bool:
    """Whether a line lies near one that this person holds, so that its page may be fetched before it is shown."""
    held = name_list.lines.filter(held_by=by, held_until__gt=now).values_list("number", flat=True).first()
    if held is None:
        return False
    near = name_list.lines.filter(number__gt=held).order_by("number").values_list("number", flat=True)[:2]
    return number in set(near)


def people_beside(people: Iterable[int]) -> dict[int, PersonNow]:
    """What is known today of the people offered for a line."""
    return PersonNow.objects.select_related("unit", "unit_at_capture", "captured_at").in_bulk(list(people))


def barred(reader: Reader, people: Iterable[int]) -> set[int]:
    """Those of the people about whom this reader may not decide: a relative, or somebody he is bound to."""
    if not isinstance(reader, User):
        return set(people)
    return set(Conflict.objects.filter(user=reader, person__in=list(people)).values_list("person", flat=True))


def said_not_meant(read: ListLine) -> list[NotMeant]:
    """Of whom somebody said before that what this line says does not mean them, with who and when."""
    words = words_of(read)
    rows = NotMeant.objects.filter(words=words, taken_back_at=None).select_related("by", "line__list")
    return list(rows.order_by("at", "pk")) if words else []


def last_step(name_list: NameList) -> int:
    """The number of the last decision on a list: what is decided after it, a page has not shown."""
    return Decision.objects.filter(line__list=name_list).order_by("-pk").values_list("pk", flat=True).first() or 0


def steps_since(name_list: NameList, step: int) -> list[Decision]:
    """The decisions on a list made after a page was shown."""
    rows = Decision.objects.filter(line__list=name_list, pk__gt=step).select_related("line", "by", "person")
    return list(rows.order_by("pk"))


def decided_lines(name_list: NameList) -> QuerySet[Line]:
    """Every line with its person and who decided, for review, print and export."""
    return name_list.lines.select_related(
        "person__now__unit_at_capture", "person__now__unit", "decided_by", "seconded_by"
    ).order_by("number")


def lines_waiting(reader: User, now: datetime) -> int:
    """How many lines wait for a decision in the lists that this reader works on; one query, for the menu."""
    rows = Line.objects.filter(UNDECIDED, list__state__in=["matching", "deciding"])
    return visible(reader, Act.DECIDE_LINE, rows, person=None, round="list__round").count()


MOST_LINES = 5


def lines_that_may_mean(reader: Reader, person: int) -> list[Candidate]:
    """Open lines of lists at work for which the matching found this person and nobody said no, the likeliest first."""
    lists = visible(reader, Act.READ_LIST, NameList.objects.filter(state="deciding"), person=None, round="round")
    said_no = NotMeant.objects.filter(line=OuterRef("line"), person=person, taken_back_at=None)
    rows = Candidate.objects.filter(~Exists(said_no), person=person, line__list__in=lists)
    rows = rows.filter(line__person=None).exclude(line__state__in=DECIDED)
    return list(rows.select_related("line__list__round").order_by("-score", "line")[:MOST_LINES])
