"""A move of a figure, a correction or a request: one conditional update that checks and acts in one step."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from dodomu.errors import StaleView
from dodomu.figures.models import Correction, Figure, Request
from dodomu.figures.states import CORRECTION, FIGURE, REQUEST
from dodomu.process import Process


def move_figure(figure: Figure, act: str, *, unless: Q | None = None, **fields: Any) -> Figure:
    """Moves a figure; StaleView when somebody moved it meanwhile."""
    _move(FIGURE, Figure, figure, act, unless, fields)
    return figure


def move_correction(correction: Correction, act: str, *, unless: Q | None = None, **fields: Any) -> Correction:
    """Moves a correction; StaleView when somebody moved it meanwhile."""
    _move(CORRECTION, Correction, correction, act, unless, fields)
    return correction


def move_request(request: Request, act: str, **fields: Any) -> Request:
    """Moves a request; StaleView when somebody moved it meanwhile."""
    _move(REQUEST, Request, request, act, None, fields)
    return request


def _move(process: Process, model: Any, row: Any, act: str, unless: Q | None, fields: dict[str, Any]) -> None:
    rows = model.objects.filter(pk=row.pk, state__in=process.sources(act))
    if unless is not None:
        rows = rows.exclude(unless)
    if not rows.update(state=process.moves[act].target, **fields):
        row.refresh_from_db()
        raise StaleView(
            _("Стан тим часом змінився. Перегляньте запис ще раз."),
            theirs=process.label(row.state),
            yours=process.moves[act].label,
        )
    row.refresh_from_db()
