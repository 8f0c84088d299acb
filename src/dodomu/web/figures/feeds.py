"""A feed file of an outlet: its entries with what is found in them; the chosen ones are taken in."""

from __future__ import annotations

import json
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.clock import day
from dodomu.errors import Refused
from dodomu.figures import actions
from dodomu.formats.errors import Unreadable
from dodomu.formats.newsfeeds import MOST_ENTRIES, NewsFeed, newsfeed_of
from dodomu.web.doors import door
from dodomu.web.fields import read_day
from dodomu.web.figures.document_forms import languages
from dodomu.web.figures.documents import told
from dodomu.web.figures.frame import frame
from dodomu.web.forms import Form
from dodomu.web.words import said

LONGEST_ENTRY = 20_000


class FeedForm(Form):
    """A feed that was saved, and whose it is."""

    outlet = forms.CharField(label=gettext_lazy("Видання"), max_length=120)
    language = forms.ChoiceField(label=gettext_lazy("Мова тексту"), choices=languages)
    file = forms.FileField(label=gettext_lazy("Файл стрічки"), help_text=gettext_lazy("Atom або RSS, до 5 МБ."))


@door(Act.CORRECT_FIGURE, methods=("GET", "POST"))
def feed(request: HttpRequest) -> HttpResponse:
    """The file, then its entries to choose from, then the documents."""
    if request.method == "GET":
        return _page(request, FeedForm(initial={"language": "uk"}))
    if request.POST.get("act") == "save":
        return _take_in(request)
    form = FeedForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        found = newsfeed_of(form.cleaned_data["file"].read())
    except Unreadable as unreadable:
        form.add_error("file", said(unreadable.text))
        return _page(request, form, status=422)
    return _page(request, form, entries=_entries(request, found, form.cleaned_data["language"]))


def _entries(request: HttpRequest, found: NewsFeed, language: str) -> list[dict[str, Any]]:
    """The entries with what is found in them; those with numbers are chosen in advance."""
    today = day(cast(Any, request).now)
    rows = []
    for entry in found.entries:
        text = f"{entry.title}.\n{entry.text}"[:LONGEST_ENTRY]
        on = min(entry.published_on or today, today)
        claims = actions.read_numbers(text, language=language, seen_on=on)
        kept = json.dumps([entry.url, entry.title, on.isoformat(), text], ensure_ascii=False)
        rows.append({"entry": entry, "on": on, "found": [told(one, one.low) for one in claims], "kept": kept})
    return rows


def _take_in(request: HttpRequest) -> HttpResponse:
    """Takes in what was chosen; an entry that cannot be is named and the others are kept."""
    taken = 0
    refused = []
    for line in request.POST.getlist("entry")[:MOST_ENTRIES]:
        try:
            url, title, on, text = (str(part) for part in json.loads(line))
            intake = actions.Intake(
                outlet=request.POST.get("outlet", ""),
                url=url,
                title=title,
                language=request.POST.get("language", ""),
                published_on=read_day(on).day,
                text=text[:LONGEST_ENTRY],
                came_by="feed",
            )
            _document, is_new = actions.take_in(intake, by=cast(User, request.user), now=cast(Any, request).now)
        except Refused as refusal:
            shown = title[:80].encode("utf-8", "replace").decode()
            refused.append(f"{shown}: {said(refusal.message)}")
        except (ValueError, TypeError, RecursionError, forms.ValidationError):
            refused.append(_("запис не прочитано"))
        else:
            taken += is_new
    for sentence in refused[:5]:
        messages.error(request, sentence)
    messages.success(request, _("Нових документів або версій: %(number)s.") % {"number": taken})
    return redirect("figures-documents")


def _page(
    request: HttpRequest, form: FeedForm, *, entries: list[dict[str, Any]] | None = None, status: int = 200
) -> HttpResponse:
    context = frame(request, "figures-documents") | {"form": form, "entries": entries}
    return render(request, "figures/feed.html", context, status=status)
