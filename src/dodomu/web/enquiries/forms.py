"""The forms of enquiries: asking, sending, reminding, extending, answering, learning; and departments."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dodomu.enquiries import queries
from dodomu.enquiries.models.vocabulary import KINDS, SUBJECTS
from dodomu.people.models import PersonNow
from dodomu.text import Text
from dodomu.web.forms import DayField, Form, LongText, PreciseDayField, ReasonField
from dodomu.web.people.fact_forms import status_choices
from dodomu.web.people.sayings import SOURCES, STANDINGS
from dodomu.web.words import language, said

CHOOSE = _("Виберіть")
NUMBER = re.compile(r"(?:[DdДд]-?)?(\d{5,12})")


def _said(words: Mapping[str, Text]) -> list[tuple[str, Any]]:
    return [("", CHOOSE), *((code, said(word)) for code, word in words.items())]


def _departments() -> list[tuple[str, Any]]:
    rows = queries.departments().filter(is_asked=True)
    return [("", CHOOSE), *((one.code, one.name(language())) for one in rows)]


def _days(**options: Any) -> forms.IntegerField:
    wrong = _("Строк – від 1 до 250 робочих днів.")
    return forms.IntegerField(
        label=_("Строк, робочих днів"),
        min_value=1,
        max_value=250,
        error_messages={"min_value": wrong, "max_value": wrong, "invalid": wrong},
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-3"}),
        **options,
    )


class NewEnquiry(Form):
    """A question to a department about one or many people."""

    department = forms.ChoiceField(label=_("Відомство"), choices=_departments)
    subject = forms.ChoiceField(label=_("Про що"), choices=lambda: _said(SUBJECTS))
    people = LongText(
        label=_("Про кого"),
        help_text=_("Номери людей через кому або з нового рядка: D-10482, D-10517"),
        rows=2,
        max_length=8000,
    )
    text = LongText(label=_("Запитання"), rows=6, max_length=5000)
    working_days = _days(required=False, help_text=_("Порожньо – звичайний строк цього відомства."))

    def clean_people(self) -> list[int]:
        """The numbers typed; a word that is none is named."""
        words = [word for word in re.split(r"[\s,;]+", self.cleaned_data["people"]) if word]
        found = [NUMBER.fullmatch(word) for word in words]
        if wrong := [word for word, number in zip(words, found, strict=True) if number is None]:
            raise forms.ValidationError(
                _("Це не номер: %(words)s. Введіть номери, наприклад D-10482.") % {"words": ", ".join(wrong[:5])[:120]}
            )
        return [int(number[1]) for number in found if number is not None]


class Sent(Form):
    """When an enquiry left, under which number."""

    sent_on = DayField(label=_("Коли надіслано"))
    reference = forms.CharField(
        label=_("Вихідний номер"), max_length=60, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )


class Reminded(Form):
    """How the department was reminded, where there is no address."""

    note = forms.CharField(label=_("Примітка"), max_length=300, required=False)


class Extended(Form):
    """More days, and why."""

    working_days = _days()
    reason = ReasonField()


class Answered(Form):
    """What the department answered."""

    dated_on = DayField(label=_("Дата відповіді"))
    reference = forms.CharField(
        label=_("Номер відповіді"), max_length=100, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    text = LongText(label=_("Що відповіли"), rows=6, max_length=5000)


class Reason(Form):
    """Why."""

    reason = ReasonField()


class FromAnswer(Form):
    """What an answer says of one person, to become a fact of the register."""

    person = forms.ChoiceField(label=_("Про кого"))
    about = forms.ChoiceField(
        label=_("Що записати"),
        choices=[("status", _("Статус")), ("confirmation", _("Підтвердження полону"))],
        widget=forms.RadioSelect,
        initial="status",
    )
    status = forms.ChoiceField(label=_("Статус"), choices=status_choices, required=False)
    confirmed_by = forms.ChoiceField(
        label=_("Хто підтвердив"),
        choices=lambda: [("", CHOOSE), *((code, SOURCES[code]) for code in ("nib", "icrc", "captor", "document"))],
        required=False,
    )
    true_from = PreciseDayField(label=_("Від якого дня це правда"))
    standing = forms.ChoiceField(
        label=_("Наскільки певно"),
        choices=lambda: [(code, STANDINGS[code]) for code in ("confirmed", "reported")],
        widget=forms.RadioSelect,
        initial="confirmed",
    )
    reason = LongText(
        label=_("Причина"),
        help_text=_("Потрібна, коли статус не йде після попереднього: тоді підтвердити має друга людина."),
        rows=2,
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, people: Sequence[tuple[PersonNow, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one.pk), f"{name}, {one.number}") for one, name in people]

    @property
    def value_field(self) -> str:
        """The field that holds the value of the kind chosen."""
        return "confirmed_by" if self.cleaned_data.get("about") == "confirmation" else "status"

    def clean(self) -> dict[str, Any]:
        """The value of the kind chosen must be there."""
        given = super().clean() or self.cleaned_data
        if not given.get(self.value_field) and self.value_field not in self.errors:
            self.add_error(self.value_field, _("Виберіть значення зі списку."))
        given["value"] = given.get(self.value_field, "")
        return given


class DepartmentForm(Form):
    """How a department is asked."""

    code = forms.CharField(
        label=_("Код"),
        help_text=_("Латинськими літерами, наприклад nib"),
        max_length=40,
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    name_uk = forms.CharField(label=_("Назва українською"), max_length=200)
    name_en = forms.CharField(label=_("Назва англійською"), max_length=200)
    kind = forms.ChoiceField(label=_("Вид"), choices=lambda: _said(KINDS))
    email = forms.CharField(
        label=_("Електронна адреса для нагадувань"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    address = forms.CharField(label=_("Поштова адреса"), max_length=300, required=False)
    working_days = _days(initial=10)
    term_source = forms.CharField(
        label=_("Звідки строк"), help_text=_("Закон і стаття"), max_length=300, required=False
    )
    is_asked = forms.BooleanField(label=_("До відомства звертаються"), required=False, initial=True)
