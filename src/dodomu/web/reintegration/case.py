"""The overview of a case: what is to be done, appointments, where the person is, exceptions; and the acts on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.errors import NotVisible
from dodomu.people.models import PersonNow
from dodomu.reintegration import actions, queries
from dodomu.reintegration.actions.cases import REOPENED
from dodomu.reintegration.models import Case, Task
from dodomu.reintegration.models.vocabulary import MATTERS, RETURN_BASES, TASKS
from dodomu.reintegration.queries import record, rows
from dodomu.reintegration.queries.entitlements import proposals
from dodomu.reintegration.queries.places import facilities, reception_of, stay_of, stays_of
from dodomu.reintegration.queries.words import moves_of, state_word
from dodomu.web.doors import door
from dodomu.web.reintegration.followup import before_its_end
from dodomu.web.reintegration.forms import Basis, Leaving, NewTask, NewTime, Officer, Place, TaskResult, Why
from dodomu.web.reintegration.frame import case_for, case_page, doer, form_page, now_of, offers, user_of
from dodomu.web.reintegration.sentences import mark_of
from dodomu.web.sending import done, posted
from dodomu.web.words import said


def opened_note(task: Task, case: Case) -> str:
    """The details of a task, for whoever reads the case whole."""
    return record.opened(task.note, case=case, place="task.note") or ""


@door(Act.READ_CASE)
def case(request: HttpRequest, number: int) -> HttpResponse:
    """Shows the case; a reader of summary fields sees its state, the officer and the time to adapt."""
    context = case_page(request, number, part="case", is_whole=False)
    one: Case = context["case"]
    person: PersonNow = context["person"]
    now = now_of(request)
    context |= {"state": state_word("case", one.state), "stay": stay_of(one)}
    if context["is_whole"]:
        tasks = record.tasks(one, now=now)
        context |= {
            "tasks": [_task(timed, one, person, may_work=context["may_work"], now=now) for timed in tasks],
            "open_tasks": sum(timed.row.state == "open" for timed in tasks),
            "appointments": [
                {"row": row, "what": MATTERS[row.matter].label, "state": state_word("appointment", row.state)}
                for row in record.appointments(one)
            ],
            "overrides": [
                {"row": row, "what": MATTERS[row.matter].label, "state": state_word("override", row.state)}
                for row in record.overrides(one)
            ],
            "noted": reception_of(one) if context["stay"] is None else None,
            "stays": stays_of(one),
            "rights": len(proposals(one, now=now)) if context["may_work"] else 0,
            "basis": RETURN_BASES[one.return_basis],
            "reopened": record.opened(one.reopened_because, case=one, place=REOPENED),
            "may_plan": offers(request, Act.PLAN_APPOINTMENT) and one.state in ("open", "in_follow_up"),
            "may_admit": offers(request, Act.ADMIT) and one.state in ("open", "in_follow_up"),
            "moves": _moves(one),
            "may_move": offers(request, Act.WORK_CASE),
            "others": [other for other in queries.cases_of_person(person.pk) if other.pk != one.pk],
        }
    return render(request, "reintegration/case.html", context)


def _moves(one: Case) -> list[str]:
    """The moves that are offered; the follow-up year only after a decision."""
    moves = [act for act, _word in moves_of("case", one.state) if act in ("follow_up", "reopen", "close")]
    return moves if "follow_up" not in moves or one.decisions.exists() else []


def _task(timed: record.Timed, one: Case, person: PersonNow, *, may_work: bool, now: Any) -> dict[str, Any]:
    kind, label = mark_of(timed, kind="task", now=now)
    row: Task = timed.row
    opens = may_work and row.state == "open"
    return {
        "title": TASKS[row.kind].label,
        "url": reverse("person-task", args=[person.number, row.pk]) if opens else "",
        "kind": kind,
        "label": label,
        "due_at": row.due_at if row.state == "open" else None,
        "note": opened_note(row, one),
    }


@door(Act.WORK_CASE, methods=("GET", "POST"))
def task_new(request: HttpRequest, number: int) -> HttpResponse:
    """Adds a task."""
    person, one = case_for(request, number, Act.WORK_CASE)
    form = NewTask(posted(request))
    back = reverse("person-case", args=[person.number])

    def act() -> None:
        asked = form.cleaned_data
        needs = asked["needs_person"] or TASKS[asked["kind"]].needs_person
        actions.add_task(
            one,
            asked["kind"],
            due_at=asked["due_at"],
            needs_person=needs,
            note=asked["note"],
            by=user_of(request),
            now=now_of(request),
        )

    if done(form, act):
        messages.success(request, _("Справу додано."))
        return redirect(back)
    context = case_page(request, number, part="case")
    return form_page(request, context, form, heading=_("Нова справа"), back=back, button=_("Додати"))


@door(Act.WORK_CASE, methods=("GET", "POST"))
def task(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Records the result of a task; its other ends are buttons below."""
    person, one = case_for(request, number, Act.WORK_CASE)
    row = rows.get_task(one, key)
    back = reverse("person-case", args=[person.number])
    sent = posted(request)
    what = request.POST.get("act", "finish") if sent is not None else ""
    form = TaskResult(sent if what == "finish" else None)
    times = NewTime(sent if what == "move" else None, initial={"due_at": row.due_at})
    given = doer(request)
    is_done = False
    if what == "drop":
        is_done = bool(actions.drop_task(row, **given))
    elif what == "finish":
        is_done = done(form, lambda: actions.finish_task(row, **form.cleaned_data, **given))
    elif what == "move":
        is_done = done(times, lambda: actions.move_task(row, **times.cleaned_data, **given))
    if is_done:
        messages.success(request, _("Збережено."))
        return redirect(back)
    context = case_page(request, number, part="case") | {
        "form": form,
        "times": times,
        "task": row,
        "what": TASKS[row.kind].label,
        "details": opened_note(row, one),
        "is_wanted_asked": MATTERS[TASKS[row.kind].matter].rule == "wanted",
        "back_url": back,
    }
    return render(request, "reintegration/task.html", context, status=422 if sent is not None else 200)


@door(Act.WORK_CASE, methods=("GET", "POST"))
def officer(request: HttpRequest, number: int) -> HttpResponse:
    """Gives the case to another officer; the one before no longer sees the person."""
    person, one = case_for(request, number, Act.WORK_CASE)
    able = [user for user in record.officers(one) if user.pk != one.officer_id]
    form = Officer(posted(request), officers=able)

    def act() -> None:
        chosen = next(user for user in able if user.pk == int(form.cleaned_data["officer"]))
        actions.assign_officer(one, chosen, by=user_of(request), now=now_of(request))

    if done(form, act):
        messages.success(request, _("Супровід передано."))
        mine = user_of(request).pk == int(form.cleaned_data["officer"])
        return redirect("person-case", person.number) if mine else redirect("cases")
    context = case_page(request, number, part="case")
    back = reverse("person-case", args=[person.number])
    text = _("Після передачі ви більше не бачитимете цю людину, а новий офіцер побачить усе, що тут записано.")
    return form_page(request, context, form, heading=_("Передати супровід"), back=back, button=_("Передати"), text=text)


@door(Act.WORK_CASE, methods=("GET", "POST"))
def basis(request: HttpRequest, number: int) -> HttpResponse:
    """Records on what basis the person returned."""
    person, one = case_for(request, number, Act.WORK_CASE)
    form = Basis(posted(request), initial={"return_basis": one.return_basis})

    def act() -> None:
        chosen = form.cleaned_data["return_basis"]
        actions.set_return_basis(one, chosen, by=user_of(request), now=now_of(request))

    if done(form, act):
        messages.success(request, _("Збережено."))
        return redirect("person-case", person.number)
    context = case_page(request, number, part="case")
    back = reverse("person-case", args=[person.number])
    return form_page(request, context, form, heading=_("Підстава повернення"), back=back)


@door(Act.WORK_CASE, methods=("POST",))
def move(request: HttpRequest, number: int, act: str) -> HttpResponse:
    """Begins the follow-up year."""
    person, one = case_for(request, number, Act.WORK_CASE)
    if act != "follow_up":
        raise NotVisible
    actions.begin_follow_up(one, **doer(request))
    messages.success(request, _("Збережено."))
    return redirect("person-case", person.number)


@door(Act.WORK_CASE, methods=("GET", "POST"))
def reopen(request: HttpRequest, number: int) -> HttpResponse:
    """Takes a case out of its follow-up year back into support, with a reason."""
    person, one = case_for(request, number, Act.WORK_CASE)
    form = Why(posted(request))
    back = reverse("person-case", args=[person.number])
    if done(form, lambda: actions.reopen_case(one, reason=form.cleaned_data["reason"], **doer(request))):
        messages.success(request, _("Справу повернуто в супровід."))
        return redirect(back)
    context = case_page(request, number, part="case")
    return form_page(request, context, form, heading=_("Повернути в супровід"), back=back, button=_("Повернути"))


@door(Act.WORK_CASE, methods=("GET", "POST"))
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Ends the support, with a reason."""
    person, one = case_for(request, number, Act.WORK_CASE)
    form = Why(posted(request))

    def act() -> None:
        reason = form.cleaned_data["reason"]
        actions.close_case(one, reason=reason, by=user_of(request), now=now_of(request))

    if done(form, act):
        messages.success(request, _("Супровід завершено."))
        return redirect("cases")
    context = case_page(request, number, part="case")
    back = reverse("person-case", args=[person.number])
    heading, warning = _("Завершити супровід"), before_its_end(one, now=now_of(request))
    return form_page(request, context, form, heading=heading, back=back, button=_("Завершити"), warning=warning)


@door(Act.ADMIT, methods=("GET", "POST"))
def place(request: HttpRequest, number: int) -> HttpResponse:
    """Admits the person, or moves them to another facility."""
    person, one = case_for(request, number, Act.ADMIT)
    stay = stay_of(one)
    places = {found.code: found for found in facilities() if stay is None or found.pk != stay.facility_id}
    initial: dict[str, Any] = {"at": now_of(request)}
    if stay is None and (noted := reception_of(one)) is not None and noted.bound_for is not None:
        initial["facility"] = noted.bound_for.code
    form = Place(posted(request), facilities=list(places.values()), initial=initial)
    back = reverse("person-case", args=[person.number])

    def act() -> None:
        take = actions.transfer if stay else actions.admit
        chosen = places[form.cleaned_data["facility"]]
        take(one, facility=chosen, at=form.cleaned_data["at"], by=user_of(request), now=now_of(request))

    if done(form, act):
        messages.success(request, _("Переведено.") if stay else _("Прийнято. Почався час на адаптацію."))
        return redirect(back)
    context = case_page(request, number, part="case")
    heading = _("Перевести до іншого закладу") if stay else _("Прийняти до закладу")
    return form_page(request, context, form, heading=heading, back=back)


@door(Act.ADMIT, methods=("GET", "POST"))
def leaving(request: HttpRequest, number: int) -> HttpResponse:
    """Records that the person left the facility."""
    person, one = case_for(request, number, Act.ADMIT)
    form = Leaving(posted(request), initial={"at": now_of(request)})
    back = reverse("person-case", args=[person.number])

    def act() -> None:
        actions.leave(one, at=form.cleaned_data["at"], by=user_of(request), now=now_of(request))

    if done(form, act):
        messages.success(request, _("Збережено."))
        return redirect(back)
    context = case_page(request, number, part="case")
    return form_page(request, context, form, heading=_("Виписати із закладу"), back=back, text=said(_care_goes_on(one)))


def _care_goes_on(one: Case) -> str:
    return _("Час на адаптацію триває далі, де б людина не була.") if one.adaptation else ""
