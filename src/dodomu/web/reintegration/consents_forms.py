"""The forms of consents: what each relative may be told, and one answer about anybody else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dodomu.reintegration.models.consents import ANSWERS, LEVEL_WORDS, PURPOSES, RECIPIENTS
from dodomu.web.forms import DayField, Form
from dodomu.web.reintegration.forms import choices_of
from dodomu.web.words import said

IS_WANTED = _("Людина сама заговорила про це")


def _levels() -> list[tuple[str, str]]:
    return [(code or "nothing", said(word)) for code, word in LEVEL_WORDS.items()]


def level_from(chosen: str) -> str:
    """The level that a choice of the form stands for."""
    return "" if chosen == "nothing" else chosen


class TakeOver(Form):
    """The person's answer about every relative, filled in with what is known, to be confirmed."""

    is_wanted = forms.BooleanField(label=IS_WANTED, required=False)

    def __init__(self, *args: Any, relatives: Mapping[int, str], is_adapting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {f"level_{key}": forms.ChoiceField(label=label, choices=_levels()) for key, label in relatives.items()}
        tick = self.fields.pop("is_wanted")
        self.fields.update(own)
        if is_adapting:
            self.fields["is_wanted"] = tick

    def levels(self) -> dict[int, str]:
        """The chosen level by relative."""
        return {
            int(name.removeprefix("level_")): level_from(value)
            for name, value in self.cleaned_data.items()
            if name.startswith("level_")
        }


class AboutRelative(Form):
    """How much one relative may be told."""

    level = forms.ChoiceField(label=_("Що можна сказати"), widget=forms.RadioSelect)
    on = DayField(label=_("День розмови"))
    is_wanted = forms.BooleanField(label=IS_WANTED, required=False)

    def __init__(self, *args: Any, is_adapting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = _levels()  # type: ignore[attr-defined]
        if not is_adapting:
            del self.fields["is_wanted"]


class Answered(Form):
    """One answer about one purpose and one recipient who is no relative."""

    about = forms.ChoiceField(label=_("Кому й на що"))
    answer = forms.ChoiceField(label=_("Відповідь людини"), widget=forms.RadioSelect)
    on = DayField(label=_("День розмови"))
    is_wanted = forms.BooleanField(label=IS_WANTED, required=False)

    def __init__(self, *args: Any, is_adapting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = [
            (f"{code}:{purpose}", f"{said(one.label)}: {said(PURPOSES[purpose])}")
            for code, one in RECIPIENTS.items()
            if code != "relative"
            for purpose in one.purposes
        ]
        self.fields["about"].choices = [("", said(_("виберіть"))), *pairs]  # type: ignore[attr-defined]
        self.fields["answer"].choices = choices_of(ANSWERS)  # type: ignore[attr-defined]
        if not is_adapting:
            del self.fields["is_wanted"]
