"""What the person allows: the answers as they stand, the moment they take over, and a copy on paper to keep."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.errors import NotVisible
from dodomu.families import queries as families
from dodomu.families.models import Relative
from dodomu.flows import consents as flow
from dodomu.ledger import actions as ledger
from dodomu.people.models import PersonNow
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case
from dodomu.reintegration.models.consents import ANSWERS, LEVEL_WORDS, PURPOSES, RECIPIENTS
from dodomu.reintegration.queries import consents as queries
from dodomu.web.doors import door
from dodomu.web.families.family import may_with
from dodomu.web.families.names import in_script
from dodomu.web.reintegration.consents_forms import AboutRelative, Answered, TakeOver, level_from
from dodomu.web.reintegration.frame import case_for, case_page, doer, form_page, now_of, user_of
from dodomu.web.sending import done, posted
from dodomu.web.words import local_day, said


def _named(request: HttpRequest, person: PersonNow, relatives: list[Relative]) -> dict[int, str]:
    """Each relative by name and kinship; by kinship alone for whoever may not read the family."""
    reads = may_with(request, Act.READ_FAMILY, person)
    shown = in_script(families.opened(relatives, parts=("name",) if reads else ()))
    return {
        one.row.pk: f"{one.name}, {said(one.row.kin_label)}" if one.name else said(one.row.kin_label) for one in shown
    }


def _relatives(request: HttpRequest, person: PersonNow, one: Case, answers: queries.Answered) -> list[dict[str, Any]]:
    rows = flow.asked_about(one)
    names = _named(request, person, rows)
    found = []
    for row in rows:
        own = [answer for (recipient, key, _p), answer in answers.items() if (recipient, key) == ("relative", row.pk)]
        is_later = bool(own) and all(answer.answer == "later" for answer in own)
        level = "later" if is_later else queries.level_now(answers, row.pk)
        found.append(
            {
                "key": row.pk,
                "name": names[row.pk],
                "word": LEVEL_WORDS[level] if own else None,
                "known": row.may_be_told_label,
                "on": max((answer.on for answer in own), default=None),
            }
        )
    return found


def _others(answers: queries.Answered, *, all_of_them: bool) -> list[dict[str, Any]]:
    found = []
    for code, one in RECIPIENTS.items():
        if code == "relative":
            continue
        rows = [(purpose, answers.get((code, 0, purpose))) for purpose in one.purposes]
        lines = [
            {
                "purpose": PURPOSES[purpose],
                "row": row,
                "word": ANSWERS[row.answer] if row else None,
                "kind": {"given": "done", "later": "wait"}.get(row.answer, "na") if row else "todo",
            }
            for purpose, row in rows
            if row or all_of_them
        ]
        if lines:
            found.append({"label": one.label, "lines": lines})
    return found


@door(Act.READ_CASE)
def consents(request: HttpRequest, number: int) -> HttpResponse:
    """Who may be told what, by the person's own answers; until the hand-over, what the family chose."""
    context = case_page(request, number, part="consents")
    one: Case = context["case"]
    answers = queries.answers_of(one)
    context |= {
        "hand_over": queries.hand_over_of(one),
        "relatives": _relatives(request, context["person"], one, answers),
        "others": _others(answers, all_of_them=True),
        "is_any": bool(answers),
    }
    return render(request, "reintegration/consents.html", context)


def _is_adapting(request: HttpRequest, one: Case) -> bool:
    window = one.protection
    return window is not None and window.covers(now_of(request))


@door(Act.WORK_CASE, methods=("GET", "POST"))
def take_over(request: HttpRequest, number: int) -> HttpResponse:
    """The person goes through what is known about the family, confirms or changes it, and decides from now on."""
    person, one = case_for(request, number, Act.WORK_CASE)
    known = flow.known_levels(one)
    names = _named(request, person, flow.asked_about(one))
    initial = {f"level_{key}": level or "nothing" for key, level in known.items()}
    form = TakeOver(posted(request), relatives=names, is_adapting=_is_adapting(request, one), initial=initial)
    back = reverse("person-consents", args=[person.number])

    def act() -> None:
        wanted = bool(form.cleaned_data.get("is_wanted"))
        flow.hand_over(one, form.levels(), is_wanted=wanted, **doer(request))

    if done(form, act):
        messages.success(request, _("Відтепер вирішує сама людина."))
        return redirect(back)
    context = case_page(request, number, part="consents")
    text = _(
        "Покажіть людині, що обрала родина, і спитайте про кожного. З цієї миті діє лише те, що скаже вона сама. "
        "Тим, про кого вона каже «нічого», більше не телефонують."
    )
    heading, button = _("Далі вирішує сама людина"), _("Записати відповіді людини")
    return form_page(request, context, form, heading=heading, back=back, button=button, text=text)


@door(Act.WORK_CASE, methods=("GET", "POST"))
def about_relative(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Changes what one relative may be told: a consent is taken back as easily as it was given."""
    person, one = case_for(request, number, Act.WORK_CASE)
    relative = next((row for row in flow.asked_about(one) if row.pk == key), None)
    if relative is None:
        raise NotVisible
    known = flow.known_levels(one)[key] or "nothing"
    today = local_day(now_of(request))
    form = AboutRelative(posted(request), is_adapting=_is_adapting(request, one), initial={"level": known, "on": today})
    back = reverse("person-consents", args=[person.number])

    def act() -> None:
        asked = form.cleaned_data
        wanted = bool(asked.get("is_wanted"))
        level = level_from(asked["level"])
        flow.answer_about(one, relative, level, on=asked["on"], is_wanted=wanted, **doer(request))

    if done(form, act):
        messages.success(request, _("Відповідь людини записано."))
        return redirect(back)
    context = case_page(request, number, part="consents")
    heading = _named(request, person, [relative])[key]
    return form_page(request, context, form, heading=heading, back=back)


@door(Act.WORK_CASE, methods=("GET", "POST"))
def consent_new(request: HttpRequest, number: int) -> HttpResponse:
    """Records one answer about somebody who is no relative: command, press, investigators."""
    person, one = case_for(request, number, Act.WORK_CASE)
    initial = {"on": local_day(now_of(request)), "about": request.GET.get("about", "")[:40]}
    form = Answered(posted(request), is_adapting=_is_adapting(request, one), initial=initial)
    back = reverse("person-consents", args=[person.number])

    def act() -> None:
        asked = form.cleaned_data
        recipient, _colon, purpose = asked["about"].partition(":")
        wanted = bool(asked.get("is_wanted"))
        actions.answer_consent(
            one, recipient, purpose, asked["answer"], on=asked["on"], is_wanted=wanted, **doer(request)
        )

    if done(form, act):
        messages.success(request, _("Відповідь людини записано."))
        return redirect(back)
    context = case_page(request, number, part="consents")
    text = _("Мовчання не означає згоди. Відмову й відкликання записують будь-коли, згоду – після часу на адаптацію.")
    return form_page(request, context, form, heading=_("Відповідь людини"), back=back, text=text)


@door(Act.WORK_CASE)
def sheet(request: HttpRequest, number: int) -> HttpResponse:
    """The copy that the person keeps, in large type; printing it stands in the ledger."""
    person, one = case_for(request, number, Act.WORK_CASE)
    answers = queries.answers_of(one)
    ledger.record("print_consents", by=user_of(request), now=now_of(request), kind="person", key=person.pk)
    context = {
        "section": "cases",
        "person": person,
        "relatives": [row for row in _relatives(request, person, one, answers) if row["word"]],
        "others": _others(answers, all_of_them=False),
        "hand_over": queries.hand_over_of(one),
        "back_url": reverse("person-consents", args=[person.number]),
    }
    return render(request, "reintegration/consents_sheet.html", context)
