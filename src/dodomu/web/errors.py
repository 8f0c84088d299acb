"""What a person reads when something cannot be done, is not there, or went wrong.

A full page, or a small part when htmx asked: the same status and the same sentences.
"""

from __future__ import annotations

import logging
import secrets
import sys
import traceback
from collections.abc import Iterable
from datetime import datetime
from types import TracebackType
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dodomu.errors import Refused, StaleView
from dodomu.web.words import hour, language, said

log = logging.getLogger("dodomu.errors")

# status: (title, what happened and what to do)
PAGES: dict[int, tuple[Any, Any]] = {
    400: (
        _("Цей запит не вдалося прочитати"),
        _("Поверніться на попередню сторінку й надішліть форму ще раз."),
    ),
    403: (
        _("Цю дію зупинено"),
        _(
            "Вашій ролі бракує права на цю дію, або сторінка була відкрита надто довго. Оновіть сторінку й спробуйте "
            "ще раз. Про право просіть адміністратора служби; рішення ухвалює керівник вашого підрозділу."
        ),
    ),
    404: (
        _("Тут нічого немає"),
        _("Перевірте адресу. Людину, список або справу знайдіть через пошук чи меню."),
    ),
    405: (_("Так цю адресу не відкривають"), _("Поверніться на попередню сторінку й скористайтеся кнопкою на ній.")),
    409: (_("Хтось уже вирішив це, поки сторінка була відкрита"), ""),
    413: (
        _("Файл завеликий"),
        _("Найбільший розмір – 12 МБ. Поділіть список на частини або збережіть його як CSV і надішліть знову."),
    ),
    422: (_("Цього зробити не можна"), ""),
    429: (_("Забагато спроб"), ""),
    500: (
        _("У нас сталася помилка"),
        _("Надіслане раніше не втрачено. Спробуйте ще раз; якщо повториться, назвіть адміністраторові номер помилки."),
    ),
    503: (_("Служба зайнята або на обслуговуванні"), _("Спробуйте за хвилину. Надіслане раніше не втрачено.")),
}


def _answer(request: HttpRequest, status: int, *, bare: bool = False, **context: Any) -> HttpResponse:
    title, sentence = PAGES[status]
    context = {"status": status, "title": title, "sentence": sentence, "back": _back(request)} | context
    # A page shown when nothing can be relied on looks up no address.
    context |= {
        "LANGUAGE_CODE": language(),
        "language_shown": language(),
        "home": "/en/" if language() == "en" else "/",
    }
    in_part = request.headers.get("HX-Request") == "true"
    template = "errors/part.html" if in_part else "errors/bare.html" if bare else "errors/page.html"
    body = render_to_string(template, context, request=None if bare or in_part else request)
    response = HttpResponse(body, status=status, headers={"Cache-Control": "no-store"})
    if in_part:
        response["HX-Retarget"], response["HX-Reswap"] = "#news", "innerHTML"
    return response


def _back(request: HttpRequest) -> str:
    """The page the person came from, when it is one of ours; otherwise the first page."""
    came_from = request.headers.get("Referer", "")
    ours = f"{request.scheme}://{request.get_host()}/" if _has_good_host(request) else ""
    if ours and came_from.startswith(ours) and came_from[len(ours) - 1 :] != request.get_full_path():
        return came_from[len(ours) - 1 :]
    return "/" if language() == "uk" else "/en/"


def _has_good_host(request: HttpRequest) -> bool:
    try:
        return bool(request.get_host())
    except Exception:  # a forged Host header must not turn an error page into another error
        return False


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The page for an act that cannot be done: its sentence, and the way back."""
    if isinstance(refusal, StaleView):
        return _answer(
            request, 409, sentence=said(refusal.message), theirs=_shown(refusal.theirs), yours=_shown(refusal.yours)
        )
    return _answer(request, 422, sentence=said(refusal.message))


def _shown(version: Any) -> list[tuple[str, str]] | str:
    """One version for showing side by side: named values as rows, anything else as a sentence."""
    if isinstance(version, dict):
        return [(said(name), said(value)) for name, value in version.items()]
    return "" if version is None else said(version)


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for a wrong address and for a record one may not see."""
    return _answer(request, 404)


def wrong_method(request: HttpRequest, allowed: Iterable[str]) -> HttpResponse:
    """The page for an address opened in a way it does not know."""
    response = _answer(request, 405)
    response["Allow"] = ", ".join(allowed)
    return response


def stopped(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for an act stopped at the door."""
    return _answer(request, 403)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for a request that cannot be read, among them one that is too large."""
    return _answer(request, 413 if isinstance(exception, RequestDataTooBig) else 400, bare=True)


def wait(request: HttpRequest, *, minutes: int) -> HttpResponse:
    """The page for too many tries: how long to wait."""
    sentence = ngettext("Спробуйте знову через %(n)s хвилину.", "Спробуйте знову через %(n)s хвилини.", minutes)
    response = _answer(request, 429, sentence=sentence % {"n": minutes})
    response["Retry-After"] = str(minutes * 60)
    return response


def busy(request: HttpRequest, *, until: datetime | None = None) -> HttpResponse:
    """The page while the service cannot answer: until when, if that is known."""
    more = {"sentence": _("Планові роботи тривають до %(hour)s.") % {"hour": hour(until)}} if until else {}
    response = _answer(request, 503, bare=True, **more)
    response["Retry-After"] = "60"
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """The page for a fault of ours, with a number under which the log has the place of it."""
    number = secrets.token_hex(4).upper()
    kind, _value, trace = sys.exc_info()
    log.error("error %s: %s at %s", number, kind.__name__ if kind else "unknown", _place(trace))
    return _answer(request, 500, bare=True, number=number)


def _place(trace: TracebackType | None) -> str:
    """Where it broke: files and lines only, because an exception's own words may name a person."""
    frames = traceback.extract_tb(trace)[-8:]
    return " < ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in reversed(frames))
