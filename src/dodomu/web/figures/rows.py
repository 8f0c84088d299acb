"""Statements and contradictions in the words of the press office, for tables and pages."""

from __future__ import annotations

import re
from typing import Any

from dodomu.claims.populations import POPULATIONS
from dodomu.claims.replay import Finding
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
#: What should hold, and how people write that it does not.
BROKEN = {"<=": ">", ">": "≤", "=": "≠"}
RELATION = re.compile("<=|>|=")
DAY = re.compile(r"(20\d\d)(\d\d)(\d\d)")


def sum_of(finding: Finding) -> str:
    """The arithmetic of a finding with the sign that is true of it; empty where no sum says it.

    The same number with the opposite meaning is equal indeed. Days are compared as numbers and shown as days.

    >>> from datetime import date
    >>> sum_of(Finding("monotone", (), "20241019<=20241018", date(2024, 10, 18), Text("", "")))
    '19.10.2024 > 18.10.2024'
    """
    text = finding.arithmetic
    sign = RELATION.search(text)
    if sign is None:
        return text
    left, right = text[: sign.start()], text[sign.end() :]
    if DAY.fullmatch(left) and DAY.fullmatch(right):
        left, right = (DAY.sub(r"\3.\2.\1", each) for each in (left, right))
    shown = "=" if finding.kind == "wrong_meaning" else BROKEN[sign.group()]
    return f"{left.replace('+', ' + ')} {shown} {right.replace('+', ' + ')}"


def finding_row(one: Found) -> dict[str, Any]:
    """A finding in words."""
    label, mark = OUTCOMES["open" if one.is_open else "explained"]
    return {
        "found": one,
        "kind": KINDS[one.finding.kind],
        "label": label,
        "mark": mark,
        "sum": sum_of(one.finding),
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
