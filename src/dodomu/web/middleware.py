"""Around every page: what the browser may load, what time it is, how long one stays, what a refusal looks like."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.urls import reverse

from dodomu import clock
from dodomu.access import policy, standing_in
from dodomu.access.models import User
from dodomu.errors import NotVisible, Refused
from dodomu.ledger import actions as ledger
from dodomu.web import errors
from dodomu.web.doors import go
from dodomu.web.entry import kept

Answer = Callable[[HttpRequest], HttpResponseBase]

# The names are those of Django 6; there this middleware can go.
SECURE_CSP: Mapping[str, list[str]] = {
    "default-src": ["'self'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "object-src": ["'none'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
}
DENIED = (
    "accelerometer autoplay browsing-topics camera display-capture encrypted-media fullscreen geolocation gyroscope "
    "magnetometer microphone midi payment picture-in-picture screen-wake-lock usb xr-spatial-tracking clipboard-read"
)
PERMISSIONS = ", ".join([*(f"{name}=()" for name in DENIED.split()), "clipboard-write=(self)"])


class ContentPolicy:
    """Tells the browser to load nothing that is not ours, and to let nobody frame or read our pages."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        policy: Mapping[str, list[str]] = getattr(settings, "SECURE_CSP", SECURE_CSP)
        self.headers = {
            "Content-Security-Policy": "; ".join(f"{name} {' '.join(sources)}" for name, sources in policy.items()),
            "Permissions-Policy": PERMISSIONS,
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Embedder-Policy": "require-corp",
            "X-Permitted-Cross-Domain-Policies": "none",
        }

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        return response


LONGEST_SECONDS = 8 * 3600
SEEN_STEP_SECONDS = 30  # the session is written at most this often


class Clock:
    """Gives the request its instant, reads the account's roles once, and ends a session left alone.

    Idle time is real time: a demo whose clock was moved still signs out after the real quarter of an hour.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = cast(Any, request)
        asked.now = clock.now()
        if isinstance(request.user, User):
            if self._is_over(request):
                return self._end(request)
            kept.let_go(request)
            policy.memberships(request.user, asked.now)
            standing_in.begin(request.user, now=asked.now)
        return self.get_response(request)

    def _is_over(self, request: HttpRequest) -> bool:
        real = int(time.time())
        began = int(request.session.setdefault("began_at", real))
        seen = int(request.session.setdefault("seen_at", real))
        if real - seen > settings.IDLE_MINUTES * 60 or real - began >= LONGEST_SECONDS:
            return True
        if request.method == "POST" and "X-Keep" in request.headers:
            return True  # the page has waited the whole time for its form to be sent: it is kept, and not done
        # A page that asks again by itself is nobody's presence.
        if real - seen >= SEEN_STEP_SECONDS and "X-Polling" not in request.headers:
            request.session["seen_at"] = real
        return False

    def _end(self, request: HttpRequest) -> HttpResponse:
        assert isinstance(request.user, User)
        ledger.record("sign_out_idle", by=request.user, now=cast(Any, request).now, kind="account", key=request.user.pk)
        was_sending = request.method == "POST"
        path = "" if was_sending else request.get_full_path()
        form = kept.keep(request, request.user)
        logout(request)
        if form:
            request.session[kept.KEPT] = form
        request.session["left_from"] = path
        request.session["was_sending"] = was_sending
        return go(request, reverse("signed-out"))


LEFT_TO_DJANGO = (Http404, PermissionDenied, BadRequest, SuspiciousOperation, MultiPartParserError)


class Refusals:
    """Turns what a view raises into a page a person can use: 404, 409, 422, 413, 503 or 500."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if any("\x00" in value for _name, values in request.GET.lists() for value in values):
            return errors.unreadable(request)  # PostgreSQL has no such sign, and no address of ours has it
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """The answer to an exception; None leaves it to Django."""
        if isinstance(exception, NotVisible):
            return errors.not_there(request)
        if isinstance(exception, Refused):
            return errors.refused(request, exception)
        if isinstance(exception, RequestDataTooBig):
            return errors.unreadable(request, exception)
        if isinstance(exception, LEFT_TO_DJANGO) or settings.DEBUG:
            return None
        # Django's own log line would carry the exception's words, and they may name a person.
        got_request_exception.send(sender=type(self), request=request)
        if isinstance(exception, OperationalError):
            errors.log.error("database: %s", type(exception).__name__)
            return errors.busy(request)
        return errors.broken(request)
