"""Reading the outbox: what went to whom, and what waits. Who may not know a person sees no message to the family."""

from __future__ import annotations

from django.db.models import BigIntegerField, Case, QuerySet, Value, When
from django.db.models.functions import Cast, Substr

from dodomu.access.policy import Act, Reader, visible
from dodomu.errors import NotVisible
from dodomu.notices.models import Notice
from dodomu.notices.states import NOTICE

PERSON = "person:"


def visible_notices(reader: Reader, act: Act = Act.SEE_OUTGOING) -> QuerySet[Notice]:
    """The messages a reader may see for an act: of the people assigned, or (without contents) all of them."""
    number = Cast(Substr("owner", len(PERSON) + 1), BigIntegerField())
    person = Case(When(owner__startswith=PERSON, then=number), default=Value(0), output_field=BigIntegerField())
    return visible(reader, act, Notice.objects.annotate(person_key=person), person="person_key")


def get_notice(reader: Reader, key: int, act: Act = Act.SEE_OUTGOING) -> Notice:
    """One message; NotVisible when it is not there or not for this reader."""
    found = visible_notices(reader, act).filter(pk=key).select_related("queued_by").first()
    if found is None:
        raise NotVisible
    return found


def person_of(notice: Notice) -> int | None:
    """The key of the person a message is about; None for other owners."""
    return int(notice.owner.removeprefix(PERSON)) if notice.owner.startswith(PERSON) else None


def states() -> list[str]:
    """The states of a message, in the order of their life."""
    return list(NOTICE.states)
