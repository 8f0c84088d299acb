"""The tree of services and units as it is built and changed: who somebody belonged to, and who may know about whom.

A code stands in the facts of people and never changes. Nothing is closed or moved that people, accounts or
facilities still belong to: they would be lost from sight, or counts of earlier days would change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import Membership, User
from dodomu.clock import day
from dodomu.errors import Refused
from dodomu.figures.models import Definition
from dodomu.ledger import actions as ledger
from dodomu.people.models import Fact, PersonNow
from dodomu.reintegration.models import Facility
from dodomu.units import actions, queries
from dodomu.units.models import KINDS, Unit

CODE = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
LONGEST_CODE, LONGEST_NAME = 40, 200
DEEPEST = 20
"""Steps from a service down: a path of more would not fit, and no army has them."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """How much belongs to a unit or to what lies below it."""

    people: int = 0
    roles: int = 0
    units: int = 0
    facilities: int = 0


def belonging(unit: Unit) -> Belonging:
    """What would be lost from sight if the unit were closed: people, roles of accounts, open units, facilities."""
    return Belonging(
        people=PersonNow.objects.filter(unit_path__startswith=unit.path, joined_to=None).count(),
        roles=Membership.objects.filter(unit__path__startswith=unit.path, until_at=None).count(),
        units=queries.below(unit).filter(valid_to=None).exclude(pk=unit.pk).count(),
        facilities=Facility.objects.filter(unit__path__startswith=unit.path, closed_on=None).count(),
    )


def number_said(people: int) -> str:
    """A number of people for somebody who may see no person: small ones only as small."""
    smallest = settings.SMALLEST_PUBLISHED
    return str(people) if people >= smallest else _("менше ніж %(n)s") % {"n": smallest}


def checked_names(name_uk: str, name_en: str, *, most: int = LONGEST_NAME) -> tuple[str, str]:
    """Both names without blanks around; Refused where one is missing or too long."""
    names = (" ".join(name_uk.split()), " ".join(name_en.split()))
    for field, name in zip(("name_uk", "name_en"), names, strict=True):
        if not name:
            raise Refused(_("Введіть назву."), field)
        if len(name) > most:
            raise Refused(_("Назва задовга: не більше %(most)s знаків.") % {"most": most}, field)
    return names


def checked_code(code: str) -> str:
    """A code of a unit; Refused where it is none, or somebody has it, in small or capital letters."""
    code = code.strip()
    if not CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        raise Refused(_("Код – до 40 латинських літер і цифр із дефісом чи крапкою, наприклад NGU-3018."), "code")
    if queries.by_code(code):
        raise Refused(_("Підрозділ із таким кодом уже є."), "code")
    return code


def _check_kind(kind: str, parent: Unit | None) -> None:
    if kind not in KINDS:
        raise Refused(_("Виберіть вид підрозділу."), "kind")
    if (kind == "service") != (parent is None):
        raise Refused(_("Служба стоїть нагорі дерева; усе інше – під нею."), "kind")


@transaction.atomic
def add_unit(
    code: str,
    *,
    kind: str,
    name_uk: str,
    name_en: str,
    parent: Unit | None,
    by: User | None,
    now: datetime,
    valid_from: date | None = None,
) -> Unit:
    """Adds a service, or a unit below another one that is open."""
    code = checked_code(code)
    name_uk, name_en = checked_names(name_uk, name_en)
    _check_kind(kind, parent)
    _check_parent(parent)
    unit = actions.add_unit(code, kind=kind, name_uk=name_uk, name_en=name_en, parent=parent, valid_from=valid_from)
    detail = {"parent": parent.pk if parent else None}
    ledger.record("add_unit", by=by, now=now, kind="unit", key=unit.pk, detail=detail)
    return unit


def _check_parent(parent: Unit | None) -> None:
    if parent is not None and parent.valid_to is not None:
        raise Refused(_("Підрозділ, під який додаєте, закрито."), "parent")
    if parent is not None and parent.path.count("/") > DEEPEST:
        raise Refused(_("Дерево задовге: не більше %(most)s щаблів.") % {"most": DEEPEST}, "parent")


@transaction.atomic
def rename_unit(
    unit: Unit, *, kind: str, name_uk: str, name_en: str, by: User | None, now: datetime, on: date | None = None
) -> Unit:
    """Gives a unit another name or kind; the name before stays with the day until which it was used."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    name_uk, name_en = checked_names(name_uk, name_en)
    _check_kind(kind, unit.parent)
    on = on or day(now)
    if on > day(now):
        raise Refused(_("Цей день ще не настав."), "on")
    former = actions.rename_unit(unit, name_uk=name_uk, name_en=name_en, kind=kind, on=on)
    detail = {"former_name": former.pk if former else None, "kind": kind}
    ledger.record("rename_unit", by=by, now=now, kind="unit", key=unit.pk, detail=detail)
    return unit


@transaction.atomic
def move_unit(unit: Unit, parent: Unit, *, by: User | None, now: datetime) -> Unit:
    """Puts a unit under another one: only while nobody and nothing names it, so that no earlier count changes."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if parent.path.startswith(unit.path):
        raise Refused(_("Підрозділ не може стояти під самим собою."), "parent")
    if unit.parent is None:
        raise Refused(_("Служба не переходить під інший підрозділ."), "parent")
    _check_parent(parent)
    codes = list(queries.below(unit).values_list("code", flat=True))
    is_named = (
        Fact.objects.filter(about__in=("unit", "unit_at_capture"), value__in=codes).exists()
        or Membership.objects.filter(unit__path__startswith=unit.path).exists()
        or Facility.objects.filter(unit__path__startswith=unit.path).exists()
        or Definition.objects.filter(unit_code__in=codes).exists()
    )
    if is_named:
        raise Refused(
            _(
                "Перемістити вже не можна: підрозділ названо в записах про людей, у ролях, закладах або визначеннях, "
                "і підрахунки за минулі дні змінилися б. Закрийте його й додайте новий."
            ),
            "parent",
            code="named",
        )
    actions.move_unit(unit, parent)
    ledger.record("move_unit", by=by, now=now, kind="unit", key=unit.pk, detail={"parent": parent.pk})
    return unit


@transaction.atomic
def close_unit(unit: Unit, *, on: date, by: User | None, now: datetime) -> Unit:
    """Closes a unit that nobody belongs to any more; it stays in what was said of people and in counts."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if unit.valid_to is not None:
        raise Refused(_("Цей підрозділ уже закрито."), code="state")
    if on > day(now):
        raise Refused(_("Цей день ще не настав."), "on")
    _check_empty(belonging(unit))
    actions.set_closed(unit, on)
    ledger.record("close_unit", by=by, now=now, kind="unit", key=unit.pk)
    return unit


def _check_empty(there: Belonging) -> None:
    if there.units:
        raise Refused(_("Спершу закрийте підрозділи під ним: %(n)s.") % {"n": there.units}, code="units")
    if there.people:
        said = number_said(there.people)
        raise Refused(
            _("До нього належать люди: %(n)s. Спершу запишіть їм інший підрозділ, щоб ніхто не загубився.")
            % {"n": said},
            code="people",
        )
    if there.roles:
        raise Refused(
            _("Для нього надано ролі: %(n)s. Спершу припиніть їх або надайте для іншого підрозділу.")
            % {"n": there.roles},
            code="roles",
        )
    if there.facilities:
        raise Refused(
            _("До нього належать заклади: %(n)s. Спершу закрийте їх або запишіть до іншого.") % {"n": there.facilities},
            code="facilities",
        )


@transaction.atomic
def reopen_unit(unit: Unit, *, by: User | None, now: datetime) -> Unit:
    """Opens a closed unit again."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if unit.valid_to is None:
        raise Refused(_("Цей підрозділ не закрито."), code="state")
    _check_parent(unit.parent)
    actions.set_closed(unit, None)
    ledger.record("reopen_unit", by=by, now=now, kind="unit", key=unit.pk)
    return unit


# A tree from a file


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file: where it stands, and what it says of a unit."""

    line: int
    code: str
    parent: str
    kind: str
    name_uk: str
    name_en: str
    valid_from: date | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file changed."""

    added: int
    renamed: int
    same: int


class Unfit(Exception):  # noqa: N818 - said to people
    """A file that cannot be taken in as it is: every line with its sentence. Nothing was changed."""

    def __init__(self, complaints: list[tuple[int, str]]) -> None:
        super().__init__(f"{len(complaints)} lines")
        self.complaints = complaints


@transaction.atomic
def load_units(rows: Iterable[Row], *, by: User | None, now: datetime) -> Loaded:
    """Takes a tree in, in whatever order its lines come; run again it changes nothing. All of it or nothing."""
    added = renamed = same = 0
    complaints: list[tuple[int, str]] = []
    waiting: dict[str, Row] = {}
    for row in rows:
        first = waiting.setdefault(row.code.strip().casefold(), row)
        if first is not row:
            told = _("Код «%(code)s» уже стоїть у рядку %(line)s.") % {"code": row.code, "line": first.line}
            complaints.append((row.line, told))
    known = {unit.code.casefold(): unit for unit in Unit.objects.select_related("parent")}
    while ready := [row for row in waiting.values() if not row.parent or row.parent.casefold() in known]:
        for row in ready:
            key = row.code.strip().casefold()
            del waiting[key]
            try:
                with transaction.atomic():
                    unit, what = _take(row, known, by=by, now=now)
            except Refused as refusal:
                complaints.append((row.line, str(refusal.message)))
                continue
            known[key] = unit
            added, renamed, same = added + (what == "added"), renamed + (what == "renamed"), same + (what == "same")
    if not complaints:  # a line whose parent was refused above would only repeat it
        told = _("Підрозділу «%(code)s», під яким він стоїть, немає.")
        complaints += [(row.line, told % {"code": row.parent}) for row in waiting.values()]
    if complaints:
        raise Unfit(sorted(complaints))
    return Loaded(added, renamed, same)


def _take(row: Row, known: dict[str, Unit], *, by: User | None, now: datetime) -> tuple[Unit, str]:
    parent = known[row.parent.casefold()] if row.parent else None
    unit = known.get(row.code.strip().casefold())
    kind = row.kind.strip() or ("unit" if parent else "service")
    if unit is None:
        made = add_unit(
            row.code,
            kind=kind,
            name_uk=row.name_uk,
            name_en=row.name_en,
            parent=parent,
            valid_from=row.valid_from,
            by=by,
            now=now,
        )
        return made, "added"
    if unit.parent_id != (parent.pk if parent else None):
        raise Refused(_("Цей підрозділ уже є, і стоїть він не там. Перемістити його можна лише на сторінці."), "parent")
    names = checked_names(row.name_uk, row.name_en)
    if (unit.name_uk, unit.name_en, unit.kind) == (*names, kind):
        return unit, "same"
    return rename_unit(unit, kind=kind, name_uk=names[0], name_en=names[1], by=by, now=now), "renamed"
