"""Appointments with a person, and the exception for what cannot wait: asked by one, allowed by another."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.ledger import actions as ledger
from dodomu.people.models import PersonNow
from dodomu.reintegration import actions
from dodomu.reintegration.models import Appointment, Override
from dodomu.reintegration.models.vocabulary import APPOINTED, MATTERS, REASONS
from dodomu.reintegration.queries import record, rows
from dodomu.reintegration.queries.meanwhile import meanwhile, said_meanwhile
from dodomu.reintegration.queries.words import state_word
from dodomu.web.doors import door
from dodomu.web.reintegration.forms import LENGTHS, AppointmentTimes, AskOverride, NewAppointment
from dodomu.web.reintegration.frame import case_for, case_page, doer, form_page, now_of, user_of
from dodomu.web.sending import done, posted


def _end(cleaned: dict[str, Any]) -> datetime:
    end: datetime = cleaned["starts_at"] + timedelta(minutes=cleaned["minutes"])
    return end


@door(Act.PLAN_APPOINTMENT, methods=("GET", "POST"))
def appointment_new(request: HttpRequest, number: int) -> HttpResponse:
    """Makes an appointment; inside the time to adapt the page says until when, and how to ask if it cannot wait."""
    person, one = case_for(request, number, Act.PLAN_APPOINTMENT)
    form = NewAppointment(posted(request))
    back = reverse("person-case", args=[person.number])

    def act() -> None:
        asked = form.cleaned_data
        actions.plan_appointment(
            one,
            asked["matter"],
            starts_at=asked["starts_at"],
            ends_at=_end(asked),
            place=asked["place"],
            who=asked["who"],
            is_wanted=asked["is_wanted"],
            are_both_meant=asked["are_both_meant"],
            by=user_of(request),
            now=now_of(request),
        )

    if done(form, act):
        messages.success(request, _("Зустріч призначено."))
        return redirect(back)
    form.ask_what_is_meant()
    context = case_page(request, number, part="case") | {"exception_url": _exception_url(form, person)}
    return form_page(request, context, form, heading=_("Призначити зустріч"), back=back, button=_("Призначити"))


def _exception_url(form: Any, person: PersonNow, appointment: Appointment | None = None) -> str:
    """Where to ask when the rule of adaptation refused: the same matter and hour, so that nothing is typed twice."""
    refused = form.is_bound and any(
        error.code == "adaptation" for errors in form.errors.as_data().values() for error in errors
    )
    if not refused:
        return ""
    wish = {name: form.data.get(name, "") for name in ("matter", "starts_at", "minutes", "place")}
    if appointment is not None:
        wish |= {"matter": appointment.matter, "appointment": str(appointment.pk)}
    return f"{reverse('person-override', args=[person.number])}?{urlencode(wish)}"


@door(Act.PLAN_APPOINTMENT, methods=("GET", "POST"))
def appointment(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Moves an appointment, records that it took place, or takes it off."""
    person, one = case_for(request, number, Act.PLAN_APPOINTMENT)
    row = rows.get_appointment(one, key)
    back = reverse("person-case", args=[person.number])
    sent = posted(request)
    what = request.POST.get("act", "") if sent is not None else ""
    minutes = int((row.ends_at - row.starts_at) / timedelta(minutes=1))
    initial = {"starts_at": row.starts_at, "minutes": minutes if minutes in LENGTHS else LENGTHS[1]}
    form = AppointmentTimes(sent if what == "move" else None, initial=initial)
    given = doer(request)
    is_done = False
    if what == "done":
        is_done = bool(actions.finish_appointment(row, **given))
    elif what == "cancel":
        is_done = bool(actions.cancel_appointment(row, **given))
    elif what == "move":
        is_done = done(
            form,
            lambda: actions.move_appointment(
                row,
                starts_at=form.cleaned_data["starts_at"],
                ends_at=_end(form.cleaned_data),
                are_both_meant=form.cleaned_data["are_both_meant"],
                **given,
            ),
        )
    if is_done:
        messages.success(request, _("Збережено."))
        return redirect(back)
    context = case_page(request, number, part="case") | {
        "form": form,
        "asks_what_is_meant": form.ask_what_is_meant(),
        "row": row,
        "what": MATTERS[row.matter].label,
        "may_finish": row.state == "planned" and row.starts_at <= now_of(request),
        "is_open": row.state in ("planned", "put_off"),
        "exception_url": _exception_url(form, person, row),
        "back_url": back,
    }
    return render(request, "reintegration/appointment.html", context, status=422 if sent is not None else 200)


@door(Act.PLAN_APPOINTMENT, methods=("GET", "POST"))
def override_new(request: HttpRequest, number: int) -> HttpResponse:
    """Asks another person to let one appointment lie inside the time to adapt."""
    person, one = case_for(request, number, Act.PLAN_APPOINTMENT)
    approvers = {str(user.pk): user for user in record.override_approvers(one, but=user_of(request))}
    form = AskOverride(posted(request), approvers=list(approvers.values()), initial=_wish(request))
    back = reverse("person-case", args=[person.number])

    def act() -> None:
        asked = form.cleaned_data
        moved = asked["appointment"]
        actions.ask_override(
            one,
            asked["matter"],
            starts_at=asked["starts_at"],
            ends_at=_end(asked),
            place=asked["place"],
            reason_kind=asked["reason_kind"],
            reason=asked["reason"],
            approver=approvers[asked["approver"]],
            are_both_meant=asked["are_both_meant"],
            appointment=rows.get_appointment(one, int(moved)) if moved.isdigit() else None,
            by=user_of(request),
            now=now_of(request),
        )

    if done(form, act):
        messages.success(request, _("Прохання надіслано. Зустріч з’явиться, коли дозволить інша людина."))
        return redirect(back)
    form.ask_what_is_meant()
    context = case_page(request, number, part="case")
    text = _(
        "Час на адаптацію належить людині. Виняток можливий лише з її власного бажання або з названої медичної "
        "причини; його дозволяє інша людина, і він залишається в журналі."
    )
    return form_page(
        request, context, form, heading=_("Якщо зачекати неможливо"), back=back, button=_("Попросити"), text=text
    )


def _wish(request: HttpRequest) -> dict[str, str]:
    """What was typed on the page that refused; only words of the vocabulary and times come back."""
    wish = {
        name: request.GET.get(name, "")[:120] for name in ("matter", "starts_at", "minutes", "place", "appointment")
    }
    if wish["matter"] not in APPOINTED:
        wish["matter"] = ""
    return {name: value for name, value in wish.items() if value}


@door(Act.OVERRIDE_ADAPTATION, methods=("GET", "POST"))
def override(request: HttpRequest, key: int) -> HttpResponse:
    """The request for an exception, for the person who decides it, and for the one who asked."""
    row = rows.get_override(request.user, key)
    user, now = user_of(request), now_of(request)
    if request.method == "POST":
        if request.POST.get("act") == "approve":
            actions.approve_override(row, by=user, now=now)
            messages.success(request, _("Дозволено. Зустріч призначено."))
        else:
            actions.refuse_override(row, by=user, now=now)
            messages.success(request, _("Збережено."))
        return redirect("today")
    reads_reason = _reads_reason(user, row)
    ledger.record(
        "read_override",
        by=user,
        now=now,
        kind="person",
        key=row.case.person_id,
        detail={"override": row.pk, "reason": reads_reason},
    )
    others = meanwhile(row.case, starts_at=row.starts_at, ends_at=row.ends_at, but=row.appointment)
    context = {
        "section": "today",
        "meanwhile": said_meanwhile(others) if others and row.state == "asked" else "",
        "row": row,
        "person": row.case.person.now,
        "what": MATTERS[row.matter].label,
        "why": REASONS[row.reason_kind],
        "reads_reason": reads_reason,
        "reason": record.opened(row.reason, case=row.case, place="override.reason") if reads_reason else "",
        "state": state_word("override", row.state),
        "is_asked": row.state == "asked",
        "is_own": row.asked_by_id == user.pk,
    }
    return render(request, "reintegration/override.html", context)


def _reads_reason(user: User, row: Override) -> bool:
    """The words of the person or the medical reason are for whoever asked and whoever decides."""
    return user.pk in {row.asked_by_id, row.approver_id, row.decided_by_id}
