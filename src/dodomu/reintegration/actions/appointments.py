"""Appointments, and the exception from the time to adapt that two people can give to one of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access import actions as access
from dodomu.access.models import Conflict, User
from dodomu.access.policy import Act, Subject, may
from dodomu.access.vault import seal
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.reintegration.actions import locks
from dodomu.reintegration.models import Appointment, Case, Override, adaptation
from dodomu.reintegration.models.vocabulary import APPOINTED, MATTERS, REASONS
from dodomu.reintegration.queries.meanwhile import meanwhile, said_meanwhile
from dodomu.reintegration.states import APPOINTMENT, OVERRIDE
from dodomu.text import Text

LONGEST = timedelta(hours=12)


def _check(matter: str, starts_at: datetime, ends_at: datetime) -> None:
    if matter not in APPOINTED:
        raise Refused(_("Виберіть значення зі списку."), "matter")
    if ends_at <= starts_at:
        raise Refused(_("Кінець має бути пізніше за початок."), "ends_at")
    if ends_at - starts_at > LONGEST:
        raise Refused(_("Зустріч задовга: не більше 12 годин."), "ends_at")


def _check_apart(
    case: Case, *, starts_at: datetime, ends_at: datetime, are_both_meant: bool, but: Appointment | None = None
) -> dict[str, list[int]]:
    """Warns (code `meanwhile`) of another appointment at that time; where both are meant, names it for the ledger."""
    others = meanwhile(case, starts_at=starts_at, ends_at=ends_at, but=but)
    if others and not are_both_meant:
        found = said_meanwhile(others)
        raise Refused(
            Text(
                f"{found.uk} Виберіть інший час або позначте, що потрібні обидві.",
                f"{found.en} Choose another time, or say that both are meant.",
            ),
            "starts_at",
            code="meanwhile",
        )
    return {"meanwhile": [other.pk for other in others]} if others else {}


def _record(act: str, case: Case, *, by: User | None, now: datetime, **detail: int | str | list[int]) -> None:
    ledger.record(act, by=by, now=now, kind="person", key=case.person_id, detail={"case": case.pk, **detail})


@transaction.atomic
def plan_appointment(
    case: Case,
    matter: str,
    *,
    starts_at: datetime,
    ends_at: datetime,
    by: User | None,
    now: datetime,
    place: str = "",
    who: str = "",
    is_wanted: bool = False,
    are_both_meant: bool = False,
) -> Appointment:
    """Makes an appointment; Refused (code `adaptation`) where it would lie inside the time to adapt.

    Beside another one at the same time it is made only where somebody says that both are meant.
    """
    _check(matter, starts_at, ends_at)
    case = locks.hold_supported(case)
    if starts_at < now:
        raise Refused(_("Цей час уже минув."), "starts_at")
    adaptation.require(
        MATTERS[matter].rule,
        case.protection,
        starts_at=starts_at,
        ends_at=ends_at,
        is_wanted=is_wanted,
        field="starts_at",
    )
    others = _check_apart(case, starts_at=starts_at, ends_at=ends_at, are_both_meant=are_both_meant)
    one = Appointment.objects.create(
        case=case,
        matter=matter,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place.strip()[:120],
        who=who.strip()[:120],
        is_wanted=is_wanted,
        planned_by=by,
        planned_at=now,
    )
    _record("plan_appointment", case, by=by, now=now, appointment=one.pk, matter=matter, **others)
    return one


@transaction.atomic
def move_appointment(
    appointment: Appointment,
    *,
    starts_at: datetime,
    ends_at: datetime,
    by: User | None,
    now: datetime,
    are_both_meant: bool = False,
) -> Appointment:
    """Moves an appointment. An exception holds for the time it was given for, and not for another."""
    _check(appointment.matter, starts_at, ends_at)
    case = locks.hold_supported(appointment.case_id)
    if starts_at < now:
        raise Refused(_("Цей час уже минув."), "starts_at")
    leave = appointment.leave
    keeps_leave = leave is not None and (leave.starts_at, leave.ends_at) == (starts_at, ends_at)
    adaptation.require(
        MATTERS[appointment.matter].rule,
        case.protection,
        starts_at=starts_at,
        ends_at=ends_at,
        is_wanted=appointment.is_wanted,
        has_leave=keeps_leave,
        field="starts_at",
    )
    times = {"starts_at": starts_at, "ends_at": ends_at}
    others = _check_apart(case, **times, are_both_meant=are_both_meant, but=appointment)
    locks.move(
        appointment,
        APPOINTMENT,
        "move",
        **times,
        leave=leave if keeps_leave else None,
    )
    _record("move_appointment", case, by=by, now=now, appointment=appointment.pk, **others)
    return appointment


@transaction.atomic
def finish_appointment(appointment: Appointment, *, by: User, now: datetime) -> Appointment:
    """Records that an appointment took place; that can be said only once it has begun."""
    case = locks.hold(appointment.case_id)
    if now < appointment.starts_at:
        raise Refused(_("Цей час ще не настав."))
    locks.move(appointment, APPOINTMENT, "finish")
    _record("finish_appointment", case, by=by, now=now, appointment=appointment.pk)
    return appointment


@transaction.atomic
def cancel_appointment(appointment: Appointment, *, by: User, now: datetime) -> Appointment:
    """Takes an appointment off."""
    case = locks.hold(appointment.case_id)
    locks.move(appointment, APPOINTMENT, "cancel")
    _record("cancel_appointment", case, by=by, now=now, appointment=appointment.pk)
    return appointment


@transaction.atomic
def ask_override(
    case: Case,
    matter: str,
    *,
    starts_at: datetime,
    ends_at: datetime,
    reason_kind: str,
    reason: str,
    approver: User,
    by: User,
    now: datetime,
    place: str = "",
    appointment: Appointment | None = None,
    are_both_meant: bool = False,
) -> Override:
    """Asks another person to let one appointment lie inside the time to adapt (or move there).

    The reason is the person's own wish, in words, or a named medical reason. Whoever is asked may see the person
    until they have decided.
    """
    _check(matter, starts_at, ends_at)
    case = locks.hold_supported(case)
    if appointment is not None and (appointment.case_id != case.pk or appointment.matter != matter):
        raise Refused(_("Ця зустріч належить до іншої справи."), "appointment")
    window = case.protection
    if not adaptation.refusal(MATTERS[matter].rule, window, starts_at=starts_at, ends_at=ends_at):
        raise Refused(_("На цей час виняток не потрібен: призначте зустріч звичайним способом."), "starts_at")
    if starts_at < now:
        raise Refused(_("Цей час уже минув."), "starts_at")
    if reason_kind not in REASONS:
        raise Refused(_("Виберіть значення зі списку."), "reason_kind")
    reason = locks.words(reason, field="reason")
    _check_approver(approver, case=case, by=by)
    times = {"starts_at": starts_at, "ends_at": ends_at}
    others = _check_apart(case, **times, are_both_meant=are_both_meant, but=appointment)
    one = Override.objects.create(
        case=case,
        matter=matter,
        **times,
        place=place.strip()[:120],
        reason_kind=reason_kind,
        reason=seal(reason, owner=locks.owner(case), place="override.reason"),
        appointment=appointment,
        asked_by=by,
        asked_at=now,
        approver=approver,
    )
    access.assign([approver], kind="person", keys=[case.person_id], why=f"override:{one.pk}", now=now)
    _record("ask_override", case, by=by, now=now, override=one.pk, matter=matter, reason=reason_kind, **others)
    return one


def _check_approver(approver: User, *, case: Case, by: User) -> None:
    if approver.pk == by.pk:
        raise Refused(_("Дозволити має інша людина, не та, що просить."), "approver", code="same_person")
    if not approver.is_active or not may(approver, Act.OVERRIDE_ADAPTATION):
        raise Refused(_("Ця людина не може дозволити виняток. Виберіть іншу."), "approver")
    if Conflict.objects.filter(user=approver, person=case.person_id).exists():
        raise Refused(_("Ця людина не може дозволити виняток. Виберіть іншу."), "approver")


@transaction.atomic
def approve_override(override: Override, *, by: User, now: datetime) -> Appointment:
    """Another person allows the exception, and the one appointment it was asked for is made or moved."""
    case = locks.hold_supported(override.case_id)
    if override.asked_by_id == by.pk:
        raise Refused(_("Дозволити має інша людина, не та, що просить."), code="same_person")
    about = Subject(person=case.person_id, unit_path=case.unit.path if case.unit else "")
    if not may(by, Act.OVERRIDE_ADAPTATION, about):
        raise Refused(_("Ви не можете дозволити цей виняток."), code="right")
    if override.starts_at < now:
        raise Refused(_("Час, для якого просили виняток, уже минув. Відмовте й попросіть знову."))
    locks.move(override, OVERRIDE, "approve", decided_by=by, decided_at=now)
    if override.appointment is not None:
        one = locks.move(
            override.appointment,
            APPOINTMENT,
            "move",
            starts_at=override.starts_at,
            ends_at=override.ends_at,
            leave=override,
        )
    else:
        one = Appointment.objects.create(
            case=case,
            matter=override.matter,
            starts_at=override.starts_at,
            ends_at=override.ends_at,
            place=override.place,
            is_wanted=override.reason_kind == "wish",
            leave=override,
            planned_by=override.asked_by,
            planned_at=now,
        )
    access.end_assignment(why=f"override:{override.pk}", now=now)
    _record("approve_override", case, by=by, now=now, override=override.pk, appointment=one.pk)
    return one


@transaction.atomic
def refuse_override(override: Override, *, by: User, now: datetime) -> Override:
    """Refuses an exception (another person) or takes the request back (the one who asked)."""
    case = locks.hold(override.case_id)
    act = "withdraw" if override.asked_by_id == by.pk else "refuse"
    locks.move(override, OVERRIDE, act, decided_by=by, decided_at=now)
    access.end_assignment(why=f"override:{override.pk}", now=now)
    _record(f"{act}_override", case, by=by, now=now, override=override.pk)
    return override
