"""The person's consents: given, refused, put off and taken back; and the moment from which they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.clock import day
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.reintegration.actions import locks
from dodomu.reintegration.actions.meetings import excuse_all
from dodomu.reintegration.actions.moments import require_since_return
from dodomu.reintegration.models import Case, Consent, HandOver, adaptation
from dodomu.reintegration.models.consents import LEVELS, RECIPIENTS
from dodomu.reintegration.models.vocabulary import MATTERS
from dodomu.reintegration.queries.consents import answer_now


def _record(act: str, case: Case, *, by: User | None, now: datetime, **detail: int | str) -> None:
    ledger.record(act, by=by, now=now, kind="person", key=case.person_id, detail={"case": case.pk, **detail})


def _check(case: Case, recipient: str, answer: str, *, on: date, is_wanted: bool, now: datetime) -> None:
    """A «no» may be said at any time; to be asked for a «yes» follows the rule of what it is asked for."""
    require_since_return(case, on=on, now=now)
    if answer == "given":
        rule, window = MATTERS[RECIPIENTS[recipient].matter].rule, case.protection
        adaptation.require(rule, window, starts_at=now, is_wanted=is_wanted, field="answer")
        if window is not None and day(window.begins_at) <= on < day(window.ends_at):  # dated back into it
            adaptation.require(rule, window, starts_at=window.begins_at, is_wanted=is_wanted, field="on")


@transaction.atomic
def answer_consent(
    case: Case,
    recipient: str,
    purpose: str,
    answer: str,
    *,
    on: date,
    by: User,
    now: datetime,
    recipient_key: int = 0,
    is_wanted: bool = False,
) -> Consent:
    """Records what the person answered about one purpose and one recipient, on a day.

    Inside the time to adapt a «yes» about somebody close is recorded where the person spoke of it, and a «yes» to
    anybody else is not asked for. Refused where nothing was given that could be taken back.
    """
    if recipient not in RECIPIENTS or purpose not in RECIPIENTS[recipient].purposes:
        raise Refused(_("Виберіть значення зі списку."), "purpose")
    if answer not in ("given", "refused", "later", "withdrawn"):
        raise Refused(_("Виберіть значення зі списку."), "answer")
    if (recipient == "relative") != bool(recipient_key):
        raise Refused(_("Виберіть, про кого йдеться."), "recipient")
    case = locks.hold_supported(case)
    _check(case, recipient, answer, on=on, is_wanted=is_wanted, now=now)
    last = answer_now(case, recipient, purpose, recipient_key=recipient_key)
    if answer == "withdrawn" and (last is None or last.answer != "given"):
        raise Refused(_("Такої згоди людина не давала: відкликати нічого."), "answer")
    if last is not None and on < last.on:
        raise Refused(_("Пізніше людина вже відповіла інакше."), "on")
    row = Consent.objects.create(
        case=case,
        recipient=recipient,
        purpose=purpose,
        recipient_key=recipient_key,
        answer=answer,
        on=on,
        by=by,
        at=now,
    )
    _record("answer_consent", case, by=by, now=now, consent=row.pk, purpose=purpose, answer=answer)
    if (recipient, purpose) == ("command", "meet") and answer != "given":
        excuse_all(case, by=by, now=now)
    return row


@transaction.atomic
def answer_level(case: Case, relative: int, level: str, *, on: date, by: User, now: datetime, is_wanted: bool) -> None:
    """Records how much one relative may be told: a yes up to a level and a no beyond it, or «later» for all of it."""
    if level not in ("", "later", *LEVELS):
        raise Refused(_("Виберіть значення зі списку."), "level")
    case = locks.hold_supported(case)
    reached = LEVELS.index(level) + 1 if level in LEVELS else 0
    for place, purpose in enumerate(LEVELS):
        answer = "later" if level == "later" else "given" if place < reached else "refused"
        last = answer_now(case, "relative", purpose, recipient_key=relative)
        if last is not None and last.answer == "given" and answer == "refused":
            answer = "withdrawn"
        if last is None or not (last.answer == answer or (last.answer == "withdrawn" and answer == "refused")):
            given = {"on": on, "by": by, "now": now, "recipient_key": relative, "is_wanted": is_wanted}
            answer_consent(case, "relative", purpose, answer, **given)  # type: ignore[arg-type]


@transaction.atomic
def hand_over_choices(
    case: Case, levels: Mapping[int, str], *, relatives: Iterable[int], by: User, now: datetime, is_wanted: bool
) -> HandOver:
    """The person takes over from the family: for every relative there is an answer, and from now on these hold.

    Part of `flows.consents.hand_over`, which tells the room of the families.
    """
    case = locks.hold_supported(case)
    if HandOver.objects.filter(case=case, withdrawn_at=None).exists():
        raise Refused(_("Людина вже вирішує сама. Змініть окрему відповідь."), code="state")
    for relative in relatives:
        if relative not in levels:
            raise Refused(_("Спитайте про кожного, кого записано: відповідь може бути й «поки що ні»."))
        answer_level(case, relative, levels[relative], on=day(now), by=by, now=now, is_wanted=is_wanted)
    made = HandOver.objects.create(case=case, by=by, at=now)
    _record("hand_over_choices", case, by=by, now=now)
    return made
