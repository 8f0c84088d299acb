"""Taking in lists of names, and withdrawing them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dodomu.access import actions as access
from dodomu.access import vault
from dodomu.access.models import User
from dodomu.errors import Refused, StaleView
from dodomu.exchanges.actions.rounds import assign_officers
from dodomu.exchanges.models import Line, NameList, Stage
from dodomu.exchanges.queries.reading import REASON_PLACE, seal_lines
from dodomu.exchanges.states import LIST
from dodomu.formats.columns import ListLine
from dodomu.jobs import actions as jobs
from dodomu.ledger import actions as ledger


@transaction.atomic
def take_list(
    stage: Stage,
    lines: Sequence[ListLine],
    *,
    received: bytes,
    filename: str = "",
    kind: str,
    encoding: str = "",
    columns: str = "",
    title: str = "",
    is_repeat_meant: bool = False,
    by: User,
    now: datetime,
) -> NameList:
    """Takes in a list: every row is kept as received, also one that names nobody; a job finds the candidates.

    A record that was refused (a damaged name, two people in a cell) is a line like any other and waits for a decision:
    somebody may be meant in it. Only a row that is no person (a total, a signature) is decided from the start.

    The same bytes taken in before for this round are Refused with the code `seen`, unless that is meant.
    """
    if not lines:
        raise Refused(_("У списку немає жодного рядка."), "file")
    digest = hashlib.sha256(received).hexdigest()
    round = stage.round
    seen = round.lists.filter(digest=digest).exclude(state="withdrawn").first()
    if seen and not is_repeat_meant:
        raise Refused(
            _("Цей файл уже додано до цього обміну: список № %(number)s.") % {"number": seen.number},
            "file",
            code="seen",
        )
    number = (round.lists.aggregate(last=Max("number"))["last"] or 0) + 1
    name_list = NameList.objects.create(
        round=round,
        stage=stage,
        number=number,
        title=title[:200],
        filename=filename[:200],
        kind=kind,
        encoding=encoding,
        digest=digest,
        columns=columns[:300],
        taken_by=by,
        taken_at=now,
    )
    sealed = seal_lines(name_list, lines)
    Line.objects.bulk_create(
        [
            Line(
                list=name_list,
                number=number,
                content=content,
                state="none" if line.refused == "not_a_person" else "open",
                tag="none" if line.refused == "not_a_person" else "",
            )
            for number, line, content in zip(_numbers(lines), lines, sealed, strict=True)
        ],
        batch_size=500,
    )
    assign_officers(round, [by], now=now)
    jobs.queue("match_list", key=name_list.pk, by=by, now=now)
    ledger.record("take_list", by=by, now=now, kind="list", key=name_list.pk, detail={"lines": len(lines)})
    return name_list


def _numbers(lines: Sequence[ListLine]) -> Sequence[int]:
    """The numbers of the lines as in the file; where sheets of a workbook repeat them, one after the other."""
    own = [line.number for line in lines]
    return own if len(set(own)) == len(own) else range(1, len(own) + 1)


def move_list(name_list: NameList, act: str, **changes: object) -> None:
    """Moves a list by its table; StaleView when its state or turn changed meanwhile."""
    target = LIST.moves[act].target
    moved = NameList.objects.filter(pk=name_list.pk, state__in=LIST.sources(act), turn=name_list.turn).update(
        state=target, **changes
    )
    if not moved:
        theirs = NameList.objects.get(pk=name_list.pk)
        raise StaleView(_("Стан списку тим часом змінився."), theirs=LIST.label(theirs.state))
    name_list.refresh_from_db()


def sealed_reason(name_list: NameList, reason: str) -> str:
    """A reason as it is kept: it may name people, so it stands sealed with the list and never in the ledger."""
    return vault.seal(reason.strip()[:300], owner=name_list.owner, place=REASON_PLACE)


@transaction.atomic
def withdraw_list(name_list: NameList, *, reason: str, by: User, now: datetime) -> None:
    """Takes back a list that was not signed by two people; its lines stay readable."""
    if not reason.strip():
        raise Refused(_("Назвіть причину."), "reason")
    if name_list.lines.exclude(arrival="unsigned").exists():
        raise Refused(_("Частину цього списку вже підписано. Скасуйте підпис."), code="signed")
    move_list(name_list, "withdraw", reason=sealed_reason(name_list, reason))
    access.end_assignment(why=f"list:{name_list.pk}", now=now)
    ledger.record("withdraw_list", by=by, now=now, kind="list", key=name_list.pk)
