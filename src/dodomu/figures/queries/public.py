"""What the public may see of figures and corrections. Every public page, table, feed and verdict asks here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from dodomu.claims.claim import Published
from dodomu.claims.populations import population_code
from dodomu.claims.wording import amount_text, date_text, period_text
from dodomu.errors import NotVisible
from dodomu.figures.models import Correction, Definition, Figure, Request, Statement
from dodomu.figures.states import ONCE_PUBLISHED, REQUEST
from dodomu.text import Text


def _is_open(figure: str = "", *, now: datetime) -> Q:
    """People who are back, or a number of people still held that was approved a second time; its embargo past."""
    released = Q(**{f"{figure}definition__what": "released"}) | Q(**{f"{figure}held_approved_by__isnull": False})
    return released & (Q(**{f"{figure}embargo_until": None}) | Q(**{f"{figure}embargo_until__lte": now}))


def _known(now: datetime) -> QuerySet[Figure]:
    """What may be known by now: signed, of people who are back or approved, its embargo past.

    What was withdrawn, corrected or revised before its embargo ended was never public, and stays so.
    """
    embargo = OuterRef("embargo_until")
    corrected = Correction.objects.filter(figure=OuterRef("pk"), kind="correction", issued_at__lt=embargo)
    revised = Figure.objects.filter(replaces=OuterRef("pk"), replaces_as="revision", published_at__lt=embargo)
    return (
        Figure.objects.filter(_is_open(now=now), state__in=ONCE_PUBLISHED)
        .exclude(number=None)
        .exclude(withdrawn_at__isnull=False, embargo_until__isnull=False, withdrawn_at__lt=F("embargo_until"))
        .exclude(Q(embargo_until__isnull=False) & (Exists(corrected) | Exists(revised)))
    )


def public_figures(*, now: datetime) -> QuerySet[Figure]:
    """Every version that was ever published and may be seen, the latest date first."""
    return (
        _known(now)
        .select_related("definition", "replaces", "statement")
        .prefetch_related(Prefetch("replaced_by", _known(now)))
        .order_by("-as_of", "-number")
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """One version as the public sees it, without a number that is below the least one published or would reveal one."""

    figure: Figure
    amount: Text
    sentence: Text
    as_of: Text
    is_suppressed: bool

    @property
    def definition(self) -> Definition:
        """What it counts."""
        return self.figure.definition

    @property
    def value(self) -> int | None:
        """The number, where it is given."""
        return None if self.is_suppressed else self.figure.value

    @property
    def value_high(self) -> int | None:
        """The upper number of a range, where it is given."""
        return None if self.is_suppressed else self.figure.value_high

    @property
    def comparator(self) -> str:
        """How exact the number is."""
        if self.figure.is_suppressed:
            return "withheld"
        return "at_most" if self.is_suppressed else self.figure.comparator

    @property
    def explanation(self) -> Text:
        """Why the number differs from others, or why it is kept back; never beside a number that is suppressed."""
        if self.is_suppressed:
            return Text("", "")
        return self.figure.withheld if self.figure.value is None else self.figure.explanation

    @property
    def is_provisional(self) -> bool:
        """Whether a better number is expected."""
        return self.figure.is_provisional

    @property
    def is_revision(self) -> bool:
        """Whether it gave a better number in place of an earlier one that was no mistake."""
        return self.figure.replaces_as == "revision"

    @property
    def replaced_by(self) -> Figure | None:
        """The version that took its place, by revision or correction."""
        return next(iter(self.figure.replaced_by.all()), None)

    @property
    def is_current(self) -> bool:
        """Whether it stands as it was said: an older date does not make it wrong."""
        return self.figure.state == "published"


def shown(figure: Figure, *, smallest: int) -> Shown:
    """A version for the public, small numbers kept back."""
    as_of = date_text(figure.as_of, precision=figure.as_of_precision)
    if figure.period_from is not None:
        as_of = period_text(figure.period_from, figure.as_of, precision=figure.as_of_precision)
    if figure.is_suppressed:
        return Shown(
            figure,
            Text("приховано", "suppressed"),
            Text(
                f"{figure.definition.name_uk}: {as_of.uk} – число приховано, бо поруч з іншими нашими числами воно "
                "вказало б на кількох людей",
                f"{figure.definition.name_en}: {as_of.en}, the number is suppressed, because beside our other numbers "
                "it would single out a few people",
            ),
            as_of,
            is_suppressed=True,
        )
    if figure.value is not None and 0 < figure.value < smallest:
        return Shown(
            figure,
            Text(f"менше {smallest}", f"fewer than {smallest}"),
            Text(
                f"{figure.definition.name_uk}: станом на {as_of.uk} – менше {smallest}. Такі малі числа не показуємо, "
                "щоб у них не впізнали людину",
                f"{figure.definition.name_en}: as of {as_of.en}, fewer than {smallest}. Numbers this small are not "
                "shown, so that nobody is recognised in them",
            ),
            as_of,
            is_suppressed=True,
        )
    amount = amount_text(figure.value, value_high=figure.value_high, comparator=figure.comparator)
    return Shown(figure, amount, figure.sentence, as_of, is_suppressed=False)


def current_figures(*, smallest: int, now: datetime) -> list[Shown]:
    """For each definition its figure of the latest date; what was withdrawn only where nothing else stands."""
    best: dict[str, Figure] = {}
    for figure in public_figures(now=now):
        known = best.get(figure.slug)
        if known is None or (known.state != "published" and figure.state == "published"):
            best[figure.slug] = figure
    return [shown(figure, smallest=smallest) for figure in best.values()]


def versions(slug: str, *, smallest: int, now: datetime) -> list[Shown]:
    """All public versions under a slug, the latest date first; NotVisible where there is none."""
    found = [shown(figure, smallest=smallest) for figure in public_figures(now=now).filter(slug=slug)]
    if not found:
        raise NotVisible
    return found


def current_of(found: list[Shown]) -> Shown:
    """The version of a definition that a visitor comes for: of the latest date that stands."""
    return next((one for one in found if one.is_current), found[0])


def as_of_version(found: list[Shown], on: date) -> Shown | None:
    """The version that was the newest on a day: of the latest date not after it that stands."""
    return next((one for one in found if one.is_current and one.figure.as_of <= on), None)


MOST_NAMED = 50
"""So many of the texts that carried a mistake come with its correction; their own page lists them all."""


def named_requests(correction: Correction) -> list[Request]:
    """The first texts that carried a mistake, of a correction that `public_corrections` gave."""
    found: list[Request] = correction.named_requests  # type: ignore[attr-defined]
    return found


def requests_of(correction: Correction) -> QuerySet[Request]:
    """Every text that carried a mistake, and how far each has come."""
    return Request.objects.filter(correction=correction).select_related("statement__outlet", "via__outlet")


def states_of(correction: Correction) -> dict[str, int]:
    """How many texts are in each state, of a correction that `public_corrections` gave."""
    return {state: getattr(correction, f"in_{state}") for state in REQUEST.states}


def public_corrections(*, now: datetime) -> QuerySet[Correction]:
    """Every issued correction, the newest first; one of a figure that never was public stays inside too.

    So does one whose words would tell a number that is suppressed, or one that nobody outside may know yet.
    """
    held = Q(figure__isnull=False) & ~Q(figure__definition__what="released") & Q(figure__held_approved_by=None)
    held |= Q(right_figure__isnull=False) & ~_is_open("right_figure__", now=now)
    early = Q(figure__embargo_until__isnull=False, issued_at__lt=F("figure__embargo_until"))
    small = settings.SMALLEST_PUBLISHED
    untold = Q(figure__is_suppressed=True) | Q(figure__value__gt=0, figure__value__lt=small)
    untold |= Q(right_figure__is_suppressed=True) | Q(right_figure__value__gt=0, right_figure__value__lt=small)
    return (
        Correction.objects.filter(state="issued")
        .exclude(held)
        .exclude(early)
        .exclude(untold)
        .select_related(
            "figure__definition", "statement__outlet", "right_figure__definition", "right_statement__outlet"
        )
        .annotate(**{f"in_{state}": Count("requests", filter=Q(requests__state=state)) for state in REQUEST.states})
        .prefetch_related(
            Prefetch(
                "requests",
                Request.objects.select_related("statement__outlet", "via__outlet").order_by("pk")[:MOST_NAMED],
                to_attr="named_requests",
            )
        )
        .order_by("-issued_on", "-pk")
    )


def corrections_of(slug: str, *, now: datetime) -> list[Correction]:
    """The corrections that concern the figures under a slug."""
    return list(public_corrections(now=now).filter(Q(figure__slug=slug) | Q(right_figure__slug=slug)))


def get_correction(pk: int, *, now: datetime) -> Correction:
    """One public correction; NotVisible where there is none."""
    found = public_corrections(now=now).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def published(*, smallest: int, now: datetime, is_internal: bool = False) -> list[Published]:
    """What we said, for judging a text: public figures; with `is_internal` those of people still held as well."""
    rows = public_figures(now=now)
    if is_internal:
        rows = (
            Figure.objects.filter(state__in=ONCE_PUBLISHED)
            .exclude(number=None)
            .select_related("definition")
            .prefetch_related("replaced_by")
        )
    return [
        _published(one)
        for one in (shown(figure, smallest=0 if is_internal else smallest) for figure in rows)
        if not one.is_suppressed
    ]


def _published(one: Shown) -> Published:
    figure, definition = one.figure, one.definition
    successor = one.replaced_by
    return Published(
        key=f"{figure.slug}/{figure.number}",
        value=figure.value,
        value_high=figure.value_high,
        comparator=figure.comparator,
        what=definition.what,
        population=definition.population,
        as_of=figure.as_of,
        as_of_precision=figure.as_of_precision,
        known_on=figure.published_on or figure.as_of,
        is_current=one.is_current,
        superseded_by=f"{successor.slug}/{successor.number}" if successor and successor.number else None,
        sentence=figure.sentence,
        scope=definition.scope,
    )


@dataclass(frozen=True, slots=True)
class KnownWrong:
    """A sentence that is known to be wrong: its number, meaning and group, and the correction that says so."""

    value: int
    what: str
    population: str
    correction: Correction


def known_wrong(*, now: datetime) -> list[KnownWrong]:
    """Every number that a public correction says was wrong, as it was said."""
    found = []
    for correction in public_corrections(now=now).filter(kind="correction"):
        wrong: Statement | Figure | None = correction.statement or correction.figure
        if wrong is not None and wrong.value is not None:
            found.append(KnownWrong(wrong.value, wrong.what, population_code(wrong.population), correction))
    return found
