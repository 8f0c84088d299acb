"""One candidate said not to be the person of a line, and that taken back: nothing else of the line is decided by it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.errors import Refused, StaleView
from dodomu.exchanges.actions.candidates import offer_by_hand, rank_lines, save
from dodomu.exchanges.actions.lines import check_decidable, check_not_close, last_decided, log, undo
from dodomu.exchanges.actions.remembering import forget, remember
from dodomu.exchanges.models import Decision, Line, NameList, NotMeant
from dodomu.exchanges.queries.reading import read_lines
from dodomu.people.models import Person


@transaction.atomic
def reject(
    line: Line, person: Person, *, by: User, now: datetime, version: int | None = None, how: str = "click"
) -> Line:
    """Says that a line does not mean this candidate; the others are compared anew without them."""
    _check_open(line, person, version=version, by=by, now=now)
    if not line.candidates.filter(person=person).exists():
        raise Refused(_("Спершу виберіть кандидата: 1, 2 або 3."), "person")
    remember(line, [person.pk], act="reject", by=by, now=now)
    log(line, "reject", person=person, by=by, now=now, how=how, reason="")
    return _compared_anew(line, by=by, now=now)


@transaction.atomic
def take_back(
    line: Line, person: Person, *, by: User, now: datetime, version: int | None = None, how: str = "click"
) -> Line:
    """Takes back «not this person», whoever said it and of whichever list: the person may be a candidate again."""
    _check_open(line, person, version=version, by=by, now=now)
    if not forget(line, person=person.pk, by=by, now=now):
        raise StaleView(_("Цей рядок тим часом вирішив хтось інший."), theirs=line)
    log(line, "take_back", person=person, by=by, now=now, how=how, reason="")
    return _compared_anew(line, by=by, now=now)


def undo_last(name_list: NameList, *, by: User, now: datetime, how: str = "click") -> Line | None:
    """Takes back the last step of this officer on a list, a decision or a «not this person»; None for none."""
    steps = Decision.objects.filter(line__list=name_list, by=by).exclude(act__in=["undo", "take_back"])
    last = steps.select_related("line__list__stage", "person").order_by("-pk").first()
    if last and last.act == "reject" and last.person and _stands(last):
        return take_back(last.line, last.person, by=by, now=now, how=how)
    line = last_decided(name_list, by=by)
    return undo(line, by=by, now=now, how=how) if line else None


def _stands(step: Decision) -> bool:
    rows = NotMeant.objects.filter(line=step.line, person=step.person, act="reject", taken_back_at=None)
    return step.line.is_undecided and rows.exists()


def _check_open(line: Line, person: Person, *, version: int | None, by: User, now: datetime) -> None:
    check_decidable(line, version=version, by=by, now=now)
    if not line.is_undecided or not line.tag:
        raise Refused(_("Рядок уже вирішено. Спершу скасуйте рішення."))
    check_not_close(line, person, by=by)
    moved = Line.objects.filter(pk=line.pk, version=line.version).update(version=F("version") + 1)
    if not moved:
        line.refresh_from_db()
        raise StaleView(_("Цей рядок тим часом вирішив хтось інший."), theirs=line)


def _compared_anew(line: Line, *, by: User, now: datetime) -> Line:
    """The candidates without those said not to be meant; whom an officer had found by hand stays beside the line."""
    read = read_lines(line.list, [line])
    before = list(line.candidates.order_by("place").values_list("person", flat=True))
    line.refresh_from_db()
    ranked = rank_lines(read)
    save(line.list, [line], ranked, now=now)
    by_hand = [key for key in before if key not in ranked[0].refused and key not in ranked[0].keys]
    if by_hand:
        offer_by_hand(line, by_hand, by=by, now=now)
    return line
