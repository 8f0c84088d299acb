"""What leaves the page of care: the plan on paper for the person, a copy in their hands, a bundle for machines."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.formats import fhir
from dodomu.reintegration import actions
from dodomu.reintegration.queries.bundles import care_record, pseudonym_of
from dodomu.web.doors import door
from dodomu.web.reintegration.care import health_of, note_reading, plan_of, treated
from dodomu.web.reintegration.care_forms import CopyHanded
from dodomu.web.reintegration.frame import case_page, doer, form_page, now_of
from dodomu.web.sending import done, posted
from dodomu.web.words import language, local_day


@door(Act.READ_PLAN)
def paper(request: HttpRequest, number: int) -> HttpResponse:
    """The plan for the person to keep: what it says, what it is for, what comes when, who treats, what may be changed.

    Only what stands: steps and goals still ahead or reached, those who are on the team now.
    """
    person, one = treated(request, number, Act.READ_PLAN)
    plan = plan_of(one)
    note_reading(request, one, "print_plan")
    health = health_of(one, plan, now=now_of(request))
    context: dict[str, Any] = {
        "section": "people",
        "person": person,
        "plan": plan,
        "content": health["content"],
        "goals": [goal for goal in health["goals"] if goal["row"].state != "dropped"],
        "steps": [step for step in health["steps"] if step["row"].state == "open"],
        "team": [member for member in health["team"] if member["row"].until_at is None],
        "above": [(person.number, reverse("person-care", args=[person.number]))],
    }
    return render(request, "reintegration/care_paper.html", context)


@door(Act.EXPORT_PLAN, methods=("POST",))
def fhir_bundle(request: HttpRequest, number: int) -> HttpResponse:
    """The care as a FHIR R4 bundle, under a pseudonym; who took it is written down. The file’s name tells no record."""
    _person, one = treated(request, number, Act.EXPORT_PLAN)
    note_reading(request, one, "export_plan")
    made = fhir.bundle(care_record(one, language=language(), now=now_of(request)))
    response = HttpResponse(
        json.dumps(made, ensure_ascii=False, indent=1), content_type="application/fhir+json; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="care-{pseudonym_of(one)[:12]}.json"'
    return response


@door(Act.WRITE_PLAN, methods=("GET", "POST"))
def copy(request: HttpRequest, number: int) -> HttpResponse:
    """Records that a copy of the plan was put into the person's hands."""
    _person, one = treated(request, number)
    plan = plan_of(one)
    form = CopyHanded(posted(request), initial={"on": local_day(now_of(request))})
    if done(form, lambda: actions.hand_copy(plan, **form.cleaned_data, **doer(request))):
        messages.success(request, _("Записано: копія плану в людини."))
        return redirect("person-care", number)
    context = case_page(request, number, part="care")
    back = reverse("person-care", args=[number])
    return form_page(request, context, form, heading=_("Копію плану вручено людині"), back=back)
