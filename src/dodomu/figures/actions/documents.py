"""Texts of others: taken in by hand, by paste, by file or feed, read for their numbers, and kept as versions."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dodomu.access import vault
from dodomu.access.models import User
from dodomu.claims import claims_in
from dodomu.claims.claim import Claim
from dodomu.clock import day
from dodomu.errors import Refused
from dodomu.figures.actions.requests import reopen_returned
from dodomu.figures.models import Document, DocumentVersion, Mention, Outlet, Statement
from dodomu.figures.queries.wrong import READS
from dodomu.ledger import actions as ledger

READER = "claims-1"
"""The reader of texts; another number when it reads otherwise, so that old mentions tell who found them."""
LONGEST = 100_000
"""Characters of one text: a long interview has a third of them."""
TOO_LONG = gettext_lazy("Текст задовгий: до 100 000 знаків. Залиште лише саму статтю.")


@dataclass(frozen=True, slots=True)
class Intake:
    """A text as it comes in: where and when it was published, in which language, and its words where there are any."""

    outlet: str
    url: str
    language: str
    published_on: date
    title: str = ""
    text: str = ""
    came_by: str = "hand"


FIELDS = ("outlet", "url", "language", "published_on")
"""What a program says of a document; `title` and `text` may be left out."""


def intake_of(said: Any, *, came_by: str) -> Intake:
    """A text as a program writes it down; ValueError where anything is missing or of another make.

    >>> intake_of({"outlet": "A", "url": "https://a.example", "language": "en", "published_on": "2024-07-25"},
    ...           came_by="file").published_on
    datetime.date(2024, 7, 25)
    """
    if not isinstance(said, dict):
        raise ValueError(said)
    given: dict[str, Any] = {name: said.get(name) for name in FIELDS}
    given |= {name: said.get(name, "") for name in ("title", "text")}
    if not all(isinstance(value, str) for value in given.values()):
        raise ValueError(given)
    given["published_on"] = date.fromisoformat(given["published_on"])
    return Intake(**given, came_by=came_by)


def document_at(
    url: str, *, outlet: Outlet, language: str, published_on: date, by: User | None, now: datetime, title: str = "",
    precision: str = "day", came_by: str = "hand",
) -> Document:  # fmt: skip
    """The document of an outlet at an address in a language; noted where it was not known."""
    document, _is_new = Document.objects.get_or_create(
        url=url[:500],
        language=language,
        outlet=outlet,
        defaults={
            "title": title.strip()[:300],
            "published_on": published_on,
            "published_precision": precision,
            "came_by": came_by,
            "noted_by": by,
            "noted_at": now,
        },
    )
    return document


def give_documents(statements: QuerySet[Statement], *, now: datetime) -> None:
    """Gives loaded statements the documents they stand in: an outlet, an address, a language."""
    rows = list(statements.filter(document=None).order_by("stated_on", "pk"))
    first = {(row.source_url, row.language, row.outlet_id): row for row in reversed(rows)}
    Document.objects.bulk_create(
        [
            Document(
                url=url,
                language=language,
                outlet_id=outlet,
                published_on=row.stated_on,
                published_precision=row.stated_precision,
                came_by="record",
                noted_at=now,
            )
            for (url, language, outlet), row in first.items()
        ],
        batch_size=200,
        ignore_conflicts=True,
    )
    known = {
        (url, language, outlet): pk
        for pk, url, language, outlet in Document.objects.filter(
            outlet__in={row.outlet_id for row in rows}
        ).values_list("pk", "url", "language", "outlet")
    }
    for row in rows:
        row.document_id = known[row.source_url, row.language, row.outlet_id]
    Statement.objects.bulk_update(rows, ["document"], batch_size=200)


def refuse_bad(intake: Intake, *, now: datetime) -> None:
    """Refuses a text whose outlet, address, language or day cannot be."""
    if not intake.outlet.strip():
        raise Refused(_("Назвіть видання."), "outlet")
    if not intake.url.strip().startswith(("https://", "http://")) or len(intake.url) > 500:
        raise Refused(_("Вкажіть адресу сторінки, що починається з https://"), "url")
    if not 2 <= len(intake.language) <= 3:
        raise Refused(_("Виберіть мову зі списку."), "language")
    if intake.published_on > day(now):
        raise Refused(_("Ця дата ще не настала."), "published_on")
    for name in ("outlet", "url", "title", "language", "text"):
        if not _is_plain(getattr(intake, name)):
            raise Refused(_("Тут є знаки, яких не має жоден текст: вилучіть їх."), name)
    refuse_long(intake.text)


def _is_plain(text: str) -> bool:
    """Whether a text is made of signs that can be kept: no NUL, no halves of signs, as programs may send them."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def refuse_long(text: str) -> None:
    """Refuses a text that is longer than any article."""
    if len(text) > LONGEST:
        raise Refused(TOO_LONG, "text")


def read_numbers(text: str, *, language: str, seen_on: date) -> list[Claim]:
    """The numbers that a text gives; none of a text in a language that the program does not read."""
    if language not in READS:
        return []
    spoken: Literal["uk", "en"] = "uk" if language == "uk" else "en"
    return [each for each in claims_in(text, language=spoken, published=seen_on) if each.low <= 2_000_000_000]


def fingerprint(text: str) -> str:
    """The hash of the words of a text: blanks and the make of its letters do not make another version.

    >>> fingerprint("755  людей") == fingerprint(" 755 людей\\n")
    True
    """
    return hashlib.sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).hexdigest()


@transaction.atomic
def take_in(intake: Intake, *, by: User | None, now: datetime, keeps_text: bool = False) -> tuple[Document, bool]:
    """Notes a document with the text it has now; the second answer is whether anything of it was new.

    The same text again adds nothing, so a feed or a file may be taken in as often as one likes. What the text says
    is only found here: it counts when a person confirms it.
    """
    refuse_bad(intake, now=now)
    outlet, _is_new = Outlet.objects.get_or_create(name=intake.outlet.strip()[:120])
    url = intake.url.strip()
    was_there = Document.objects.filter(url=url, language=intake.language, outlet=outlet).exists()
    document = document_at(
        url,
        outlet=outlet,
        language=intake.language,
        published_on=intake.published_on,
        title=intake.title,
        came_by=intake.came_by,
        by=by,
        now=now,
    )
    is_new = not was_there
    if is_new:
        ledger.record("take_in_document", by=by, now=now, kind="document", key=document.pk)
    if intake.text.strip():
        document = Document.objects.select_for_update().get(pk=document.pk)  # the same text twice at once is once
        last = document.versions.order_by("-number").first()
        if last is None or last.sha256 != fingerprint(intake.text):
            seen_on = day(now) if was_there else intake.published_on
            version = add_version(document, intake.text, seen_on=seen_on, keeps_text=keeps_text, by=by, now=now)
            reopen_returned(version, by=by, now=now)
            is_new = True
    return document, is_new


@transaction.atomic
def add_version(
    document: Document,
    text: str,
    *,
    seen_on: date,
    by: User | None,
    now: datetime,
    keeps_text: bool = False,
    rejected: Collection[int] = (),
    is_read_by_person: bool = False,
) -> DocumentVersion:
    """Keeps the text of a document as it was seen on a day, with the numbers found in it.

    `rejected` are the places of numbers that a person said do not mean what they seem to. Unless the text is kept, the
    words around its numbers are all that stays.
    """
    refuse_long(text)
    if not text.strip():
        raise Refused(_("Вставте текст сторінки."), "text")
    document = Document.objects.select_for_update().get(pk=document.pk)
    last = document.versions.order_by("-number").first()
    first_day = last.seen_on if last else document.published_on
    if last is not None and last.sha256 == fingerprint(text):
        raise Refused(_("Текст той самий, що й у версії %(number)s.") % {"number": last.number}, "text", code="same")
    # Where the clock was moved, the record may hold pages of a later day; with the right clock it never does.
    if not first_day <= seen_on <= max(day(now), first_day):
        raise Refused(
            _("Цю версію могли бачити не раніше за попередню (%(day)s) і не пізніше за сьогодні.")
            % {"day": first_day.strftime("%d.%m.%Y")},
            "seen_on",
        )
    return keep_version(
        document,
        text,
        seen_on=seen_on,
        keeps_text=keeps_text,
        rejected=rejected,
        is_read_by_person=is_read_by_person,
        by=by,
        now=now,
    )


def keep_version(
    document: Document,
    text: str,
    *,
    seen_on: date,
    by: User | None,
    now: datetime,
    keeps_text: bool,
    rejected: Collection[int] = (),
    is_read_by_person: bool = False,
) -> DocumentVersion:
    """Writes down a version and the numbers found in it."""
    version = DocumentVersion.objects.create(
        document=document,
        number=document.versions.count() + 1,
        sha256=fingerprint(text),
        text=vault.seal(text, owner=f"document:{document.pk}", place="document.text") if keeps_text else "",
        length=len(text),
        seen_on=seen_on,
        reader=READER,
        is_read_by_person=is_read_by_person,
        read_by=by,
        read_at=now,
    )
    claims = read_numbers(text, language=document.language, seen_on=seen_on)
    Mention.objects.bulk_create([_mention(version, one, one.start in rejected, by=by, now=now) for one in claims])
    detail = {"version": version.number, "mentions": len(claims)}
    ledger.record("read_document", by=by, now=now, kind="document", key=document.pk, detail=detail)
    return version


def _mention(version: DocumentVersion, one: Claim, is_rejected: bool, *, by: User | None, now: datetime) -> Mention:
    return Mention(
        version=version,
        start=one.start,
        span=one.span[:300],
        value=one.low,
        value_high=one.value_high,
        comparator=one.comparator,
        what=one.what,
        population=one.population[:60],
        side=one.side,
        as_of=(one.date or "")[:24],
        scope=one.scope,
        status=one.status,
        speaker=(one.speaker or "")[:160],
        state="rejected" if is_rejected else "found",
        confirmed_by=by if is_rejected else None,
        confirmed_at=now if is_rejected else None,
    )
