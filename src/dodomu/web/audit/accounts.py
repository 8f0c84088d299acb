"""Accounts and their roles, for the administrator, who sees no person."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.access.roles import ROLES
from dodomu.errors import Refused
from dodomu.flows import accounts as flow
from dodomu.web.audit.forms import RoleForm
from dodomu.web.doors import door
from dodomu.web.pages import keyset


@door(Act.MANAGE_ACCOUNTS)
def accounts(request: HttpRequest) -> HttpResponse:
    """Every account with its open roles."""
    page = keyset(flow.list_accounts(request.user), request=request, order=("login", "pk"))
    rows = [
        {"account": one, "roles": [{"word": ROLES[role.role], "unit": role.unit} for role in cast(Any, one).standing]}
        for one in page.rows
    ]
    return render(request, "audit/accounts.html", {"section": "accounts", "page": page, "rows": rows})


@door(Act.MANAGE_ACCOUNTS, methods=("GET", "POST"))
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: its roles, open and ended, and a form that gives one more."""
    found = flow.get_account(request.user, pk)
    if request.method == "GET":
        return _page(request, found, RoleForm())
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        flow.give_role(found, form.cleaned_data["role"], unit=form.chosen_unit(), **_by(request))
    except Refused as refusal:
        form.refuse(refusal)
        return _page(request, found, form, status=422)
    messages.success(request, _("Роль надано. Вона діє з наступного кроку цієї людини."))
    return redirect("account", pk)


@door(Act.MANAGE_ACCOUNTS, methods=("POST",))
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends one role."""
    membership = flow.get_membership(request.user, pk)
    try:
        flow.end_role(membership, **_by(request))
    except Refused as refusal:
        form = RoleForm()
        return _page(request, membership.user, form, status=422, refusal=refusal)
    messages.success(request, _("Роль припинено."))
    return redirect("account", membership.user_id)


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": cast(User, request.user), "now": cast(Any, request).now}


def _page(
    request: HttpRequest, found: User, form: RoleForm, *, status: int = 200, refusal: Refused | None = None
) -> HttpResponse:
    context = {
        "section": "accounts",
        "account": found,
        "is_own": found.pk == cast(User, request.user).pk,
        "roles": [{"membership": one, "word": ROLES[one.role]} for one in flow.roles_of(found)],
        "form": form,
        "refusal": refusal.message if refusal else "",
    }
    return render(request, "audit/account.html", context, status=status)
