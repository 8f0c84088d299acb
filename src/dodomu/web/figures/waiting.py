"""What waits in the press office for this account, on its first page."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.figures.queries import office
from dodomu.figures.queries.findings import count_open
from dodomu.web.cards import Card


def card(request: HttpRequest) -> Card | None:
    """Signatures that are missing, and outlets that know of no correction yet: for whoever drafts or signs figures."""
    user = request.user
    if not (policy.may(user, Act.DRAFT_FIGURE) or policy.may(user, Act.PUBLISH_FIGURE)):
        return None
    waits = office.waiting()
    contradictions = count_open()
    rows = [
        (_("Цифри, що чекають другого підпису"), waits.to_sign, reverse("figures-manage")),
        (_("Числа про тих, хто ще в полоні, без окремого дозволу"), waits.to_approve, reverse("figures-manage")),
        (_("Виправлення, що чекають другого підпису"), waits.corrections, reverse("figures-corrections")),
        (
            _("Видання, яким треба сказати про виправлення"),
            waits.to_tell,
            f"{reverse('figures-requests')}?state=to_tell",
        ),
        (_("Суперечності між числами без пояснення"), contradictions, reverse("figures-checks")),
    ]
    waiting = [{"title": title, "number": number, "url": url} for title, number, url in rows if number]
    return Card("figures/_waiting.html", {"waiting": waiting}, place="main", order=15)
