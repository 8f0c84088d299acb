"""The form that names who answers for a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dodomu.access.models import User
from dodomu.web.forms import Form
from dodomu.web.words import language


class Responsible(Form):
    """Who answers for a document."""

    responsible = forms.ChoiceField(label=gettext_lazy("Хто відповідає за документ"), required=False)

    def __init__(self, *args: Any, officers: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].choices = [  # type: ignore[attr-defined]
            ("", _("хто веде справу")),
            *((str(user.pk), user.shown_name(language())) for user in officers),
        ]

    def chosen(self, officers: Sequence[User]) -> User | None:
        """The officer that was named; None for whoever leads the case."""
        key = self.cleaned_data["responsible"]
        return next((user for user in officers if str(user.pk) == key), None)
