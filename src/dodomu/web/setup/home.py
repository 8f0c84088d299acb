"""The first page of the setup: what a service needs before its first list, and what of it is there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.flows import accounts
from dodomu.people import queries as people
from dodomu.reintegration.queries import checklists, letters
from dodomu.reintegration.queries.entitlements import count_standing
from dodomu.reintegration.queries.places import facilities
from dodomu.units.queries import tree
from dodomu.web.doors import door
from dodomu.web.menu import keeps_accounts
from dodomu.web.setup.frame import frame


@door(Act.SEE_SETUP)
def home(request: HttpRequest) -> HttpResponse:
    """Shows each part with how many there are; what is missing comes with a word on why it is needed."""
    units = [one for _depth, one in tree() if one.valid_to is None]
    rows = [
        _row(_("Служби й підрозділи"), "setup-units", len(units), _("Без них нікому не можна надати людей.")),
        _row(_("Місця"), "setup-places", len(people.places(has_closed=False)), _("Де людину полонено.")),
        _row(_("Групи з визначеннями"), "setup-groups", len(people.groups(has_closed=False)), _("Кого ми так звемо.")),
        _row(_("Заклади"), "setup-facilities", facilities().count(), _("Куди приймають тих, хто повернувся.")),
        _row(_("Права за датами"), "entitlements", count_standing(), _("На що має право той, хто повернувся.")),
    ]
    heads = len(letters.letterheads())
    rows.append(
        _row(_("Бланки листів"), "setup-letterheads", heads, _("Без них на листах немає ні назви, ні підпису."))
    )
    written = sum(one.version is not None for one in checklists.every_in_force())
    why = _("Скільки з них служба написала сама; доти діють початкові.")
    label = str(written) if written else _("початкові")
    rows.append(_row(_("Переліки документів"), "setup-checklists", written, why) | {"kind": "done", "label": label})
    if keeps_accounts(request.user):
        administrators = accounts.count_administrators()
        note = _("Адміністраторів: %(n)s. Щоб надавати ролі, їх треба щонайменше два.") % {"n": administrators}
        rows.append(
            {
                "title": _("Облікові записи"),
                "url": reverse("accounts"),
                "kind": "done" if administrators > 1 else "todo",
                "label": _("є") if administrators > 1 else _("бракує"),
                "note": note,
            }
        )
    return render(request, "setup/home.html", frame(_("Устрій служби")) | {"rows": rows, "crumbs": []})


def _row(title: str, name: str, number: int, why: str) -> dict[str, Any]:
    return {
        "title": title,
        "url": reverse(name),
        "kind": "done" if number else "todo",
        "label": str(number) if number else _("ще немає"),
        "note": why,
    }
