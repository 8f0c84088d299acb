"""Adding a fact to a record, putting it in the place of another, and withdrawing one."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.errors import NotVisible, Refused, StaleView
from dodomu.flows import register
from dodomu.people import actions, queries
from dodomu.people.about import ABOUTS, about
from dodomu.people.models import Fact, Person, PersonNow, Proposal
from dodomu.people.story import story_of
from dodomu.web.doors import door
from dodomu.web.people.fact_forms import FactForm, Withdrawal
from dodomu.web.people.record import page_of
from dodomu.web.people.sayings import (
    STANDINGS,
    Vocabulary,
    about_word,
    fact_word,
    source_line,
    value_word,
    vocabulary_of,
)
from dodomu.web.words import language, local_day, said, short_day

NOT_STATED = ("same_as",)  # two records are joined by a proposal and a second person


@door(Act.READ_PERSON, methods=("GET", "POST"))
def fact_new(request: HttpRequest, number: int) -> HttpResponse:
    """Adds a fact; without `about` in the address it asks first what it is about."""
    context = _open(request, number)
    code = request.GET.get("about", "")
    if not code:
        return render(request, "people/fact_choice.html", context | {"choices": _choices(context)})
    _check_right(code, context)
    return _fact_page(request, context, code, replaced=None)


@door(Act.READ_PERSON, methods=("GET", "POST"))
def fact_replace(request: HttpRequest, number: int, seq: int) -> HttpResponse:
    """Puts a fact in the place of another, which stays readable, struck through, with the reason."""
    context = _open(request, number)
    replaced = _standing(context, seq)
    return _fact_page(request, context, replaced.about, replaced=replaced)


@door(Act.READ_PERSON, methods=("GET", "POST"))
def fact_withdraw(request: HttpRequest, number: int, seq: int) -> HttpResponse:
    """Takes a fact out; what was known before speaks again."""
    context = _open(request, number)
    fact, one = _standing(context, seq), context["person"]
    today = local_day(cast(Any, request).now)
    form = Withdrawal(request.POST or None, initial={"learned_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            _withdraw(request, fact, form)
        except StaleView as stale:
            raise _in_words(stale, yours=_("відкликати")) from stale
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Відкликано. Запис лишився в хронології, закреслений, із причиною."))
            return redirect("person", one.number)
    context |= {"form": form, "fact": _shown(fact, one)}
    return render(request, "people/fact_withdraw.html", context, status=422 if form.is_bound else 200)


def _open(request: HttpRequest, number: int) -> dict[str, Any]:
    """The frame of the page, for whoever may write in this record at all."""
    context = page_of(request, number, part="facts", is_written=True)
    if context["person"].joined_to_id:
        raise Refused(_("Цей запис об’єднано з іншим. Відкрийте основний запис."))
    return context


def _check_right(code: str, context: dict[str, Any]) -> None:
    """NotVisible for something that no fact is about, or that this reader may not state."""
    if code.startswith("group:"):
        is_known = bool(queries.groups([code.removeprefix("group:")]))
    else:
        is_known = code in ABOUTS and code not in NOT_STATED
    if not is_known or about(code).data not in context["sight"].states:
        raise NotVisible


def _standing(context: dict[str, Any], seq: int) -> Fact:
    """A fact of this person that still speaks; StaleView when it was replaced or withdrawn meanwhile."""
    rows = story_of(context["person"].pk).known()
    fact = next((row for row in rows if row.pk == seq and row.value is not None), None)
    if fact is None:
        raise NotVisible
    _check_right(fact.about, context)
    if later := next((row for row in rows if row.replaces_id == seq), None):
        stale = StaleView(_("Цей запис уже замінив хтось інший."), theirs=later, yours=fact)
        raise _in_words(stale, yours=_("змінити цей запис"))
    return fact


def _choices(context: dict[str, Any]) -> list[dict[str, Any]]:
    """What a fact may be about, each leading to its form."""
    address = reverse("person-fact-new", args=[context["person"].number])
    states = context["sight"].states
    kinds = [
        (one.code, said(one.label)) for one in ABOUTS.values() if one.data in states and one.code not in NOT_STATED
    ]
    if "captivity" in states:
        known = Vocabulary(groups={group.code: group for group in queries.groups(has_closed=False)})
        kinds += [(f"group:{code}", about_word(f"group:{code}", known)) for code in known.groups]
    return [{"url": f"{address}?about={code}", "label": label} for code, label in kinds]


def _fact_page(request: HttpRequest, context: dict[str, Any], code: str, *, replaced: Fact | None) -> HttpResponse:
    one: PersonNow = context["person"]
    known = _vocabulary(code, replaced)
    label = about_word(code, known)
    today = local_day(cast(Any, request).now)
    form = FactForm(request.POST or None, code=code, label=label, today=today, replaced=replaced)
    unusual: dict[str, Any] | None = None
    if request.method == "POST":
        if form["to_second"].value():
            form.ask_reason()
        if form.is_valid():
            try:
                word = _write(request, one, form)
            except StaleView as stale:
                raise _in_words(stale, yours=_value_typed(form, known, one)) from stale
            except Refused as refusal:
                if refusal.code == "unexpected":
                    unusual = _both(one, form, known, today)
                    form = _asking(request, form, code=code, label=label)
                else:
                    form.refuse(refusal)
            else:
                messages.success(request, word)
                return redirect("person", one.number)
        elif form["to_second"].value():
            unusual = _both(one, form, known, today)
    context |= {
        "form": form,
        "about": label,
        "replaced": _shown(replaced, one) if replaced else None,
        "unusual": unusual,
        "button": _button(unusual, replaced),
    }
    return render(request, "people/fact.html", context, status=422 if form.is_bound else 200)


def _button(unusual: dict[str, Any] | None, replaced: Fact | None) -> str:
    if unusual:
        return _("Подати другій людині")
    return _("Замінити запис") if replaced else _("Додати запис")


def _vocabulary(code: str, replaced: Fact | None) -> Vocabulary:
    return vocabulary_of([replaced or Fact(about=code)])


def _asking(request: HttpRequest, sent: FactForm, *, code: str, label: str) -> FactForm:
    """The same form once more, now with the field for the reason and the mark that it goes to a second person."""
    typed = request.POST.copy()
    typed["to_second"] = "1"
    form = FactForm(typed, code=code, label=label, today=sent.today, replaced=sent.replaced)
    form.ask_reason()
    form.full_clean()
    if not typed.get("reason"):
        form.errors.pop("reason", None)  # it has not been asked for yet
    return form


def _write(request: HttpRequest, one: PersonNow, form: FactForm) -> str:
    """States the fact, or files it for a second person when that was agreed to; what to say afterwards."""
    reason = form.cleaned_data.get("reason", "")
    state = register.state_or_propose if form.cleaned_data["to_second"] else register.state_fact
    stated = state(
        one.person,
        form.code,
        source=actions.cite(**form.source()),
        replaces=form.replaced,
        reason=reason,
        by=cast(User, request.user),
        now=cast(Any, request).now,
        **form.stated(),
    )
    if isinstance(stated, Proposal):
        return _("Подано. Запис набуде чинності, коли його підтвердить друга людина.")
    return _("Замінено. Попередній запис лишився в хронології.") if form.replaced else _("Записано.")


def _withdraw(request: HttpRequest, fact: Fact, form: Withdrawal) -> None:
    register.withdraw_fact(
        fact,
        reason=form.cleaned_data["reason"],
        learned_on=form.cleaned_data["learned_on"],
        source=actions.cite(**form.source()),
        by=cast(User, request.user),
        now=cast(Any, request).now,
    )


def _both(one: PersonNow, form: FactForm, known: Vocabulary, today: date) -> dict[str, Any]:
    """What is recorded and what one is about to state, for looking at both."""
    times: dict[str, Any] = {"true_on": _since(form) or today, "known_on": today, "but": form.replaced}
    before, after = actions.before(Person(pk=one.pk), **times), actions.after(Person(pk=one.pk), **times)
    since = form.cleaned_data.get("true_from")
    return {
        "before": value_word("status", before, known, sex=one.sex) if before else _("статусу немає"),
        "after": value_word("status", after, known, sex=one.sex) if after else "",
        "stated": _value_typed(form, known, one),
        "stated_since": short_day(since.day, since.precision) if since else "",
    }


def _since(form: FactForm) -> date | None:
    since = form.cleaned_data.get("true_from")
    return since.day if since else None


def _value_typed(form: FactForm, known: Vocabulary, one: PersonNow) -> str:
    if not form.cleaned_data.get("value") and form.kind != "name":
        return ""
    stated = form.stated()
    return value_word(form.code, stated["value"], known, precision=stated["precision"], sex=one.sex)


def _shown(fact: Fact, one: PersonNow) -> dict[str, Any]:
    known = vocabulary_of([fact])
    return {
        "fact": fact,
        "about": about_word(fact.about, known),
        "value": fact_word(fact, known, sex=one.sex),
        "source": source_line(fact.source),
        "standing": STANDINGS[fact.standing],
    }


def _in_words(stale: StaleView, *, yours: str) -> StaleView:
    """A conflict told in the words of the page: what is recorded now, by whom and when, and what one sent."""
    later: Fact | None = stale.theirs if isinstance(stale.theirs, Fact) else None
    if later is None:
        return stale
    known = vocabulary_of([later])
    theirs = {
        about_word(later.about, known): fact_word(later, known),
        _("Дізналися"): short_day(later.learned_on),
        _("Хто"): later.by.shown_name(language()) if later.by else "–",
        _("Причина"): later.reason,
    }
    return StaleView(stale.message, theirs=theirs, yours=yours)
