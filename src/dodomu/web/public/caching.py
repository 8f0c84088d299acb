"""Pages that are the same for every stranger: kept for a minute on the way, then asked for by their tag."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag

P = ParamSpec("P")
SECONDS = 60
STALE_SECONDS = 600


def kept(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Lets a page be cached, and answers 304 to who has it already. Whoever is signed in gets a page of their own."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.user.is_authenticated:
            response["Cache-Control"] = "no-store"
            return response
        if response.status_code != 200:
            return response
        # With a session there may be a message on the page, meant for one reader.
        is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
        response["Cache-Control"] = (
            "private, no-cache" if is_known else f"public, max-age={SECONDS}, stale-while-revalidate={STALE_SECONDS}"
        )
        patch_vary_headers(response, ["Cookie"])
        set_response_etag(response)
        return get_conditional_response(request, etag=response["ETag"], response=response) or response

    return answer
