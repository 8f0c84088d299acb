"""The forms by which texts of others come in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from dodomu.figures.actions import Intake
from dodomu.figures.actions.documents import LONGEST, TOO_LONG
from dodomu.figures.models import Statement
from dodomu.figures.models.vocabulary import WHAT
from dodomu.formats.articles import article_of
from dodomu.web.forms import DayField, Form, LongText
from dodomu.web.outlets import LANGUAGES
from dodomu.web.words import said


def languages() -> list[tuple[str, str]]:
    """The languages of documents, in words."""
    return [(code, said(text)) for code, text in LANGUAGES.items()]


class _TextForm(Form):
    """A form with a text that may come as a file: the file is read once and its words stand in the field."""

    def with_file(self) -> Self:
        """The form with the words of the file in the field of the text, to be looked at before they are kept."""
        file = self.files.get("file")
        if file is None:
            return self
        article = article_of(file.read())
        data = {**dict(self.data.items()), "text": article.text}
        for name, value in (("title", article.title), ("url", article.url)):
            if name in self.fields and value and not str(data.get(name, "")).strip():
                data[name] = value
        return type(self)(data)


class IntakeForm(_TextForm):
    """A text of others: where it stands, and its words."""

    outlet = forms.CharField(label=_("Видання"), max_length=120)
    url = forms.CharField(label=_("Адреса сторінки"), max_length=500)
    title = forms.CharField(label=_("Заголовок"), max_length=300, required=False)
    published_on = DayField(label=_("Коли опубліковано"))
    language = forms.ChoiceField(label=_("Мова тексту"), choices=languages)
    file = forms.FileField(
        label=_("Збережена сторінка"),
        required=False,
        help_text=_("HTML або TXT. Слова з файлу з’являться в полі нижче. Мережею програма не користується."),
    )
    text = LongText(
        label=_("Або вставте текст"),
        rows=8,
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": TOO_LONG},
    )
    keeps_text = forms.BooleanField(
        label=_("Зберегти весь текст (запечатаним); інакше – лише слова навколо чисел"), required=False
    )

    def intake(self) -> Intake:
        """The form as a text that comes in."""
        names = ("outlet", "url", "title", "published_on", "language", "text")
        return Intake(**{name: self.cleaned_data[name] for name in names}, came_by="paste")


class AgainForm(_TextForm):
    """The text of a document as it reads on a day."""

    seen_on = DayField(label=_("Коли ви це бачили"))
    file = forms.FileField(label=_("Збережена сторінка"), required=False, help_text=_("HTML або TXT."))
    text = LongText(
        label=_("Або вставте весь текст сторінки із заголовком"),
        rows=8,
        max_length=LONGEST,
        error_messages={"max_length": TOO_LONG},
    )
    keeps_text = forms.BooleanField(label=_("Зберегти весь текст (запечатаним)"), required=False)
    is_free = forms.BooleanField(
        label=_("Програма не читає цієї мови: текст прочитано людиною, і помилки в ньому більше немає"), required=False
    )


class SourcesForm(Form):
    """Whom a number repeats; nobody, where the text has it from nowhere that we know."""

    repeats = forms.TypedMultipleChoiceField(
        label=_("Кого повторює"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, sources: Sequence[Statement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = sources
        field = self.fields["repeats"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (one.pk, f"{one.outlet.name}, {one.stated_on:%d.%m.%Y}: {one.value} – {said(WHAT[one.what])}")
            for one in sources
        ]

    def chosen(self) -> list[Statement]:
        """The statements that were ticked."""
        picked = set(self.cleaned_data["repeats"])
        return [one for one in self.sources if one.pk in picked]
