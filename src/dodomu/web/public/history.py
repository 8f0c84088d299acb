"""What a program may ask of a table of figures: `asOf`, `updatedAfter` and `includeHistory`, as in SDMX."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, JsonResponse

from dodomu.clock import KYIV
from dodomu.figures.models import Correction
from dodomu.figures.queries.public import Shown
from dodomu.figures.queries.vintages import Asked, Vintage, chosen, moment, vintages
from dodomu.text import Text

P = ParamSpec("P")
COLUMNS = ("known_from", "known_to", "updated_at")
"""What every row says besides: since when it stood, until when (outside; empty: it stands), when it last changed."""


class Unclear(Exception):  # noqa: N818 - as `Refused`: said to people, not to programmers
    """A question that cannot be read: which parameter, and what it should look like."""

    def __init__(self, name: str, text: Text) -> None:
        super().__init__(name)
        self.name, self.text = name, text


def answers(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Tells a program in both languages which of its parameters cannot be read."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Unclear as unclear:
            content = {"parameter": unclear.name, "uk": unclear.text.uk, "en": unclear.text.en}
            return JsonResponse(content, status=400, json_dumps_params={"ensure_ascii": False})

    return answer


def asked(request: HttpRequest) -> Asked:
    """The question of an address. A day alone means, as of it, its end; and after it, when it is over."""
    return Asked(
        as_of=_instant(request, "asOf"),
        updated_after=_instant(request, "updatedAfter"),
        includes_history=_yes(request, "includeHistory"),
    )


def _instant(request: HttpRequest, name: str) -> datetime | None:
    typed = request.GET.get(name, "").strip().replace(" ", "+")  # a plus in an address arrives as a space
    if not typed:
        return None
    try:
        if len(typed) == 10:
            return datetime.combine(date.fromisoformat(typed) + timedelta(days=1), time(), KYIV) - timedelta.resolution
        at = datetime.fromisoformat(typed)
        return at if at.tzinfo else at.replace(tzinfo=KYIV)
    except (ValueError, OverflowError):
        raise Unclear(
            name,
            Text(
                f"Запишіть {name} днем, наприклад 2024-07-25, або миттю: 2024-07-25T10:00:00+03:00.",
                f"Write {name} as a day, for example 2024-07-25, or as an instant: 2024-07-25T10:00:00+03:00.",
            ),
        ) from None


def _yes(request: HttpRequest, name: str) -> bool:
    typed = request.GET.get(name, "").strip().lower()
    if typed not in ("", "true", "false", "1", "0"):
        raise Unclear(name, Text(f"Запишіть {name} як true або false.", f"Write {name} as true or false."))
    return typed in ("true", "1")


def rows(
    request: HttpRequest,
    found: Iterable[Shown],
    corrections: Iterable[Correction],
    *,
    header: Sequence[str],
    row: Callable[[Shown], list[Any]],
) -> list[list[Any]]:
    """The rows of a table that answer the question, each with the time in which it stood."""
    return [_row(one, header, row) for one in chosen(vintages(found, corrections), asked(request))]


def _row(one: Vintage, header: Sequence[str], row: Callable[[Shown], list[Any]]) -> list[Any]:
    values = row(one.one)
    values[header.index("state")] = one.state  # as of that instant, whatever came later
    return [*values, one.known_from, one.known_to, one.updated_at]


def known_corrections(request: HttpRequest, corrections: Iterable[Correction]) -> list[Correction]:
    """The corrections that had been issued at the instant asked for."""
    at = asked(request).as_of
    return [each for each in corrections if at is None or moment(each.issued_on, each.issued_at) <= at]
