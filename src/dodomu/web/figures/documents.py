"""Texts of others in the press office: taken in with a preview, read again, and what is found in them confirmed."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.claims.claim import Claim
from dodomu.claims.populations import POPULATIONS, population_code
from dodomu.claims.wording import amount_text
from dodomu.clock import day
from dodomu.errors import Refused, StaleView
from dodomu.figures import actions
from dodomu.figures.models import Document, Mention, Statement
from dodomu.figures.models.vocabulary import WHAT
from dodomu.figures.queries import documents as queries
from dodomu.figures.queries import quotations
from dodomu.flows import correction as flow
from dodomu.formats.errors import Unreadable
from dodomu.text import Text
from dodomu.web.doors import door
from dodomu.web.figures.document_forms import AgainForm, IntakeForm, SourcesForm
from dodomu.web.figures.frame import frame
from dodomu.web.pages import keyset
from dodomu.web.words import said

SHOWS = {
    "": Text("усі", "all"),
    "unseen": Text("ще не переглянуто", "not looked at yet"),
    "wrong": Text("мають виправити", "to be mended"),
}
STATUS = {
    "asserted": Text("стверджує", "asserts"),
    "retracted": Text("відкликає", "takes back"),
    "disputed": Text("ставить під сумнів", "disputes"),
}
HOW = {
    "stayed": Text("без змін", "as before"),
    "came": Text("нове", "new"),
    "went": Text("уже не каже", "says it no more"),
}


def told(one: Claim | Mention, low: int) -> dict[str, Any]:
    """A number of a text in words: how many, what, of whom, and whether the text stands by it."""
    group = POPULATIONS.get(population_code(one.population))
    return {
        "amount": amount_text(low, value_high=one.value_high, comparator=one.comparator),
        "what": WHAT.get(one.what, WHAT["other"]),
        "whom": Text(group.uk.many, group.en[1]) if group else Text(one.population, one.population),
        "status": STATUS.get(one.status, STATUS["asserted"]),
        "is_asserted": one.status == "asserted",
        "span": one.span,
    }


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": cast(User, request.user), "now": cast(Any, request).now}


@door(Act.READ_DRAFT)
def documents(request: HttpRequest) -> HttpResponse:
    """Every text that is known, the newest first; those that nobody has looked at, or that are to be mended."""
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in SHOWS else ""
    page = keyset(queries.list_documents(request.user, show=chosen), request=request, order=("-published_on", "-pk"))
    chips = [
        {"label": label, "url": f"?show={code}" if code else "?", "count": None, "is_current": code == chosen}
        for code, label in SHOWS.items()
    ]
    context = frame(request, "figures-documents") | {"page": page, "chips": chips, "chosen": chosen}
    return render(request, "figures/documents.html", context)


@door(Act.CORRECT_FIGURE, methods=("GET", "POST"))
def new(request: HttpRequest) -> HttpResponse:
    """A text by paste or by file: first a look at what is found in it, then it is kept."""
    if request.method == "GET":
        return _intake_page(request, IntakeForm(initial={"language": "uk"}))
    form = IntakeForm(request.POST, request.FILES)
    try:
        form = form.with_file()
        if not form.is_valid():
            return _intake_page(request, form, status=422)
        intake = form.intake()
        if "save" not in request.POST.get("act", ""):
            claims = actions.read_numbers(intake.text, language=intake.language, seen_on=intake.published_on)
            return _intake_page(request, form, claims=claims)
        document, is_new = actions.take_in(intake, keeps_text=form.cleaned_data["keeps_text"], **_by(request))
    except Unreadable as unreadable:
        form.add_error("file", said(unreadable.text))
        return _intake_page(request, form, status=422)
    except Refused as refusal:
        form.refuse(refusal)
        return _intake_page(request, form, status=422)
    if is_new:
        messages.success(request, _("Документ записано. Перегляньте, що в ньому знайдено."))
    else:
        messages.info(request, _("Цей текст уже записано: нічого нового."))
    return redirect("figures-document", document.pk)


def _intake_page(
    request: HttpRequest, form: IntakeForm, *, claims: list[Claim] | None = None, status: int = 200
) -> HttpResponse:
    context = frame(request, "figures-documents") | {
        "form": form,
        "is_looked_at": claims is not None,
        "found": [told(one, one.low) for one in claims or []],
        "can_read": not claims and form.is_bound and form.data.get("language") not in ("uk", "en"),
    }
    return render(request, "figures/document_new.html", context, status=status)


@door(Act.READ_DRAFT)
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """One text: its versions with what changed, what waits for a person, whom it repeats, what it must mend."""
    return _page(request, queries.get_document(request.user, pk))


def _page(request: HttpRequest, found: Document, *, wrong_form: tuple[int, SourcesForm] | None = None) -> HttpResponse:
    may_correct = policy.may(request.user, Act.CORRECT_FIGURE)
    shown = [_version(each) for each in queries.versions(found)]
    waiting = []
    for row in shown[0]["rows"] if shown and may_correct else []:
        one = row["mention"]
        if one.state == "found" and not row["is_gone"]:
            form = SourcesForm(sources=queries.sources_offered(one))
            if wrong_form and wrong_form[0] == one.pk:
                form = wrong_form[1]
            waiting.append(row | {"form": form})
    context = frame(request, "figures-documents") | {
        "found": found,
        "versions": shown,
        "waiting": waiting,
        "ways": [_way(one) for one in found.statements.select_related("outlet").order_by("pk")],
        "requests": list(
            found.requests.select_related("statement__outlet", "via__outlet", "document__outlet").order_by("pk")
        ),
    }
    return render(request, "figures/document.html", context, status=422 if wrong_form else 200)


def _version(each: queries.Version) -> dict[str, Any]:
    """One version with its numbers in words."""
    rows = [
        told(change.mention, change.mention.value)
        | {
            "mention": change.mention,
            "how": HOW[change.how],
            "is_gone": change.how == "went",
            "state": change.mention.state_word,
        }
        for change in each.changes
    ]
    text = queries.text_of(each.row)
    return {"version": each.row, "rows": rows, "is_first": each.row.number == 1, "text": text}


def _way(statement: Statement) -> dict[str, Any]:
    """One statement of a text and the way back to whoever said the number first."""
    amount = amount_text(statement.value, value_high=statement.value_high, comparator=statement.comparator)
    return {
        "statement": statement,
        "amount": amount,
        "what": WHAT[statement.what],
        "back": quotations.way_back(statement)[1:],
        "speaker": statement.speaker,
    }


@door(Act.CORRECT_FIGURE, methods=("POST",))
def confirm(request: HttpRequest, pk: int, mention: int) -> HttpResponse:
    """A person says that the text does say so, and whom it repeats."""
    found = queries.get_document(request.user, pk, Act.CORRECT_FIGURE)
    one = queries.get_mention(found, mention)
    form = SourcesForm(request.POST, sources=queries.sources_offered(one))
    if not form.is_valid():
        return _page(request, found, wrong_form=(one.pk, form))
    try:
        if request.POST.get("act") == "reject":
            actions.reject(one, **_by(request))
            messages.success(request, _("Записано: текст каже не це."))
        else:
            flow.confirm(one, repeats=form.chosen(), **_by(request))
            messages.success(request, _("Записано: текст так і каже."))
    except StaleView:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return _page(request, found, wrong_form=(one.pk, form))
    return redirect("figures-document", pk)


@door(Act.CORRECT_FIGURE, methods=("GET", "POST"))
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """The text as it reads now: first whether it still says the mistake, then kept as a version."""
    found = queries.get_document(request.user, pk, Act.CORRECT_FIGURE)
    if request.method == "GET":
        form = AgainForm(initial={"seen_on": _first_day(request, found)})
        return _again_page(request, found, form)
    form = AgainForm(request.POST, request.FILES)
    try:
        form = form.with_file()
        if not form.is_valid():
            return _again_page(request, found, form, status=422)
        text, seen_on = form.cleaned_data["text"], form.cleaned_data["seen_on"]
        claims = actions.read_numbers(text, language=found.language, seen_on=seen_on)
        if request.POST.get("act") != "save":
            return _again_page(request, found, form, claims=claims)
        done = flow.read_again(
            found,
            text,
            seen_on=seen_on,
            keeps_text=form.cleaned_data["keeps_text"],
            rejected={int(value) for value in request.POST.getlist("rejected") if value.isdecimal()},
            is_read_by_person=form.cleaned_data["is_free"],
            **_by(request),
        )
    except Unreadable as unreadable:
        form.add_error("file", said(unreadable.text))
        return _again_page(request, found, form, status=422)
    except Refused as refusal:
        form.refuse(refusal)
        return _again_page(request, found, form, status=422)
    if done.returned:
        messages.info(request, _("Помилка повернулася в текст: звернення відкрито знову. Повідомте редакцію."))
    elif done.closed:
        messages.success(request, _("Текст більше не каже помилки: звернення закрито."))
    else:
        messages.success(request, _("Версію записано. Звернення лишаються відкритими."))
    return redirect("figures-document", pk)


def _first_day(request: HttpRequest, found: Document) -> date:
    """Today, or the day of the last version where the clock of a demo stands before it."""
    last = found.versions.order_by("-number").first()
    return max(day(cast(Any, request).now), last.seen_on if last else found.published_on)


def _again_page(
    request: HttpRequest,
    found: Document,
    form: AgainForm,
    *,
    claims: list[Claim] | None = None,
    status: int = 200,
) -> HttpResponse:
    readings = queries.readings(found, claims or [])
    if queries.is_read(found) and all(each.wrong for each in readings):
        form.fields.pop("is_free", None)  # here the program says it, and nobody is asked to
    still = {one.start: told(one, one.low) | {"start": one.start} for each in readings for one in each.still}
    context = frame(request, "figures-documents") | {
        "found": found,
        "form": form,
        "is_looked_at": claims is not None,
        "still": [still[start] for start in sorted(still)],
        "read": [told(one, one.low) for one in claims or []],
        "asked": [each.request.correction for each in readings],
        "has_returned": any(each.has_returned for each in readings),
        "can_read": queries.is_read(found),
        "back": reverse("figures-document", args=[found.pk]),
    }
    return render(request, "figures/document_again.html", context, status=status)
