"""Forms of this room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dodomu.access.models import User
from dodomu.exchanges.models import Stage
from dodomu.reference.breakdown import PART_NAMES, Part
from dodomu.web.forms import DayField, Form, LongText, ReasonField
from dodomu.web.templatetags.dodomu import as_written
from dodomu.web.words import language, said, short_day

DIGITS = gettext_lazy("Введіть число цифрами, наприклад 95.")


def whole_number(label: Any, *, most: int = 100_000, least: int = 0, **options: Any) -> forms.IntegerField:
    """A count typed by hand; the browser's own number field would swallow what it does not understand."""
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-5"}),
        error_messages={"invalid": DIGITS, "min_value": DIGITS, "max_value": DIGITS},
        **options,
    )


class StageForm(Form):
    """One day of an exchange as it was announced."""

    on = DayField(label=gettext_lazy("Дата обміну"))
    told = forms.ChoiceField(
        label=gettext_lazy("Скільки людей оголошено"),
        choices=[
            ("number", gettext_lazy("число назвали")),
            ("withheld", gettext_lazy("число не розголошують")),
            ("later", gettext_lazy("ще не оголошено")),
        ],
        initial="number",
        widget=forms.RadioSelect,
    )
    announced = whole_number(gettext_lazy("Оголошене число"), required=False)
    source_url = forms.URLField(
        label=gettext_lazy("Адреса повідомлення"),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Введіть адресу повністю, наприклад https://example.org/news/1.")},
    )
    note = LongText(label=gettext_lazy("Примітка"), max_length=1000, required=False)

    def clean(self) -> dict[str, Any]:
        """The number stands where it was named, and only there."""
        cleaned = super().clean() or {}
        is_named = cleaned.get("told") == "number"
        if is_named and cleaned.get("announced") is None and "announced" not in self.errors:
            self.add_error("announced", _("Введіть, скільки людей оголошено, або виберіть інше вище."))
        if not is_named:
            cleaned["announced"] = None
        return cleaned


class RoundForm(StageForm):
    """A new exchange with its first day."""

    ordinal = whole_number(
        gettext_lazy("Порядковий номер"),
        least=1,
        most=9999,
        required=False,
        help_text=gettext_lazy("За офіційним рахунком; якщо обмін не рахували, залиште порожнім."),
    )
    mediator = forms.CharField(label=gettext_lazy("Посередник"), max_length=120, required=False)
    field_order = ("on", "ordinal", "told", "announced", "mediator", "source_url", "note")


def part_choices() -> list[tuple[str, str]]:
    """The services and groups that announcements name."""
    return [("", "–"), *((code, name.in_language(language())) for code, name in PART_NAMES.items())]


class PartForm(Form):
    """One part of the announced number: who, how many, and inside of which other part."""

    code = forms.ChoiceField(label=pgettext_lazy("обмін", "Хто"), choices=part_choices, required=False)
    count = whole_number(pgettext_lazy("обмін", "Скільки"), required=False)
    inside = forms.ChoiceField(label=gettext_lazy("У складі"), choices=part_choices, required=False)

    def clean(self) -> dict[str, Any]:
        """A number belongs to somebody, and nobody is a part of himself."""
        cleaned = super().clean() or {}
        code = cleaned.get("code", "")
        if not code and (cleaned.get("count") is not None or cleaned.get("inside")):
            self.add_error("code", _("Виберіть, кого стосується це число."))
        if code and code == cleaned.get("inside"):
            self.add_error("inside", _("Частина не може входити сама в себе."))
        return cleaned


if TYPE_CHECKING:  # Django's formsets and choice fields take no type at run time
    Parts = forms.BaseFormSet[PartForm]
    Accounts = forms.ModelChoiceField[User]
else:
    Parts, Accounts = forms.BaseFormSet, forms.ModelChoiceField


class PartSet(Parts):
    """The parts of one announcement together."""

    def clean(self) -> None:
        """Each part once, and what lies inside another lies inside one that is named."""
        rows = [row for row in self.rows() if row.get("code")]
        codes = [row["code"] for row in rows]
        for code in codes:
            if codes.count(code) > 1:
                raise ValidationError(_("«%(part)s» названо двічі.") % {"part": said(PART_NAMES[code])})
        top = {row["code"] for row in rows if not row["inside"]}
        for row in rows:
            if row["inside"] and row["inside"] not in top:
                raise ValidationError(
                    _("«%(part)s»: додайте окремим рядком те, до чого це входить.")
                    % {"part": said(PART_NAMES[row["code"]])}
                )

    def rows(self) -> list[dict[str, Any]]:
        """What stands in the rows that could be read."""
        return [form.cleaned_data for form in self.forms if form.is_valid() and form.cleaned_data]

    def parts(self) -> tuple[Part, ...]:
        """The parts, nested."""
        rows = [row for row in self.rows() if row.get("code")]
        return tuple(
            Part(
                row["code"],
                row["count"],
                tuple(Part(one["code"], one["count"]) for one in rows if one["inside"] == row["code"]),
            )
            for row in rows
            if not row["inside"]
        )

    def total(self) -> int | None:
        """What the counted parts make; None without any."""
        counts = [row["count"] for row in self.rows() if row.get("count") is not None and not row.get("inside")]
        return sum(counts) if counts else None


PartRows = cast(type[PartSet], forms.formset_factory(PartForm, formset=PartSet, extra=6, max_num=20, absolute_max=40))


class OfficerField(Accounts):
    """Accounts by the names of their people."""

    def label_from_instance(self, obj: User) -> str:
        """The name in the reader's script."""
        return obj.shown_name(language())


class OfficerForm(Form):
    """One more account for a round."""

    user = OfficerField(
        label=gettext_lazy("Хто ще працюватиме з цим обміном"), queryset=User.objects.none(), empty_label="–"
    )

    def __init__(self, *args: Any, able: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = able
        field.choices = [("", "–"), *((one.pk, field.label_from_instance(one)) for one in able)]  # asked for once


class UploadForm(Form):
    """A list as a file or as pasted text."""

    file = forms.FileField(
        label=gettext_lazy("Файл зі списком"),
        help_text=gettext_lazy("CSV, XLSX, ODS, PFIF 1.4 або JSON, до 12 МБ. Кодування й роздільник визначимо самі."),
        required=False,
        allow_empty_file=True,
    )
    text = LongText(
        label=gettext_lazy("Або вставте список текстом"),
        help_text=gettext_lazy("Одна людина в рядку, наприклад: Шевчук Андрій Миколайович 14.03.1991"),
        max_length=2_000_000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """One of the two, and only one."""
        cleaned = super().clean() or {}
        has_text = bool((cleaned.get("text") or "").strip())
        if cleaned.get("file") and has_text:
            self.add_error("file", _("Додайте або файл, або текст: невідомо, який із двох списків правильний."))
        elif not cleaned.get("file") and not has_text and not self.errors:
            self.add_error("file", _("Виберіть файл або вставте список текстом."))
        return cleaned


COLUMN_FIELDS: dict[str, Any] = {
    "name": gettext_lazy("Прізвище, ім’я, по батькові разом"),
    "surname": gettext_lazy("Прізвище"),
    "given": gettext_lazy("Ім’я"),
    "patronymic": gettext_lazy("По батькові"),
    "birth_date": gettext_lazy("Дата народження"),
    "rank": gettext_lazy("Звання"),
    "unit": gettext_lazy("Підрозділ"),
    "place": pgettext_lazy("стовпець списку", "Місце"),
    "note": gettext_lazy("Примітка"),
}
NOT_TAKEN = gettext_lazy("не брати")


class ColumnsForm(Form):
    """Which column of a table is what, for which day of the exchange, and under which title."""

    def __init__(
        self, *args: Any, heads: Sequence[str], stages: Sequence[Stage], asks_repeat: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for place, head in enumerate(heads):
            self.fields[f"column{place}"] = forms.ChoiceField(
                label=as_written(head),
                choices=[("", NOT_TAKEN), *COLUMN_FIELDS.items()],
                required=False,
                error_messages={"invalid_choice": _("Виберіть зі списку, що в цьому стовпці.")},
            )
        if len(stages) > 1:
            self.fields["stage"] = forms.ChoiceField(
                label=_("Етап обміну"), choices=[(str(stage.pk), short_day(stage.on)) for stage in stages]
            )
        self.fields["title"] = forms.CharField(label=_("Назва списку"), max_length=120, required=False)
        if asks_repeat:
            self.fields["is_repeat_meant"] = forms.BooleanField(label=_("Так, додати цей файл ще раз"), required=False)

    @property
    def columns(self) -> list[Any]:
        """The fields for the columns, in order."""
        return [self[name] for name in self.fields if name.startswith("column")]

    @property
    def others(self) -> list[Any]:
        """The fields that are about no column."""
        return [self[name] for name in self.fields if not name.startswith("column")]

    def mapping(self) -> dict[str, int]:
        """The column of each field, as chosen."""
        chosen = {name: self.cleaned_data.get(name, "") for name in self.fields if name.startswith("column")}
        return {field: int(name.removeprefix("column")) for name, field in chosen.items() if field}

    def clean(self) -> dict[str, Any]:
        """A field is read from one column, and a name either whole or in parts."""
        cleaned = super().clean() or {}
        taken: dict[str, str] = {}
        for name in [name for name in self.fields if name.startswith("column")]:
            field = cleaned.get(name)
            if field and field in taken:
                self.add_error(
                    name, _("«%(field)s» вибрано для двох стовпців.") % {"field": said(COLUMN_FIELDS[field])}
                )
            elif field:
                taken[field] = name
        if "name" in taken and "surname" in taken:
            self.add_error(taken["name"], _("Ім’я беремо або разом, або частинами. Залиште щось одне."))
        return cleaned


class WriteForm(Form):
    """Who is meant by a line that could not be read, as it would stand in a list."""

    q = forms.CharField(
        label=gettext_lazy("Хто це"),
        help_text=gettext_lazy("Прізвище, ім’я, по батькові й дата народження, наприклад: Шевчук Андрій 14.03.1991"),
        max_length=300,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class SearchForm(Form):
    """A person of the register, by any spelling."""

    q = forms.CharField(
        label=gettext_lazy("Прізвище, ім’я, дата народження або номер"),
        help_text=gettext_lazy("Будь-яким письмом: Шевчук Андрій, Shevchuk 1991, D-10482"),
        max_length=200,
        error_messages={"required": gettext_lazy("Введіть прізвище або номер.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class WhyForm(Form):
    """A reason."""

    reason = ReasonField(max_length=300)


WHAT_HAPPENED: dict[str, Any] = {
    "miss": gettext_lazy("Не прибув або не прибула"),
    "stranger": gettext_lazy("Прибув хтось інший, не людина з цього рядка"),
    "namesake": gettext_lazy("Прибула людина з таким самим ім’ям (тезка)"),
    "undo": gettext_lazy("Скасувати підтверджене прибуття"),
    "expect": gettext_lazy("Очікувати знову"),
}


class ArrivalForm(WhyForm):
    """What happened instead of a plain arrival, and why we say so."""

    what = forms.ChoiceField(
        label=gettext_lazy("Що сталося"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Виберіть зі списку, що сталося.")},
    )
    field_order = ("what", "reason")

    def __init__(self, *args: Any, acts: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(act, WHAT_HAPPENED[act]) for act in acts]
