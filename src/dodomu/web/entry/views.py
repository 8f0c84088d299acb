"""Coming in, going out, and one's own settings."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import Any, cast

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.errors import Refused
from dodomu.ledger import actions as ledger
from dodomu.web import errors
from dodomu.web.doors import door
from dodomu.web.entry import kept, limits
from dodomu.web.entry.forms import SignIn
from dodomu.web.forms import Form

# Argon2 takes 64 MB and a core for a fifth of a second: one at a time, so that a storm of tries slows nobody else.
ONE_HASH = BoundedSemaphore(1)
LONGEST_QUEUE_SECONDS = 20


@door(Act.SIGN_IN, methods=("GET", "POST"))
def sign_in(request: HttpRequest) -> HttpResponse:
    """Signs an account in; a wrong pair gets one sentence that does not tell which of the two was wrong."""
    if request.method == "GET":
        if isinstance(request.user, User):
            return redirect(first_page(request.user))
        return _sign_in_page(request, SignIn(initial={"next": request.GET.get("next", "")}))
    form = SignIn(request.POST)
    if not form.is_valid():
        return _sign_in_page(request, form, status=422)
    name, address = form.cleaned_data["login"], request.META.get("REMOTE_ADDR", "")
    if minutes := limits.minutes_to_wait(name, address):
        return _too_many(request, form, minutes)
    if not ONE_HASH.acquire(timeout=LONGEST_QUEUE_SECONDS):
        return errors.busy(request)
    try:
        # Asked again, and counted before the next one's turn: many tries sent at once would all have come in as first.
        if minutes := limits.minutes_to_wait(name, address):
            return _too_many(request, form, minutes)
        user = authenticate(request, username=name, password=form.cleaned_data["password"])
        if user is None:
            limits.count_wrong(name, address)
    finally:
        ONE_HASH.release()
    now = cast(Any, request).now
    if not isinstance(user, User):
        ledger.record("sign_in_failed", by=None, now=now, kind="account", detail={"login": limits.mark(name)})
        form.refuse(Refused(_("Логін або пароль не підходить. Перевірте мову клавіатури й спробуйте ще раз.")))
        return _sign_in_page(request, form, status=422)
    limits.forget(name, address)
    if user.one_time_until and user.one_time_until <= now:
        form.refuse(Refused(_("Строк одноразового пароля минув. Попросіть адміністратора про новий.")))
        return _sign_in_page(request, form, status=422)
    login(request, user)
    request.session["device"] = device_of(request.META.get("HTTP_USER_AGENT", ""))
    request.session.clear_expired()
    ledger.record("sign_in", by=user, now=now, kind="account", key=user.pk)
    if user.one_time_until:
        with override(user.language):
            return redirect("settings-password")
    if kept.waits(request, user):
        with override(user.language):
            return redirect("kept-form")
    return redirect(_next(request, form.cleaned_data["next"]) or first_page(user))


def too_many(request: HttpRequest, form: Form, minutes: int, template: str, context: dict[str, Any]) -> HttpResponse:
    """Says on its page how long to wait after too many wrong passwords."""
    form.refuse(Refused(_wait(minutes)))
    response = render(request, template, context, status=429)
    response["Retry-After"] = str(minutes * 60)
    response["Cache-Control"] = "no-store"
    return response


def _too_many(request: HttpRequest, form: SignIn, minutes: int) -> HttpResponse:
    return too_many(request, form, minutes, "entry/login.html", {"form": form})


BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip


def device_of(agent: str) -> str:
    """The browser and the system in two words, for the list of one's own sessions; empty where neither is known.

    >>> device_of("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")
    'Firefox, Linux'
    """
    found = (next((name for mark, name in kinds if mark in agent), "") for kinds in (BROWSERS, SYSTEMS))
    return ", ".join(filter(None, found))


def _wait(minutes: int) -> str:
    sentence = ngettext(
        "Забагато спроб. Спробуйте через %(n)s хвилину або зверніться до адміністратора.",
        "Забагато спроб. Спробуйте через %(n)s хвилини або зверніться до адміністратора.",
        minutes,
    )
    return sentence % {"n": minutes}


def _sign_in_page(request: HttpRequest, form: SignIn, *, status: int = 200) -> HttpResponse:
    response = render(request, "entry/login.html", {"form": form}, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _next(request: HttpRequest, path: str) -> str:
    """The page asked for before signing in, if it is one of ours."""
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(
        path, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return path if is_ours else ""


def first_page(user: User) -> str:
    """Where an account begins its day, in its own language."""
    with override(user.language):
        return reverse("today")


@door(Act.SIGN_IN, methods=("POST",))
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session and has the browser forget what it kept."""
    if isinstance(request.user, User):
        ledger.record("sign_out", by=request.user, now=cast(Any, request).now, kind="account", key=request.user.pk)
    logout(request)
    response = redirect("signed-out")
    response["Clear-Site-Data"] = '"cache", "storage"'
    response["Cache-Control"] = "no-store"
    return response


@door(Act.SIGN_IN)
def signed_out(request: HttpRequest) -> HttpResponse:
    """Says that one is out, why, and what of the work was saved."""
    left_from = request.session.get("left_from")
    context = {
        "is_idle": left_from is not None,
        "was_sending": request.session.get("was_sending", False),
        "is_kept": kept.KEPT in request.session,
        "next": _next(request, left_from or ""),
    }
    response = render(request, "entry/signed_out.html", context)
    response["Cache-Control"] = "no-store"
    return response


@door(Act.CHANGE_OWN_SETTINGS, methods=("POST",))
def stay(request: HttpRequest) -> HttpResponse:
    """Somebody is still there: the middleware has noted it."""
    return HttpResponse(status=204)
