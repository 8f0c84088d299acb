"""A list comes in: file or pasted text, then which column is what, then it is taken in and matched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.clock import day
from dodomu.errors import NotVisible, Refused
from dodomu.exchanges import actions, queries
from dodomu.exchanges.models import Round, Stage, Upload
from dodomu.exchanges.queries import overview
from dodomu.formats.codes import CODES
from dodomu.formats.columns import ListLine, guess_columns, lines
from dodomu.formats.rows import Table
from dodomu.formats.tables import Unreadable
from dodomu.web.doors import door
from dodomu.web.exchanges.forms import ColumnsForm, UploadForm, WhyForm
from dodomu.web.exchanges.frame import crumbs_to, days_of, list_title, now_of, officer
from dodomu.web.words import said

PREVIEWED = 8
REFUSED_SHOWN = 200


def _round(request: HttpRequest, pk: int) -> Round:
    """A round to which the reader may add lists; NotVisible otherwise."""
    round = overview.round_of(pk)
    if not overview.may_work(request.user, round, Act.TAKE_LIST):
        raise NotVisible
    return round


@door(Act.TAKE_LIST, methods=("GET", "POST"))
def new_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The first step: the file or the text, kept sealed until the columns are named."""
    round = _round(request, pk)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        file, text = form.cleaned_data["file"], form.cleaned_data["text"]
        received = file.read() if file else text.encode()
        try:
            upload = actions.keep_upload(
                round,
                received,
                filename=file.name if file else "",
                is_paste=not file,
                by=officer(request),
                now=now_of(request),
            )
        except Unreadable as error:
            form.add_error("file" if file else "text", said(error.text))
        else:
            return redirect("exchanges-list-columns", round.pk, upload.pk)
    context = {
        "section": "exchanges",
        "form": form,
        "round": round,
        "days": days_of(round),
        "crumbs": crumbs_to(round, None, _("Новий список")),
    }
    return render(request, "exchanges/list_new.html", context, status=422 if form.is_bound else 200)


@door(Act.TAKE_LIST, methods=("GET", "POST"))
def columns(request: HttpRequest, pk: int, upload_pk: int) -> HttpResponse:
    """The second step: which column is what, with the first rows as they will be read."""
    round = _round(request, pk)
    upload = actions.upload_of(officer(request), round, upload_pk)
    received, table = actions.table_of(upload)
    stages = list(round.stages.all())
    asks_repeat = "is_repeat_meant" in request.POST or request.POST.get("asked_repeat") == "yes"
    options: dict[str, Any] = {"heads": _heads(table), "stages": stages, "asks_repeat": asks_repeat}
    guessed = guess_columns(table, latest=day(now_of(request)))
    form = (
        ColumnsForm(request.POST, **options)
        if request.method == "POST"
        else ColumnsForm(initial=_initial(guessed), **options)
    )
    is_valid = form.is_bound and form.is_valid()
    mapping = form.mapping() if is_valid else guessed
    read = lines(table, mapping, latest=day(now_of(request)))
    status = 200
    if is_valid and "take" in request.POST:
        try:
            name_list = actions.take_list(
                _stage(stages, form.cleaned_data.get("stage", "")),
                read,
                received=received,
                filename=upload.filename,
                kind=table.kind,
                encoding=table.encoding,
                columns=", ".join(f"{field}={column + 1}" for field, column in mapping.items()),
                title=form.cleaned_data["title"],
                is_repeat_meant=bool(form.cleaned_data.get("is_repeat_meant")),
                by=officer(request),
                now=now_of(request),
            )
        except Refused as refusal:
            if refusal.code == "seen" and not asks_repeat:
                form = ColumnsForm(request.POST, **{**options, "asks_repeat": True})
                form.is_valid()
            form.refuse(refusal)
            asks_repeat, status = asks_repeat or refusal.code == "seen", 422
        else:
            actions.drop_upload(upload, now=now_of(request))
            messages.success(request, _("Список додано. Шукаємо кандидатів у реєстрі."))
            return redirect("exchanges-match", name_list.pk)
    elif form.is_bound and not is_valid:
        status = 422
    return render(
        request,
        "exchanges/columns.html",
        {
            "section": "exchanges",
            "form": form,
            "round": round,
            "crumbs": crumbs_to(round, None, _("Стовпці списку")),
            "asks_repeat": asks_repeat,
            "source": _source_words(upload, table),
            "about_file": [warning.text for warning in table.warnings if warning.row is None],
            "preview": _preview(read, has_columns=len(_heads(table)) > 1),
            "back_url": reverse("exchanges-list-new", args=[round.pk]),
        },
        status=status,
    )


def _initial(mapping: dict[str, int]) -> dict[str, str]:
    return {f"column{column}": field for field, column in mapping.items()}


def _heads(table: Table) -> list[str]:
    """What stands above each column: its header, or its number and the first cell."""
    width = max(len(row.cells) for row in table.rows)
    heads = list(table.header or [])
    heads += [""] * (max(width, len(heads)) - len(heads))
    return [head or _("Стовпець %(n)s") % {"n": place} for place, head in enumerate(heads, start=1)]


def _stage(stages: list[Stage], chosen: str) -> Stage:
    return next((stage for stage in stages if str(stage.pk) == chosen), stages[0])


def _source_words(upload: Upload, table: Table) -> str:
    if upload.is_paste:
        return _("Вставлений текст")
    parts = [upload.filename, table.kind.upper()]
    if table.encoding:
        parts.append(_("кодування %(name)s") % {"name": table.encoding})
    return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Unread:
    """A record that was refused, as it was received, and why."""

    place: str
    raw: str
    why: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows as they will be read, every record that was refused, and how many of all rows need a look."""

    rows: list[ListLine]
    total: int
    people: int
    refused: list[Unread]
    unread: int
    nobody: list[Unread]
    nobodies: int
    warned: int
    has_columns: bool


def _preview(read: list[ListLine], *, has_columns: bool) -> Preview:
    nobody = [line for line in read if line.refused == "not_a_person"]
    refused = [line for line in read if line.refused and line.refused != "not_a_person"]
    # A row that needs a look is worth more than the next plain one; refused ones stand in a table of their own.
    plain = [line for line in read if not line.refused]
    first = [*plain[:PREVIEWED], *[line for line in plain[PREVIEWED:] if line.warnings][:PREVIEWED]]
    return Preview(
        rows=first,
        total=len(read),
        people=len(plain),
        refused=[_unread(line) for line in refused[:REFUSED_SHOWN]],
        unread=len(refused),
        nobody=[_unread(line) for line in nobody[:PREVIEWED]],
        nobodies=len(nobody),
        warned=sum(bool(line.warnings) for line in plain),
        has_columns=has_columns,
    )


def _unread(line: ListLine) -> Unread:
    place = f"{line.sheet}, {line.row}" if line.sheet else str(line.number)
    return Unread(place, line.raw, said(CODES[line.refused].text))


@door(Act.DECIDE_LINE, methods=("GET", "POST"))
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes back a list that was not signed by two people."""
    name_list = queries.get_list(request.user, pk, Act.DECIDE_LINE)
    form = WhyForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.withdraw_list(
                name_list, reason=form.cleaned_data["reason"], by=officer(request), now=now_of(request)
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Список відкликано. Його рядки можна читати, але вони нічого не змінять."))
            return redirect("exchanges-round", name_list.round_id)
    context = {
        "section": "exchanges",
        "form": form,
        "heading": _("Відкликати список"),
        "sub": _("Рішення в рядках залишаться для читання. Жоден статус не змінювався й не зміниться."),
        "button": _("Відкликати список"),
        "crumbs": crumbs_to(name_list.round, name_list, _("Відкликати")),
        "back_url": reverse("exchanges-match", args=[name_list.pk]),
        "title": list_title(name_list),
    }
    return render(request, "exchanges/why.html", context, status=422 if form.is_bound else 200)
