"""What every page of the setup has: the way up to it, who asks, and the answer to a button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.web.words import said


def doer(request: HttpRequest) -> dict[str, Any]:
    """Who does it, and when."""
    return {"by": cast(User, request.user), "now": cast(Any, request).now}


def frame(heading: Any, *above: tuple[Any, str]) -> dict[str, Any]:
    """The heading and the crumbs of a page; `above` are the pages between the setup and this one, by name."""
    crumbs = [(_("Устрій служби"), reverse("setup")), *((word, reverse(name)) for word, name in above)]
    return {"section": "setup", "heading": said(heading), "crumbs": [*crumbs, (said(heading), "")]}


def pressed(request: HttpRequest, act: Callable[[], Any], *, said_after: str, to: tuple[Any, ...]) -> HttpResponse:
    """A button was pressed: done, and said so on the page that `to` names; a refusal has a page of its own."""
    act()
    messages.success(request, said_after)
    return redirect(*to)
