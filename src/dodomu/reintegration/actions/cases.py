"""A case from the signed list to the end of the follow-up year, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access import actions as access
from dodomu.access.models import Conflict, User
from dodomu.access.policy import Act, may
from dodomu.access.vault import seal
from dodomu.errors import Refused, StaleView
from dodomu.ledger import actions as ledger
from dodomu.people.models import Person, PersonNow
from dodomu.reintegration.actions import followup, locks
from dodomu.reintegration.actions.team import end_memberships_of, end_teams
from dodomu.reintegration.actions.templates import prepare
from dodomu.reintegration.models import Appointment, Case, Charge, Consent, HandOver, Override, Stay
from dodomu.reintegration.models.adaptation import window_from
from dodomu.reintegration.models.checklists import category_by
from dodomu.reintegration.models.vocabulary import RETURN_BASES
from dodomu.reintegration.states import APPOINTMENT, CASE, SUPPORTED

REOPENED = "case.reopened_because"
NOTE = "charge.note"


def _cases(people: Sequence[Person], occasion: str) -> dict[int, Case]:
    found = Case.objects.select_for_update().filter(occasion=occasion, person__in=[person.pk for person in people])
    return {case.person_id: case for case in found.order_by("pk")}


def _in_order(people: Sequence[Person], occasion: str) -> list[Case]:
    cases = {
        case.person_id: case
        for case in Case.objects.filter(occasion=occasion, person__in=[person.pk for person in people])
    }
    return [cases[person.pk] for person in dict.fromkeys(people) if person.pk in cases]


def _make_missing(people: Sequence[Person], *, occasion: str, now: datetime) -> list[Case]:
    """Makes a case for everybody who has none; of two who do so at once the second finds the first one's."""
    known = _cases(people, occasion)
    missing = [person.pk for person in dict.fromkeys(people) if person.pk not in known]
    about = PersonNow.objects.in_bulk(missing)
    Case.objects.bulk_create(
        [
            Case(
                person_id=pk,
                occasion=occasion,
                state=CASE.start,
                unit_id=(about[pk].unit_id or about[pk].unit_at_capture_id) if pk in about else None,
                category=category_by(
                    about[pk].rank if pk in about else "", is_military=pk in about and bool(about[pk].unit_path)
                ),
                expected_at=now,
            )
            for pk in missing
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
    made = _cases(people, occasion)
    return [made[pk] for pk in missing]


def _record(act: str, cases: Iterable[Case], *, by: User | None, now: datetime, **detail: Any) -> None:
    ledger.record_many([(act, "person", case.person_id, {"case": case.pk, **detail}) for case in cases], by=by, now=now)


@transaction.atomic
def expect_cases(people: Sequence[Person], *, occasion: str, by: User | None, now: datetime) -> list[Case]:
    """A list was signed: a case waits for each of its people. Never two for one person and event; again is harmless."""
    made = _make_missing(people, occasion=occasion, now=now)
    back = [case for case in _cases(people, occasion).values() if case.state == "withdrawn"]
    Case.objects.filter(pk__in=[case.pk for case in back], state__in=CASE.sources("expect")).update(
        state="expected", expected_at=now, ended_at=None, reason=""
    )
    _record("expect_case", [*made, *back], by=by, now=now)
    return _in_order(people, occasion)


@transaction.atomic
def open_cases(people: Sequence[Person], *, occasion: str, by: User | None, now: datetime) -> list[Case]:
    """An arrival was verified: the case opens with its first needs and its checklist of documents.

    From this moment the person's time is protected; the admission sets when it ends. A case that was withdrawn opens
    again as it was, with its tasks and its officer. What is open already stays as it is.
    """
    _make_missing(people, occasion=occasion, now=now)
    closed = [case for case in _cases(people, occasion).values() if case.state in CASE.sources("open")]
    window = window_from(now, hours=settings.ADAPTATION_HOURS)
    Case.objects.filter(pk__in=[case.pk for case in closed], state__in=CASE.sources("open")).update(
        state="open",
        opened_at=now,
        protected_from=window.begins_at,
        protected_until=window.ends_at,
        ended_at=None,
        reason="",
    )
    opened = list(Case.objects.filter(pk__in=[case.pk for case in closed]).order_by("pk"))
    prepare(opened, now=now)
    for case in opened:
        if case.officer is not None:
            _let_in(case, case.officer, now=now)
    _record("open_case", opened, by=by, now=now)
    return _in_order(people, occasion)


@transaction.atomic
def withdraw_cases(
    people: Sequence[Person], *, occasion: str, reason: str, by: User | None, now: datetime
) -> list[Case]:
    """The return was not one after all: cases are kept as withdrawn, appointments are off, places become free."""
    standing = [case for case in _cases(people, occasion).values() if case.state != "withdrawn"]
    keys = [case.pk for case in standing]
    Case.objects.filter(pk__in=keys, state__in=CASE.sources("withdraw")).update(
        state="withdrawn",
        ended_at=now,
        reason=reason.strip()[:300],
        admitted_at=None,
        protected_from=None,
        protected_until=None,
    )
    for stay in Stay.objects.filter(case__in=keys, left_at=None):
        Stay.objects.filter(pk=stay.pk).update(left_at=max(now, stay.admitted_at), is_error=True)
        access.end_assignment(why=f"stay:{stay.pk}", now=now)
    Appointment.objects.filter(case__in=keys, state__in=APPOINTMENT.sources("cancel")).update(state="cancelled")
    for asked in Override.objects.filter(case__in=keys, state="asked"):
        Override.objects.filter(pk=asked.pk, state="asked").update(state="withdrawn", decided_by=by, decided_at=now)
        access.end_assignment(why=f"override:{asked.pk}", now=now)
    for answers in (HandOver, Consent):
        answers.objects.filter(case__in=keys, withdrawn_at=None).update(withdrawn_at=now)
    for case in standing:
        followup.end_year(case, now=now)
    for key in keys:
        access.end_assignment(why=f"case:{key}", now=now)
    end_teams(keys, now=now)
    _record("withdraw_case", standing, by=by, now=now)
    return _in_order(people, occasion)


@transaction.atomic
def accept_case(case: Case, *, by: User, now: datetime) -> Case:
    """An officer takes a case that nobody has yet."""
    return _give(locks.hold_supported(case), by, only_if_free=True, by=by, now=now)


@transaction.atomic
def assign_officer(case: Case, officer: User, *, by: User | None, now: datetime, note: str = "") -> Case:
    """Gives the case to an officer; whoever had it before loses sight of the person.

    `note` is what the new officer should know; it is sealed and stays with the time in which he or she leads the case.
    """
    note = locks.words(note, field="note", is_needed=False)
    return _give(locks.hold_supported(case), officer, only_if_free=False, by=by, now=now, note=note)


def _give(case: Case, officer: User, *, only_if_free: bool, by: User | None, now: datetime, note: str = "") -> Case:
    if case.officer_id == officer.pk:
        return case
    if not officer.is_active or not may(officer, Act.WORK_CASE):
        raise Refused(_("Справу веде офіцер соціального супроводу. Виберіть іншого."), "officer")
    if Conflict.objects.filter(user=officer, person=case.person_id).exists():
        raise Refused(_("Цей офіцер не може вести цю справу. Виберіть іншого."), "officer")
    before = case.officer
    if before is not None and only_if_free:
        raise StaleView(_("Цю справу вже прийняв інший офіцер."), theirs=before.name, yours=officer.name)
    if before is not None:
        access.end_assignment(why=f"case:{case.pk}", now=now, users=[before])
    case.officer = officer
    case.save(update_fields=["officer"])
    _let_in(case, officer, now=now)
    _charge(case, officer, by=by, now=now, note=note)
    detail = {"officer": officer.pk, "before": before.pk if before else None}
    _record("assign_officer", [case], by=by, now=now, **detail)
    return case


def _charge(case: Case, officer: User, *, by: User | None, now: datetime, note: str) -> None:
    """From now on this officer answers for the case; until now another did, or nobody."""
    end_charges([case.pk], now=now)
    kept = seal(note, owner=locks.owner(case), place=NOTE) if note else ""
    Charge.objects.create(case=case, officer=officer, from_at=now, note=kept, given_by=by)


def end_charges(cases: Sequence[int], *, now: datetime) -> None:
    """Nobody answers for these cases any more."""
    for one in Charge.objects.filter(case__in=cases, until_at=None):
        Charge.objects.filter(pk=one.pk).update(until_at=max(now, one.from_at))


def _let_in(case: Case, officer: User, *, now: datetime) -> None:
    access.assign([officer], kind="person", keys=[case.person_id], why=f"case:{case.pk}", now=now)


@transaction.atomic
def set_return_basis(case: Case, basis: str, *, by: User, now: datetime) -> Case:
    """Records on what basis the person returned; Article 117 of GC III is asked of it."""
    if basis not in RETURN_BASES:
        raise Refused(_("Виберіть значення зі списку."), "return_basis")
    case = locks.hold_supported(case)
    case.return_basis = basis
    case.save(update_fields=["return_basis"])
    _record("set_return_basis", [case], by=by, now=now, basis=basis)
    return case


@transaction.atomic
def begin_follow_up(case: Case, *, by: User, now: datetime) -> Case:
    """The person goes back to a unit or home: a year of care by specialists begins. A decision comes first."""
    case = locks.hold_supported(case)
    if not case.decisions.exists():
        raise Refused(_("Спершу запишіть рішення людини про подальший шлях."))
    locks.move(case, CASE, "follow_up")
    followup.begin_year(case, by=by, now=now)
    _record("begin_follow_up", [case], by=by, now=now)
    return case


@transaction.atomic
def close_case(case: Case, *, reason: str, by: User, now: datetime) -> Case:
    """The support ends; the record of it stays."""
    reason = locks.words(reason, field="reason", most=300)
    case = locks.move(locks.hold(case), CASE, "close", ended_at=now, reason=reason)
    followup.end_year(case, now=now)
    access.end_assignment(why=f"case:{case.pk}", now=now)
    end_teams([case.pk], now=now)
    _record("close_case", [case], by=by, now=now)
    return case


@transaction.atomic
def reopen_case(case: Case, *, reason: str, by: User, now: datetime) -> Case:
    """The person needs support again. Of a closed case whoever opens it again becomes the officer: theirs is the duty.

    A case in its follow-up year keeps its officer. The reason is sealed: it speaks of the person.
    """
    reason = locks.words(reason, field="reason", most=300)
    held = locks.hold(case)
    was_closed = held.state == "closed"
    if was_closed and Case.objects.filter(person=held.person_id, state__in=("expected", *SUPPORTED)).exists():
        raise Refused(_("Цю людину вже супроводжують у новішій справі."), code="newer")
    kept = seal(reason, owner=locks.owner(held), place=REOPENED)
    case = locks.move(held, CASE, "reopen", ended_at=None, reason="", reopened_at=now, reopened_because=kept)
    followup.end_year(case, now=now)
    _record("reopen_case", [case], by=by, now=now)
    if was_closed:
        case = _give(case, by, only_if_free=False, by=by, now=now)
    if case.officer is not None:
        _let_in(case, case.officer, now=now)
    return case


@transaction.atomic
def release_cases(officer: User, *, by: User | None, now: datetime, person: int | None = None) -> list[Case]:
    """Takes cases from an officer who may lead them no longer: all, or those of one person. Another may take them.

    They leave the care teams too.
    """
    end_memberships_of(officer, now=now, person=person)
    led = Case.objects.select_for_update().filter(officer=officer, state__in=("expected", *SUPPORTED))
    cases = list((led.filter(person=person) if person else led).order_by("pk"))
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(officer=None)
    end_charges([case.pk for case in cases], now=now)
    for case in cases:
        access.end_assignment(why=f"case:{case.pk}", now=now, users=[officer])
    _record("release_case", cases, by=by, now=now, officer=officer.pk)
    return cases
