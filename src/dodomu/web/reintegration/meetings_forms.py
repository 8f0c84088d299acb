"""The forms of a meeting with the command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dodomu.web.fields import MomentField
from dodomu.web.forms import Form, LongText
from dodomu.web.reintegration.forms import AppointmentTimes
from dodomu.web.words import said


class NewMeeting(AppointmentTimes):
    """A meeting: who leads it, when and where."""

    led_by = forms.CharField(
        label=_("Хто зустрічається з людьми"),
        help_text=_("Ім’я і посада: люди побачать їх у плані своїх днів"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    place = forms.CharField(label=_("Де"), max_length=120)
    field_order = ("led_by", "starts_at", "minutes", "place")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["are_both_meant"]


class Invite(Form):
    """Whom to invite, of those who agreed."""

    case = forms.ChoiceField(label=_("Кого запросити"))
    are_both_meant = forms.BooleanField(label=_("Потрібні обидві зустрічі водночас"), required=False)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].choices = [("", said(_("виберіть"))), *people]  # type: ignore[attr-defined]

    def ask_what_is_meant(self) -> None:
        """Asks if both are meant only once another appointment at that time was named."""
        if not (self.is_bound and self.errors.get("case")) and not self.data.get("are_both_meant"):
            del self.fields["are_both_meant"]


class Recorded(Form):
    """What came of the meeting for one person."""

    came = forms.ChoiceField(
        label=_("Чи людина прийшла"),
        choices=[("yes", _("так")), ("no", _("ні, і це її право"))],
        widget=forms.RadioSelect,
    )
    wishes = LongText(
        label=_("Про що попросила"),
        help_text=_("Кожне прохання з нового рядка. За кожним стежитиме офіцер супроводу."),
        required=False,
        rows=4,
        max_length=4000,
    )
    due_at = MomentField(label=_("До коли буде відповідь"), required=False)
