"""What waits in exchanges for this account: lists to match or to sign, and people on signed lists who are awaited."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.exchanges.models import NameList
from dodomu.exchanges.queries import overview
from dodomu.web.cards import Card
from dodomu.web.exchanges.frame import days_of, list_title


def work_of(request: HttpRequest) -> list[dict[str, Any]]:
    """A row for each list that waits for somebody, with the page where its work goes on."""
    if not policy.may(request.user, Act.READ_LIST):
        return []
    return [_row(one) for one in overview.lists_at_work(request.user)]


def card(request: HttpRequest) -> Card | None:
    """The same on the first page, for those who match lists."""
    if not policy.may(request.user, Act.DECIDE_LINE):
        return None
    return Card("exchanges/_at_work.html", {"at_work": work_of(request)}, place="main", order=10)


def _row(name_list: NameList) -> dict[str, Any]:
    total, decided, expected = name_list.total, name_list.decided, name_list.expected  # type: ignore[attr-defined]
    state = overview.list_word(name_list.state)
    if name_list.state == "signed":
        url = f"{reverse('exchanges-arrivals', args=[name_list.round_id])}?show=expected"
        note = _("на прибуття чекаємо людей: %(n)s") % {"n": expected}
    elif name_list.state == "signed_once":
        url, note = reverse("exchanges-review", args=[name_list.pk]), _("чекає другого підпису")
    else:
        page = "exchanges-match" if decided < total else "exchanges-review"
        url = reverse(page, args=[name_list.pk])
        note = _("%(decided)s з %(total)s вирішено") % {"decided": decided, "total": total}
    return {"title": list_title(name_list), "url": url, "state": state, "days": days_of(name_list.round), "note": note}
