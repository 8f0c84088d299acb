"""Two signatures under a list, what they bring into effect, and opening it again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.errors import Refused, StaleView
from dodomu.exchanges.actions.lines import log
from dodomu.exchanges.actions.lists import move_list, sealed_reason
from dodomu.exchanges.models import Line, NameList, Signature
from dodomu.exchanges.queries.desk import barred
from dodomu.exchanges.states import ARRIVAL, DECIDED, LIST
from dodomu.ledger import actions as ledger
from dodomu.people.models import Fact


def decisions_digest(name_list: NameList) -> str:
    """A hash over what is about to be signed: every line with its decision."""
    rows = name_list.lines.order_by("number").values_list("number", "state", "person", "arrival")
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()


@transaction.atomic
def sign(name_list: NameList, *, digest: str, by: User, now: datetime) -> int:
    """Signs a list as the first or the second person and returns which. `digest` is what the signer saw.

    Refused while a line is open, when the first signer signs again, or when anything changed since it was shown.
    """
    # One signer at a time; SQLite holds the write lock from the beginning of the transaction.
    name_list = NameList.objects.select_for_update().get(pk=name_list.pk)
    if name_list.state not in ("deciding", "signed_once"):
        raise StaleView(_("Стан списку тим часом змінився."), theirs=LIST.label(name_list.state))
    open_lines = name_list.lines.exclude(state__in=DECIDED).count()
    if open_lines:
        raise Refused(_("Ще не вирішено рядків: %(count)s.") % {"count": open_lines}, code="open")
    if digest != decisions_digest(name_list):
        raise StaleView(_("Рішення змінилися відтоді, як ви їх переглянули. Перегляньте ще раз."))
    if name_list.signatures.filter(turn=name_list.turn, by=by).exists():
        raise Refused(_("Другий підпис має поставити інша людина."), code="same_person")
    if barred(by, list(name_list.lines.exclude(person=None).values_list("person_id", flat=True))):
        raise Refused(_("У списку є близька вам людина. Підписати його має хтось інший."), code="close")
    place = 1 if name_list.state == "deciding" else 2
    first = name_list.signatures.filter(turn=name_list.turn, place=1).first()
    if first and first.digest != digest:
        raise StaleView(_("Рішення змінилися після першого підпису."))
    move_list(name_list, "sign_first" if place == 1 else "sign_second")
    Signature.objects.create(list=name_list, turn=name_list.turn, place=place, by=by, at=now, digest=digest)
    ledger.record(
        "sign_list", by=by, now=now, kind="list", key=name_list.pk, detail={"place": place, "turn": name_list.turn}
    )
    return place


@transaction.atomic
def send_back(name_list: NameList, *, reason: str, by: User, now: datetime) -> None:
    """Sends a list signed once back to be matched; its one signature no longer counts."""
    if not reason.strip():
        raise Refused(_("Назвіть причину."), "reason")
    move_list(name_list, "send_back", turn=F("turn") + 1, reason=sealed_reason(name_list, reason))
    ledger.record("send_back_list", by=by, now=now, kind="list", key=name_list.pk)


def to_settle(name_list: NameList) -> list[Line]:
    """The lines that a second signature brings into effect: decided for a person, not handed over before."""
    return list(
        name_list.lines.filter(state__in=["confirmed", "new"], arrival="unsigned")
        .select_related("person", "list__round", "list__stage")
        .order_by("number")
    )


def settle(lines: Sequence[Line], facts: Sequence[Fact]) -> None:
    """Notes for each line the fact that its signing stated."""
    for line, fact in zip(lines, facts, strict=True):
        line.arrival = ARRIVAL.check(line.arrival, "sign")
        line.handed_over = fact
        line.returned = None
        line.version += 1
    Line.objects.bulk_update(lines, ["arrival", "handed_over", "returned", "version"], batch_size=200)


def note_handed_over(lines: Sequence[Line], facts: Sequence[Fact]) -> None:
    """Notes for each line the fact that its person was handed over, stated anew."""
    for line, fact in zip(lines, facts, strict=True):
        line.handed_over = fact
    Line.objects.bulk_update(lines, ["handed_over"], batch_size=200)


def note_returned(lines: Sequence[Line], facts: Sequence[Fact | None]) -> None:
    """Notes for each line the fact of the return that its arrival stated, or that there is none any more."""
    for line, fact in zip(lines, facts, strict=True):
        line.returned = fact
    Line.objects.bulk_update(lines, ["returned"], batch_size=200)


def check_none_close(lines: Sequence[Line], *, by: User) -> None:
    """Nobody says of somebody close to them that they arrived, or did not: another officer does."""
    if not barred(by, [line.person_id for line in lines if line.person_id]):
        return
    if len(lines) == 1:
        raise Refused(_("Це близька вам людина. Її прибуття має підтвердити інша людина."), code="close")
    raise Refused(_("Серед вибраних є близька вам людина. Її прибуття має підтвердити інша людина."), code="close")


def move_arrivals(lines: Sequence[Line], act: str, *, by: User, now: datetime, reason: str = "") -> None:
    """Moves the arrivals of lines together; StaleView when one of them was moved by somebody else meanwhile."""
    if act != "reset":  # taking the signing back concerns the whole list, not what is known of one person
        check_none_close(lines, by=by)
    move = ARRIVAL.moves[act]
    moved = Line.objects.filter(pk__in=[line.pk for line in lines], arrival__in=move.sources).update(
        arrival=move.target, arrival_by=by, arrival_at=now, arrival_reason=reason[:300], version=F("version") + 1
    )
    if moved != len(lines):
        raise StaleView(_("Дехто з цих людей тим часом має інший стан прибуття. Оновіть сторінку."))
    for line in lines:
        line.refresh_from_db()


def put_back(lines: Sequence[Line], *, by: User, now: datetime, reason: str) -> None:
    """Opens lines again whose person turned out to be another: the list must be decided and signed anew for them."""
    for line in lines:
        Line.objects.filter(pk=line.pk).update(
            state="open",
            person=None,
            chosen=None,
            decided_by=None,
            decided_at=None,
            seconded_by=None,
            arrival="unsigned",
            handed_over=None,
            returned=None,
            version=F("version") + 1,
        )
        log(line, "put_back", person=line.person, by=by, now=now, how="", reason=reason)
    for name_list in {line.list for line in lines}:
        reopen(name_list)


def reopen(name_list: NameList) -> None:
    """Opens a signed list again for another turn of two signatures; one that is open already stays so."""
    NameList.objects.filter(pk=name_list.pk, state="signed").update(state="deciding", turn=F("turn") + 1)
    NameList.objects.filter(pk=name_list.pk, state="signed_once").update(state="deciding", turn=F("turn") + 1)
    name_list.refresh_from_db()
