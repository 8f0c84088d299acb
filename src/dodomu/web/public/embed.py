"""A figure that an outlet places on its own page, and that mends itself there: a line, a card, a badge.

No script, no cookie, nothing that tells who looked. These addresses alone may be framed by pages of others, and
each says for itself what it may load: nothing but its own style.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.html import format_html
from django.utils.translation import override

from dodomu.access.policy import Act
from dodomu.figures.queries import public as queries
from dodomu.web.doors import door
from dodomu.web.public.answers import for_everybody
from dodomu.web.public.caching import kept
from dodomu.web.public.feeds import tongue
from dodomu.web.public.figures import card as figure_card
from dodomu.web.public.placards import HOME, SOURCE, badge, card
from dodomu.web.public.placed import Placed, placed
from dodomu.web.words import language

P = ParamSpec("P")
SECONDS = 300
# Without quotes and angle brackets, so that escaping leaves it as it is and its hash holds.
STYLE = (
    ":root{color-scheme:light dark}body{margin:0;font:16px/1.4 system-ui,Noto Sans,Arial,sans-serif;color:#0b0c0c;"
    "background:#fff}main{border-top:6px solid #17496b;padding:12px 16px;display:flex;flex-wrap:wrap;gap:4px 24px;"
    "align-items:center}div{flex:1 1 18em}p,h1{margin:0 0 6px}.n{font-size:3rem;line-height:1;font-weight:700}"
    "h1{font-size:1.125rem;line-height:1.3}.m{background:#0b0c0c;color:#fff;padding:4px 8px;font-weight:700}"
    ".s{font-size:.875rem}a{color:#17496b}@media(prefers-color-scheme:dark){body{background:#14181c;color:#f3f2f1}"
    "main{border-color:#8fc1e3}.m{background:#f3f2f1;color:#0b0c0c}a{color:#8fc1e3}}"
)
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
FRAMED = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors *"
"""The policy of the line: it loads nothing, sends nothing, and whoever likes may frame it."""
DRAWN = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def loose(
    policy: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]
]:
    """Lets pages of others show the answer, the same for everybody: kept for five minutes, then asked for by tag."""

    def around(
        view: Callable[Concatenate[HttpRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            response = for_everybody(view(request, *args, **kwargs))
            response["Content-Security-Policy"] = policy
            response["Content-Language"] = tongue(request)
            response["Cache-Control"] = f"public, max-age={SECONDS}"
            if "frame-ancestors *" in policy:
                response.xframe_options_exempt = True  # as Django's own decorator does
            set_response_etag(response)
            return get_conditional_response(request, etag=response["ETag"], response=response) or response

        return answer

    return around


def _line(request: HttpRequest, slug: str, number: int | None) -> Placed:
    now = cast(Any, request).now
    found = queries.versions(slug, smallest=settings.SMALLEST_PUBLISHED, now=now)
    return placed(found, queries.corrections_of(slug, now=now), number=number)


@door(Act.READ_PUBLIC)
@loose(FRAMED)
def line(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """The line in a frame: number, sentence, and what became of the number it was placed with."""
    shown, said = _line(request, slug, number), tongue(request)
    with override(said):
        address = request.build_absolute_uri(
            reverse("figure-version", args=[shown.one.figure.slug, shown.one.figure.number])
        )
        context = {
            "line": shown,
            "language": said,
            "address": address,
            "style": format_html("<style>{}</style>", STYLE),
            "name": shown.one.definition.name.in_language(said),
            "amount": shown.amount.in_language(said),
            "sentence": shown.sentence.in_language(said),
            "mark": shown.mark.in_language(said),
            "source_word": SOURCE.in_language(said),
            "source": shown.source.in_language(said),
            "home_word": HOME.in_language(said),
        }
        return render(request, "public/embed/line.html", context)


@door(Act.READ_PUBLIC)
@loose(DRAWN)
def picture(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """The same as a picture, for pages that take no frames."""
    said = tongue(request)
    return _svg(request, "card", {"card": card(_line(request, slug, number), language=said), "language": said})


@door(Act.READ_PUBLIC)
@loose(DRAWN)
def badge_picture(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """A small mark: the number, its date, and whether it stands."""
    said = tongue(request)
    return _svg(request, "badge", {"badge": badge(_line(request, slug, number), language=said), "language": said})


def _svg(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, f"public/embed/{name}.svg", context, content_type="image/svg+xml; charset=utf-8")


@door(Act.READ_PUBLIC)
@kept
def how_to_place(request: HttpRequest, slug: str) -> HttpResponse:
    """The page with the lines to copy, and how each looks now."""
    found = queries.versions(slug, smallest=settings.SMALLEST_PUBLISHED, now=cast(Any, request).now)
    current = queries.current_of(found)
    name = current.definition.name.in_language(language())
    permanent = reverse("figure-version", args=[slug, current.figure.number])
    ways = [_way(request, kind, slug, current.figure.number, name, permanent) for kind in ("line", "picture", "badge")]
    context = figure_card(request, current) | {"ways": ways, "section": "figures", "slug": slug}
    return render(request, "public/embed/page.html", context)


def _way(request: HttpRequest, kind: str, slug: str, number: int | None, name: str, permanent: str) -> dict[str, Any]:
    """One thing to place: its address, and the markup with which an outlet places it."""
    query = "?lang=en" if language() == "en" else ""
    path = reverse(f"embed-{kind}-version", args=[slug, number]) + query
    url, page = request.build_absolute_uri(path), request.build_absolute_uri(permanent)
    if kind == "line":
        code = format_html(
            '<iframe src="{}" title="{}" width="100%" height="240" loading="lazy" referrerpolicy="no-referrer"'
            ' style="border:0"></iframe>',
            url,
            name,
        )
    else:
        # What a reader hears must not outlive a correction either: the name stays, the number is in the picture.
        measure, size = ("width", 640) if kind == "picture" else ("height", 28)
        code = format_html('<a href="{}"><img src="{}" alt="{}" {}="{}"></a>', page, url, name, measure, size)
    # Joined, it is plain text again: the page shows the markup and does not run it.
    return {"kind": kind, "path": path, "code": "".join([code]), "name": name}
