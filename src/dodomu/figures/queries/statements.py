"""Statements of others: the list, and the chain of who repeats whom."""

from __future__ import annotations

from django.db.models import QuerySet

from dodomu.access.policy import Act, Reader, visible
from dodomu.errors import NotVisible
from dodomu.figures.models import Statement


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
