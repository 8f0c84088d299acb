"""Statements that others published: the real ones loaded with their chain of quotations, and quoters noted by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.clock import day
from dodomu.errors import Refused
from dodomu.figures.actions.documents import document_at, give_documents
from dodomu.figures.models import Citation, Outlet, Statement
from dodomu.figures.models.vocabulary import WHAT
from dodomu.ledger import actions as ledger
from dodomu.reference.statements import StatementRow


@transaction.atomic
def load_statements(rows: Sequence[StatementRow], *, now: datetime) -> int:
    """Loads published statements and returns how many were new; what is known already stays as it is.

    Statements name each other by key in any order, so the links are set after all rows are there.
    """
    known = set(Statement.objects.values_list("key", flat=True))
    fresh = [row for row in rows if row.id not in known]
    outlets = _outlets(sorted({row.outlet for row in fresh}))
    Statement.objects.bulk_create([_statement(row, outlets[row.outlet], now=now) for row in fresh], batch_size=200)
    keys = dict(Statement.objects.values_list("key", "pk"))
    give_documents(Statement.objects.filter(key__in=[row.id for row in fresh]), now=now)
    corrected = [Statement(pk=keys[row.id], corrects_id=keys[row.corrects]) for row in fresh if row.corrects]
    Statement.objects.bulk_update(corrected, ["corrects"], batch_size=200)
    Citation.objects.bulk_create(
        [Citation(quoting_id=keys[row.id], quoted_id=keys[row.quotes], noted_at=now) for row in fresh if row.quotes],
        batch_size=200,
    )
    if fresh:
        ledger.record("load_statements", by=None, now=now, kind="statements", detail={"new": len(fresh)})
    return len(fresh)


def _outlets(names: Sequence[str]) -> dict[str, Outlet]:
    Outlet.objects.bulk_create([Outlet(name=name) for name in names], ignore_conflicts=True)
    return {outlet.name: outlet for outlet in Outlet.objects.filter(name__in=names)}


def _statement(row: StatementRow, outlet: Outlet, *, now: datetime) -> Statement:
    return Statement(
        key=row.id,
        outlet=outlet,
        stated_on=row.stated_on.first_day,
        stated_precision=row.stated_on.precision,
        as_of=row.as_of.first_day,
        as_of_precision=row.as_of.precision,
        value=row.value,
        value_high=row.value_high,
        comparator=row.qualifier,
        unit=row.unit,
        what=row.what,
        population=row.population,
        channel=row.channel,
        scope=row.scope,
        speaker=row.speaker,
        speaker_office=row.speaker_office,
        language=row.language,
        source_url=row.source_url,
        status=row.status,
        note=row.note,
        noted_at=now,
    )


@dataclass(frozen=True, slots=True)
class Quote:
    """A text that repeats a statement: where, since when, in which language, and what it makes of the number."""

    outlet: str
    source_url: str
    stated_on: date
    language: str
    what: str
    note: str = ""


@transaction.atomic
def note_quote(statement: Statement, quote: Quote, *, by: User, now: datetime) -> Statement:
    """Notes a document that quotes a statement, so that a correction of it will reach this document too."""
    name, url = quote.outlet.strip(), quote.source_url.strip()
    if not name:
        raise Refused(_("Назвіть видання."), "outlet")
    if not url.startswith(("https://", "http://")):
        raise Refused(_("Вкажіть адресу сторінки, що починається з https://"), "source_url")
    if quote.what not in WHAT:
        raise Refused(_("Виберіть зі списку."), "what")
    if not statement.stated_on <= quote.stated_on <= max(day(now), statement.stated_on):
        raise Refused(_("Текст не міг з’явитися раніше за те, що він цитує, або пізніше за сьогодні."), "stated_on")
    Statement.objects.select_for_update().get(pk=statement.pk)  # the same quoter twice at once is noted once
    if Citation.objects.filter(quoted=statement, quoting__source_url=url).exists():
        raise Refused(_("Цей документ уже записано."), "source_url")
    outlet, _is_new = Outlet.objects.get_or_create(name=name[:120])
    noted = Statement.objects.create(
        key=_free_key(statement.key),
        outlet=outlet,
        stated_on=quote.stated_on,
        as_of=statement.as_of,
        as_of_precision=statement.as_of_precision,
        value=statement.value,
        value_high=statement.value_high,
        comparator=statement.comparator,
        unit=statement.unit,
        what=quote.what,
        population=statement.population,
        channel=statement.channel,
        scope=statement.scope,
        speaker=statement.speaker,
        speaker_office=statement.speaker_office,
        language=quote.language,
        source_url=url[:500],
        document=document_at(url, outlet=outlet, language=quote.language, published_on=quote.stated_on, by=by, now=now),
        note=quote.note.strip(),
        noted_by=by,
        noted_at=now,
    )
    Citation.objects.create(quoting=noted, quoted=statement, noted_by=by, noted_at=now)
    ledger.record("note_quote", by=by, now=now, kind="statement", key=noted.pk, detail={"quotes": statement.pk})
    return noted


def _free_key(key: str) -> str:
    """The next key for a text that quotes another: its own with a number behind it."""
    stem = key[:66]
    number = Statement.objects.filter(key__startswith=f"{stem}-quoted-").count() + 1
    while Statement.objects.filter(key=f"{stem}-quoted-{number}").exists():
        number += 1
    return f"{stem}-quoted-{number}"
