"""The commander's meeting with people who came home: planned, by consent, recorded with what was asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case, Invitation, Meeting
from dodomu.reintegration.queries import meetings as queries
from dodomu.reintegration.queries import record
from dodomu.reintegration.queries.words import state_word
from dodomu.web.doors import door
from dodomu.web.pages import keyset
from dodomu.web.reintegration.frame import doer, now_of, user_of
from dodomu.web.reintegration.meetings_forms import Invite, NewMeeting, Recorded
from dodomu.web.sending import done, posted
from dodomu.web.templatetags.dodomu import person_name
from dodomu.web.words import language, local_day, said, short_day

MOST_SHOWN = 60


def _crumbs() -> list[tuple[str, str]]:
    return [(said(_("Зустрічі з командуванням")), reverse("meetings"))]


@door(Act.WORK_CASE)
def meetings(request: HttpRequest) -> HttpResponse:
    """Every meeting with its numbers; the list names nobody."""
    page = keyset(queries.meetings(request.user), request=request, order=("-starts_at", "-pk"))
    rows = [{"row": one, "state": state_word("meeting", one.state)} for one in page.rows]
    return render(request, "reintegration/meetings.html", {"section": "cases", "page": page, "rows": rows})


@door(Act.WORK_CASE, methods=("GET", "POST"))
def meeting_new(request: HttpRequest) -> HttpResponse:
    """Plans a meeting."""
    form = NewMeeting(posted(request))
    made: list[Meeting] = []

    def act() -> None:
        asked = form.cleaned_data
        ends_at = asked["starts_at"] + timedelta(minutes=asked["minutes"])
        times = {"starts_at": asked["starts_at"], "ends_at": ends_at}
        made.append(actions.plan_meeting(led_by=asked["led_by"], place=asked["place"], **times, **doer(request)))

    if done(form, act):
        messages.success(request, _("Зустріч заплановано. Запросіть тих, хто погодився."))
        return redirect("meeting", made[0].pk)
    context = {
        "section": "cases",
        "form": form,
        "heading": _("Нова зустріч із командуванням"),
        "crumbs": _crumbs(),
        "text": _("Прийти чи ні, вирішує сама людина. До кінця часу на адаптацію її не запрошують."),
        "back_url": reverse("meetings"),
    }
    return render(request, "reintegration/meeting_form.html", context, status=422 if form.is_bound else 200)


@door(Act.WORK_CASE, methods=("GET", "POST"))
def meeting(request: HttpRequest, key: int) -> HttpResponse:
    """One meeting: the reader's own people who come, and a way to invite those who agreed."""
    row = queries.get_meeting(request.user, key)
    asked = queries.to_ask(request.user, row)
    able = {one.case.pk: one.case for one in asked if one.agrees and not one.is_adapting}
    names = [(str(pk), person_name(case.person.now, "table")) for pk, case in able.items()]
    form = Invite(posted(request), people=names)

    def act() -> None:
        case: Case = able[int(form.cleaned_data["case"])]
        meant = form.cleaned_data["are_both_meant"]
        actions.invite(row, case, are_both_meant=meant, **doer(request))

    if done(form, act):
        messages.success(request, _("Запрошено."))
        return redirect("meeting", row.pk)
    form.ask_what_is_meant()
    invited = queries.invitations_of(request.user, row)
    people = sorted({one.case.person_id for one in invited} | {one.case.person_id for one in asked})
    ledger.record("read_meeting", by=user_of(request), now=now_of(request), kind="register", detail={"people": people})
    context = {
        "section": "cases",
        "row": row,
        "state": state_word("meeting", row.state),
        "is_planned": row.state == "planned",
        "has_begun": row.starts_at <= now_of(request),
        "invited": [_invited(one) for one in invited],
        "waiting": [one for one in asked if not one.agrees or one.is_adapting][:MOST_SHOWN],
        "may_invite": row.state == "planned" and bool(able) and row.starts_at > now_of(request),
        "form": form,
        "heading": _("Зустріч із командуванням"),
        "crumbs": _crumbs(),
    }
    return render(request, "reintegration/meeting.html", context, status=422 if form.is_bound else 200)


def _invited(one: Invitation) -> dict[str, Any]:
    kind = {"invited": "wait", "came": "done"}.get(one.state, "na")
    wishes = [
        {
            "words": record.opened(wish.task.note, case=one.case, place="task.note"),
            "task": wish.task,
            "state": state_word("task", wish.task.state),
        }
        for wish in one.wishes.all()
    ]
    officer = one.case.officer.shown_name(language()) if one.case.officer else ""
    return {
        "row": one,
        "kind": kind,
        "state": state_word("invitation", one.state),
        "wishes": wishes,
        "officer": officer,
    }


@door(Act.WORK_CASE, methods=("GET", "POST"))
def invitation(request: HttpRequest, key: int) -> HttpResponse:
    """Records what came of the meeting for one person."""
    one = queries.get_invitation(request.user, key)
    form = Recorded(posted(request))
    back = reverse("meeting", args=[one.meeting_id])

    def act() -> None:
        asked = form.cleaned_data
        wishes = asked["wishes"].splitlines()
        actions.record_meeting(one, came=asked["came"] == "yes", wishes=wishes, due_at=asked["due_at"], **doer(request))

    if done(form, act):
        messages.success(request, _("Збережено."))
        return redirect(back)
    ledger.record(
        "read_person",
        by=user_of(request),
        now=now_of(request),
        kind="person",
        key=one.case.person_id,
        detail={"part": "meeting"},
    )
    context = {
        "section": "cases",
        "form": form,
        "heading": person_name(one.case.person.now, "table"),
        "crumbs": [*_crumbs(), (short_day(local_day(one.meeting.starts_at)), back)],
        "text": _("Записуйте словами людини. Прохання бачитиме лише той, хто веде справу."),
        "back_url": back,
    }
    return render(request, "reintegration/meeting_form.html", context, status=422 if form.is_bound else 200)


@door(Act.WORK_CASE, methods=("POST",))
def invitation_excuse(request: HttpRequest, key: int) -> HttpResponse:
    """The person changed their mind."""
    one = queries.get_invitation(request.user, key)
    actions.excuse(one, **doer(request))
    messages.success(request, _("Записано: людина не прийде."))
    return redirect("meeting", one.meeting_id)


@door(Act.WORK_CASE, methods=("POST",))
def meeting_cancel(request: HttpRequest, key: int) -> HttpResponse:
    """Takes a meeting off; only whoever planned it does."""
    row = queries.get_meeting(request.user, key)
    if row.by_id != user_of(request).pk:
        raise Refused(_("Скасувати зустріч може той, хто її запланував."))
    actions.cancel_meeting(row, **doer(request))
    messages.success(request, _("Зустріч скасовано."))
    return redirect("meetings")
