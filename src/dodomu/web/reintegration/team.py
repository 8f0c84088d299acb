"""The team of support: who has how much to do, who is away, and cases handed over many at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access import policy, standing_in
from dodomu.access.models import Deputy
from dodomu.access.policy import Act
from dodomu.errors import NotVisible
from dodomu.ledger import actions as ledger
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case
from dodomu.reintegration.queries import officers as queries
from dodomu.web.cards import Card
from dodomu.web.doors import door
from dodomu.web.exchanges.frame import whole
from dodomu.web.reintegration.frame import doer, now_of, user_of
from dodomu.web.reintegration.sentences import state_of, until_short
from dodomu.web.reintegration.team_forms import HandOver, NewDeputy
from dodomu.web.sending import done, posted
from dodomu.web.templatetags.dodomu import person_name
from dodomu.web.words import language, local_day, short_day

MOST = 400


def card(request: HttpRequest) -> Card | None:
    """The way to the team from the first page, and whose cases one works on besides one's own."""
    if not policy.may(request.user, Act.SEE_TEAM):
        return None
    names = [one.shown_name(language()) for one in standing_in.colleagues_of(user_of(request))]
    calendar = reverse("calendar") if policy.may(request.user, Act.PLAN_APPOINTMENT) else ""
    context = {"url": reverse("team"), "calendar_url": calendar, "names": ", ".join(names)}
    return Card("today/_team.html", context, order=60)


@door(Act.SEE_TEAM)
def team(request: HttpRequest) -> HttpResponse:
    """Each officer with cases, late work, and who stands in: numbers alone."""
    now, leads = now_of(request), policy.may(request.user, Act.LEAD_TEAM)
    found = queries.loads(request.user, now)
    rows = [
        {
            "load": one,
            "url": reverse("team-cases", args=[one.officer.pk])
            if one.cases and (leads or one.officer.pk == user_of(request).pk)
            else "",
        }
        for one in found
    ]
    context = {
        "section": "today",
        "rows": rows,
        "away": [
            _away(away, now=now, may_end=leads or away.absent_id == user_of(request).pk)
            for one in found
            for away in one.away
        ],
        "sums": {name: sum(getattr(one, name) for one in found) for name in ("cases", "adapting", "late", "today")},
        "leads": leads,
    }
    return render(request, "reintegration/team.html", context)


def _away(one: Deputy, *, now: Any, may_end: bool) -> dict[str, Any]:
    days = {"from": short_day(one.from_on), "until": short_day(one.until_on), "who": one.deputy.shown_name(language())}
    is_now = one.from_on <= local_day(now)
    return {
        "absent": one.absent,
        "about": one.absent.shown_name(language()),
        "text": _("%(from)s – %(until)s: заміняє %(who)s") % days,
        "is_now": is_now,
        "end_url": reverse("team-deputy-end", args=[one.pk]) if may_end else "",
    }


@door(Act.SEE_TEAM, methods=("GET", "POST"))
def cases(request: HttpRequest, pk: int) -> HttpResponse:
    """The cases of one officer, to be handed over to another: one's own, or those of the team one leads."""
    officer = queries.member_of(request.user, pk)
    led = list(queries.cases_led(request.user, officer)[:MOST])
    others = [one for one in queries.team_of(request.user) if one.pk != officer.pk]
    form = HandOver(posted(request), officers=others)
    ticked = {whole(key) for key in request.POST.getlist("cases")}

    def act() -> None:
        chosen = next(one for one in others if str(one.pk) == form.cleaned_data["officer"])
        actions.hand_over(
            [one for one in led if one.pk in ticked],
            chosen,
            before=officer,
            note=form.cleaned_data["note"],
            **doer(request),
        )

    if done(form, act):
        messages.success(request, _("Передано справ: %(n)s.") % {"n": len(ticked & {one.pk for one in led})})
        return redirect("team")
    now = now_of(request)
    people = [one.person_id for one in led]
    ledger.record(
        "list_cases", by=user_of(request), now=now, kind="register", detail={"people": people, "officer": officer.pk}
    )
    context = {
        "section": "today",
        "officer": officer,
        "heading": _("Передати справи: %(name)s") % {"name": officer.shown_name(language())},
        "crumbs": [(_("Команда"), reverse("team")), (officer.shown_name(language()), "")],
        "rows": [_row(one, is_ticked=one.pk in ticked, now=now) for one in led],
        "form": form,
    }
    return render(request, "reintegration/team_cases.html", context, status=422 if form.is_bound else 200)


def _row(case: Case, *, is_ticked: bool, now: Any) -> dict[str, Any]:
    window = case.adaptation
    return {
        "case": case,
        "name": person_name(case.person.now, "table"),
        "state": state_of(case),
        "until": until_short(window.ends_at) if window is not None and window.covers(now) else "",
        "is_ticked": is_ticked,
    }


@door(Act.SEE_TEAM, methods=("GET", "POST"))
def deputy_new(request: HttpRequest) -> HttpResponse:
    """Names who stands in: an officer for oneself, the head of support for anybody of the team."""
    own = user_of(request)
    everybody = queries.team_of(request.user)
    leads = policy.may(request.user, Act.LEAD_TEAM)
    absent = everybody if leads else [one for one in everybody if one.pk == own.pk]
    if not absent:
        raise NotVisible
    form = NewDeputy(
        posted(request), absent=absent, deputies=everybody if leads else [o for o in everybody if o != own]
    )
    by_key = {str(one.pk): one for one in everybody}

    def act() -> None:
        asked = form.cleaned_data
        days = {"from_on": asked["from_on"], "until_on": asked["until_on"]}
        actions.name_deputy(by_key[asked["absent"]], by_key[asked["deputy"]], **days, **doer(request))

    if done(form, act):
        messages.success(request, _("Заміну призначено."))
        return redirect("team")
    context = {"section": "today", "form": form, "crumbs": [(_("Команда"), reverse("team")), (_("Заміна"), "")]}
    return render(request, "reintegration/deputy.html", context, status=422 if form.is_bound else 200)


@door(Act.SEE_TEAM, methods=("POST",))
def deputy_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a deputy's time: one's own, or of the team one leads."""
    one = standing_in.get_deputy(pk)
    if one.absent_id != user_of(request).pk:
        queries.member_of(request.user, one.absent_id, Act.LEAD_TEAM)
    actions.end_deputy(one, **doer(request))
    messages.success(request, _("Заміну завершено."))
    return redirect("team")
