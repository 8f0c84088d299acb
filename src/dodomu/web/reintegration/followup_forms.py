"""The forms of the follow-up year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dodomu.reintegration.models.followup import WAYS
from dodomu.web.forms import DayField, Form, LongText
from dodomu.web.reintegration.forms import choices_of


class Held(Form):
    """A contact that took place."""

    way = forms.ChoiceField(label=_("Як"), widget=forms.RadioSelect)
    on = DayField(label=_("День розмови"))
    outcome = LongText(
        label=_("Як людина і що їй потрібно"),
        help_text=_("Словами людини, без подробиць лікування. Це бачить лише той, хто веде справу."),
        rows=4,
        max_length=4000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = choices_of(WAYS)  # type: ignore[attr-defined]


class Missed(Form):
    """A try that reached nobody."""

    again_on = DayField(label=_("Коли спробувати знову"))


class OneMore(Form):
    """One more contact."""

    on = DayField(label=_("День контакту"))


class Ordered(Form):
    """The commander's order."""

    number = forms.CharField(label=_("Номер наказу"), max_length=40, widget=forms.TextInput({"autocomplete": "off"}))
    on = DayField(label=_("Дата наказу"))
