"""The treatment plan: everything for the care team, «a plan exists, agreed» for everybody else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.errors import NotVisible, Refused
from dodomu.ledger import actions as ledger
from dodomu.people.models import PersonNow
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case, Plan
from dodomu.reintegration.models.care_words import ANSWERS, CARE_ROLES, CONCLUSIONS, OFFER_ANSWERS
from dodomu.reintegration.models.vocabulary import LEVELS
from dodomu.reintegration.queries import care as queries
from dodomu.reintegration.queries import record
from dodomu.reintegration.queries.words import state_word
from dodomu.web.doors import door
from dodomu.web.reintegration.care_forms import AgreementBack, PlanAnswer, PlanText
from dodomu.web.reintegration.frame import case_for, case_page, form_page, now_of, offers, user_of
from dodomu.web.reintegration.sentences import mark_of
from dodomu.web.sending import done, posted
from dodomu.web.words import local_day


def reads_health(request: HttpRequest, person: PersonNow, one: Case) -> bool:
    """Whether the account is on the care team of this case, so that health content is opened to it."""
    return queries.reads_health(request.user, one, unit_path=person.unit_path)


def treated(request: HttpRequest, number: int, act: Act = Act.WRITE_PLAN) -> tuple[PersonNow, Case]:
    """The person and the case for an act of the care team; for anybody else it is not there."""
    person, one = case_for(request, number, act)
    if not reads_health(request, person, one):
        raise NotVisible
    return person, one


def plan_of(one: Case) -> Plan:
    """The plan in force; Refused where there is none."""
    plan = record.plan_in_force(one)
    if plan is None:
        raise Refused(_("Плану ще немає. Спершу запишіть його."))
    return plan


def note_reading(request: HttpRequest, one: Case, act: str = "read_plan") -> None:
    """Health content was opened: the ledger names who did it."""
    detail = {"case": one.pk}
    ledger.record(act, by=user_of(request), now=now_of(request), kind="person", key=one.person_id, detail=detail)


@door(Act.READ_CASE)
def care(request: HttpRequest, number: int) -> HttpResponse:
    """The plan, its goals and steps, the team and the conclusions; for others, that a plan exists and is agreed."""
    with transaction.atomic(), ledger.together():
        context = case_page(request, number, part="care")
        person, one = context["person"], context["case"]
        reads = reads_health(request, person, one)
        if reads:
            note_reading(request, one)
    plan = record.plan_in_force(one)
    treats = offers(request, Act.WRITE_PLAN) and one.state in ("open", "in_follow_up")
    context |= {
        "plan": plan,
        "agreed_on": queries.agreed_on(plan) if plan else None,
        "reads": reads,
        "writes": reads and treats,
        "begins": treats and not reads and plan is None and not queries.has_team(one),
        "may_join": treats and not reads,
    }
    if reads:
        context |= health_of(one, plan, now=now_of(request))
    return render(request, "reintegration/care.html", context)


def health_of(one: Case, plan: Plan | None, *, now: datetime) -> dict[str, Any]:
    """What the care team reads, opened and in words."""
    health = queries.health_of(one, plan)
    return _plan(plan, health, one, now=now) | {
        "team": [{"row": each.row, "role": _role(each.role), "name": each.name} for each in health.team],
        "offers": [
            {"row": each.row, "answer": OFFER_ANSWERS[each.texts[0]] if each.texts[0] else ""} for each in health.offers
        ],
        "conclusions": [
            {
                "said": each,
                "kind": CONCLUSIONS[each.kind] if each.kind else _("Текст знищено."),
                "state": state_word("conclusion", each.row.state),
            }
            for each in health.conclusions
        ],
        "answers": [
            {"row": each.row, "answer": ANSWERS[each.row.answer], "words": each.texts[0]} for each in health.answers
        ],
        "copies": health.copies,
    }


def _role(code: str | None) -> Any:
    return CARE_ROLES[code] if code else _("Текст знищено.")


def _plan(plan: Plan | None, health: queries.Health, one: Case, *, now: datetime) -> dict[str, Any]:
    if plan is None:
        return {}
    return {
        "state": state_word("plan", plan.state),
        "level": LEVELS[plan.level],
        "content": health.plan.texts[0] if health.plan else None,
        "goals": [
            {
                "row": each.row,
                "content": each.texts[0],
                "outcome": each.texts[1],
                "label": state_word("goal", each.row.state),
                "kind": {"achieved": "done", "dropped": "na"}.get(each.row.state, "todo"),
            }
            for each in health.goals
        ],
        "steps": [_step(each, one, now=now) for each in health.steps],
        "older": [{"row": each.row, "content": each.texts[0]} for each in health.older],
    }


def _step(step: queries.Opened, one: Case, *, now: datetime) -> dict[str, Any]:
    row = step.row
    timed = record.timed(row, one, is_open=row.state == "open", needs_person=row.needs_person, now=now)
    kind, label = mark_of(timed, kind="step", now=now)
    return {"row": row, "content": step.texts[0], "level": LEVELS[row.level], "kind": kind, "label": label}


@door(Act.WRITE_PLAN, methods=("GET", "POST"))
def plan_write(request: HttpRequest, number: int) -> HttpResponse:
    """Writes a plan, or a new version of it; what was written before is filled in."""
    person, one = case_for(request, number, Act.WRITE_PLAN)
    if queries.has_team(one) and not reads_health(request, person, one):
        raise NotVisible
    plan = record.plan_in_force(one)
    if plan is not None and not queries.has_team(one):
        raise Refused(_("Спершу увійдіть до команди, яка лікує людину."))
    known: dict[str, Any] = {"level": 1}
    if plan:
        content = record.opened(plan.content, case=one, place="plan.content") or ""
        known = {"level": plan.level, "content": content}
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


@door(Act.WRITE_PLAN, methods=("GET", "POST"))
def plan_answer(request: HttpRequest, number: int) -> HttpResponse:
    """Records what the person said to the plan."""
    person, one = treated(request, number)
    plan = plan_of(one)
    form = PlanAnswer(posted(request), initial={"on": local_day(now_of(request))})

    def act() -> None:
        given = form.cleaned_data
        is_agreed = given["answer"] == "agreed"
        actions.answer_plan(
            plan, is_agreed=is_agreed, on=given["on"], words=given["words"], by=user_of(request), now=now_of(request)
        )

    if done(form, act):
        messages.success(request, _("Відповідь людини записано."))
        return redirect("person-care", person.number)
    context = case_page(request, number, part="care")
    back = reverse("person-care", args=[person.number])
    text = _("Людина може погодити план, відмовитися або відповісти пізніше. Відмова нічого не забирає.")
    return form_page(request, context, form, heading=_("Погодити план із людиною"), back=back, text=text)


@door(Act.WRITE_PLAN, methods=("GET", "POST"))
def agreement_back(request: HttpRequest, number: int) -> HttpResponse:
    """Records that the person takes the agreement back."""
    person, one = treated(request, number)
    plan = plan_of(one)
    form = AgreementBack(posted(request), initial={"on": local_day(now_of(request))})

    def act() -> None:
        actions.withdraw_agreement(plan, **form.cleaned_data, by=user_of(request), now=now_of(request))

    if done(form, act):
        messages.success(request, _("Записано: людина відкликала згоду на план."))
        return redirect("person-care", person.number)
    context = case_page(request, number, part="care")
    back = reverse("person-care", args=[person.number])
    text = _("Людина може передумати будь-коли й не пояснювати чому. Лікування далі йде лише за її згодою.")
    return form_page(request, context, form, heading=_("Людина відкликає згоду"), back=back, text=text)
