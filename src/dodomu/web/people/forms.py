"""The forms of the register, but those of single facts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dodomu.people import queries
from dodomu.people.checks import LONGEST_PART
from dodomu.people.models import Source
from dodomu.timeline.statuses import GROUP_LABELS
from dodomu.units import queries as units
from dodomu.units.models import Unit
from dodomu.web.forms import DayField, Form, ReasonField, ThreePartDay
from dodomu.web.people.sayings import SOURCES
from dodomu.web.words import language, said

INDENT = "\u2003"  # an em space for each step down the tree


def unit_choices(
    empty: Any, *, within: list[str] | None = None, has_closed: bool = True, kept: str = ""
) -> list[tuple[str, Any]]:
    """The tree of units as choices, each under its parent; `within` keeps those at or below some paths.

    Closed units are for looking back: a form for something new leaves them out, but for the one it has (`kept`).
    """
    lang = language()
    tree: list[tuple[int, Unit]] = [
        (depth, unit) for depth, unit in units.tree() if has_closed or unit.valid_to is None or unit.code == kept
    ]
    shown = [(depth, unit) for depth, unit in tree if within is None or unit.path.startswith(tuple(within))]
    return [("", empty), *((unit.code, f"{INDENT * depth}{unit.name(lang)}") for depth, unit in shown)]


def group_choices(empty: Any) -> list[tuple[str, Any]]:
    """The named groups as choices."""
    return [("", empty), *((group.code, group.name(language())) for group in queries.groups())]


def status_group_choices(empty: Any) -> list[tuple[str, Any]]:
    """The groups of statuses as choices."""
    return [("", empty), *((code, said(label)) for code, label in GROUP_LABELS.items())]


class Search(Form):
    """The one box."""

    text = forms.CharField(
        label=_("Кого шукаєте?"),
        help_text=_(
            "Ім’я будь-якою мовою, номер D-10482, дата народження, код підрозділу або його номер («202 бригада»); "
            "можна разом."
        ),
        max_length=200,
        error_messages={
            "required": _("Введіть ім’я, номер, дату народження або код підрозділу."),
            "max_length": _("Запит задовгий: не більше 200 знаків."),
        },
        widget=forms.TextInput(
            {"autocomplete": "off", "spellcheck": "false", "data-search": True, "autocapitalize": "none"}
        ),
    )


class AsOf(Form):
    """Two days: when it was true, and when it was known."""

    true_on = DayField(label=_("Правда на"), help_text="")
    known_on = DayField(label=_("Відомо на"), help_text="")


class SourceFields(Form):
    """Who said so: kind, title, date and reference."""

    source_kind = forms.ChoiceField(label=_("Джерело"), error_messages={"required": _("Виберіть, звідки це відомо.")})
    source_title = forms.CharField(
        label=_("Назва або номер документа"),
        required=False,
        max_length=200,
        error_messages={"max_length": _("Назва задовга: не більше 200 знаків.")},
    )
    source_dated_on = DayField(label=_("Дата джерела"), required=False)
    source_reference = forms.CharField(
        label=_("Де це знайти"),
        help_text=_("Вхідний номер, аркуш, посилання"),
        required=False,
        max_length=300,
        error_messages={"max_length": _("Посилання задовге: не більше 300 знаків.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, SOURCES[kind]) for kind, _label in Source.KINDS]
        self.fields["source_kind"].choices = [("", _("виберіть")), *kinds]  # type: ignore[attr-defined]

    def source(self) -> dict[str, Any]:
        """What `people.actions.cite` takes."""
        cleaned = self.cleaned_data
        return {
            "kind": cleaned["source_kind"],
            "title": cleaned["source_title"],
            "dated_on": cleaned["source_dated_on"],
            "reference": cleaned["source_reference"],
        }


SOURCE_FIELDS = ("source_kind", "source_title", "source_dated_on", "source_reference")
NAME_TOO_LONG = {"max_length": _("Ця частина імені задовга: не більше 80 знаків.")}


class NameFields(Form):
    """A name in its three parts."""

    surname = forms.CharField(
        label=_("Прізвище"),
        max_length=LONGEST_PART,
        error_messages={"required": _("Введіть прізвище."), **NAME_TOO_LONG},
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    given = forms.CharField(
        label=_("Ім’я"),
        required=False,
        max_length=LONGEST_PART,
        error_messages=NAME_TOO_LONG,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    patronymic = forms.CharField(
        label=_("По батькові"),
        required=False,
        max_length=LONGEST_PART,
        error_messages=NAME_TOO_LONG,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )


class NewPerson(NameFields, SourceFields):
    """A new record: who, from whom we know."""

    birth_on = ThreePartDay(label=_("Дата народження"), required=False)
    sex = forms.ChoiceField(
        label=_("Стать"),
        required=False,
        choices=[("m", _("чоловік")), ("f", _("жінка")), ("", _("невідомо"))],
        widget=forms.RadioSelect,
    )
    unit = forms.ChoiceField(label=_("Підрозділ на час полонення"), required=False)
    is_new = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ("surname", "given", "patronymic", "birth_on", "sex", "unit", *SOURCE_FIELDS)

    def __init__(self, *args: Any, within: list[str] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        unit.required = within is not None
        unit.error_messages["required"] = _("Виберіть підрозділ: ви відкриваєте записи лише для свого.")
        unit.choices = unit_choices(_("невідомо"), within=within)  # type: ignore[attr-defined]


class Narrow(Form):
    """What the list of people is narrowed by; chosen from vocabularies, so that it may stand in the address."""

    status = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    unit = forms.ChoiceField(label=_("Підрозділ"), required=False)
    group = forms.ChoiceField(label=_("Група"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = status_group_choices("")  # type: ignore[attr-defined]
        self.fields["unit"].choices = unit_choices(_("усі підрозділи"))  # type: ignore[attr-defined]
        self.fields["group"].choices = group_choices(_("усі групи"))  # type: ignore[attr-defined]


class Reason(Form):
    """Why, in one sentence."""

    reason = ReasonField()


class MergeReason(Reason):
    """Which of two records speaks from now on, and why."""

    into = forms.ChoiceField(
        label=_("Основний запис"),
        help_text=_("Він відповідатиме за обидва. Нічого не переноситься й не стирається."),
        widget=forms.RadioSelect,
    )
    field_order = ("into", "reason")


class OtherRecord(Form):
    """The number of another record, to be laid beside this one."""

    other = forms.RegexField(
        r"^\s*(?:[DdДд]\s?-?\s?)?\d{5,12}\s*$",
        label=_("Номер іншого запису"),
        help_text=_("Наприклад, D-10482"),
        error_messages={
            "required": _("Введіть номер запису, наприклад D-10482."),
            "invalid": _("Введіть номер запису, наприклад D-10482."),
        },
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class CountFields(Form):
    """What is counted besides the days."""

    status = forms.ChoiceField(label=_("Статус"), required=False)
    unit = forms.ChoiceField(label=_("Підрозділ на час полонення"), required=False)
    group = forms.ChoiceField(label=_("Група"), required=False)
    is_confirmed_only = forms.BooleanField(label=_("Лише підтверджене"), required=False)

    def __init__(self, *args: Any, within: list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = status_group_choices(_("усі статуси"))  # type: ignore[attr-defined]
        self.fields["unit"].choices = unit_choices(_("усі підрозділи"), within=within)  # type: ignore[attr-defined]
        self.fields["group"].choices = group_choices(_("усі групи"))  # type: ignore[attr-defined]


class Count(CountFields):
    """People on one day as known on another."""

    true_on = DayField(label=_("Правда на"))
    known_on = DayField(label=_("Відомо на"))
    field_order = ("true_on", "known_on", "status", "unit", "group", "is_confirmed_only")


class Difference(CountFields):
    """The same question asked twice."""

    true_on = DayField(label=_("Перша відповідь: правда на"))
    known_on = DayField(label=_("Перша відповідь: відомо на"))
    then_true_on = DayField(label=_("Друга відповідь: правда на"))
    then_known_on = DayField(label=_("Друга відповідь: відомо на"))
    field_order = (
        "true_on",
        "known_on",
        "then_true_on",
        "then_known_on",
        "status",
        "unit",
        "group",
        "is_confirmed_only",
    )
