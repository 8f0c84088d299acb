"""Asking departments: sent, reminded, extended, answered; and an answer becomes a fact of a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dodomu.access import actions as access
from dodomu.access import vault
from dodomu.access.models import Membership, User
from dodomu.clock import day
from dodomu.enquiries.actions import letters
from dodomu.enquiries.actions.departments import check_days
from dodomu.enquiries.models import Answer, Asked, Department, Enquiry, Extension, Learned, Reminder
from dodomu.enquiries.models.vocabulary import SUBJECTS
from dodomu.enquiries.states import ENQUIRY, WAITING
from dodomu.errors import Refused, StaleView
from dodomu.ledger import actions as ledger
from dodomu.notices import actions as notices
from dodomu.people import actions as people
from dodomu.people.models import Fact, Person, PersonNow, Source
from dodomu.reference import terms

MOST_PEOPLE = 500


@transaction.atomic
def draft(
    department: Department,
    asked: Sequence[Person],
    *,
    subject: str,
    text: str,
    by: User | None,
    now: datetime,
    working_days: int | None = None,
) -> Enquiry:
    """Writes an enquiry about one or many people. Nothing leaves the house before it is marked as sent.

    The department liaison of each person's unit is let in to the record while the enquiry is open.
    """
    keys = sorted({person.pk for person in asked})
    if not department.is_asked:
        raise Refused(_("До цього відомства більше не звертаються. Виберіть інше."), "department")
    if not keys:
        raise Refused(_("Введіть номер хоча б однієї людини, наприклад D-10482."), "people")
    if len(keys) > MOST_PEOPLE:
        raise Refused(_("Забагато людей в одному запиті: не більше 500."), "people")
    if subject not in SUBJECTS:
        raise Refused(_("Виберіть зі списку, про що запит."), "subject")
    if not text.strip():
        raise Refused(_("Напишіть, про що ви питаєте."), "text")
    if len(text) > 5000:
        raise Refused(_("Текст задовгий: не більше 5000 знаків."), "text")
    days = working_days if working_days is not None else department.working_days
    check_days(days)
    enquiry = Enquiry.objects.create(
        department=department,
        subject=subject,
        state=ENQUIRY.start,
        asked_on=day(now),
        working_days=days,
        due_on=terms.count(day(now), days).due_on,
        by=by,
        at=now,
    )
    enquiry.owner = f"person:{keys[0]}" if len(keys) == 1 else f"enquiry:{enquiry.pk}"
    enquiry.text = vault.seal(text.strip(), owner=enquiry.owner, place="enquiry.text")
    enquiry.save(update_fields=["owner", "text"])
    Asked.objects.bulk_create([Asked(enquiry=enquiry, person_id=key) for key in keys])
    _let_liaison_in(keys, why=f"enquiry:{enquiry.pk}", now=now)
    _record("draft_enquiry", enquiry, by=by, now=now, people=len(keys))
    return enquiry


def _let_liaison_in(keys: Sequence[int], *, why: str, now: datetime) -> None:
    paths = dict(PersonNow.objects.filter(pk__in=keys).values_list("pk", "unit_path"))
    officers = Membership.objects.filter(role="liaison", until_at=None, user__is_active=True)
    for membership in officers.select_related("user", "unit").order_by("pk"):
        root = membership.unit.path if membership.unit else ""
        covered = [key for key, path in paths.items() if path.startswith(root)]
        if covered:
            access.assign([membership.user], kind="person", keys=covered, why=why, now=now)


@transaction.atomic
def send(enquiry: Enquiry, *, by: User, now: datetime, sent_on: date | None = None, reference: str = "") -> None:
    """Marks an enquiry as sent: from the day after, the working days are counted."""
    sent_on = sent_on or day(now)
    if sent_on > day(now):
        raise Refused(_("День надсилання не може бути пізнішим за сьогодні."), "sent_on")
    if len(reference) > 60:
        raise Refused(_("Номер задовгий: не більше 60 знаків."), "reference")
    due_on = terms.count(sent_on, enquiry.working_days).due_on
    _move(enquiry, "send", asked_on=sent_on, due_on=due_on, reference=reference.strip())
    _record("send_enquiry", enquiry, by=by, now=now)


@transaction.atomic
def remind(enquiry: Enquiry, *, by: User, now: datetime, note: str = "") -> Reminder:
    """Reminds the department, by e-mail where it has an address. The message names no person, only our numbers."""
    number = enquiry.reminders_sent + 1
    _move(enquiry, "remind", only={"reminders_sent": enquiry.reminders_sent}, reminders_sent=F("reminders_sent") + 1)
    department = enquiry.department
    notice = 0
    if department.email:
        notice = notices.queue(
            "reminder",
            owner=f"enquiry:{enquiry.pk}",
            about=f"enquiry:{enquiry.pk}",
            way="email",
            address=department.email,
            body=letters.reminder(enquiry, number=number),
            language="uk",
            idempotency_key=f"enquiry:{enquiry.pk}:reminder:{number}",
            by=by,
            now=now,
        ).pk
    elif not note.strip():
        raise Refused(_("У відомства немає електронної адреси: запишіть, як ви нагадали."), "note")
    reminder = Reminder.objects.create(
        enquiry=enquiry, number=number, notice=notice, note=note.strip()[:300], by=by, at=now
    )
    _record("remind_department", enquiry, by=by, now=now, number=number)
    return reminder


@transaction.atomic
def extend(enquiry: Enquiry, *, working_days: int, reason: str, by: User, now: datetime) -> Extension:
    """Gives the department more working days, counted on from the day that was due."""
    check_days(working_days)
    if len(reason.strip()) < 5:
        raise Refused(_("Назвіть причину кількома словами."), "reason")
    due_on = terms.count(enquiry.due_on, working_days).due_on
    _move(enquiry, None, only={"due_on": enquiry.due_on, "state__in": WAITING}, due_on=due_on)
    extension = Extension.objects.create(
        enquiry=enquiry,
        working_days=working_days,
        reason=reason.strip()[:300],
        due_before_on=_due_before(enquiry, working_days, due_on),
        due_on=due_on,
        by=by,
        at=now,
    )
    _record("extend_enquiry", enquiry, by=by, now=now, days=working_days)
    return extension


def _due_before(enquiry: Enquiry, working_days: int, due_on: date) -> date:
    last = enquiry.extensions.order_by("-pk").first()
    return last.due_on if last else terms.count(enquiry.asked_on, enquiry.working_days).due_on


@transaction.atomic
def answer(enquiry: Enquiry, *, dated_on: date, text: str, by: User, now: datetime, reference: str = "") -> Answer:
    """Records what the department answered; a second, fuller answer stands beside the first."""
    if dated_on > day(now):
        raise Refused(_("Відповідь не може мати дати, пізнішої за сьогодні."), "dated_on")
    if dated_on < enquiry.asked_on:
        raise Refused(_("Відповідь не може бути ранішою за запит."), "dated_on")
    if not text.strip():
        raise Refused(_("Напишіть, що відповіли."), "text")
    if len(text) > 5000:
        raise Refused(_("Текст задовгий: не більше 5000 знаків."), "text")
    _move(enquiry, "answer")
    found = Answer.objects.create(
        enquiry=enquiry,
        dated_on=dated_on,
        reference=reference.strip()[:100],
        text=vault.seal(text.strip(), owner=enquiry.owner, place="answer.text"),
        by=by,
        at=now,
    )
    _record("answer_enquiry", enquiry, by=by, now=now, answer=found.pk)
    return found


@transaction.atomic
def cite_answer(enquiry: Enquiry, person: Person) -> tuple[Answer, Source]:
    """The latest answer as the source of what it says of a person: the department, the date and both numbers."""
    answered = enquiry.answers.order_by("-pk").first()
    if answered is None:
        raise Refused(_("Спершу запишіть відповідь відомства."))
    if not Asked.objects.filter(enquiry=enquiry, person=person).exists():
        raise Refused(_("Цей запит не про цю людину."), "person")
    source = people.add_source(
        "answer",
        title=enquiry.department.name_uk,
        dated_on=answered.dated_on,
        reference=", ".join(part for part in (enquiry.number, answered.reference) if part),
    )
    return answered, source


@transaction.atomic
def learn(answered: Answer, fact: Fact, *, by: User, now: datetime) -> None:
    """Keeps which fact was learned from an answer."""
    Learned.objects.create(answer=answered, fact=fact)
    _record("state_from_answer", answered.enquiry, by=by, now=now, fact=fact.pk)


@transaction.atomic
def close(enquiry: Enquiry, *, by: User, now: datetime) -> None:
    """Closes an answered enquiry; the liaison's way in to the people ends with it."""
    _move(enquiry, "close")
    access.end_assignment(why=f"enquiry:{enquiry.pk}", now=now)
    _record("close_enquiry", enquiry, by=by, now=now)


@transaction.atomic
def withdraw(enquiry: Enquiry, *, reason: str, by: User, now: datetime) -> None:
    """Withdraws an enquiry that needs no answer any more."""
    if len(reason.strip()) < 5:
        raise Refused(_("Назвіть причину кількома словами."), "reason")
    _move(enquiry, "withdraw", reason=reason.strip()[:300])
    access.end_assignment(why=f"enquiry:{enquiry.pk}", now=now)
    _record("withdraw_enquiry", enquiry, by=by, now=now)


def _move(enquiry: Enquiry, act: str | None, *, only: dict[str, Any] | None = None, **changes: Any) -> None:
    """Checks and moves in one statement, so that of two who act at once exactly one does."""
    condition: dict[str, Any] = {"pk": enquiry.pk, **(only or {})}
    if act is not None:
        condition["state__in"] = ENQUIRY.sources(act)
        changes["state"] = ENQUIRY.moves[act].target
    moved = Enquiry.objects.filter(**condition).update(**changes)
    seen = enquiry.state
    enquiry.refresh_from_db()
    if moved:
        return
    if enquiry.state == seen and act is not None:
        ENQUIRY.check(enquiry.state, act)
    if enquiry.state == seen and act is None and seen not in WAITING:
        raise Refused(_("Строк подовжують, поки відомство винне відповідь."), code="state")
    raise StaleView(_("Цей запит тим часом змінив хтось інший."), theirs=enquiry.state_label)


def _record(act: str, enquiry: Enquiry, *, by: User | None, now: datetime, **detail: int) -> None:
    ledger.record(act, by=by, now=now, kind="enquiry", key=enquiry.pk, detail=detail)
