"""What the program found in a text, confirmed or rejected by a person, and whom the text repeats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.claims.claim import SCOPE_OF
from dodomu.claims.populations import population_code
from dodomu.errors import Refused
from dodomu.figures.models import Citation, Document, Mention, Statement
from dodomu.figures.models.vocabulary import SCOPE, WHAT
from dodomu.ledger import actions as ledger


@transaction.atomic
def reject(mention: Mention, *, by: User, now: datetime) -> Mention:
    """A person says that the text does not mean what the program read."""
    _one_at_a_time(mention)
    return _settle(mention, "rejected", None, by=by, now=now)


@transaction.atomic
def confirm(mention: Mention, *, repeats: Sequence[Statement] = (), by: User, now: datetime) -> Mention:
    """A person says that the text does say so, and whom it repeats: the number becomes a statement of the document.

    What a text takes back or disputes is confirmed as that, and becomes no statement.
    """
    _one_at_a_time(mention)
    statement = None
    if mention.status == "asserted":
        statement = _statement_of(mention, repeats, by=by, now=now)
        quote(statement, repeats, by=by, now=now)
    elif repeats:
        raise Refused(_("Це число текст відкликає, а не повторює."), "repeats")
    return _settle(mention, "confirmed", statement, by=by, now=now)


def _one_at_a_time(mention: Mention) -> None:
    """Whoever says something of a text waits for who did before: twice at once is one statement of the document."""
    Document.objects.select_for_update().get(pk=mention.version.document_id)


def _settle(mention: Mention, state: str, statement: Statement | None, *, by: User, now: datetime) -> Mention:
    if (
        not Mention.objects.filter(pk=mention.pk)
        .exclude(state=state)
        .update(state=state, statement=statement, confirmed_by=by, confirmed_at=now)
    ):
        raise Refused(_("Це вже записано."), code="state")
    mention.refresh_from_db()
    detail = {"document": mention.version.document_id, "state": state}
    ledger.record("settle_mention", by=by, now=now, kind="mention", key=mention.pk, detail=detail)
    return mention


def quote(statement: Statement, repeats: Iterable[Statement], *, by: User | None, now: datetime) -> None:
    """Notes that a statement repeats others; twice is once."""
    for source in repeats:
        if source.pk == statement.pk:
            raise Refused(_("Текст не цитує сам себе."), "repeats")
        Citation.objects.get_or_create(quoting=statement, quoted=source, defaults={"noted_by": by, "noted_at": now})


def _statement_of(mention: Mention, repeats: Sequence[Statement], *, by: User, now: datetime) -> Statement:
    """The statement that a number of a text is: the one that the document has already, or a new one."""
    document = mention.version.document
    whom = "russian_military" if mention.side == "russian" else population_code(mention.population)[:40]
    what = mention.what if mention.what in WHAT else "other"
    known = document.statements.filter(
        value=mention.value, value_high=mention.value_high, what=what, population=whom
    ).first()
    if known is not None:
        return known
    scope = SCOPE_OF[mention.scope]  # type: ignore[index]
    if scope not in SCOPE:
        scope = "cumulative" if what in ("released", "body_repatriated") else "stock"
    as_of, precision = _as_of(mention, repeats)
    number = document.statements.count() + 1
    while Statement.objects.filter(key=f"document-{document.pk}-{number}").exists():
        number += 1
    return Statement.objects.create(
        key=f"document-{document.pk}-{number}",
        outlet_id=document.outlet_id,
        document=document,
        stated_on=mention.version.seen_on if mention.version.number > 1 else document.published_on,
        stated_precision="day" if mention.version.number > 1 else document.published_precision,
        as_of=as_of,
        as_of_precision=precision,
        value=mention.value,
        value_high=mention.value_high,
        comparator=mention.comparator,
        what=what,
        population=whom,
        scope=scope,
        speaker=mention.speaker[:120],
        language=document.language,
        source_url=document.url,
        noted_by=by,
        noted_at=now,
    )


def _as_of(mention: Mention, repeats: Sequence[Statement]) -> tuple[date, str]:
    """The date a number holds for: as the text says, else as what it repeats, else the day of the text."""
    parts = [int(part) for part in mention.as_of.partition("/")[0].split("-") if part.isdigit()]
    if parts:
        precision = ("year", "month", "day")[min(len(parts), 3) - 1]
        try:
            return date(*[*parts, 1, 1][:3]), precision
        except ValueError:
            pass  # a day that no calendar has
    if repeats:
        return repeats[0].as_of, repeats[0].as_of_precision
    return mention.version.document.published_on, mention.version.document.published_precision
