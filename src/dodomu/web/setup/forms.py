"""The forms of the setup."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dodomu.reintegration.models.vocabulary import FACILITY_KINDS, LEVELS
from dodomu.text import Text
from dodomu.units.models import KINDS, Unit
from dodomu.units.queries import by_key, tree
from dodomu.web.forms import DayField, Form, LongText
from dodomu.web.words import language, said

INDENT = "\u2003"
CODE_INPUT = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}


def unit_options(empty: Any, *, kept: int | None = None) -> list[tuple[str, Any]]:
    """The open units as choices, each under its parent; `kept` is one that stays though it is closed."""
    rows = [(depth, one) for depth, one in tree() if one.valid_to is None or one.pk == kept]
    first = [] if empty is None else [("", said(empty))]
    return [*first, *((str(one.pk), f"{INDENT * depth}{one.name(language())} ({one.code})") for depth, one in rows)]


def choose(form: Form, name: str, options: list[tuple[Any, Any]]) -> None:
    """Offers these choices in a field."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = options


class Names(Form):
    """A name in both languages."""

    name_uk = forms.CharField(label=_("Назва українською"), max_length=200)
    name_en = forms.CharField(label=_("Назва англійською"), max_length=200)


class UnitForm(Names):
    """A unit: what it is, how it is called, where it stands."""

    field_order = ("parent", "kind", "code", "name_uk", "name_en", "valid_from", "on")

    code = forms.CharField(
        label=_("Код"),
        help_text=_("Коротко, латинкою, наприклад NGU-3018. Код стоїть у записах про людей і не змінюється."),
        max_length=40,
        widget=forms.TextInput(CODE_INPUT),
    )
    kind = forms.ChoiceField(label=_("Вид підрозділу"))
    parent = forms.ChoiceField(label=_("Під чим стоїть"), required=False)
    valid_from = DayField(label=_("Існує з якого дня"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "kind", [(code, said(text)) for code, text in KINDS.items()])
        choose(self, "parent", unit_options(Text("нагорі: це окрема служба", "at the top: a service of its own")))

    def above(self) -> Unit | None:
        """The unit it stands under; None for a service."""
        key = self.cleaned_data["parent"]
        return by_key(int(key)) if key else None


class Renaming(Names):
    """Another name or kind of a unit, and since when."""

    field_order = ("kind", "name_uk", "name_en", "on")

    kind = forms.ChoiceField(label=_("Вид підрозділу"))
    on = DayField(label=_("Нова назва діє з якого дня"), help_text=_("Попередня назва залишиться поруч, із цим днем."))

    def __init__(self, *args: Any, is_service: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = {code: text for code, text in KINDS.items() if (code == "service") == is_service}
        choose(self, "kind", [(code, said(text)) for code, text in kinds.items()])


class Moving(Form):
    """Where a unit is to stand."""

    parent = forms.ChoiceField(label=_("Під чим має стояти"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "parent", unit_options(None))

    def above(self) -> Unit:
        """The unit it is to stand under."""
        found = by_key(int(self.cleaned_data["parent"]))
        assert found is not None
        return found


class Closing(Form):
    """Since when something is closed."""

    on = DayField(label=_("З якого дня закрито"))


def _word_code(example: Any) -> forms.CharField:
    return forms.CharField(label=_("Код"), help_text=example, max_length=40, widget=forms.TextInput(CODE_INPUT))


class PlaceForm(Form):
    """A place of capture or detention."""

    code = _word_code(_("Малі латинські літери, цифри й дефіс, наприклад olenivka. Код не змінюється."))
    name_uk = forms.CharField(label=_("Назва українською"), max_length=120)
    name_en = forms.CharField(label=_("Назва англійською"), max_length=120)


class GroupForm(PlaceForm):
    """A named group: what the word means, who decided so, since when."""

    code = _word_code(_("Малі латинські літери, цифри й дефіс, наприклад azovstal. Код не змінюється."))
    definition_uk = LongText(label=_("Хто до неї належить, українською"), max_length=2000)
    definition_en = LongText(label=_("Хто до неї належить, англійською"), max_length=2000)
    defined_by = forms.CharField(
        label=_("Хто так вирішив"), help_text=_("Наказ, посада, відомство, джерело."), max_length=300
    )
    defined_on = DayField(label=_("Визначення діє з якого дня"))


class FacilityForm(PlaceForm):
    """A facility that takes people in."""

    field_order = ("code", "name_uk", "name_en", "kind", "level", "places", "unit")

    code = _word_code(_("Малі латинські літери, цифри й дефіс, наприклад svitanok. Код не змінюється."))
    kind = forms.ChoiceField(label=_("Вид закладу"))
    level = forms.TypedChoiceField(label=_("Рівень допомоги"), coerce=int)
    places = forms.IntegerField(
        label=_("Місць"), widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    )
    unit = forms.ChoiceField(
        label=_("До якого підрозділу належить"),
        help_text=_("Медики цього підрозділу бачитимуть людей, яких сюди прийнято."),
        required=False,
    )

    def __init__(self, *args: Any, kept: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "kind", [(code, said(text)) for code, text in FACILITY_KINDS.items()])
        choose(self, "level", [(level, said(text)) for level, text in LEVELS.items()])
        choose(self, "unit", unit_options(Text("до підрозділу самої людини", "the unit of each person"), kept=kept))

    def chosen(self) -> dict[str, Any]:
        """What was filled in, with the unit itself."""
        key = self.cleaned_data["unit"]
        return self.cleaned_data | {"unit": by_key(int(key)) if key else None}
