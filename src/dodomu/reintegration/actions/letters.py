"""Letters are made, words are written by hand, a service changes its letterhead."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.vault import seal, seal_bytes
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.letters.cases import written
from dodomu.letters.kinds import KINDS
from dodomu.letters.pdf import as_pdf
from dodomu.reintegration.actions import locks
from dodomu.reintegration.models import Case, Document, Letter, LetterBatch, Letterhead, WordByHand
from dodomu.reintegration.queries import letters as asked
from dodomu.reintegration.queries.letter_batches import WRITABLE
from dodomu.units.models import Unit


@transaction.atomic
def keep_words(case: Case, words: Mapping[str, str], *, by: User, now: datetime) -> int:
    """Keeps words of a person's name, rank and post as somebody wrote them; an empty one is forgotten.

    Returns how many stand. The words are sealed, and the ledger names which were written, not what they say.
    """
    case = locks.hold_supported(case)
    changed = []
    known = asked.words_by_hand(case.person_id)
    for word, text in sorted(words.items()):
        if word not in (*asked.WORDS, asked.POST):
            raise Refused(_("Такого слова в листах немає."), code="word")
        text = locks.words(written(text), field=word.replace(".", "_"), most=200, is_needed=False)
        if text == known.get(word, ""):
            continue
        changed.append(word)
        if not text:
            WordByHand.objects.filter(person=case.person_id, word=word).delete()
            continue
        kept = seal(text, owner=locks.owner(case), place=asked.WORD)
        WordByHand.objects.update_or_create(
            person_id=case.person_id, word=word, defaults={"text": kept, "written_by": by, "written_at": now}
        )
    if changed:
        _record("letter_words", case, by=by, now=now, words=len(changed))
    return WordByHand.objects.filter(person=case.person_id).count()


def _record(act: str, case: Case, *, by: User | None, now: datetime, **detail: Any) -> None:
    ledger.record(act, by=by, now=now, kind="person", key=case.person_id, detail={"case": case.pk, **detail})


@transaction.atomic
def write_letter(
    document: Document,
    *,
    by: User,
    now: datetime,
    dated_on: date,
    addressee: str = "",
    number: str = "",
    batch: LetterBatch | None = None,
) -> Letter:
    """Makes the letter that asks an office for a document. Without a number by hand it takes the next of the year."""
    case = locks.hold_supported(document.case_id)
    document.refresh_from_db()
    if document.kind not in KINDS:
        raise Refused(_("Для цього документа листа немає."))
    if document.state not in WRITABLE:
        raise Refused(_("Цей документ уже отримано або він не потрібний: лист ні до чого."), code="state")
    addressee = locks.words(addressee, field="addressee", most=300, is_needed=False)
    number = locks.words(number, field="number", most=40, is_needed=False, least=1)
    head = asked.letterhead_for(asked.unit_of(case), asked.letterheads())
    running = None if number or head is None else _next_running(head, year=dated_on.year)
    if running is not None and head is not None:
        number = f"{head.index}-{running}" if head.index else str(running)
    made = asked.sheet(
        document.kind,
        asked.about(case),
        head=head,
        executor=case.officer or by,
        addressee=addressee,
        number=number,
        dated_on=dated_on,
    )
    content = json.dumps(made.as_kept(), ensure_ascii=False)
    body = as_pdf([made], title=made.subject, at=now)
    letter = Letter.objects.create(
        case=case,
        document=document,
        unit=head.unit if head else None,
        year=dated_on.year,
        running=running,
        number=number,
        dated_on=dated_on,
        content=seal(content, owner=locks.owner(case), place=asked.CONTENT),
        pdf=seal_bytes(body, owner=locks.owner(case), place=asked.PDF),
        batch=batch,
        made_by=by,
        made_at=now,
    )
    _record("write_letter", case, by=by, now=now, document=document.pk, letter=letter.pk)
    return letter


def _next_running(head: Letterhead, *, year: int) -> int:
    """The next number of outgoing mail of a unit in a year; two at once wait for each other."""
    Unit.objects.select_for_update().get(pk=head.unit_id)
    last = Letter.objects.filter(unit=head.unit_id, year=year).aggregate(last=Max("running"))["last"]
    return int(last or 0) + 1


@transaction.atomic
def open_letters(letters: Sequence[Letter], *, by: User, now: datetime) -> None:
    """Somebody opens letters: each goes into the ledger, at its person, before it is shown."""
    ledger.record_many(
        [("open_letter", "person", one.case.person_id, {"case": one.case_id, "letter": one.pk}) for one in letters],
        by=by,
        now=now,
    )


@transaction.atomic
def set_letterhead(
    unit: Unit,
    *,
    names: str,
    signer_post: str,
    signer_name: str,
    by: User | None,
    now: datetime,
    address: str = "",
    contacts: str = "",
    code: str = "",
    index: str = "",
) -> Letterhead:
    """Gives a unit, and all below it without one of their own, another letterhead; letters made before keep theirs."""
    lines = [written(line) for line in names.splitlines() if line.strip()]
    if not 1 <= len(lines) <= 6:
        raise Refused(_("Від одного до шести рядків: від вищого органу до підрозділу."), "names")
    if code and (len(code) != 8 or not code.isdigit()):
        raise Refused(_("Код ЄДРПОУ має вісім цифр."), "code")
    texts = {"address": (address, 200), "contacts": (contacts, 200), "index": (index, 20)}
    made = Letterhead.objects.create(
        unit=unit,
        names=locks.words("\n".join(lines), field="names", most=600),
        signer_post=locks.words(written(signer_post), field="signer_post", most=200),
        signer_name=locks.words(written(signer_name), field="signer_name", most=120),
        code=code,
        made_by=by,
        made_at=now,
        **{
            name: locks.words(written(text), field=name, most=most, is_needed=False)
            for name, (text, most) in texts.items()
        },
    )
    ledger.record("set_letterhead", by=by, now=now, kind="unit", key=unit.pk, detail={"letterhead": made.pk})
    return made
