"""The papers that prove a right: which are here, which are missing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.reference.entitlements.words import PAPERS
from dodomu.reintegration.actions import locks
from dodomu.reintegration.models import Issue, Proof

MOST = 20


@transaction.atomic
def set_proof(issue: Issue, paper: str, *, is_here: bool, by: User, now: datetime, note: str = "") -> Proof:
    """Records that a paper for a question is here, or is not. Another paper (`other`) is told by its note."""
    if paper not in PAPERS:
        raise Refused(_("Виберіть значення зі списку."), "paper")
    note = locks.words(note, field="note", most=120, is_needed=paper == "other")
    case = locks.hold_supported(issue.case_id)
    proof = Proof.objects.filter(issue=issue, paper=paper, note=note).first()
    if proof is None:
        if Proof.objects.filter(issue=issue).count() >= MOST:
            raise Refused(_("Документів уже забагато: не більше %(most)s.") % {"most": MOST}, "note")
        proof = Proof(issue=issue, paper=paper, note=note)
    proof.is_here, proof.by, proof.at = is_here, by, now
    proof.save()
    detail = {"case": case.pk, "issue": issue.pk}
    act = "proof_here" if is_here else "proof_missing"
    ledger.record(act, by=by, now=now, kind="person", key=case.person_id, detail=detail)
    return proof
