"""Two records, one person or two: merge and un-merge by two people, and «not the same person», remembered."""

from __future__ import annotations

import json
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access import actions as access
from dodomu.access.models import User
from dodomu.clock import day
from dodomu.errors import Refused, StaleView
from dodomu.ledger import actions as ledger
from dodomu.people import actions, checks, projection
from dodomu.people.models import Fact, NotSame, Person, PersonNow, Proposal, Source
from dodomu.people.states import PROPOSAL
from dodomu.timeline.facts import first_day


def speaker(person: Person) -> Person:
    """The record that speaks for this one: itself, unless it is joined to another."""
    joined_to = PersonNow.objects.filter(pk=person.pk).values_list("joined_to", flat=True).first()
    return Person.objects.get(pk=joined_to) if joined_to else person


@transaction.atomic
def propose_merge(person: Person, *, into: Person, reason: str, by: User, now: datetime) -> Proposal:
    """Proposes that `person` is a second record of `into`. It takes effect when another person approves."""
    _check_reason(reason)
    if person.pk == into.pk:
        raise Refused(_("Це той самий запис."), "into")
    if speaker(person).pk != person.pk or speaker(into).pk != into.pk:
        raise Refused(_("Один із записів уже об’єднано. Відкрийте основний запис."), "into", code="joined")
    _check_none_open("merge", person, into)
    return _propose("merge", person, other=into, reason=reason, content={}, by=by, now=now)


@transaction.atomic
def propose_part(person: Person, *, reason: str, by: User, now: datetime) -> Proposal:
    """Proposes to part a joined record from the one that speaks for it."""
    _check_reason(reason)
    if speaker(person).pk == person.pk:
        raise Refused(_("Цей запис ні з чим не об’єднано."))
    _check_none_open("part", person, None)
    return _propose("part", person, other=speaker(person), reason=reason, content={}, by=by, now=now)


@transaction.atomic
def propose_status(
    person: Person,
    *,
    status: str,
    true_from: date,
    precision: str,
    standing: str,
    source: Source,
    reason: str,
    by: User,
    now: datetime,
    replaces: Fact | None = None,
    learned_on: date | None = None,
) -> Proposal:
    """Proposes a status that does not follow from the one before, or a death: a reason and a second person.

    All that can be refused is refused here, so that the second person judges the reason alone.
    """
    _check_reason(reason)
    checks.check_status(status)
    checks.check_choices(precision=precision, standing=standing)
    checks.check_speaks([person.pk])
    true_from = first_day(true_from, precision)
    if replaces:
        checks.check_replaced(replaces, person=person, code="status", reason=reason)
    checks.check_times(
        true_from=true_from,
        learned_on=learned_on or day(now),
        source=source,
        today=day(now),
        replaced=replaces,
    )
    content = {
        "status": status,
        "true_from": true_from.isoformat(),
        "precision": precision,
        "standing": standing,
        "source": actions.kept(source).pk,
        "replaces": replaces.pk if replaces else None,
        "learned_on": learned_on.isoformat() if learned_on else None,
    }
    return _propose("override", person, other=None, reason=reason, content=content, by=by, now=now)


def _check_reason(reason: str) -> None:
    if len(reason.strip()) < 5:
        raise Refused(_("Назвіть причину кількома словами."), "reason")


def _check_none_open(kind: str, person: Person, other: Person | None) -> None:
    if Proposal.objects.filter(kind=kind, person=person, other=other, state="proposed").exists():
        raise Refused(_("Таку пропозицію вже подано. Вона чекає на другу людину."))


def _propose(
    kind: str, person: Person, *, other: Person | None, reason: str, content: dict[str, object], by: User, now: datetime
) -> Proposal:
    proposal = Proposal.objects.create(
        kind=kind,
        state=PROPOSAL.start,
        person=person,
        other=other,
        reason=reason.strip()[:300],
        content=json.dumps(content),
        proposed_by=by,
        proposed_at=now,
    )
    ledger.record(f"propose_{kind}", by=by, now=now, kind="person", key=person.pk, detail={"proposal": proposal.pk})
    return proposal


@transaction.atomic
def approve(proposal: Proposal, *, by: User, now: datetime) -> Fact:
    """Approves a proposal of another person and states its fact, in one step."""
    if proposal.proposed_by_id == by.pk:
        raise Refused(_("Схвалити має інша людина, не та, що подала."), code="same_person")
    _move(proposal, "approve", by=by, now=now)
    if proposal.kind == "override":
        return _state_override(proposal, by=by, now=now)
    projection.hold([proposal.person_id, *([proposal.other_id] if proposal.other_id else [])])
    source = actions.add_source("decision", title=proposal.reason, dated_on=day(now))
    if proposal.kind == "merge":
        return _join(proposal, source=source, by=by, now=now)
    return _part(proposal, source=source, by=by, now=now)


def _part(proposal: Proposal, *, source: Source, by: User, now: datetime) -> Fact:
    replaced = Fact.objects.filter(replaces__isnull=False, about="same_as").values("replaces")
    joins = Fact.objects.filter(person=proposal.person, about="same_as", value__isnull=False).order_by("-seq")
    join = joins.exclude(pk__in=replaced).first()
    if join is None or speaker(proposal.person).pk != proposal.other_id:
        raise StaleView(_("Ці записи тим часом уже роз’єднано або об’єднано інакше."))
    gone = Fact.objects.create(
        person=proposal.person,
        about="same_as",
        value=None,
        true_from=join.true_from,
        learned_on=day(now),
        standing="confirmed",
        source=source,
        replaces=join,
        reason=proposal.reason,
        by=by,
    )
    merges = Proposal.objects.filter(kind="merge", person=proposal.person, state="approved", decided_at__lt=now)
    merged = merges.order_by("-decided_at").first()
    if merged and merged.decided_at and proposal.other_id:
        access.part_assignments(proposal.person_id, speaker=proposal.other_id, shared_at=merged.decided_at, now=now)
    projection.rebuild([proposal.person_id], is_held=True)
    ledger.record("part", by=by, now=now, kind="person", key=proposal.person_id, detail={"fact": gone.pk})
    return gone


def _join(proposal: Proposal, *, source: Source, by: User, now: datetime) -> Fact:
    person, into = proposal.person, proposal.other
    if into is None or speaker(person).pk != person.pk or speaker(into).pk == person.pk:
        raise StaleView(_("Один із записів тим часом об’єднано інакше."))
    into = speaker(into)
    today = day(now)
    fact = Fact.objects.create(
        person=person,
        about="same_as",
        value=str(into.pk),
        true_from=today,
        learned_on=today,
        standing="confirmed",
        source=source,
        reason=proposal.reason,
        by=by,
    )
    access.share_conflicts(person.pk, into.pk)
    access.share_assignments(person.pk, into=into.pk, now=now)
    projection.rebuild([person.pk], is_held=True)
    ledger.record("merge", by=by, now=now, kind="person", key=person.pk, detail={"into": into.pk, "fact": fact.pk})
    return fact


def _state_override(proposal: Proposal, *, by: User, now: datetime) -> Fact:
    content = json.loads(proposal.content)
    return actions.state(
        proposal.person,
        "status",
        content["status"],
        true_from=date.fromisoformat(content["true_from"]),
        precision=content["precision"],
        standing=content["standing"],
        source=Source.objects.get(pk=content["source"]),
        replaces=Fact.objects.get(pk=content["replaces"]) if content["replaces"] else None,
        learned_on=date.fromisoformat(content["learned_on"]) if content["learned_on"] else None,
        reason=proposal.reason,
        by=by,
        now=now,
        is_approved=True,
    )


@transaction.atomic
def refuse(proposal: Proposal, *, by: User, now: datetime) -> None:
    """Refuses a proposal (another person) or withdraws it (the one who made it)."""
    _move(proposal, "withdraw" if proposal.proposed_by_id == by.pk else "refuse", by=by, now=now)
    ledger.record(
        "refuse_proposal", by=by, now=now, kind="person", key=proposal.person_id, detail={"proposal": proposal.pk}
    )


def _move(proposal: Proposal, act: str, *, by: User, now: datetime) -> None:
    """Checks and moves in one statement, so that of two who decide at once exactly one does."""
    target = PROPOSAL.moves[act].target
    moved = Proposal.objects.filter(pk=proposal.pk, state__in=PROPOSAL.sources(act)).update(
        state=target, decided_by=by, decided_at=now
    )
    if not moved:
        proposal.refresh_from_db()
        raise StaleView(_("Цю пропозицію вже розглянув хтось інший."), theirs=PROPOSAL.label(proposal.state))
    proposal.refresh_from_db()


@transaction.atomic
def say_not_same(one: Person, other: Person, *, reason: str, by: User, now: datetime) -> NotSame:
    """Remembers that two records are two people: the pair is not offered again."""
    if one.pk == other.pk:
        raise Refused(_("Це той самий запис."))
    _check_reason(reason)
    first, second = sorted((one, other), key=lambda person: person.pk)
    pair, is_new = NotSame.objects.get_or_create(
        first=first, second=second, defaults={"reason": reason.strip()[:300], "by": by, "at": now}
    )
    if is_new:
        ledger.record("not_same", by=by, now=now, kind="person", key=first.pk, detail={"other": second.pk})
    return pair
