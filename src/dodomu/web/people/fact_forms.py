"""The form of one fact: its value by kind, when it was true, when we learned it, from whom, and how sure it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dodomu.names.parts import PersonName
from dodomu.people import queries
from dodomu.people.about import about, name_value, read_name
from dodomu.people.models import Fact, Source
from dodomu.timeline.statuses import GROUP_LABELS, GROUPS, LABELS, WITHHELD, Status
from dodomu.web.forms import DayField, Precise, PreciseDayField, ReasonField, ThreePartDay
from dodomu.web.people.forms import SOURCE_FIELDS, NameFields, SourceFields, unit_choices
from dodomu.web.people.sayings import SOURCES, STANDINGS
from dodomu.web.words import language, said

CHOOSE = _("виберіть")
WITHOUT_BEGIN = ("date", "sex", "name")
"""Kinds of value that are true of a person for good: no day is asked from which they are."""
CAN_BE_WITHHELD = ("status", "unit", "place", "date", "text")


def status_choices() -> list[tuple[Any, Any]]:
    """All statuses under the groups in which they are counted."""
    groups: list[tuple[Any, Any]] = [("", CHOOSE)]
    grouped = {status for members in GROUPS.values() for status in members}
    members_of = {**GROUPS, "other": frozenset(Status) - grouped}
    for group, label in GROUP_LABELS.items():
        members = [status for status in Status if status in members_of[group]]
        groups.append((said(label), [(str(status), said(LABELS[status])) for status in members]))
    return groups


def _choice(choices: list[tuple[Any, Any]], *, radio: bool = False) -> forms.ChoiceField:
    widget = forms.RadioSelect if radio else forms.Select
    unknown = {"invalid_choice": _("Виберіть значення зі списку.")}
    return forms.ChoiceField(choices=choices, widget=widget, error_messages=unknown)


def _value_field(kind: str, *, kept: str = "") -> forms.Field:
    """The field for a value. What is closed is not offered, unless the fact to be replaced names it (`kept`)."""
    if kind == "status":
        return _choice(status_choices())
    if kind == "unit":
        return _choice(unit_choices(CHOOSE, has_closed=False, kept=kept))
    if kind == "place":
        places = sorted(
            (place.name(language()), place.code)
            for place in queries.places()
            if place.closed_on is None or place.code == kept
        )
        return _choice([("", CHOOSE), *((code, name) for name, code in places)])
    if kind == "confirmation":
        return _choice([("", CHOOSE), *((code, SOURCES[code]) for code, _label in Source.KINDS)])
    if kind == "sex":
        return _choice([("m", _("чоловік")), ("f", _("жінка"))], radio=True)
    if kind == "member":
        return _choice([("member", _("належить до групи")), ("left", _("уже не належить до групи"))], radio=True)
    if kind == "date":
        return ThreePartDay()
    return forms.CharField(
        max_length=300,
        error_messages={"max_length": _("Значення задовге: не більше 300 знаків.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class FactForm(SourceFields):
    """One fact about one thing; `replaced` is the fact it takes the place of."""

    field_order = (
        "value",
        *NameFields.base_fields,
        "is_primary",
        "is_withheld",
        "true_from",
        "learned_on",
        *SOURCE_FIELDS,
        "standing",
        "reason",
    )

    learned_on = DayField(
        label=_("Коли ми про це дізналися"),
        help_text=_("Ранішу дату, ніж сьогодні, має підтверджувати датоване джерело."),
    )
    standing = forms.ChoiceField(label=_("Певність"), choices=list(STANDINGS.items()), widget=forms.RadioSelect)
    to_second = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, code: str, label: str, today: date, replaced: Fact | None = None, **kw: Any) -> None:
        self.code, self.kind, self.replaced, self.today = code, about(code).value, replaced, today
        initial = {"learned_on": today, "standing": "reported"} | (self._stored(replaced) if replaced else {})
        super().__init__(*args, initial=initial, **kw)
        self._add_value(label)
        if self.kind not in WITHOUT_BEGIN:
            self.fields["true_from"] = PreciseDayField(label=_("Правда з якого дня"))
        if replaced is not None:
            self.fields["reason"] = ReasonField(label=_("Чому замінюєте"))
        self.order_fields(self.field_order)

    def _add_value(self, label: str) -> None:
        if self.kind == "name":
            for name, field in NameFields().fields.items():
                self.fields[name] = field
            self.fields["is_primary"] = forms.BooleanField(label=_("Показувати це ім’я першим"), required=False)
            return
        field = _value_field(self.kind, kept=(self.replaced.value or "") if self.replaced else "")
        # Kept back by its source, a fact has no value to be typed.
        field.label, field.required = label, not self.data.get("is_withheld")
        can_be = self.kind in CAN_BE_WITHHELD
        field.error_messages["required"] = (
            _("Введіть значення або позначте, що його не розголошують.") if can_be else _("Введіть значення.")
        )
        self.fields["value"] = field
        if can_be:
            self.fields["is_withheld"] = forms.BooleanField(
                label=_("Джерело знає, але не розголошує"),
                help_text=_("Це не те саме, що «невідомо»."),
                required=False,
            )

    def ask_reason(self) -> None:
        """Asks why an unusual status is stated, and remembers that it goes to a second person."""
        self.fields["reason"] = ReasonField(
            label=_("Чому це можливо"),
            help_text=_("Такий статус зазвичай не стоїть поруч із записаними; причину прочитає друга людина."),
        )
        self.fields["reason"].widget.attrs["data-focus"] = True
        self.order_fields(self.field_order)

    def _stored(self, fact: Fact) -> dict[str, Any]:
        """The replaced fact as it is typed."""
        initial: dict[str, Any] = {"true_from": Precise(fact.true_from, fact.precision), "standing": fact.standing}
        if fact.value == WITHHELD:
            return initial | {"is_withheld": True}
        if self.kind == "name" and fact.value:
            name, is_primary = read_name(fact.value)
            parts = {"surname": name.surname, "given": name.given, "patronymic": name.patronymic}
            return initial | parts | {"is_primary": is_primary}
        if self.kind == "date" and fact.value:
            return initial | {"value": Precise(date.fromisoformat(fact.value), fact.precision)}
        return initial | {"value": fact.value}

    def stated(self) -> dict[str, Any]:
        """Value, begin, precision, day of learning and standing, as `people.actions.state` takes them."""
        cleaned = self.cleaned_data
        begin = cleaned.get("true_from") or Precise(self._begin(), "day")
        value: Any = cleaned.get("value")
        if cleaned.get("is_withheld"):
            value = WITHHELD
            if self.kind == "date":
                begin = Precise(self._begin(), "day")
        elif self.kind == "name":
            parts = (cleaned["surname"], cleaned["given"], cleaned["patronymic"])
            value = name_value(PersonName(*parts), is_primary=cleaned["is_primary"])
        elif self.kind == "date":
            begin, value = value, value.day.isoformat()
        return {
            "value": value,
            "true_from": begin.day,
            "precision": begin.precision,
            "learned_on": cleaned["learned_on"],
            "standing": cleaned["standing"],
        }

    def _begin(self) -> date:
        """From when something holds that is true for good: as before, or since its source."""
        if self.replaced is not None:
            return self.replaced.true_from
        dated: date | None = self.cleaned_data.get("source_dated_on")
        learned: date = self.cleaned_data["learned_on"]
        return min(dated, learned) if dated else learned


class Withdrawal(SourceFields):
    """Taking a fact out without another in its place."""

    reason = ReasonField(label=_("Чому відкликаєте"))
    learned_on = DayField(
        label=_("Коли ми дізналися, що це не так"),
        help_text=_("Ранішу дату, ніж сьогодні, має підтверджувати датоване джерело."),
    )
    field_order = ("reason", "learned_on", *SOURCE_FIELDS)
