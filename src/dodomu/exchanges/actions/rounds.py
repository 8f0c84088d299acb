"""Rounds and their stages, as they were announced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access import actions as access
from dodomu.access.models import User
from dodomu.errors import Refused
from dodomu.exchanges.models import Candidate, Round, Stage, StagePart, StageSource
from dodomu.ledger import actions as ledger
from dodomu.reference.breakdown import Part, differences
from dodomu.reference.rounds import RoundRow


@transaction.atomic
def open_round(
    *,
    ordinal: int | None,
    on: date,
    announced: int | None,
    is_withheld: bool = False,
    mediator: str = "",
    source_url: str = "",
    parts: Sequence[Part] = (),
    note: str = "",
    by: User,
    now: datetime,
) -> Round:
    """Opens a round with its first stage; whoever opens it is assigned to it."""
    if ordinal is not None and Round.objects.filter(ordinal=ordinal).exists():
        raise Refused(_("Обмін з таким порядковим номером уже є. Додайте до нього етап."), "ordinal")
    round = Round.objects.create(ordinal=ordinal, began_on=on, ended_on=on, mediator=mediator[:120], opened_by=by)
    add_stage(
        round,
        on=on,
        announced=announced,
        is_withheld=is_withheld,
        parts=parts,
        note=note,
        source_url=source_url,
        by=by,
        now=now,
    )
    assign_officers(round, [by], now=now)
    ledger.record("open_round", by=by, now=now, kind="round", key=round.pk)
    return round


@transaction.atomic
def add_stage(
    round: Round,
    *,
    on: date,
    announced: int | None,
    is_withheld: bool = False,
    parts: Sequence[Part] = (),
    note: str = "",
    source_url: str = "",
    by: User | None,
    now: datetime,
) -> Stage:
    """Adds a day to a round. The parts must add up to the announced number where all of them are counted."""
    if is_withheld and announced is not None:
        raise Refused(_("Число або назване, або не розголошується."), "announced")
    if round.stages.filter(on=on).exists():
        raise Refused(_("Такий день у цьому обміні вже є."), "on")
    for difference in differences(parts, announced):
        raise Refused(
            _("Частини дають %(counted)s, а названо %(stated)s.")
            % {"counted": difference.counted, "stated": difference.stated},
            "parts",
        )
    stage = Stage.objects.create(round=round, on=on, announced=announced, is_withheld=is_withheld, note=note)
    _add_parts(stage, parts, parent=None)
    if source_url:
        StageSource.objects.create(stage=stage, url=source_url[:500])
    Round.objects.filter(pk=round.pk).update(began_on=min(round.began_on, on), ended_on=max(round.ended_on, on))
    round.refresh_from_db()
    ledger.record("add_stage", by=by, now=now, kind="round", key=round.pk, detail={"stage": stage.pk})
    return stage


def _add_parts(stage: Stage, parts: Iterable[Part], *, parent: StagePart | None) -> None:
    for part in parts:
        row = StagePart.objects.create(stage=stage, parent=parent, code=part.code, count=part.count)
        _add_parts(stage, part.parts, parent=row)


def assign_officers(round: Round, users: Iterable[User], *, now: datetime) -> None:
    """Lets accounts work on the lists of a round."""
    access.assign(users, kind="round", keys=[round.pk], why=f"round:{round.pk}", now=now)


@transaction.atomic
def let_in(round: Round, user: User, *, by: User, now: datetime) -> None:
    """Lets one more account work on a round: on its lists, and on everybody who was offered or decided in them."""
    assign_officers(round, [user], now=now)
    for name_list in round.lists.exclude(state="withdrawn"):
        lines = name_list.lines.all()
        offered = Candidate.objects.filter(line__list=name_list).values_list("person", flat=True)
        decided = lines.exclude(person=None).values_list("person", flat=True)
        access.assign([user], kind="person", keys={*offered, *decided}, why=f"list:{name_list.pk}", now=now)
    ledger.record("assign_officer", by=by, now=now, kind="round", key=round.pk, detail={"account": user.pk})


@transaction.atomic
def load_rounds(rows: Iterable[RoundRow], *, now: datetime) -> tuple[int, int]:
    """Loads the published rounds: how many rounds and stages were new. Running it again changes nothing."""
    rounds = stages = 0
    for row in rows:
        known = (
            Round.objects.filter(ordinal=row.ordinal)
            if row.ordinal
            else Round.objects.filter(ordinal=None, began_on=row.began_on)
        )
        round = known.first()
        if round is None:
            round = Round.objects.create(ordinal=row.ordinal, began_on=row.began_on, ended_on=row.ended_on)
            rounds += 1
        for one in row.stages:
            stage, is_new = Stage.objects.get_or_create(
                round=round,
                on=one.on,
                defaults={
                    "announced": one.announced,
                    "is_withheld": one.is_withheld,
                    "in_exchange": one.in_exchange,
                    "outside_exchange": one.outside_exchange,
                    "considered_missing": one.considered_missing,
                    "running_total": one.cumulative_total,
                    "note": one.note,
                },
            )
            if is_new:
                stages += 1
                _add_parts(stage, one.parts, parent=None)
                StageSource.objects.get_or_create(stage=stage, url=one.source_url[:500])
    if rounds or stages:
        ledger.record("load_rounds", by=None, now=now, kind="rounds", detail={"rounds": rounds, "stages": stages})
    return rounds, stages
