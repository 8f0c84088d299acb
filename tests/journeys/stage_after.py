"""People of the stage who are further on: decided, ordered, in their follow-up year."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from dodomu.access.models import User
from dodomu.flows.consents import asked_about, hand_over
from dodomu.reintegration import actions as support
from dodomu.reintegration.models import Case, Contact


def follow(users: dict[str, User], keys: dict[str, Any], *, now: datetime) -> None:
    """Somebody whose year has begun, with one contact held and one missed."""
    officer = users["suprovid"]
    led = Case.objects.filter(officer=officer, state="open", protected_until__lt=now - timedelta(days=12))
    case = led.exclude(pk=keys["case"]).order_by("pk")[0]
    told: dict[str, Any] = {"by": officer, "now": now - timedelta(days=11)}
    on = (now - timedelta(days=11)).date()
    support.inform(case, about=["service", "training", "discharge"], on=on, leaflet="2024-05", **told)
    support.decide(case, "discharge", words="Хочу додому, до дітей.", on=on, **told)
    begun = now - timedelta(days=10)
    support.record_order(case, number="117-ос", on=now.date(), by=officer, now=now)
    support.begin_follow_up(case, by=officer, now=begun)
    first, second = Contact.objects.filter(follow_up__case=case).order_by("due_on")[:2]
    given: dict[str, Any] = {"by": officer, "now": begun + timedelta(days=3)}
    support.hold_contact(first, way="phone", on=first.due_on, outcome="Спить погано, сам не просить нічого", **given)
    mother = asked_about(case)[0]
    levels = {one.pk: "contact" for one in asked_about(case)}
    if not case.hand_overs.exists():
        hand_over(case, levels, by=officer, now=now)
    before = now - timedelta(days=2)
    support.answer_consent(case, "command", "meet", "given", on=before.date(), by=officer, now=before)
    meeting, past = (
        support.plan_meeting(
            led_by="генерал Б. Коваль (вигаданий)",
            starts_at=when,
            ends_at=when + timedelta(hours=1),
            place="зала 1",
            by=officer,
            now=now - timedelta(days=2),
        )
        for when in (now + timedelta(days=2), now - timedelta(days=1))
    )
    support.invite(meeting, case, by=officer, now=now)
    told = support.invite(past, case, by=officer, now=now - timedelta(days=2))
    keys |= {"meeting": meeting.pk, "past_meeting": past.pk, "invitation": told.pk}
    keys["own_relative"] = mother.pk
    keys |= {"followed": case.person.now.number, "contact": second.pk, "leaflet": "2024-05"}
