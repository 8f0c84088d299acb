"""Accounts, for the administrator, who sees no person: opened, closed, given roles and passwords by two."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.models import AccountChange, User
from dodomu.access.policy import Act
from dodomu.access.roles import ROLES
from dodomu.errors import NotVisible, Refused, StaleView
from dodomu.flows import accounts as flow
from dodomu.flows import changes
from dodomu.text import Text
from dodomu.web.audit.details_words import CHANGE_KINDS
from dodomu.web.audit.forms import AccountForm, RoleForm
from dodomu.web.doors import door
from dodomu.web.pages import keyset
from dodomu.web.sending import done, form_page, posted
from dodomu.web.words import counted, said


@door(Act.MANAGE_ACCOUNTS)
def accounts(request: HttpRequest) -> HttpResponse:
    """Every account with its open roles and its last sign-in; first what waits for a second administrator."""
    page = keyset(flow.list_accounts(request.user), request=request, order=("login", "pk"))
    rows = [
        {
            "account": one,
            "roles": [{"word": ROLES[role.role], "unit": role.unit} for role in cast(Any, one).standing],
            "last_in": cast(Any, one).last_in,
        }
        for one in page.rows
    ]
    context = {
        "section": "accounts",
        "page": page,
        "rows": rows,
        "waiting": [_waiting(request, one) for one in changes.waiting_changes(request.user)],
        "administrators": flow.count_administrators(),
    }
    return render(request, "audit/accounts.html", context)


def _waiting(request: HttpRequest, change: AccountChange) -> dict[str, Any]:
    own = cast(User, request.user).pk
    return {
        "change": change,
        "what": CHANGE_KINDS[change.kind],
        "role": ROLES[change.role] if change.role else "",
        "is_mine": change.proposed_by_id == own,
        "is_about_me": change.account_id == own,
    }


@door(Act.MANAGE_ACCOUNTS, methods=("GET", "POST"))
def account_new(request: HttpRequest) -> HttpResponse:
    """Opens an account; its role and its first password are given on its own page, by two."""
    form = AccountForm(posted(request))
    made: list[User] = []
    if form.is_bound and done(form, lambda: made.append(flow.open_account(**form.cleaned_data, **_by(request)))):
        messages.success(request, _("Обліковий запис відкрито. Тепер подайте для нього роль і одноразовий пароль."))
        return redirect("account", made[0].pk)
    context = {"section": "accounts", "form": form, "heading": _("Новий обліковий запис"), "crumbs": _crumbs()}
    return render(request, "audit/account_form.html", context, status=422 if form.is_bound else 200)


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Облікові записи"), reverse("accounts"))]


@door(Act.MANAGE_ACCOUNTS, methods=("GET", "POST"))
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: its roles, open and ended, what waits for it, and a form that proposes one more role."""
    found = flow.get_account(request.user, pk)
    form = RoleForm(posted(request))

    def act() -> None:
        changes.propose_role(found, form.cleaned_data["role"], unit=form.chosen_unit(), **_by(request))

    after = _("Роль подано. Вона запрацює, коли її схвалить інший адміністратор.")
    return form_page(
        request, "audit/account.html", _context(request, found, form), act, said_after=after, to=("account", pk)
    )


def _context(request: HttpRequest, found: User, form: RoleForm, **more: Any) -> dict[str, Any]:
    return {
        "section": "accounts",
        "account": found,
        "is_own": found.pk == cast(User, request.user).pk,
        "roles": [{"membership": one, "word": ROLES[one.role]} for one in flow.roles_of(found)],
        "last_in": flow.last_sign_in(found),
        "waiting": [_waiting(request, one) for one in changes.changes_of(found)],
        "has_password": found.has_usable_password(),
        "handed": work_lines(flow.handed_over(found)) if not found.is_active else [],
        "form": form,
    } | more


def work_lines(work: flow.Work) -> list[str]:
    """What somebody else has to go on with, in words."""
    kinds = (
        (work.cases, ("справа супроводу", "справи супроводу", "справ супроводу"), ("support case", "support cases")),
        (work.rounds, ("обмін", "обміни", "обмінів"), ("exchange", "exchanges")),
        (
            work.people,
            ("доручена людина", "доручені людини", "доручених людей"),
            ("assigned person", "assigned people"),
        ),
    )
    return [said(Text(counted(n, "uk", uk, en), counted(n, "en", uk, en))) for n, uk, en in kinds if n]


@door(Act.MANAGE_ACCOUNTS, methods=("POST",))
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends one role, at once."""
    membership = flow.get_membership(request.user, pk)
    try:
        flow.end_role(membership, **_by(request))
    except Refused as refusal:
        context = _context(request, membership.user, RoleForm(), refusal=refusal.message)
        return render(request, "audit/account.html", context, status=422)
    messages.success(request, _("Роль припинено."))
    return redirect("account", membership.user_id)


@door(Act.MANAGE_ACCOUNTS, methods=("GET", "POST"))
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows what somebody else will have to go on with, and closes the account."""
    found = flow.get_account(request.user, pk)
    context = {
        "section": "accounts",
        "account": found,
        "lines": work_lines(flow.work_of(found)),
        "crumbs": [*_crumbs(), (found.login, reverse("account", args=[pk]))],
        "refusal": "",
    }
    if request.method == "POST":
        try:
            flow.close_account(found, **_by(request))
        except Refused as refusal:
            return render(request, "audit/account_close.html", context | {"refusal": refusal.message}, status=422)
        messages.success(request, _("Обліковий запис закрито: сеанси завершено, доручене повернуто."))
        return redirect("account", pk)
    return render(request, "audit/account_close.html", context)


@door(Act.MANAGE_ACCOUNTS, methods=("POST",))
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Proposes to open a closed account again."""
    changes.propose_reopening(flow.get_account(request.user, pk), **_by(request))
    messages.success(request, _("Подано. Обліковий запис відкриється, коли це схвалить інший адміністратор."))
    return redirect("account", pk)


@door(Act.MANAGE_ACCOUNTS, methods=("POST",))
def password(request: HttpRequest, pk: int) -> HttpResponse:
    """Proposes a one-time password and shows its first half, this once."""
    found = flow.get_account(request.user, pk)
    _change, half = changes.propose_password(found, **_by(request))
    return _half(request, found, half, is_first=True)


def _half(request: HttpRequest, found: User, half: str, *, is_first: bool) -> HttpResponse:
    """Half of a one-time password: in this answer alone, and nowhere kept to be read again."""
    context = {"section": "accounts", "account": found, "half": half, "is_first": is_first, "crumbs": _crumbs()}
    return render(request, "audit/half.html", context)


@door(Act.MANAGE_ACCOUNTS, methods=("POST",))
def decide(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """A second administrator approves or refuses; whoever proposed it takes it back."""
    change = changes.get_change(request.user, pk)
    found = change.account
    try:
        if act == "approve":
            half = changes.approve(change, **_by(request))
            if half:
                return _half(request, found, half, is_first=False)
            messages.success(request, _("Схвалено. Це діє з наступного кроку цієї людини."))
        elif act == "refuse":
            was = changes.refuse(change, **_by(request))
            messages.success(request, _("Відкликано.") if was == "withdraw" else _("Відмовлено."))
        else:
            raise NotVisible
    except StaleView:
        raise
    except Refused as refusal:
        context = _context(request, found, RoleForm(), refusal=refusal.message)
        return render(request, "audit/account.html", context, status=422)
    return redirect("account", found.pk)


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": cast(User, request.user), "now": cast(Any, request).now}
