"""The forms of letters: what stands on a letter, the words of a name in their cases, the letterhead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dodomu.letters.addressed import PARTS, Addressed
from dodomu.letters.cases import OBLIQUE
from dodomu.letters.kinds import KINDS
from dodomu.reintegration.models.vocabulary import DOCUMENTS
from dodomu.reintegration.queries.letters import POST
from dodomu.web.forms import DayField, Form, LongText
from dodomu.web.words import said

PART_WORDS: dict[str, Any] = {
    "surname": _("Прізвище"),
    "given": _("Ім’я"),
    "patronymic": _("По батькові"),
    "rank": _("Звання"),
    "post": _("Посада"),
}
CASE_WORDS: dict[str, Any] = {
    "genitive": pgettext_lazy("case of grammar", "родовий (кого?)"),
    "dative": pgettext_lazy("case of grammar", "давальний (кому?)"),
    "accusative": pgettext_lazy("case of grammar", "знахідний (кого?)"),
}


def line(**attrs: Any) -> forms.TextInput:
    """A line to type in that the browser does not remember."""
    return forms.TextInput({"autocomplete": "off", **attrs})


class NewLetter(Form):
    """To whom a letter goes, its number and day."""

    addressee = forms.CharField(
        label=_("Кому"), help_text=_("Назва установи в давальному відмінку"), max_length=300, widget=line(lang="uk")
    )
    number = forms.CharField(
        label=_("Вихідний номер"),
        help_text=_("Без нього лист дістане наступний номер року"),
        required=False,
        max_length=40,
        widget=line(),
    )
    dated_on = DayField(label=_("Дата листа"))


class Words(Form):
    """The words of a person's name, rank and post in every case; those that are not certain wait to be checked."""

    post = forms.CharField(label=_("Посада"), required=False, max_length=200, widget=line(lang="uk"))
    are_right = forms.BooleanField(label=_("Усі слова перевірено: писати саме так"), required=False)

    def __init__(self, *args: Any, who: Addressed, known: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.who, self.known = who, known
        self.parts = [part for part in PARTS if getattr(who, part).nominative]
        self.fields["post"].initial = who.post.nominative
        for part in self.parts:
            for case in OBLIQUE:
                label = CASE_WORDS[case.value]
                field = forms.CharField(label=label, max_length=200, widget=line(lang="uk"))
                field.required = False
                field.initial = getattr(who, part).in_case(case)
                self.fields[f"{part}_{case.value}"] = field

    def rows(self) -> list[dict[str, Any]]:
        """The parts of the name with their inputs, for a table."""
        return [
            {
                "word": PART_WORDS[part],
                "nominative": getattr(self.who, part).nominative,
                "is_sure": getattr(self.who, part).is_sure,
                "fields": [self[f"{part}_{case.value}"] for case in OBLIQUE],
            }
            for part in self.parts
        ]

    def chosen(self) -> dict[str, str]:
        """The words to keep: what differs from the rule, and, once checked, all of a part that no rule settles.

        A field left empty is forgotten, and the rule speaks again. Another post begins anew in every case.
        """
        asked = self.cleaned_data
        words = {POST: asked["post"]}
        is_other_post = asked["post"] != self.who.post.nominative
        for part in self.parts:
            one = getattr(self.who, part)
            for case in OBLIQUE:
                key, text = f"{part}.{case.value}", asked[f"{part}_{case.value}"]
                is_kept = key in self.known or text != one.in_case(case) or (asked["are_right"] and not one.is_sure)
                if part == "post" and is_other_post:
                    text, is_kept = "", key in self.known
                if is_kept:
                    words[key] = text
        return words


class NewBatch(Form):
    """Letters for many: of which return, for which documents, of which day."""

    occasion = forms.ChoiceField(label=_("Люди одного повернення"), help_text=_("Лише ті, чиї справи ведете ви"))
    kinds = forms.MultipleChoiceField(
        label=_("Для яких документів"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Позначте, для яких документів писати листи.")},
    )
    dated_on = DayField(label=_("Дата листів"))

    def __init__(self, *args: Any, occasions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occasion"].choices = occasions  # type: ignore[attr-defined]
        self.fields["kinds"].choices = [  # type: ignore[attr-defined]
            (code, said(DOCUMENTS[code].label)) for code in KINDS if code in DOCUMENTS
        ]


class LetterheadForm(Form):
    """What stands on top of the letters of a service, and who signs."""

    names = LongText(
        label=_("Назви на бланку"), help_text=_("По одній у рядку: від вищого органу до підрозділу"), rows=3
    )
    address = forms.CharField(label=_("Адреса"), required=False, max_length=200, widget=line())
    contacts = forms.CharField(label=_("Телефон і пошта"), required=False, max_length=200, widget=line())
    code = forms.CharField(label=_("Код ЄДРПОУ"), required=False, max_length=8, widget=line())
    index = forms.CharField(
        label=_("Індекс справи"),
        help_text=_("Стоїть у вихідному номері перед порядковим: 24/7-15"),
        required=False,
        max_length=20,
        widget=line(),
    )
    signer_post = forms.CharField(label=_("Посада того, хто підписує"), max_length=200, widget=line())
    signer_name = forms.CharField(
        label=_("Ім’я того, хто підписує"), help_text=_("Як на папері: Олена ГНАТЮК"), max_length=120, widget=line()
    )
