"""The treatment plan: its words for the medical officer, «a plan exists, agreed» for everybody else."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.errors import Refused
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case, Plan
from dodomu.reintegration.models.vocabulary import LEVELS
from dodomu.reintegration.queries import record, rows
from dodomu.reintegration.queries.words import state_word
from dodomu.web.doors import door
from dodomu.web.reintegration.forms import NewStep, PlanAnswer, PlanText
from dodomu.web.reintegration.frame import case_for, case_page, form_page, may, now_of, subject_of, user_of
from dodomu.web.reintegration.sentences import mark_of
from dodomu.web.sending import done, posted
from dodomu.web.words import local_day


@door(Act.READ_CASE)
def care(request: HttpRequest, number: int) -> HttpResponse:
    """The plan with its steps, for whoever may read health; for others that it exists and is agreed or not."""
    context = case_page(request, number, part="care")
    person, one = context["person"], context["case"]
    plan = record.plan_in_force(one)
    reads = may(request, Act.READ_PLAN, person) and not policy.sees_summary_only(
        request.user, Act.READ_PLAN, subject_of(person)
    )
    context |= {
        "plan": plan,
        "state": state_word("plan", plan.state) if plan else "",
        "level": LEVELS[plan.level] if plan else "",
        "reads": reads,
        "writes": may(request, Act.WRITE_PLAN, person) and one.state in ("open", "in_follow_up"),
    }
    if plan and reads:
        context |= {
            "content": record.opened(plan.content, case=one, place="plan.content"),
            "steps": [_step(timed, one, now=now_of(request)) for timed in record.steps(plan, one, now=now_of(request))],
            "older": [
                {"row": old, "content": record.opened(old.content, case=one, place="plan.content")}
                for old in record.older_plans(one)
            ],
        }
    return render(request, "reintegration/care.html", context)


def _step(timed: record.Timed, one: Case, *, now: Any) -> dict[str, Any]:
    kind, label = mark_of(timed, kind="step", now=now)
    return {
        "row": timed.row,
        "content": record.opened(timed.row.content, case=one, place="step.content"),
        "level": LEVELS[timed.row.level],
        "kind": kind,
        "label": label,
    }


@door(Act.WRITE_PLAN, methods=("GET", "POST"))
def plan_write(request: HttpRequest, number: int) -> HttpResponse:
    """Writes a plan, or a new version of it; what was written before is filled in."""
    person, one = case_for(request, number, Act.WRITE_PLAN)
    plan = record.plan_in_force(one)
    known = {"level": 1}
    if plan:
        known = {"level": plan.level, "content": record.opened(plan.content, case=one, place="plan.content") or ""}  # type: ignore[dict-item]
    form = PlanText(posted(request), initial=known)

    def act() -> None:
        actions.write_plan(one, **form.cleaned_data, by=user_of(request), now=now_of(request))

    if done(form, act):
        messages.success(request, _("План записано. Його ще треба погодити з людиною."))
        return redirect("person-care", person.number)
    context = case_page(request, number, part="care")
    heading = _("Нова версія плану") if plan else _("План лікування й реабілітації")
    back = reverse("person-care", args=[person.number])
    return form_page(request, context, form, heading=heading, back=back)


def _plan(one: Case) -> Plan:
    plan = record.plan_in_force(one)
    if plan is None:
        raise Refused(_("Плану ще немає. Спершу запишіть його."))
    return plan


@door(Act.WRITE_PLAN, methods=("GET", "POST"))
def plan_answer(request: HttpRequest, number: int) -> HttpResponse:
    """Records what the person said to the plan."""
    person, one = case_for(request, number, Act.WRITE_PLAN)
    plan = _plan(one)
    form = PlanAnswer(posted(request), initial={"on": local_day(now_of(request))})

    def act() -> None:
        is_agreed = form.cleaned_data["answer"] == "agreed"
        on = form.cleaned_data["on"]
        actions.answer_plan(plan, is_agreed=is_agreed, on=on, by=user_of(request), now=now_of(request))

    if done(form, act):
        messages.success(request, _("Відповідь людини записано."))
        return redirect("person-care", person.number)
    context = case_page(request, number, part="care")
    back = reverse("person-care", args=[person.number])
    text = _("Людина може погодити план, відмовитися або відповісти пізніше. Відмова нічого не забирає.")
    return form_page(request, context, form, heading=_("Погодити план із людиною"), back=back, text=text)


@door(Act.WRITE_PLAN, methods=("GET", "POST"))
def step_new(request: HttpRequest, number: int) -> HttpResponse:
    """Adds a step to the plan."""
    person, one = case_for(request, number, Act.WRITE_PLAN)
    plan = _plan(one)
    form = NewStep(posted(request), initial={"level": plan.level})

    def act() -> None:
        actions.add_step(plan, **form.cleaned_data, by=user_of(request), now=now_of(request))

    if done(form, act):
        messages.success(request, _("Крок додано."))
        return redirect("person-care", person.number)
    context = case_page(request, number, part="care")
    back = reverse("person-care", args=[person.number])
    return form_page(request, context, form, heading=_("Новий крок плану"), back=back, button=_("Додати"))


@door(Act.WRITE_PLAN, methods=("POST",))
def step_move(request: HttpRequest, number: int, key: int, act: str) -> HttpResponse:
    """A step was done, or is not needed."""
    person, one = case_for(request, number, Act.WRITE_PLAN)
    step = rows.get_step(one, key)
    actions.move_step(step, act, by=user_of(request), now=now_of(request))
    messages.success(request, _("Збережено."))
    return redirect("person-care", person.number)
