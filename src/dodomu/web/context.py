"""What every page shows around its own content: menu, languages, account, demo stripe, theme."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from dodomu import clock
from dodomu.access import policy
from dodomu.access.models import User
from dodomu.access.roles import ROLES
from dodomu.web import menu
from dodomu.web.words import hour, language, local_day, long_day, said


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of the base templates. Menus ask the database only where they are printed."""
    asked = getattr(request, "user", None)
    user = asked if isinstance(asked, User) else None
    return {
        "staff_menu": SimpleLazyObject(lambda: menu.shown(request, menu.STAFF)) if user else [],
        "public_menu": SimpleLazyObject(lambda: menu.shown(request, menu.PUBLIC)),
        "languages": languages(request),
        "language_shown": language(),
        "demo_notice": demo_notice(request),
        "theme": user.theme if user and user.theme in ("light", "dark") else "",
        "keys_on": bool(user and user.keys_on),
        "account_line": account_line(user) if user else "",
        "idle_seconds": settings.IDLE_MINUTES * 60 if user else 0,
        "now": getattr(request, "now", None),
    }


def languages(request: HttpRequest) -> list[dict[str, Any]]:
    """This same page in each language; a page that is not there has its twin all the same."""
    path = request.get_full_path()
    plain = path[3:] or "/" if path == "/en" or path.startswith(("/en/", "/en?")) else path
    plain = plain if plain.startswith("/") else "/" + plain
    shown = language()
    return [
        {"code": "uk", "name": "Українська", "url": plain, "is_current": shown == "uk"},
        {"code": "en", "name": "English", "url": "/en" + plain, "is_current": shown == "en"},
    ]


def demo_notice(request: HttpRequest) -> str:
    """The stripe of a demo: invented people, and where its clock stands."""
    if not settings.DEMO and not clock.is_moved():
        return ""
    notice = _("Демонстрація. Усі люди вигадані.")
    if clock.is_moved() and (now := getattr(request, "now", None)):
        day = long_day(local_day(now), language()).removesuffix(" року")
        notice += " " + _("Годинник: %(day)s, %(hour)s.") % {"day": day, "hour": hour(now)}
    return notice


def account_line(user: User) -> str:
    """Who is signed in, and as what: «Н. Іваницька, соціальний супровід»."""
    role = next(iter(policy.roles(user)), "")
    name = user.shown_name(language())
    return f"{name}, {said(ROLES[role])}" if role in ROLES else name
