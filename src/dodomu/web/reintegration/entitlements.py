"""The rules with their dates: as they stood on a day, every version of one, and the next with two signatures."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.errors import NotVisible
from dodomu.reference.entitlements.words import BEGINS, BODIES, CATEGORIES, PAPERS
from dodomu.reintegration import actions
from dodomu.reintegration.models import Entitlement
from dodomu.reintegration.models.vocabulary import ISSUES, RETURN_BASES
from dodomu.reintegration.queries import entitlements
from dodomu.reintegration.queries.words import state_word
from dodomu.web.doors import door
from dodomu.web.forms import read_day
from dodomu.web.reintegration.frame import doer, now_of, offers
from dodomu.web.reintegration.social_forms import Confirmed, Version, filled
from dodomu.web.sending import form_page, posted
from dodomu.web.words import local_day, said


def _frame(heading: Any, *above: tuple[Any, str]) -> dict[str, Any]:
    crumbs = [(_("Права за датами"), reverse("entitlements")), *above, (said(heading), "")]
    return {"section": "setup", "heading": said(heading), "crumbs": crumbs}


@door(Act.READ_ENTITLEMENTS)
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule as it stands on a day: today, or another one."""
    today = local_day(now_of(request))
    typed = request.GET.get("on", "").strip()
    on, error = _day_of(typed, today)
    found = entitlements.standing_on(on)
    context = {
        "section": "setup",
        "on": on,
        "typed": typed if error else "",
        "error": error,
        "rows": [
            {"standing": one, "rule": one.rule, "kind": ISSUES[one.row.kind].label, "body": BODIES[one.rule.body]}
            for one in found
        ],
        "may_write": offers(request, Act.MANAGE_VOCABULARY),
    }
    return render(request, "entitlements/rules.html", context, status=422 if error else 200)


def _day_of(typed: str, today: date) -> tuple[date, Any]:
    """The day asked for; today with a sentence where it cannot be read."""
    if not typed:
        return today, ""
    try:
        return read_day(typed).day, ""
    except ValidationError as error:
        return today, error.message


@door(Act.READ_ENTITLEMENTS)
def rule(request: HttpRequest, key: str) -> HttpResponse:
    """Every version of one rule, the newest first, with who wrote and signed it and which lawyer confirmed it."""
    rows = entitlements.versions_of(key)
    ends = entitlements.ends_of(rows)
    writes = offers(request, Act.MANAGE_VOCABULARY)
    context = _frame(entitlements.rule_of(rows[0]).title) | {
        "key": key,
        "rows": [_version(row, ends.get(row.pk), request.user, writes=writes) for row in rows],
        "may_write": writes and all(row.state != "proposed" for row in rows),
    }
    return render(request, "entitlements/rule.html", context)


def _version(row: Entitlement, ends_on: date | None, user: Any, *, writes: bool) -> dict[str, Any]:
    one = entitlements.rule_of(row)
    is_proposed = row.state == "proposed"
    return {
        "row": row,
        "rule": one,
        "ends_on": ends_on,
        "kind": ISSUES[row.kind].label,
        "state": state_word("entitlement", row.state),
        "mark": {"standing": "done", "proposed": "wait", "refused": "na"}[row.state],
        "begins": BEGINS[one.begins],
        "body": BODIES[one.body],
        "papers": [PAPERS[paper].label for paper in one.papers],
        "categories": [CATEGORIES[code] for code in one.categories],
        "bases": [RETURN_BASES[code] for code in one.bases],
        "claim": one.claim.said() if one.claim else None,
        "answer": one.answer.said() if one.answer else None,
        "may_sign": writes and is_proposed and row.proposed_by_id != user.pk,
        "may_refuse": writes and is_proposed,
        "may_confirm": writes and row.state == "standing" and row.confirmed_on is None,
    }


@door(Act.MANAGE_VOCABULARY, methods=("GET", "POST"))
def rule_new(request: HttpRequest) -> HttpResponse:
    """Writes the first version of a new rule."""
    form = Version(posted(request), initial={"grants": "1", "begins": "seen"})
    return _write(request, form, "", heading=_("Нове право"), above=[])


@door(Act.MANAGE_VOCABULARY, methods=("GET", "POST"))
def rule_next(request: HttpRequest, key: str) -> HttpResponse:
    """Writes the next version of a rule; the one before stays and ends where this one begins."""
    last = entitlements.rule_of(entitlements.versions_of(key)[0])
    form = Version(posted(request), initial=filled(last), is_new=False)
    above = [(said(last.title), reverse("entitlement", args=[key]))]
    return _write(request, form, key, heading=_("Нова редакція"), above=above)


def _write(
    request: HttpRequest, form: Version, key: str, *, heading: Any, above: list[tuple[Any, str]]
) -> HttpResponse:
    context = _frame(heading, *above) | {
        "form": form,
        "button": _("Подати на другий підпис"),
        "back_url": above[0][1] if above else reverse("entitlements"),
    }
    return form_page(
        request,
        "entitlements/write.html",
        context,
        lambda: actions.propose_entitlement(form.rule(key), **doer(request)),
        said_after=_("Записано. Чинним стане, коли підпише інша людина."),
        to=("entitlement", key) if key else ("entitlements",),
    )


ACTS: dict[str, Any] = {"sign": actions.sign_entitlement, "refuse": actions.refuse_entitlement}


@door(Act.MANAGE_VOCABULARY, methods=("POST",))
def version_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Signs a version that somebody else wrote, or turns it down."""
    if act not in ACTS:
        raise NotVisible
    row = entitlements.get_entitlement(pk)
    ACTS[act](row, **doer(request))
    messages.success(request, _("Підписано: від свого дня редакція чинна.") if act == "sign" else _("Відхилено."))
    return redirect("entitlement", row.key)


@door(Act.MANAGE_VOCABULARY, methods=("GET", "POST"))
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Records which lawyer has confirmed a version."""
    row = entitlements.get_entitlement(pk)
    form = Confirmed(posted(request), initial={"on": local_day(now_of(request))})
    title = said(entitlements.rule_of(row).title)
    context = _frame(_("Підтвердження юриста"), (title, reverse("entitlement", args=[row.key]))) | {
        "form": form,
        "button": _("Записати підтвердження"),
        "back_url": reverse("entitlement", args=[row.key]),
        "lead": _("Підтвердження не забирають. Якщо редакція хибна, запишіть нову."),
    }
    return form_page(
        request,
        "entitlements/write.html",
        context,
        lambda: actions.confirm_entitlement(row, **form.cleaned_data, **doer(request)),
        said_after=_("Збережено."),
        to=("entitlement", row.key),
    )
