"""Form fields for dates as people write them, and for secrets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dodomu.clock import KYIV
from dodomu.web.words import short_day

FULL = re.compile(r"(\d{1,2})[.\-/ ](\d{1,2})[.\-/ ](\d{4})\.?", re.ASCII)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
MONTH = re.compile(r"(\d{1,2})[./](\d{4})", re.ASCII)
ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2100

ENTER_DAY = _("Введіть дату, наприклад 14.03.1991.")
NO_SUCH_DAY = _("Такої дати немає в календарі. Введіть дату, наприклад 14.03.1991.")
ENTER_PART = _("Введіть дату, місяць або рік, наприклад 16.05.2022, 05.2022 чи 2022.")
ENTER_MOMENT = _("Введіть день і час, наприклад 19.07.2024 09:00.")
MOMENT = re.compile(r"(\S+?),?\s+(\d{1,2})[:.](\d{2})")
TOO_FAR = _("Рік має бути між 1900 і 2100. Введіть дату, наприклад 14.03.1991.")


class Precise(NamedTuple):
    """A day and how exactly it is known: `day`, `month` (then it is the first of it) or `year`."""

    day: date
    precision: str


def read_day(text: str) -> Precise:
    """A day, month or year as a person wrote it.

    >>> read_day("16.05.2022"), read_day("2024-07-17").day.isoformat(), read_day("05.2022").precision
    (Precise(day=datetime.date(2022, 5, 16), precision='day'), '2024-07-17', 'month')
    """
    text = " ".join(text.split())
    if found := FULL.fullmatch(text):
        return _precise(found[3], found[2], found[1])
    if found := ISO.fullmatch(text):
        return _precise(found[1], found[2], found[3])
    if found := MONTH.fullmatch(text):
        return _precise(found[2], found[1])
    if found := ISO_MONTH.fullmatch(text):
        return _precise(found[1], found[2])
    if YEAR.fullmatch(text):
        return _precise(text)
    raise ValidationError(ENTER_PART, code="unread")


def _precise(year: str, month: str = "", day: str = "") -> Precise:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise ValidationError(TOO_FAR, code="range")
    try:
        value = date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise ValidationError(NO_SUCH_DAY, code="calendar") from error
    return Precise(value, "day" if day else "month" if month else "year")


class DayInput(forms.TextInput):
    """A text field for a date; never the browser's own, which follows the browser's language."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "size": "10"} | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        """A stored date as it is typed; what somebody typed stays as it is."""
        if isinstance(value, Precise):
            return short_day(value.day, value.precision)
        return short_day(value) if isinstance(value, date) else super().format_value(value)


class DayField(forms.Field):
    """One whole day: `дд.мм.рррр`, or 2024-07-17. Cleans to a date, or None when left empty."""

    widget = DayInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Наприклад, 17.07.2024"))
        super().__init__(**options)
        self.error_messages["required"] = options.get("error_messages", {}).get("required", ENTER_DAY)

    def to_python(self, value: Any) -> date | None:
        """The date typed; a sentence with an example when it is none."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        try:
            read = read_day(str(value))
        except ValidationError as error:
            raise ValidationError(ENTER_DAY if error.code == "unread" else error.message, code=error.code) from error
        if read.precision != "day":
            raise ValidationError(ENTER_DAY, code="unread")
        return read.day


class PreciseDayField(forms.Field):
    """A day, a month or only a year. Cleans to `Precise(day, precision)`, or None when left empty."""

    widget = DayInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("День, місяць або рік: 16.05.2022, 05.2022 чи 2022"))
        super().__init__(**options)
        self.error_messages["required"] = options.get("error_messages", {}).get("required", ENTER_PART)

    def to_python(self, value: Any) -> Precise | None:
        """The day with its precision."""
        if value in self.empty_values:
            return None
        return value if isinstance(value, Precise) else read_day(str(value))


class MomentField(forms.Field):
    """A day and an hour in Kyiv, typed as one text. Cleans to an aware datetime."""

    widget = forms.TextInput({"autocomplete": "off", "size": "18", "class": "govuk-input--width-20"})

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("День і час, наприклад 19.07.2024 09:00"))
        super().__init__(**options)
        self.error_messages["required"] = ENTER_MOMENT

    def to_python(self, value: Any) -> datetime | None:
        """The instant typed; a sentence with an example when it is none."""
        if value in self.empty_values or isinstance(value, datetime):
            return value or None
        found = MOMENT.fullmatch(str(value).strip())
        if not found:
            raise ValidationError(ENTER_MOMENT, code="unread")
        day = read_day(found[1])
        try:
            at = time(int(found[2]), int(found[3]))
        except ValueError as error:
            raise ValidationError(ENTER_MOMENT, code="unread") from error
        if day.precision != "day":
            raise ValidationError(ENTER_MOMENT, code="unread")
        return datetime.combine(day.day, at, tzinfo=KYIV)

    def prepare_value(self, value: Any) -> Any:
        """A stored instant as it is typed."""
        return f"{value.astimezone(KYIV):%d.%m.%Y %H:%M}" if isinstance(value, datetime) else value


class ThreeInputs(forms.MultiWidget):
    """Day, month and year in three small fields, for a date that a person knows by heart."""

    template_name = "forms/widgets/three_part.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        number = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__({part: forms.TextInput(number) for part in ("day", "month", "year")}, attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """A stored date is a tuple as well, and would be taken for its three parts."""
        return super().get_context(name, self.decompress(value) if isinstance(value, Precise) else value, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """The three parts of a stored date; what is not known stays empty."""
        if not value:
            return ["", "", ""]
        day, precision = value if isinstance(value, Precise) else (value, "day")
        parts: list[Any] = [day.day, day.month, day.year]
        return ["", "", *parts[2:]] if precision == "year" else ["", *parts[1:]] if precision == "month" else parts

    def id_for_label(self, id_: str) -> str:
        """The first of the three fields, where the error summary leads."""
        return f"{id_}_0" if id_ else id_


class ThreePartDay(forms.MultiValueField):
    """A date of birth in three fields. Cleans to `Precise` (day and month may be left empty), or None."""

    widget = ThreeInputs

    def __init__(self, **options: Any) -> None:
        required = options.pop("required", True)
        options.setdefault("help_text", _("Наприклад, 14 03 1991. Якщо відомо лише рік, решту залиште порожньою."))
        parts = [forms.CharField(required=False) for _part in range(3)]
        super().__init__(parts, required=required, require_all_fields=False, **options)
        self.error_messages["required"] = options.get("error_messages", {}).get(
            "required", _("Введіть дату народження, наприклад 14 03 1991.")
        )

    def compress(self, data_list: Sequence[Any]) -> Precise | None:
        """The date of the parts; a day without its month is asked about."""
        day, month, year = [str(part or "").strip() for part in (*data_list, "", "", "")[:3]]
        if not (day or month or year):
            return None
        if not all(re.fullmatch("[0-9]{0,4}", part) for part in (day, month, year)):
            raise ValidationError(_("Введіть дату цифрами, наприклад 14 03 1991."), code="unread")
        if len(year) != 4 or (day and not month):
            raise ValidationError(
                _("Введіть рік чотирма цифрами, а до дня – й місяць, наприклад 14 03 1991."), code="unread"
            )
        return _precise(year, month, day)


class SecretInput(forms.PasswordInput):
    """A password field with a button to show what was typed; pasting is welcome."""

    template_name = "forms/widgets/secret.html"


class SecretField(forms.CharField):
    """A password or code: never stripped, never written back into the page."""

    widget = SecretInput

    def __init__(self, *, autocomplete: str = "current-password", **options: Any) -> None:
        options.setdefault("max_length", 1024)
        super().__init__(strip=False, **options)
        self.widget.attrs.update({"autocomplete": autocomplete, "spellcheck": "false", "autocapitalize": "none"})


class LongText(forms.CharField):
    """A text of several lines."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea({"rows": rows}))
        super().__init__(**options)


class ReasonField(LongText):
    """Why something is done: a sentence that a colleague will understand in a year."""

    def __init__(self, **options: Any) -> None:
        super().__init__(rows=2, **({"label": _("Причина"), "min_length": 5, "max_length": 300} | options))
        self.error_messages["required"] = _("Напишіть причину одним реченням.")
        self.error_messages["min_length"] = _("Напишіть причину одним реченням, щоб її зрозуміли й за рік.")
