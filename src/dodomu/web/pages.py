"""Lists in pages of fifty rows, and the one way out as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.core import signing
from django.core.exceptions import FieldError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse

from dodomu.clock import KYIV
from dodomu.web.words import said

Row = TypeVar("Row", bound=Model)
SALT = "dodomu.web.page"
SIZE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """The rows of one page and the cursors beside it (empty at either end)."""

    rows: list[Row]
    next_cursor: str
    previous_cursor: str


def keyset(
    queryset: QuerySet[Row], *, request: HttpRequest, order: Sequence[str] = ("sort_key", "pk"), size: int = SIZE
) -> Page[Row]:
    """One page of a list, after (or before) the row named by the cursor `page` of the address.

    The cursor holds nothing but the id of a row, signed; its sort key is looked up again, so no name stands
    in an address, and no page gets slower the farther it is. `order` needs columns that are never NULL and
    ends with a unique one. A cursor that does not fit (forged, of a row since gone) gives the first page.
    """
    after, backwards = _position(queryset, request.GET.get("page", ""), order)
    steps = [_turned(name) for name in order] if backwards else list(order)
    found = queryset.order_by(*steps)
    if after is not None:
        found = found.filter(_beyond(steps, after))
    rows = list(found[: size + 1])
    has_more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    has_next = bool(rows) and (backwards or has_more)
    has_previous = bool(rows) and (has_more if backwards else after is not None)
    return Page(
        rows,
        _cursor(rows[-1], "n") if has_next else "",
        _cursor(rows[0], "p") if has_previous else "",
    )


def _cursor(row: Model, way: str) -> str:
    return signing.Signer(salt=SALT).sign_object([row.pk, way], compress=True)


def _position(queryset: QuerySet[Row], cursor: str, order: Sequence[str]) -> tuple[tuple[Any, ...] | None, bool]:
    if not cursor:
        return None, False
    try:
        key, way = signing.Signer(salt=SALT).unsign_object(cursor)
    except signing.BadSignature:
        return None, False
    names = [name.lstrip("-") for name in order]
    # A row that has since left the list (a task done, a filter that no longer fits) still marks the place.
    try:
        values = queryset.order_by().filter(pk=key).values_list(*names).first()
        values = values or queryset.model._base_manager.filter(pk=key).values_list(*names).first()
    except FieldError:
        values = None
    return (values, way == "p") if values and None not in values else (None, False)


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(steps: Sequence[str], after: Sequence[Any]) -> Q:
    """The rows behind a place in an order of several columns; the first bound alone lets the index work."""
    condition, equal = Q(), Q()
    for step, value in zip(steps, after, strict=True):
        name = step.lstrip("-")
        beyond = Q(**{f"{name}__{'lt' if step.startswith('-') else 'gt'}": value})
        condition |= equal & beyond
        equal &= Q(**{name: value})
    first = steps[0]
    bound = Q(**{f"{first.lstrip('-')}__{'lte' if first.startswith('-') else 'gte'}": after[0]})
    return bound & condition


DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\0")


def cell(value: Any) -> str:
    """One cell as text. What a spreadsheet would take for a formula gets an apostrophe in front.

    >>> cell("=1+1"), cell("Щур’єв"), cell(None), cell(-5), cell(date(2024, 7, 17))
    ("'=1+1", 'Щур’єв', '', '-5', '2024-07-17')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.astimezone(KYIV).isoformat(timespec="seconds")
    if isinstance(value, int | float | date):
        return str(value)
    shown = said(value)
    return f"'{shown}" if shown.startswith(DANGEROUS) else shown


def csv_response(rows: Iterable[Sequence[Any]], header: Sequence[Any], filename: str) -> HttpResponse:
    """A table for taking along: UTF-8 with its mark, RFC 4180, no cell that a spreadsheet would run."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([cell(title) for title in header])
    writer.writerows([cell(value) for value in row] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    name = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in filename)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
