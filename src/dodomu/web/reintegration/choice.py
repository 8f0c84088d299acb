"""What comes next: service, training or discharge. Told first, decided after, in the person's own words."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.errors import NotVisible
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case, Informed
from dodomu.reintegration.models.leaflets import LEAFLETS, handed_out_on
from dodomu.reintegration.models.vocabulary import FLAGGED_BASES, INFORMED_ABOUT, OPTIONS, RETURN_BASES
from dodomu.reintegration.queries import record
from dodomu.reintegration.queries.care import has_conclusion
from dodomu.web.doors import door
from dodomu.web.reintegration.followup_forms import Ordered
from dodomu.web.reintegration.forms import Decided, Talk
from dodomu.web.reintegration.frame import case_for, case_page, doer, form_page, now_of, user_of
from dodomu.web.sending import done, posted
from dodomu.web.words import local_day, said


@door(Act.READ_CASE)
def choice(request: HttpRequest, number: int) -> HttpResponse:
    """The talks and the decisions; nothing is asked of the person inside the time to adapt."""
    context = case_page(request, number, part="next")
    one: Case = context["case"]
    talks = record.talks(one)
    told = record.informed_about(talks)
    decisions = record.decisions(one)
    context |= {
        "talks": [{"row": talk, "about": _about(talk), "is_kept": talk.leaflet in LEAFLETS} for talk in talks],
        "told": [(INFORMED_ABOUT[code], code in told) for code in INFORMED_ABOUT],
        "may_decide": len(told) == len(INFORMED_ABOUT),
        "decisions": [
            {
                "row": row,
                "option": OPTIONS[row.option],
                "words": record.opened(row.words, case=one, place="decision.words"),
            }
            for row in decisions
        ],
        "may_order": bool(decisions) and decisions[0].option != "undecided",
        "orders": [{"row": row, "option": OPTIONS[row.decision.option]} for row in record.orders(one)],
        "has_conclusion": has_conclusion(one),
        "is_flagged": one.return_basis in FLAGGED_BASES,
        "basis": RETURN_BASES[one.return_basis],
    }
    return render(request, "reintegration/choice.html", context)


def _about(talk: Informed) -> str:
    return ", ".join(said(word) for code, word in INFORMED_ABOUT.items() if getattr(talk, f"about_{code}"))


@door(Act.WORK_CASE, methods=("GET", "POST"))
def talk_new(request: HttpRequest, number: int) -> HttpResponse:
    """Records a talk about the choice."""
    person, one = case_for(request, number, Act.WORK_CASE)
    today = local_day(now_of(request))
    versions = [one.version for one in handed_out_on(today)]
    form = Talk(posted(request), leaflets=versions, initial={"on": today, "about": list(INFORMED_ABOUT)})

    def act() -> None:
        actions.inform(one, **form.cleaned_data, by=user_of(request), now=now_of(request))

    if done(form, act):
        messages.success(request, _("Розмову записано."))
        return redirect("person-next", person.number)
    context = case_page(request, number, part="next")
    return form_page(
        request,
        context,
        form,
        heading=_("Розмова про вибір"),
        back=reverse("person-next", args=[person.number]),
        text=_("Людина може перервати розмову й повернутися до неї, коли захоче."),
    )


@door(Act.WORK_CASE, methods=("GET", "POST"))
def decision_new(request: HttpRequest, number: int) -> HttpResponse:
    """Records a decision of the person, or a change of mind."""
    person, one = case_for(request, number, Act.WORK_CASE)
    form = Decided(posted(request), initial={"on": local_day(now_of(request))})

    def act() -> None:
        asked: dict[str, Any] = dict(form.cleaned_data)
        actions.decide(one, asked.pop("option"), **asked, by=user_of(request), now=now_of(request))

    if done(form, act):
        messages.success(request, _("Рішення людини записано."))
        return redirect("person-next", person.number)
    context = case_page(request, number, part="next")
    warning = article_117(one) if one.return_basis in FLAGGED_BASES else ""
    return form_page(
        request,
        context,
        form,
        heading=_("Рішення людини"),
        back=reverse("person-next", args=[person.number]),
        text=_("Попередні рішення залишаються записаними; чинне – останнє."),
        warning=warning,
    )


def article_117(one: Case) -> str:
    """The warning of Article 117: it names what stands against further service, and decides nothing."""
    return _(
        "Стаття 117 Третьої Женевської конвенції не допускає, щоб репатрійована людина несла дійсну військову службу. "
        "Підстава повернення: %(basis)s. Чи поширюється це на домовлений обмін, не з’ясовано. Для подальшої служби "
        "застереження має прочитати юрист або командир; його ім’я записується. Рішення залишається за людиною."
    ) % {"basis": said(RETURN_BASES[one.return_basis])}


@door(Act.WORK_CASE, methods=("GET", "POST"))
def order_new(request: HttpRequest, number: int) -> HttpResponse:
    """Records the commander's order that carries the decision out."""
    person, one = case_for(request, number, Act.WORK_CASE)
    form = Ordered(posted(request), initial={"on": local_day(now_of(request))})
    back = reverse("person-next", args=[person.number])
    if done(form, lambda: actions.record_order(one, **form.cleaned_data, **doer(request))):
        messages.success(request, _("Наказ записано."))
        return redirect(back)
    context = case_page(request, number, part="next")
    text = _(
        "Наказ виконує чинне рішення людини. Якщо номер чи дату записали хибно, запишіть ще раз: чинний – останній."
    )
    return form_page(request, context, form, heading=_("Наказ командира"), back=back, text=text)


@door(Act.READ_CASE)
def leaflet(request: HttpRequest, version: str) -> HttpResponse:
    """One version of the leaflet, exactly as it was handed out: to be read, and to be printed for the person."""
    found = LEAFLETS.get(version)
    if found is None:
        raise NotVisible
    return render(request, "reintegration/leaflet.html", {"section": "cases", "leaflet": found})
