"""What comes next: the talk in which the person is informed, and the decision in the person's own words."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.vault import seal
from dodomu.clock import day
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.reintegration.actions import locks
from dodomu.reintegration.actions.moments import check_moment, require_past
from dodomu.reintegration.actions.tasks import finish_task
from dodomu.reintegration.models import Case, Decision, Informed, Order, Task
from dodomu.reintegration.models.leaflets import LEAFLETS
from dodomu.reintegration.models.vocabulary import INFORMED_ABOUT, OPTIONS, article_117_is_flagged


@transaction.atomic
def inform(
    case: Case, *, about: Collection[str], on: date, leaflet: str, by: User, now: datetime, told_by: str = ""
) -> Informed:
    """Records a talk about service, training or discharge, with the version of the leaflet that was given.

    The text of every version is kept (`LEAFLETS`); one that did not exist on that day cannot have been given. Once
    the person has been told about all three, the task to do so is done.
    """
    if not about or not set(about) <= set(INFORMED_ABOUT):
        raise Refused(_("Позначте, про що розповіли."), "about")
    if leaflet not in LEAFLETS:
        raise Refused(_("Виберіть версію пам’ятки, яку отримала людина."), "leaflet")
    told_by = locks.words(told_by, field="told_by", most=160, is_needed=False)
    case = locks.hold_supported(case)
    check_moment(case, "talk", on=on, now=now)
    if on < LEAFLETS[leaflet].since:
        raise Refused(_("Того дня цієї версії пам’ятки ще не було."), "leaflet")
    talk = Informed.objects.create(
        case=case,
        on=on,
        about_service="service" in about,
        about_training="training" in about,
        about_discharge="discharge" in about,
        leaflet=leaflet,
        told_by=told_by,
        by=by,
        at=now,
    )
    ledger.record(
        "inform", by=by, now=now, kind="person", key=case.person_id, detail={"case": case.pk, "talk": talk.pk}
    )
    if not not_informed_about(case, on=day(now)):
        for task in Task.objects.filter(case=case, kind="options_talk", state="open"):
            finish_task(task, by=by, now=now)
    return talk


def not_informed_about(case: Case, *, on: date) -> list[str]:
    """What the person has not been told about by a day."""
    told: set[str] = set()
    for talk in Informed.objects.filter(case=case, on__lte=on):
        told |= {code for code in INFORMED_ABOUT if getattr(talk, f"about_{code}")}
    return [code for code in INFORMED_ABOUT if code not in told]


@transaction.atomic
def decide(
    case: Case, option: str, *, words: str, on: date, by: User, now: datetime, article_117_seen_by: str = ""
) -> Decision:
    """Records what the person decided, in their own words. Deciding anew adds a row; what was said before stays.

    Refused before the person was told about service, training and discharge, and inside the time to adapt. Where
    Article 117 of the Third Geneva Convention may bar the choice, a named lawyer or commander must have seen the
    warning; the record decides nothing.
    """
    if option not in OPTIONS:
        raise Refused(_("Виберіть значення зі списку."), "option")
    words = locks.words(words, field="words", most=4000)
    case = locks.hold_supported(case)
    check_moment(case, "decision", on=on, now=now)
    if not_informed_about(case, on=on):
        raise Refused(
            _("Спершу розкажіть людині про службу, навчання і звільнення та запишіть цю розмову."), code="not_informed"
        )
    seen_by = article_117_seen_by.strip()[:160]
    if article_117_is_flagged(case.return_basis, option) and len(seen_by) < 5:
        raise Refused(
            _(
                "Стаття 117 Третьої Женевської конвенції може забороняти таку службу. Впишіть ім’я і посаду юриста або "
                "командира, який ознайомився з цим застереженням."
            ),
            "article_117_seen_by",
            code="article_117",
        )
    decision = Decision.objects.create(
        case=case,
        option=option,
        words=seal(words, owner=locks.owner(case), place="decision.words"),
        decided_on=on,
        article_117_seen_by=seen_by,
        by=by,
        at=now,
    )
    detail = {"case": case.pk, "decision": decision.pk, "article_117": bool(seen_by)}
    ledger.record("decide", by=by, now=now, kind="person", key=case.person_id, detail=detail)
    return decision


@transaction.atomic
def record_order(case: Case, *, number: str, on: date, by: User, now: datetime) -> Order:
    """Records the commander's order that carries out the standing decision: number and date.

    An order follows a decision, never the other way round; a mistaken entry is mended by recording it again.
    """
    number = locks.words(number, field="number", most=40, least=1)
    case = locks.hold_supported(case)
    decision = Decision.objects.filter(case=case).order_by("-pk").first()
    if decision is None:
        raise Refused(_("Спершу запишіть рішення людини про подальший шлях."))
    require_past(on, now=now)
    if on < decision.decided_on:
        raise Refused(_("Наказ не може бути старший за рішення людини."), "on")
    if decision.option == "undecided":
        raise Refused(_("Людина ще не вирішила: виконувати нічого."))
    order = Order.objects.create(case=case, decision=decision, number=number, on=on, by=by, at=now)
    detail = {"case": case.pk, "decision": decision.pk, "order": order.pk}
    ledger.record("record_order", by=by, now=now, kind="person", key=case.person_id, detail=detail)
    return order
