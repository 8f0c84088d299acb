"""Who quoted a mistake: the board, and one request with its letter and its answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.errors import Refused, StaleView
from dodomu.figures import actions
from dodomu.figures.models import Request
from dodomu.figures.queries import office
from dodomu.figures.queries.letter import TOKEN, Addresses, language_of, letter
from dodomu.web.doors import door
from dodomu.web.figures.forms import AnswerForm, LostForm, TellForm
from dodomu.web.figures.frame import frame
from dodomu.web.forms import Form
from dodomu.web.outlets import REQUEST_MARKS
from dodomu.web.pages import keyset
from dodomu.web.words import said


@door(Act.READ_DRAFT)
def requests(request: HttpRequest) -> HttpResponse:
    """Every document to be mended: who quoted, through whom, told or not, mended or not."""
    chosen = request.GET.get("state", "")
    chosen = chosen if chosen in REQUEST_MARKS else ""
    page = keyset(office.list_requests(request.user, state=chosen), request=request, order=("-pk",))
    chips: list[dict[str, Any]] = [
        {"label": _("усі"), "url": reverse("figures-requests"), "count": None, "is_current": not chosen}
    ]
    chips += [
        {
            "label": Request(state=state).state_word,
            "url": f"?state={state}",
            "count": None,
            "is_current": chosen == state,
        }
        for state in REQUEST_MARKS
    ]
    rows = [{"request": one, "mark": REQUEST_MARKS[one.state]} for one in page.rows]
    context = frame(request, "figures-requests") | {"page": page, "rows": rows, "chips": chips, "chosen": chosen}
    return render(request, "figures/requests.html", context)


@door(Act.READ_DRAFT)
def one_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: the document, the letter in its language, and what can be noted now."""
    return _page(request, office.get_request(request.user, pk))


def _page(request: HttpRequest, found: Request, forms: dict[str, Form] | None = None) -> HttpResponse:
    """The page of one request; `forms` holds one that came back with an error."""
    forms = forms or {}
    context = frame(request, "figures-requests") | {
        "found": found,
        "mark": REQUEST_MARKS[found.state],
        "letter": letter(found, addresses=addresses(request, found.correction_id)),
        "letter_language": language_of(found),
        "tell_form": TellForm(initial={"address": found.statement.outlet.email}),
        "answer_form": AnswerForm(),
        "lost_form": LostForm(),
    }
    is_bad = any(form.errors for form in forms.values())
    return render(request, "figures/request.html", context | forms, status=422 if is_bad else 200)


@door(Act.READ_DRAFT)
def letter_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter to the editors on paper, in the language of their text: for whoever takes no e-mail."""
    found = office.get_request(request.user, pk)
    context = frame(request, "figures-requests") | {
        "found": found,
        "letter": letter(found, addresses=addresses(request, found.correction_id)),
        "letter_language": language_of(found),
    }
    return render(request, "figures/letter.html", context)


def addresses(request: HttpRequest, correction: int) -> Addresses:
    """Where a correction is read and its receipt acknowledged, in both languages of our pages."""
    found = {}
    for language in ("uk", "en"):
        with override(language):
            found[f"correction_{language}"] = request.build_absolute_uri(reverse("correction", args=[correction]))
            found[f"received_{language}"] = request.build_absolute_uri(reverse("correction-received", args=[TOKEN]))
    return Addresses(**found)


def _done(
    request: HttpRequest, pk: int, name: str, form: Form, do: Callable[[Request], Any], said: str
) -> HttpResponse:
    """Does one act with the values of a form; a refusal finds its field in the same form."""
    found = office.get_request(request.user, pk, Act.CORRECT_FIGURE)
    if not form.is_valid():
        return _page(request, found, {name: form})
    try:
        do(found)
    except StaleView:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return _page(request, office.get_request(request.user, pk), {name: form})
    messages.success(request, said)
    return redirect("figures-request", pk)


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": cast(User, request.user), "now": cast(Any, request).now}


@door(Act.CORRECT_FIGURE, methods=("POST",))
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """Queues the letter to the editors, once."""
    form = TellForm(request.POST)

    def do(found: Request) -> None:
        body = letter(found, addresses=addresses(request, found.correction_id))
        actions.tell(
            found, address=form.cleaned_data["address"], body=body, language=language_of(found), **_by(request)
        )

    return _done(
        request, pk, "tell_form", form, do, _("Лист поставлено в чергу. Запишіть відповідь, коли вона прийде.")
    )


@door(Act.CORRECT_FIGURE, methods=("POST",))
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """They answered that they received it."""
    form = AnswerForm(request.POST)

    def do(found: Request) -> None:
        actions.acknowledge(found, note=form.cleaned_data["note"], **_by(request))

    return _done(request, pk, "answer_form", form, do, _("Записано: отримали."))


@door(Act.CORRECT_FIGURE, methods=("POST",))
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """They will not mend it."""
    form = AnswerForm(request.POST)

    def do(found: Request) -> None:
        actions.refuse(found, note=form.cleaned_data["note"], **_by(request))

    return _done(request, pk, "answer_form", form, do, _("Записано: відмовилися."))


@door(Act.CORRECT_FIGURE, methods=("POST",))
def lost(request: HttpRequest, pk: int) -> HttpResponse:
    """No way leads to the editors."""
    form = LostForm(request.POST)

    def do(found: Request) -> None:
        actions.give_up(found, note=form.cleaned_data["note"], **_by(request))

    return _done(request, pk, "lost_form", form, do, _("Записано: не достукатися."))


@door(Act.CORRECT_FIGURE, methods=("POST",))
def tell_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Queues the letters to everybody whose address is known, each once."""
    found = office.get_correction(request.user, pk, Act.CORRECT_FIGURE)
    try:
        actions.queue_letters(found, addresses=addresses(request, pk), **_by(request))
    except Refused as refusal:
        messages.error(request, said(refusal.message))
    else:
        messages.success(request, _("Листи поставлено в чергу: кожна редакція отримає один."))
    return redirect("figures-correction", pk)
