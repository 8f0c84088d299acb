"""What is done with an enquiry: written, sent, reminded of, extended, answered, learned from, closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.enquiries import actions, queries
from dodomu.enquiries.models import Enquiry
from dodomu.errors import NotVisible, Refused
from dodomu.flows.answers import learn_from_answer
from dodomu.people.models import Fact, PersonNow
from dodomu.people.queries import visible_people
from dodomu.web.doors import door
from dodomu.web.enquiries.enquiry import frame, learners
from dodomu.web.enquiries.forms import Answered, Extended, FromAnswer, NewEnquiry, Reason, Reminded, Sent
from dodomu.web.forms import Form
from dodomu.web.people.numbers import FIRST
from dodomu.web.sending import done, form_page, posted
from dodomu.web.templatetags.dodomu import person_name
from dodomu.web.words import local_day


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": cast(User, request.user), "now": cast(Any, request).now}


@door(Act.ADD_ENQUIRY, methods=("GET", "POST"))
def enquiry_new(request: HttpRequest) -> HttpResponse:
    """Writes an enquiry about one or many people, named by their numbers."""
    asked = request.GET.get("person", "")
    form = NewEnquiry(posted(request), initial={"people": asked if asked[:2] == "D-" and asked[2:].isdigit() else ""})
    made: list[Enquiry] = []

    def draft() -> None:
        given = form.cleaned_data
        made.append(
            actions.draft(
                queries.get_department(given["department"]),
                [one.person for one in _people(request, given["people"])],
                subject=given["subject"],
                text=given["text"],
                working_days=given["working_days"],
                **_by(request),
            )
        )

    if form.is_bound and done(form, draft):
        messages.success(request, _("Запит записано. Надішліть його й позначте, коли він пішов."))
        return redirect("enquiry", made[0].pk)
    context = {"section": "enquiries", "form": form, "crumbs": [(_("Запити"), reverse("enquiries")), (_("Новий"), "")]}
    return render(request, "enquiries/new.html", context, status=422 if form.is_bound else 200)


def _people(request: HttpRequest, numbers: list[int]) -> list[PersonNow]:
    """The people with these numbers; one who is not there and one the account may not ask about look the same."""
    keys = {number - FIRST for number in numbers}
    rows = visible_people(request.user, Act.ADD_ENQUIRY).select_related("person")
    found = {one.pk: one for one in rows.filter(pk__in=keys)}
    if missing := sorted(keys - found.keys()):
        numbers_said = ", ".join(f"D-{key + FIRST}" for key in missing[:5])
        raise Refused(_("Немає людей із номерами: %(numbers)s.") % {"numbers": numbers_said}, "people")
    return list(found.values())


def _work_page(
    request: HttpRequest,
    enquiry: Enquiry,
    form: Form,
    act: Callable[[], Any],
    *,
    heading: str,
    button: str,
    said_after: str | Callable[[], str],
    warning: str = "",
    is_last: bool = False,
) -> HttpResponse:
    """A page with one form about an enquiry: shown, sent back with what is to be mended, or done.

    After the last act of all the liaison may no longer see the people, so it leads back to the list.
    """
    context = frame(request, enquiry) | {
        "form": form,
        "heading": heading,
        "button": button,
        "warning": warning,
        "crumbs": [
            (_("Запити"), reverse("enquiries")),
            (enquiry.number, reverse("enquiry", args=[enquiry.pk])),
            (heading, ""),
        ],
    }
    to = ("enquiries",) if is_last else ("enquiry", enquiry.pk)
    return form_page(request, "enquiries/work.html", context, act, said_after=said_after, to=to)


@door(Act.WORK_ENQUIRY, methods=("GET", "POST"))
def send(request: HttpRequest, key: int) -> HttpResponse:
    """Marks an enquiry as sent."""
    found = queries.get_enquiry(request.user, key, Act.WORK_ENQUIRY)
    form = Sent(posted(request), initial={"sent_on": local_day(cast(Any, request).now)})
    return _work_page(
        request,
        found,
        form,
        lambda: actions.send(found, **form.cleaned_data, **_by(request)),
        heading=_("Позначити надісланим"),
        button=_("Надіслано"),
        said_after=_("Позначено. Строк рахуємо з наступного дня."),
    )


@door(Act.WORK_ENQUIRY, methods=("GET", "POST"))
def remind(request: HttpRequest, key: int) -> HttpResponse:
    """Reminds the department."""
    found = queries.get_enquiry(request.user, key, Act.WORK_ENQUIRY)
    form = Reminded(posted(request))
    warning = (
        _("Нагадування піде електронною поштою. Імен у ньому немає: лише номер запиту й дати.")
        if found.department.email
        else _("Електронної адреси немає: нагадайте самі й запишіть, як.")
    )
    return _work_page(
        request,
        found,
        form,
        lambda: actions.remind(found, note=form.cleaned_data["note"], **_by(request)),
        heading=_("Нагадати"),
        button=_("Нагадати"),
        said_after=_("Нагадування записано."),
        warning=warning,
    )


@door(Act.WORK_ENQUIRY, methods=("GET", "POST"))
def extend(request: HttpRequest, key: int) -> HttpResponse:
    """Gives the department more days."""
    found = queries.get_enquiry(request.user, key, Act.WORK_ENQUIRY)
    form = Extended(posted(request))
    return _work_page(
        request,
        found,
        form,
        lambda: actions.extend(found, **form.cleaned_data, **_by(request)),
        heading=_("Подовжити строк"),
        button=_("Подовжити"),
        said_after=_("Строк подовжено."),
    )


@door(Act.WORK_ENQUIRY, methods=("GET", "POST"))
def answer(request: HttpRequest, key: int) -> HttpResponse:
    """Records what the department answered."""
    found = queries.get_enquiry(request.user, key, Act.WORK_ENQUIRY)
    form = Answered(posted(request))
    return _work_page(
        request,
        found,
        form,
        lambda: actions.answer(found, **form.cleaned_data, **_by(request)),
        heading=_("Записати відповідь"),
        button=_("Записати"),
        said_after=_("Відповідь записано. Реєстратор може зробити з неї запис про людину."),
    )


@door(Act.STATE_FACT, methods=("GET", "POST"))
def fact(request: HttpRequest, key: int) -> HttpResponse:
    """Makes an answer a fact of one of the people asked about."""
    found = queries.get_enquiry(request.user, key)
    people = learners(request, queries.about(request.user, [found])[found.pk])
    if not people:
        raise NotVisible
    form = FromAnswer(posted(request), people=[(one, person_name(one, "table")) for one in people])
    stated: list[object] = []

    def state() -> None:
        given = form.cleaned_data
        person = next(one for one in people if str(one.pk) == given["person"])
        try:
            found_fact = learn_from_answer(
                found,
                person.person,
                given["about"],
                given["value"],
                true_from=given["true_from"].day,
                precision=given["true_from"].precision,
                standing=given["standing"],
                reason=given["reason"],
                **_by(request),
            )
        except Refused as refusal:
            if refusal.field == "value":
                raise Refused(refusal.message, form.value_field, code=refusal.code) from refusal
            raise
        stated.append(found_fact)

    def said_after() -> str:
        if isinstance(stated[0], Fact):
            return _("Записано з відповіді відомства.")
        return _("Такий статус незвичний: пропозиція чекає на другу людину.")

    return _work_page(
        request,
        found,
        form,
        state,
        heading=_("Зробити записом про людину"),
        button=_("Записати"),
        said_after=said_after,
        warning=_("Джерелом стане ця відповідь із її датою."),
    )


@door(Act.WORK_ENQUIRY, methods=("POST",))
def close(request: HttpRequest, key: int) -> HttpResponse:
    """Closes an answered enquiry."""
    found = queries.get_enquiry(request.user, key, Act.WORK_ENQUIRY)
    actions.close(found, **_by(request))
    messages.success(request, _("Запит закрито."))
    return redirect("enquiries")


@door(Act.WORK_ENQUIRY, methods=("GET", "POST"))
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Withdraws an enquiry that needs no answer any more."""
    found = queries.get_enquiry(request.user, key, Act.WORK_ENQUIRY)
    form = Reason(posted(request))
    return _work_page(
        request,
        found,
        form,
        lambda: actions.withdraw(found, reason=form.cleaned_data["reason"], **_by(request)),
        heading=_("Відкликати запит"),
        button=_("Відкликати"),
        said_after=_("Запит відкликано."),
        is_last=True,
    )
