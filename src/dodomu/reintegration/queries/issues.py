"""One question of social protection: its papers, what came of it, and the words for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dodomu.reference.entitlements.words import PAPERS
from dodomu.reintegration.models import Case, Document, Issue, Proof
from dodomu.reintegration.models.vocabulary import ISSUES
from dodomu.reintegration.queries.entitlements import rule_of
from dodomu.reintegration.queries.record import opened
from dodomu.text import Text

HERE = ("received", "handed_over")


@dataclass(frozen=True, slots=True)
class Needed:
    """A paper of the evidence pack. `from_checklist`: the checklist of documents says that it is here."""

    paper: str
    label: Text
    note: str
    is_here: bool
    from_checklist: bool


def title_of(issue: Issue) -> Text:
    """What a question is called: by its rule, or by its kind."""
    return rule_of(issue.entitlement).title if issue.entitlement else ISSUES[issue.kind].label


def basis_of(issue: Issue) -> Text | str:
    """On what a question rests: the source of its rule, or what an officer wrote; nothing is said of others."""
    return rule_of(issue.entitlement).source if issue.entitlement else issue.basis or NO_BASIS


NO_BASIS = Text("правила немає, підставу ще не внесено", "no rule, and no basis entered yet")


def papers_of(issue: Issue, case: Case) -> list[Needed]:
    """The evidence pack: what the rule asks for, then what was added by hand.

    A paper that stands on the checklist of documents is here once that document was received or handed over.
    """
    wanted = rule_of(issue.entitlement).papers if issue.entitlement else ()
    proofs = {(one.paper, one.note): one for one in Proof.objects.filter(issue=issue).order_by("pk")}
    restored = set(Document.objects.filter(case=case, state__in=HERE).values_list("kind", flat=True))
    keys = [*((paper, "") for paper in wanted), *(key for key in proofs if key[0] not in wanted or key[1])]
    return [_needed(paper, note, proofs.get((paper, note)), restored) for paper, note in keys]


def _needed(paper: str, note: str, proof: Proof | None, restored: Iterable[str]) -> Needed:
    known = PAPERS[paper]
    by_checklist = bool(known.document) and known.document in restored and not note
    return Needed(paper, known.label, note, by_checklist or (proof is not None and proof.is_here), by_checklist)


def missing(papers: Iterable[Needed]) -> list[Needed]:
    """The papers that are still to be got."""
    return [one for one in papers if not one.is_here]


def outcome_of(issue: Issue, case: Case) -> str:
    """What was decided, in the words of whoever recorded it."""
    return opened(issue.outcome, case=case, place="issue.outcome") or ""


def paid_of(issue: Issue, case: Case) -> int | None:
    """The sum that was paid, in hryvnias."""
    kept = opened(issue.paid, case=case, place="issue.paid")
    return int(kept) if kept else None
