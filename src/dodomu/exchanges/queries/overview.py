"""What the pages of a round say: the announcement, its sums, the lists, and the way in numbers for each reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear

from dodomu.access.models import Grant, User
from dodomu.access.policy import Act, Reader, Subject, held, may, visible
from dodomu.errors import NotVisible
from dodomu.exchanges.models import NameList, Round, Stage, StagePart
from dodomu.exchanges.queries.lists import Gap, gap
from dodomu.exchanges.states import ARRIVAL, DECIDED, LINE, LIST
from dodomu.reference.breakdown import Difference, Part, differences
from dodomu.reference.rounds import RoundRow, StageRow, TotalCheck, running_totals
from dodomu.text import Text


def rounds_by_key(keys: Iterable[int]) -> dict[int, Round]:
    """The rounds with some keys; what is announced of a round is no secret."""
    return Round.objects.in_bulk(list(keys))


def list_word(state: str) -> Text:
    """The words for the state of a list."""
    return LIST.label(state)


def line_word(state: str) -> Text:
    """The words for the state of a line."""
    return LINE.label(state)


def arrival_word(state: str) -> Text:
    """The words for the state of an arrival."""
    return ARRIVAL.label(state)


def allows(name_list: NameList, act: str) -> bool:
    """Whether the state of a list leaves room for an act on it."""
    return act in LIST.allowed(name_list.state)


def years() -> list[int]:
    """The years in which there was a stage, the latest first."""
    return sorted(set(Stage.objects.order_by().values_list(ExtractYear("on"), flat=True)), reverse=True)


def rounds_of(year: int | None) -> QuerySet[Round]:
    """The rounds that began in a year (None: all), with their stages."""
    rows = Round.objects.prefetch_related("stages")
    return rows.filter(began_on__year=year) if year else rows


def stages_of(year: int | None) -> list[Stage]:
    """The stages of a year (None: of all years) in order of time, for the chart."""
    rows = Stage.objects.prefetch_related("sources").order_by("on", "pk")
    return list(rows.filter(on__year=year) if year else rows)


def round_of(pk: int) -> Round:
    """One round with its stages, their parts and sources; NotVisible when it is not there."""
    found = Round.objects.prefetch_related("stages__parts", "stages__sources").filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


MOST_AT_WORK = 20


def lists_of(reader: Reader, rounds: Iterable[Round]) -> dict[int, list[NameList]]:
    """The lists of some rounds that a reader works on, with `total` and `decided`, by the round's key."""
    rows = visible(reader, Act.READ_LIST, NameList.objects.all(), person=None, round="round")
    rows = rows.filter(round__in=[round.pk for round in rounds]).select_related("stage", "taken_by")
    decided = Count("lines", filter=Q(lines__state__in=DECIDED))
    found: dict[int, list[NameList]] = defaultdict(list)
    for row in rows.annotate(total=Count("lines"), decided=decided).order_by("number"):
        found[row.round_id].append(row)
    return found


def lists_at_work(reader: Reader) -> list[NameList]:
    """This reader’s lists that wait to be matched or signed, or for arrivals; with `total`, `decided`, `expected`."""
    rows = visible(reader, Act.READ_LIST, NameList.objects.all(), person=None, round="round")
    rows = rows.select_related("round").annotate(
        total=Count("lines"),
        decided=Count("lines", filter=Q(lines__state__in=DECIDED)),
        expected=Count("lines", filter=Q(lines__arrival="expected")),
    )
    waiting = Q(state__in=["matching", "deciding", "signed_once"]) | Q(state="signed", expected__gt=0)
    return list(rows.filter(waiting).order_by("-taken_at", "-pk")[:MOST_AT_WORK])


# The announcement and its sums


def announced(round: Round) -> int | None:
    """How many people were announced on all days together; None while a day is withheld or not known."""
    stages = list(round.stages.all())
    return None if any(stage.announced is None for stage in stages) else sum(stage.announced or 0 for stage in stages)


def parts_of(stage: Stage) -> tuple[Part, ...]:
    """The breakdown of a stage, nested as it was announced."""
    below: dict[int | None, list[StagePart]] = defaultdict(list)
    for row in stage.parts.all():
        below[row.parent_id].append(row)

    def level(parent: int | None) -> tuple[Part, ...]:
        return tuple(Part(row.code, row.count, level(row.pk)) for row in below[parent])

    return level(None)


def differences_of(stage: Stage) -> list[Difference]:
    """Where the parts of a stage contradict its number or each other."""
    return differences(parts_of(stage), stage.announced)


def running_checks() -> list[TotalCheck]:
    """Every stated running total beside the one before it plus the rounds in between."""
    rows = [RoundRow(None, (_row(stage),)) for stage in Stage.objects.order_by("on", "pk")]
    return running_totals(rows)


def _row(stage: Stage) -> StageRow:
    # A day that nobody split into «in the exchange» and «by other means» counts as a whole.
    is_split = stage.in_exchange is not None or stage.outside_exchange is not None
    return StageRow(
        on=stage.on,
        announced=stage.announced,
        is_withheld=stage.is_withheld,
        in_exchange=stage.in_exchange if is_split else stage.announced,
        outside_exchange=stage.outside_exchange,
        national_guard=None,
        considered_missing=stage.considered_missing,
        civilians=None,
        cumulative_total=stage.running_total,
        parts=(),
        parts_add_up=None,
        note="",
        source_url="",
    )


# Who works on a round, and who sees which of its numbers


def officers_of(round: Round) -> list[User]:
    """The accounts assigned to a round."""
    granted = Grant.objects.filter(kind="round", key=round.pk, until_at=None).values("user")
    return list(User.objects.filter(pk__in=granted, is_active=True).order_by("name"))


def may_work(reader: Reader, round: Round, act: Act) -> bool:
    """Whether the reader is assigned to this round with a right for the act."""
    return bool(held(reader, act)) and may(reader, act, Subject(round=round.pk))


@dataclass(frozen=True, slots=True)
class Sight:
    """Which numbers of a round a reader sees: of the open lists, of what took effect, and how exactly."""

    open_lists: bool
    effect: bool
    is_exact: bool


def sight_of(reader: Reader, round: Round) -> Sight:
    """What lists in preparation hold is for those who work on them; what was signed, for the service in totals."""
    works = may_work(reader, round, Act.READ_LIST)
    scopes = {one.scope for one in held(reader, Act.READ_ROUND)}
    return Sight(works, works or bool(scopes & {"A", "G", "U"}), works or "A" in scopes)


@dataclass(frozen=True, slots=True)
class Way:
    """The way of a round in numbers as one reader may see it; `told` and `to_tell` come from the families' room."""

    sight: Sight
    gap: Gap
    told: int
    to_tell: int


def way_of(reader: Reader, round: Round, told: tuple[int, int]) -> Way:
    """The way in numbers, with what this reader may not see taken out."""
    sight = sight_of(reader, round)
    found = gap(round)
    if not sight.open_lists:
        found = replace(found, lines=0, decided=0, for_person=0, without_person=0, sent_back=0)
    if not sight.effect:
        found = replace(found, signed=0, arrived=0, not_arrived=0, expected=0)
    return Way(sight, found, *(told if sight.effect else (0, 0)))


def is_small(value: int, sight: Sight) -> bool:
    """Whether a number is too small to be shown to a reader of totals: it would point at a person."""
    return not sight.is_exact and 0 < value < settings.SMALLEST_PUBLISHED
