"""The year of follow-up: begun with its contacts, each recorded, missed ones passed up, ended with the case."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.vault import seal
from dodomu.clock import day
from dodomu.errors import Refused, StaleView
from dodomu.jobs import actions as jobs
from dodomu.jobs.actions import Progress
from dodomu.jobs.models import Job
from dodomu.ledger import actions as ledger
from dodomu.reintegration.actions import locks
from dodomu.reintegration.actions.moments import require_past
from dodomu.reintegration.models import Case, Contact, FollowUp
from dodomu.reintegration.models.followup import AGAIN, GRACE, WAYS, course_from
from dodomu.reintegration.models.vocabulary import SERVICE_OPTIONS
from dodomu.reintegration.states import CONTACT

OUTCOME = "contact.outcome"
ESCALATE = "escalate_contacts"


def _record(act: str, case: Case, *, by: User | None, now: datetime, **detail: int | str) -> None:
    ledger.record(act, by=by, now=now, kind="person", key=case.person_id, detail={"case": case.pk, **detail})


def begin_year(case: Case, *, by: User, now: datetime) -> FollowUp:
    """Plans the contacts of the year, by where the person goes: into a unit, or home.

    Part of `begin_follow_up`, inside its transaction.
    """
    last = case.decisions.order_by("-pk").first()
    to = "unit" if last is not None and last.option in SERVICE_OPTIONS else "home"
    course = course_from(day(now), to=to)
    year = FollowUp.objects.create(case=case, to=to, begins_on=course.begins_on, ends_on=course.ends_on, by=by, at=now)
    Contact.objects.bulk_create([Contact(follow_up=year, first_due_on=on, due_on=on) for on in course.contacts])
    return year


def end_year(case: Case, *, now: datetime) -> None:
    """The year ends, in its time or before: what is still planned is not needed any more."""
    running = FollowUp.objects.filter(case=case, ended_at=None)
    planned = Contact.objects.filter(follow_up__in=running, state__in=CONTACT.sources("drop"))
    planned.update(state=CONTACT.moves["drop"].target)
    running.update(ended_at=now)


@transaction.atomic
def hold_contact(contact: Contact, *, way: str, on: date, outcome: str, by: User, now: datetime) -> Contact:
    """Records that somebody spoke with the person, how, and what came of it (sealed)."""
    if way not in WAYS:
        raise Refused(_("Виберіть значення зі списку."), "way")
    outcome = locks.words(outcome, field="outcome", most=4000)
    case = locks.hold_supported(contact.follow_up.case_id)
    _check_day(contact, on=on, now=now)
    kept = seal(outcome, owner=locks.owner(case), place=OUTCOME)
    locks.move(contact, CONTACT, "hold", way=way, held_on=on, outcome=kept, tries=F("tries") + 1, by=by, at=now)
    _record("hold_contact", case, by=by, now=now, contact=contact.pk)
    return contact


def _check_day(contact: Contact, *, on: date, now: datetime) -> None:
    require_past(on, now=now)
    if on < contact.follow_up.begins_on:
        raise Refused(_("Рік спостереження тоді ще не почався."), "on")


@transaction.atomic
def miss_contact(contact: Contact, *, again_on: date | None = None, by: User, now: datetime) -> Contact:
    """Nobody was reached: the contact stays planned, for a later day. It counts as late from its first day on."""
    case = locks.hold_supported(contact.follow_up.case_id)
    again = again_on or day(now) + AGAIN
    if again <= day(now):
        raise Refused(_("Виберіть день, який ще не настав."), "again_on")
    if not Contact.objects.filter(pk=contact.pk, state="planned").update(
        due_on=again, tries=F("tries") + 1, by=by, at=now
    ):
        raise StaleView(_("Це вже змінив хтось інший, або така дія зараз неможлива."))
    contact.refresh_from_db()
    _record("miss_contact", case, by=by, now=now, contact=contact.pk, tries=contact.tries)
    return contact


@transaction.atomic
def add_contact(case: Case, *, on: date, by: User, now: datetime) -> Contact:
    """Plans one more contact inside the year, because the person asked for it or needs it."""
    case = locks.hold_supported(case)
    year = _running(case)
    if not day(now) <= on <= year.ends_on:
        raise Refused(_("Виберіть день від сьогодні до кінця року спостереження."), "on")
    if year.contacts.filter(state="planned", due_on=on).exists():
        raise Refused(_("На цей день контакт уже заплановано."), "on")
    contact = Contact.objects.create(follow_up=year, first_due_on=on, due_on=on)
    _record("add_contact", case, by=by, now=now, contact=contact.pk)
    return contact


def _running(case: Case) -> FollowUp:
    year = FollowUp.objects.filter(case=case, ended_at=None).first()
    if year is None:
        raise Refused(_("Рік спостереження зараз не триває."), code="state")
    return year


def late(now: datetime) -> QuerySet[Contact]:
    """Contacts that nobody has held, longer overdue than the days of grace; a later try does not excuse them."""
    return Contact.objects.filter(
        state="planned", first_due_on__lt=day(now) - GRACE, follow_up__case__state="in_follow_up"
    )


def queue_escalation(*, now: datetime) -> Job | None:
    """Queues the passing up of missed contacts where there are any new ones; called as often as one likes."""
    if not late(now).filter(escalated_at=None).exists():
        return None
    return jobs.queue(ESCALATE, key=day(now).toordinal(), by=None, now=now)


def escalate_contacts(job: Job, progress: Progress, now: datetime) -> None:
    """Passes every contact that was missed up to whoever leads the team, each once."""
    found = list(late(now).filter(escalated_at=None).order_by("pk").values_list("pk", "follow_up__case"))
    for number, (pk, key) in enumerate(found, start=1):
        with transaction.atomic():
            if Contact.objects.filter(pk=pk, state="planned", escalated_at=None).update(escalated_at=now):
                case = Case.objects.get(pk=key)
                _record("escalate_contact", case, by=None, now=now, contact=pk)
        if number % 50 == 0 or number == len(found):
            progress.report(done=number, total=len(found))
