"""From the hand-over on the person who came home says what each relative may be told, and no officer for the family.

What the family chose before is kept beside it, and speaks again where the return turns out not to have been one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from dodomu.access.models import User
from dodomu.families.actions import calls
from dodomu.families.models import OwnChoice, Relative
from dodomu.ledger import actions as ledger
from dodomu.people.models import Person


def person_decides(person: int) -> bool:
    """Whether the person speaks for themselves by now: then the family’s wishes no longer set what is told."""
    return OwnChoice.objects.filter(person=calls.speaker_key(person), ended_at=None).exists()


@transaction.atomic
def take_over(person: Person, told: Mapping[Relative, str], *, by: User, now: datetime) -> None:
    """The person takes over: what each relative may be told follows their answers, and what was chosen is kept."""
    OwnChoice.objects.get_or_create(
        person_id=calls.speaker_key(person.pk), ended_at=None, defaults={"by": by, "at": now}
    )
    for relative, may_be_told in told.items():
        Relative.objects.filter(pk=relative.pk, family_choice="").update(family_choice=F("may_be_told"))
        take_answer(relative, may_be_told, by=by, now=now)


@transaction.atomic
def take_answer(relative: Relative, may_be_told: str, *, by: User, now: datetime) -> None:
    """The person's answer about one relative: calls not made yet are withdrawn with a «nothing», or come back."""
    Relative.objects.filter(pk=relative.pk).update(may_be_told=may_be_told)
    relative.refresh_from_db()
    calls.follow_choice(relative, by=by, now=now)
    detail = {"relative": relative.pk}
    ledger.record("take_own_choice", by=by, now=now, kind="person", key=relative.person_id, detail=detail)


@transaction.atomic
def give_back(people: Iterable[Person], *, now: datetime) -> None:
    """The return was not one: nobody has taken over, and what the family chose speaks again."""
    keys = [calls.speaker_key(person.pk) for person in people]
    ended = OwnChoice.objects.filter(person__in=keys, ended_at=None)
    persons = list(ended.values_list("person", flat=True))
    if not persons:
        return
    ended.update(ended_at=now)
    chosen = Relative.objects.filter(person__in=persons).exclude(family_choice="")
    chosen.update(may_be_told=F("family_choice"))
    Relative.objects.filter(person__in=persons).update(family_choice="")
