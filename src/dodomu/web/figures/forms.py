"""The forms of the press office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dodomu.claims.populations import POPULATIONS
from dodomu.figures.actions import Meaning, Mended, Quote, Said
from dodomu.figures.models import Correction, Definition, Figure
from dodomu.figures.models.vocabulary import (
    CHANNEL,
    COMPARATOR,
    COUNTING_RULE,
    KIND,
    KIND_MEANS,
    SCOPE,
    SIDE,
    STATUS_OF,
    UNIT,
    WHAT,
    WRONG,
)
from dodomu.figures.queries import office
from dodomu.people.queries import groups
from dodomu.text import Text
from dodomu.units.queries import tree
from dodomu.web.fields import MomentField, Precise
from dodomu.web.forms import DayField, Form, LongText, PreciseDayField, ReasonField
from dodomu.web.outlets import LANGUAGES
from dodomu.web.words import language, said


def choices(words: dict[str, Text], *, but: Sequence[str] = ()) -> list[tuple[str, str]]:
    """A vocabulary as the choices of a field, in the language of the page."""
    return [(code, said(text)) for code, text in words.items() if code not in but]


def groups_of_people() -> list[tuple[str, str]]:
    """The groups that figures speak of, in words."""
    en = language() == "en"
    return [(code, group.en[1] if en else group.uk.many) for code, group in POPULATIONS.items()]


NUMBER = {"min_value": _("Число не може бути від’ємним."), "invalid": _("Введіть ціле число, наприклад 755.")}


class FigureForm(Form):
    """What a figure says."""

    as_of = PreciseDayField(label=_("Станом на"))
    period_from = DayField(
        label=_("Від якого дня, якщо це число за період"),
        required=False,
        help_text=_("Порожнє – від початку вторгнення. Період закінчується датою «станом на»."),
    )
    known_on = DayField(label=_("Як відомо на день"))
    comparator = forms.ChoiceField(label=_("Наскільки точно"))
    value = forms.IntegerField(
        label=_("Число; порожнє, якщо не оприлюднюємо"), min_value=0, required=False, error_messages=NUMBER
    )
    value_high = forms.IntegerField(
        label=_("Друге число, якщо це проміжок"), min_value=0, required=False, error_messages=NUMBER
    )
    is_provisional = forms.BooleanField(label=_("Попереднє: чекаємо кращого числа"), required=False)
    withheld_uk = LongText(
        label=_("Чому не оприлюднюємо, українською"),
        rows=2,
        required=False,
        help_text=_("Потрібно, коли числа немає. Це читатимуть усі."),
    )
    withheld_en = LongText(label=_("Чому не оприлюднюємо, англійською"), rows=2, required=False)
    is_suppressed = forms.BooleanField(
        label=_("Оприлюднити без числа"),
        required=False,
        help_text=_("Коли поруч з іншими нашими числами воно вказало б на кількох людей."),
    )
    sentence_uk = LongText(
        label=_("Речення українською"),
        rows=2,
        required=False,
        help_text=_("Без крапки в кінці. Порожнє – складемо самі за визначенням."),
    )
    sentence_en = LongText(label=_("Речення англійською"), rows=2, required=False)
    speaker_uk = forms.CharField(label=_("Хто каже, українською"), max_length=120, required=False)
    speaker_en = forms.CharField(label=_("Хто каже, англійською"), max_length=120, required=False)
    office_uk = forms.CharField(label=_("Посада, українською"), max_length=160, required=False)
    office_en = forms.CharField(label=_("Посада, англійською"), max_length=160, required=False)
    outlet = forms.CharField(label=_("Де сказано: видання або установа"), max_length=120, required=False)
    source_url = forms.CharField(label=_("Адреса джерела"), max_length=500, required=False)
    stated_on = DayField(label=_("Коли сказано"), required=False)
    explanation_uk = LongText(
        label=_("Чому число не таке, як у реєстрі, українською"),
        rows=2,
        required=False,
        help_text=_("Потрібно, коли сказане й пораховане різняться. Це читатимуть усі."),
    )
    explanation_en = LongText(label=_("Те саме англійською"), rows=2, required=False)
    embargo_until = MomentField(
        label=_("Не показувати до"),
        required=False,
        help_text=_("День і час за Києвом. Доти цифри немає ні на сторінках, ні у файлах, ні в перевірці тексту."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        comparator = self.fields["comparator"]
        assert isinstance(comparator, forms.ChoiceField)
        comparator.choices = choices(COMPARATOR)

    def said(self) -> Said:
        """The form as what is said."""
        data = dict(self.cleaned_data)
        as_of: Precise = data.pop("as_of")
        return Said(as_of=as_of.day, as_of_precision=as_of.precision, **data)


def figure_initial(figure: Figure) -> dict[str, Any]:
    """A figure as the values of its form."""
    names = [name for name in FigureForm.base_fields if name != "as_of"]
    return {name: getattr(figure, name) for name in names} | {"as_of": Precise(figure.as_of, figure.as_of_precision)}


class DefinitionForm(Form):
    """What a number counts. For a new version, whom and what about stay as they were."""

    slug = forms.SlugField(
        label=_("Слово в адресі"),
        max_length=60,
        help_text=_("Латинкою через дефіс, наприклад ngu-returned. Потім не змінюється."),
        error_messages={"invalid": _("Лише латинські літери, цифри й дефіси, наприклад ngu-returned.")},
    )
    name_uk = forms.CharField(label=_("Назва українською"), max_length=200)
    name_en = forms.CharField(label=_("Назва англійською"), max_length=200)
    counted_uk = LongText(label=_("Що саме пораховано, українською"))
    counted_en = LongText(label=_("Що саме пораховано, англійською"))
    includes_uk = LongText(
        label=_("Кого рахуємо, українською"), rows=3, required=False, help_text=_("По одній групі в рядку.")
    )
    includes_en = LongText(label=_("Кого рахуємо, англійською"), rows=3, required=False)
    excludes_uk = LongText(
        label=_("Кого не рахуємо, українською"), rows=3, required=False, help_text=_("По одній групі в рядку.")
    )
    excludes_en = LongText(label=_("Кого не рахуємо, англійською"), rows=3, required=False)
    source_uk = forms.CharField(label=_("Звідки числа, українською"), max_length=300)
    source_en = forms.CharField(label=_("Звідки числа, англійською"), max_length=300)
    what = forms.ChoiceField(label=_("Про що число"))
    population = forms.ChoiceField(label=_("Про кого"))
    channel = forms.ChoiceField(label=_("Яким шляхом повернулися"))
    scope = forms.ChoiceField(label=_("За який час"))
    side = forms.ChoiceField(label=_("Чиї люди"))
    unit = forms.ChoiceField(label=_("Що рахуємо"))
    counting_rule = forms.ChoiceField(label=_("Як рахуємо"))
    part_of = forms.MultipleChoiceField(
        label=_("Частина чого"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Число частини не може бути більшим за число цілого без пояснення."),
    )
    is_counted = forms.BooleanField(label=_("Рахувати в реєстрі"), required=False)
    unit_code = forms.ChoiceField(label=_("Підрозділ на час полонення"), required=False)
    group = forms.ChoiceField(label=_("Названа група"), required=False)
    is_confirmed_only = forms.BooleanField(label=_("Лише підтверджене"), required=False)

    def __init__(self, *args: Any, is_new: bool = True, own: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["slug"]
        everybody = [("", said(Text("усі", "all")))]
        options = {
            "what": choices(WHAT, but=("body_repatriated", "other")),
            "population": groups_of_people(),
            "channel": choices(CHANNEL),
            "scope": choices(SCOPE),
            "side": choices(SIDE),
            "unit": choices(UNIT),
            "counting_rule": choices(COUNTING_RULE),
            "part_of": [(one.slug, said(one.name)) for one in office.definitions() if one.slug != own],
            "unit_code": everybody + [(unit.code, "– " * depth + unit.name(language())) for depth, unit in tree()],
            "group": everybody + [(group.code, group.name(language())) for group in groups()],
        }
        for name, offered in options.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered

    def meaning(self) -> Meaning:
        """The form as a meaning."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in ("slug", "is_counted")}
        counted = self.cleaned_data["is_counted"]
        data["part_of"] = " ".join(data["part_of"])
        data["status"] = STATUS_OF.get(data["what"], "") if counted else ""
        return Meaning(**data)


def definition_initial(definition: Definition) -> dict[str, Any]:
    """A definition as the values of its form."""
    names = [name for name in DefinitionForm.base_fields if name not in ("is_counted",)]
    values = {name: getattr(definition, name) for name in names}
    return values | {"is_counted": bool(definition.status), "part_of": definition.wholes}


class CorrectionForm(Form):
    """What was wrong, what is right, and why."""

    kind = forms.ChoiceField(label=_("Що це"), widget=forms.RadioSelect)
    field = forms.ChoiceField(label=_("Що було неправильно"))
    was_uk = LongText(label=_("Було, українською"), rows=2)
    was_en = LongText(label=_("Було, англійською"), rows=2)
    correct_uk = LongText(label=_("Правильно, українською"), rows=2)
    correct_en = LongText(label=_("Правильно, англійською"), rows=2)
    why_uk = LongText(label=_("Чому, українською"), rows=3)
    why_en = LongText(label=_("Чому, англійською"), rows=3)
    wrong_since_on = DayField(label=_("Відколи це було неправильно на людях"))
    is_substantial = forms.BooleanField(label=_("Змінює висновок, який зробив би читач"), required=False)
    right_figure = forms.TypedChoiceField(label=_("Наша правильна цифра"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, figures: Sequence[Figure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, list[tuple[Any, str]]] = {
            "kind": [(code, f"{said(KIND[code])}: {said(KIND_MEANS[code])}") for code in KIND],
            "field": choices(WRONG),
            "right_figure": [("", "–"), *((one.pk, f"{said(one.sentence)} ({one.number})") for one in figures)],
        }
        for name, options in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = options

    def mended(self) -> Mended:
        """The form as what a correction says."""
        return Mended(**{name: value for name, value in self.cleaned_data.items() if name != "right_figure"})


def correction_initial(correction: Correction) -> dict[str, Any]:
    """A correction as the values of its form."""
    names = [name for name in CorrectionForm.base_fields if name != "right_figure"]
    return {name: getattr(correction, name) for name in names} | {"right_figure": correction.right_figure_id}


class Because(Form):
    """One reason, for sending back."""

    reason = ReasonField()


class ExplainForm(Form):
    """Why the numbers of a finding differ."""

    why_uk = LongText(label=_("Чому числа різняться, українською"), rows=3, max_length=1000)
    why_en = LongText(label=_("Чому числа різняться, англійською"), rows=3, max_length=1000)

    def why(self) -> Text:
        """The form as an explanation."""
        return Text(self.cleaned_data["why_uk"], self.cleaned_data["why_en"])


class WithdrawForm(Form):
    """The reason of a withdrawal, which the public reads."""

    reason_uk = LongText(label=_("Чому відкликаємо, українською"), rows=2, max_length=500)
    reason_en = LongText(label=_("Чому відкликаємо, англійською"), rows=2, max_length=500)


class TellForm(Form):
    """Where the editors of a text are written to."""

    address = forms.CharField(
        label=_("Електронна адреса редакції"),
        max_length=200,
        help_text=_("Адреса редакції, не особиста. Збережемо її для наступного разу."),
    )


class AnswerForm(Form):
    """What the editors answered."""

    note = LongText(label=_("Що відповіли"), rows=2, required=False, max_length=500)


class LostForm(Form):
    """How the editors were looked for."""

    note = LongText(label=_("Як шукали редакцію"), rows=2, max_length=500)


class QuoteForm(Form):
    """A document that quotes a statement."""

    outlet = forms.CharField(label=_("Видання"), max_length=120)
    source_url = forms.CharField(label=_("Адреса сторінки"), max_length=500)
    stated_on = DayField(label=_("Коли опубліковано"))
    language = forms.ChoiceField(label=_("Мова тексту"), choices=lambda: choices(LANGUAGES))
    what = forms.ChoiceField(label=_("Що в ньому означає число"))
    note = LongText(label=_("Нотатка"), rows=2, required=False, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = choices(WHAT)

    def quote(self) -> Quote:
        """The form as a quote."""
        return Quote(**self.cleaned_data)
