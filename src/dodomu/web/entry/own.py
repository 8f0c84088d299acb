"""One's own account: how its pages look, its password, where it is signed in, whom it never opens."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from dodomu.access import actions as access
from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.access.sessions import sessions_of
from dodomu.errors import Refused
from dodomu.flows import accounts as flow
from dodomu.flows import conflicts
from dodomu.web import errors
from dodomu.web.doors import door
from dodomu.web.entry import limits
from dodomu.web.entry.forms import NewPassword, OwnSettings
from dodomu.web.entry.views import LONGEST_QUEUE_SECONDS, ONE_HASH, first_page, too_many
from dodomu.web.sending import posted


@door(Act.CHANGE_OWN_SETTINGS, methods=("GET", "POST"))
def settings_me(request: HttpRequest) -> HttpResponse:
    """Shows and changes the language, the colours and the keys of one's own account."""
    user = cast(User, request.user)
    now_set = {"language": user.language, "theme": user.theme, "keys_on": user.keys_on}
    form = OwnSettings(initial=now_set)
    if request.method == "POST":
        form = OwnSettings(request.POST)
        if form.is_valid():
            access.set_preferences(user, **form.cleaned_data)
            with override(user.language):
                messages.success(request, _("Збережено."))
                return redirect("settings-me")
    context = {"form": form, "conflicts": conflicts.standing_of(user), "is_one_time": bool(user.one_time_until)}
    return render(request, "entry/settings.html", context, status=422 if form.is_bound else 200)


@door(Act.CHANGE_OWN_SETTINGS, methods=("GET", "POST"))
def password(request: HttpRequest) -> HttpResponse:
    """Changes one's own password: the old one is asked for, and every other session ends."""
    user = cast(User, request.user)
    form = NewPassword(posted(request))
    context = {"form": form, "is_one_time": bool(user.one_time_until), "login": user.login}
    if not form.is_bound or not form.is_valid():
        return render(request, "entry/password.html", context, status=422 if form.is_bound else 200)
    address = request.META.get("REMOTE_ADDR", "")
    if minutes := limits.minutes_to_wait(user.login, address):
        return too_many(request, form, minutes, "entry/password.html", context)
    if not ONE_HASH.acquire(timeout=LONGEST_QUEUE_SECONDS):
        return errors.busy(request)
    try:
        _change(request, user, form)
    except Refused as refusal:
        if refusal.code == "wrong":
            limits.count_wrong(user.login, address)
        form.refuse(refusal)
        return render(request, "entry/password.html", context, status=422)
    finally:
        ONE_HASH.release()
    limits.forget(user.login, address)
    messages.success(request, _("Пароль змінено. Усі інші сеанси завершено."))
    return redirect(first_page(user) if context["is_one_time"] else "settings-me")


def _change(request: HttpRequest, user: User, form: NewPassword) -> None:
    """Checks the new password, which must be a good one, and keeps it; where one is now, one stays, under a new key."""
    old, new = form.cleaned_data["old"], form.cleaned_data["new"]
    try:
        validate_password(new, user)
    except ValidationError as error:
        raise Refused(
            _("Пароль має щонайменше 15 знаків, не схожий на логін чи ім’я і не з поширених."), "new"
        ) from error
    flow.change_own_password(user, old=old, new=new, session=request.session.session_key, now=cast(Any, request).now)
    update_session_auth_hash(request, user)


@door(Act.CHANGE_OWN_SETTINGS)
def sessions(request: HttpRequest) -> HttpResponse:
    """Shows where one is signed in now (ASVS 5.0, 7.5.2)."""
    rows = sessions_of(cast(User, request.user), this=request.session.session_key)
    context = {"rows": rows, "has_others": any(not one.is_this for one in rows)}
    return render(request, "entry/sessions.html", context)


@door(Act.CHANGE_OWN_SETTINGS, methods=("POST",))
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Ends one other session, or all of them."""
    user, mark = cast(User, request.user), request.POST.get("mark", "")
    ended = flow.end_own_sessions(user, now=cast(Any, request).now, but=request.session.session_key, mark=mark)
    messages.success(request, _("Завершено.") if ended else _("Цей сеанс уже завершено."))
    return redirect("settings-sessions")
