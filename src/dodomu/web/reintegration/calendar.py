"""One's appointments in a calendar of one's own: a secret address, and times without anybody's name."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from dodomu.access import policy, standing_in
from dodomu.access.policy import Act
from dodomu.formats.calendars import Entry, calendar
from dodomu.ledger import actions as ledger
from dodomu.reintegration.actions.calendar import make_address, revoke_address
from dodomu.reintegration.queries import calendar as queries
from dodomu.web.doors import door
from dodomu.web.reintegration.frame import doer, now_of, user_of
from dodomu.web.words import local_day

A_DAY = 24 * 3600


@door(Act.PLAN_APPOINTMENT, methods=("GET", "POST"))
def own(request: HttpRequest) -> HttpResponse:
    """Makes the address of one's calendar, which is shown this once, or revokes it."""
    shown = ""
    if request.method == "POST":
        if request.POST.get("act") == "revoke":
            revoke_address(**doer(request))
            messages.success(request, _("Адресу календаря відкликано: за нею вже нічого немає."))
            return redirect("calendar")
        shown = request.build_absolute_uri(reverse("calendar-feed", args=[make_address(**doer(request))]))
    context = {"section": "today", "address": shown, "standing": queries.address_of(user_of(request))}
    return render(request, "reintegration/calendar.html", context)


@door(Act.READ_CALENDAR)
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The appointments for a calendar program: whoever knows the address reads times, and no name or matter.

    A program asks every half hour: the ledger has the first reading of each day.
    """
    found = queries.reader_of(secret)
    user, now = found.user, now_of(request)
    policy.memberships(user, now)
    standing_in.begin(user, now=now)
    rows = queries.appointments_for(user, now=now)
    if cache.add(f"calendar:{found.pk}:{local_day(now).isoformat()}", 1, A_DAY):
        ledger.record("read_calendar", by=user, now=now, kind="account", key=user.pk, detail={"count": len(rows)})
    with translation.override(user.language):
        title, name = _("Зустріч"), _("Додому: зустрічі")
        entries = [
            Entry(
                uid=f"appointment-{row.pk}@dodomu",
                title=title,
                starts_at=row.starts_at,
                ends_at=row.ends_at,
                changed_at=row.planned_at,
                url=request.build_absolute_uri(reverse("appointment", args=[row.pk])),
            )
            for row in rows
        ]
    response = HttpResponse(calendar(entries, name=name, language=user.language), content_type="text/calendar")
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@door(Act.PLAN_APPOINTMENT)
def appointment(request: HttpRequest, key: int) -> HttpResponse:
    """Leads from the number of an appointment to its page, after signing in."""
    row = queries.appointment_for(cast(Any, request).user, key)
    return redirect("person-appointment", row.case.person.number, row.pk)
