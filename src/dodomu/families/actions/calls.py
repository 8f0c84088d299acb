"""Telling the families: a call to each verified relative in the order of telling, and a message only afterwards."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from dodomu.access import actions as access
from dodomu.access import vault
from dodomu.access.models import Membership, User
from dodomu.errors import Refused, StaleView
from dodomu.families.actions import after_call
from dodomu.families.actions.turns import Turn, may_be_called
from dodomu.families.models import Call, ContactLog, Relative, Telling
from dodomu.families.models.vocabulary import OUTCOMES, WAYS
from dodomu.families.states import CALL
from dodomu.ledger import actions as ledger
from dodomu.people.models import Person, PersonNow

CALL_WITHIN = timedelta(hours=2)
"""A call is due so soon after it is released: the family hears before the news does."""

MEND_WITHIN = timedelta(hours=1)
"""So soon somebody who was told too early is called and hears why."""

TRY_AGAIN_AFTER = timedelta(hours=1)
UNDO_WITHIN = timedelta(minutes=10)
"""Second thoughts: so long an entry can be taken back, and so long the message waits before it leaves."""

LATEST = timedelta(days=7)
"""No call is put off for longer."""

JOINS_WITHIN = timedelta(days=30)
"""A relative verified so long after a return is still called about it; later the family knows."""


# Released and withdrawn with the arrival


@transaction.atomic
def release_calls(people: Sequence[Person], *, occasion: str, by: User | None, now: datetime) -> list[Call]:
    """Releases the calls to the verified relatives of people who have arrived, in the order of telling.

    Called again it makes nothing twice; what was withdrawn is opened again. The family liaison of each person's
    unit is let in to the record. Gives every standing call of these people.
    """
    keys = sorted({person.pk for person in people})
    Telling.objects.bulk_create(
        [Telling(person_id=key, occasion=occasion, opened_at=now) for key in keys], ignore_conflicts=True
    )
    tellings = list(_locked(keys, occasion))
    again = [telling for telling in tellings if telling.state == "withdrawn"]
    if again:
        Telling.objects.filter(pk__in=[telling.pk for telling in again]).update(state="open", opened_at=now, reason="")
        _reopen([telling.pk for telling in again], now=now)
    join_in(tellings, by=by, now=now)
    let_liaison_in(keys, why=f"occasion:{occasion}", now=now)
    ledger.record_many(
        [("release_calls", "person", telling.person_id, {"occasion": occasion}) for telling in tellings],
        by=by,
        now=now,
    )
    return list(_standing(tellings))


def _locked(keys: Iterable[int], occasion: str) -> QuerySet[Telling]:
    return Telling.objects.select_for_update().filter(person__in=list(keys), occasion=occasion).order_by("pk")


def _standing(tellings: Iterable[Telling]) -> QuerySet[Call]:
    found = Call.objects.filter(telling__in=[telling.pk for telling in tellings]).exclude(state="withdrawn")
    return found.select_related("telling", "relative").order_by("telling__person", "relative__place", "pk")


def _reopen(tellings: list[int], *, now: datetime) -> None:
    """Who heard why the news came too early hears it anew; who was told and not yet called back was told rightly."""
    calls = Call.objects.filter(telling__in=tellings)
    _wait_again(calls.filter(state="mended"), now=now)
    calls.filter(state__in=CALL.sources("confirm")).update(state="told", turns=F("turns") + 1)


def _wait_again(calls: QuerySet[Call], *, now: datetime) -> None:
    """Calls that were taken back wait for their turn, as if nobody had tried, where the relative may be told."""
    able = Relative.objects.filter(state="verified").exclude(may_be_told="nothing")
    calls.filter(state__in=CALL.sources("reopen"), relative__in=able).update(
        state="held",
        tries=0,
        is_number_wrong=False,
        told_at=None,
        told_by=None,
        due_at=now + CALL_WITHIN,
        turns=F("turns") + 1,
    )


def join_in(tellings: Sequence[Telling], *, by: User | None, now: datetime) -> None:
    """Gives every verified relative of open tellings a call, and lets those call whose turn it is."""
    by_person = defaultdict(list)
    for telling in tellings:
        by_person[telling.person_id].append(telling.pk)
    speakers = {key: key for key in by_person} | dict(
        PersonNow.objects.filter(joined_to__in=list(by_person)).values_list("pk", "joined_to")
    )
    able = Relative.objects.filter(person__in=list(speakers), state="verified").exclude(may_be_told="nothing")
    Call.objects.bulk_create(
        [
            Call(telling_id=telling, relative=relative, due_at=now + CALL_WITHIN)
            for relative in able.order_by("pk")
            for telling in by_person[speakers[relative.person_id]]
        ],
        ignore_conflicts=True,
    )
    keys = [telling.pk for telling in tellings]
    _wait_again(Call.objects.filter(telling__in=keys, state="withdrawn"), now=now)
    settle(keys, now=now)


def settle(tellings: Sequence[int], *, now: datetime) -> None:
    """Releases the calls whose turn has come, and holds those whose turn is not yet (after second thoughts)."""
    turns = defaultdict(list)
    rows = Call.objects.filter(telling__in=tellings).values_list(
        "telling", "pk", "relative__place", "relative__is_told_apart", "state", "tries", "is_number_wrong"
    )
    for telling, key, place, is_apart, state, tries, is_number_wrong in rows:
        turns[telling].append(Turn(key, place, is_apart, state, tries, is_number_wrong))
    release: list[int] = []
    hold: list[int] = []
    for calls in turns.values():
        allowed = may_be_called(calls)
        release += [call.key for call in calls if call.state == "held" and call.key in allowed]
        hold += [call.key for call in calls if call.state == "released" and call.key not in allowed]
    Call.objects.filter(pk__in=release, state__in=CALL.sources("release")).update(
        state="released", due_at=now + CALL_WITHIN, turns=F("turns") + 1
    )
    Call.objects.filter(pk__in=hold, state__in=CALL.sources("hold")).update(state="held", turns=F("turns") + 1)


def drop_calls(relative: Relative, *, now: datetime) -> None:
    """Withdraws the calls to a relative that were not made; those whose turn it is then may be called."""
    tellings = list(Telling.objects.select_for_update().filter(calls__relative=relative).order_by("pk"))
    Call.objects.filter(relative=relative, state__in=CALL.sources("withdraw")).update(state="withdrawn")
    settle([telling.pk for telling in tellings if telling.state == "open"], now=now)


def follow_choice(relative: Relative, *, by: User | None, now: datetime) -> None:
    """After what may be said was chosen anew: with «nothing» calls are withdrawn, otherwise the relative has one."""
    if relative.may_be_told == "nothing":
        drop_calls(relative, now=now)
    join_later(relative, by=by, now=now)


def join_later(relative: Relative, *, by: User | None, now: datetime) -> None:
    """Gives a relative who may be told by now a call about each return of these weeks."""
    open_ones = Telling.objects.select_for_update().filter(
        person=speaker_key(relative.person_id), state="open", opened_at__gte=now - JOINS_WITHIN
    )
    join_in(list(open_ones.order_by("pk")), by=by, now=now)


def speaker_key(person: int) -> int:
    """The record that speaks for this one: itself, unless it is joined to another."""
    return PersonNow.objects.filter(pk=person).values_list("joined_to", flat=True).first() or person


def let_liaison_in(people: Sequence[int], *, why: str, now: datetime) -> None:
    """Assigns each person to the family liaison officers whose unit covers theirs."""
    paths = dict(PersonNow.objects.filter(pk__in=people).values_list("pk", "unit_path"))
    officers = Membership.objects.filter(role="family_liaison", until_at=None, user__is_active=True)
    for membership in officers.select_related("user", "unit").order_by("pk"):
        root = membership.unit.path if membership.unit else ""
        keys = [key for key, path in paths.items() if path.startswith(root)]
        if keys:
            access.assign([membership.user], kind="person", keys=keys, why=why, now=now)


@transaction.atomic
def withdraw_calls(
    people: Sequence[Person], *, occasion: str, reason: str, by: User | None, now: datetime
) -> list[Call]:
    """Takes the calls back when an arrival is undone; gives those that were taken back or need to be mended.

    Who has not been called is not called. Who was told already is called by a person and hears why it was too
    early: nothing is ever sent by itself. A message that has not left yet is recalled.
    """
    tellings = list(_locked({person.pk for person in people}, occasion).filter(state="open"))
    keys = [telling.pk for telling in tellings]
    Telling.objects.filter(pk__in=keys).update(state="withdrawn", reason=reason.strip()[:300])
    open_calls = Call.objects.filter(telling__in=keys)
    quiet = list(open_calls.filter(state__in=CALL.sources("withdraw")).values_list("pk", flat=True))
    told = list(open_calls.filter(state__in=CALL.sources("withdraw_told")).values_list("pk", flat=True))
    Call.objects.filter(pk__in=quiet).update(state="withdrawn", turns=F("turns") + 1)
    Call.objects.filter(pk__in=told).update(state="mend", due_at=now + MEND_WITHIN, turns=F("turns") + 1)
    after_call.recall(told, by=by, now=now)
    talking = set(Call.objects.filter(telling__in=keys, state="mend").values_list("telling__person", flat=True))
    access.end_assignment(
        why=f"occasion:{occasion}",
        now=now,
        kind="person",
        keys=[telling.person_id for telling in tellings if telling.person_id not in talking],
    )
    ledger.record_many(
        [("withdraw_calls", "person", telling.person_id, {"occasion": occasion}) for telling in tellings],
        by=by,
        now=now,
    )
    found = Call.objects.filter(pk__in=[*quiet, *told]).select_related("telling", "relative")
    return list(found.order_by("telling__person", "relative__place", "pk"))


# The call itself


@transaction.atomic
def log_outcome(
    call: Call,
    outcome: str,
    *,
    by: User | None,
    now: datetime,
    note: str = "",
    call_again_at: datetime | None = None,
    seen: int | None = None,
) -> ContactLog:
    """Records how a call went. «Told» lets the next in the order be called and queues the message without a status.

    `seen` is the number of turns that the page showed: a call that went on meanwhile is a StaleView.
    """
    telling, call = _for_work(call, seen=seen)
    if outcome not in OUTCOMES or outcome in ("talk", "undone"):
        raise Refused(_("Виберіть зі списку, чим закінчився дзвінок."), "outcome")
    if (outcome == "explained") != (call.state == "mend") and outcome in ("told", "explained"):
        raise Refused(_("Виберіть зі списку, чим закінчився дзвінок."), "outcome")
    if outcome == "told" and not is_home(telling.person_id):
        raise Refused(
            _(
                "Повернення цієї людини зараз не підтверджено: не повідомляйте його. Якщо вже сказали, запишіть "
                "розмову в журнал і скажіть керівникові."
            ),
            "outcome",
            code="not_home",
        )
    row = _add_row(call, outcome, note=note, by=by, now=now)
    changes = _changes(call, outcome, call_again_at=call_again_at, by=by, now=now)
    moved = Call.objects.filter(pk=call.pk, turns=call.turns).update(turns=F("turns") + 1, **changes)
    if not moved:
        raise StaleView(_("Цей дзвінок тим часом записав хтось інший."))
    if outcome == "told":
        after_call.queue(call, not_before=now + UNDO_WITHIN, by=by, now=now)
    settle([telling.pk], now=now)
    return row


def _for_work(call: Call, *, seen: int | None) -> tuple[Telling, Call]:
    """The telling, locked, and the call as it is now; Refused where nobody is to be called."""
    telling = Telling.objects.select_for_update().get(pk=call.telling_id)
    call = Call.objects.select_related("relative").get(pk=call.pk)
    if seen is not None and seen != call.turns:
        raise StaleView(_("Цей дзвінок тим часом записав хтось інший."), theirs=call.state_label)
    if call.state == "held":
        raise Refused(_("Ще не час: спершу повідомте того, хто раніше в черзі."), code="held")
    if call.state not in ("released", "not_reached", "mend"):
        raise StaleView(_("Цей дзвінок уже закінчено."), theirs=call.state_label)
    if call.relative.state != "verified":
        raise Refused(
            _("Особу родича зараз не підтверджено. Телефонуйте, коли її підтвердить друга людина."), code="unverified"
        )
    return telling, call


def is_home(person: int) -> bool:
    """Whether the return of a person is verified now: before that no family hears of it."""
    now = PersonNow.objects.get(pk=person)
    return now.status_group == "returned"


def _changes(
    call: Call, outcome: str, *, call_again_at: datetime | None, by: User | None, now: datetime
) -> dict[str, Any]:
    if outcome == "told":
        return {"state": CALL.check(call.state, "tell"), "told_at": now, "told_by": by}
    if outcome == "explained":
        return {"state": CALL.check(call.state, "explain")}
    state = call.state if call.state == "mend" else CALL.check(call.state, "miss")
    if outcome == "later":
        if call_again_at is None or not now < call_again_at <= now + LATEST:
            raise Refused(_("Введіть день і час, коли зателефонувати: не пізніше ніж за тиждень."), "call_again_at")
        return {"state": state, "due_at": call_again_at}
    changes = {"state": state, "tries": call.tries + 1, "due_at": now + TRY_AGAIN_AFTER}
    return changes | ({"is_number_wrong": True} if outcome == "wrong_number" else {})


def _add_row(call: Call, outcome: str, *, note: str, by: User | None, now: datetime) -> ContactLog:
    before = {
        "state": call.state,
        "due_at": call.due_at.isoformat(),
        "tries": call.tries,
        "is_number_wrong": call.is_number_wrong,
    }
    return _log(call.relative, outcome, way="phone", note=note, by=by, now=now, call=call, before=json.dumps(before))


def _log(
    relative: Relative, outcome: str, *, way: str, note: str, by: User | None, now: datetime, **more: Any
) -> ContactLog:
    note = note.strip()
    if len(note) > 2000:
        raise Refused(_("Запис задовгий: не більше 2000 знаків."), "note")
    row = ContactLog.objects.create(
        person_id=relative.person_id,
        relative=relative,
        outcome=outcome,
        way=way,
        note=vault.seal(note, owner=relative.owner, place="contactlog.note"),
        by=by,
        at=now,
        **more,
    )
    detail = {"relative": relative.pk, "outcome": outcome, "row": row.pk}
    ledger.record("log_contact", by=by, now=now, kind="person", key=relative.person_id, detail=detail)
    return row


@transaction.atomic
def log_talk(relative: Relative, *, way: str, note: str, by: User, now: datetime) -> ContactLog:
    """Records a conversation that belongs to no call."""
    if way not in WAYS:
        raise Refused(_("Виберіть зі списку, як ви говорили."), "way")
    if not note.strip():
        raise Refused(_("Напишіть, про що була розмова."), "note")
    return _log(relative, "talk", way=way, note=note, by=by, now=now)


@transaction.atomic
def undo(row: ContactLog, *, by: User, now: datetime) -> ContactLog:
    """Takes the last entry of a call back, within minutes, by a new entry; the message that waits is recalled."""
    if row.call is None or row.outcome == "undone":
        raise Refused(_("Скасувати можна лише запис про дзвінок."))
    telling = Telling.objects.select_for_update().get(pk=row.call.telling_id)
    if now - row.at > UNDO_WITHIN:
        raise Refused(_("Минуло понад 10 хвилин. Запишіть новий дзвінок або розмову."), code="late")
    last = ContactLog.objects.filter(call=row.call).order_by("-pk").first()
    if last != row:
        raise StaleView(_("Після цього запису вже є інший."), theirs=last.outcome_label if last else None)
    before = json.loads(row.before)
    call = Call.objects.get(pk=row.call.pk)
    if call.state == "withdrawn" or (call.state == "mend" and row.outcome == "told"):
        raise StaleView(_("Дзвінок тим часом відкликано."), theirs=call.state_label)
    changes: dict[str, Any] = {
        "state": before["state"],
        "due_at": datetime.fromisoformat(before["due_at"]),
        "tries": before["tries"],
        "is_number_wrong": before["is_number_wrong"],
    }
    if row.outcome == "told":
        changes |= {"told_at": None, "told_by": None}
        after_call.recall([call.pk], by=by, now=now)
    Call.objects.filter(pk=call.pk).update(turns=F("turns") + 1, **changes)
    assert row.relative is not None
    undone = _log(row.relative, "undone", way=row.way, note="", by=by, now=now, call=call, undoes=row)
    settle([telling.pk], now=now)
    return undone
