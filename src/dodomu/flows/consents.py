"""The person takes over from the family: answers about relatives go into the case and into the room of the families.

Each function is one transaction: what a relative may be told is never one thing here and another there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from dodomu.access.models import User
from dodomu.families import actions as families
from dodomu.families.models import Relative
from dodomu.families.queries import relatives_of
from dodomu.ledger import actions as ledger
from dodomu.reintegration import actions as reintegration
from dodomu.reintegration.models import Case
from dodomu.reintegration.queries import consents

SAID = {"": "nothing", "news": "news", "contact": "contact", "details": "all"}
"""What the person allows, in the words of the families' room."""
KNOWN = {said: level for level, said in SAID.items()}


def asked_about(case: Case) -> list[Relative]:
    """The relatives about whom the person is asked: all who are known and were not refused or taken off."""
    return list(relatives_of(case.person_id, with_proofs=False).exclude(state__in=("refused", "withdrawn")))


def known_levels(case: Case) -> dict[int, str]:
    """What is known already, for confirmation: the person's own answer, else what was chosen for the family."""
    answers = consents.answers_of(case)
    asked = {key for recipient, key, _purpose in answers if recipient == "relative"}
    return {
        one.pk: consents.level_now(answers, one.pk) if one.pk in asked else KNOWN[one.may_be_told]
        for one in asked_about(case)
    }


@transaction.atomic
@ledger.together()
def hand_over(case: Case, levels: Mapping[int, str], *, by: User, now: datetime, is_wanted: bool = False) -> None:
    """Records the moment, and the person's answer about every relative; from now on these answers hold."""
    relatives = asked_about(case)
    reintegration.hand_over_choices(
        case, levels, relatives=[one.pk for one in relatives], by=by, now=now, is_wanted=is_wanted
    )
    answers = consents.answers_of(case)
    told = {one: SAID[consents.level_now(answers, one.pk)] for one in relatives}
    families.take_over(case.person, told, by=by, now=now)


@transaction.atomic
@ledger.together()
def answer_about(
    case: Case, relative: Relative, level: str, *, on: date, by: User, now: datetime, is_wanted: bool = False
) -> None:
    """Records how much one relative may be told; after the hand-over the families' room follows at once."""
    reintegration.answer_level(case, relative.pk, level, on=on, by=by, now=now, is_wanted=is_wanted)
    if consents.hand_over_of(case) is not None:
        reached = consents.level_now(consents.answers_of(case), relative.pk)
        families.take_answer(relative, SAID[reached], by=by, now=now)
