"""What the press office works with: drafts and published figures, corrections, requests to outlets."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from dodomu.access.policy import Act, Reader, visible
from dodomu.claims.consistency import Check, Quantity, check_monotone
from dodomu.errors import NotVisible
from dodomu.figures.models import Correction, Definition, Figure, Request
from dodomu.figures.states import ONCE_PUBLISHED


def definitions() -> list[Definition]:
    """The newest version of each definition, by name."""
    last = Definition.objects.filter(slug=OuterRef("slug")).values("slug").annotate(last=Max("version")).values("last")
    return list(Definition.objects.filter(version=Subquery(last)).order_by("name_uk"))


def get_definition(slug: str, version: int | None = None) -> Definition:
    """One definition, its newest version unless another is named; NotVisible where there is none."""
    rows = Definition.objects.filter(slug=slug)
    found = (rows.filter(version=version) if version else rows).order_by("-version").first()
    if found is None:
        raise NotVisible
    return found


def is_taken(slug: str) -> bool:
    """Whether a definition already stands under this word."""
    return Definition.objects.filter(slug=slug).exists()


def list_figures(reader: Reader, *, state: str = "") -> QuerySet[Figure]:
    """Every figure, the last drafted first; `state` narrows."""
    rows = Figure.objects.select_related("definition", "drafted_by", "published_by")
    rows = visible(reader, Act.READ_DRAFT, rows, person=None)
    return rows.filter(state=state) if state else rows


def count_by_state(reader: Reader) -> dict[str, int]:
    """How many figures are in each state."""
    rows = visible(reader, Act.READ_DRAFT, Figure.objects.all(), person=None)
    return dict(rows.values_list("state").annotate(n=Count("pk")).order_by())


def get_figure(reader: Reader, pk: int, act: Act = Act.READ_DRAFT) -> Figure:
    """One figure with all that its page shows; NotVisible where there is none."""
    rows = Figure.objects.select_related(
        "definition", "replaces", "statement__outlet", "drafted_by", "proposed_by", "published_by", "held_approved_by"
    )
    found = visible(reader, act, rows, person=None).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def series_check(figure: Figure) -> Check | None:
    """Whether the published numbers of a definition only ever grow, where they may only grow; None for a stock."""
    if figure.definition.scope != "cumulative":
        return None
    standing = Figure.objects.filter(slug=figure.slug).filter(Q(state="published") | Q(pk=figure.pk))
    rows = sorted(standing.distinct(), key=lambda one: (one.as_of, one.number or 0))
    rows = [one for one in rows if one.pk == figure.pk or one.pk != figure.replaces_id]
    if len(rows) < 2:
        return None
    return check_monotone([Quantity(one.value, one.comparator, one.value_high) for one in rows])


def list_corrections(reader: Reader, *, state: str = "") -> QuerySet[Correction]:
    """Every correction, the last drafted first."""
    rows = Correction.objects.select_related("figure__definition", "statement__outlet").annotate(
        requests_open=Count("requests", filter=~Q(requests__state="mended"))
    )
    rows = visible(reader, Act.READ_DRAFT, rows, person=None).order_by("-drafted_at", "-pk")
    return rows.filter(state=state) if state else rows


def get_correction(reader: Reader, pk: int, act: Act = Act.READ_DRAFT) -> Correction:
    """One correction with all that its page shows; NotVisible where there is none."""
    rows = Correction.objects.select_related(
        "figure__definition",
        "statement__outlet",
        "right_figure",
        "right_statement__outlet",
        "drafted_by",
        "proposed_by",
        "issued_by",
    )
    found = visible(reader, act, rows, person=None).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def list_requests(reader: Reader, *, correction: Correction | None = None, state: str = "") -> QuerySet[Request]:
    """Who quoted what was wrong and how far each has come; what is still open first."""
    rows = Request.objects.select_related("statement__outlet", "via__outlet", "document", "correction", "told_by")
    rows = visible(reader, Act.READ_DRAFT, rows, person=None)
    if correction is not None:
        rows = rows.filter(correction=correction)
    return rows.filter(state=state) if state else rows


def get_request(reader: Reader, pk: int, act: Act = Act.READ_DRAFT) -> Request:
    """One request; NotVisible where there is none."""
    rows = Request.objects.select_related(
        "statement__outlet",
        "via__outlet",
        "told_by",
        "notice",
        "document",
        "proof",
        "correction__right_figure__definition",
        "correction__figure__definition",
        "correction__statement__outlet",
    )
    found = visible(reader, act, rows, person=None).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits in the room, for the head of its pages."""

    to_sign: int
    to_approve: int
    corrections: int
    to_tell: int


def waiting() -> Waiting:
    """What waits for a signature, for the further approval of a held number, and for somebody to be told."""
    held = Q(state="published", held_approved_by=None) & ~Q(definition__what="released")
    figures = Figure.objects.aggregate(
        to_sign=Count("pk", filter=Q(state="proposed")), to_approve=Count("pk", filter=held)
    )
    corrections = Correction.objects.aggregate(
        corrections=Count("pk", filter=Q(state="proposed"), distinct=True),
        to_tell=Count("requests", filter=Q(requests__state="to_tell"), distinct=True),
    )
    return Waiting(**figures, **corrections)


def waits_for_signature() -> int:
    """How many figures and corrections wait for a second person, in one query."""
    corrections = Correction.objects.filter(state="proposed").values_list("pk").order_by()
    return Figure.objects.filter(state="proposed").values_list("pk").order_by().union(corrections, all=True).count()


def published_versions(slug: str) -> list[Figure]:
    """Every published version under a slug, for choosing the one that is right."""
    rows = Figure.objects.filter(slug=slug, state__in=ONCE_PUBLISHED).select_related("definition")
    return list(rows.order_by("-as_of", "-number"))
