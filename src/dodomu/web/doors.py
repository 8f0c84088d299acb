"""The one way into every page: who may come in, by which method, and what may be kept of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.errors import NotVisible
from dodomu.web import errors

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class Door(Protocol[P]):
    """A view behind its door: `act` and `methods` are read by the tests that count the doors."""

    act: Act
    methods: tuple[str, ...]

    def __call__(self, request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase: ...


def door(act: Act, methods: Iterable[str] = ("GET",)) -> Callable[[View[P]], Door[P]]:
    """Lets a request in to a view when its account may do the act at all.

    Whether it may do it to *this* record, the view asks itself, through `policy.visible`. A stranger is
    sent to sign in; an account without any right for the act gets the same page as for a wrong address.
    """
    allowed = tuple(methods)
    is_public = policy.RULES[act].everybody

    def behind(view: View[P]) -> Door[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method not in allowed and not (request.method == "HEAD" and "GET" in allowed):
                return errors.wrong_method(request, allowed)
            if not is_public:
                if not request.user.is_authenticated:
                    return to_sign_in(request)
                if act is not Act.CHANGE_OWN_SETTINGS and getattr(request.user, "one_time_until", None):
                    return go(request, reverse("settings-password"))  # a one-time password opens this page alone
                if not policy.may(request.user, act):
                    raise NotVisible
            response = view(request, *args, **kwargs)
            if not is_public:
                response["Cache-Control"] = "no-store"
            return response

        shown = cast(Any, guarded)
        shown.act, shown.methods = act, allowed
        return cast(Door[P], shown)

    return behind


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Sends a stranger to sign in, and afterwards back to the page asked for (a form's answer: to its page)."""
    path = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    return go(request, reverse("login") + (f"?{urlencode({'next': path})}" if path and path != "/" else ""))


def go(request: HttpRequest, url: str) -> HttpResponse:
    """Leads the whole browser page to an address, also when htmx asked for a part of it."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=200, headers={"HX-Redirect": url, "Cache-Control": "no-store"})
    response = redirect(url)
    response["Cache-Control"] = "no-store"
    return response
