"""What a figure would give away beside all that is public: the question is asked before it is published, not after."""

from __future__ import annotations

from django.conf import settings

from dodomu.claims.consistency import Quantity
from dodomu.claims.disclosure import Cell, Revealed, revealed
from dodomu.figures.models import Figure
from dodomu.figures.queries.counting import last_day
from dodomu.figures.states import ONCE_PUBLISHED


def cell(figure: Figure) -> Cell | None:
    """A figure as a number of a set of people; None where it gives no exact number to anybody."""
    value, definition = figure.value, figure.definition
    if value is None or figure.is_suppressed or not Quantity(value, figure.comparator, figure.value_high).is_exact:
        return None
    until = last_day(figure.as_of, figure.as_of_precision)
    return Cell(
        key=str(figure.pk),
        value=value,
        definition=definition.slug,
        population=definition.population,
        what=definition.what,
        side=definition.side,
        channel=definition.channel,
        until=until,
        since=figure.as_of if definition.scope == "round" else figure.period_from,
        is_stock=definition.scope == "stock",
        part_of=tuple(definition.wholes),
    )


def revealed_by(figure: Figure) -> Revealed | None:
    """The small number that this figure would let everybody compute; None where there is none.

    Numbers under embargo count as public, because they will be; numbers of people held only once they are approved.
    """
    new = cell(figure)
    if new is None:
        return None
    smallest = settings.SMALLEST_PUBLISHED
    others = (
        Figure.objects.filter(state__in=ONCE_PUBLISHED, definition__what=figure.definition.what)
        .exclude(pk=figure.pk)
        .select_related("definition")
        .order_by("published_at", "pk")
    )
    cells = [cell(one) for one in others if one.is_shown_in_public]
    shown = [one for one in cells if one is not None and not 0 < one.value < smallest]
    return revealed(shown, new, smallest=smallest)


def is_small(figure: Figure) -> bool:
    """Whether the number itself is of so few people that everybody reads «fewer than» in its place."""
    return figure.value is not None and 0 < figure.value < settings.SMALLEST_PUBLISHED
