"""What contradicts what among all that was stated: computed anew from the statements, explained by people or open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256

from django.db.models import Count, Max, Q, Sum

from dodomu.claims import replay
from dodomu.claims.consistency import Check, Quantity, check_subset
from dodomu.claims.populations import POPULATIONS, is_inside
from dodomu.errors import NotVisible
from dodomu.figures.models import Citation, Correction, Explained, Figure, Request, Statement
from dodomu.reference.dates import PartialDate, Precision
from dodomu.reference.rounds import read_rounds

DRAFT = "this-figure"
"""The key of a figure that is no statement yet, in the findings it would bring."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A statement as the replay reads it."""

    id: str
    stated_on: PartialDate
    as_of: PartialDate
    value: int | None
    value_high: int | None
    qualifier: str
    unit: str
    population: str
    what: str
    channel: str
    scope: str
    status: str
    corrects: str | None
    quotes: str | None
    speaker: str
    note: str


@dataclass(frozen=True, slots=True)
class Found:
    """A contradiction with what became of it: the last explanation, or the correction that settles it, or none yet."""

    key: str
    finding: replay.Finding
    explained: Explained | None = None
    correction: Correction | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has explained it and no correction has."""
        return self.explained is None and self.correction is None


def findings(statement: Statement | None = None) -> list[Found]:
    """Every contradiction, or those of one statement: the open ones first, the newest first."""
    rows = [one for one in _replayed(*_fingerprint()) if statement is None or statement.key in one.statements]
    last: dict[str, Explained] = {}
    for one in Explained.objects.select_related("by").order_by("pk"):
        last[one.key] = one
    settled = _corrected() if any(one.kind == "wrong_meaning" for one in rows) else {}
    found = [Found(key_of(one), one, last.get(key_of(one)), _settles(settled, one)) for one in reversed(rows)]
    return sorted(found, key=lambda one: (not one.is_open, -one.finding.known_on.toordinal()))


def get_finding(key: str) -> Found:
    """One contradiction that stands today; NotVisible where there is none."""
    found = next((one for one in findings() if one.key == key), None)
    if found is None:
        raise NotVisible
    return found


def statements_in(found: Found) -> list[Statement]:
    """The statements of a contradiction, in the order of its sum."""
    keys = found.finding.statements
    known = {one.key: one for one in Statement.objects.filter(key__in=keys).select_related("outlet")}
    return [known[key] for key in keys if key in known]


def history(key: str) -> list[Explained]:
    """Every explanation that a contradiction was given, the last first."""
    return list(Explained.objects.filter(key=key).select_related("by").order_by("-pk"))


def count_open() -> int:
    """How many contradictions nobody has explained."""
    explained = set(Explained.objects.values_list("key", flat=True))
    settled = _corrected()
    return sum(key_of(one) not in explained and _settles(settled, one) is None for one in _replayed(*_fingerprint()))


def _corrected() -> dict[str, Correction]:
    """The issued correction of the meaning of a number, for each statement that carried it."""
    requests = Request.objects.filter(correction__state="issued", correction__field="what")
    return {one.statement.key: one.correction for one in requests.select_related("statement", "correction")}


def _settles(corrected: dict[str, Correction], finding: replay.Finding) -> Correction | None:
    """The correction that says which of two opposite meanings of one number is the right one.

    Of other contradictions it settles nothing: a number set right may still be larger than its whole.
    """
    if finding.kind != "wrong_meaning":
        return None
    return next((corrected[key] for key in finding.statements if key in corrected), None)


def key_of(finding: replay.Finding) -> str:
    """What a contradiction is called in addresses: the same for the same statements, whenever it is computed."""
    return _key(finding.kind, finding.statements)


def _key(kind: str, statements: Sequence[str]) -> str:
    return sha256(" ".join((kind, *sorted(statements))).encode()).hexdigest()[:16]


def brought_by(figure: Figure) -> list[Found]:
    """The contradictions that a figure would bring if it were stated today, its keys holding `DRAFT` for itself.

    The statement of a version that it replaces does not count: that one was wrong, or is made better.
    """
    nested = larger_than_wholes(figure)
    if figure.period_from is not None or figure.definition.part_of or figure.definition.group:
        return nested  # the words of the statements know no such group
    replaced = figure.replaces.statement.key if figure.replaces and figure.replaces.statement else ""
    known = [row for row in _rows() if row.id != replaced]
    found = [one for one in _replay([*known, _of_figure(figure)]) if DRAFT in one.statements]
    return nested + [Found(key_of(one), one) for one in found if key_of(one) not in {each.key for each in nested}]


def larger_than_wholes(figure: Figure) -> list[Found]:
    """Where a figure would be larger than its whole, or smaller than its part: such a figure needs its explanation."""
    others = (
        Figure.objects.filter(state="published", definition__what=figure.definition.what)
        .exclude(slug=figure.slug)
        .select_related("definition", "statement")
    )
    found = []
    for other in others:
        part, whole = (figure, other) if _is_part(figure, other) else (other, figure)
        if not _is_part(part, whole) or not _in_one_time(part, whole):
            continue
        check = check_subset(_quantity(part), _quantity(whole))
        if check.outcome == "fails":
            found.append(_nested(part, whole, other, check))
    return found


def _nested(part: Figure, whole: Figure, other: Figure, check: Check) -> Found:
    name = other.statement.key if other.statement else f"{other.slug}-{other.number}"
    statements = (name, DRAFT)
    finding = replay.Finding(
        "subset", statements, f"{part.value}<={whole.value}", other.published_on or other.as_of, check.text
    )
    return Found(_key("subset", statements), finding)


def _quantity(figure: Figure) -> Quantity:
    return Quantity(figure.value, figure.comparator, figure.value_high)


def _is_part(part: Figure, whole: Figure) -> bool:
    """Whether one definition lies in the other: said so by its link, or because its group does."""
    one, other = part.definition, whole.definition
    if (one.side, one.scope, one.channel) != (other.side, other.scope, other.channel):
        return False
    if other.slug in one.wholes:
        return True
    return one.population != other.population and is_inside(one.population, other.population)


def _in_one_time(part: Figure, whole: Figure) -> bool:
    """Whether the two may be measured by each other: a whole of a later day holds a part of an earlier one."""
    if part.definition.scope == "cumulative" and part.period_from is None and whole.period_from is None:
        return part.as_of <= whole.as_of
    return (part.period_from, part.as_of) == (whole.period_from, whole.as_of)


def _of_figure(figure: Figure) -> _Row:
    definition = figure.definition
    stated = figure.stated_on or figure.known_on
    return _Row(
        DRAFT,
        PartialDate(stated, "day"),
        PartialDate(figure.as_of, _precision(figure.as_of_precision)),
        figure.value,
        figure.value_high,
        figure.comparator,
        definition.unit,
        definition.population,
        definition.what,
        definition.channel,
        definition.scope,
        "asserted",
        None,
        None,
        figure.speaker_en,
        "",
    )


def _precision(word: str) -> Precision:
    return "year" if word == "year" else "month" if word == "month" else "day"


def _rows() -> list[_Row]:
    """The statements in the order in which they were written down.

    Our own figures of a part of a group stay out: by the words of a statement they would pass for the whole of it.
    """
    parts = Q(figures__definition__group__gt="") | Q(figures__definition__part_of__gt="")
    rows = (
        Statement.objects.filter(population__in=POPULATIONS)
        .exclude(parts & Q(key__startswith="ours-"))
        .select_related("corrects")
        .order_by("pk")
    )
    sources: dict[int, str] = {}
    for quoting, quoted in Citation.objects.order_by("-pk").values_list("quoting_id", "quoted__key"):
        sources[quoting] = quoted  # of several the first that was noted
    return [
        _Row(
            one.key,
            PartialDate(one.stated_on, _precision(one.stated_precision)),
            PartialDate(one.as_of, _precision(one.as_of_precision)),
            one.value,
            one.value_high,
            one.comparator,
            one.unit,
            one.population,
            one.what,
            one.channel,
            one.scope,
            one.status,
            one.corrects.key if one.corrects else None,
            sources.get(one.pk),
            one.speaker,
            one.note,
        )
        for one in rows
    ]


def _fingerprint() -> tuple[object, ...]:
    """What changes when any statement does: statements are added, quote each other, and are marked as taken back."""
    found = Statement.objects.aggregate(
        n=Count("pk"),
        last=Max("pk"),
        noted=Max("noted_at"),
        total=Sum("value"),
        retracted=Count("pk", filter=Q(status="retracted")),
        copies=Count("pk", filter=Q(status="uncorrected_copy")),
    )
    return (*found.values(), Citation.objects.count())


@lru_cache(maxsize=2)
def _replayed(*_fingerprint: object) -> tuple[replay.Finding, ...]:
    """Replaying takes a fifth of a second, so the answer is kept for as long as nothing was stated since."""
    return tuple(_replay(_rows()))


def _replay(rows: Iterable[_Row]) -> list[replay.Finding]:
    civilians, parts = _rounds()
    return replay.replay(rows, civilians=civilians, parts=parts)


@cache
def _rounds() -> tuple[dict[date, int | None], dict[date, tuple[int, ...]]]:
    """What is on record of each round: its civilians, and its parts where all of them are known."""
    stages = [stage for one in read_rounds() for stage in one.stages]
    counts = {stage.on: [part.count for part in stage.parts] for stage in stages}
    parts = {on: tuple(n for n in found if n is not None) for on, found in counts.items() if None not in found}
    return {stage.on: stage.civilians for stage in stages}, parts
