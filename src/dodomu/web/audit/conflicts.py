"""Whom an account must never open, for the administrator: numbers of records, and why; declared and ended."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.flows import accounts as flow
from dodomu.flows import conflicts
from dodomu.web.audit.forms import ConflictForm, EndConflict
from dodomu.web.doors import door
from dodomu.web.sending import form_page, posted


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": cast(User, request.user), "now": cast(Any, request).now}


@door(Act.MANAGE_ACCOUNTS, methods=("GET", "POST"))
def of_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Every conflict of interest of an account, and a form that declares one more; it acts at once."""
    account = flow.get_account(request.user, pk)
    form = ConflictForm(posted(request))
    context = {
        "section": "accounts",
        "account": account,
        "is_own": account.pk == cast(User, request.user).pk,
        "rows": conflicts.of_account(request.user, account),
        "form": form,
        "crumbs": [(_("Облікові записи"), reverse("accounts")), (account.login, reverse("account", args=[pk]))],
    }
    return form_page(
        request,
        "audit/conflicts.html",
        context,
        lambda: conflicts.declare_by_number(account, **form.cleaned_data, **_by(request)),
        said_after=_("Оголошено. Ця людина вже не бачить того запису."),
        to=("account-conflicts", pk),
    )


@door(Act.MANAGE_ACCOUNTS, methods=("GET", "POST"))
def end(request: HttpRequest, key: int) -> HttpResponse:
    """Ends a conflict that was declared in error, with a reason."""
    conflict = conflicts.get_conflict(request.user, key)
    form = EndConflict(posted(request))
    back = reverse("account-conflicts", args=[conflict.user_id])
    context = {
        "section": "accounts",
        "form": form,
        "heading": _("Скасувати оголошене"),
        "lead": _("Після цього %(name)s знову бачитиме цей запис там, де дозволяє роль.")
        % {"name": conflict.user.login},
        "crumbs": [(_("Облікові записи"), reverse("accounts")), (conflict.user.login, back)],
        "button": _("Скасувати оголошене"),
        "back_url": back,
    }
    return form_page(
        request,
        "audit/account_form.html",
        context,
        lambda: conflicts.end(conflict, **form.cleaned_data, **_by(request)),
        said_after=_("Скасовано."),
        to=("account-conflicts", conflict.user_id),
    )
