"""The person's answers as they stand: the last one about each purpose and recipient."""

from __future__ import annotations

from django.db.models import QuerySet

from dodomu.reintegration.models import Case, Consent, HandOver
from dodomu.reintegration.models.consents import level_of

Answered = dict[tuple[str, int, str], Consent]


def answer_now(case: Case, recipient: str, purpose: str, *, recipient_key: int = 0) -> Consent | None:
    """The last answer of the person, in this case or an earlier one: who answered once is not asked anew."""
    rows = _rows(case).filter(recipient=recipient, purpose=purpose)
    return rows.filter(recipient_key=recipient_key).order_by("-pk").first()


def _rows(case: Case) -> QuerySet[Consent]:
    """All answers of the person; of a return that was not one, another may have answered, so those do not count."""
    return Consent.objects.filter(case__person=case.person_id, withdrawn_at=None)


def answers_of(case: Case) -> Answered:
    """The last answer by recipient, relative and purpose."""
    rows = _rows(case).select_related("by").order_by("pk")
    return {(one.recipient, one.recipient_key, one.purpose): one for one in rows}


def is_given(case: Case, recipient: str, purpose: str) -> bool:
    """Whether the person allows it today."""
    last = answer_now(case, recipient, purpose)
    return last is not None and last.answer == "given"


def level_now(answers: Answered, relative: int) -> str:
    """The most that one relative may be told by the person's answers; empty where nothing is allowed."""
    found = {
        purpose
        for (recipient, key, purpose), one in answers.items()
        if recipient == "relative" and key == relative and one.answer == "given"
    }
    return level_of(frozenset(found))


def hand_over_of(case: Case) -> HandOver | None:
    """The moment from which the person's own answers hold; None while the family's choices do."""
    return HandOver.objects.filter(case=case, withdrawn_at=None).select_related("by").first()
