"""Figures in the press office: the list, the draft with its count beside it, the page of one, and its signatures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.clock import day
from dodomu.errors import Refused, StaleView
from dodomu.figures import actions
from dodomu.figures.models import Definition, Figure
from dodomu.figures.models.vocabulary import KIND
from dodomu.figures.queries import counting, office
from dodomu.figures.queries.findings import brought_by
from dodomu.text import Text
from dodomu.web.doors import door
from dodomu.web.figures.forms import Because, FigureForm, WithdrawForm, figure_initial
from dodomu.web.figures.frame import frame
from dodomu.web.figures.rows import finding_row
from dodomu.web.pages import keyset
from dodomu.web.public.sentences import site, source

STATES = ("draft", "proposed", "published", "revised", "corrected", "withdrawn")


@door(Act.READ_DRAFT)
def figures(request: HttpRequest) -> HttpResponse:
    """Every figure with its state; what waits for a signature is counted above."""
    chosen = request.GET.get("state", "")
    chosen = chosen if chosen in STATES else ""
    page = keyset(office.list_figures(request.user, state=chosen), request=request, order=("-drafted_at", "-pk"))
    counts = office.count_by_state(request.user)
    chips = [
        {"label": _("усі"), "url": reverse("figures-manage"), "count": sum(counts.values()), "is_current": not chosen}
    ]
    chips += [
        {
            "label": Figure(state=state).state_word,
            "url": f"?state={state}",
            "count": counts.get(state, 0),
            "is_current": chosen == state,
        }
        for state in STATES
        if counts.get(state) or chosen == state
    ]
    return render(
        request,
        "figures/list.html",
        frame(request, "figures-manage") | {"page": page, "chips": chips, "chosen": chosen},
    )


@door(Act.DRAFT_FIGURE)
def new(request: HttpRequest) -> HttpResponse:
    """Which definition the new figure answers."""
    found = office.definitions()
    return render(request, "figures/choose.html", frame(request, "figures-manage") | {"definitions": found})


@door(Act.DRAFT_FIGURE, methods=("GET", "POST"))
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """A new draft of a definition; `of` and `as` name the version it revises or corrects."""
    definition = office.get_definition(slug)
    replaces, replaces_as = _replaced(request, slug)
    if request.method == "GET":
        today = day(cast(Any, request).now)
        initial = {"as_of": today, "known_on": today, "comparator": "exact"}
        if replaces is not None:
            fresh = {"sentence_uk": "", "sentence_en": "", "embargo_until": None, "is_suppressed": False}
            initial = figure_initial(replaces) | fresh | {"known_on": today}
        return _form_page(request, definition, FigureForm(initial=initial), replaces=replaces, replaces_as=replaces_as)

    def save(form: FigureForm) -> Figure:
        return actions.draft(
            definition,
            form.said(),
            replaces=replaces,
            replaces_as=replaces_as,
            by=cast(User, request.user),
            now=cast(Any, request).now,
        )

    return _saved(request, definition, save, replaces=replaces, replaces_as=replaces_as)


def _replaced(request: HttpRequest, slug: str) -> tuple[Figure | None, str]:
    key, how = request.GET.get("of", ""), request.GET.get("as", "")
    if not key.isascii() or not key.isdecimal() or len(key) > 9 or how not in KIND:
        return None, ""
    found = next((one for one in office.published_versions(slug) if one.pk == int(key)), None)
    return (found, how) if found else (None, "")


@door(Act.DRAFT_FIGURE, methods=("GET", "POST"))
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft, changed."""
    figure = office.get_figure(request.user, pk)
    if figure.state != "draft":
        return redirect("figure-manage", pk)
    if request.method == "GET":
        return _form_page(request, figure.definition, FigureForm(initial=figure_initial(figure)), figure=figure)

    def save(form: FigureForm) -> Figure:
        return actions.change_draft(figure, form.said(), by=cast(User, request.user), now=cast(Any, request).now)

    return _saved(request, figure.definition, save, figure=figure)


def _saved(
    request: HttpRequest, definition: Definition, save: Callable[[FigureForm], Figure], **context: Any
) -> HttpResponse:
    """Saves a form, or only counts beside it; with a refusal the form comes back as it was typed."""
    form = FigureForm(request.POST)
    if not form.is_valid():
        return _form_page(request, definition, form, status=422, **context)
    if request.POST.get("act") == "count":
        return _form_page(request, definition, form, **context)
    try:
        figure = save(form)
    except Refused as refusal:
        form.refuse(refusal)
        return _form_page(request, definition, form, status=422, **context)
    messages.success(request, _("Чернетку збережено. Нічого не оприлюднено."))
    return redirect("figure-manage", figure.pk)


def _form_page(
    request: HttpRequest, definition: Definition, form: FigureForm, *, status: int = 200, **context: Any
) -> HttpResponse:
    context |= {"definition": definition, "form": form} | _counted(request, definition, form)
    return render(request, "figures/edit.html", frame(request, "figures-manage") | context, status=status)


def _counted(request: HttpRequest, definition: Definition, form: FigureForm) -> dict[str, Any]:
    """What the register counts for the days in the form, and the sentence that would be said."""
    if form.is_bound:
        if not form.is_valid():
            return {}
        said = form.said()
        as_of, precision, known_on = said.as_of, said.as_of_precision, said.known_on
    else:
        initial = form.initial
        as_of, precision = initial["as_of"] if isinstance(initial["as_of"], tuple) else (initial["as_of"], "day")
        known_on = initial["known_on"]
        said = actions.Said(as_of=as_of, as_of_precision=precision, known_on=known_on, value=None)
        said = replace(said, period_from=initial.get("period_from"))
    true_on = min(counting.last_day(as_of, precision), known_on)
    computed = counting.count(definition, true_on=true_on, known_on=known_on, since=said.period_from)
    if said.value is None and said.comparator != "withheld":
        said = replace(said, value=computed)
    return {
        "computed": computed,
        "true_on": true_on,
        "known_on": known_on,
        "suggested": actions.suggested(definition, said),
    }


@door(Act.READ_DRAFT)
def figure(request: HttpRequest, pk: int) -> HttpResponse:
    """One figure: what it says in both languages, what the register counts, who signed, and what may be done now."""
    return _page(request, office.get_figure(request.user, pk))


def _page(
    request: HttpRequest,
    figure: Figure,
    *,
    refusal: Refused | None = None,
    back_form: Because | None = None,
    withdraw_form: WithdrawForm | None = None,
) -> HttpResponse:
    now = cast(Any, request).now
    user = cast(User, request.user)
    wrote = user.pk in (figure.drafted_by_id, figure.proposed_by_id)
    is_bad = refusal or (back_form and back_form.errors) or (withdraw_form and withdraw_form.errors)
    context = frame(request, "figures-manage") | {
        "figure": figure,
        "definition": figure.definition,
        "source": source(figure),
        "source_site": site(figure.source_url) if figure.source_url.startswith("http") else "",
        "drift": counting.drift(figure, today=day(now)),
        "agrees": actions.agrees(figure),
        "series": office.series_check(figure),
        "corrections": figure.corrections.exclude(state="dropped").order_by("pk"),
        "wrote": wrote,
        "brought": [finding_row(one) for one in brought_by(figure)] if figure.state in ("draft", "proposed") else [],
        "is_under_embargo": figure.is_under_embargo(now),
        "is_held": not figure.definition.counts_released,
        "may_approve_held": not wrote and user.pk != figure.published_by_id,
        "refusal": refusal.message if refusal else "",
        "back_form": back_form or Because(),
        "withdraw_form": withdraw_form or WithdrawForm(),
        "shows_withdraw": withdraw_form is not None,
    }
    return render(request, "figures/figure.html", context, status=422 if is_bad else 200)


def _done(request: HttpRequest, pk: int, do: Callable[[Figure], Any], said: str) -> HttpResponse:
    """Does one act to a figure; a refusal stands above its page."""
    figure = office.get_figure(request.user, pk)
    try:
        do(figure)
    except StaleView:
        raise
    except Refused as refusal:
        return _page(request, office.get_figure(request.user, pk), refusal=refusal)
    messages.success(request, said)
    return redirect("figure-manage", pk)


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": cast(User, request.user), "now": cast(Any, request).now}


@door(Act.DRAFT_FIGURE, methods=("POST",))
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Hands a draft in for the second signature."""
    said = _("Подано. Підписати має інша людина.")
    seen = [key for key in request.POST.getlist("acknowledged") if key.isalnum()][:200]
    return _done(request, pk, lambda figure: actions.propose(figure, acknowledged=seen, **_by(request)), said)


@door(Act.PUBLISH_FIGURE, methods=("POST",))
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """The second signature."""
    return _done(request, pk, lambda figure: actions.publish(figure, **_by(request)), _("Підписано й оприлюднено."))


@door(Act.PUBLISH_FIGURE, methods=("POST",))
def approve_held(request: HttpRequest, pk: int) -> HttpResponse:
    """The further approval of a number of people still held."""
    said = _("Дозвіл дано: цифру видно всім.")
    return _done(request, pk, lambda figure: actions.approve_held(figure, **_by(request)), said)


@door(Act.PUBLISH_FIGURE, methods=("POST",))
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to its author, with a reason."""
    form = Because(request.POST)
    if not form.is_valid():
        return _page(request, office.get_figure(request.user, pk), back_form=form)
    reason = form.cleaned_data["reason"]
    said = _("Повернуто на доопрацювання.")
    return _done(request, pk, lambda figure: actions.send_back(figure, reason=reason, **_by(request)), said)


@door(Act.CORRECT_FIGURE, methods=("POST",))
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a published figure back, with a reason that everybody reads."""
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, office.get_figure(request.user, pk), withdraw_form=form)
    reason = Text(form.cleaned_data["reason_uk"], form.cleaned_data["reason_en"])
    said = _("Відкликано. Число лишилося на сторінці закресленим, з причиною.")
    return _done(request, pk, lambda figure: actions.withdraw(figure, reason=reason, **_by(request)), said)
