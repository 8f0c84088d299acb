"""Relatives: entered by one person, shown by a document, verified by another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dodomu.access import actions as access
from dodomu.access import vault
from dodomu.access.models import User
from dodomu.clock import day
from dodomu.errors import Refused, StaleView
from dodomu.families.actions import calls, choices, phones
from dodomu.families.models import Call, Proof, Relative
from dodomu.families.models.kin import KIN
from dodomu.families.models.vocabulary import LANGUAGES, MAY_BE_TOLD, PROOFS
from dodomu.families.states import RELATIVE
from dodomu.ledger import actions as ledger
from dodomu.people.models import Person


@dataclass(frozen=True, slots=True)
class Contact:
    """How a relative is reached; at least a number or an e-mail address."""

    phone: str = ""
    email: str = ""
    address: str = ""


def _checked(contact: Contact) -> Contact:
    phone = contact.phone.strip()
    if phone:
        try:
            phone = phones.normal(phone)
        except ValueError as error:
            raise Refused(_("Введіть номер телефону, наприклад +380 67 123 45 67."), "phone") from error
    email = contact.email.strip()
    if email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
        raise Refused(_("Введіть адресу електронної пошти, наприклад ім’я@приклад.ua."), "email")
    if not phone and not email:
        raise Refused(_("Введіть телефон або адресу електронної пошти."), "phone")
    if len(email) > 200 or len(contact.address) > 300:
        raise Refused(_("Адреса задовга: не більше 300 знаків."), "address")
    return Contact(phone, email, contact.address.strip())


def _sealed(contact: Contact, owner: str) -> dict[str, str]:
    return {
        "phone": vault.seal(contact.phone, owner=owner, place="relative.phone"),
        "email": vault.seal(contact.email, owner=owner, place="relative.email"),
        "address": vault.seal(contact.address, owner=owner, place="relative.address"),
        "phone_mark": vault.fingerprint(contact.phone) if contact.phone else "",
    }


@transaction.atomic
def add_relative(
    person: Person,
    *,
    name: str,
    kin: str,
    contact: Contact,
    by: User | None,
    now: datetime,
    language: str = "uk",
    note: str = "",
    place: int | None = None,
    is_told_apart: bool = False,
    may_be_told: str = "news",
) -> Relative:
    """Enters somebody who says to be a relative. Until a second person has verified it, nobody is told anything.

    The family liaison of the person's unit is let in to the record, for one of them has to be that second person.
    """
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Введіть прізвище та ім’я родича."), "name")
    if len(name) > 200:
        raise Refused(_("Ім’я задовге: не більше 200 знаків."), "name")
    if kin not in KIN:
        raise Refused(_("Виберіть зі списку, ким людина доводиться."), "kin")
    if language not in LANGUAGES:
        raise Refused(_("Виберіть мову зі списку."), "language")
    contact = _checked(contact)
    owner = f"person:{person.pk}"
    sealed = _sealed(contact, owner)
    mark = sealed["phone_mark"]
    if mark and Relative.objects.filter(person=person, phone_mark=mark).exclude(state="withdrawn").exists():
        raise Refused(_("Родича з цим номером уже записано до цієї людини."), "phone")
    place, may_be_told, note = _checked_telling(place or _next_place(person), may_be_told, note)
    family_choice = ""
    if choices.person_decides(person.pk):
        family_choice, may_be_told = may_be_told, "nothing"  # until the person was asked about this relative too
    relative = Relative.objects.create(
        person=person,
        name=vault.seal(name, owner=owner, place="relative.name"),
        note=vault.seal(note, owner=owner, place="relative.note"),
        kin=kin,
        language=language,
        place=place,
        is_told_apart=is_told_apart,
        may_be_told=may_be_told,
        family_choice=family_choice,
        state=RELATIVE.start,
        entered_by=by,
        entered_at=now,
        **sealed,
    )
    calls.let_liaison_in([calls.speaker_key(person.pk)], why=f"relative:{relative.pk}", now=now)
    _record("add_relative", relative, by=by, now=now)
    return relative


def _next_place(person: Person) -> int:
    last = Relative.objects.filter(person=person).exclude(state="withdrawn").aggregate(last=Max("place"))["last"]
    return min((last or 0) + 1, 99)


def _checked_telling(place: int, may_be_told: str, note: str) -> tuple[int, str, str]:
    if not 1 <= place <= 99:
        raise Refused(_("Черга – число від 1 до 99."), "place")
    if may_be_told not in MAY_BE_TOLD:
        raise Refused(_("Виберіть зі списку, що можна повідомити."), "may_be_told")
    if len(note) > 1000:
        raise Refused(_("Примітка задовга: не більше 1000 знаків."), "note")
    return place, may_be_told, note.strip()


@transaction.atomic
def receive_proof(
    relative: Relative, *, kind: str, seen_on: date, by: User | None, now: datetime, hint: str = ""
) -> Proof:
    """Records the document that one of ours has seen. Of its number only the last four signs are kept."""
    if kind not in PROOFS:
        raise Refused(_("Виберіть документ зі списку."), "kind")
    if seen_on > day(now):
        raise Refused(_("Документ не могли побачити пізніше, ніж сьогодні."), "seen_on")
    _move(relative, "receive_proof")
    end = "".join(sign for sign in hint if sign.isalnum())[-4:]
    proof = Proof.objects.create(relative=relative, kind=kind, hint=end, seen_on=seen_on, by=by, at=now)
    _record("receive_proof", relative, by=by, now=now, proof=proof.pk)
    return proof


@transaction.atomic
def verify(relative: Relative, *, by: User, now: datetime) -> None:
    """Verifies a relative against the document: by another person than the one who entered or saw it.

    From now on the relative is called; about a return of these weeks at once.
    """
    proof = relative.proofs.order_by("-pk").first()
    if proof is None:
        raise Refused(_("Спершу запишіть документ, що підтверджує родинний зв’язок."), code="no_proof")
    if by.pk in (relative.entered_by_id, proof.by_id):
        raise Refused(_("Підтвердити має інша людина, не та, що записала родича чи документ."), code="same_person")
    _move(relative, "verify", decided_by=by, decided_at=now, reason="")
    _record("verify_relative", relative, by=by, now=now, proof=proof.pk)
    calls.join_later(relative, by=by, now=now)


@transaction.atomic
def refuse(relative: Relative, *, reason: str, by: User, now: datetime) -> None:
    """Does not confirm the kinship; a new document opens the question again."""
    _check_reason(reason)
    _move(relative, "refuse", decided_by=by, decided_at=now, reason=reason.strip()[:300])
    _record("refuse_relative", relative, by=by, now=now)


@transaction.atomic
def withdraw(relative: Relative, *, reason: str, by: User, now: datetime) -> None:
    """Takes a relative off (no relative, died, asked for it): calls not made are withdrawn with it."""
    _check_reason(reason)
    _move(relative, "withdraw", decided_by=by, decided_at=now, reason=reason.strip()[:300])
    calls.drop_calls(relative, now=now)
    access.end_assignment(why=f"relative:{relative.pk}", now=now)
    _record("withdraw_relative", relative, by=by, now=now)


@transaction.atomic
def change_contact(relative: Relative, *, contact: Contact, by: User, now: datetime) -> None:
    """Changes how a relative is reached. A verified one has to be verified again by somebody else first.

    Otherwise whoever can change a number would get the news instead of the family.
    """
    contact = _checked(contact)
    sealed = _sealed(contact, relative.owner)
    others = Relative.objects.filter(person=relative.person_id, phone_mark=sealed["phone_mark"]).exclude(phone_mark="")
    if others.exclude(pk=relative.pk).exclude(state="withdrawn").exists():
        raise Refused(_("Родича з цим номером уже записано до цієї людини."), "phone")
    if relative.state == "withdrawn":
        raise Refused(_("Цього родича відкликано. Запишіть його знову."))
    Relative.objects.filter(pk=relative.pk).update(entered_by=by, entered_at=now, **sealed)
    Relative.objects.filter(pk=relative.pk, state__in=RELATIVE.sources("change_contact")).update(
        state=RELATIVE.moves["change_contact"].target
    )
    relative.refresh_from_db()
    Call.objects.filter(relative=relative, state="not_reached").update(is_number_wrong=False, tries=0)
    _record("change_contact", relative, by=by, now=now)


@transaction.atomic
def arrange(
    relative: Relative, *, place: int, is_told_apart: bool, may_be_told: str, note: str, by: User, now: datetime
) -> None:
    """Sets the place in the order of telling, whether this one is told apart from the others, and what may be said."""
    place, may_be_told, note = _checked_telling(place, may_be_told, note)
    if may_be_told != relative.may_be_told and choices.person_decides(relative.person_id):
        raise Refused(
            _("Людина вже повернулася й вирішує сама. Її згоду записує офіцер супроводу."), "may_be_told", code="own"
        )
    sealed = vault.seal(note, owner=relative.owner, place="relative.note")
    Relative.objects.filter(pk=relative.pk).update(
        place=place, is_told_apart=is_told_apart, may_be_told=may_be_told, note=sealed
    )
    relative.refresh_from_db()
    calls.follow_choice(relative, by=by, now=now)
    _record("arrange_telling", relative, by=by, now=now)


def _check_reason(reason: str) -> None:
    if len(reason.strip()) < 5:
        raise Refused(_("Назвіть причину кількома словами."), "reason")


def _move(relative: Relative, act: str, **changes: Any) -> None:
    """Checks and moves in one statement, so that of two who decide at once exactly one does."""
    moved = Relative.objects.filter(pk=relative.pk, state__in=RELATIVE.sources(act)).update(
        state=RELATIVE.moves[act].target, **changes
    )
    before = relative.state
    relative.refresh_from_db()
    if moved:
        return
    if relative.state != before:
        raise StaleView(_("Цього родича вже розглянув хтось інший."), theirs=relative.state_label)
    RELATIVE.check(relative.state, act)


def _record(act: str, relative: Relative, *, by: User | None, now: datetime, **detail: int) -> None:
    ledger.record(
        act, by=by, now=now, kind="person", key=relative.person_id, detail={"relative": relative.pk, **detail}
    )
