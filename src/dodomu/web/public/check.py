"""Check a text: each number in it beside what we said. The text is not kept."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from dodomu.access.policy import Act
from dodomu.claims.verdict import LABELS, Verdict
from dodomu.flows.correction import CheckedText, check_text
from dodomu.text import Text
from dodomu.web import errors
from dodomu.web.doors import door
from dodomu.web.forms import DayField, Form, LongText
from dodomu.web.public.figures import correction_card
from dodomu.web.public.limits import minutes_to_wait
from dodomu.web.words import counted

LONGEST = 20_000
# A long text takes up to a second of work: one at a time, so that a storm of texts slows nobody else.
ONE_TEXT = BoundedSemaphore(1)
LONGEST_QUEUE_SECONDS = 10

MARKS: dict[str, str] = {
    "agrees": "done",
    "older_vintage": "wait",
    "rounding": "wait",
    "opposite_meaning": "late",
    "other_number": "late",
    "other_group": "late",
    "corrected_since": "late",
    "unknown": "na",
}


class TextForm(Form):
    """The text to check."""

    text = LongText(
        label=_("Вставте текст статті або допису"),
        help_text=_("Українською або англійською, до 20 000 знаків. Текст ніде не зберігаємо."),
        max_length=LONGEST,
        error_messages={"max_length": _("Текст задовгий: до 20 000 знаків. Перевірте його частинами.")},
    )
    published_on = DayField(
        label=_("Коли опубліковано"),
        help_text=_("Тоді пізніші числа не рахуємо помилкою. Наприклад, 25.07.2024"),
        required=False,
    )


@door(Act.CHECK_TEXT, methods=("GET", "POST"))
def check(request: HttpRequest) -> HttpResponse:
    """The form, and after it the text with its numbers marked and a verdict for each."""
    if request.method == "GET":
        return _page(request, TextForm())
    form = TextForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    if minutes := minutes_to_wait(request.META.get("REMOTE_ADDR", "")):
        return errors.wait(request, minutes=minutes)
    if not ONE_TEXT.acquire(timeout=LONGEST_QUEUE_SECONDS):
        return errors.busy(request)
    try:
        checked = check_text(
            form.cleaned_data["text"],
            smallest=settings.SMALLEST_PUBLISHED,
            now=cast(Any, request).now,
            published_on=form.cleaned_data["published_on"],
        )
    finally:
        ONE_TEXT.release()
    return _page(request, form, checked)


def _page(
    request: HttpRequest, form: TextForm, checked: CheckedText | None = None, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "checked": checked}
    if checked:
        context["verdicts"] = [
            {
                "judged": one,
                "label": LABELS[one.verdict.kind],
                "mark": MARKS[one.verdict.kind],
                "against": _address(one.verdict),
                "correction": correction_card(one.correction) if one.correction else None,
            }
            for one in checked.judged
        ]
        n = len(checked.judged)
        context["found"] = Text(
            f"{counted(n, 'uk', ('число', 'числа', 'чисел'), ('', ''))} про людей.",
            f"{counted(n, 'en', ('', '', ''), ('number', 'numbers'))} about people.",
        )
        context["differ"] = sum(one.differs for one in checked.judged)
    response = render(request, "public/check.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _address(verdict: Verdict) -> tuple[str, int] | None:
    """The version of our figure that decided; the statements of others have no page here."""
    if verdict.against is None or not verdict.against.is_ours:
        return None
    slug, number = verdict.against.key.split("/")
    return slug, int(number)
