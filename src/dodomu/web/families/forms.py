"""The forms of the families: relatives, documents, outcomes of calls."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dodomu.clock import KYIV, day
from dodomu.families.models.kin import KIN
from dodomu.families.models.vocabulary import LANGUAGES, MAY_BE_TOLD, OUTCOMES, PROOFS, WAYS
from dodomu.text import Text
from dodomu.web.forms import DayField, Form, LongText, ReasonField
from dodomu.web.words import said


def said_choices(words: Mapping[str, Text], *, empty: Any = None) -> list[tuple[str, Any]]:
    """A vocabulary as choices in the language of the page."""
    chosen = [(code, said(word)) for code, word in words.items()]
    return chosen if empty is None else [("", empty), *chosen]


def _choose(label: Any, words: Mapping[str, Text], **options: Any) -> forms.ChoiceField:
    def choices() -> list[tuple[str, Any]]:
        return said_choices(words, empty=_("Виберіть"))

    return forms.ChoiceField(label=label, choices=choices, **options)


class Contacts(Form):
    """How a relative is reached."""

    phone = forms.CharField(
        label=_("Телефон"),
        help_text=_("Наприклад, +380 67 123 45 67"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
    )
    email = forms.CharField(
        label=_("Електронна пошта"), max_length=200, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    address = forms.CharField(
        label=_("Адреса"), max_length=300, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )


class Telling(Form):
    """In which order, whether apart, and what may be said."""

    place = forms.IntegerField(
        label=_("Черга"),
        help_text=_("1 – повідомляємо першим. За однакового числа телефонуємо обом одразу."),
        min_value=1,
        max_value=99,
        error_messages={
            name: _("Черга – число від 1 до 99.") for name in ("invalid", "min_value", "max_value", "required")
        },
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    is_told_apart = forms.BooleanField(
        label=_("Повідомляємо окремо, не чекаючи на інших"),
        help_text=_("Коли рідні не спілкуються між собою. Причину напишіть у примітці."),
        required=False,
    )
    may_be_told = _choose(_("Що можна повідомити"), MAY_BE_TOLD, initial="news")
    note = LongText(
        label=_("Примітка"),
        help_text=_("Наприклад: матері й дружині повідомляємо окремо"),
        rows=2,
        max_length=1000,
        required=False,
    )


class NewRelative(Contacts, Telling):
    """Somebody who says to be a relative."""

    name = forms.CharField(label=_("Прізвище та ім’я"), max_length=200, widget=forms.TextInput({"autocomplete": "off"}))
    kin = forms.ChoiceField(
        label=_("Ким доводиться"),
        choices=lambda: said_choices({code: kin.label for code, kin in KIN.items()}, empty=_("Виберіть")),
    )
    language = _choose(_("Мова розмови"), LANGUAGES, initial="uk")

    field_order = ("name", "kin", "phone", "email", "address", "language", "place")


class NewProof(Form):
    """A document that one of ours has seen."""

    kind = _choose(_("Документ"), PROOFS)
    hint = forms.CharField(
        label=_("Кінець номера"),
        help_text=_("Зберігаємо лише останні чотири знаки."),
        max_length=40,
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-5", "autocomplete": "off"}),
    )
    seen_on = DayField(label=_("Коли бачили документ"))


class Reason(Form):
    """Why."""

    reason = ReasonField()


class Talk(Form):
    """A conversation that belongs to no call."""

    way = _choose(_("Як говорили"), WAYS, initial="phone")
    note = LongText(label=_("Про що була розмова"), max_length=2000)


class Code(Form):
    """The code that somebody reads out from a message."""

    code = forms.CharField(
        label=_("Код із повідомлення"),
        help_text=_("Наприклад, 127-K4QFX2"),
        max_length=40,
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}),
    )


FOR_NEWS = ("told", "no_answer", "later", "wrong_number")
FOR_MENDING = ("explained", "no_answer", "later", "wrong_number")
MOMENT = re.compile(r"(?:(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?[, ]+)?(\d{1,2})[:.](\d{2})")


class Outcome(Form):
    """How a call went. `turns` is the state of the call that the page showed."""

    outcome = forms.ChoiceField(label=_("Чим закінчився дзвінок"), widget=forms.RadioSelect)
    call_again_at = forms.CharField(
        label=_("Коли зателефонувати знову"),
        help_text=_("Якщо просили пізніше: 18:30 або 19.07.2024 09:00"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    note = LongText(label=_("Що варто пам’ятати"), rows=3, max_length=2000, required=False)
    turns = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: datetime, is_mending: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        codes = FOR_MENDING if is_mending else FOR_NEWS
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, said(OUTCOMES[code])) for code in codes]

    def clean_call_again_at(self) -> datetime | None:
        """The moment meant: an hour of today, or a day and an hour."""
        written = " ".join(self.cleaned_data["call_again_at"].split())
        if not written:
            return None
        found = MOMENT.fullmatch(written)
        today = day(self.now)
        try:
            if found is None:
                raise ValueError(written)
            month, number = int(found[2] or today.month), int(found[1] or today.day)
            on = today.replace(int(found[3] or today.year), month, number)
            return datetime.combine(on, time(int(found[4]), int(found[5])), KYIV)
        except ValueError as error:
            raise forms.ValidationError(_("Введіть час, наприклад 18:30, або день і час: 19.07.2024 09:00.")) from error
