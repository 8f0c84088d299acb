"""A list becomes a homecoming: signed by two, people handed over, each verified on arrival, case opened, family called.

Each function is one transaction. Nothing of a list is visible to a family or in public before an arrival is verified.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.clock import day
from dodomu.errors import Refused, StaleView
from dodomu.exchanges import actions as exchanges
from dodomu.exchanges.models import Line, NameList
from dodomu.families import actions as families
from dodomu.ledger import actions as ledger
from dodomu.people import actions as people
from dodomu.people.actions import Stated
from dodomu.people.models import Fact, Person, Source
from dodomu.reintegration import actions as reintegration


@transaction.atomic
@ledger.together()
def sign_list(name_list: NameList, *, digest: str, by: User, now: datetime) -> int:
    """Signs a list; with the second signature its people are «handed over, being checked» and a case is expected.

    Returns which signature it was. No call is released and nothing is told: that waits for the arrival.
    """
    place = exchanges.sign(name_list, digest=digest, by=by, now=now)
    if place == 2:
        lines = exchanges.to_settle(name_list)
        facts = _state(lines, "HANDED_OVER", kind="list_line", by=by, now=now, act="hand_over")
        exchanges.settle(lines, facts)
        reintegration.expect_cases(_people(lines), occasion=name_list.round.occasion, by=by, now=now)
        _keep_counted(name_list, lines, by=by, now=now)
    return place


def _keep_counted(name_list: NameList, lines: Sequence[Line], *, by: User, now: datetime) -> None:
    ledger.record(
        "take_effect",
        by=by,
        now=now,
        kind="list",
        key=name_list.pk,
        detail={"turn": name_list.turn, "lines": len(lines)},
    )


@transaction.atomic
@ledger.together()
def verify_arrival(
    lines: Sequence[Line], *, by: User, now: datetime, bound_for: str = "", brought: Sequence[str] = ()
) -> list[Fact]:
    """Verifies that the people of these lines arrived: they are returned, the case opens, the call is released.

    `bound_for` is the code of the facility they are taken to, `brought` what they have with them, where it is known.
    All of them or none: StaleView when somebody else moved one of them meanwhile.
    """
    lines = _locked(lines)
    exchanges.move_arrivals(lines, "verify", by=by, now=now)
    facts = _state(lines, "RETURNED_EXCHANGE", kind="reception", by=by, now=now, act="verify_arrival")
    exchanges.note_returned(lines, facts)
    for occasion, group in _by_occasion(lines).items():
        reintegration.open_cases(_people(group), occasion=occasion, by=by, now=now)
        reintegration.note_reception(
            _people(group), occasion=occasion, bound_for=bound_for, brought=brought, by=by, now=now
        )
        families.release_calls(_people(group), occasion=occasion, by=by, now=now)
    return facts


@transaction.atomic
@ledger.together()
def miss_arrival(lines: Sequence[Line], *, reason: str, by: User, now: datetime) -> None:
    """Notes that people did not arrive: they were not handed over after all, and what was known before speaks again."""
    _check_reason(reason)
    lines = _locked(lines)
    exchanges.move_arrivals(lines, "miss", by=by, now=now, reason=reason)
    _withdraw(lines, "handed_over", reason=reason, by=by, now=now, act="not_arrived")
    _withdraw_cases(lines, reason=reason, by=by, now=now)


@transaction.atomic
@ledger.together()
def expect_again(lines: Sequence[Line], *, reason: str, by: User, now: datetime) -> None:
    """Takes back «did not arrive»: the people are handed over, being checked, as when the list was signed."""
    _check_reason(reason)
    lines = _locked(lines)
    exchanges.move_arrivals(lines, "expect_again", by=by, now=now, reason=reason)
    facts = _state(lines, "HANDED_OVER", kind="list_line", by=by, now=now, act="hand_over")
    exchanges.note_handed_over(lines, facts)
    for occasion, group in _by_occasion(lines).items():
        reintegration.expect_cases(_people(group), occasion=occasion, by=by, now=now)


@transaction.atomic
@ledger.together()
def find_another(line: Line, *, kind: str, reason: str, by: User, now: datetime) -> None:
    """Notes that somebody else came (`stranger`) or a namesake of the person signed (`namesake`).

    The line goes back to the list with the reason, to be decided and signed by two people again.
    """
    _check_reason(reason)
    act = {"stranger": "find_stranger", "namesake": "find_namesake"}[kind]
    lines = _locked([line])
    exchanges.move_arrivals(lines, act, by=by, now=now, reason=reason)
    _withdraw(lines, "handed_over", reason=reason, by=by, now=now, act=f"arrival_{kind}")
    _withdraw_cases(lines, reason=reason, by=by, now=now)
    exchanges.put_back(lines, by=by, now=now, reason=reason)


@transaction.atomic
@ledger.together()
def undo_arrival(lines: Sequence[Line], *, reason: str, by: User, now: datetime) -> None:
    """Takes back a verified arrival: «returned» is withdrawn, the case too, and calls that were not made.

    Where a family was told already, a task for a person is queued, never an automatic message.
    """
    _check_reason(reason)
    lines = _locked(lines)
    exchanges.move_arrivals(lines, "undo_arrival", by=by, now=now, reason=reason)
    _undo_returned(lines, reason=reason, by=by, now=now)
    for occasion, group in _by_occasion(lines).items():
        reintegration.expect_cases(_people(group), occasion=occasion, by=by, now=now)


@transaction.atomic
@ledger.together()
def undo_signing(name_list: NameList, *, reason: str, by: User, now: datetime) -> int:
    """Takes a signed list out of effect by new facts with a reason, and opens it for two signatures again.

    Returns how many lines were taken back.
    """
    _check_reason(reason)
    name_list = NameList.objects.select_for_update().select_related("round", "stage").get(pk=name_list.pk)
    lines = list(
        name_list.lines.exclude(arrival="unsigned").select_related("person", "handed_over", "returned", "list__round")
    )
    if not lines:
        raise Refused(_("У цьому списку ще нічого не підписано двома людьми."), code="state")
    arrived = [line for line in lines if line.arrival == "arrived"]
    _undo_returned(arrived, reason=reason, by=by, now=now)
    _withdraw([line for line in lines if line.handed_over], "handed_over", reason=reason, by=by, now=now, act="undo")
    _withdraw_cases(lines, reason=reason, by=by, now=now)
    exchanges.move_arrivals(lines, "reset", by=by, now=now, reason=reason)
    exchanges.reopen(name_list)
    ledger.record(
        "undo_signing",
        by=by,
        now=now,
        kind="list",
        key=name_list.pk,
        detail={"lines": len(lines)},
    )
    return len(lines)


def _undo_returned(lines: Sequence[Line], *, reason: str, by: User, now: datetime) -> None:
    _withdraw(lines, "returned", reason=reason, by=by, now=now, act="undo_arrival")
    exchanges.note_returned(lines, [None] * len(lines))
    families.give_back(_people(lines), now=now)
    for occasion, group in _by_occasion(lines).items():
        reintegration.withdraw_cases(_people(group), occasion=occasion, reason=reason, by=by, now=now)
        families.withdraw_calls(_people(group), occasion=occasion, reason=reason, by=by, now=now)


def _withdraw_cases(lines: Sequence[Line], *, reason: str, by: User, now: datetime) -> None:
    families.give_back(_people(lines), now=now)
    for occasion, group in _by_occasion(lines).items():
        reintegration.withdraw_cases(_people(group), occasion=occasion, reason=reason, by=by, now=now)


def _check_reason(reason: str) -> None:
    if len(reason.strip()) < 5:
        raise Refused(_("Назвіть причину кількома словами."), "reason")


def _locked(lines: Sequence[Line]) -> list[Line]:
    """The lines as they are now, held against other writers: their lists first, then they, each in a fixed order.

    Whoever decides a line takes them in the same order, so that two never wait for each other.
    """
    lists = NameList.objects.filter(lines__in=[line.pk for line in lines]).values("pk")
    list(NameList.objects.select_for_update().filter(pk__in=lists).order_by("pk").values_list("pk"))
    found = list(
        Line.objects.select_for_update(of=("self",))
        .filter(pk__in=[line.pk for line in lines])
        .select_related("person", "list__round", "list__stage", "handed_over", "returned")
        .order_by("pk")
    )
    if len(found) != len({line.pk for line in lines}) or any(line.person_id is None for line in found):
        raise StaleView(_("Дехто з цих людей тим часом має інший стан прибуття. Оновіть сторінку."))
    return found


def _people(lines: Sequence[Line]) -> list[Person]:
    return [line.person for line in lines if line.person is not None]


def _by_occasion(lines: Sequence[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.list.round.occasion, []).append(line)
    return found


def _state(lines: Sequence[Line], status: str, *, kind: str, by: User, now: datetime, act: str) -> list[Fact]:
    """States one status for each line, each with the line as its source."""
    today = day(now)
    sources = Source.objects.bulk_create(
        [
            Source(
                kind=kind,
                title=exchanges.source_title(line),
                dated_on=min(line.list.stage.on, today),
                reference=exchanges.reference(line),
            )
            for line in lines
        ],
        batch_size=500,
    )
    stated = [
        (
            line.person,
            Stated("status", status, min(line.list.stage.on, today), today, source, standing="confirmed"),
        )
        for line, source in zip(lines, sources, strict=True)
        if line.person is not None
    ]
    return people.state_many(stated, by=by, now=now, act=act)


def _withdraw(lines: Sequence[Line], which: str, *, reason: str, by: User, now: datetime, act: str) -> None:
    facts = [getattr(line, which) for line in lines if getattr(line, which) is not None]
    if facts:
        source = people.add_source("decision", title=reason, dated_on=day(now))
        people.withdraw_many(facts, reason=reason, source=source, by=by, now=now, act=act)
