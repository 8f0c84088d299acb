"""A psychologist is offered, again and again if the person wishes; a medical commission concludes."""

from __future__ import annotations

import json
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.vault import seal
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.reintegration.actions import locks
from dodomu.reintegration.actions.moments import check_moment
from dodomu.reintegration.models import Case, Conclusion, PsychologistOffer
from dodomu.reintegration.models.care_words import CONCLUSIONS, OFFER_ANSWERS
from dodomu.reintegration.states import CONCLUSION


def _record(act: str, case: Case, *, by: User, now: datetime, **ids: int) -> None:
    ledger.record(act, by=by, now=now, kind="person", key=case.person_id, detail={"case": case.pk, **ids})


@transaction.atomic
def offer_psychologist(case: Case, *, answer: str, on: date, by: User, now: datetime) -> PsychologistOffer:
    """Records what the person said to the offer of a psychologist. It is free of the time to adapt, like the care."""
    if answer not in OFFER_ANSWERS:
        raise Refused(_("Виберіть значення зі списку."), "answer")
    case = locks.hold_supported(case)
    check_moment(case, "psychologist", on=on, now=now)
    kept = seal(answer, owner=locks.owner(case), place="psychologist_offer.answer")
    offer = PsychologistOffer.objects.create(case=case, answer=kept, on=on, by=by, at=now)
    _record("offer_psychologist", case, by=by, now=now, offer=offer.pk)
    return offer


@transaction.atomic
def conclude(case: Case, *, kind: str, number: str, on: date, by: User, now: datetime, note: str = "") -> Conclusion:
    """Records the kind, number and day of a medical commission’s conclusion; commissions wait for the time to adapt."""
    if kind not in CONCLUSIONS:
        raise Refused(_("Виберіть значення зі списку."), "kind")
    number = locks.words(number, field="number", most=40, least=1)
    note = locks.words(note, field="note", is_needed=False)
    case = locks.hold_supported(case)
    check_moment(case, "examination", on=on, now=now)
    content = json.dumps({"kind": kind, "number": number, "on": on.isoformat(), "note": note}, ensure_ascii=False)
    kept = seal(content, owner=locks.owner(case), place="conclusion.content")
    conclusion = Conclusion.objects.create(case=case, content=kept, by=by, at=now)
    _record("conclude", case, by=by, now=now, conclusion=conclusion.pk)
    return conclusion


@transaction.atomic
def withdraw_conclusion(conclusion: Conclusion, *, by: User, now: datetime) -> Conclusion:
    """It was recorded by mistake; the row stays and counts for nothing."""
    case = locks.hold_supported(conclusion.case_id)
    locks.move(conclusion, CONCLUSION, "withdraw", ended_at=now, ended_by=by)
    _record("withdraw_conclusion", case, by=by, now=now, conclusion=conclusion.pk)
    return conclusion
