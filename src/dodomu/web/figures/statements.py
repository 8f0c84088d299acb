"""Statements of others: the list, one with its chain and checks, who quoted it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.errors import Refused
from dodomu.figures.models import Statement
from dodomu.figures.models.vocabulary import STATEMENT_STATUS, WHAT
from dodomu.figures.queries import quotations
from dodomu.figures.queries import statements as queries
from dodomu.figures.queries.findings import findings
from dodomu.flows import correction as flow
from dodomu.text import Text
from dodomu.web.doors import door
from dodomu.web.figures.forms import QuoteForm
from dodomu.web.figures.frame import frame
from dodomu.web.figures.rows import finding_row, shown
from dodomu.web.pages import keyset

FILTERS = {"status": STATEMENT_STATUS, "what": WHAT}


@door(Act.READ_DRAFT)
def statements(request: HttpRequest) -> HttpResponse:
    """Every statement, the newest first, narrowed by its state and by what its number means."""
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    chosen = {name: value for name, value in chosen.items() if value in FILTERS[name]}
    rows = queries.list_statements(request.user, **chosen)
    page = keyset(rows, request=request, order=("-stated_on", "-pk"))
    context = frame(request, "figures-statements") | {
        "page": page,
        "rows": [shown(one) for one in page.rows],
        "status_chips": _chips("status", chosen),
        "what_chips": _chips("what", chosen),
        "is_narrowed": bool(chosen),
    }
    return render(request, "figures/statements.html", context)


def _chips(name: str, chosen: dict[str, str]) -> list[dict[str, Any]]:
    """The values of one filter; the other filter stays as it is."""
    others = "".join(f"&{other}={value}" for other, value in chosen.items() if other != name)
    chips: list[dict[str, Any]] = [
        {"label": _("усі"), "url": f"?{others[1:]}", "count": None, "is_current": name not in chosen}
    ]
    chips += [
        {"label": text, "url": f"?{name}={code}{others}", "count": None, "is_current": chosen.get(name) == code}
        for code, text in FILTERS[name].items()
    ]
    return chips


@door(Act.READ_DRAFT)
def statement(request: HttpRequest, key: str) -> HttpResponse:
    """One statement: what it says, the chain it stands in, and every check that speaks of it."""
    return _page(request, queries.get_statement(request.user, key), QuoteForm())


def _page(request: HttpRequest, found: Statement, form: QuoteForm, *, status: int = 200) -> HttpResponse:
    chain = [
        shown(link.statement)
        | {"depth": "→ " * link.depth, "relation": RELATION[link.relation], "is_this": link.statement.pk == found.pk}
        for link in quotations.chain(found)
    ]
    context = frame(request, "figures-statements") | {
        "found": found,
        "shown": shown(found),
        "chain": chain,
        "findings": [finding_row(one) for one in findings(found)],
        "reaching": quotations.corrections_reaching(found),
        "corrections": found.corrections.exclude(state="dropped").order_by("pk"),
        "form": form,
    }
    return render(request, "figures/statement.html", context, status=status)


RELATION = {
    "first": Text("перше", "first"),
    "quotes": Text("цитує", "quotes"),
    "corrects": Text("виправляє", "corrects"),
}


@door(Act.CORRECT_FIGURE, methods=("POST",))
def quoted(request: HttpRequest, key: str) -> HttpResponse:
    """Notes a document that quotes this one; a correction issued before reaches it at once."""
    found = queries.get_statement(request.user, key)
    form = QuoteForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        noted = flow.note_quote(found, form.quote(), by=cast(User, request.user), now=cast(Any, request).now)
    except Refused as refusal:
        form.refuse(refusal)
        return _page(request, found, form, status=422)
    messages.success(request, _("Записано: цей документ повторює твердження."))
    return redirect("figures-statement", noted.key)
