"""What a program may do in the press office: bring in documents, with a key instead of a session.

Answers are JSON; what cannot be done is said in both languages. No session counts here, so no page of others can use
one, and nothing but the key opens the door.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, cast

from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from dodomu.access import policy
from dodomu.access.keys import account_of
from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.errors import Refused
from dodomu.figures import actions
from dodomu.figures.actions.documents import FIELDS, intake_of, refuse_bad
from dodomu.figures.models import Document
from dodomu.text import Text
from dodomu.web.doors import Door, door
from dodomu.web.public.limits import minutes_to_wait
from dodomu.web.words import said

MOST = 50
NO_KEY = Text(
    "Надішліть ключ: Authorization: Bearer КЛЮЧ. Його видає dodomu give-key.",
    "Send a key: Authorization: Bearer KEY. It is given by dodomu give-key.",
)
NO_RIGHT = Text("Цей рахунок не може записувати документи.", "This account may not take in documents.")
NO_POST = Text("Надсилайте документи методом POST.", "Send documents by POST.")
NO_JSON = Text(
    f'Надішліть JSON: {{"save": false, "documents": [від 1 до {MOST} документів]}}.',
    f'Send JSON: {{"save": false, "documents": [1 to {MOST} documents]}}.',
)
TOO_BIG = Text("Забагато за один раз: до 12 МБ.", "Too much at once: up to 12 MB.")


class _Stop(Exception):  # noqa: N818 - it carries an answer, not a fault
    def __init__(self, status: int, text: Text, **more: Any) -> None:
        super().__init__(status)
        self.answer = JsonResponse(
            {"error": {"uk": text.uk, "en": text.en} | more}, status=status, json_dumps_params={"ensure_ascii": False}
        )
        self.answer["Cache-Control"] = "no-store"


def by_key(view: Callable[[HttpRequest], HttpResponse]) -> Door[[]]:
    """Opens a view to who brings a key of an account that may correct figures; the session is not looked at."""
    guarded = door(Act.CORRECT_FIGURE, methods=("POST",))(view)

    @wraps(guarded)
    def answer(request: HttpRequest, /) -> HttpResponseBase:
        try:
            request.user = _account(request)
            return guarded(request)
        except _Stop as stop:
            name = {401: "WWW-Authenticate", 405: "Allow"}.get(stop.answer.status_code)
            if name:
                stop.answer[name] = "Bearer" if name == "WWW-Authenticate" else "POST"
            return stop.answer

    shown = cast(Any, csrf_exempt(answer))
    shown.opens_by_key = True  # the tests that count the doors ask each by its own rule
    return cast("Door[[]]", shown)


def _account(request: HttpRequest) -> User:
    if request.method != "POST":
        raise _Stop(405, NO_POST)
    now = cast(Any, request).now
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    user = account_of(key.strip(), now=now) if scheme.lower() == "bearer" else None
    if user is None:
        _count(request.META.get("REMOTE_ADDR", ""), of="wrong-key")
        raise _Stop(401, NO_KEY)
    policy.memberships(user, now)
    if not policy.may(user, Act.CORRECT_FIGURE):
        raise _Stop(403, NO_RIGHT)
    _count(str(user.pk), of="documents")
    return user


def _count(who: str, *, of: str) -> None:
    if minutes := minutes_to_wait(who, of=of):
        raise _Stop(
            429,
            Text(f"Забагато запитів. Спробуйте за {minutes} хв.", f"Too many requests. Try again in {minutes} min."),
        )


@by_key
def documents(request: HttpRequest) -> HttpResponse:
    """Takes in documents, all of them or none: without `save` they are only read and shown."""
    intakes, is_kept = _asked(request)
    now, by = cast(Any, request).now, cast(User, request.user)
    rows = []
    with transaction.atomic():
        for number, intake in enumerate(intakes, start=1):
            _refused_in_both(number, lambda intake=intake: refuse_bad(intake, now=now))  # type: ignore[misc]
            row: dict[str, Any] = {"url": intake.url, "numbers": _numbers(intake)}
            if is_kept:
                document, is_new = _taken_in(number, intake, by=by, now=now)
                row |= {"document": document.pk, "is_new": is_new, "versions": document.versions.count()}
            rows.append(row)
    return JsonResponse({"is_kept": is_kept, "documents": rows}, json_dumps_params={"ensure_ascii": False})


def _asked(request: HttpRequest) -> tuple[list[actions.Intake], bool]:
    try:
        content = json.loads(request.body)
        rows, is_kept = content["documents"], content.get("save", False)
        if not isinstance(rows, list) or not 1 <= len(rows) <= MOST or not isinstance(is_kept, bool):
            raise ValueError
    except RequestDataTooBig:
        raise _Stop(413, TOO_BIG) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _Stop(400, NO_JSON) from None
    return [_intake(number, row) for number, row in enumerate(rows, start=1)], is_kept


def _intake(number: int, row: Any) -> actions.Intake:
    try:
        return intake_of(row, came_by="api")
    except ValueError:
        needed = ", ".join(FIELDS)
        raise _Stop(422, Text(f"Потрібні: {needed}.", f"Needed: {needed}."), document=number) from None


def _refused_in_both(number: int, act: Callable[[], None]) -> None:
    """Does an act that is refused in the language of the moment, and says the refusal in both."""
    words = {}
    field = None
    for language in ("uk", "en"):
        with override(language):
            try:
                act()
            except Refused as refusal:
                words[language], field = said(refusal.message), refusal.field
    if words:
        raise _Stop(422, Text(words["uk"], words["en"]), document=number, field=field)


def _taken_in(number: int, intake: actions.Intake, *, by: User, now: datetime) -> tuple[Document, bool]:
    try:
        return actions.take_in(intake, by=by, now=now)
    except Refused as refusal:
        why = said(refusal.message)
        raise _Stop(422, Text(why, why), document=number, field=refusal.field) from None


def _numbers(intake: actions.Intake) -> list[dict[str, Any]]:
    """What is found in a text, in the words of `dodomu check-text --json`."""
    found = actions.read_numbers(intake.text, language=intake.language, seen_on=intake.published_on)
    return [one.as_dict() for one in found]
