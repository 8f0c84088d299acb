"""What the families show on a person's page: who may be told and who was, and the tab."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.families import queries
from dodomu.people.models import PersonNow
from dodomu.web.families.family import may_with, sees_whole, told_of
from dodomu.web.families.names import in_script
from dodomu.web.people.panels import Panel, Tab


def family(request: HttpRequest, person: PersonNow) -> Panel | None:
    """The card «Родина» and its tab, for those who may know the family."""
    if not may_with(request, Act.READ_FAMILY, person):
        return None
    url = reverse("person-family", args=[person.number])
    context = {"family_card": SimpleLazyObject(lambda: _card(request, person)), "family_url": url}
    return Panel("families/_card.html", context, order=40, tabs=[Tab(_("Родина"), url, "family")])


def _card(request: HttpRequest, person: PersonNow) -> dict[str, Any]:
    """What the card says; asked for only where it is shown, for the tab stands on every part of the record."""
    sees_all = sees_whole(request, person)
    relatives = queries.relatives_of(person.pk, with_proofs=False)
    shown = in_script(queries.opened(relatives, parts=("name", "note") if sees_all else ()))
    notes = sorted({one.note for one in shown if one.note and one.row.is_told_apart})
    return {"told": told_of(shown, list(queries.calls_of(person.pk))), "note": " ".join(notes)}
