"""What enquiries show on a person's page: what departments were asked about this person, and by when they answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from dodomu.access import policy
from dodomu.access.policy import Act, Subject
from dodomu.enquiries import queries
from dodomu.people.models import PersonNow
from dodomu.web.people.panels import Panel
from dodomu.web.words import language

MOST = 5


def enquiries(request: HttpRequest, person: PersonNow) -> Panel | None:
    """The card of the latest enquiries, for those who may know of them."""
    if not policy.held(request.user, Act.READ_ENQUIRY):
        return None
    return Panel("enquiries/_card.html", {"enquiry_card": SimpleLazyObject(lambda: _card(request, person))}, order=60)


def _card(request: HttpRequest, person: PersonNow) -> dict[str, Any]:
    """What the card says; empty for a reader who may not know of enquiries about this person."""
    subject = Subject(person=person.pk, unit_path=person.unit_path)
    if not policy.may(request.user, Act.READ_ENQUIRY, subject):
        return {}
    found = queries.enquiries_of(request.user, person.pk)[:MOST]
    rows = [(one, one.department.name(language()), queries.is_owed(one)) for one in found]
    may_add = policy.may(request.user, Act.ADD_ENQUIRY, subject)
    new_url = f"{reverse('enquiry-new')}?{urlencode({'person': person.number})}" if may_add else ""
    return {"rows": rows, "new_url": new_url, "is_shown": bool(rows or new_url)}
