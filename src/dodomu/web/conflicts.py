"""Saying that somebody in the register is close to oneself: the form that the record and the desk share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dodomu.flows.conflicts import WHY
from dodomu.web.forms import Form
from dodomu.web.words import said


class CloseOne(Form):
    """Whom somebody is close to, and how."""

    why = forms.ChoiceField(label=_("Ким є ця людина"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["why"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, said(text)) for code, text in WHY.items()]
