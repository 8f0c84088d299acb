"""Deciding the lines of a list. Nothing here changes a person's status: that is `flows.homecoming`."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from dodomu.access import actions as access
from dodomu.access.models import User
from dodomu.clock import day
from dodomu.errors import Refused, StaleView
from dodomu.exchanges.actions import remembering
from dodomu.exchanges.actions.looking_again import look_again
from dodomu.exchanges.models import Candidate, Decision, Line, NameList
from dodomu.exchanges.queries.desk import barred
from dodomu.exchanges.queries.reading import read_lines
from dodomu.exchanges.states import LINE
from dodomu.ledger import actions as ledger
from dodomu.people import actions as people
from dodomu.people.models import Person, PersonNow


def source_title(line: Line) -> str:
    """The words by which the line is cited as a source."""
    return f"список {line.list.number}, рядок {line.number}"


def reference(line: Line) -> str:
    """The round, list and line, for machines."""
    return f"round:{line.list.round_id} list:{line.list_id} line:{line.number}"


@transaction.atomic
def hold(line: Line, *, by: User, now: datetime) -> bool:
    """Holds a line for two minutes while somebody looks at it; False while another person holds it.

    Whoever turns to another line lets go of the one before.
    """
    until = now + timedelta(seconds=settings.LINE_HELD_SECONDS)
    free = Q(held_by=None) | Q(held_by=by) | Q(held_until__lt=now)
    held_before = Line.objects.filter(list=line.list_id, held_by=by).exclude(pk=line.pk)
    held_before.update(held_by=None, held_until=None)
    return bool(Line.objects.filter(free, pk=line.pk).update(held_by=by, held_until=until))


def _check_list_open(line: Line) -> None:
    """The list is open as it stands now, and stays so to the end of the transaction: a signer waits for the same lock.

    What the page read of the list may be older than a signature; under it a line must not move any more.
    """
    state = NameList.objects.select_for_update().values_list("state", flat=True).get(pk=line.list_id)
    if state not in ("matching", "deciding"):
        raise Refused(_("Список уже підписують. Поверніть його на звірку, щоб змінити рішення."), code="state")


def check_decidable(line: Line, *, version: int | None, by: User, now: datetime) -> None:
    """The list is open, the line is as the officer saw it, and nobody else looks at it; Refused or StaleView."""
    _check_list_open(line)
    if line.arrival != "unsigned":
        raise Refused(_("Цей рядок уже підписано. Зміни – лише через скасування з причиною."), code="signed")
    if version is not None and version != line.version:
        raise StaleView(_("Цей рядок тим часом вирішив хтось інший."), theirs=line)
    if line.held_by_id not in (None, by.pk) and line.held_until and line.held_until > now:
        name = line.held_by.name if line.held_by else ""
        raise StaleView(_("%(name)s дивиться цей рядок.") % {"name": name}, theirs=line)


def check_not_close(line: Line, person: Person | None, *, by: User) -> None:
    """Nobody decides a line beside which somebody close to them stands: as its choice or as a candidate."""
    beside = {*line.candidates.values_list("person", flat=True), line.person_id, person.pk if person else None}
    if barred(by, [key for key in beside if key]):
        raise Refused(_("Серед кандидатів є близька вам людина. Цей рядок має вирішити інша людина."), code="close")


def _decide(
    line: Line, act: str, *, person: Person | None, by: User, now: datetime, how: str, reason: str = "", **more: object
) -> Line:
    check_not_close(line, person, by=by)
    changes: dict[str, object] = {
        "state": LINE.check(line.state, act),
        "person": person,
        "decided_by": by,
        "decided_at": now,
        "seconded_by": None,
        "held_by": None,
        "held_until": None,
        "version": F("version") + 1,
    }
    try:
        with transaction.atomic():
            moved = Line.objects.filter(
                pk=line.pk, version=line.version, state__in=LINE.sources(act), arrival="unsigned"
            ).update(**(changes | more))
    except IntegrityError as error:
        other = Line.objects.filter(list=line.list_id, person=person).first()
        raise Refused(
            _("Цю людину вже вибрано для рядка %(number)s.") % {"number": other.number if other else "?"},
            "person",
            code="taken",
        ) from error
    if not moved:
        line.refresh_from_db()
        raise StaleView(_("Цей рядок тим часом вирішив хтось інший."), theirs=line)
    line.refresh_from_db()
    log(line, act, person=person, by=by, now=now, how=how, reason=reason)
    return line


def log(line: Line, act: str, *, person: Person | None, by: User, now: datetime, how: str, reason: str) -> None:
    """Keeps one step on a line, with the candidates that were shown."""
    shown = ",".join(
        f"{person}:{score:.3f}:{strength}"
        for person, score, strength in line.candidates.values_list("person", "score", "strength")
    )
    Decision.objects.create(
        line=line, act=act, person=person, by=by, at=now, how=how[:5], shown=shown[:300], reason=reason[:300]
    )
    ledger.record(
        "decide_line",
        by=by,
        now=now,
        kind="list",
        key=line.list_id,
        detail={"line": line.number, "act": act, "person": person.pk if person else None},
    )


def needs_second(line: Line, person: Person) -> bool:
    """Whether this choice needs a second person at once: weak or conflicting evidence, or none computed (rule R5)."""
    candidate = Candidate.objects.filter(line=line, person=person).first()
    return candidate is None or candidate.strength in ("weak", "conflict")


@transaction.atomic
def confirm(
    line: Line, person: Person, *, by: User, now: datetime, version: int | None = None, how: str = "click"
) -> Line:
    """Decides that a line is this person. Weak or conflicting evidence waits for a second person."""
    check_decidable(line, version=version, by=by, now=now)
    now_row = PersonNow.objects.filter(pk=person.pk).first()
    if now_row is None or now_row.joined_to_id:
        raise Refused(_("Цей запис об’єднано з іншим. Виберіть основний запис."), "person", code="joined")
    elsewhere = Line.objects.filter(
        list__round=line.list.round_id, person=person, arrival__in=["expected", "arrived"]
    ).first()
    if elsewhere:
        raise Refused(
            _("Цю людину вже підписано в іншому рядку цього обміну: список № %(list)s, рядок %(number)s.")
            % {"list": elsewhere.list.number, "number": elsewhere.number},
            "person",
            code="taken",
        )
    act = "ask_second" if needs_second(line, person) else "confirm"
    remembering.forget(line, person=person.pk, by=by, now=now)  # whoever is confirmed was meant after all
    return _decide(line, act, person=person, by=by, now=now, how=how)


@transaction.atomic
def agree(line: Line, *, by: User, now: datetime, version: int | None = None, how: str = "click") -> Line:
    """Agrees with a choice that needed a second person."""
    _check_list_open(line)
    if line.decided_by_id == by.pk:
        raise Refused(_("Погодитися має інша людина, не та, що вибрала."), code="same_person")
    if version is not None and version != line.version:
        raise StaleView(_("Цей рядок тим часом вирішив хтось інший."), theirs=line)
    person, first, at = line.person, line.decided_by, line.decided_at
    return _decide(
        line, "agree", person=person, by=by, now=now, how=how, decided_by=first, decided_at=at, seconded_by=by
    )


@transaction.atomic
def mark_none(line: Line, *, by: User, now: datetime, version: int | None = None, how: str = "click") -> Line:
    """Decides that none of the candidates is the one, and that the line stays without a record.

    The same words in another list do not offer them again, until this is undone or taken back.
    """
    check_decidable(line, version=version, by=by, now=now)
    line = _decide(line, "none", person=None, by=by, now=now, how=how)
    _remember_candidates(line, act="none", by=by, now=now)
    return line


def _remember_candidates(line: Line, *, act: str, by: User, now: datetime) -> None:
    people = line.candidates.exclude(person=line.person_id).values_list("person", flat=True)
    remembering.remember(line, list(people), act=act, by=by, now=now)


@transaction.atomic
def leave_for_later(line: Line, *, by: User, now: datetime, version: int | None = None, how: str = "click") -> Line:
    """Puts a line aside."""
    check_decidable(line, version=version, by=by, now=now)
    return _decide(line, "later", person=None, by=by, now=now, how=how)


@transaction.atomic
def add_new(line: Line, *, by: User, now: datetime, version: int | None = None, how: str = "click") -> Line:
    """Opens a new record from a line, «being checked», and decides for it. Another line finds it at once."""
    check_decidable(line, version=version, by=by, now=now)
    LINE.check(line.state, "add_new")
    read = read_lines(line.list, [line])[0]
    if not read.name.surname:
        raise Refused(_("У рядку не прочитано імені. Впишіть його вручну, тоді відкривайте запис."), code="unread")
    source = people.add_source(
        "list_line", title=source_title(line), dated_on=min(line.list.stage.on, day(now)), reference=reference(line)
    )
    person = people.open_person(
        read.name,
        source=source,
        by=by,
        now=now,
        birth_on=read.birth.on,
        birth_precision=read.birth.precision or "day",
    )
    access.assign([by], kind="person", keys=[person.pk], why=f"list:{line.list_id}", now=now)
    line = _decide(line, "add_new", person=person, by=by, now=now, how=how)
    _remember_candidates(line, act="add_new", by=by, now=now)
    look_again(person.pk, now=now)  # another line, of this list or another, may name the same person
    return line


@transaction.atomic
def undo(line: Line, *, by: User, now: datetime, version: int | None = None, how: str = "click") -> Line:
    """Takes back the decision on a line, before signing. A record opened from it is marked as made in error."""
    check_decidable(line, version=version, by=by, now=now)
    person = line.person if line.state == "new" else None
    line = _decide(line, "undo", person=None, by=by, now=now, how=how, decided_by=None, decided_at=None)
    remembering.forget(line, by=by, now=now)
    if person is not None:
        source = people.add_source("decision", title=source_title(line), dated_on=min(line.list.stage.on, day(now)))
        people.state(
            person,
            "status",
            "RECORD_ERROR",
            true_from=day(now),
            source=source,
            by=by,
            now=now,
            standing="confirmed",
            is_approved=True,
        )
    return line


def last_decided(name_list: NameList, *, by: User) -> Line | None:
    """The line this person decided last, for «undo»."""
    last = (
        Decision.objects.filter(line__list=name_list, by=by, line__state__in=LINE.sources("undo"))
        .exclude(act="undo")
        .select_related("line__list__stage")
        .order_by("-pk")
        .first()
    )
    return last.line if last else None
