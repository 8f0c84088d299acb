"""The forms of a team: handing cases over with a note, and naming who stands in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dodomu.access.models import User
from dodomu.web.forms import DayField, Form, LongText
from dodomu.web.words import language, said


def _people(users: Sequence[User]) -> list[tuple[str, str]]:
    return [("", said(_("виберіть"))), *((str(user.pk), user.shown_name(language())) for user in users)]


class HandOver(Form):
    """To whom cases go, and what the new officer should know."""

    officer = forms.ChoiceField(label=_("Новий офіцер"))
    note = LongText(
        label=_("Що треба знати новому офіцерові"),
        help_text=_("Одна записка до всіх вибраних справ. Не пишіть про здоров’я."),
        required=False,
        rows=3,
        max_length=2000,
    )

    def __init__(self, *args: Any, officers: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = _people(officers)  # type: ignore[attr-defined]


class NewDeputy(Form):
    """Who stands in for whom, from a day to a day."""

    absent = forms.ChoiceField(label=_("Хто відсутній"))
    deputy = forms.ChoiceField(label=_("Хто заміняє"))
    from_on = DayField(label=_("Перший день"))
    until_on = DayField(label=_("Останній день"))

    def __init__(self, *args: Any, absent: Sequence[User], deputies: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["absent"].choices = _people(absent)  # type: ignore[attr-defined]
        self.fields["deputy"].choices = _people(deputies)  # type: ignore[attr-defined]
        if len(absent) == 1:
            self.fields["absent"].initial = str(absent[0].pk)
