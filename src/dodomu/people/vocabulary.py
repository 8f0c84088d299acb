"""The words of the register that a service keeps itself: places of capture and detention, and named groups.

A code stands in facts and never changes. What is closed stays in what was stated; it is offered for nothing new.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.clock import day
from dodomu.errors import NotVisible, Refused
from dodomu.ledger import actions as ledger
from dodomu.people import actions
from dodomu.people.models import FormerDefinition, Group, Place

CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_NAME, LONGEST_DEFINITION = 120, 2000
LONGEST_GROUP, LONGEST_PLACE = 34, 40
Word = Place | Group
KINDS: dict[type[Place] | type[Group], str] = {Place: "place", Group: "group"}


def get_place(code: str) -> Place:
    """A place by its code; NotVisible where there is none."""
    found = Place.objects.filter(code=code).first()
    if found is None:
        raise NotVisible
    return found


def get_group(code: str) -> Group:
    """A group by its code; NotVisible where there is none."""
    found = Group.objects.filter(code=code).first()
    if found is None:
        raise NotVisible
    return found


def former_of(groups: Iterable[Group]) -> dict[int, list[FormerDefinition]]:
    """How groups were defined before, the latest first, by the key of the group."""
    found: dict[int, list[FormerDefinition]] = {}
    for row in FormerDefinition.objects.filter(group__in=list(groups)):
        found.setdefault(row.group_id, []).append(row)
    return found


def _words(text: str, field: str, *, most: int = LONGEST_NAME, least: int = 1) -> str:
    text = " ".join(text.split()) if most <= 300 else text.strip()
    if len(text) < least:
        raise Refused(_("Напишіть кількома словами.") if least > 1 else _("Введіть назву."), field)
    if len(text) > most:
        raise Refused(_("Задовго: не більше %(most)s знаків.") % {"most": most}, field)
    return text


def _checked_code(code: str, kind: type[Place] | type[Group], *, most: int) -> str:
    code = code.strip()
    if not CODE.fullmatch(code) or len(code) > most:
        raise Refused(
            _("Код – малі латинські літери, цифри й дефіс, до %(most)s знаків, наприклад azovstal.") % {"most": most},
            "code",
        )
    if kind.objects.filter(code__iexact=code).exists():
        raise Refused(_("Такий код уже є."), "code")
    return code


@transaction.atomic
def add_place(code: str, *, name_uk: str, name_en: str, by: User | None, now: datetime) -> Place:
    """Adds a place, so that facts can name it."""
    code = _checked_code(code, Place, most=LONGEST_PLACE)
    place = actions.add_place(code, name_uk=_words(name_uk, "name_uk"), name_en=_words(name_en, "name_en"))
    ledger.record("add_place", by=by, now=now, kind="place", key=place.pk)
    return place


@transaction.atomic
def mend_place(place: Place, *, name_uk: str, name_en: str, by: User | None, now: datetime) -> Place:
    """Mends how a place is written. Another place is another code: the facts that name it would else say new things."""
    place = Place.objects.select_for_update().get(pk=place.pk)
    place.name_uk, place.name_en = _words(name_uk, "name_uk"), _words(name_en, "name_en")
    place.save(update_fields=["name_uk", "name_en"])
    ledger.record("mend_place", by=by, now=now, kind="place", key=place.pk)
    return place


@transaction.atomic
def add_group(
    code: str,
    *,
    name_uk: str,
    name_en: str,
    definition_uk: str,
    definition_en: str,
    defined_by: str,
    defined_on: date,
    by: User | None,
    now: datetime,
) -> Group:
    """Adds a named group: what the word means, who decided so, since when."""
    code = _checked_code(code, Group, most=LONGEST_GROUP)
    said = _definition(name_uk, name_en, definition_uk, definition_en, defined_by)
    group = actions.add_group(code, **said)
    group.defined_on = _past(defined_on, now)
    group.save(update_fields=["defined_on"])
    ledger.record("add_group", by=by, now=now, kind="group", key=group.pk)
    return group


def _definition(name_uk: str, name_en: str, definition_uk: str, definition_en: str, defined_by: str) -> dict[str, str]:
    return {
        "name_uk": _words(name_uk, "name_uk"),
        "name_en": _words(name_en, "name_en"),
        "definition_uk": _words(definition_uk, "definition_uk", most=LONGEST_DEFINITION, least=10),
        "definition_en": _words(definition_en, "definition_en", most=LONGEST_DEFINITION, least=10),
        "defined_by": _words(defined_by, "defined_by", most=300, least=3),
    }


def _past(on: date, now: datetime) -> date:
    if on > day(now):
        raise Refused(_("Цей день ще не настав."), "defined_on")
    return on


@transaction.atomic
def mend_group(
    group: Group,
    *,
    name_uk: str,
    name_en: str,
    definition_uk: str,
    definition_en: str,
    defined_by: str,
    defined_on: date,
    by: User | None,
    now: datetime,
) -> Group:
    """Gives a group other words from a day on; how it was defined before stays beside them, with its days.

    Who belongs to it does not change by this: membership is stated of each person.
    """
    group = Group.objects.select_for_update().get(pk=group.pk)
    said: dict[str, Any] = _definition(name_uk, name_en, definition_uk, definition_en, defined_by)
    said["defined_on"] = _past(defined_on, now)
    if all(getattr(group, name) == value for name, value in said.items()):
        return group
    if group.defined_on and said["defined_on"] < group.defined_on:
        raise Refused(_("Не раніше, ніж почало діяти теперішнє визначення."), "defined_on")
    before = {name: getattr(group, name) for name in said}
    former = FormerDefinition.objects.create(group=group, until_on=said["defined_on"], **before)
    for name, value in said.items():
        setattr(group, name, value)
    group.save(update_fields=list(said))
    ledger.record("mend_group", by=by, now=now, kind="group", key=group.pk, detail={"former": former.pk})
    return group


@transaction.atomic
def close(word: Word, *, by: User | None, now: datetime) -> None:
    """A place or a group is offered for new facts no longer; what was stated with it stands."""
    _set_closed(word, day(now), by=by, now=now)


@transaction.atomic
def reopen(word: Word, *, by: User | None, now: datetime) -> None:
    """A closed place or group is offered again."""
    _set_closed(word, None, by=by, now=now)


def _set_closed(word: Word, on: date | None, *, by: User | None, now: datetime) -> None:
    rows = type(word).objects.filter(pk=word.pk, closed_on__isnull=on is not None)
    if not rows.update(closed_on=on):
        raise Refused(_("Це вже закрито.") if on else _("Це не закрито."), code="state")
    kind = KINDS[type(word)]
    ledger.record(f"{'close' if on else 'reopen'}_{kind}", by=by, now=now, kind=kind, key=word.pk)
