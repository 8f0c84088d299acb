"""What the care team does beside the plan: steps, goals, who is on the team, a psychologist, a medical commission."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.errors import NotVisible
from dodomu.reintegration import actions
from dodomu.reintegration.actions.team import candidates
from dodomu.reintegration.queries import rows
from dodomu.web.doors import door
from dodomu.web.reintegration.care import plan_of, treated
from dodomu.web.reintegration.care_forms import (
    GoalEnd,
    NewConclusion,
    NewGoal,
    NewMember,
    NewStep,
    OwnRole,
    PsychologistAnswer,
)
from dodomu.web.reintegration.frame import case_for, case_page, doer, form_page, now_of
from dodomu.web.sending import done, posted
from dodomu.web.words import local_day


def _asked(
    request: HttpRequest, number: int, form: Any, act: Callable[[], Any], *, said_after: str, **page: Any
) -> HttpResponse:
    """A page with one form about a person's care: shown, sent back, or done and back to the care."""
    if done(form, act):
        messages.success(request, said_after)
        return redirect("person-care", number)
    context = case_page(request, number, part="care")
    return form_page(request, context, form, back=reverse("person-care", args=[number]), **page)


def _moved(request: HttpRequest, number: int) -> HttpResponse:
    messages.success(request, _("Збережено."))
    return redirect("person-care", number)


@door(Act.WRITE_PLAN, methods=("GET", "POST"))
def step_new(request: HttpRequest, number: int) -> HttpResponse:
    """Adds a step to the plan."""
    _person, one = treated(request, number)
    plan = plan_of(one)
    form = NewStep(posted(request), initial={"level": plan.level})
    return _asked(
        request,
        number,
        form,
        lambda: actions.add_step(plan, **form.cleaned_data, **doer(request)),
        said_after=_("Крок додано."),
        heading=_("Новий крок плану"),
        button=_("Додати"),
    )


@door(Act.WRITE_PLAN, methods=("POST",))
def step_move(request: HttpRequest, number: int, key: int, act: str) -> HttpResponse:
    """A step was done, or is not needed."""
    _person, one = treated(request, number)
    actions.move_step(rows.get_step(one, key), act, **doer(request))
    return _moved(request, number)


@door(Act.WRITE_PLAN, methods=("GET", "POST"))
def goal_new(request: HttpRequest, number: int) -> HttpResponse:
    """Sets a goal of the plan."""
    _person, one = treated(request, number)
    plan = plan_of(one)
    form = NewGoal(posted(request))
    return _asked(
        request,
        number,
        form,
        lambda: actions.set_goal(plan, **form.cleaned_data, **doer(request)),
        said_after=_("Ціль додано."),
        heading=_("Нова ціль"),
        button=_("Додати"),
    )


@door(Act.WRITE_PLAN, methods=("GET", "POST"))
def goal_end(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Records what came of a goal."""
    _person, one = treated(request, number)
    goal = rows.get_goal(one, key)
    form = GoalEnd(posted(request))
    return _asked(
        request,
        number,
        form,
        lambda: actions.move_goal(goal, **form.cleaned_data, **doer(request)),
        said_after=_("Збережено."),
        heading=_("Що вийшло з цілі"),
    )


@door(Act.WRITE_PLAN, methods=("GET", "POST"))
def team_join(request: HttpRequest, number: int) -> HttpResponse:
    """A medical officer of the facility takes up the care of the person."""
    _person, one = case_for(request, number, Act.WRITE_PLAN)
    form = OwnRole(posted(request))
    return _asked(
        request,
        number,
        form,
        lambda: actions.join_team(one, **form.cleaned_data, **doer(request)),
        said_after=_("Ви в команді, яка лікує людину."),
        heading=_("Увійти до команди"),
        button=_("Увійти"),
        text=_("Ви читатимете все про лікування цієї людини. Ваше ім’я стоятиме в команді й у журналі."),
    )


@door(Act.WRITE_PLAN, methods=("GET", "POST"))
def member_new(request: HttpRequest, number: int) -> HttpResponse:
    """Adds somebody to the team."""
    _person, one = treated(request, number)
    able = {str(user.pk): user for user in candidates(one)}
    form = NewMember(posted(request), accounts=list(able.values()))

    def act() -> None:
        given = form.cleaned_data
        chosen = able.get(given["user"])
        actions.add_member(one, role=given["role"], user=chosen, name=given["name"], **doer(request))

    return _asked(
        request,
        number,
        form,
        act,
        said_after=_("Команду доповнено."),
        heading=_("Додати до команди"),
        button=_("Додати"),
    )


@door(Act.WRITE_PLAN, methods=("POST",))
def member_end(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Somebody leaves the team; who leaves it by their own click reads no more."""
    _person, one = treated(request, number)
    actions.end_member(rows.get_care_member(one, key), **doer(request))
    return _moved(request, number)


@door(Act.WRITE_PLAN, methods=("GET", "POST"))
def psychologist(request: HttpRequest, number: int) -> HttpResponse:
    """Records what the person said to the offer of a psychologist."""
    _person, one = treated(request, number)
    form = PsychologistAnswer(posted(request), initial={"on": local_day(now_of(request))})
    return _asked(
        request,
        number,
        form,
        lambda: actions.offer_psychologist(one, **form.cleaned_data, **doer(request)),
        said_after=_("Відповідь людини записано."),
        heading=_("Психолог"),
        text=_("Психолога пропонують, а не призначають. Відмова нічого не забирає, запитати можна ще раз."),
    )


@door(Act.WRITE_PLAN, methods=("GET", "POST"))
def conclusion_new(request: HttpRequest, number: int) -> HttpResponse:
    """Records what a medical commission concluded."""
    _person, one = treated(request, number)
    form = NewConclusion(posted(request), initial={"on": local_day(now_of(request))})
    return _asked(
        request,
        number,
        form,
        lambda: actions.conclude(one, **form.cleaned_data, **doer(request)),
        said_after=_("Висновок записано."),
        heading=_("Висновок медичної комісії"),
    )


@door(Act.WRITE_PLAN, methods=("POST",))
def conclusion_move(request: HttpRequest, number: int, key: int, act: str) -> HttpResponse:
    """A conclusion was recorded by mistake."""
    _person, one = treated(request, number)
    if act != "withdraw":
        raise NotVisible
    actions.withdraw_conclusion(rows.get_conclusion(one, key), **doer(request))
    return _moved(request, number)
