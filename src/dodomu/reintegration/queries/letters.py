"""What a letter about a person would say, the letters that were made, and the words that were written by hand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from dodomu.access.models import User
from dodomu.access.vault import Sealed, unseal_all, unseal_bytes, unseal_many
from dodomu.errors import NotVisible
from dodomu.letters.addressed import PARTS, Addressed, addressed
from dodomu.letters.cases import OBLIQUE
from dodomu.letters.kinds import KINDS, paragraphs
from dodomu.letters.letter import Head, from_kept, long_date
from dodomu.letters.letter import Letter as Sheet
from dodomu.people.models import PersonNow
from dodomu.reintegration.models import Case, Letter, Letterhead, WordByHand
from dodomu.units.models import Unit

WORD = "letter.word"
CONTENT = "letter.content"
PDF = "letter.pdf"
POST = "post.nominative"
WORDS = tuple(f"{part}.{case.value}" for part in PARTS for case in OBLIQUE)
"""Every word that can be written by hand, beside the post itself."""
NO_HEAD = Head(names=("Служба супроводу",))


@dataclass(frozen=True, slots=True)
class About:
    """The person of a letter: the words, and what of the record letters may tell."""

    who: Addressed
    born: str
    unit: str
    returned: str


def words_by_hand(person: int) -> dict[str, str]:
    """The words that were written by hand for a person; none where their key was destroyed."""
    rows = list(WordByHand.objects.filter(person=person).order_by("word"))
    try:
        texts = unseal_many([row.text for row in rows], owner=f"person:{person}", place=WORD)
    except Sealed:
        return {}
    return {row.word: text for row, text in zip(rows, texts, strict=True)}


def about(case: Case, words: dict[str, str] | None = None) -> About:
    """The person of a case as letters name them; `words` in place of those kept, for a preview."""
    person = PersonNow.objects.select_related("unit", "unit_at_capture").get(person=case.person_id)
    return about_person(person, words_by_hand(case.person_id) if words is None else words)


def about_person(person: PersonNow, words: dict[str, str]) -> About:
    """The same from the record and the words by hand."""
    unit = person.unit or person.unit_at_capture
    is_back = person.status_group == "returned" and person.status_since and person.status_precision == "day"
    is_born_known = person.birth_on and person.birth_precision == "day"
    return About(
        addressed(
            person.surname,
            person.given,
            person.patronymic,
            sex=person.sex,
            rank=person.rank,
            post=words.get(POST, ""),
            by_hand=words,
        ),
        born=f"{person.birth_on:%d.%m.%Y}" if is_born_known else "",
        unit=unit.name_uk if unit else "",
        returned=long_date(person.status_since) if is_back and person.status_since else "",
    )


def letterheads() -> dict[int, Letterhead]:
    """The newest letterhead of every unit that has one, by the key of the unit."""
    return {row.unit_id: row for row in Letterhead.objects.select_related("unit").order_by("pk")}


def letterhead_for(path: str, known: dict[int, Letterhead]) -> Letterhead | None:
    """The letterhead for somebody of a unit: of the nearest unit above that has one.

    >>> letterhead_for("/1/5/", {}) is None
    True
    """
    keys = [int(part) for part in path.split("/") if part]
    return next((known[key] for key in reversed(keys) if key in known), None)


def sheet(
    kind: str,
    found: About,
    *,
    head: Letterhead | None,
    executor: User | None,
    addressee: str = "",
    number: str = "",
    dated_on: date | None = None,
) -> Sheet:
    """The letter for a kind of document about a person, as it would stand on paper."""
    return Sheet(
        head=_head(head),
        addressee=addressee or KINDS[kind].addressee,
        subject=KINDS[kind].subject,
        paragraphs=paragraphs(kind, found.who, born=found.born, unit=found.unit, returned=found.returned),
        number=number,
        dated=long_date(dated_on) if dated_on else "",
        executor=f"Виконавець: {executor.shown_name('uk')}" if executor else "",
    )


def _head(row: Letterhead | None) -> Head:
    if row is None:
        return NO_HEAD
    names = tuple(line for line in row.names.splitlines() if line.strip())
    return Head(names, row.address, row.contacts, row.code, row.signer_post, row.signer_name)


def unit_of(case: Case) -> str:
    """The path of the unit whose letterhead a case uses."""
    return case.unit.path if case.unit else ""


def letters_of(case: Case) -> list[Letter]:
    """The letters made about a case, the newest first."""
    rows = Letter.objects.filter(case=case).select_related("document", "made_by")
    return list(rows.defer("content", "pdf").order_by("-pk"))


def get_letter(case: Case, key: int) -> Letter:
    """A letter of the case; a letter of another case is not there."""
    found = Letter.objects.filter(case=case, pk=key).select_related("case", "document").first()
    if found is None:
        raise NotVisible
    return found


def sheets_of(letters: list[Letter]) -> list[Sheet]:
    """The letters as they were made; one whose key was destroyed is left out."""
    opened = unseal_all([(one.content, f"person:{one.case.person_id}", CONTENT) for one in letters])
    return [from_kept(json.loads(text)) for text in opened if text]


def pdfs_of(letters: list[Letter]) -> list[tuple[Letter, bytes]]:
    """The sheets as they were made, each with its letter; one whose key was destroyed is left out."""
    opened = unseal_bytes([(one.pdf, f"person:{one.case.person_id}", PDF) for one in letters])
    return [(one, body) for one, body in zip(letters, opened, strict=True) if body is not None]


def services_with_heads() -> list[tuple[Unit, Letterhead | None]]:
    """Every unit without a closing day that has a letterhead or is a service, with its letterhead."""
    known = letterheads()
    rows = Unit.objects.filter(valid_to=None).order_by("path")
    return [(unit, known.get(unit.pk)) for unit in rows if unit.parent_id is None or unit.pk in known]
