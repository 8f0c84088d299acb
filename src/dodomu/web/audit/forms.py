"""Narrowing the ledger, and giving a role."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dodomu.access.roles import ROLES
from dodomu.flows.accounts import GIVEN_HERE
from dodomu.ledger.queries import doers
from dodomu.text import Text
from dodomu.units.models import Unit
from dodomu.units.queries import by_key, tree
from dodomu.web.audit.words import ACTS, KINDS
from dodomu.web.conflicts import CloseOne
from dodomu.web.forms import Form, ReasonField
from dodomu.web.words import language, said


class Narrow(Form):
    """The ledger by what was touched, what was done and who did it: all from vocabularies."""

    kind = forms.ChoiceField(label=_("Чого стосується"), required=False)
    act = forms.ChoiceField(label=_("Дія"), required=False)
    by = forms.TypedChoiceField(label=_("Хто"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = [("", said(Text("усе", "everything")))]
        accounts = doers()
        offered: dict[str, list[tuple[Any, str]]] = {
            "kind": everything + [(code, said(text)) for code, text in KINDS.items()],
            "act": everything + sorted(((code, said(text)) for code, text in ACTS.items()), key=lambda pair: pair[1]),
            "by": [("", said(Text("усі", "everybody"))), *((one.pk, one.shown_name(language())) for one in accounts)],
        }
        for name, options in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = options


class RoleForm(Form):
    """A role, and for which unit."""

    role = forms.ChoiceField(label=_("Роль"))
    unit = forms.ChoiceField(label=_("Для підрозділу й усього під ним"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "role": [(role, said(ROLES[role])) for role in GIVEN_HERE],
            "unit": [
                ("", said(Text("уся служба", "the whole service"))),
                *((str(unit.pk), "– " * depth + unit.name(language())) for depth, unit in tree(has_closed=False)),
            ],
        }
        for name, options in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = options

    def chosen_unit(self) -> Unit | None:
        """The unit, or None for the whole service."""
        key = self.cleaned_data["unit"]
        return by_key(int(key)) if key else None


class AccountForm(Form):
    """A new account: what the person signs in with, and how others see them."""

    login = forms.CharField(
        label=_("Логін"),
        help_text=_("Латинські літери, цифри, крапка й дефіс. Логін не змінюється."),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
    )
    name = forms.CharField(label=_("Ім’я й прізвище українською"), max_length=120)
    name_en = forms.CharField(label=_("Ім’я й прізвище англійською"), max_length=120, required=False)


class ConflictForm(CloseOne):
    """The same by an administrator, who knows the number of a record."""

    field_order = ("number", "why")

    number = forms.CharField(
        label=_("Номер запису"),
        help_text=_("Наприклад, D-10482."),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )


class EndConflict(Form):
    """Why a conflict is ended."""

    reason = ReasonField(label=_("Чому скасовуєте"))
