"""Forms in our own markup: label, hint, error beside the field, and a summary that leads to each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import BaseRenderer, DjangoTemplates
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from dodomu.errors import Refused
from dodomu.web.fields import (
    DayField,
    DayInput,
    LongText,
    Precise,
    PreciseDayField,
    ReasonField,
    SecretField,
    SecretInput,
    ThreeInputs,
    ThreePartDay,
    read_day,
)
from dodomu.web.words import language, said, written_in

__all__ = [
    "BoundField",
    "DayField",
    "DayInput",
    "Form",
    "LongText",
    "Precise",
    "PreciseDayField",
    "ReasonField",
    "Renderer",
    "SecretField",
    "SecretInput",
    "ThreeInputs",
    "ThreePartDay",
    "read_day",
]


class BoundField(forms.BoundField):
    """A field in a form, with the class its kind of input needs."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Adds the class of the input, and the mark of an error."""
        attrs = super().build_widget_attrs(attrs, widget)
        shown = widget or self.field.widget
        base = css_class(shown)
        if base:
            classes = [base, str(shown.attrs.get("class", "")), f"{base}--error" if self.errors else ""]
            if isinstance(shown, DayInput):
                classes.append("govuk-input--width-10")
            attrs["class"] = " ".join(name for name in classes if name)
        if base in ("govuk-input", "govuk-textarea") and (spoken := self.spoken):
            attrs["lang"] = spoken
        return attrs

    @property
    def spoken(self) -> str:
        """The language of the text in the field, where it is not that of the page: `sentence_uk`, a note as written."""
        own = self.name[-2:] if self.name.endswith(("_uk", "_en")) else written_in(str(self.value() or ""))
        return own if own != language() else ""

    @property
    def hint(self) -> str:
        """What helps to fill the field in."""
        return said(self.help_text) if self.help_text else ""

    @property
    def is_optional(self) -> bool:
        """Whether it may stay empty; then the label says so. A single tick always may."""
        return not self.field.required and not isinstance(self.field, forms.BooleanField)

    @property
    def is_tick(self) -> bool:
        """Whether the field is one box to tick, whose label stands behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)


def css_class(widget: forms.Widget) -> str:
    """The class of a kind of input; empty for groups, whose inputs get theirs in the template."""
    if isinstance(widget, forms.Textarea):
        return "govuk-textarea"
    if isinstance(widget, forms.FileInput):
        return "govuk-file-upload"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.CheckboxInput | forms.MultiWidget):
        return ""
    if isinstance(widget, forms.Select):
        return "govuk-select"
    return "govuk-input" if isinstance(widget, forms.widgets.Input) and not widget.is_hidden else ""


class Renderer(BaseRenderer):
    """Prints forms and fields from `templates/forms/`; what is not there, from Django's own folder."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    formset_template_name = "forms/formset.html"
    bound_field_class = BoundField

    @cached_property
    def _own(self) -> DjangoTemplates:
        return DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        """The template by our name for it, or Django's."""
        try:
            return get_template(template_name.removeprefix("django/"))
        except TemplateDoesNotExist:
            return self._own.get_template(template_name)


# Our sentences in place of Django's, where a field was given none of its own. The first kind that fits speaks.
SENTENCES: list[tuple[tuple[type[forms.Field], ...], str, Any]] = [
    ((forms.ChoiceField, forms.ModelChoiceField, forms.FileField), "required", _("Виберіть: %(label)s.")),
    ((forms.Field,), "required", _("Заповніть: %(label)s.")),
    ((forms.ChoiceField, forms.ModelChoiceField), "invalid_choice", _("Виберіть зі списку: %(label)s.")),
    ((forms.ModelMultipleChoiceField,), "invalid_pk_value", _("Виберіть зі списку: %(label)s.")),
    ((forms.IntegerField,), "invalid", _("Введіть ціле число, наприклад 12: %(label)s.")),
    ((forms.FileField,), "empty", _("Файл порожній. Виберіть інший: %(label)s.")),
]


class Form(forms.Form):
    """Our form: the browser checks nothing, every sentence is ours, and a refusal finds its field."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label = said(field.label if field.label is not None else name)
            taken: set[str] = set()
            for kinds, code, sentence in SENTENCES:
                if isinstance(field, kinds) and code not in taken and _is_djangos(field, code):
                    is_filled_in_again = code in ("invalid_choice", "invalid_pk_value")  # Django puts the value in
                    field.error_messages[code] = sentence % {
                        "label": label.replace("%", "%%") if is_filled_in_again else label
                    }
                    taken.add(code)

    def refuse(self, refusal: Refused) -> None:
        """Puts the sentence of a refusal to its field, or to the form when it belongs to none of them."""
        error = ValidationError(said(refusal.message), code=refusal.code or "refused")
        self.add_error(refusal.field if refusal.field in self.fields else None, error)


def _is_djangos(field: forms.Field, code: str) -> bool:
    """Whether a field still has Django's own sentence for an error."""
    current = field.error_messages.get(code)
    defaults = (kind.__dict__.get("default_error_messages", {}) for kind in type(field).__mro__)
    return any(current is messages.get(code) for messages in defaults) if current is not None else False
