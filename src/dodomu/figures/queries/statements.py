"""Statements of others: the list, the chain of who repeats whom, and the checks between their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import QuerySet

from dodomu.access.policy import Act, Reader, visible
from dodomu.claims.consistency import Check, Quantity, check_chain, check_monotone, check_parts, check_subset
from dodomu.errors import NotVisible
from dodomu.figures.models import Statement
from dodomu.reference.checks import CheckRow, read_checks
from dodomu.text import Text


def list_statements(reader: Reader, *, status: str = "", what: str = "", population: str = "") -> QuerySet[Statement]:
    """Every statement that the reader may see, narrowed by vocabularies."""
    rows = visible(
        reader,
        Act.READ_DRAFT,
        Statement.objects.select_related("outlet", "corrects").prefetch_related("citations"),
        person=None,
    )
    for name, value in (("status", status), ("what", what), ("population", population)):
        if value:
            rows = rows.filter(**{name: value})
    return rows


def get_statement(reader: Reader, key: str, act: Act = Act.READ_DRAFT) -> Statement:
    """One statement; NotVisible where there is none."""
    rows = Statement.objects.select_related("outlet", "document", "corrects__outlet", "noted_by")
    found = visible(reader, act, rows, person=None).filter(key=key).first()
    if found is None:
        raise NotVisible
    return found


@dataclass(frozen=True, slots=True)
class Finding:
    """One check between published numbers: holds, fails (somebody should be asked) or cannot be judged."""

    key: str
    kind: str
    outcome: str
    text: Text
    statements: tuple[str, ...]
    note: str


DATE_AFTER = "as-of-after-publication"
BY_HAND = frozenset({"ranks-2022-06-29", "part-as-whole-215", "azov-captives-2024-definition", DATE_AFTER})
"""Checks that arithmetic alone does not see: an incomplete split, a part called the whole, two senses of one name."""


def findings(statement: Statement | None = None) -> list[Finding]:
    """Every check, or those of one statement: first what fails, then what cannot be judged, then what holds."""
    rows = [row for row in read_checks() if statement is None or statement.key in row.statements]
    order = {"fails": 0, "unknown": 1, "holds": 2}
    return sorted((_finding(row) for row in rows), key=lambda one: order[one.outcome])


def _finding(row: CheckRow) -> Finding:
    checks = [] if row.kind == "wrong_meaning" or row.id in BY_HAND else list(_judged(row))
    if not checks:
        said = _said(row)
        return Finding(row.id, row.kind, row.expected, said, row.statements, row.note)
    worst = next((one for word in ("fails", "unknown") for one in checks if one.outcome == word), checks[0])
    return Finding(row.id, row.kind, worst.outcome, worst.text, row.statements, row.note)


def _said(row: CheckRow) -> Text:
    """What a check is about, where no sum can say it."""
    if row.kind == "wrong_meaning":
        number = row.arithmetic.partition("=")[0]
        return Text(f"Те саме число, {number}, з іншим змістом", f"The same number, {number}, with another meaning")
    if row.id == DATE_AFTER:
        return Text("Дата «станом на» пізніша за день публікації", "The date “as of” is later than the publication")
    return Text(row.arithmetic, row.arithmetic)


def _judged(row: CheckRow) -> Iterator[Check]:
    sides, relations = row.terms.sides, row.terms.relations
    if row.kind == "monotone":
        yield check_monotone([_total(side) for side in sides])
        return
    if not relations:
        yield check_chain(sides[0][0], [], None)
        return
    for (left, right), relation in zip(pairwise(sides), relations, strict=True):
        if relation == ">":  # the right side is printed as «more than»
            yield check_chain(left[0], left[1:], Quantity(right[0], "more_than"))
        elif row.kind == "subset" or relation == "<=":
            yield check_subset(left, _total(right))
        elif row.kind == "parts":
            yield check_parts(_total(right), left)
        else:
            yield check_chain(left[0], left[1:], _total(right))


def _total(side: Sequence[int | None]) -> int | None:
    return None if None in side else sum(number or 0 for number in side)
