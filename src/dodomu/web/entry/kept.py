"""What was typed when a session ended: kept sealed for the same account, and offered after the next sign-in.

Nothing of it is done by itself: the person looks, and sends it or drops it. Files and passwords are not kept.
"""

from __future__ import annotations

import json
import time
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve

from dodomu.access import vault
from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.web.doors import door

KEPT = "kept_form"
KEPT_SECONDS = 3600
MOST_CHARACTERS = 60_000
PLACE = "session.kept_form"
NEVER = ("csrfmiddlewaretoken",)


def keep(request: HttpRequest, user: User) -> dict[str, Any] | None:
    """What a form held, sealed for its account; None where there is nothing that could be sent again."""
    if request.method != "POST" or request.headers.get("HX-Request") == "true" or not _is_from_here(request):
        return None
    fields = [(name, value) for name, values in request.POST.lists() if name not in NEVER for value in values]
    text = json.dumps({"path": request.path, "fields": fields}, ensure_ascii=False)
    if not fields or request.FILES or len(text) > MOST_CHARACTERS or any("password" in name for name, _value in fields):
        return None
    sealed = vault.seal(text, owner=_owner(user), place=PLACE)
    return {"by": user.pk, "at": int(time.time()), "path": request.path, "sealed": sealed}


def let_go(request: HttpRequest) -> None:
    """Forgets the form that is being sent now, so that going back does not offer it a second time."""
    kept = request.session.get(KEPT) if request.method == "POST" else None
    if kept and kept["path"] == request.path:
        del request.session[KEPT]


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the form is one of our own pages': the check that Django makes only after the session was looked at."""
    check = CsrfViewMiddleware(lambda _request: HttpResponse())
    check.process_request(request)
    return check.process_view(request, kept_form, (), {}) is None


def waits(request: HttpRequest, user: User) -> bool:
    """Whether a form waits for this account; what another account typed, or long ago, is thrown away."""
    kept = request.session.get(KEPT)
    if kept and (kept["by"] != user.pk or time.time() - kept["at"] > KEPT_SECONDS):
        del request.session[KEPT]
        return False
    return bool(kept)


@door(Act.CHANGE_OWN_SETTINGS, methods=("GET", "POST"))
def kept_form(request: HttpRequest) -> HttpResponse:
    """Shows where the form was, with a button that sends it and one that drops it."""
    user = cast(User, request.user)
    kept = request.session.get(KEPT)
    if kept is None or kept["by"] != user.pk:
        return redirect("today")
    if request.method == "POST":
        del request.session[KEPT]
        return redirect("today")
    content = json.loads(vault.unseal(kept["sealed"], owner=_owner(user), place=PLACE))
    if not _is_ours(content["path"]):
        return redirect("today")
    return render(request, "entry/kept_form.html", {"path": content["path"], "fields": content["fields"]})


def _is_ours(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def _owner(user: User) -> str:
    return f"account:{user.pk}"
