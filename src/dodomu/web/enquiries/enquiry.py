"""One enquiry: whom it is about, how its due day was counted, what was done and what was answered."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.models import User
from dodomu.access.policy import Act, Subject
from dodomu.enquiries import queries
from dodomu.enquiries.models import Enquiry
from dodomu.errors import NotVisible
from dodomu.ledger import actions as ledger
from dodomu.people.models import PersonNow
from dodomu.web.doors import door
from dodomu.web.people.sayings import fact_word, vocabulary_of


def frame(request: HttpRequest, enquiry: Enquiry, *, part: str = "enquiry") -> dict[str, Any]:
    """The context of every page about one enquiry; the reading of each person shown is written to the ledger."""
    about = queries.about(request.user, [enquiry])[enquiry.pk]
    ledger.record_many(
        [("read_person", "person", row.person_id, {"part": part, "enquiry": enquiry.pk}) for row in about.shown],
        by=cast(User, request.user),
        now=cast(Any, request).now,
    )
    return {
        "section": "enquiries",
        "enquiry": enquiry,
        "about": about,
        "text": queries.text_of(enquiry) if about.is_whole else "",
        "crumbs": [(_("Запити"), reverse("enquiries")), (enquiry.number, "")],
    }


@door(Act.READ_ENQUIRY)
def enquiry(request: HttpRequest, key: int) -> HttpResponse:
    """Shows an enquiry with the count of its due day."""
    found = queries.get_enquiry(request.user, key)
    context = frame(request, found)
    answers = queries.answers_of(found) if context["about"].is_whole else []
    facts = [learned.fact for answer, _text in answers for learned in answer.learned.all()]
    known = vocabulary_of(facts)
    context |= {
        "term": queries.term(found),
        "answers": [
            {
                "answer": answer,
                "text": text,
                "learned": [
                    (learned.fact, fact_word(learned.fact, known, sex=learned.fact.person.now.sex))
                    for learned in answer.learned.all()
                ],
            }
            for answer, text in answers
        ],
        "reminders": found.reminders.select_related("by").order_by("-number"),
        "extensions": found.extensions.select_related("by").order_by("-pk"),
        "is_owed": queries.is_owed(found),
        "acts": queries.acts(found) if works(request, found) else (),
        "may_learn": bool(answers) and bool(learners(request, context["about"])),
    }
    return render(request, "enquiries/enquiry.html", context)


def works(request: HttpRequest, enquiry: Enquiry) -> bool:
    """Whether the account works on this enquiry and does not only read it."""
    if not policy.held(request.user, Act.WORK_ENQUIRY):
        return False
    return queries.visible_enquiries(request.user, Act.WORK_ENQUIRY).filter(pk=enquiry.pk).exists()


def learners(request: HttpRequest, about: queries.About) -> list[PersonNow]:
    """The people of an enquiry of whom the account may state a fact."""
    if not policy.held(request.user, Act.STATE_FACT):
        return []
    people = [row.person.now for row in about.shown]
    return [
        one
        for one in people
        if policy.may(request.user, Act.STATE_FACT, Subject(person=one.pk, unit_path=one.unit_path))
    ]


@door(Act.READ_ENQUIRY)
def letter(request: HttpRequest, key: int) -> HttpResponse:
    """The enquiry as a letter for the printer; only for those who may know of everybody in it."""
    found = queries.get_enquiry(request.user, key)
    context = frame(request, found, part="enquiry_letter")
    if not context["about"].is_whole:
        raise NotVisible
    context["crumbs"] = [
        (_("Запити"), reverse("enquiries")),
        (found.number, reverse("enquiry", args=[found.pk])),
        (_("Лист"), ""),
    ]
    return render(request, "enquiries/letter.html", context)
