"""The frame of every page about one case: the record's own frame, the case, and the care box."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dodomu.access import policy
from dodomu.access.models import User
from dodomu.access.policy import Act, Subject
from dodomu.errors import NotVisible
from dodomu.people import queries as register
from dodomu.people.models import PersonNow
from dodomu.reintegration import queries
from dodomu.reintegration.models import Case
from dodomu.web.people.record import page_of
from dodomu.web.reintegration.sentences import care_of
from dodomu.web.words import said


def now_of(request: HttpRequest) -> datetime:
    """The instant of this page."""
    return cast(datetime, cast(Any, request).now)


def user_of(request: HttpRequest) -> User:
    """The account of this page; the door lets nobody else in."""
    return cast(User, request.user)


def doer(request: HttpRequest) -> dict[str, Any]:
    """Who does an act, and when: what every action takes."""
    return {"by": user_of(request), "now": now_of(request)}


def subject_of(person: PersonNow) -> Subject:
    """What the policy compares for a person's case."""
    return Subject(person=person.pk, unit_path=person.unit_path)


def may(request: HttpRequest, act: Act, person: PersonNow) -> bool:
    """Whether the account may do the act to this person."""
    return bool(policy.held(request.user, act)) and policy.may(request.user, act, subject_of(person))


def offers(request: HttpRequest, act: Act) -> bool:
    """Whether a page that may be read offers a way to an act; whether it may be done to the person, the door asks."""
    return bool(policy.held(request.user, act))


def sees_whole(request: HttpRequest, person: PersonNow) -> bool:
    """Whether the account reads this person's case whole, and not its summary alone."""
    return not policy.sees_summary_only(request.user, Act.READ_CASE, subject_of(person))


def case_page(request: HttpRequest, number: int, *, part: str, is_whole: bool = True) -> dict[str, Any]:
    """The context of a page about the present case of a person; its reading is written to the ledger.

    A page with `is_whole` is not there for a reader of summary fields.
    """
    # Without a person the answer is quick; with two roles it may be true of others and not of this person.
    is_doubtful = is_whole and policy.sees_summary_only(request.user, Act.READ_CASE)
    if is_doubtful and not sees_whole(request, register.get_person(request.user, number, Act.READ_CASE)):
        raise NotVisible
    context = page_of(request, number, part=part, act=Act.READ_CASE)
    person: PersonNow = context["person"]
    case = queries.case_of(request.user, person.pk)
    return context | {
        "case": case,
        "care": _care(request, case, person),
        "may_work": offers(request, Act.WORK_CASE) and case.state in ("open", "in_follow_up"),
        "is_whole": sees_whole(request, person),
    }


def _care(request: HttpRequest, case: Case, person: PersonNow) -> dict[str, Any] | None:
    box = care_of(case, now=now_of(request))
    if box is None:
        return None
    may_ask = offers(request, Act.PLAN_APPOINTMENT)
    return box | {"url": reverse("person-override", args=[person.number]) if may_ask else ""}


def case_for(request: HttpRequest, number: int, act: Act) -> tuple[PersonNow, Case]:
    """The person and the present case for an act that changes it; NotVisible for a stranger."""
    person = register.get_person(request.user, number, act)
    return person, queries.case_of(request.user, person.pk, act)


def form_page(
    request: HttpRequest,
    context: dict[str, Any],
    form: Any,
    *,
    heading: Any,
    back: str,
    button: Any = "",
    text: Any = "",
    warning: Any = "",
) -> HttpResponse:
    """A page with one form in the frame of the record; sent and not taken, it comes back with status 422."""
    context |= {
        "form": form,
        "heading": said(heading),
        "back_url": back,
        "button": button,
        "lead": text,
        "warning": warning,
    }
    return render(request, "reintegration/form.html", context, status=422 if form.is_bound else 200)
