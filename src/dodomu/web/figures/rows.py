"""Statements and contradictions in the words of the press office, for tables and pages."""

from __future__ import annotations

from typing import Any

from dodomu.claims.populations import POPULATIONS
from dodomu.claims.wording import amount_text, date_text
from dodomu.figures.models import Statement
from dodomu.figures.models.vocabulary import CHANNEL, SCOPE, STATEMENT_STATUS, WHAT
from dodomu.figures.queries.findings import DRAFT, Found
from dodomu.text import Text

KINDS = {
    "chain": Text("підсумок", "running total"),
    "parts": Text("частини", "parts"),
    "subset": Text("частина й ціле", "part and whole"),
    "monotone": Text("порядок у часі", "order in time"),
    "wrong_meaning": Text("зміст числа", "meaning of a number"),
}
OUTCOMES = {
    "open": (Text("без пояснення", "open"), "late"),
    "explained": (Text("пояснено", "explained"), "done"),
}
SIGNS = {"<=": " ≤ ", ">": " > ", "=": " = ", "+": " + "}


def sum_of(found: Found) -> str:
    """The arithmetic of a finding as people write it; empty where no sum says it."""
    text = found.finding.arithmetic
    for sign, shown in SIGNS.items():
        text = text.replace(sign, shown)
    return text


def finding_row(one: Found) -> dict[str, Any]:
    """A finding in words."""
    label, mark = OUTCOMES["open" if one.is_open else "explained"]
    return {
        "found": one,
        "kind": KINDS[one.finding.kind],
        "label": label,
        "mark": mark,
        "sum": sum_of(one),
        "others": [key for key in one.finding.statements if key != DRAFT],
    }


def shown(statement: Statement) -> dict[str, Any]:
    """A statement in words: the number with its comparator, what of whom, as of when."""
    group = POPULATIONS.get(statement.population)
    whom = Text(group.uk.many, group.en[1]) if group else Text(statement.population, statement.population)
    return {
        "statement": statement,
        "amount": amount_text(statement.value, value_high=statement.value_high, comparator=statement.comparator),
        "whom": whom,
        "what": WHAT[statement.what],
        "as_of": date_text(statement.as_of, precision=statement.as_of_precision),
        "channel": CHANNEL[statement.channel],
        "scope": SCOPE[statement.scope],
        "status": STATEMENT_STATUS[statement.status],
        "mark": {"retracted": "late", "uncorrected_copy": "late", "corrected": "done"}.get(statement.status, ""),
    }
