"""Who quotes whom: every text that repeats a statement, directly or through others, and the way back to the speaker.

Quotations form a graph: a text may have several sources, and texts may quote each other in a circle. Each question
here is one recursive query, however many texts there are; the shortest ways are then found in memory.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from dodomu.figures.models import Citation, Correction, Statement
from dodomu.figures.queries.wrong import wrong_statement

MOST_SHOWN = 200
"""So many texts of one chain are shown on a page; there may be a hundred thousand."""

_DOWN = """
WITH RECURSIVE reach (statement) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT edge.quoting_id FROM figures_citation edge JOIN reach ON edge.quoted_id = reach.statement
)
SELECT edge.quoted_id, edge.quoting_id, text.document_id
FROM figures_citation edge
JOIN reach ON edge.quoted_id = reach.statement
JOIN figures_statement text ON text.id = edge.quoting_id
ORDER BY text.stated_on, text.id, edge.quoted_id
"""
_UP = """
WITH RECURSIVE reach (statement) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT edge.quoted_id FROM figures_citation edge JOIN reach ON edge.quoting_id = reach.statement
)
SELECT edge.quoting_id, edge.quoted_id
FROM figures_citation edge
JOIN reach ON edge.quoting_id = reach.statement
ORDER BY edge.id
"""


@dataclass(frozen=True, slots=True)
class Reached:
    """A text that repeats a statement: what it repeats itself, and how many steps lie between."""

    statement: int
    via: int
    steps: int
    document: int | None


def reached(statement: int) -> list[Reached]:
    """Every statement that repeats this one, each once and by its shortest way, the nearest first."""
    below: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_DOWN, [statement])
        for quoted, quoting, document in cursor.fetchall():
            below[quoted].append((quoting, document))
    found: list[Reached] = []
    seen = {statement}
    edge = deque([(statement, 0)])
    while edge:
        via, steps = edge.popleft()
        for quoting, document in below[via]:
            if quoting not in seen:
                seen.add(quoting)
                found.append(Reached(quoting, via, steps + 1, document))
                edge.append((quoting, steps + 1))
    return found


def documents_reached(statement: int) -> dict[int, Reached]:
    """Every document that repeats a statement, with the nearest of its statements that does."""
    nearest: dict[int, Reached] = {}
    for one in reached(statement):
        if one.document is not None:
            nearest.setdefault(one.document, one)
    return nearest


@dataclass(frozen=True, slots=True)
class Carrier:
    """A document that carries a mistake, with the statement in which it does, and what that one repeats."""

    statement: Statement
    via: Statement | None
    steps: int


def carriers(correction: Correction, *, most: int) -> tuple[list[Carrier], int]:
    """Who will be told when a correction is issued: the document of the mistake, unless ours, and all that repeat it.

    The nearest of them, so many at most, and how many there are in all.
    """
    wrong = wrong_statement(correction)
    if wrong is None:
        return [], 0
    nearest = [one for document, one in documents_reached(wrong.pk).items() if document != wrong.document_id]
    own = [Carrier(wrong, None, 0)] if wrong.document_id is not None else []
    in_all = len(nearest) + len(own)
    nearest = nearest[: most - len(own)]
    keys = {pk for one in nearest for pk in (one.statement, one.via)}
    rows = Statement.objects.select_related("outlet").in_bulk(keys)
    return own + [Carrier(rows[one.statement], rows[one.via], one.steps) for one in nearest], in_all


def sources_of(statement: int) -> dict[int, list[int]]:
    """What a statement and everything above it repeat: for each the statements that it quotes."""
    above: dict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_UP, [statement])
        for quoting, quoted in cursor.fetchall():
            above[quoting].append(quoted)
    return above


def way_back(statement: Statement) -> list[Statement]:
    """The shortest way from a text to whoever said the number first, the text itself first; a circle ends."""
    above = sources_of(statement.pk)
    came_from: dict[int, int] = {}
    edge = deque([statement.pk])
    seen = {statement.pk}
    last = statement.pk
    while edge:
        last = edge.popleft()
        if not above.get(last):
            break
        for source in above[last]:
            if source not in seen:
                seen.add(source)
                came_from[source] = last
                edge.append(source)
    way = [last]
    while way[-1] != statement.pk:
        way.append(came_from[way[-1]])
    rows = Statement.objects.select_related("outlet", "document").in_bulk(way)
    return [rows[pk] for pk in reversed(way)]


def corrections_reaching(statement: Statement) -> list[Correction]:
    """The issued corrections of anything that a statement repeats, directly or through another."""
    above = {source for sources in sources_of(statement.pk).values() for source in sources} - {statement.pk}
    if not above:
        return []
    touched = Q(statement__in=above) | Q(figure__statement__in=above)
    return list(Correction.objects.filter(touched, state="issued", kind="correction").order_by("pk"))


@dataclass(frozen=True, slots=True)
class Link:
    """One text in a chain of quotations: how deep it stands, and whether it repeats or corrects the one above it."""

    depth: int
    statement: Statement
    relation: str  # first | quotes | corrects


def chain(statement: Statement) -> list[Link]:
    """The chain that a statement stands in, from the first text down, each text once; of a long one its beginning."""
    first = _first(statement)
    below, rows = _connected(first)
    links: list[Link] = []
    seen: set[int] = set()
    waiting: list[tuple[int, int, str]] = [(first.pk, 0, "first")]
    while waiting:
        pk, depth, relation = waiting.pop()
        if pk in seen:
            continue
        seen.add(pk)
        links.append(Link(depth, rows[pk], relation))
        for other, how in sorted(below[pk], key=lambda pair: (rows[pair[0]].stated_on, pair[0]), reverse=True):
            if other not in seen:
                waiting.append((other, depth + 1, how))
    return links


def _first(statement: Statement) -> Statement:
    """The text that the others go back to; a circle ends where it began."""
    seen: set[int] = set()
    while statement.pk not in seen:
        seen.add(statement.pk)
        above = statement.quotes.order_by("stated_on", "pk").first() or statement.corrects
        if above is None:
            return statement
        statement = above
    return statement


def _connected(first: Statement) -> tuple[dict[int, list[tuple[int, str]]], dict[int, Statement]]:
    """The first text and what leads to it, a generation at a time, until there is enough to fill a page."""
    rows = {first.pk: first}
    below: dict[int, list[tuple[int, str]]] = defaultdict(list)
    edge = [first.pk]
    while edge and len(rows) < MOST_SHOWN:
        pairs = list(_leading_to(edge))
        fresh = [pk for pk in dict.fromkeys(other for _pk, other, _how in pairs) if pk not in rows]
        fresh = fresh[: MOST_SHOWN - len(rows)]
        rows |= Statement.objects.select_related("outlet").in_bulk(fresh)
        for pk, other, how in pairs:
            if other in rows:
                below[pk].append((other, how))
        edge = fresh
    rows[first.pk] = Statement.objects.select_related("outlet").get(pk=first.pk)
    return below, rows


def _leading_to(keys: Iterable[int]) -> Iterator[tuple[int, int, str]]:
    """Which statements repeat or correct these."""
    quoting = Citation.objects.filter(quoted__in=keys).order_by("pk").values_list("quoted", "quoting")
    yield from ((quoted, one, "quotes") for quoted, one in quoting[: MOST_SHOWN * 2])
    correcting = Statement.objects.filter(corrects__in=keys).order_by("pk").values_list("corrects", "pk")
    yield from ((wrong or 0, one, "corrects") for wrong, one in correcting[: MOST_SHOWN * 2])
