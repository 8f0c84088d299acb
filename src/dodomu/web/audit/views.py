"""The ledger: who saw and did what, whether the chain is whole, and everything about one person."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, cast

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.errors import NotVisible
from dodomu.ledger import actions as ledger
from dodomu.ledger import queries
from dodomu.ledger.models import Entry
from dodomu.text import Text
from dodomu.units.queries import by_keys
from dodomu.web.audit import details, words
from dodomu.web.audit.forms import Narrow
from dodomu.web.doors import door
from dodomu.web.pages import keyset
from dodomu.web.words import counted, language


def shown(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Entries in words; a person stands there by number alone. Two queries name the accounts and units in them."""
    entries = list(entries)
    found = [entry.detail for entry in entries]
    accounts = queries.accounts(details.keys_of(found, details.ACCOUNTS))
    units = by_keys(details.keys_of(found, details.UNITS))
    names = details.Names(
        {one.pk: one.shown_name(language()) for one in accounts},
        {one.pk: Text(one.name("uk"), one.name("en")) for one in units},
    )
    return [_shown(entry, names) for entry in entries]


def _shown(entry: Entry, names: details.Names) -> dict[str, Any]:
    return {
        "entry": entry,
        "act": words.act(entry.act),
        "kind": words.kind(entry.kind),
        "number": f"D-{10000 + entry.key}" if entry.kind == "person" and entry.key else entry.key,
        "person": 10000 + entry.key if entry.kind == "person" and entry.key else None,
        "details": details.parts(entry.act, entry.detail, names),
    }


def many(n: int, uk: tuple[str, str, str], en: tuple[str, str]) -> Text:
    """A number with its noun, in both languages."""
    return Text(counted(n, "uk", uk, en), counted(n, "en", uk, en))


@door(Act.READ_LEDGER)
def audit(request: HttpRequest) -> HttpResponse:
    """The ledger, the newest first, narrowed by vocabularies. Reading it is an entry of its own."""
    form = Narrow(request.GET)
    form.is_valid()
    chosen = {name: form.cleaned_data[name] for name in ("kind", "act", "by") if form.cleaned_data.get(name)}
    rows = queries.entries(**chosen)
    page = keyset(rows, request=request, order=("-seq",))
    _read(request, detail={"filter": chosen})
    context = {
        "section": "audit",
        "form": form,
        "page": page,
        "rows": shown(page.rows),
        "is_narrowed": bool(chosen),
        "last": _last_verified(),
    }
    return render(request, "audit/ledger.html", context)


def _read(request: HttpRequest, *, key: int | None = None, detail: dict[str, Any] | None = None) -> None:
    ledger.record(
        "read_ledger",
        by=cast(User, request.user),
        now=cast(Any, request).now,
        kind="ledger",
        key=key,
        detail=detail,
    )


def _last_verified() -> dict[str, Any] | None:
    """The last time somebody verified the chain, and what was found."""
    entry = queries.entries(kind="ledger", act="verify_ledger").order_by("-seq").first()
    return None if entry is None else {"entry": entry, **json.loads(entry.detail)}


@door(Act.READ_LEDGER, methods=("POST",))
def verify(request: HttpRequest) -> HttpResponse:
    """Walks the whole chain and says whether it is whole; the head is for comparing with one kept elsewhere."""
    found = queries.verify_chain()
    ledger.record(
        "verify_ledger",
        by=cast(User, request.user),
        now=cast(Any, request).now,
        kind="ledger",
        detail={"entries": found.entries, "broken_at": found.broken_at, "why": found.why, "head": found.head},
    )
    if found.broken_at is None:
        messages.success(request, _("Перевірено записів: %(n)s. Ланцюг цілий.") % {"n": found.entries})
    else:
        messages.error(request, _("Ланцюг розірвано на записі %(seq)s.") % {"seq": found.broken_at})
    return redirect("audit")


@door(Act.READ_LEDGER)
def person(request: HttpRequest, number: int) -> HttpResponse:
    """Who saw and did what with one record. The record itself is not shown: the auditor reads the trail."""
    key = number - 10000
    rows = queries.about("person", key)
    if key < 1 or not rows.exists():
        raise NotVisible
    page = keyset(rows, request=request, order=("-seq",))
    _read(request, key=key)
    accounts = rows.order_by().exclude(by=None).values("by").distinct().count()
    readings = rows.order_by().filter(Q(act__startswith="read") | Q(act__startswith="list")).count()
    context = {
        "section": "audit",
        "number": f"D-{number}",
        "page": page,
        "rows": shown(page.rows),
        "accounts": many(
            accounts, ("обліковий запис", "облікові записи", "облікових записів"), ("account", "accounts")
        ),
        "readings": many(readings, ("перегляд", "перегляди", "переглядів"), ("reading", "readings")),
    }
    return render(request, "audit/person.html", context)
