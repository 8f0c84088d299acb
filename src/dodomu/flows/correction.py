"""An article becomes a correction: a text is checked against what we said, and a correction reaches all who quoted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Literal

from django.db import transaction

from dodomu.access.models import User
from dodomu.claims import claims_in
from dodomu.claims.claim import Claim, Published
from dodomu.claims.populations import is_inside, population_code
from dodomu.claims.statements import published_from
from dodomu.claims.verdict import Verdict, judge
from dodomu.figures import actions
from dodomu.figures.models import Correction, Document, DocumentVersion, Mention, Request, Statement
from dodomu.figures.queries.public import KnownWrong, known_wrong, published
from dodomu.figures.queries.quotations import corrections_reaching
from dodomu.reference.statements import read_statements


@cache
def _stated_by_others() -> tuple[Published, ...]:
    """What officials said in public of those who are back; numbers of people held are told by nobody here."""
    return tuple(each for each in published_from(read_statements()) if each.what != "in_captivity")


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim of a text with its verdict, and the correction that it should have read."""

    number: int
    claim: Claim
    verdict: Verdict
    correction: Correction | None

    @property
    def differs(self) -> bool:
        """Whether the text says something else than we did."""
        return self.verdict.kind in ("opposite_meaning", "other_number", "other_group", "corrected_since") or (
            self.correction is not None and self.verdict.kind != "agrees"
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; `claims` are the numbers of the claims that stand in it."""

    text: str
    claims: tuple[Judged, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text cut into pieces, and its claims in their order."""

    pieces: list[Piece]
    judged: list[Judged]


def check_text(
    text: str,
    *,
    smallest: int,
    now: datetime,
    lang: Literal["uk", "en"] | None = None,
    published_on: date | None = None,
) -> CheckedText:
    """Finds the claims in a text and judges each against public figures and sentences known to be wrong.

    Nothing is written and nothing of the text is kept: it belongs to whoever pasted it. Where no figure of ours
    answers, the statements of officials do.
    """
    ours, wrong = published(smallest=smallest, now=now), known_wrong(now=now)
    judged = []
    for number, claim in enumerate(claims_in(text, language=lang or "auto", published=published_on), start=1):
        verdict = judge(claim, ours, said_on=published_on)
        if verdict.kind == "unknown" and verdict.against is None:
            verdict = judge(claim, _stated_by_others(), said_on=published_on)
        found = None if claim.status == "retracted" or verdict.kind == "agrees" else _correction_for(claim, wrong)
        judged.append(Judged(number, claim, verdict, found))
    return CheckedText(_cut(text, judged), judged)


def _correction_for(claim: Claim, wrong: list[KnownWrong]) -> Correction | None:
    """The correction of exactly this mistake: the same number, said to mean the same of the same people."""
    said = population_code(claim.population)
    for one in wrong:
        is_same = (one.value, one.what) == (claim.low, claim.what)
        if is_same and (is_inside(one.population, said) or is_inside(said, one.population)):
            return one.correction
    return None


def _cut(text: str, judged: list[Judged]) -> list[Piece]:
    """The text in pieces, marked where a claim stands; claims that overlap share one piece."""
    pieces: list[Piece] = []
    at = 0
    spans: list[tuple[int, int, list[Judged]]] = []
    marks = [(start, end, one) for one in judged for start, end in one.claim.places]
    for start, end, one in sorted(marks, key=lambda mark: (mark[0], mark[2].number)):
        if spans and start < spans[-1][1]:
            first, last, together = spans[-1]
            spans[-1] = (first, max(last, end), [*together, one])
        else:
            spans.append((start, end, [one]))
    for start, end, together in spans:
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], tuple(together)))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return pieces


@transaction.atomic
def issue(correction: Correction, *, by: User, now: datetime) -> Correction:
    """Issues a correction with its second signature, and opens a request for every document that quoted the mistake.

    From this transaction on the wrong figure stands marked in public, and nobody who quoted it is forgotten.
    """
    correction = actions.sign_correction(correction, by=by, now=now)
    if correction.kind == "correction":
        actions.open_requests(correction, by=by, now=now)
    return correction


@transaction.atomic
def confirm(mention: Mention, *, repeats: Sequence[Statement], by: User, now: datetime) -> Mention:
    """A person confirms what a text says and whom it repeats; what was corrected there already reaches it at once."""
    actions.wait_for_signatures()
    mention = actions.confirm(mention, repeats=repeats, by=by, now=now)
    if mention.statement is not None:
        _reach(mention.statement, by=by, now=now)
    return mention


@dataclass(frozen=True, slots=True)
class Again:
    """A text read once more: its new version, the requests that it closed, and those that it opened again."""

    version: DocumentVersion
    closed: list[Request]
    returned: list[Request]


@transaction.atomic
def read_again(
    document: Document,
    text: str,
    *,
    seen_on: date,
    by: User,
    now: datetime,
    keeps_text: bool = False,
    rejected: Collection[int] = (),
    is_read_by_person: bool = False,
) -> Again:
    """A person reads a text once more: it becomes a version, and closes each request that it answers.

    Where a text that had been mended says the mistake again, its request is open again.
    """
    version = actions.add_version(
        document,
        text,
        seen_on=seen_on,
        keeps_text=keeps_text,
        rejected=rejected,
        is_read_by_person=is_read_by_person,
        by=by,
        now=now,
    )
    returned = actions.reopen_returned(version, by=by, now=now)
    return Again(version, actions.close_mended(version, by=by, now=now), returned)


@transaction.atomic
def note_quote(statement: Statement, quote: actions.Quote, *, by: User, now: datetime) -> Statement:
    """Notes one more document that quotes a statement; if that was corrected already, its request opens at once."""
    actions.wait_for_signatures()
    noted = actions.note_quote(statement, quote, by=by, now=now)
    _reach(noted, by=by, now=now)
    return noted


def _reach(statement: Statement, *, by: User, now: datetime) -> None:
    for correction in corrections_reaching(statement):
        actions.open_requests(correction, by=by, now=now)
