"""Check answers, two signatures, what took effect, taking it back; the signing sheet and the table to take along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.errors import Refused, StaleView
from dodomu.exchanges import actions, queries
from dodomu.exchanges.models import Decision, Line, NameList
from dodomu.exchanges.queries import desk, overview
from dodomu.exchanges.queries.reading import read_lines, read_reason
from dodomu.flows import homecoming
from dodomu.formats.columns import ListLine
from dodomu.ledger import actions as ledger
from dodomu.reintegration import queries as cases
from dodomu.web.doors import door
from dodomu.web.exchanges.forms import WhyForm
from dodomu.web.exchanges.frame import at_words, crumbs_to, days_of, list_title, now_of, officer, whole
from dodomu.web.exchanges.panel import STRENGTHS, birth, short_name, unit_name
from dodomu.web.pages import csv_response
from dodomu.web.words import language, number, said

DECIDED_WORDS: dict[str, Any] = {
    "confirmed": gettext_lazy("підтверджено"),
    "new": gettext_lazy("новий запис"),
    "none": gettext_lazy("жоден не підходить"),
}
STEPS: dict[str, Any] = {
    "confirm": gettext_lazy("підтверджено"),
    "ask_second": gettext_lazy("вибрано, чекає другої людини"),
    "agree": gettext_lazy("погоджено другою людиною"),
    "add_new": gettext_lazy("новий запис"),
    "none": gettext_lazy("жоден не підходить"),
    "later": gettext_lazy("відкладено"),
    "undo": gettext_lazy("рішення скасовано"),
    "put_back": gettext_lazy("повернуто на звірку після прибуття"),
    "write": gettext_lazy("вписано вручну"),
    "reject": gettext_lazy("це не ця людина"),
    "take_back": gettext_lazy("«не ця людина» скасовано"),
}


@dataclass(frozen=True, slots=True)
class Decided:
    """One line as it is signed: what was received, what was decided, for whom and how strong the evidence was."""

    line: Line
    read: ListLine
    text: str
    word: Any
    number: str
    name: str
    born: str
    unit: str
    strength: Any
    is_weak: bool
    by: str
    seconded_by: str
    url: str


def decided_rows(name_list: NameList, reader: User) -> list[Decided]:
    """Every line of a list with its decision, in the order of the list.

    Of somebody close to the reader only the decision stands there, and nothing out of the record.
    """
    lines = list(desk.decided_lines(name_list).prefetch_related("candidates"))
    close = desk.barred(reader, [line.person_id for line in lines if line.person_id])
    return [
        _decided(line, read, is_close=line.person_id in close)
        for line, read in zip(lines, read_lines(name_list, lines), strict=True)
    ]


def _decided(line: Line, read: ListLine, *, is_close: bool) -> Decided:
    person = line.person.now if line.person and not is_close else None
    strength = next((row.strength for row in line.candidates.all() if row.person_id == line.person_id), "")
    return Decided(
        line=line,
        read=read,
        text=read.raw,
        word=DECIDED_WORDS.get(line.state, overview.line_word(line.state)),
        number=person.number if person else "",
        name=short_name(person) if person else _("близька вам людина") if is_close else "",
        born=birth(person) if person else "",
        unit=unit_name(person) if person else "",
        strength=STRENGTHS.get(strength, ""),
        is_weak=strength in ("weak", "conflict") or (line.state == "confirmed" and not strength),
        by=line.decided_by.shown_name(language()) if line.decided_by else "",
        seconded_by=line.seconded_by.shown_name(language()) if line.seconded_by else "",
        url=reverse("exchanges-line", args=[line.list_id, line.number]),
    )


def _record(request: HttpRequest, name_list: NameList, act: str, rows: list[Decided]) -> None:
    ledger.record(
        act,
        by=officer(request),
        now=now_of(request),
        kind="list",
        key=name_list.pk,
        detail={"people": [row.line.person_id for row in rows if row.line.person_id]},
    )


@door(Act.READ_LIST)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Check answers: what the signatures will bring into effect. Nothing has happened yet."""
    return _review_page(request, queries.get_list(request.user, pk))


def _review_page(
    request: HttpRequest,
    name_list: NameList,
    *,
    status: int = 200,
    refusal: str = "",
    changed: list[Decision] | None = None,
) -> HttpResponse:
    rows = decided_rows(name_list, officer(request))
    progress = queries.progress(name_list)
    signatures = list(name_list.signatures.filter(turn=name_list.turn).select_related("by").order_by("place"))
    _record(request, name_list, "review_list", rows)
    is_mine = any(one.by_id == officer(request).pk for one in signatures)
    is_open = name_list.state in ("deciding", "signed_once")
    context = {
        "section": "exchanges",
        "list": name_list,
        "title": list_title(name_list),
        "days": days_of(name_list.round),
        "crumbs": crumbs_to(name_list.round, name_list, _("Перевірка")),
        "counts": progress,
        "rows": [row for row in rows if row.line.person_id],
        "without": [row for row in rows if row.line.state == "none"],
        "weak": [row for row in rows if row.is_weak and row.line.person_id],
        "gap": _gap_sentence(name_list, progress.confirmed + progress.new),
        "signatures": signatures,
        "digest": actions.decisions_digest(name_list),
        "step": desk.last_step(name_list),
        "is_mine": is_mine,
        "may_sign": is_open
        and progress.open == 0
        and not is_mine
        and overview.may_work(request.user, name_list.round, Act.SIGN_LIST),
        "may_send_back": name_list.state == "signed_once"
        and overview.may_work(request.user, name_list.round, Act.DECIDE_LINE),
        "is_signed": name_list.state == "signed",
        "state": overview.list_word(name_list.state),
        "reason": read_reason(name_list),
        "refusal": refusal,
        "changed": [_change(one) for one in changed or []],
    }
    return render(request, "exchanges/review.html", context, status=status)


def _change(step: Decision) -> dict[str, Any]:
    return {
        "number": step.line.number,
        "word": STEPS.get(step.act, step.act),
        "by": step.by.shown_name(language()),
        "at": at_words(step.at),
    }


def _gap_sentence(name_list: NameList, people: int) -> str:
    """How the people of this list stand to what was announced for its day."""
    announced = name_list.stage.announced
    if announced is None:
        return _("Оголошеного числа для цього дня немає, тож порівняти немає з чим.")
    values = {"announced": number(announced, language()), "people": number(people, language())}
    if people == announced:
        return _("Оголошено %(announced)s, у списку людей %(people)s: збігається.") % values
    return (
        _("Оголошено %(announced)s, а в цьому списку людей %(people)s. Поясніть різницю або додайте список.") % values
    )


@door(Act.SIGN_LIST, methods=("GET", "POST"))
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Signs as the first or the second person; a signature counts only for what the signer has just seen."""
    name_list = queries.get_list(request.user, pk, Act.SIGN_LIST)
    if request.method == "GET":
        return redirect("exchanges-review", name_list.pk)
    try:
        place = homecoming.sign_list(
            name_list, digest=request.POST.get("digest", "")[:64], by=officer(request), now=now_of(request)
        )
    except StaleView as stale:
        fresh = queries.get_list(request.user, pk, Act.SIGN_LIST)
        if _has_signed(request, fresh) and fresh.state == "signed":
            return redirect("exchanges-done", fresh.pk)  # the same button, pressed twice
        changed = desk.steps_since(fresh, whole(request.POST.get("step")))
        return _review_page(request, fresh, status=409, refusal=said(stale.message), changed=changed)
    except Refused as refusal:
        fresh = queries.get_list(request.user, pk, Act.SIGN_LIST)
        return _review_page(request, fresh, status=422, refusal=said(refusal.message))
    if place == 1:
        messages.success(request, _("Перший підпис поставлено. Тепер список має підписати інша людина."))
        return redirect("exchanges-review", name_list.pk)
    return redirect("exchanges-done", name_list.pk)


def _has_signed(request: HttpRequest, name_list: NameList) -> bool:
    return bool(name_list.signatures.filter(turn=name_list.turn, by=officer(request)).exists())


@door(Act.READ_LIST)
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """What took effect with the second signature, and what comes next."""
    name_list = queries.get_list(request.user, pk)
    if name_list.state != "signed":
        return redirect("exchanges-review", name_list.pk)
    arrivals = queries.arrivals(name_list.round).filter(list=name_list)
    handed_over = arrivals.filter(arrival="expected").count()
    people = arrivals.values("person")
    expected = cases.cases_of(name_list.round.occasion).filter(person__in=people).exclude(state="withdrawn").count()
    context = {
        "section": "exchanges",
        "list": name_list,
        "title": list_title(name_list),
        "days": days_of(name_list.round),
        "crumbs": crumbs_to(name_list.round, name_list, _("Підписано")),
        "signatures": list(name_list.signatures.filter(turn=name_list.turn).select_related("by").order_by("place")),
        "handed_over": handed_over,
        "total": arrivals.count(),
        "cases": expected,
        "may_undo": overview.may_work(request.user, name_list.round, Act.UNDO_SIGNED),
    }
    return render(request, "exchanges/done.html", context)


def _why_page(request: HttpRequest, name_list: NameList, form: WhyForm, **texts: Any) -> HttpResponse:
    context = {"section": "exchanges", "form": form, **texts}
    return render(request, "exchanges/why.html", context, status=422 if form.is_bound else 200)


@door(Act.DECIDE_LINE, methods=("GET", "POST"))
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends a list with one signature back to be matched."""
    name_list = queries.get_list(request.user, pk, Act.DECIDE_LINE)
    form = WhyForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.send_back(name_list, reason=form.cleaned_data["reason"], by=officer(request), now=now_of(request))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Список повернуто на звірку. Перший підпис більше не діє."))
            return redirect("exchanges-match", name_list.pk)
    return _why_page(
        request,
        name_list,
        form,
        heading=_("Повернути список на звірку"),
        sub=_("Перший підпис перестане діяти. Рішення в рядках залишаться."),
        button=_("Повернути на звірку"),
        crumbs=crumbs_to(name_list.round, name_list, _("Повернути")),
        back_url=reverse("exchanges-review", args=[name_list.pk]),
    )


@door(Act.UNDO_SIGNED, methods=("GET", "POST"))
def undo_signing(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a signed list out of effect, by new facts with a reason."""
    # Who may undo what is signed works on the round: the list is asked for with that right.
    name_list = queries.get_list(request.user, pk, Act.UNDO_SIGNED)
    signed = name_list.lines.filter(arrival__in=["expected", "arrived", "not_arrived"])
    form = WhyForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            taken_back = homecoming.undo_signing(
                name_list, reason=form.cleaned_data["reason"], by=officer(request), now=now_of(request)
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request,
                _("Підписи скасовано, повернуто рядків: %(n)s. Список знову чекає на два підписи.") % {"n": taken_back},
            )
            return redirect("exchanges-match", name_list.pk)
    return _why_page(
        request,
        name_list,
        form,
        heading=_("Скасувати підписи"),
        warning=_("Підписано людей: %(signed)s, з них уже прибуло: %(arrived)s. Це стосується їх усіх.")
        % {"signed": signed.count(), "arrived": signed.filter(arrival="arrived").count()},
        sub=_(
            "Статуси повернуться до попередніх новими записами, нічого не зітреться. Якщо комусь із рідних уже "
            "сказали, про це з’явиться завдання для людини: зателефонувати й пояснити."
        ),
        button=_("Скасувати підписи"),
        crumbs=crumbs_to(name_list.round, name_list, _("Скасувати підписи")),
        back_url=reverse("exchanges-done", args=[name_list.pk]),
    )


@door(Act.READ_LIST)
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The list in print, for two signatures by hand."""
    name_list = queries.get_list(request.user, pk)
    rows = decided_rows(name_list, officer(request))
    _record(request, name_list, "print_list", rows)
    context = {
        "section": "exchanges",
        "list": name_list,
        "title": list_title(name_list),
        "days": days_of(name_list.round),
        "crumbs": crumbs_to(name_list.round, name_list, _("Друк")),
        "rows": rows,
        "counts": queries.progress(name_list),
        "signatures": list(name_list.signatures.filter(turn=name_list.turn).select_related("by").order_by("place")),
        "state": overview.list_word(name_list.state),
        "digest": actions.decisions_digest(name_list)[:12],
    }
    return render(request, "exchanges/sheet.html", context)


HEADER = (
    pgettext_lazy("таблиця списку", "Рядок"),
    gettext_lazy("Як надійшло"),
    gettext_lazy("Прізвище"),
    gettext_lazy("Ім’я"),
    gettext_lazy("По батькові"),
    gettext_lazy("Дата народження"),
    gettext_lazy("Рішення"),
    gettext_lazy("Номер запису"),
    gettext_lazy("Людина в реєстрі"),
    gettext_lazy("Народився за реєстром"),
    gettext_lazy("Докази"),
    gettext_lazy("Хто вирішив"),
    gettext_lazy("Хто погодився"),
    gettext_lazy("Прибуття"),
)


@door(Act.EXPORT_LIST, methods=("POST",))
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The list as a table to take along; who took it is written down."""
    name_list = queries.get_list(request.user, pk, Act.EXPORT_LIST)
    rows = decided_rows(name_list, officer(request))
    _record(request, name_list, "export_list", rows)
    table = [
        (
            row.line.number,
            row.text,
            row.read.name.surname,
            row.read.name.given,
            row.read.name.patronymic,
            row.read.birth.written or row.read.birth.raw,
            row.word,
            row.number,
            row.name,
            row.born,
            row.strength,
            row.by,
            row.seconded_by,
            overview.arrival_word(row.line.arrival),
        )
        for row in rows
    ]
    name = f"list-{name_list.round.began_on.isoformat()}-{name_list.number}.csv"
    return csv_response(table, HEADER, name)
