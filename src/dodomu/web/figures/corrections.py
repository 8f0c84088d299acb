"""Corrections in the press office: drafted, handed in, issued by another person."""

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
from dodomu.errors import Refused, StaleView
from dodomu.figures import actions
from dodomu.figures.models import Correction, Figure, Statement
from dodomu.figures.models.vocabulary import KIND, LEAD, WRONG
from dodomu.figures.queries import office, quotations, statements
from dodomu.flows import correction as flow
from dodomu.text import Text
from dodomu.web.doors import door
from dodomu.web.figures.forms import Because, CorrectionForm, correction_initial
from dodomu.web.figures.frame import frame
from dodomu.web.pages import keyset

SHOWN_BEFORE = 50
"""So many of those who will be told are named before the second signature."""
STATES = ("draft", "proposed", "issued", "dropped")


@door(Act.READ_DRAFT)
def corrections(request: HttpRequest) -> HttpResponse:
    """Every correction with its state and how many who quoted the mistake have not mended it."""
    chosen = request.GET.get("state", "")
    chosen = chosen if chosen in STATES else ""
    rows = office.list_corrections(request.user, state=chosen)
    page = keyset(rows, request=request, order=("-drafted_at", "-pk"))
    chips: list[dict[str, Any]] = [
        {"label": _("усі"), "url": reverse("figures-corrections"), "count": None, "is_current": not chosen}
    ]
    chips += [
        {
            "label": Correction(state=state).state_word,
            "url": f"?state={state}",
            "count": None,
            "is_current": chosen == state,
        }
        for state in STATES
    ]
    context = frame(request, "figures-corrections") | {"page": page, "chips": chips}
    return render(request, "figures/corrections.html", context)


@door(Act.CORRECT_FIGURE, methods=("GET", "POST"))
def of_figure(request: HttpRequest, pk: int) -> HttpResponse:
    """A correction of our own figure."""
    figure = office.get_figure(request.user, pk, Act.CORRECT_FIGURE)
    initial = {
        "kind": "correction",
        "was_uk": figure.sentence_uk,
        "was_en": figure.sentence_en,
        "wrong_since_on": figure.published_on,
        "is_substantial": True,
    }
    return _draft(request, figure, figure.slug, initial, reverse("figure-manage", args=[pk]))


@door(Act.CORRECT_FIGURE, methods=("GET", "POST"))
def of_statement(request: HttpRequest, key: str) -> HttpResponse:
    """A correction of what somebody else published."""
    statement = statements.get_statement(request.user, key, Act.CORRECT_FIGURE)
    initial = {"kind": "correction", "wrong_since_on": statement.stated_on, "is_substantial": True}
    return _draft(request, statement, "", initial, reverse("figures-statement", args=[key]))


def _draft(
    request: HttpRequest, subject: Figure | Statement, slug: str, initial: dict[str, Any], back: str
) -> HttpResponse:
    offered = _offered(subject)
    if request.method == "GET":
        return _form_page(request, CorrectionForm(initial=initial, figures=offered), subject, back)
    form = CorrectionForm(request.POST, figures=offered)
    if not form.is_valid():
        return _form_page(request, form, subject, back, status=422)
    try:
        made = actions.draft_correction(subject, form.mended(), right_figure=_right(form, offered), **_by(request))
    except Refused as refusal:
        form.refuse(refusal)
        return _form_page(request, form, subject, back, status=422)
    messages.success(request, _("Чернетку виправлення збережено. Нічого не оприлюднено."))
    return redirect("figures-correction", made.pk)


def _offered(subject: Figure | Statement) -> list[Figure]:
    """The published figures that may be the right one: of the same definition, or of the same people."""
    if isinstance(subject, Figure):
        return [one for one in office.published_versions(subject.slug) if one.pk != subject.pk]
    return [
        one
        for definition in office.definitions()
        if definition.population == subject.population
        for one in office.published_versions(definition.slug)
    ]


def _right(form: CorrectionForm, offered: list[Figure]) -> Figure | None:
    return next((one for one in offered if one.pk == form.cleaned_data["right_figure"]), None)


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": cast(User, request.user), "now": cast(Any, request).now}


def _form_page(
    request: HttpRequest, form: CorrectionForm, subject: Figure | Statement, back: str, *, status: int = 200
) -> HttpResponse:
    context = frame(request, "figures-corrections") | {"form": form, "back": back}
    context["figure" if isinstance(subject, Figure) else "statement"] = subject
    return render(request, "figures/correct.html", context, status=status)


@door(Act.CORRECT_FIGURE, methods=("GET", "POST"))
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft of a correction, changed."""
    found = office.get_correction(request.user, pk, Act.CORRECT_FIGURE)
    subject = found.figure or found.statement
    assert subject is not None
    back = reverse("figures-correction", args=[pk])
    if found.state != "draft":
        return redirect(back)
    offered = _offered(subject)
    if request.method == "GET":
        form = CorrectionForm(initial=correction_initial(found), figures=offered)
        return _form_page(request, form, subject, back)
    form = CorrectionForm(request.POST, figures=offered)
    if not form.is_valid():
        return _form_page(request, form, subject, back, status=422)
    try:
        actions.change_correction(found, form.mended(), right_figure=_right(form, offered), **_by(request))
    except Refused as refusal:
        form.refuse(refusal)
        return _form_page(request, form, subject, back, status=422)
    messages.success(request, _("Чернетку виправлення збережено. Нічого не оприлюднено."))
    return redirect(back)


@door(Act.READ_DRAFT)
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """One correction as the public will see it, who will be told, and what may be done now."""
    return _page(request, office.get_correction(request.user, pk))


def _page(
    request: HttpRequest, found: Correction, *, refusal: Refused | None = None, form: Because | None = None
) -> HttpResponse:
    is_open = found.state in ("draft", "proposed")
    carriers, in_all = quotations.carriers(found, most=SHOWN_BEFORE) if is_open else ([], 0)
    context = frame(request, "figures-corrections") | {
        "correction": found,
        "lead": LEAD[found.field],
        "both": Text(
            f"Було: {found.was_uk}. Правильно: {found.correct_uk}. {found.why_uk}",
            f"Was: {found.was_en}. Correct: {found.correct_en}. {found.why_en}",
        ),
        "wrong": WRONG[found.field],
        "kind": KIND[found.kind],
        "page": keyset(office.list_requests(request.user, correction=found), request=request, order=("pk",)),
        "ready": actions.with_address(found).count() if found.state == "issued" else 0,
        "carriers": carriers,
        "carriers_in_all": in_all,
        "wrote": cast(User, request.user).pk in (found.drafted_by_id, found.proposed_by_id),
        "refusal": refusal.message if refusal else "",
        "form": form or Because(),
    }
    is_bad = refusal or (form and form.errors)
    return render(request, "figures/correction.html", context, status=422 if is_bad else 200)


def _done(request: HttpRequest, pk: int, do: Callable[[Correction], Any], said: str) -> HttpResponse:
    found = office.get_correction(request.user, pk, Act.CORRECT_FIGURE)
    try:
        do(found)
    except StaleView:
        raise
    except Refused as refusal:
        return _page(request, office.get_correction(request.user, pk), refusal=refusal)
    messages.success(request, said)
    return redirect("figures-correction", pk)


@door(Act.CORRECT_FIGURE, methods=("POST",))
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Hands a correction in for the second signature."""
    said = _("Подано. Підписати має інша людина.")
    return _done(request, pk, lambda one: actions.propose_correction(one, **_by(request)), said)


@door(Act.CORRECT_FIGURE, methods=("POST",))
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """The second signature: public from now on, a request for everyone who quoted it."""
    said = _("Виправлення випущено. Тепер повідомте всіх, хто цитував.")
    return _done(request, pk, lambda one: flow.issue(one, **_by(request)), said)


@door(Act.CORRECT_FIGURE, methods=("POST",))
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to its author, with a reason."""
    return _with_reason(request, pk, actions.send_back_correction, _("Повернуто на доопрацювання."))


@door(Act.CORRECT_FIGURE, methods=("POST",))
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """It was no mistake after all."""
    return _with_reason(request, pk, actions.drop_correction, _("Виправлення відхилено."))


def _with_reason(request: HttpRequest, pk: int, act: Callable[..., Any], said: str) -> HttpResponse:
    form = Because(request.POST)
    if not form.is_valid():
        return _page(request, office.get_correction(request.user, pk), form=form)
    return _done(request, pk, lambda one: act(one, reason=form.cleaned_data["reason"], **_by(request)), said)
