"""What a registrar states by hand has consequences in other rooms: who is back gets a case, and the family a call.

The way home by a list is `flows.homecoming`; here is every other way, and what keeps the two from contradicting.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access import actions as access
from dodomu.access.models import User
from dodomu.clock import day
from dodomu.errors import Refused
from dodomu.exchanges.actions.looking_again import look_again
from dodomu.exchanges.models import Line
from dodomu.families import actions as families
from dodomu.ledger import actions as ledger
from dodomu.names.parts import PersonName
from dodomu.people import actions as people
from dodomu.people import pairs
from dodomu.people.models import Fact, Person, PersonNow, Proposal, Source
from dodomu.reintegration import actions as reintegration
from dodomu.timeline.statuses import GROUPS
from dodomu.units.models import Unit

NAMING = ("name", "birth_date")
"""What unresolved lines of lists are looked at again for."""

A_YEAR = timedelta(days=365)
"""Support lasts a year after the return: an older return is history and opens no case."""


@transaction.atomic
def open_record(
    name: PersonName,
    *,
    source: Source,
    by: User,
    now: datetime,
    birth_on: date | None = None,
    birth_precision: str = "day",
    sex: str = "",
    unit: Unit | None = None,
) -> Person:
    """Opens a record by hand. Who works by assignment keeps sight of what they have opened."""
    person = people.open_person(
        name,
        source=source,
        birth_on=birth_on,
        birth_precision=birth_precision,
        sex=sex,
        unit=unit,
        by=by,
        now=now,
    )
    access.assign([by], kind="person", keys=[person.pk], why=f"opened:{person.pk}", now=now)
    look_again(person.pk, now=now)
    return person


@transaction.atomic
@ledger.together()
def state_fact(
    person: Person,
    code: str,
    value: str,
    *,
    true_from: date,
    source: Source,
    by: User,
    now: datetime,
    precision: str = "day",
    learned_on: date | None = None,
    standing: str = "reported",
    replaces: Fact | None = None,
    reason: str = "",
) -> Fact:
    """States a fact; a confirmed return of the last year opens the case and releases the call.

    While a person is awaited on a signed list, the return is stated on the arrivals board alone.
    """
    if code == "status":
        _check_not_on_list(person, value)
    if replaces is not None:
        _check_not_of_list(replaces)
    fact = people.state(
        person,
        code,
        value,
        true_from=true_from,
        source=source,
        by=by,
        now=now,
        precision=precision,
        learned_on=learned_on,
        standing=standing,
        replaces=replaces,
        reason=reason,
    )
    if replaces is not None:
        _part_with(replaces, reason=reason, by=by, now=now)
    _welcome(fact, by=by, now=now)
    if code in NAMING:
        look_again(pairs.speaker(person).pk, now=now)
    return fact


@transaction.atomic
def state_or_propose(
    person: Person,
    code: str,
    value: str,
    *,
    true_from: date,
    source: Source,
    by: User,
    now: datetime,
    reason: str,
    precision: str = "day",
    learned_on: date | None = None,
    standing: str = "reported",
    replaces: Fact | None = None,
) -> Fact | Proposal:
    """States a fact; where a status does not follow from the one before, a second person decides.

    The second person is asked only where a reason is given.
    """
    times: dict[str, Any] = {"true_from": true_from, "precision": precision, "learned_on": learned_on}
    rest: dict[str, Any] = {"standing": standing, "source": source, "replaces": replaces, "by": by, "now": now}
    try:
        return state_fact(person, code, value, reason=reason, **times, **rest)
    except Refused as refusal:
        if refusal.code != "unexpected" or not reason.strip():
            raise
    return pairs.propose_status(person, status=value, reason=reason, **times, **rest)


@transaction.atomic
@ledger.together()
def withdraw_fact(
    fact: Fact, *, reason: str, source: Source, by: User, now: datetime, learned_on: date | None = None
) -> Fact:
    """Takes a fact out; with a return that was stated by hand its case and its calls are taken back too."""
    _check_not_of_list(fact)
    gone = people.withdraw(fact, reason=reason, source=source, by=by, now=now, learned_on=learned_on)
    _part_with(fact, reason=reason, by=by, now=now)
    if fact.about in NAMING:
        look_again(pairs.speaker(fact.person).pk, now=now)
    return gone


@transaction.atomic
@ledger.together()
def approve_proposal(proposal: Proposal, *, by: User, now: datetime) -> Fact:
    """Approves as the second person; a return that needed one is welcomed like any other."""
    fact = pairs.approve(proposal, by=by, now=now)
    _welcome(fact, by=by, now=now)
    if fact.about == "same_as":  # joined: one record has the names of both; parted: each its own again
        for person in dict.fromkeys([pairs.speaker(fact.person).pk, proposal.other_id]):
            if person:
                look_again(person, now=now)
    return fact


def occasion_of(fact: Fact) -> str:
    """The name of a return that was stated by hand, for its case and its calls."""
    return f"outside:{fact.true_from.isoformat()}"


def _is_welcomed(fact: Fact, *, now: datetime) -> bool:
    is_return = fact.about == "status" and fact.value in GROUPS["returned"] and fact.standing == "confirmed"
    return is_return and day(now) - fact.true_from <= A_YEAR


def _welcome(fact: Fact, *, by: User, now: datetime) -> None:
    person = pairs.speaker(fact.person)  # what replaces a fact of a joined record stays on that record
    speaks = PersonNow.objects.filter(pk=person.pk, status=fact.value or "", status_since=fact.true_from)
    if _is_welcomed(fact, now=now) and speaks.exists():
        reintegration.open_cases([person], occasion=occasion_of(fact), by=by, now=now)
        families.release_calls([person], occasion=occasion_of(fact), by=by, now=now)


def _part_with(fact: Fact, *, reason: str, by: User, now: datetime) -> None:
    if _is_welcomed(fact, now=now):
        # The case may have been opened before the record was joined, or after.
        records = list({one.pk: one for one in (fact.person, pairs.speaker(fact.person))}.values())
        occasion = occasion_of(fact)
        reintegration.withdraw_cases(records, occasion=occasion, reason=reason, by=by, now=now)
        families.withdraw_calls(records, occasion=occasion, reason=reason, by=by, now=now)


def _check_not_on_list(person: Person, value: str) -> None:
    if value in GROUPS["returned"] and Line.objects.filter(person=person, arrival="expected").exists():
        raise Refused(
            _("Цю людину очікують за підписаним списком. Підтвердьте прибуття на сторінці прибуття."), "value"
        )


def _check_not_of_list(fact: Fact) -> None:
    on_list = Line.objects.filter(handed_over=fact) | Line.objects.filter(returned=fact)
    if on_list.exists():
        raise Refused(_("Цей запис зроблено підписом списку. Скасуйте його на сторінці прибуття, з причиною."))
