"""Facilities and who is in them: admission, which starts the time to adapt, transfer, and leaving."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dodomu.access import actions as access
from dodomu.access.models import Conflict, Membership, User
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.reintegration.actions import locks
from dodomu.reintegration.actions.templates import after_admission
from dodomu.reintegration.models import Appointment, Case, Document, Facility, Stay, Step, Task
from dodomu.reintegration.models.adaptation import due_after, refusal, window_from
from dodomu.reintegration.models.vocabulary import MATTERS
from dodomu.reintegration.queries.places import facilities


@transaction.atomic
def admit(case: Case, *, facility: Facility, at: datetime, by: User | None, now: datetime) -> Stay:
    """A facility takes the person in. The first admission of a case starts the time to adapt.

    However early an admission is dated, that time begins no earlier than the verified arrival.
    Appointments that would now lie inside it are put off and come back as a task to plan them anew; tasks that need
    the person are due a day after it. The medical officers of the facility may see the person while the stay lasts.
    """
    case = locks.hold_supported(case)
    if case.stays.filter(left_at=None).exists():
        raise Refused(_("Людина вже в закладі. Щоб перевести її до іншого, скористайтеся переведенням."), "facility")
    _check_instant(at, case=case, now=now)
    stay = _take_place(case, facility, at=at, by=by, now=now)
    if case.admitted_at is None:
        # dated back before the arrival was verified, an admission would end the person's time before it began
        begins_at = max(at, case.opened_at or at)
        window = window_from(begins_at, hours=settings.ADAPTATION_HOURS)
        case.admitted_at, case.protected_from, case.protected_until = at, window.begins_at, window.ends_at
        case.save(update_fields=["admitted_at", "protected_from", "protected_until"])
        clear_window(case, now=now)
        after_admission(case, now=now)
    ledger.record(
        "admit",
        by=by,
        now=now,
        kind="person",
        key=case.person_id,
        detail={"case": case.pk, "stay": stay.pk, "facility": facility.pk},
    )
    return stay


def _check_instant(at: datetime, *, case: Case, now: datetime) -> None:
    if at > now:
        raise Refused(_("Цей час ще не настав."), "at")
    last = case.stays.filter(is_error=False).order_by("-admitted_at").first()
    if last and at < (last.left_at or last.admitted_at):
        raise Refused(_("Людина тоді ще була в іншому закладі."), "at")


def _take_place(case: Case, facility: Facility, *, at: datetime, by: User | None, now: datetime) -> Stay:
    facility = Facility.objects.select_for_update().get(pk=facility.pk)
    if facility.closed_on is not None:
        raise Refused(_("Цей заклад закрито.") + " " + _way_on(facility), "facility", code="closed")
    if facility.stays.filter(left_at=None).count() >= facility.places:
        raise Refused(_("У цьому закладі немає вільних місць.") + " " + _way_on(facility), "facility", code="full")
    stay = Stay.objects.create(case=case, facility=facility, admitted_at=at, admitted_by=by)
    barred = set(Conflict.objects.filter(person=case.person_id).values_list("user", flat=True))
    carers = [user for user in _medical_officers(facility, case) if user.pk not in barred]
    access.assign(carers, kind="person", keys=[case.person_id], why=f"stay:{stay.pk}", now=now)
    return stay


def _way_on(full: Facility) -> str:
    language = get_language() or "uk"
    others = [one for one in facilities() if one.free > 0 and one.pk != full.pk][:3]
    if not others:
        return _("Вільних місць зараз немає ніде: зверніться до керівника.")
    return _("Вільні місця є тут: %(names)s.") % {"names": ", ".join(f"«{one.name(language)}»" for one in others)}


def _medical_officers(facility: Facility, case: Case) -> list[User]:
    """The medical officers whose unit covers the facility (without a unit of its own: the unit of the person)."""
    path = facility.unit.path if facility.unit else (case.unit.path if case.unit else "")
    held = Membership.objects.filter(role="medical", until_at=None, user__is_active=True).select_related("unit", "user")
    return [one.user for one in held if one.unit is None or path.startswith(one.unit.path)]


def clear_window(case: Case, *, now: datetime) -> None:
    """Takes out of the protected time what may not lie there, and gives what needs the person a due time after it."""
    window = case.protection
    if window is None:
        return
    put_off = 0
    for one in Appointment.objects.filter(case__person=case.person_id, state="planned"):
        rule = MATTERS[one.matter].rule
        if refusal(
            rule,
            window,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            is_wanted=one.is_wanted,
            has_leave=one.leave_id is not None,
        ):
            Appointment.objects.filter(pk=one.pk, state="planned").update(state="put_off")
            put_off += 1
    if put_off:
        due_at = max(window.ends_at, now)
        Task.objects.create(case=case, kind="replan", due_at=due_at, made_at=now)
    for rows in (
        Task.objects.filter(case=case, state="open"),
        Document.objects.filter(case=case, state__in=("needed", "applied", "received", "blocked")),
        Step.objects.filter(plan__case=case, state="open"),
    ):
        late = due_after(window.begins_at, needs_person=True, window=window)
        rows.filter(needs_person=True, due_at__lt=window.ends_at).update(due_at=late)


@transaction.atomic
def transfer(case: Case, *, facility: Facility, at: datetime, by: User, now: datetime) -> Stay:
    """Moves the person to another facility; the time to adapt runs on."""
    case = locks.hold_supported(case)
    stay = _open_stay(case)
    if stay.facility_id == facility.pk:
        raise Refused(_("Людина вже в цьому закладі."), "facility")
    _end(stay, at=at, now=now)
    new = _take_place(case, facility, at=at, by=by, now=now)
    ledger.record(
        "transfer",
        by=by,
        now=now,
        kind="person",
        key=case.person_id,
        detail={"case": case.pk, "stay": new.pk, "facility": facility.pk, "from": stay.facility_id},
    )
    return new


@transaction.atomic
def leave(case: Case, *, at: datetime, by: User, now: datetime) -> Stay:
    """The person leaves the facility; the time to adapt, if it still runs, runs on wherever they are."""
    case = locks.hold(case)
    stay = _end(_open_stay(case), at=at, now=now)
    ledger.record(
        "leave_facility", by=by, now=now, kind="person", key=case.person_id, detail={"case": case.pk, "stay": stay.pk}
    )
    return stay


def _open_stay(case: Case) -> Stay:
    stay = case.stays.filter(left_at=None).select_related("facility").first()
    if stay is None:
        raise Refused(_("Людина зараз не в закладі."), "facility")
    return stay


def _end(stay: Stay, *, at: datetime, now: datetime) -> Stay:
    if at > now:
        raise Refused(_("Цей час ще не настав."), "at")
    if at < stay.admitted_at:
        raise Refused(_("Людину прийнято пізніше за цей час."), "at")
    Stay.objects.filter(pk=stay.pk, left_at=None).update(left_at=at)
    access.end_assignment(why=f"stay:{stay.pk}", now=now)
    stay.refresh_from_db()
    return stay
