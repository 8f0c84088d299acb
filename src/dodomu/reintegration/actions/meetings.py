"""The commander's meeting: planned, people invited by their own consent, and what they asked for followed up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.policy import memberships
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.reintegration.actions import locks
from dodomu.reintegration.actions.appointments import LONGEST, plan_appointment
from dodomu.reintegration.actions.tasks import add_task
from dodomu.reintegration.models import Appointment, Case, Invitation, Meeting, Wish, adaptation
from dodomu.reintegration.models.vocabulary import MATTERS
from dodomu.reintegration.queries.consents import is_given
from dodomu.reintegration.states import APPOINTMENT, INVITATION, MEETING, SUPPORTED


@transaction.atomic
def plan_meeting(
    *, led_by: str, starts_at: datetime, ends_at: datetime, place: str, by: User, now: datetime
) -> Meeting:
    """Plans a meeting for the units that whoever plans it works for; nobody is invited yet."""
    led_by = locks.words(led_by, field="led_by", most=120)
    place = locks.words(place, field="place", most=120)
    if starts_at < now:
        raise Refused(_("Цей час уже минув."), "starts_at")
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise Refused(_("Зустріч задовга: не більше 12 годин."), "ends_at")
    meeting = Meeting.objects.create(
        led_by=led_by,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        unit=next((one.unit for one in memberships(by) if one.role == "social"), None),
        by=by,
        at=now,
    )
    ledger.record("plan_meeting", by=by, now=now, kind="meeting", key=meeting.pk)
    return meeting


@transaction.atomic
def invite(meeting: Meeting, case: Case, *, by: User, now: datetime, are_both_meant: bool = False) -> Invitation:
    """Invites one person who agreed to meet the command; the hour enters the person's own days.

    Refused (code `consent`) without their consent, and (code `adaptation`) where it would lie inside the time to
    adapt: a meeting is an appointment like another.
    """
    if meeting.state != "planned":
        raise Refused(_("Цю зустріч скасовано."), code="state")
    case = locks.hold_supported(case)
    if not is_given(case, "command", "meet"):
        raise Refused(
            _("Людина не погодилася зустрітися з командуванням. Спершу спитайте її й запишіть відповідь."),
            "case",
            code="consent",
        )
    if meeting.invitations.filter(case=case).exclude(state="excused").exists():
        raise Refused(_("Цю людину вже запрошено."), "case")
    for other in Case.objects.filter(person=case.person_id, state__in=SUPPORTED).exclude(pk=case.pk):
        rule = MATTERS["meeting"].rule
        adaptation.require(rule, other.protection, starts_at=meeting.starts_at, ends_at=meeting.ends_at, field="case")
    appointment = plan_appointment(
        case,
        "meeting",
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        who=meeting.led_by,
        are_both_meant=are_both_meant,
        by=by,
        now=now,
    )
    made = Invitation.objects.create(meeting=meeting, case=case, appointment=appointment, by=by, at=now)
    _record("invite", made, by=by, now=now)
    return made


def _record(act: str, invitation: Invitation, *, by: User, now: datetime, **detail: int) -> None:
    about = {"case": invitation.case_id, "meeting": invitation.meeting_id, **detail}
    ledger.record(act, by=by, now=now, kind="person", key=invitation.case.person_id, detail=about)


@transaction.atomic
def excuse(invitation: Invitation, *, by: User, now: datetime) -> None:
    """The person does not come after all; nobody is asked why, and the hour leaves their days."""
    locks.hold(invitation.case_id)
    locks.move(invitation, INVITATION, "excuse")
    _cancel(invitation)
    _record("excuse_from_meeting", invitation, by=by, now=now)


def _cancel(invitation: Invitation) -> None:
    rows = Appointment.objects.filter(pk=invitation.appointment_id, state__in=APPOINTMENT.sources("cancel"))
    rows.update(state=APPOINTMENT.moves["cancel"].target)


def excuse_all(case: Case, *, by: User, now: datetime) -> None:
    """The consent was taken back: every meeting that lies ahead is off for this person."""
    for one in Invitation.objects.filter(case=case, state="invited", meeting__starts_at__gt=now).select_related("case"):
        excuse(one, by=by, now=now)


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: User, now: datetime) -> Meeting:
    """Takes a meeting off for everybody."""
    locks.move(meeting, MEETING, "cancel")
    for one in meeting.invitations.filter(state="invited").select_related("case"):
        excuse(one, by=by, now=now)
    ledger.record("cancel_meeting", by=by, now=now, kind="meeting", key=meeting.pk)
    return meeting


@transaction.atomic
def record_meeting(
    invitation: Invitation, *, came: bool, wishes: Sequence[str], due_at: datetime | None, by: User, now: datetime
) -> list[Wish]:
    """Records whether the person came, and what they asked for: each wish is a task of their officer, with its term."""
    if now < invitation.meeting.starts_at:
        raise Refused(_("Цей час ще не настав."))
    case = locks.hold_supported(invitation.case_id)
    asked = [locks.words(wish, field="wishes", most=1000) for wish in wishes if wish.strip()]
    if asked and not came:
        raise Refused(_("Хто не прийшов, той нічого не просив."), "wishes")
    if asked and (due_at is None or due_at <= now):
        raise Refused(_("Назвіть строк, до якого буде відповідь."), "due_at")
    locks.move(invitation, INVITATION, "record_came" if came else "record_away")
    act = "finish" if came else "cancel"
    held = Appointment.objects.filter(pk=invitation.appointment_id, state__in=APPOINTMENT.sources(act))
    held.update(state=APPOINTMENT.moves[act].target)
    tasks = [add_task(case, "meeting_wish", due_at=due_at, note=wish, by=by, now=now) for wish in asked if due_at]
    made = [Wish.objects.create(invitation=invitation, task=task) for task in tasks]
    _record("record_meeting", invitation, by=by, now=now, count=len(made))
    return made
